//! Tables of inputs and of response fields. Indented rows below the row of an object show the fields of the object.

use codegen::ir::{Api, Docs, Field, Item, ItemId, Shape, Type, Variant};

use super::html::{Html, classed, code, element, jump, plain, table};
use super::ids::Ids;
use super::markdown::Markdown;
use crate::audit::types;

/// Direction of the fields in a table. With `Given`, a required field must be sent. With `Received`, a required field is
/// always present.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldDirection {
    Given,
    Received,
}

/// Maximum number of indentation levels.
const DEEPEST: usize = 5;

/// Renderer of tables of fields.
#[derive(Clone, Copy)]
pub(super) struct Tables<'a> {
    pub(super) api: &'a Api,
    pub(super) markdown: Markdown<'a>,
    pub(super) ids: &'a Ids<'a>,
}

impl<'a> Tables<'a> {
    /// Renders a table of fields.
    pub(super) fn table(self, direction: FieldDirection, fields: impl IntoIterator<Item = &'a Field>) -> Html {
        let mut rows = Rows { tables: self, direction, above: Vec::new(), html: Html::default() };
        for field in fields {
            rows.field(field, "");
        }
        rows.table()
    }

    /// Renders the table of a response that has only one property.
    pub(super) fn property(self, name: &str, ty: &Type) -> Html {
        let mut rows =
            Rows { tables: self, direction: FieldDirection::Received, above: Vec::new(), html: Html::default() };
        rows.row("", name, ty, [self.ty(ty), Html::default(), self.values(ty)]);
        rows.table()
    }

    /// Renders the JSON type and the Rust name of a type. The name of an id type, such as `RoomId`, links to the operations
    /// and events that return a `RoomId`.
    fn ty(self, ty: &Type) -> Html {
        let mut html = Html::from(self.words(ty));
        if let Some((_, item)) = self.item(ty) {
            html.push(" ");
            let name = code(&item.name);
            let is_given = self.ids.is_given(&item.name);
            html.push(if is_given { jump(&format!("gives={}", item.name), name) } else { name });
        }
        html
    }

    fn words(self, ty: &Type) -> String {
        match ty {
            Type::Bool => "boolean".to_owned(),
            Type::Integer => "integer".to_owned(),
            Type::Number => "number".to_owned(),
            Type::Text | Type::Secret => "string".to_owned(),
            Type::Sensitive => "string: text that people said or wrote".to_owned(),
            Type::DateTime => "string: a time in RFC 3339 format".to_owned(),
            Type::IntegerText => "string: an integer".to_owned(),
            Type::UnixSeconds => "string: seconds since 1970".to_owned(),
            Type::UnixMillis => "string: milliseconds since 1970".to_owned(),
            Type::Json => "any JSON".to_owned(),
            Type::List(inner) => format!("list of {}", self.words(inner)),
            Type::Map(inner) => format!("map of {}", self.words(inner)),
            Type::Item(_) | Type::Boxed(_) => match self.item(ty).map(|(_, item)| &item.shape) {
                Some(Shape::Model(_)) | None => "object".to_owned(),
                Some(Shape::IntEnum(_)) => "integer".to_owned(),
                Some(Shape::TextEnum(_) | Shape::Newtype) => "string".to_owned(),
                Some(Shape::Union(_)) => "string or object".to_owned(),
            },
        }
    }

    /// Returns the named type. For a list or map, the named type is the type of the items.
    fn item(self, ty: &Type) -> Option<(ItemId, &'a Item)> {
        let (Type::Item(id) | Type::Boxed(id)) = ty.innermost() else { return None };
        Some((*id, self.api.item(*id)?))
    }

