//! Parses Rust tokens, and prints them as text.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::markdown;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Parses Rust tokens, and prints the result as a file, with an empty line between items.
pub(super) fn file(origin: &str, docs: &str, pieces: Vec<TokenStream>) -> Result<String, Diagnostics> {
    let mut text = format!("// Generated from {origin} by `cargo xtask regen`; do not edit.\n");
    for line in markdown(docs).lines() {
        text.push_str(if line.is_empty() { "//!" } else { "//! " });
        text.push_str(line);
        text.push('\n');
    }
    let mut inside_list = false;
    for piece in pieces {
        let mut file: syn::File = syn::parse2(piece).map_err(|error| defect(origin, &error))?;
        let items = std::mem::take(&mut file.items);
        if !file.attrs.is_empty() {
            text.push('\n');
            text.push_str(&prettyplease::unparse(&file));
            file.attrs.clear();
        }
        for item in items {
            // Consecutive `mod` and `use` items have no empty line between them.
            let of_list = matches!(item, syn::Item::Use(_) | syn::Item::Mod(_));
            if !(of_list && inside_list) {
                text.push('\n');
            }
            inside_list = of_list;
            file.items = vec![item];
            text.push_str(&prettyplease::unparse(&file));
        }
    }
    Ok(text)
}

/// Formats an expression. The result has no indentation.
pub(super) fn expression(origin: &str, expression: TokenStream) -> Result<String, Diagnostics> {
    let file = syn::parse2(quote!(fn shown() { #expression })).map_err(|error| defect(origin, &error))?;
    let printed = prettyplease::unparse(&file);
    let inside = printed.lines().filter_map(|line| line.strip_prefix("    "));
    Ok(inside.collect::<Vec<_>>().join("\n"))
}

fn defect(origin: &str, error: &syn::Error) -> Diagnostics {
    Diagnostic::new("generator-defect", format!("the generator wrote invalid Rust for {origin}: {error}"))
        .note("this is a defect of the generator, not of the spec")
        .into()
}
