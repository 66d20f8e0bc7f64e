//! Public surface of the client: one snapshot per module, read from the generated code.

use std::collections::BTreeMap;
use std::fmt::Write;

use quote::ToTokens;
use syn::{FnArg, ImplItem, Item, ReturnType, Type};
use vc_tests::{assert_snapshot, workspace};

#[test]
fn public_surface() {
    for (path, text) in workspace::files("vc-api/src/generated", "rs") {
        let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).expect("a Rust file");
        // These files have no snapshot: `endpoints` lists only items of other modules, and `mod` lists only the modules.
        if !matches!(name, "endpoints" | "mod") {
            let file = syn::parse_file(&text).expect("generated code is Rust");
            assert_snapshot!("surface", name, Surface::of(&file.items).render());
        }
    }
}

/// Public items of a module, with their details.
struct Surface<'a> {
    items: &'a [Item],
    /// Public methods of each type, by the name of the type.
    methods: BTreeMap<String, Vec<&'a syn::ImplItemFn>>,
    /// Listed errors of each endpoint, by the name of the endpoint.
    errors: BTreeMap<String, Vec<String>>,
    /// Implementations of traits, by the name of the type and the name of the trait.
    traits: BTreeMap<String, BTreeMap<String, &'a syn::ItemImpl>>,
    /// Values of enums, by the name of the enum and the name of the variant.
    values: BTreeMap<String, BTreeMap<String, String>>,
}

impl<'a> Surface<'a> {
    fn of(items: &'a [Item]) -> Self {
        let mut surface = Self {
            items,
            methods: BTreeMap::new(),
            errors: BTreeMap::new(),
            traits: BTreeMap::new(),
            values: BTreeMap::new(),
        };
        for item in items {
            match item {
                Item::Impl(item) => surface.implementation(item),
                Item::Macro(item) => surface.values_of(item),
                _ => {}
            }
        }
        surface
    }

    fn implementation(&mut self, item: &'a syn::ItemImpl) {
        let name = type_name(&item.self_ty);
        if let Some((of, _)) = &item.trait_ {
            let of = of.segments.last().expect("a path has segments").ident.to_string();
            self.traits.entry(name).or_default().insert(of, item);
            return;
        }
        let errors = item.items.iter().filter_map(|item| match item {
            ImplItem::Const(error) if matches!(error.vis, syn::Visibility::Public(_)) => Some(listed_error(error)),
            _ => None,
        });
        self.errors.entry(name.clone()).or_default().extend(errors);
        let methods = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) if matches!(method.vis, syn::Visibility::Public(_)) => Some(method),
            _ => None,
        });
        self.methods.entry(name).or_default().extend(methods);
    }

    /// Reads the values of an enum from a macro call such as `rt::int_enum!(Name { Variant = value, … })`.
    fn values_of(&mut self, item: &syn::ItemMacro) {
        let text = text(&item.mac.tokens);
        let Some((name, values)) = text.split_once(" {").or_else(|| text.split_once('{')) else { return };
        let values = values.trim_end_matches('}').split(", ").filter_map(|pair| pair.split_once(" = "));
        let values = values.map(|(name, value)| (name.trim().to_owned(), value.to_owned()));
        self.values.insert(name.trim().to_owned(), values.collect());
    }

    fn render(&self) -> String {
        let mut out = String::new();
        for method in self.methods.get("Session").into_iter().flatten() {
            writeln!(out, "Session::{}\n", signature(method)).expect("a text can be written to");
        }
        for item in self.items {
            match item {
                Item::Struct(item) => self.structure(item, &mut out),
                Item::Enum(item) => self.enumeration(item, &mut out),
                Item::Trait(item) => self.accepted(item, &mut out),
                Item::Const(item) => writeln!(out, "const {}: {}", item.ident, text(&item.ty)).expect("text"),
                _ => {}
            }
        }
        out
    }

    fn structure(&self, item: &syn::ItemStruct, out: &mut String) {
        let name = item.ident.to_string();
        let traits = self.traits.get(&name);
        let shown = ["Decode", "Encode", "EventType", "TokenType"];
        let shown: Vec<&str> =
            shown.into_iter().filter(|of| traits.is_some_and(|traits| traits.contains_key(*of))).collect();
        let default = item.attrs.iter().any(|attribute| text(attribute).contains("Default")).then_some("Default");
        let shown: Vec<&str> = shown.into_iter().chain(default).collect();
        let kind = if matches!(&item.fields, syn::Fields::Unnamed(fields) if text(fields) == "(String)") {
            "newtype"
        } else {
            "struct"
        };
        write!(out, "{kind} {name}").expect("text");
        if !shown.is_empty() {
            write!(out, ": {}", shown.join(" + ")).expect("text");
        }
        if let Some(response) = self.associated(&name, "Endpoint", "Response") {
            write!(out, " => {response}").expect("text");
        }
        if let Some(item) = self.associated(&name, "Paged", "Item") {
            write!(out, ", pages of {item}").expect("text");
        }
        if self.associated(&name, "Endpoint", "INFO").is_some_and(|info| info.contains("idempotent: true")) {
            out.push_str(", idempotent");
        }
        out.push('\n');
        let mut setters: Vec<&syn::ImplItemFn> = self.methods.get(&name).cloned().unwrap_or_default();
        for field in item.fields.iter().filter(|field| matches!(field.vis, syn::Visibility::Public(_))) {
            let field_name = field.ident.as_ref().expect("a public field has a name").to_string();
            let setter = setters.iter().position(|method| is_setter(method) && method.sig.ident == field_name);
            let set = setter.map(|setter| format!("  <- {}", argument(setters.remove(setter)))).unwrap_or_default();
            writeln!(out, "  {field_name}: {}{set}", text(&field.ty)).expect("text");
        }
        for method in setters {
            writeln!(out, "  {}", signature(method)).expect("text");
        }
        if let Some(errors) = self.errors.get(&name).filter(|errors| !errors.is_empty()) {
            writeln!(out, "  errors {}", errors.join(", ")).expect("text");
        }
        out.push('\n');
    }

    /// Returns an associated type or constant as text. The arguments are the names of the type, of the trait, and of the
    /// associated item.
    fn associated(&self, name: &str, of: &str, what: &str) -> Option<String> {
        self.traits.get(name)?.get(of)?.items.iter().find_map(|item| match item {
            ImplItem::Type(item) if item.ident == what => Some(text(&item.ty)),
            ImplItem::Const(item) if item.ident == what => Some(text(&item.expr)),
            _ => None,
        })
    }

    fn enumeration(&self, item: &syn::ItemEnum, out: &mut String) {
        let name = item.ident.to_string();
        writeln!(out, "enum {name}").expect("text");
        for variant in &item.variants {
            let value = self.values.get(&name).and_then(|values| values.get(&variant.ident.to_string()));
            let value = value.map(|value| format!(" = {value}")).unwrap_or_default();
            writeln!(out, "  {}{}{value}", variant.ident, text(&variant.fields)).expect("text");
        }
        for method in self.methods.get(&name).into_iter().flatten() {
            writeln!(out, "  {}", signature(method)).expect("text");
        }
        out.push('\n');
    }

    fn accepted(&self, item: &syn::ItemTrait, out: &mut String) {
        let name = item.ident.to_string();
        let types = self.traits.iter().filter(|(_, traits)| traits.contains_key(&name));
        let types: Vec<&str> = types.map(|(name, _)| name.as_str()).collect();
        writeln!(out, "trait {name}: {}\n", types.join(", ")).expect("text");
    }
}

