//! Record of the required keys that the decoder has found in an object.

/// Record of the required keys that an object contains.
pub(crate) struct Seen {
    required: &'static [&'static str],
    /// One bit for each of the first 64 required keys, so that an object with few keys needs no allocation.
    first: u64,
    rest: Vec<bool>,
}

impl Seen {
    pub(crate) fn of(required: &'static [&'static str]) -> Self {
        Self { required, first: 0, rest: Vec::new() }
    }

    pub(crate) fn mark(&mut self, name: &str) {
        let Some(index) = self.required.iter().position(|one| *one == name) else { return };
        match index.checked_sub(64) {
            None => self.first |= 1 << index,
            Some(index) => {
                if self.rest.len() <= index {
                    self.rest.resize(index + 1, false);
                }
                self.rest.get_mut(index).into_iter().for_each(|seen| *seen = true);
            }
        }
    }

    pub(crate) fn first_missing(&self) -> Option<&'static str> {
        let is_there = |index: usize| match index.checked_sub(64) {
            None => self.first & (1 << index) != 0,
            Some(index) => self.rest.get(index).copied().unwrap_or(false),
        };
        let missing = self.required.iter().enumerate().find(|(index, _)| !is_there(*index));
        missing.map(|(_, name)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_required_keys() {
        const NAMES: [&str; 70] = {
            let mut names = ["x"; 70];
            names[0] = "first";
            names[63] = "last of 64";
            names[64] = "65th";
            names[69] = "last";
            names
        };
        let missing = |there: &[&str]| {
            let mut seen = Seen::of(&NAMES);
            // The record already contains the keys at the indexes 1 to 62 and 65 to 68. The name of each is `x`.
            seen.first = !1 & (u64::MAX >> 1);
            seen.rest = vec![true; 5];
            seen.rest[0] = false;
            there.iter().for_each(|name| seen.mark(name));
            seen.first_missing()
        };
        assert_eq!(missing(&[]), Some("first"));
        assert_eq!(missing(&["first", "unknown"]), Some("last of 64"));
        assert_eq!(missing(&["first", "last of 64"]), Some("65th"));
        assert_eq!(missing(&["65th", "first", "last of 64"]), Some("last"));
        assert_eq!(missing(&["last", "65th", "first", "last of 64"]), None);
        assert_eq!(Seen::of(&[]).first_missing(), None);
    }
}
