//! Names and types as Rust tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::context::Context;
use crate::ir::{Field, FieldForm, ItemId, Shape, Type};

/// Keywords of Rust, in alphabetical order for a binary search.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Returns a name as an identifier. A keyword gets the prefix `r#`, or the suffix `_` if Rust does not allow the prefix.
pub(super) fn ident(name: &str) -> Ident {
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return Ident::new(&format!("{name}_"), Span::call_site());
    }
    match KEYWORDS.binary_search(&name) {
        Ok(_) => Ident::new_raw(name, Span::call_site()),
        Err(_) => Ident::new(name, Span::call_site()),
    }
}

/// Returns a name as an identifier. A name in `taken` gets the suffix `_`.
pub(super) fn ident_besides(name: &str, taken: &[&str]) -> Ident {
    if taken.contains(&name) { ident(&format!("{name}_")) } else { ident(name) }
}

impl Context<'_> {
    /// Returns the Rust path from the current module to a named type.
    pub(super) fn path(self, id: ItemId) -> TokenStream {
        let Some(item) = self.api.item(id) else { return quote!(rt::Json) };
        let name = ident(&item.name);
        if *item.module == *self.module {
            return quote!(#name);
        }
        let module = ident(&item.module);
        quote!(super::#module::#name)
    }

    /// Returns the Rust type of a value. The type does not include the `Option` of an optional field.
    pub(super) fn ty(self, ty: &Type) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::Integer | Type::IntegerText => quote!(i64),
            Type::Number => quote!(f64),
            Type::Text => quote!(String),
            Type::UnixSeconds => quote!(rt::UnixSeconds),
            Type::UnixMillis => quote!(rt::UnixMillis),
            Type::DateTime => quote!(rt::DateTime),
            Type::Sensitive => quote!(rt::Sensitive),
            Type::Secret => quote!(rt::Secret),
            Type::Json => quote!(rt::Json),
            Type::List(inner) => {
                let inner = self.ty(inner);
                quote!(Vec<#inner>)
            }
            Type::Map(inner) => {
                let inner = self.ty(inner);
                quote!(std::collections::BTreeMap<String, #inner>)
            }
            Type::Item(id) => self.path(*id),
            Type::Boxed(id) => {
                let path = self.path(*id);
                quote!(Box<#path>)
            }
        }
    }

    /// Returns the Rust type of a field in its struct, such as `Option<String>` for [`FieldForm::Optional`].
    pub(super) fn field_ty(self, field: &Field) -> TokenStream {
        let ty = self.ty(&field.ty);
        match field.form {
            FieldForm::Always | FieldForm::List | FieldForm::Map => ty,
            FieldForm::Optional | FieldForm::Null => quote!(Option<#ty>),
            FieldForm::OptionalNull => quote!(Option<Option<#ty>>),
        }
    }

    /// Returns the type of an argument, and the code that converts the argument `value` to the type `ty`.
    pub(super) fn given(self, ty: &Type, value: TokenStream) -> (TokenStream, TokenStream) {
        let exact = self.ty(ty);
        match ty {
            Type::List(inner) => {
                let (item, converted) = self.given_item(inner);
                (quote!(impl IntoIterator<Item = #item>), quote!(#value.into_iter()#converted.collect()))
            }
            Type::Boxed(id) => (self.path(*id), quote!(Box::new(#value))),
            _ if self.converts(ty) => (quote!(impl Into<#exact>), quote!(#value.into())),
            _ => (exact, value),
        }
    }

    fn given_item(self, ty: &Type) -> (TokenStream, TokenStream) {
        let exact = self.ty(ty);
        if self.converts(ty) { (quote!(impl Into<#exact>), quote!(.map(Into::into))) } else { (exact, quote!()) }
    }

    /// Returns whether an argument may have another type that converts to `ty`, such as `&str` for a `String`.
    fn converts(self, ty: &Type) -> bool {
        match ty {
            Type::Text
            | Type::UnixSeconds
            | Type::UnixMillis
            | Type::DateTime
            | Type::Secret
            | Type::Sensitive
            | Type::Json => true,
            Type::Item(id) => {
                let shape = self.api.item(*id).map(|item| &item.shape);
                matches!(shape, Some(Shape::Newtype | Shape::TextEnum(_) | Shape::Union(_)))
            }
            _ => false,
        }
    }

    /// Returns the argument for a field, and the value that the field gets.
    pub(super) fn argument(self, field: &Field, name: &Ident) -> Argument {
        let ty = self.ty(&field.ty);
        let (given, value) = match field.nullable {
            // An argument that may be `null` has no conversion: its type is an `Option` of the exact type.
            true => (quote!(Option<#ty>), quote!(#name)),
            false => self.given(&field.ty, quote!(#name)),
        };
        let given = quote!(#name: #given);
        match field.form {
            FieldForm::Optional | FieldForm::OptionalNull => {
                let value = quote!(Some(#value));
                Argument { given, member: quote!(#name: #value), value }
            }
            FieldForm::Always | FieldForm::Null | FieldForm::List | FieldForm::Map => {
                let unchanged = field.nullable || !(self.converts(&field.ty) || is_built(&field.ty));
                let member = if unchanged { quote!(#name) } else { quote!(#name: #value) };
                Argument { given, value, member }
            }
        }
    }
}

/// Returns whether generated code builds the value of this type from the argument: a list from an iterator, or a boxed value
/// from a value without a box.
fn is_built(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Boxed(_))
}

/// Argument of a method or constructor.
pub(super) struct Argument {
    /// Declaration of the argument: `name: type`.
    pub(super) given: TokenStream,
    /// Rust expression for the value that the field gets.
    pub(super) value: TokenStream,
    /// Code that sets the field to `value` within a struct expression.
    pub(super) member: TokenStream,
}
