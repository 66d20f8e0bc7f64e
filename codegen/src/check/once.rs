//! Each endpoint and each event is described once.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, unnamed};
use crate::source::Place;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut known = HashMap::new();
    for (_, operation) in api.operations() {
        let name = format!("{} {}", operation.method, unnamed(&operation.path.name));
        once(name, &operation.place, &mut known, diagnostics);
    }
    for (_, event) in api.events() {
        once(format!("event {}", event.wire), &event.place, &mut known, diagnostics);
    }
}

fn once(name: String, place: &Place, known: &mut HashMap<String, Place>, diagnostics: &mut Diagnostics) {
    if let Some(first) = known.get(&name) {
        diagnostics.push(
            Diagnostic::new("name-duplicate", format!("`{name}` is described twice"))
                .at_key(place.clone())
                .also_key(first.clone(), "first described here")
                .help("remove one of them"),
        );
    } else {
        known.insert(name, place.clone());
    }
}
