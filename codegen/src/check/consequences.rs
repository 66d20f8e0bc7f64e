//! Drops each diagnostic that is only a consequence of another mistake. The help of such a diagnostic would mislead authors.

use std::collections::BTreeSet;

use super::paging;
use super::unfinished::CODE as UNFINISHED;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::source::Place;

/// Codes of mistakes that can hide a reference from the generator. The schema or parameter to which the reference points
/// then seems to be unused.
///
/// `ref-dangling` is not in this list, because a dangling reference counts as a use of the most similar name.
const LOSE_A_REFERENCE: [&str; 9] = [
    "event-body",
    "items-missing",
    "name-missing",
    "path-parameter",
    "response-empty",
    "type-missing",
    "unsupported-parameter",
    "unsupported-ref",
    "unwrap",
];

/// Codes of mistakes after which the generator uses a type that the author did not intend.
const LOSE_A_TYPE: [&str; 6] =
    ["items-missing", "ref-cycle", "ref-dangling", "type-missing", "unsupported-parameter", "unsupported-ref"];

/// Codes of mistakes after which the search for an operation by its id can fail.
const LOSE_AN_OPERATION: [&str; 2] = ["operation-id", "operation-id-duplicate"];

/// Codes of mistakes about a missing key of an operation or event, each with the name of the key.
const MISSES: [(&str, &str); 4] = [
    ("app-types-missing", "x-app-types"),
    ("page-missing", "externalDocs"),
    ("scopes-missing", "x-scopes"),
    ("tokens-missing", "x-tokens"),
];

/// Drops each diagnostic that is a consequence of another mistake, or of an unfinished value (`TODO:`).
pub(crate) fn leave_out(api: &Api, diagnostics: &mut Diagnostics) {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|one| one.code()).collect();
    let has = |causes: &[&str]| causes.iter().any(|code| codes.contains(code));
    let (loses_a_reference, loses_an_operation) = (has(&LOSE_A_REFERENCE), has(&LOSE_AN_OPERATION));
    let lost_types = diagnostics.iter().filter(|one| LOSE_A_TYPE.contains(&one.code()));
    let lost_types: Vec<Place> = lost_types.filter_map(Diagnostic::place).cloned().collect();
    diagnostics.retain(|one| match one.code() {
        UNFINISHED => true,
        code if one.place().is_some_and(|place| is_marked(api, code, place)) => false,
        "unused" => !loses_a_reference,
        "subscription" => !(loses_an_operation && one.message().starts_with("there is no operation")),
        "paging" => !one.place().is_some_and(|place| depends_on_wrong_type(api, place, &lost_types)),
        _ => true,
    });
}

/// Returns whether an unfinished value (`TODO:`) causes a mistake. There are two cases: the mistake is inside the value, or
/// the mistake is that the key of the value is missing.
fn is_marked(api: &Api, code: &str, place: &Place) -> bool {
    let missed = MISSES.iter().find(|(misses, _)| *misses == code);
    api.unfinished.iter().any(|one| place.is_within(&one.place))
        || missed.is_some_and(|(_, key)| api.is_unfinished(&place.key(key)))
}

/// Returns whether a mistake at one of the places in `lost` can be the cause of the `paging` mistake at `place`.
fn depends_on_wrong_type(api: &Api, place: &Place, lost: &[Place]) -> bool {
    let operation = api.operations().map(|(_, operation)| operation).find(|one| place.is_within(&one.place));
    operation.is_some_and(|operation| lost.iter().any(|lost| paging::relies_on(api, operation, lost)))
}
