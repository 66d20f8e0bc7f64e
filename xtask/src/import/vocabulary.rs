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

/// Field of the spec. The name of the field is the key in `Vocabulary::fields`.
struct Use<'a> {
    module: &'a str,
    ty: Type,
    sent: bool,
    description: Option<&'a str>,
}

/// Most common type of all fields that share a name, such as `start_time`.
pub(super) struct Usual {
    pub ty: Type,
    /// Whether all fields with this name have the type `ty`.
    pub always: bool,
    /// Whether enough fields have the name: at least one field in the module of the page, or at least two fields in other
    /// modules.
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

    /// Returns the description that most fields with the name `name` and the type `ty` share, such as the description of
    /// `page_token`. At least three fields, and more than half of the fields, must share the description.
    pub(super) fn usual_words(&self, name: &str, ty: Option<&Type>, sent: bool) -> Option<&'a str> {
        // A named type has a description. So a field of a named type needs no description.
        let ty = ty.filter(|ty| types::item(ty).is_none())?;
        let uses = self.fields.get(name)?.iter().filter(|one| one.ty == *ty && one.sent == sent);
        let words: Vec<&str> = uses.map(|one| one.description.unwrap_or_default()).collect();
        let count = |words: &str, all: &[&str]| all.iter().filter(|other| **other == words).count();
        let most = words.iter().copied().max_by_key(|one| count(one, &words))?;
        let uses = count(most, &words);
        let is_usual = !most.is_empty() && uses > 2 && uses * 2 > words.len();
        (is_usual && marked(most).is_none()).then_some(most)
    }

    /// Returns `false` for an inline type. An inline type has no name to which another place could refer.
    fn can_be_named(&self, ty: &Type) -> bool {
        types::item(ty).is_none_or(|id| self.api.item(id).and_then(shared_name).is_some())
    }

    /// Returns the most common type of the fields with the name `name`. Counts only types that match `page`, the type on the
    /// page. Counts fields of other modules only if `module` has no field with this name and a matching type.
    pub(super) fn usual(&self, name: &str, module: &str, page: &str) -> Option<Usual> {
        let uses = self.fields.get(name)?.iter().filter(|one| types::agree(self.api, page, &one.ty));
        let (near, far): (Vec<_>, Vec<_>) = uses.partition(|one| one.module == module);
        let well_known = !near.is_empty() || far.len() > 1;
        let uses = if near.is_empty() { far } else { near };
        let count = |ty: &Type| uses.iter().filter(|one| one.ty == *ty).count();
        // If several types are equally common, the function returns the type that occurs first.
        let most = uses.iter().rev().max_by_key(|one| count(&one.ty))?;
        Some(Usual { ty: most.ty.clone(), always: count(&most.ty) == uses.len(), well_known })
    }

    /// Returns the rank of a shared schema for fields with the name `name`: 2 if such a field in `module` uses the schema, 1
    /// if only fields in other modules use the schema, and 0 if no field uses the schema.
    pub(super) fn usage_rank(&self, name: &str, module: &str, shared: ItemId) -> u8 {
        let uses = || self.fields.get(name).into_iter().flatten().filter(|one| types::item(&one.ty) == Some(shared));
        if uses().any(|one| one.module == module) { 2 } else { u8::from(uses().next().is_some()) }
    }

    /// Returns the shared schemas.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&'a str, ItemId, &'a Item)> {
        let named = self.shared.iter();
        named.filter_map(|(name, id)| Some((*name, *id, self.api.item(*id)?)))
    }

    /// Returns the type of the shared schema with this name, if the schema is a newtype around a string.
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

/// Returns whether a page describes a field differently than an earlier page. The `TODO:` mark of a field contains the
/// description from the earlier page.
pub(super) fn are_other_words(item: &Item, page: &[PageField]) -> bool {
    page.iter().any(|field| {
        let known = fields(item).iter().find(|known| known.wire == field.name);
        let words = known.and_then(|known| marked(known.docs.description.as_deref()?));
        // The mark may contain a question after the description. So the import compares only the beginning of the mark.
        words.is_some_and(|words| !field.description.is_empty() && !words.starts_with(&field.description))
    })
}

/// Returns the name of an item, if the item is a shared schema and not inside another schema.
fn shared_name(item: &Item) -> Option<&str> {
    let name = item.place.pointer.strip_prefix("/components/schemas/")?;
    (name == item.name).then_some(&item.name)
}
