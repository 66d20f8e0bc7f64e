//! Search for the operation of a page in the spec.

use codegen::ir::path::unnamed;
use codegen::ir::{Api, Operation};

/// Method and path on a page.
pub(crate) struct Call<'p> {
    pub method: &'p str,
    pub path: &'p str,
}

/// Operations of the spec, and the calls that the pages name.
pub(crate) struct Matching<'a, 'p> {
    api: &'a Api,
    named: Vec<Call<'p>>,
}

impl<'a, 'p> Matching<'a, 'p> {
    pub(crate) fn new(api: &'a Api, named: Vec<Call<'p>>) -> Self {
        Self { api, named }
    }

    /// Finds the operation of a call. If no operation is certain, returns the only operation with this path, provided that
    /// no other page or row names this operation.
    pub(super) fn find(&self, call: &Call<'_>, full_path: Option<&str>) -> Option<&'a Operation> {
        self.certain(call, full_path).or_else(|| {
            let on_path = |operation: &&Operation| unnamed(&operation.path.name) == unnamed(call.path);
            let mut left = self.operations().filter(on_path).filter(|operation| !self.is_named(operation));
            left.next().filter(|_| left.next().is_none())
        })
    }

    /// Finds the operation with this method and path, or else the operation whose documentation is at `full_path`.
    pub(crate) fn certain(&self, call: &Call<'_>, full_path: Option<&str>) -> Option<&'a Operation> {
        let documented = full_path.filter(|path| !path.is_empty()).and_then(|path| {
            self.operations().find(|operation| operation.documentation.ends_with(path) && !self.is_named(operation))
        });
        self.operations().find(|operation| is_of(operation, call)).or(documented)
    }

    fn operations(&self) -> impl Iterator<Item = &'a Operation> + use<'a> {
        self.api.operations().map(|(_, operation)| operation)
    }

    fn is_named(&self, operation: &Operation) -> bool {
        self.named.iter().any(|call| is_of(operation, call))
    }
}

fn is_of(operation: &Operation, call: &Call<'_>) -> bool {
    operation.method == call.method && unnamed(&operation.path.name) == unnamed(call.path)
}
