//! Objects that occur several times in the pages. Equal objects become one schema.
//!
//! Two objects have the same shape if their fields have the same names, types, values, defaults and bounds, at all levels.
//! Two objects of the same shape are equal if their fields have the same descriptions, or if the objects have the same type
//! name. Two objects with a single field are equal only if both the descriptions of the fields and the names of the objects
//! are the same. The description of an object itself does not matter, because it describes one use of the object.
//!
//! Equal objects in requests must also have the same required fields. Pages do not state the required fields of received
//! objects, so a received object can equal an object in a request.

use std::collections::BTreeMap;

use super::names;
use crate::audit::types;
use crate::page::{Page, PageField};

/// Objects of all pages of one import.
#[derive(Clone, Default)]
pub(super) struct Objects {
    /// Most common name of the objects with the same comparison key.
    names: BTreeMap<ComparisonKey, String>,
    /// Objects in requests. For each comparison key, the map contains the first object with this key.
    sent: BTreeMap<ComparisonKey, PageField>,
    made: Vec<Made>,
}

/// Object for which the import has written or found a schema.
#[derive(Clone)]
struct Made {
    comparison_key: ComparisonKey,
    required_fields: Option<String>,
    /// Name that the page gives to the object.
    name_on_page: NameOnPage,
    schema: String,
    description: String,
}

/// Data by which objects are compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct ComparisonKey {
    shape: String,
    words: String,
    is_single: bool,
}

/// Name of an object on a page.
#[derive(Clone, PartialEq)]
struct NameOnPage {
    name: String,
    /// Whether `name` is a type name. Otherwise `name` comes from the name of the field.
    is_type: bool,
}

impl Objects {
    pub(super) fn of<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut uses: BTreeMap<ComparisonKey, Vec<NameOnPage>> = BTreeMap::new();
        let mut sent = BTreeMap::new();
        for page in pages {
            match page {
                Page::Operation(page) => {
                    [&page.body, &page.response].into_iter().for_each(|all| learn(&mut uses, &mut sent, all));
                }
                Page::Event(page) => learn(&mut uses, &mut sent, &page.body),
                Page::Overview(_) => {}
            }
        }
        let several = uses.into_iter().filter(|(comparison_key, uses)| uses.len() > 1 && !comparison_key.is_single);
        Self {
            names: several.map(|(comparison_key, uses)| (comparison_key, most(&uses))).collect(),
            sent,
            made: Vec::new(),
        }
    }

    /// Searches the requests for an object that equals the received object `field`. Pages state the required fields of the
    /// objects in requests, but not of received objects.
    pub(super) fn sent(&self, field: &PageField) -> Option<PageField> {
        let sent = self.sent.get(&comparison_key(field)).filter(|_| required_fields(&field.fields).is_none())?;
        let is_equal = sent.fields.len() > 1 || name_on_page(sent).name == name_on_page(field).name;
        is_equal.then(|| sent.clone())
    }

    /// Returns a name for the schema of an object: the most common type name on the pages. If the pages have no type name
    /// for the object, returns the most common field name.
    pub(super) fn name(&self, field: &PageField) -> String {
        self.names.get(&comparison_key(field)).cloned().unwrap_or_else(|| name_on_page(field).name)
    }

    /// Finds an earlier object that equals `field`. Returns the schema of the earlier object, and whether both objects have
    /// the same description.
    pub(super) fn find(&self, field: &PageField) -> Option<(&str, bool)> {
        let (comparison_key, name_on_page, required_fields) =
            (comparison_key(field), name_on_page(field), required_fields(&field.fields));
        let is_equal = |made: &&Made| {
            let same_words = made.comparison_key.words == comparison_key.words;
            made.comparison_key.shape == comparison_key.shape
                && (required_fields.is_none() || made.required_fields == required_fields)
                && match comparison_key.is_single {
                    true => same_words && made.name_on_page.name == name_on_page.name,
                    false => same_words || name_on_page.is_type && made.name_on_page == name_on_page,
                }
        };
        let made = self.made.iter().find(is_equal)?;
        Some((&made.schema, made.description == field.description))
    }

    /// Records that the import created the schema `schema` for the object `field`.
    pub(super) fn add(&mut self, field: &PageField, schema: &str, description: &str) {
        let (comparison_key, required_fields, name_on_page) =
            (comparison_key(field), required_fields(&field.fields), name_on_page(field));
        let (schema, description) = (schema.to_owned(), description.to_owned());
        self.made.push(Made { comparison_key, required_fields, name_on_page, schema, description });
    }
}

fn learn(
    uses: &mut BTreeMap<ComparisonKey, Vec<NameOnPage>>,
    sent: &mut BTreeMap<ComparisonKey, PageField>,
    fields: &[PageField],
) {
    for field in fields.iter().filter(|field| !field.fields.is_empty()) {
        uses.entry(comparison_key(field)).or_default().push(name_on_page(field));
        if required_fields(&field.fields).is_some() {
            sent.entry(comparison_key(field)).or_insert_with(|| field.clone());
        }
        learn(uses, sent, &field.fields);
    }
}

/// Returns a text that says for each field whether the field is required. Returns `None` if the page does not state which
/// fields are required.
fn required_fields(fields: &[PageField]) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    for field in fields {
        let below = required_fields(&field.fields).unwrap_or_default();
        told.push(format!("{} {} ({below})", field.name, field.required?));
    }
    told.sort_unstable();
    Some(told.join(" "))
}

/// Returns the most common type name. If there is no type name, returns the most common field name. If several names are
/// equally common, returns the first.
fn most(uses: &[NameOnPage]) -> String {
    let count =
        |name_on_page: &&NameOnPage| (name_on_page.is_type, uses.iter().filter(|other| other == name_on_page).count());
    uses.iter().rev().max_by_key(count).map(|name_on_page| name_on_page.name.clone()).unwrap_or_default()
}

fn name_on_page(field: &PageField) -> NameOnPage {
    NameOnPage { name: names::schema(&field.ty, &field.name), is_type: names::is_type(&field.ty) }
}

fn comparison_key(field: &PageField) -> ComparisonKey {
    let (mut shape, mut words) = (String::new(), String::new());
    add_look(&field.fields, &mut shape, &mut words);
    ComparisonKey { shape, words, is_single: field.fields.len() == 1 }
}

fn add_look(fields: &[PageField], shape: &mut String, words: &mut String) {
    let mut fields: Vec<&PageField> = fields.iter().collect();
    fields.sort_by_key(|field| &field.name);
    for field in fields {
        let lists = field.ty.matches("[]").count();
        let ty = types::page_name(field.ty.trim_end_matches("[]"));
        let mut values: Vec<&str> = field.values.iter().map(|value| value.value.as_str()).collect();
        values.sort_unstable();
        let PageField { name, default, bounds, .. } = field;
        shape.push_str(&format!("{name:?} {ty} {lists} {default:?} {bounds:?} {values:?} ("));
        // The comparison of descriptions ignores punctuation and spaces.
        words.extend(field.description.chars().filter(|c| c.is_alphanumeric()));
        words.push('\n');
        add_look(&field.fields, shape, words);
        shape.push(')');
    }
}
