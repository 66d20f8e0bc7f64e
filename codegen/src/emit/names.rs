//! Names and types as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::context::Context;
use crate::ir::{Field, ItemId, Shape, Slot, Type};

/// Keywords in alphabetical order. A keyword that is used as a name needs the prefix `r#`.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Returns a name as an identifier. A keyword is escaped.
pub(super) fn ident(name: &str) -> Ident {
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return Ident::new(&format!("{name}_"), Span::call_site());
    }
    match KEYWORDS.binary_search(&name) {
        Ok(_) => Ident::new_raw(name, Span::call_site()),
        Err(_) => Ident::new(name, Span::call_site()),
    }
}

/// Returns a name as an identifier. If the name is taken, the identifier is another name.
pub(super) fn ident_besides(name: &str, taken: &[&str]) -> Ident {
    if taken.contains(&name) { ident(&format!("{name}_")) } else { ident(name) }
}

impl Context<'_> {
    /// Returns the path to an item from the current module.
    pub(super) fn path(self, id: ItemId) -> TokenStream {
        let Some(item) = self.api.item(id) else { return quote!(rt::Json) };
        let name = ident(&item.name);
        if *item.module == *self.module {
            return quote!(#name);
        }
        let module = ident(&item.module);
        quote!(super::#module::#name)
    }

    /// Returns a type in Rust, without its slot.
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

    /// Returns the type of a field, including its slot.
    pub(super) fn field_ty(self, field: &Field) -> TokenStream {
        let ty = self.ty(&field.ty);
        match field.slot {
            Slot::Always | Slot::List | Slot::Map => ty,
            Slot::Optional | Slot::Null => quote!(Option<#ty>),
            Slot::OptionalNull => quote!(Option<Option<#ty>>),
        }
    }

    /// Returns the type of an argument for a value, and the conversion of the argument into the value.
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

    /// Returns whether an argument of another type is converted to the type, such as `&str` to a string.
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
            // Only the exact type can express `null`.
            true => (quote!(Option<#ty>), quote!(#name)),
            false => self.given(&field.ty, quote!(#name)),
        };
        let given = quote!(#name: #given);
        match field.slot {
            Slot::Optional | Slot::OptionalNull => {
                let value = quote!(Some(#value));
                Argument { given, member: quote!(#name: #value), value }
            }
            Slot::Always | Slot::Null | Slot::List | Slot::Map => {
                let unchanged = field.nullable || !(self.converts(&field.ty) || is_built(&field.ty));
                let member = if unchanged { quote!(#name) } else { quote!(#name: #value) };
                Argument { given, value, member }
            }
        }
    }
}

/// Returns whether a value must be built from its argument.
fn is_built(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Boxed(_))
}

/// Argument of a method or constructor.
pub(super) struct Argument {
    /// `name: type`
    pub(super) given: TokenStream,
    /// Value of the field.
    pub(super) value: TokenStream,
    /// The same value as a member of a struct expression.
    pub(super) member: TokenStream,
}