/// Returns the name and the code of a listed error, from its constant: `pub const NAME: rt::ListedError =
/// rt::ListedError::new(http, code, message, name);`. The constant may end in `.with_help(help)`.
fn listed_error(item: &syn::ImplItemConst) -> String {
    let made = match &item.expr {
        syn::Expr::MethodCall(with_help) => &with_help.receiver,
        made => made,
    };
    let syn::Expr::Call(made) = made else { panic!("{} is made by a function", item.ident) };
    format!("{} {}", item.ident, text(&made.args[1]))
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().expect("a path has segments").ident.to_string(),
        other => text(other),
    }
}

fn is_setter(method: &syn::ImplItemFn) -> bool {
    method.sig.inputs.len() == 2 && matches!(method.sig.inputs.first(), Some(FnArg::Receiver(_)))
}

/// Returns the type of the argument of a setter, as text.
fn argument(setter: &syn::ImplItemFn) -> String {
    match setter.sig.inputs.last() {
        Some(FnArg::Typed(argument)) => text(&argument.ty),
        _ => String::new(),
    }
}

fn signature(method: &syn::ImplItemFn) -> String {
    let arguments: Vec<String> = method
        .sig
        .inputs
        .iter()
        .filter_map(|argument| match argument {
            FnArg::Typed(argument) => Some(text(argument)),
            FnArg::Receiver(_) => None,
        })
        .collect();
    let given = match &method.sig.output {
        ReturnType::Type(_, ty) if text(ty) != "Self" => format!(" -> {}", text(ty)),
        _ => String::new(),
    };
    let bounds = method.sig.generics.where_clause.as_ref().map(|bounds| format!(" {}", text(&bounds.predicates)));
    let bounds = bounds.unwrap_or_default().replace("K: tokens::", "with ").trim_end_matches(',').to_owned();
    let deprecated = method.attrs.iter().any(|attribute| attribute.path().is_ident("deprecated"));
    let deprecated = if deprecated { " deprecated" } else { "" };
    format!("{}({}){given}{bounds}{deprecated}", method.sig.ident, arguments.join(", "))
}

/// Formats tokens as text, with the usual spaces between them.
fn text(tokens: &impl ToTokens) -> String {
    let mut out = String::new();
    for word in tokens.to_token_stream().to_string().split_whitespace() {
        let wordy = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        let joint = wordy(out.chars().last()) && wordy(word.chars().next());
        if joint
            || out.ends_with([',', ':']) && !out.ends_with("::")
            || word == "="
            || out.ends_with(" =")
            || word == "{"
        {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.replace("super::", "").replace("rt::", "").replace("& 'static", "&'static")
}
