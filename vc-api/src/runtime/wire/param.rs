//! Parameters of paths and queries.

/// Value that the path or the query of a request can contain.
///
/// `None` has no text, a list has one text for each element, and any other value has one text. The query repeats the
/// parameter for each text.
pub trait Param {
    /// Calls `add` with each text of the value, in order.
    fn each(&self, add: &mut dyn FnMut(&str));
}

impl Param for str {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(self);
    }
}

impl Param for String {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(self);
    }
}

impl Param for bool {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(if *self { "true" } else { "false" });
    }
}

impl Param for i64 {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(&self.to_string());
    }
}

impl Param for f64 {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        add(&self.to_string());
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        (**self).each(add);
    }
}

impl<T: Param> Param for Option<T> {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.each(add);
        }
    }
}

impl<T: Param> Param for [T] {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        for value in self {
            value.each(add);
        }
    }
}

impl<T: Param> Param for Vec<T> {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        self.as_slice().each(add);
    }
}

impl<T: Param, const N: usize> Param for [T; N] {
    fn each(&self, add: &mut dyn FnMut(&str)) {
        self.as_slice().each(add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: &dyn Param) -> Vec<String> {
        let mut texts = Vec::new();
        value.each(&mut |text| texts.push(text.to_owned()));
        texts
    }

    #[test]
    fn are_plain() {
        assert_eq!(texts(&"a b"), ["a b"]);
        assert_eq!(texts(&true), ["true"]);
        assert_eq!(texts(&-3_i64), ["-3"]);
        assert_eq!(texts(&0.5), ["0.5"]);
        assert_eq!(texts(&3.0), ["3"]);
        assert_eq!(texts(&None::<i64>), [""; 0]);
        assert_eq!(texts(&Some(vec![1_i64, 2])), ["1", "2"]);
        assert_eq!(texts(&["a", "b"]), ["a", "b"]);
        assert_eq!(texts(&crate::runtime::wire::unix_time::UnixSeconds::from(5)), ["5"]);
        assert_eq!(texts(&crate::runtime::wire::secret::Secret::from("s")), ["s"]);
    }
}
