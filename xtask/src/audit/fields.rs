//! Comparison of fields.

use codegen::ir::{self, Api, Docs, Field, ItemId, Range, Type};
use codegen::source::{Place, Texts};
use serde_json::{Number, Value};

use super::finding::{Audit, Compared, Difference};
use super::types::{self, EnumValue};
use crate::page::{At, Bounds, PageField};

const SURPLUS: &str = "field-surplus";
const VALUE_SURPLUS: &str = "value-surplus";

/// Field of the spec.
pub(super) struct Expected<'a> {
    pub name: &'a str,
    pub ty: Type,
    /// Whether a sender must give the field. The value is `None` for received fields, because pages do not state which
    /// received fields are required.
    pub required: Option<bool>,
    /// Documentation of the field, if the `Api` contains this documentation.
    pub docs: Option<&'a Docs>,
    pub place: &'a Place,
    /// Type that contains the field, or `None` for a field of the operation itself.
    pub owner: Option<ItemId>,
}

impl<'a> Expected<'a> {
    /// Returns the source of the field, if the source is not a page. A field of a shared type does not inherit the source of
    /// the type.
    fn source(&self) -> Option<&'a ir::Source> {
        self.docs.and_then(|docs| docs.source.as_ref())
    }

    /// Creates the expectation for a field of the spec. `sent` is `false` for received fields.
    pub(super) fn of(field: &'a Field, owner: Option<ItemId>, sent: bool) -> Self {
        let (required, docs) = (sent.then_some(field.required), Some(&field.docs));
        Self { name: &field.wire, ty: field.ty.clone(), required, docs, place: &field.place, owner }
    }

    /// Returns all fields of the type, or of the items if the type is a list or map.
    pub(super) fn within(api: &'a Api, ty: &Type, sent: bool) -> Vec<Self> {
        let (owner, fields) = types::fields(api, ty);
        fields.iter().map(|field| Self::of(field, owner, sent)).collect()
    }
}

/// Fields of one object on a page.
#[derive(Clone, Copy)]
pub(super) struct Side<'p> {
    /// Path of the object, such as `body.room`.
    pub path: &'p str,
    pub fields: &'p [PageField],
    /// Place on the page at which the audit reports missing fields.
    pub at: At,
}

