//! Smallest set of scopes for the calls of a program.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::hitting_set::{Need, cheapest};
use crate::runtime::operation::endpoint::EndpointInfo;
use crate::runtime::operation::scope::Scope;

/// Returns the smallest set of scopes that allows all given operations. The scopes are ordered by name.
///
/// An operation needs only one of its scopes. An operation without scopes needs no scope.
///
/// Among sets of the same size, the function returns the set with the least privilege. The privilege of a scope is the
/// number of operations that the scope allows in the whole table, [`endpoints::ALL`](crate::endpoints::ALL). If the
/// privileges are equal too, the order of the names decides.
///
/// ```
/// use vc_api::{Endpoint, room, smallest_scopes};
///
/// let scopes = smallest_scopes(&[room::List::INFO, room::Delete::INFO]);
/// println!("request:");
/// for scope in scopes {
///     println!("{} ({})", scope.name(), scope.summary());
/// }
/// ```
#[must_use]
pub fn smallest_scopes(operations: &[&EndpointInfo]) -> Vec<Scope> {
    smallest(operations, crate::generated::endpoints::ALL)
}

fn smallest(operations: &[&EndpointInfo], table: &[&EndpointInfo]) -> Vec<Scope> {
    let mut scopes = BTreeMap::new();
    for scope in operations.iter().flat_map(|operation| operation.scopes) {
        scopes.entry(scope.name()).or_insert(*scope);
    }
    let mut allowed: BTreeMap<&str, i64> = BTreeMap::new();
    for operation in table {
        let names: BTreeSet<&str> = operation.scopes.iter().map(Scope::name).collect();
        for name in names {
            *allowed.entry(name).or_default() += 1;
        }
    }
    let names: Vec<&str> = scopes.keys().copied().collect();
    let privilege: Vec<i64> = names.iter().map(|name| allowed.get(name).copied().unwrap_or(0)).collect();
    let needs = operations
        .iter()
        .map(|operation| {
            let positions = operation.scopes.iter();
            positions.filter_map(|scope| names.binary_search(&scope.name()).ok()).collect()
        })
        .collect::<Vec<Need>>();
    let chosen = cheapest(needs, &privilege);
    let scopes: Vec<Scope> = scopes.into_values().collect();
    chosen.into_iter().filter_map(|position| scopes.get(position).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::operation::endpoint::{RateLimit, ResponseShape};
    use crate::runtime::operation::method::Method;

    const ALL: Scope = Scope::new("vc:room", "", None);
    const READ: Scope = Scope::new("vc:room:readonly", "", None);
    const FINE: Scope = Scope::new("vc:rooms.room:read", "", None);
    const OTHER: Scope = Scope::new("vc:report", "", None);

    const fn operation(scopes: &'static [Scope]) -> EndpointInfo {
        EndpointInfo {
            id: "",
            method: Method::Get,
            path: "",
            tokens: &[],
            scopes,
            field_scopes: &[],
            rate_limit: RateLimit { per_minute: None, per_second: None },
            app_types: &[],
            idempotent: false,
            response: ResponseShape::Nothing,
            errors: &[],
            sensitive: false,
            deprecated: false,
            documentation: None,
        }
    }

    static GET: EndpointInfo = operation(&[ALL, READ, FINE]);
    static LIST: EndpointInfo = operation(&[READ, ALL]);
    static CREATE: EndpointInfo = operation(&[ALL]);
    static REPORT: EndpointInfo = operation(&[OTHER]);
    static FREE: EndpointInfo = operation(&[]);
    static TABLE: &[&EndpointInfo] = &[&GET, &LIST, &CREATE, &REPORT, &FREE];

    #[test]
    fn the_fewest_then_the_least() {
        let cases: &[(&[&EndpointInfo], &[Scope])] = &[
            (&[], &[]),
            (&[&FREE], &[]),
            (&[&GET], &[FINE]),
            (&[&GET, &LIST], &[READ]),
            (&[&GET, &LIST, &LIST], &[READ]),
            (&[&GET, &LIST, &CREATE, &FREE], &[ALL]),
            (&[&REPORT, &GET], &[OTHER, FINE]),
        ];
        for (operations, expected) in cases {
            assert_eq!(smallest(operations, TABLE), *expected);
        }
    }

    #[test]
    fn the_whole_table_is_allowed() {
        let all = crate::generated::endpoints::ALL;
        let scopes = smallest_scopes(all);
        assert!(scopes.is_sorted_by_key(Scope::name));
        for operation in all {
            let is_chosen = |scope: &Scope| scopes.contains(scope);
            assert!(operation.scopes.is_empty() || operation.scopes.iter().any(is_chosen));
        }
    }
}
