//! Objects that pages repeat: equal ones are one schema.
//!
//! Two objects have the same look if their fields do: names, types, values, defaults and bounds, down to the last level.
//! They are equal if their fields are also described in the same words, or if the pages give them the same type. An object
//! of one field says little: it must have the same words and the same name. How an object is described itself does not
//! matter, since that tells its part in what has it.
//!
//! Of two objects that are sent, the same fields must be required. Pages tell that of no object that is received, so that
//! it is equal to one that is sent.

use std::collections::BTreeMap;

use super::names;
use crate::audit::types;
use crate::page::{Page, PageField};

/// The objects of all pages that are imported at once.
#[derive(Clone, Default)]
pub(super) struct Objects {
    /// The name under which most pages know an object.
    names: BTreeMap<Look, String>,
    /// The first of those that are sent.
    sent: BTreeMap<Look, PageField>,
    made: Vec<Made>,
}

/// An object that has a schema.
#[derive(Clone)]
struct Made {
    look: Look,
    duties: Option<String>,
    /// What it would be called if it stood alone.
    own: Own,
    schema: String,
    description: String,
}

/// What two objects have in common if they are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Look {
    shape: String,
    words: String,
    is_single: bool,
}

/// A name that a page gives to an object.
#[derive(Clone, PartialEq)]
struct Own {
    name: String,
    /// Whether it is that of its type, and not of the field that has it.
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

    /// The equal object that is sent, of one that is received: it tells which fields are required.
    pub(super) fn sent(&self, field: &PageField) -> Option<PageField> {
        let sent = self.sent.get(&look(field)).filter(|_| duties(&field.fields).is_none())?;
        let is_equal = sent.fields.len() > 1 || own(sent).name == own(field).name;
        is_equal.then(|| sent.clone())
    }

    /// A name for the schema of an object: that of most pages, best that of a type.
    pub(super) fn name(&self, field: &PageField) -> String {
        self.names.get(&look(field)).cloned().unwrap_or_else(|| own(field).name)
    }

    /// The schema of an object that is equal, and whether that is described in the same words.
    pub(super) fn find(&self, field: &PageField) -> Option<(&str, bool)> {
        let (look, own, duties) = (look(field), own(field), duties(&field.fields));
        let is_equal = |made: &&Made| {
            let same_words = made.look.words == look.words;
            made.look.shape == look.shape
                && (duties.is_none() || made.duties == duties)
                && match look.is_single {
                    true => same_words && made.own.name == own.name,
                    false => same_words || own.is_type && made.own == own,
                }
        };
        let made = self.made.iter().find(is_equal)?;
        Some((&made.schema, made.description == field.description))
    }

    /// Notes the schema of an object.
    pub(super) fn add(&mut self, field: &PageField, schema: &str, description: &str) {
        let (look, duties, own) = (look(field), duties(&field.fields), own(field));
        let (schema, description) = (schema.to_owned(), description.to_owned());
        self.made.push(Made { look, duties, own, schema, description });
    }
}

fn learn(uses: &mut BTreeMap<Look, Vec<Own>>, sent: &mut BTreeMap<Look, PageField>, fields: &[PageField]) {
    for field in fields.iter().filter(|field| !field.fields.is_empty()) {
        uses.entry(look(field)).or_default().push(own(field));
        if duties(&field.fields).is_some() {
            sent.entry(look(field)).or_insert_with(|| field.clone());
        }
        learn(uses, sent, &field.fields);
    }
}

/// Which of the fields are required, by their names; nothing if the page does not tell.
fn duties(fields: &[PageField]) -> Option<String> {
    let mut told: Vec<String> = Vec::new();
    for field in fields {
        let below = duties(&field.fields).unwrap_or_default();
        told.push(format!("{} {} ({below})", field.name, field.required?));
    }
    told.sort_unstable();
    Some(told.join(" "))
}

/// The name that is used most, the first of several; names of types before names of fields.
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
        // Signs and blanks are no words.
        words.extend(field.description.chars().filter(|c| c.is_alphanumeric()));
        words.push('\n');
        add_look(&field.fields, shape, words);
        shape.push(')');
    }
}