impl<'a> Audit<'a> {
    /// Compares the fields of a page with the fields of the spec.
    pub(super) fn fields(&mut self, on: Compared<'_>, page: Side<'_>, spec: &[Expected<'a>]) {
        for expected in spec {
            match page.fields.iter().find(|field| field.name == expected.name) {
                Some(field) => self.field(on, page.path, field, expected),
                None => self.field_surplus(on, page, expected),
            }
        }
        for field in page.fields.iter().filter(|field| spec.iter().all(|known| known.name != field.name)) {
            let message = format!("the page has this field of type `{}`, but the spec does not", field.ty);
            let difference = Difference::new("field-missing", join(page.path, &field.name), field.at, message);
            let difference = difference.says(std::slice::from_ref(&field.ty)).fact("description", &field.description);
            self.report(on, difference.fact("example", field.example.as_deref().unwrap_or_default()));
        }
    }

    fn field_surplus(&mut self, on: Compared<'_>, page: Side<'_>, expected: &Expected<'a>) {
        if expected.source().is_some() {
            return;
        }
        let message = "the spec has this field, but the page does not";
        let difference = Difference::new(SURPLUS, join(page.path, expected.name), page.at, message);
        self.absent(on, expected.owner, expected.place, difference);
    }

    fn field(&mut self, on: Compared<'_>, path: &str, field: &PageField, expected: &Expected<'a>) {
        self.shared.present(SURPLUS, expected.place);
        if let Some(source) = expected.source() {
            self.found(on, &join(path, &field.name), field.at, source);
        }
        if !types::agree(self.api, &field.ty, &expected.ty) {
            let spec = types::name(self.api, &expected.ty);
            self.says(on, "type-differs", path, field, expected, ("the type", &field.ty, &spec));
            return;
        }
        if let (Some(page), Some(spec)) = (field.required, expected.required)
            && page != spec
        {
            let word = |required| if required { "required" } else { "optional" };
            self.says(on, "required-differs", path, field, expected, ("the field", word(page), word(spec)));
        }
        self.values(on, path, field, expected);
        self.default(on, path, field, expected);
        self.bounds(on, path, field, expected);
        self.inner(on, path, field, expected);
    }

    fn values(&mut self, on: Compared<'_>, path: &str, field: &PageField, expected: &Expected<'a>) {
        let (owner, known) = types::values(self.api, &expected.ty);
        let about = join(path, &field.name);
        // The page may list `true` and `false` for a boolean, but these values are not compared.
        let is_truth = types::page_name(&field.ty) == "boolean";
        let listed = if is_truth { &[] } else { field.values.as_slice() };
        for value in listed.iter().filter(|value| known.iter().all(|known| known.value != value.value)) {
            let message = format!("the page lists the value `{}`, but the spec does not", value.value);
            let difference = Difference::new("value-missing", about.as_str(), value.at, message);
            let difference = difference.says(std::slice::from_ref(&value.value)).against(expected.place);
            self.report(on, difference.fact("meaning", &value.meaning));
        }
        let bounded = listed.is_empty() && implied(&range(field), &known);
        for EnumValue { value, place, source } in &known {
            let on_page = listed.iter().find(|listed| listed.value == *value);
            match (source, on_page) {
                (Some(source), Some(listed)) => self.found(on, &about, listed.at, source),
                (None, None) if !bounded => {
                    let message = format!("the spec lists the value `{value}`, but the page does not");
                    let difference = Difference::new(VALUE_SURPLUS, about.as_str(), field.at, message);
                    self.absent(on, owner, place, difference);
                }
                _ => self.shared.present(VALUE_SURPLUS, place),
            }
        }
    }

    fn default(&mut self, on: Compared<'_>, path: &str, field: &PageField, expected: &Expected<'a>) {
        let spec = expected.docs.and_then(|docs| docs.default.as_ref()).map(plain).unwrap_or_default();
        let page = field.default.clone().unwrap_or_default();
        self.optional(on, "default-differs", (path, field), expected, expected.owner, ("the default", &page, &spec));
    }

    fn bounds(&mut self, on: Compared<'_>, path: &str, field: &PageField, expected: &Expected<'a>) {
        let spec = expected.docs.map(|docs| docs.bounds.clone()).unwrap_or_default();
        let shared = self.shared_bounds(&expected.ty);
        let owner = if spec == shared { types::item(&expected.ty) } else { expected.owner };
        let values = types::values(self.api, &expected.ty).1;
        // The values of an enum imply the range from the smallest to the largest value. A page or the spec can leave out an
        // implied range, so the comparison ignores it.
        let [page, known] = [&range(field), &spec.value].map(|range| match implied(range, &values) {
            true => String::new(),
            false => words(range),
        });
        self.optional(on, "range-differs", (path, field), expected, owner, ("the range", &page, &known));
        let Bounds { min_length, max_length, .. } = field.bounds;
        let length = words(&Range { least: min_length.map(Into::into), most: max_length.map(Into::into) });
        let known = match expected.ty {
            Type::List(_) | Type::Map(_) => spec.items,
            _ => spec.characters,
        };
        self.optional(on, "length-differs", (path, field), expected, owner, ("the length", &length, &words(&known)));
    }

    /// Returns the bounds of the shared schema of a type.
    fn shared_bounds(&self, ty: &Type) -> ir::Bounds {
        let item = types::item(ty).and_then(|id| self.api.item(id));
        item.map(|item| item.docs.bounds.clone()).unwrap_or_default()
    }

    /// Compares the fields inside a field whose type is an object.
    fn inner(&mut self, on: Compared<'_>, path: &str, field: &PageField, expected: &Expected<'a>) {
        // A page cannot list all levels of a recursive type, so missing fields are accepted.
        if field.fields.is_empty() && matches!(expected.ty.innermost(), Type::Boxed(_)) {
            return;
        }
        // If the type in the spec is a union of a string and an object, the page may give only the type `string`.
        if types::page_name(&field.ty) == "string" && types::union(self.api, &expected.ty).is_some() {
            return;
        }
        let spec = Expected::within(self.api, &expected.ty, expected.required.is_some());
        let path = join(path, &field.name);
        self.fields(on, Side { path: &path, fields: &field.fields, at: field.at }, &spec);
    }

    /// Compares a property that a field may lack, such as its default or its range. `owner` is the shared type that declares
    /// the property, if a shared type declares it.
    fn optional(
        &mut self,
        on: Compared<'_>,
        kind: &'static str,
        (path, field): (&str, &PageField),
        expected: &Expected<'a>,
        owner: Option<ItemId>,
        (what, page, spec): (&str, &str, &str),
    ) {
        if page.is_empty() && !spec.is_empty() {
            let message = format!("{what} is `{spec}` in the spec, but the page does not state {what}");
            self.absent(on, owner, expected.place, Difference::new(kind, join(path, &field.name), field.at, message));
        } else if page == spec {
            self.shared.present(kind, expected.place);
        } else {
            self.says(on, kind, path, field, expected, (what, page, spec));
        }
    }

    /// Reports that a property of a field differs between the page and the spec.
    fn says(
        &mut self,
        on: Compared<'_>,
        kind: &'static str,
        path: &str,
        field: &PageField,
        expected: &Expected<'_>,
        (what, page, spec): (&str, &str, &str),
    ) {
        let none = |said: &str| if said.is_empty() { "none".to_owned() } else { format!("`{said}`") };
        let message = format!("{what} is {} on the page, but {} in the spec", none(page), none(spec));
        let page: Vec<String> = Some(page.to_owned()).filter(|page| !page.is_empty()).into_iter().collect();
        let difference = Difference::new(kind, join(path, &field.name), field.at, message);
        self.report(on, difference.says(&page).against(expected.place));
    }
}

/// Result of the comparison between the fields of a page and the fields of the spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The fields differ.
    No,
    /// The spec has all fields of the page, and more fields.
    Part,
    /// The fields are the same.
    Same,
}

