//! What the spec calls things: its shared schemas, and the types that it gives to fields of a name.

use std::collections::BTreeMap;

use codegen::ir::{Api, Field, Item, ItemId, Shape, Type};
use codegen::unfinished::marked;

use crate::audit::types;
use crate::page::PageField;

/// The words of a spec.
pub(super) struct Vocabulary<'a> {
    pub api: &'a Api,
    fields: BTreeMap<&'a str, Vec<Use<'a>>>,
    shared: BTreeMap<&'a str, ItemId>,
}

/// A field in a module.
struct Use<'a> {
    module: &'a str,
    ty: Type,
    sent: bool,
    description: Option<&'a str>,
}

/// A type that fields of a name have.
pub(super) struct Usual {
    pub ty: Type,
    /// Whether all of them have it.
    pub always: bool,
    /// Whether there are several of them, or one in the module.
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

    /// The words that describe most fields of a name and type, if these are at least three, such as a `page_token`.
    pub(super) fn usual_words(&self, name: &str, ty: Option<&Type>, sent: bool) -> Option<&'a str> {
        // What has a name is described there.
        let ty = ty.filter(|ty| types::item(ty).is_none())?;
        let uses = self.fields.get(name)?.iter().filter(|one| one.ty == *ty && one.sent == sent);
        let words: Vec<&str> = uses.map(|one| one.description.unwrap_or_default()).collect();
        let count = |words: &str, all: &[&str]| all.iter().filter(|other| **other == words).count();
        let most = words.iter().copied().max_by_key(|one| count(one, &words))?;
        let uses = count(most, &words);
        let is_usual = !most.is_empty() && uses > 2 && uses * 2 > words.len();
        (is_usual && marked(most).is_none()).then_some(most)
    }

    /// Whether another place can have that type too: what stands inline has no name to refer to.
    fn can_be_named(&self, ty: &Type) -> bool {
        types::item(ty).is_none_or(|id| self.api.item(id).and_then(shared_name).is_some())
    }

    /// The type that fields of a name have which a page calls so: in the module if there are any, else anywhere.
    pub(super) fn usual(&self, name: &str, module: &str, page: &str) -> Option<Usual> {
        let uses = self.fields.get(name)?.iter().filter(|one| types::agree(self.api, page, &one.ty));
        let (near, far): (Vec<_>, Vec<_>) = uses.partition(|one| one.module == module);
        let well_known = !near.is_empty() || far.len() > 1;
        let uses = if near.is_empty() { far } else { near };
        let count = |ty: &Type| uses.iter().filter(|one| one.ty == *ty).count();
        // The first of those that most have.
        let most = uses.iter().rev().max_by_key(|one| count(&one.ty))?;
        Some(Usual { ty: most.ty.clone(), always: count(&most.ty) == uses.len(), well_known })
    }

    /// How well the name of a field speaks for a shared schema: in the module, elsewhere, or not at all.
    pub(super) fn speaks_for(&self, name: &str, module: &str, shared: ItemId) -> u8 {
        let uses = || self.fields.get(name).into_iter().flatten().filter(|one| types::item(&one.ty) == Some(shared));
        if uses().any(|one| one.module == module) { 2 } else { u8::from(uses().next().is_some()) }
    }

    /// The shared schemas.
    pub(super) fn shared(&self) -> impl Iterator<Item = (&'a str, ItemId, &'a Item)> {
        let named = self.shared.iter();
        named.filter_map(|(name, id)| Some((*name, *id, self.api.item(*id)?)))
    }

    /// The shared text of that name that has a meaning of its own.
    pub(super) fn newtype(&self, name: &str) -> Option<Type> {
        let id = *self.shared.get(name)?;
        matches!(self.api.item(id)?.shape, Shape::Newtype).then_some(Type::Item(id))
    }

    /// The shared schema that a type refers to.
    pub(super) fn name_of(&self, id: ItemId) -> Option<&'a str> {
        self.api.item(id).and_then(shared_name)
    }
}

/// The fields of a model.
pub(super) fn fields(item: &Item) -> &[Field] {
    match &item.shape {
        Shape::Model(fields) => fields,
        _ => &[],
    }
}

/// Whether a page describes a field otherwise than the page from which a model was made, as long as that is known.
pub(super) fn are_other_words(item: &Item, page: &[PageField]) -> bool {
    page.iter().any(|field| {
        let known = fields(item).iter().find(|known| known.wire == field.name);
        let words = known.and_then(|known| marked(known.docs.description.as_deref()?));
        // A doubt stands behind the words.
        words.is_some_and(|words| !field.description.is_empty() && !words.starts_with(&field.description))
    })
}

/// The name of an item if it is shared, and does not stand within another.
fn shared_name(item: &Item) -> Option<&str> {
    let name = item.place.pointer.strip_prefix("/components/schemas/")?;
    (name == item.name).then_some(&item.name)
}
