//! Third stage of the generator: checks that the API follows all rules. Each rule has its own file.

mod consequences;
mod described;
mod documented;
mod endless;
mod names;
mod once;
mod operation_ids;
mod paging;
mod paths;
mod references;
mod sources;
mod subscriptions;
mod token_types;
mod unfinished;
mod unused;

pub(crate) use consequences::leave_out as leave_out_consequences;
pub use references::APP_TYPES;

use crate::diagnostic::Diagnostics;
use crate::ir::Api;

/// Checks an API against all rules. Returns a diagnostic for each violation.
pub fn check(api: &Api) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let rules: [fn(&Api, &mut Diagnostics); 13] = [
        documented::check,
        endless::check,
        names::check,
        once::check,
        operation_ids::check,
        paging::check,
        paths::check,
        references::check,
        sources::check,
        subscriptions::check,
        token_types::check,
        unfinished::check,
        unused::check,
    ];
    for rule in rules {
        rule(api, &mut diagnostics);
    }
    diagnostics
}
