//! Matching of old and new items.

use std::collections::HashMap;

/// Old and new items. Matching items are in pairs.
pub(super) struct Matched<'a, T> {
    /// Matching items, in the order of the new state.
    pub(super) pairs: Vec<(&'a T, &'a T)>,
    /// Old items without a match.
    pub(super) removed: Vec<&'a T>,
    /// New items without a match.
    pub(super) added: Vec<&'a T>,
}

/// Matches each old item with the new item of the same name. Each function in `names` returns a name of an item. Items
/// without a match by the first name are matched by the second name, and so on.
pub(super) fn matched<'a, T>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    names: &[fn(&T) -> Option<String>],
) -> Matched<'a, T> {
    let mut removed: Vec<&T> = old.into_iter().collect();
    let mut added: Vec<(usize, &T)> = new.into_iter().enumerate().collect();
    let mut pairs = Vec::new();
    for name in names {
        let mut named: HashMap<String, &T> = HashMap::new();
        for one in &removed {
            if let Some(name) = name(one) {
                named.entry(name).or_insert(one);
            }
        }
        let (found, left): (Vec<_>, Vec<_>) = added
            .into_iter()
            .map(|(at, one)| (at, one, name(one).and_then(|name| named.remove(&name))))
            .partition(|(_, _, old)| old.is_some());
        added = left.into_iter().map(|(at, one, _)| (at, one)).collect();
        for (at, new, old) in found.into_iter().filter_map(|(at, new, old)| Some((at, new, old?))) {
            removed.retain(|one| !std::ptr::eq(*one, old));
            pairs.push((at, old, new));
        }
    }
    pairs.sort_by_key(|(at, ..)| *at);
    let pairs = pairs.into_iter().map(|(_, old, new)| (old, new)).collect();
    Matched { pairs, removed, added: added.into_iter().map(|(_, one)| one).collect() }
}
