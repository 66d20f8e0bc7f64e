//! Fourth stage: turns an API into the Rust files of the client.
//!
//! Each kind of item has an emitter, which returns Rust tokens. This module combines the Rust tokens, and prints them as
//! files.

mod calls;
mod context;
mod docs;
mod enums;
mod event;
mod field_scopes;
mod links;
mod model;
mod names;
mod operation;
mod print;
mod reference;
mod resource;
mod samples;
mod scopes;
mod sensitive;
mod served;
mod tables;
mod tokens;
mod union;
pub mod usage;
mod values;

use context::Context;
pub use docs::{apps, in_brackets, not_on_pages, notes, rate_limit, source};
use links::Links;
use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Item, ItemId, Module, Shape};
use crate::source::Texts;

/// Output of the generator: Rust files by name, and a Markdown document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// Modules of the client.
    pub client: Texts,
    /// Example calls of every operation, for the tests of the client.
    pub calls: Texts,
    /// Tables of all operations and events, in Markdown.
    pub reference: String,
}

/// Generates all files from an API.
///
/// # Errors
///
/// Fails only if an emitter returned invalid Rust, which is a defect of the generator.
pub fn emit(api: &Api) -> Result<Generated, Diagnostics> {
    let calls = print::file("spec/", "The smallest and the fullest call of every operation.", vec![calls::emit(api)]);
    match (client(api), calls) {
        (Ok(client), Ok(calls)) => {
            let calls = [("calls.rs".to_owned(), calls)].into();
            Ok(Generated { client, calls, reference: reference(api) })
        }
        (client, calls) => {
            let mut diagnostics = client.err().unwrap_or_default();
            diagnostics.extend(calls.err().into_iter().flatten());
            Err(diagnostics)
        }
    }
}

/// Returns the tables of all operations and events, in Markdown.
pub fn reference(api: &Api) -> String {
    reference::emit(api)
}

fn client(api: &Api) -> Result<Texts, Diagnostics> {
    let mut files = Texts::new();
    let links = Links::of(api);
    let mut diagnostics = Diagnostics::default();
    let mut add =
        |name: &str, origin: &str, docs: &str, tokens: Vec<TokenStream>| match print::file(origin, docs, tokens) {
            Ok(text) => {
                files.insert(format!("{name}.rs"), links.put_into(&text));
            }
            Err(defects) => diagnostics.extend(defects),
        };
    for module in &api.modules {
        let context = Context { api, module: &module.name };
        let summary = match &module.resource {
            Some(resource) => docs::paragraphs([Some(resource.summary.as_str()), resource.description.as_deref()]),
            None => "Types that several resources share.".to_owned(),
        };
        add(&module.name, &module.file, &summary, module_tokens(context, module));
    }
    add("tokens", "spec/", "The kinds of token for calls.", vec![tokens::emit(api)]);
    add("scopes", "spec/", "The scopes of the platform.", vec![scopes::emit(api)]);
    add("endpoints", "spec/", "The table of all endpoints.", vec![tables::endpoints(api)]);
    add("events", "spec/", "The events that the platform sends.", vec![event::events(api)]);
    add(
        "mod",
        "spec/",
        "Generated code: one module for each resource, and shared modules.\n\nGenerated code may use only generated code and the facade `crate::runtime`.",
        vec![tables::modules(api)],
    );
    if diagnostics.is_empty() { Ok(files) } else { Err(diagnostics) }
}

/// Returns the code of a module as a list of token streams. A single stream would need another copy of all tokens.
fn module_tokens(context: Context<'_>, module: &Module) -> Vec<TokenStream> {
    let mut pieces = vec![quote!(
        use crate::runtime as rt;
    )];
    if let Some(resource) = &module.resource {
        pieces.push(resource::emit(context, module, resource));
    }
    for operation in &module.operations {
        pieces.push(operation::emit(context, module, operation));
        pieces.extend(items(context, &operation.items));
    }
    pieces.extend(items(context, &module.items));
    for event in &module.events {
        pieces.push(event::emit(context, event));
        pieces.extend(context.api.item(event.item).map(|item| samples::emit(context, event.item, item)));
        let inline: Vec<ItemId> = event.items.iter().copied().filter(|item| *item != event.item).collect();
        pieces.extend(items(context, &inline));
    }
    pieces
}

fn items<'a>(context: Context<'a>, ids: &[ItemId]) -> impl Iterator<Item = TokenStream> + use<'a> {
    let items: Vec<(ItemId, &Item)> = ids.iter().filter_map(|id| Some((*id, context.api.item(*id)?))).collect();
    items.into_iter().map(move |(id, item)| {
        let (item, sample) = (self::item(context, item), samples::emit(context, id, item));
        quote!(#item #sample)
    })
}

fn item(context: Context<'_>, item: &Item) -> TokenStream {
    match &item.shape {
        Shape::Model(fields) => model::emit(context, item, fields),
        Shape::IntEnum(variants) => enums::integers(context, item, variants),
        Shape::TextEnum(variants) => enums::texts(context, item, variants),
        Shape::Union(union) => union::emit(context, item, union),
        Shape::Newtype => enums::newtype(context, item),
    }
}
