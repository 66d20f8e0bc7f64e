//! Models: the struct with its constructor and setters, and the code that decodes and encodes the struct.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::Context;
use super::docs;
use super::names::{Argument, ident, ident_besides};
use crate::ir::{Field, FieldForm, Item, Shape, Type, UNKNOWN_FIELDS};

/// Name of the constructor of every model. No setter can have this name.
pub(super) const NEW: &[&str] = &["new"];

pub(super) fn emit(context: Context<'_>, item: &Item, fields: &[Field]) -> TokenStream {
    emit_described(context, item, fields, &docs::item(context, item))
}

/// Emits a model. `words` contains the docs of the model, and replaces the docs from its schema.
pub(super) fn emit_described(context: Context<'_>, item: &Item, fields: &[Field], words: &TokenStream) -> TokenStream {
    let name = ident(&item.name);
    let default = context.api.has_default(item, fields).then(|| quote!(, Default));
    let members = fields.iter().map(|field| {
        let (words, name, ty) = (docs::field(field), ident(&field.name), context.field_ty(field));
        quote!(#words pub #name: #ty)
    });
    let unknown = item.keeps_unknown.then(|| {
        let name = ident(UNKNOWN_FIELDS);
        quote!(#[doc = " Fields that this version does not know."] pub #name: rt::UnknownFields)
    });
    let constructor = item.direction.sent.then(|| constructor(context, item, &name, fields));
    let read = read(context, item, &name, fields);
    let written = written(item, &name, fields);
    quote! {
        #words
        #[derive(Debug, Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#members,)*
            #unknown
        }
        #constructor
        #read
        #written
    }
}

/// Emits `new` with the required fields as arguments, and a setter for each optional field.
fn constructor(context: Context<'_>, item: &Item, name: &Ident, fields: &[Field]) -> TokenStream {
    let setters = fields.iter().filter(|field| !field.is_argument()).map(|field| setter(context, field, NEW));
    let required: Vec<&Field> = fields.iter().filter(|field| field.is_argument()).collect();
    let (words, value) = if required.is_empty() {
        let words = "Creates a value in which no field is set.".to_owned();
        (words, quote!(Default::default()))
    } else {
        let lines: Vec<String> = required.iter().map(|field| docs::argument(field)).collect();
        let words = format!("Creates a value with the required fields.\n\n# Arguments\n\n{}", lines.join("\n"));
        let fields = fields.iter().map(|field| {
            let name = ident(&field.name);
            if !field.is_argument() {
                return quote!(#name: None);
            }
            context.argument(field, &name).member
        });
        let unknown = item.keeps_unknown.then(no_unknown);
        (words, quote!(Self { #(#fields,)* #unknown }))
    };
    let arguments = required.iter().map(|field| context.argument(field, &ident(&field.name)).given);
    let words = docs::attributes(&words);
    quote! {
        impl #name {
            #words
            pub fn new(#(#arguments),*) -> Self {
                #value
            }
            #(#setters)*
        }
    }
}

/// Emits a setter. The setter has the name of the field, followed by `_` if this name is in `taken`.
pub(super) fn setter(context: Context<'_>, field: &Field, taken: &[&str]) -> TokenStream {
    let words = docs::field(field);
    let name = ident(&field.name);
    let method = ident_besides(&field.name, taken);
    let member = if taken == NEW { name } else { method.clone() };
    let Argument { given, value, .. } = context.argument(field, &member);
    // The setters of a call need no `#[must_use]`, because the type of the call has this attribute.
    let must_use = (taken == NEW).then(|| quote!(#[must_use]));
    quote! {
        #words
        #must_use
        pub fn #method(mut self, #given) -> Self {
            self.#member = #value;
            self
        }
    }
}

fn read(context: Context<'_>, item: &Item, name: &Ident, fields: &[Field]) -> TokenStream {
    let required: Vec<&String> =
        fields.iter().filter(|field| field.form == FieldForm::Always).map(|field| &field.wire).collect();
    let required = (!required.is_empty()).then(|| quote!(const REQUIRED: &'static [&'static str] = &[#(#required),*];));
    let empty = if context.api.has_default(item, fields) {
        quote!(Default::default())
    } else {
        let fields = fields.iter().map(|field| {
            let (name, empty) = (ident(&field.name), empty(context, field));
            quote!(#name: #empty)
        });
        let unknown = item.keeps_unknown.then(no_unknown);
        quote!(Self { #(#fields,)* #unknown })
    };
    let argument = if fields.is_empty() { quote!(_) } else { quote!(name) };
    let arms = fields.iter().map(|field| {
        let (wire, name, method) = (&field.wire, ident(&field.name), ident(reader(field)));
        let aliases = field.aliases.iter().map(|alias| &alias.name);
        // The error about a missing field contains the main name of the field, not an alias.
        let named = (field.form == FieldForm::Always && !field.aliases.is_empty()).then(|| quote!(.named(#wire)));
        let strict = field.strict.then(|| quote!(.strict()));
        quote!(#wire #(| #aliases)* => value #named #strict .#method(&mut self.#name),)
    });
    let rest = match item.keeps_unknown {
        true => {
            let name = ident(UNKNOWN_FIELDS);
            quote!(value.keep(&mut self.#name))
        }
        false => quote!(value.skip()),
    };
    let found = if fields.is_empty() { rest } else { quote!(match name { #(#arms)* _ => #rest, }) };
    // Only the double of the platform decodes models that callers only send.
    let feature = (!item.direction.received).then(|| quote!(#[cfg(feature = "testing")]));
    quote! {
        #feature
        impl rt::Decode for #name {
            #required
            fn empty() -> Self {
                #empty
            }
            fn field<'de, A: rt::MapAccess<'de>>(&mut self, #argument: &str, value: rt::Field<'_, A>) -> Result<(), A::Error> {
                #found
            }
        }
        #feature
        rt::decode!(#name);
    }
}

/// Emits the initial, empty value of the field that keeps unknown fields.
fn no_unknown() -> TokenStream {
    let name = ident(UNKNOWN_FIELDS);
    quote!(#name: Default::default())
}

/// Returns the value that a field has before decoding.
fn empty(context: Context<'_>, field: &Field) -> TokenStream {
    match field.form {
        FieldForm::Optional | FieldForm::Null | FieldForm::OptionalNull => quote!(None),
        FieldForm::Always => match &field.ty {
            Type::Item(id) => match context.api.item(*id).map(|item| &item.shape) {
                Some(Shape::Model(_)) => quote!(rt::Decode::empty()),
                Some(Shape::IntEnum(_)) => quote!(0.into()),
                Some(Shape::TextEnum(_)) => quote!("".into()),
                Some(Shape::Union(_)) => {
                    let path = context.path(*id);
                    quote!(#path::Text(Default::default()))
                }
                Some(Shape::Newtype) | None => quote!(Default::default()),
            },
            _ => quote!(Default::default()),
        },
        FieldForm::List | FieldForm::Map => quote!(Default::default()),
    }
}

/// Returns the method of `rt::Field` that decodes a field.
fn reader(field: &Field) -> &'static str {
    match field.form {
        FieldForm::Always => "required",
        FieldForm::Optional | FieldForm::Null => "option",
        FieldForm::OptionalNull => "nullable",
        FieldForm::List => "list",
        FieldForm::Map => "map",
    }
}

/// Emits the code that encodes a model. For a model that callers only receive, this code needs the feature
/// `encode-responses`.
fn written(item: &Item, name: &Ident, fields: &[Field]) -> TokenStream {
    let feature = (!item.direction.sent).then(|| quote!(#[cfg(feature = "encode-responses")]));
    let macro_name = ident(if item.direction.sent { "encode" } else { "encode_received" });
    let out = if fields.is_empty() && !item.keeps_unknown { quote!(_) } else { quote!(out) };
    let unknown = item.keeps_unknown.then(|| {
        let name = ident(UNKNOWN_FIELDS);
        quote!(out.unknown(&self.#name);)
    });
    let fields = fields.iter().map(|field| encoded(field, &quote!(out), &ident(&field.name)));
    quote! {
        #feature
        impl rt::Encode for #name {
            fn fields<S: rt::SerializeMap>(&self, #out: &mut rt::Object<S>) {
                #(#fields)*
                #unknown
            }
        }
        rt::#macro_name!(#name);
    }
}

/// Emits the code that writes a field into an object.
pub(super) fn encoded(field: &Field, object: &TokenStream, name: &Ident) -> TokenStream {
    let wire = &field.wire;
    match (field.form, field.ty.is_text_number()) {
        (FieldForm::Null, true) => quote! {
            match &self.#name {
                Some(value) => #object.text(#wire, value),
                None => #object.always(#wire, &()),
            }
        },
        (_, true) => quote!(#object.text(#wire, &self.#name);),
        (FieldForm::Always | FieldForm::Null | FieldForm::List | FieldForm::Map, false) => {
            quote!(#object.always(#wire, &self.#name);)
        }
        (FieldForm::Optional | FieldForm::OptionalNull, false) => quote!(#object.some(#wire, &self.#name);),
    }
}