    fn meaning(self, docs: &Docs, ty: &Type) -> Html {
        let mut html = Html::default();
        if docs.deprecated {
            html.push(classed("span", "badge deprecated", "deprecated"));
            html.push(" ");
        }
        if let Some(description) = &docs.description {
            html.push(self.markdown.inline(description));
        }
        for note in codegen::emit::notes(docs) {
            html.push(" ");
            html.push(classed("span", "bounds", self.markdown.inline(&note)));
        }
        if !docs.field_scopes.is_empty() {
            html.push(" Empty without ");
            let scopes = docs.field_scopes.iter().enumerate().map(|(index, scope)| {
                let or = if index == 0 { "" } else { " or " };
                [Html::from(or), code(&scope.name)].into()
            });
            html.push(scopes.collect::<Html>());
            html.push(".");
        }
        if let Some(source) = &docs.source {
            html.push(classed("span", "bounds", format!(" {}", codegen::emit::not_on_pages(source))));
        }
        html.push(self.values(ty));
        html
    }

    /// Renders the values of an enum.
    fn values(self, ty: &Type) -> Html {
        match self.item(ty).map(|(_, item)| &item.shape) {
            Some(Shape::IntEnum(variants)) => self.list(variants),
            Some(Shape::TextEnum(variants)) => self.list(variants),
            Some(Shape::Model(_) | Shape::Union(_) | Shape::Newtype) | None => Html::default(),
        }
    }

    fn list<T: ToString>(self, variants: &[Variant<T>]) -> Html {
        let items = variants.iter().map(|variant| {
            let meaning = self.meaning(&variant.docs, &Type::Json);
            let between = if meaning.is_empty() { "" } else { ": " };
            let name = classed("span", "variant", variant.name.as_str());
            plain("li", [code(&variant.value.to_string()), " ".into(), name, between.into(), meaning])
        });
        classed("ul", "values", items.collect::<Html>())
    }
}

/// Rows of one table.
struct Rows<'a> {
    tables: Tables<'a>,
    direction: FieldDirection,
    /// Types of the objects that contain the next row.
    above: Vec<ItemId>,
    html: Html,
}

impl Rows<'_> {
    fn table(self) -> Html {
        let need = if self.direction == FieldDirection::Given { "Required" } else { "Present" };
        table("fields", ["Name", "Type", need, "Meaning"], self.html)
    }

    fn field(&mut self, field: &Field, within: &str) {
        let mut ty = self.tables.ty(&field.ty);
        if field.nullable {
            ty.push(" or null");
        }
        let need = match (field.required, self.direction) {
            (true, FieldDirection::Given) => classed("span", "required", "required"),
            (true, FieldDirection::Received) => classed("span", "required", "always"),
            (false, FieldDirection::Given) => classed("span", "optional", "optional"),
            (false, FieldDirection::Received) => Html::default(),
        };
        let mut meaning = self.tables.meaning(&field.docs, &field.ty);
        for alias in &field.aliases {
            meaning.push(" The client also accepts the key ");
            meaning.push(code(&alias.name));
            meaning.push(".");
        }
        if field.renamed.is_some() {
            meaning.push(" In Rust: ");
            meaning.push(code(&field.name));
            meaning.push(".");
        }
        self.row(within, &field.wire, &field.ty, [ty, need, meaning]);
    }

    /// Adds a row, and then the rows for the fields of the row's type. `words`, `need` and `meaning` are the cells after the
    /// name.
    fn row(&mut self, within: &str, name: &str, ty: &Type, [words, need, meaning]: [Html; 3]) {
        let class = format!("in{}", self.above.len().min(DEEPEST));
        let outer = (!within.is_empty()).then(|| classed("span", "outer", within));
        let head = element("th", &[("scope", "row"), ("class", &class)], [outer.into(), code(name)]);
        let cells = [classed("td", "type", words), classed("td", "need", need), classed("td", "meaning", meaning)];
        self.html.push(plain("tr", [head, cells.into()]));
        let (Some(id), fields) = types::fields(self.tables.api, ty) else { return };
        if self.above.contains(&id) {
            return;
        }
        self.above.push(id);
        let within = format!("{within}{name}.");
        for field in fields {
            self.field(field, &within);
        }
        self.above.pop();
    }
}
