//! Objects that occur several times in the pages. Equal objects become one schema.
//!
//! Two objects have the same shape if their fields have the same names, types, values, defaults and bounds, at all levels.
//! Objects of the same shape are equal if the descriptions of their fields are the same, or if the pages give the objects
//! the same type. Two objects with one field are equal only if the descriptions and the names of the objects are the same.
//! The description of the object itself does not matter, because this text describes the use of the object.
//!
//! Equal objects that are sent must also have the same required fields. Pages do not state the required fields of received
//! objects, so a received object can equal a sent object.

use std::collections::BTreeMap;

use super::names;
use crate::audit::types;
use crate::page::{Page, PageField};

/// Objects of all pages of one import.
#[derive(Clone, Default)]
pub(super) struct Objects {
    /// Most common name of each object.
    names: BTreeMap<Look, String>,
    /// First sent object of each look.
    sent: BTreeMap<Look, PageField>,
    made: Vec<Made>,
}

/// Object with a schema.
#[derive(Clone)]
struct Made {
    look: Look,
    required_fields: Option<String>,
    /// Name of the object on its page, without regard to other pages.
    own: Own,
    schema: String,
    description: String,
}

/// Data by which objects are compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    shape: String,
    words: String,
    is_single: bool,
}

/// Name of an object on a page.
#[derive(Clone, PartialEq)]
struct Own {
    name: String,
    /// Whether the name is a type name. Otherwise the name is the name of the field.
    is_type: bool,
}

impl Objects {
    pub(super) fn of<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut uses: BTreeMap<Look, Vec<Own>> = BTreeMap::new();
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
        let several = uses.into_iter().filter(|(look, uses)| uses.len() > 1 && !look.is_single);
        Self { names: several.map(|(look, uses)| (look, most(&uses))).collect(), sent, made: Vec::new() }
    }

    /// Returns the sent object that equals a received object. The sent object states the required fields.
    pub(super) fn sent(&self, field: &PageField) -> Option<PageField> {
        let sent = self.sent.get(&look(field)).filter(|_| required_fields(&field.fields).is_none())?;
        let is_equal = sent.fields.len() > 1 || own(sent).name == own(field).name;
        is_equal.then(|| sent.clone())
    }

    /// Returns a name for the schema of an object: the most common name on the pages. Type names take precedence.
    pub(super) fn name(&self, field: &PageField) -> String {
        self.names.get(&look(field)).cloned().unwrap_or_else(|| own(field).name)
    }

    /// Returns the schema of an equal object, and whether the equal object has the same description.
    pub(super) fn find(&self, field: &PageField) -> Option<(&str, bool)> {
        let (look, own, required_fields) = (look(field), own(field), required_fields(&field.fields));
        let is_equal = |made: &&Made| {
            let same_words = made.look.words == look.words;
            made.look.shape == look.shape
                && (required_fields.is_none() || made.required_fields == required_fields)
                && match look.is_single {
                    true => same_words && made.own.name == own.name,
                    false => same_words || own.is_type && made.own == own,
                }
        };
        let made = self.made.iter().find(is_equal)?;
        Some((&made.schema, made.description == field.description))
    }

    /// Adds an object with its schema.
    pub(super) fn add(&mut self, field: &PageField, schema: &str, description: &str) {
        let (look, required_fields, own) = (look(field), required_fields(&field.fields), own(field));
        let (schema, description) = (schema.to_owned(), description.to_owned());
        self.made.push(Made { look, required_fields, own, schema, description });
    }
}

fn learn(uses: &mut BTreeMap<Look, Vec<Own>>, sent: &mut BTreeMap<Look, PageField>, fields: &[PageField]) {
    for field in fields.iter().filter(|field| !field.fields.is_empty()) {
        uses.entry(look(field)).or_default().push(own(field));
        if required_fields(&field.fields).is_some() {
            sent.entry(look(field)).or_insert_with(|| field.clone());
        }
        learn(uses, sent, &field.fields);
    }
}

/// Returns the required state of the fields as text, or `None` if the page does not state which fields are required.
fn required_fields(fields: &[PageField]) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    for field in fields {
        let below = required_fields(&field.fields).unwrap_or_default();
        told.push(format!("{} {} ({below})", field.name, field.required?));
    }
    told.sort_unstable();
    Some(told.join(" "))
}

/// Returns the most common name. Type names come before field names. If several names are equally common, returns the first.
fn most(uses: &[Own]) -> String {
    let count = |own: &&Own| (own.is_type, uses.iter().filter(|other| other == own).count());
    uses.iter().rev().max_by_key(count).map(|own| own.name.clone()).unwrap_or_default()
}

fn own(field: &PageField) -> Own {
    Own { name: names::schema(&field.ty, &field.name), is_type: names::is_type(&field.ty) }
}

fn look(field: &PageField) -> Look {
    let (mut shape, mut words) = (String::new(), String::new());
    add_look(&field.fields, &mut shape, &mut words);
    Look { shape, words, is_single: field.fields.len() == 1 }
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
        // Punctuation and spaces are ignored.
        words.extend(field.description.chars().filter(|c| c.is_alphanumeric()));
        words.push('\n');
        add_look(&field.fields, shape, words);
        shape.push(')');
    }
}
