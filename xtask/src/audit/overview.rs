//! Comparison of overview pages, which list operations and events.

use codegen::ir::{self, Reference};
use codegen::source::Place;

use super::finding::{Audit, Compared, Difference};
use super::matching::Call;
use super::reference::NameList;
use crate::page::{At, EventRow, Located, MethodRow};

impl Audit<'_> {
    pub(super) fn method_row(&mut self, file: &str, row: &MethodRow, spec: &ir::Operation) {
        let on = Compared { subject: &spec.id.name, file, overview: true, recorded: &spec.contradictions };
        if let Some(source) = &spec.source {
            self.found(on, "documentation", row.at, source);
        }
        self.method(on, &Located { value: row.http_method.clone(), at: row.at }, spec);
        self.names(on, NameList::TOKENS, (&row.tokens, row.at), &spec.tokens, &spec.place);
        self.names(on, NameList::APP_TYPES, (&row.app_types, row.at), &spec.app_types, &spec.place);
        self.console_names(on, &row.scopes, &spec.scopes, &spec.place);
    }

    pub(super) fn event_row(&mut self, file: &str, row: &EventRow, spec: &ir::Event) {
        let on = Compared { subject: &spec.id.name, file, overview: true, recorded: &spec.contradictions };
        if let Some(source) = &spec.source {
            self.found(on, "documentation", row.at, source);
        }
        self.names(on, NameList::APP_TYPES, (&row.app_types, row.at), &spec.app_types, &spec.place);
        self.console_names(on, &row.scopes, &spec.scopes, &spec.place);
    }

    /// Checks each console name of a scope in a row of the overview. The operation or event of the row must have a scope
    /// with this console name. The reverse is not checked, because an overview does not name all scopes.
    fn console_names(&mut self, on: Compared<'_>, names: &[Located<String>], scopes: &[Reference], place: &Place) {
        let page: Vec<String> = names.iter().map(|name| name.value.clone()).collect();
        for name in names {
            let mut called = self.api.scopes.iter().filter(|scope| scope.console_name.as_ref() == Some(&name.value));
            if called.any(|scope| scopes.iter().any(|known| known.name == scope.wire)) {
                continue;
            }
            let message = format!(
                "the overview lists the scope {}, but in the spec, no scope of this item has this console name",
                name.value
            );
            let difference = Difference::new("scope-missing", "scopes", name.at, message).says(&page);
            self.report(on, difference.against(scopes.first().map_or(place, |scope| &scope.place)));
        }
    }

    /// Reports an operation that the spec lacks.
    pub(super) fn operation_missing(&mut self, file: &str, call: &Call<'_>, at: At, facts: &[(&'static str, &str)]) {
        self.missing(file, "operation-missing", &format!("{} {}", call.method, call.path), at, facts);
    }

    /// Reports an item that the spec lacks.
    pub(super) fn missing(
        &mut self,
        file: &str,
        kind: &'static str,
        subject: &str,
        at: At,
        facts: &[(&'static str, &str)],
    ) {
        let on = Compared { subject, file, overview: false, recorded: &[] };
        let difference = Difference::new(kind, "all", at, "the page has this item, but the spec does not");
        self.report(on, facts.iter().fold(difference, |difference, (name, value)| difference.fact(name, value)));
    }
}
