//! Requires that the spec describes each endpoint and each event only once.

use super::described::{Described, Known, Reason, Repeated};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::ir::path::unnamed;

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut known = Known::default();
    for (_, operation) in api.operations() {
        let name = format!("{} {}", operation.method, unnamed(&operation.path.name));
        once(&name, Described::operation(api, operation), &mut known, diagnostics);
    }
    for (_, event) in api.events() {
        once(&format!("event {}", event.wire), Described::event(api, event), &mut known, diagnostics);
    }
}

fn once<'a>(name: &str, found: Described<'a>, known: &mut Known<'a>, diagnostics: &mut Diagnostics) {
    let Some(Repeated { surplus, kept, reason }) = known.add(name, found) else { return };
    let label = match reason {
        Reason::First => "first described here",
        Reason::SaysMore => "the more complete description is here",
    };
    diagnostics.push(
        Diagnostic::new("name-duplicate", format!("`{name}` is described twice"))
            .at_key(surplus.place.clone())
            .also_key(kept.place.clone(), label)
            .help("remove one of them"),
    );
}
