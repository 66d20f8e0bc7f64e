//! Tests that doc comments are useful. A doc comment of the client must say more than the name of its item. All doc comments
//! and descriptions must be in plain English.

mod plain_english;

use std::path::Path;

use syn::visit::Visit;
use vc_tests::workspace;

/// Doc comments of one line, each with the name of its item.
#[derive(Default)]
struct OneLiners(Vec<(String, String)>);

impl OneLiners {
    fn add(&mut self, attributes: &[syn::Attribute], name: &syn::Ident) {
        let lines: Vec<String> = attributes.iter().filter_map(doc).collect();
        if let [line] = lines.as_slice() {
            self.0.push((line.clone(), name.to_string()));
        }
    }
}

fn doc(attribute: &syn::Attribute) -> Option<String> {
    let syn::Meta::NameValue(meta) = &attribute.meta else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &meta.value else { return None };
    meta.path.is_ident("doc").then(|| text.value())
}

impl<'a> Visit<'a> for OneLiners {
    fn visit_item_struct(&mut self, item: &'a syn::ItemStruct) {
        self.add(&item.attrs, &item.ident);
        syn::visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'a syn::ItemEnum) {
        self.add(&item.attrs, &item.ident);
        syn::visit::visit_item_enum(self, item);
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.add(&item.attrs, &item.sig.ident);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.add(&item.attrs, &item.sig.ident);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_field(&mut self, field: &'a syn::Field) {
        field.ident.iter().for_each(|name| self.add(&field.attrs, name));
    }

    fn visit_variant(&mut self, variant: &'a syn::Variant) {
        self.add(&variant.attrs, &variant.ident);
        syn::visit::visit_variant(self, variant);
    }
}

/// Returns the letters and digits of a text in lower case, such as `roomid` for both `room_id` and "Room id.".
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn repeated(file: &str, text: &str) -> Vec<String> {
    let mut found = OneLiners::default();
    found.visit_file(&syn::parse_file(text).expect("it is Rust"));
    let repeats = found.0.into_iter().filter(|(line, name)| letters(line) == letters(name.trim_start_matches("r#")));
    repeats.map(|(line, name)| format!("{file}: `{name}` is described as {line:?}")).collect()
}

#[test]
fn no_docs_repeat_a_name() {
    let files = workspace::rust_files(&workspace::root().join("vc-api/src"));
    let text = |path: &Path| std::fs::read_to_string(path).expect("the file can be read");
    let repeats: Vec<String> =
        files.iter().flat_map(|path| repeated(&path.display().to_string(), &text(path))).collect();
    assert!(repeats.is_empty(), "{}", repeats.join("\n"));
    assert_eq!(repeated("a.rs", "/// Room name.\nstruct RoomName;").len(), 1);
}

#[test]
fn scopes_for_some_fields_name_the_fields() {
    let docs = workspace::files("vc-api/src/generated", "rs").into_values().collect::<String>();
    let lines: Vec<&str> = docs.lines().filter(|line| line.contains("scope for some fields: ")).collect();
    assert!(lines.len() > 30, "{}", lines.len());
    for scope in lines.iter().flat_map(|line| line.split_once(": ").map_or("", |(_, scopes)| scopes).split("), ")) {
        assert!(scope.contains("` ("), "{scope} does not say what needs it");
    }
}
