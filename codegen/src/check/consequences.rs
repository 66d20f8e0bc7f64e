//! Consequences of other mistakes are left out: advice about them would lead astray.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;

/// Mistakes by which a reference may be lost. What it should refer to then seems to be unused.
const LOSE_A_REFERENCE: [&str; 10] = [
    "event-body",
    "items-missing",
    "name-missing",
    "path-parameter",
    "ref-dangling",
    "response-empty",
    "type-missing",
    "unsupported-parameter",
    "unsupported-ref",
    "unwrap",
];

/// Mistakes by which an operation is not found by its id.
const LOSE_AN_OPERATION: [&str; 2] = ["operation-id", "operation-id-duplicate"];

/// Leaves out each mistake that another one causes.
pub(crate) fn leave_out(diagnostics: &mut Diagnostics) {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|one| one.code()).collect();
    let has = |causes: &[&str]| causes.iter().any(|code| codes.contains(code));
    let (loses_a_reference, loses_an_operation) = (has(&LOSE_A_REFERENCE), has(&LOSE_AN_OPERATION));
    diagnostics.retain(|one| match one.code() {
        "unused" => !loses_a_reference,
        "subscription" => !(loses_an_operation && one.message().starts_with("there is no operation")),
        _ => true,
    });
}