/// Compares the fields of a page with a model.
pub(crate) fn fit_model(api: &Api, page: &[PageField], model: ItemId, sent: bool) -> Fit {
    fit(api, page, &Expected::within(api, &Type::Item(model), sent))
}

/// Compares a field of a page with an input.
pub(crate) fn fit_input(api: &Api, page: &PageField, input: &Field) -> Fit {
    fit(api, std::slice::from_ref(page), &[Expected::of(input, None, true)])
}

fn fit(api: &Api, page: &[PageField], spec: &[Expected<'_>]) -> Fit {
    let nowhere = Texts::new();
    let mut audit = Audit::new(api, &nowhere);
    let on = Compared { subject: "", file: "", overview: false, recorded: &[] };
    audit.fields(on, Side { path: "", fields: page, at: At { line: 1, column: 1 } }, spec);
    match audit.findings.is_empty() {
        true if audit.shared.lacks(SURPLUS) => Fit::Part,
        true => Fit::Same,
        false => Fit::No,
    }
}

/// Returns the path of a field.
fn join(path: &str, name: &str) -> String {
    format!("{path}.{name}")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the range of values of a field.
pub(crate) fn range(field: &PageField) -> Range {
    Range { least: field.bounds.minimum.clone(), most: field.bounds.maximum.clone() }
}

/// Returns `true` if the bounds are the smallest and the largest value of the enum.
pub(crate) fn implied(range: &Range, values: &[EnumValue<'_>]) -> bool {
    let on_pages = values.iter().filter(|value| value.source.is_none());
    let values: Option<Vec<i64>> = on_pages.map(|value| value.value.parse().ok()).collect();
    let values = values.unwrap_or_default();
    let [least, most] = [&range.least, &range.most].map(|bound| bound.as_ref().and_then(Number::as_i64));
    !values.is_empty() && values.iter().min().copied() == least && values.iter().max().copied() == most
}

fn words(range: &Range) -> String {
    match (&range.least, &range.most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => String::new(),
    }
}
