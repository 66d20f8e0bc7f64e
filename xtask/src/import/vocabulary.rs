//! Vocabulary of the spec: the shared schemas, and the types of fields by field name.

use std::collections::BTreeMap;

use codegen::ir::{Api, Field, Item, ItemId, Shape, Type};
use codegen::unfinished::marked;

use crate::audit::types;
use crate::page::PageField;

/// Shared schemas and fields of a spec, by name.
pub(super) struct Vocabulary<'a> {
    pub api: &'a Api,
    fields: BTreeMap<&'a str, Vec<Use<'a>>>,
    shared: BTreeMap<&'a str, ItemId>,
}

/// Use of a field name in a module.
struct Use<'a> {
    module: &'a str,
    ty: Type,
    sent: bool,
    description: Option<&'a str>,
}

/// Usual type of the fields with a name.
pub(super) struct Usual {
    pub ty: Type,
    /// Whether all fields with the name have this type.
    pub always: bool,
    /// Whether several fields have the name, or one field in the same module.
    pub well_known: bool,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut vocabulary = Self { api, fields: BTreeMap::new(), shared: BTreeMap::new() };
        for (id, item) in api.items.iter().enumerate() {
            if shared_name(item).is_some() {
                vocabulary.shared.insert(&item.name, ItemId(id));
            }
        }
        for (module, operation) in api.operations() {
            for input in &operation.inputs {
                vocabulary.learn_field(&module.name, &input.field, true);
            }
            if let Some((name, ty)) = operation.response.unwrapped() {
                vocabulary.learn(&module.name, name, ty);
            }
        }
        for item in &api.items {
            for field in fields(item) {
                vocabulary.learn_field(&item.module, field, item.direction.sent);
            }
        }
        vocabulary
    }

    fn learn(&mut self, module: &'a str, name: &'a str, ty: Type) {
        if self.can_be_named(&ty) {
            self.fields.entry(name).or_default().push(Use { module, ty, sent: false, description: None });
        }
    }

    fn learn_field(&mut self, module: &'a str, field: &'a Field, sent: bool) {
        if self.can_be_named(&field.ty) {
            let (ty, description) = (field.ty.clone(), field.docs.description.as_deref());
            self.fields.entry(&field.wire).or_default().push(Use { module, ty, sent, description });
        }
    }

    /// Returns the most common description of the fields with a name and type, if at least three fields have this
    /// description. An example of such a field is `page_token`.
    pub(super) fn usual_words(&self, name: &str, ty: Option<&Type>, sent: bool) -> Option<&'a str> {
        // A named type has its own description.
        let ty = ty.filter(|ty| types::item(ty).is_none())?;
        let uses = self.fields.get(name)?.iter().filter(|one| one.ty == *ty && one.sent == sent);
        let words: Vec<&str> = uses.map(|one| one.description.unwrap_or_default()).collect();
        let count = |words: &str, all: &[&str]| all.iter().filter(|other| **other == words).count();
        let most = words.iter().copied().max_by_key(|one| count(one, &words))?;
        let uses = count(most, &words);
        let is_usual = !most.is_empty() && uses > 2 && uses * 2 > words.len();
        (is_usual && marked(most).is_none()).then_some(most)
    }

    /// Returns `true` if another place can refer to the type. An inline type has no name to which a reference could lead.
    fn can_be_named(&self, ty: &Type) -> bool {
        types::item(ty).is_none_or(|id| self.api.item(id).and_then(shared_name).is_some())
    }

    /// Returns the usual type of the fields with a name that match the type of the page. Fields in the module come before
    /// fields elsewhere.
    pub(super) fn usual(&self, name: &str, module: &str, page: &str) -> Option<Usual> {
        let uses = self.fields.get(name)?.iter().filter(|one| types::agree(self.api, page, &one.ty));
        let (near, far): (Vec<_>, Vec<_>) = uses.partition(|one| one.module == module);
        let well_known = !near.is_empty() || far.len() > 1;
        let uses = if near.is_empty() { far } else { near };
        let count = |ty: &Type| uses.iter().filter(|one| one.ty == *ty).count();
        // If several types are equally common, the first one wins.
        let most = uses.iter().rev().max_by_key(|one| count(&one.ty))?;
        Some(Usual { ty: most.ty.clone(), always: count(&most.ty) == uses.len(), well_known })
    }

    /// Ranks the fields with a name that have the shared schema: 2 for fields in the module, 1 for fields elsewhere, or 0.
    pub(super) fn speaks_for(&self, name: &str, module: &str, shared: ItemId) -> u8 {
        let uses = || self.fields.get(name).into_iter().flatten().filter(|one| types::item(&one.ty) == Some(shared));
        if uses().any(|one| one.module == module) { 2 } else { u8::from(uses().next().is_some()) }
    }

    /// Returns the shared schemas.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&'a str, ItemId, &'a Item)> {
        let named = self.shared.iter();
        named.filter_map(|(name, id)| Some((*name, *id, self.api.item(*id)?)))
    }

    /// Returns the text newtype with a name.
    pub(super) fn newtype(&self, name: &str) -> Option<Type> {
        let id = *self.shared.get(name)?;
        matches!(self.api.item(id)?.shape, Shape::Newtype).then_some(Type::Item(id))
    }

    /// Returns the name of a shared schema.
    pub(super) fn name_of(&self, id: ItemId) -> Option<&'a str> {
        self.api.item(id).and_then(shared_name)
    }
}

/// Returns the fields of a model.
pub(super) fn fields(item: &Item) -> &[Field] {
    match &item.shape {
        Shape::Model(fields) => fields,
        _ => &[],
    }
}

/// Returns `true` if a page describes a field in other words than the `TODO:` mark of the model. Such a mark holds the words
/// of the imported page.
pub(super) fn are_other_words(item: &Item, page: &[PageField]) -> bool {
    page.iter().any(|field| {
        let known = fields(item).iter().find(|known| known.wire == field.name);
        let words = known.and_then(|known| marked(known.docs.description.as_deref()?));
        // A doubt may follow the words in the mark.
        words.is_some_and(|words| !field.description.is_empty() && !words.starts_with(&field.description))
    })
}

/// Returns the name of an item, if the item is a shared schema and not inside another schema.
fn shared_name(item: &Item) -> Option<&str> {
    let name = item.place.pointer.strip_prefix("/components/schemas/")?;
    (name == item.name).then_some(&item.name)
}
