//! Search for the operation of a page in the spec.

use codegen::ir::path::unnamed;
use codegen::ir::{Api, Operation};

/// HTTP method and path of an operation, as a page states them.
pub(crate) struct Call<'p> {
    pub method: &'p str,
    pub path: &'p str,
}

/// Operations of the spec, and the methods and paths on the compared pages.
pub(crate) struct Matching<'a, 'p> {
    api: &'a Api,
    named: Vec<Call<'p>>,
}

impl<'a, 'p> Matching<'a, 'p> {
    pub(crate) fn new(api: &'a Api, named: Vec<Call<'p>>) -> Self {
        Self { api, named }
    }

    /// Finds the operation of a call. The method first calls [`certain`](Self::certain). If `certain` returns `None`, the
    /// method returns the only operation that has the path of the call and is on none of the compared pages. The HTTP method
    /// of this operation may differ from the HTTP method of the call.
    pub(super) fn find(&self, call: &Call<'_>, full_path: Option<&str>) -> Option<&'a Operation> {
        self.certain(call, full_path).or_else(|| {
            let on_path = |operation: &&Operation| unnamed(&operation.path.name) == unnamed(call.path);
            let mut left = self.operations().filter(on_path).filter(|operation| !self.is_named(operation));
            left.next().filter(|_| left.next().is_none())
        })
    }

    /// Finds the operation with this method and path. If there is no such operation, finds the operation whose documentation
    /// is at `full_path`.
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
