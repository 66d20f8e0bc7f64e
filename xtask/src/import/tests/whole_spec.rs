//! Tests with the spec of this repository. An import restores deleted items from their pages, and changes no other item.

use std::collections::BTreeMap;

use codegen::ir::{Bounds, Docs, Event, Field, Item, Operation, Response, Shape, Type};
use codegen::source::Index;

use super::*;
use crate::audit::tests::render::Renderer;

pub(super) fn real() -> (Texts, Api) {
    let spec = files::spec(&files::root()).unwrap();
    let api = codegen::api(&spec).unwrap_or_else(|wrong| panic!("{}", wrong.render(&spec, false)));
    (spec, api)
}

/// Renders a page for each operation and event, with the place of its declaration.
fn rendered(api: &Api) -> BTreeMap<String, (Place, String)> {
    let renderer = Renderer { api, contradicting: false };
    let operations = api.operations().filter(|(_, one)| one.source.is_none());
    let operations = operations.map(|(_, one)| (&one.id.name, &one.place, renderer.operation(one)));
    let events = api.events().filter(|(_, one)| one.source.is_none());
    let events = events.map(|(_, one)| (&one.id.name, &one.place, renderer.event(one)));
    let all = operations.map(|(id, place, page)| (id.clone(), (place.clone(), page)));
    all.chain(events.map(|(id, place, page)| (id.clone(), (place.clone(), page)))).collect()
}

fn page(id: &str, text: &str) -> Texts {
    Texts::from([(format!("{id}.md"), text.to_owned())])
}

/// Returns the spec without the operation or event at `place`. Also removes the key `x-subscription`, which may refer to the
/// removed operation. Schemas stay in the spec, even if nothing uses them any more.
pub(super) fn without(spec: &Texts, place: &Place) -> Texts {
    let mut spec = spec.clone();
    let text = spec.get_mut(&*place.file).unwrap();
    let mut pointer = place.pointer.clone();
    let index = Index::new(text);
    // Remove parents that would become empty.
    while let Some((above, _)) = pointer.rsplit_once('/').filter(|(above, _)| index.names(above).len() == 1) {
        pointer = above.to_owned();
    }
    let entry = index.entry(&pointer).unwrap();
    let start = text[..entry.start].rfind('\n').map_or(0, |at| at + 1);
    let end = entry.end + text[entry.end..].find('\n').map_or(0, |at| at + 1);
    text.replace_range(start..end, "");
    for text in spec.values_mut() {
        *text = text.split_inclusive('\n').filter(|line| !line.contains("x-subscription:")).collect();
    }
    spec
}

#[test]
fn what_is_there_stays_byte_for_byte() {
    let (spec, api) = real();
    let pages = rendered(&api);
    assert!(pages.len() > 90, "only {} pages", pages.len());
    let pages: Texts = pages.into_iter().map(|(id, (_, text))| (format!("{id}.md"), text)).collect();
    let imported = imported(&spec, &pages);
    assert_eq!(imported.texts, spec);
    assert_eq!(imported.findings, []);
}

/// Renderer of an operation or event as text. The text contains all parts that can be on a page.
pub(super) struct TextOf<'a> {
    pub(super) api: &'a Api,
}

impl TextOf<'_> {
    fn operation(&self, one: &Operation) -> Vec<String> {
        let names = |list: &[codegen::ir::Reference]| {
            let on_pages = list.iter().filter(|one| one.source.is_none());
            on_pages.map(|one| one.name.clone()).collect::<Vec<_>>()
        };
        let mut told = vec![
            format!("{} {} {}", one.method, one.path.name, one.documentation),
            format!(
                "{:?} {:?} {:?} {:?}",
                names(&one.tokens),
                names(&one.scopes),
                names(&one.field_scopes),
                names(&one.app_types)
            ),
            format!("{:?} {:?} body {}", one.per_minute, one.per_second, one.has_body),
            format!("pages by {:?}", one.paging.as_ref().map(|paging| &paging.items.name)),
        ];
        let inputs = one.inputs.iter().filter(|input| input.field.docs.source.is_none());
        told.extend(inputs.map(|input| format!("{:?} {}", input.location, self.field(&input.field))));
        told.push(match &one.response {
            Response::Nothing => "answers nothing".to_owned(),
            Response::File => "answers a file".to_owned(),
            Response::Whole(item) => format!("answers {}", self.ty(&Type::Item(*item))),
            Response::Field(name, ty) => format!("answers {name}: {}", self.ty(ty)),
            Response::List(name, ty) => format!("answers {name}: [{}]", self.ty(ty)),
        });
        let listed = one.errors.iter().filter(|error| error.source.is_none());
        told.extend(listed.map(|error| format!("{:?} {} {}", error.http, error.code, error.message)));
        told
    }

    fn event(&self, one: &Event) -> Vec<String> {
        let names = |list: &[codegen::ir::Reference]| {
            let on_pages = list.iter().filter(|one| one.source.is_none());
            on_pages.map(|one| one.name.clone()).collect::<Vec<_>>()
        };
        let Some(Item { shape: Shape::Model(fields), .. }) = self.api.item(one.item) else { panic!("no event") };
        let mut told = vec![format!("{} {:?} {:?}", one.wire, names(&one.scopes), names(&one.app_types))];
        let fields = fields.iter().filter(|field| field.docs.source.is_none());
        told.extend(fields.map(|field| self.field(field)));
        told
    }

    fn field(&self, field: &Field) -> String {
        let Docs { bounds, default, .. } = &field.docs;
        let mut told = format!("{}: {}", field.wire, self.ty(&field.ty));
        if field.required {
            told.push_str(", required");
        }
        if (bounds, default) != (&Bounds::default(), &None) {
            told.push_str(&format!(", {bounds:?}, {default:?}"));
        }
        told
    }

    /// Renders a type: a shared type by its name, and an inline type by its content.
    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::List(inner) => format!("[{}]", self.ty(inner)),
            Type::Map(inner) => format!("map of {}", self.ty(inner)),
            Type::Item(id) | Type::Boxed(id) => {
                let item = self.api.item(*id).unwrap();
                if item.place.pointer == format!("/components/schemas/{}", item.name) {
                    return item.name.clone();
                }
                match &item.shape {
                    Shape::IntEnum(values) => format!("{:?}", values.iter().map(|one| one.value).collect::<Vec<_>>()),
                    Shape::TextEnum(values) => format!("{:?}", values.iter().map(|one| &one.value).collect::<Vec<_>>()),
                    Shape::Model(fields) => {
                        let on_pages = fields.iter().filter(|one| one.docs.source.is_none());
                        format!("{{{}}}", on_pages.map(|one| self.field(one)).collect::<String>())
                    }
                    Shape::Union(_) | Shape::Newtype => "text".to_owned(),
                }
            }
            plain => format!("{plain:?}"),
        }
    }

    pub(super) fn of(&self, place: &Place) -> Vec<String> {
        let same = |other: &Place| other == place;
        let operation = self.api.operations().find(|(_, one)| same(&one.place)).map(|(_, one)| self.operation(one));
        let event = || self.api.events().find(|(_, one)| same(&one.place)).map(|(_, one)| self.event(one));
        operation.or_else(event).unwrap_or_else(|| panic!("{place:?} is not there"))
    }
}

/// Deletes an operation or event, and imports its page again. Returns the parts that differ afterwards.
fn lost(spec: &Texts, api: &Api, id: &str, place: &Place, text: &str) -> Vec<String> {
    let less = without(spec, place);
    let imported = imported(&less, &page(id, text));
    let again = understood(&imported.texts).unwrap();
    // A second import must change nothing.
    let mut draft = Draft::new(imported.texts, Objects::default());
    one(&mut draft, &again, &Source { page: (id, page::read(id, text).unwrap().unwrap()), names: None }).unwrap();
    assert_eq!(draft.len(), 0, "{id} again");
    let (before, after) = (TextOf { api }.of(place), TextOf { api: &again }.of(place));
    let differs = |a: &[String], b: &[String]| a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>();
    let lines = differs(&before, &after).into_iter().chain(differs(&after, &before));
    lines.map(|line| format!("{id}: {line}")).collect()
}

/// The test deletes each operation and event from the spec, and imports the page of the deleted item. The import restores
/// all types, except for facts that no page contains:
/// - `owner_id` is the id of a user.
/// - `user_id` has the form that the call requests.
/// - The text in `reminder_before_end` is a number.
/// - A response with only one field, such as `leave_user`, may lack the field.
/// - The type of an object with one field has a name, such as `JoinIdentify`.
#[test]
fn what_is_deleted_comes_back_from_its_page() {
    let (spec, api) = real();
    let lost = rendered(&api).into_iter().flat_map(|(id, (place, text))| lost(&spec, &api, &id, &place, &text));
    assert_eq!(
        lost.collect::<Vec<_>>(),
        [
            "bot.countdown: Body reminder_before_end: IntegerText",
            "bot.countdown: Body reminder_before_end: Text",
            "bot.join: Body join_identify: JoinIdentify, required",
            "bot.join: Body join_identify: SomeObject, required",
            "bot.leave: answers {leave_user: MeetingUser}",
            "bot.leave: answers leave_user: MeetingUser",
            "bot.message: answers {uuid: Text}",
            "bot.message: answers uuid: Text",
            "bot.user_active_meeting: Query user_id: UserId",
            "bot.user_active_meeting: Query user_id: Text",
            "reserve.apply: Body owner_id: UserId",
            "reserve.apply: Body owner_id: Text"
        ]
    );
}

/// Pages repeat objects in requests and responses. An import writes equal objects once.
#[test]
fn what_pages_repeat_is_written_once() {
    let (spec, api) = real();
    let is_shared = |file: &str| ["openapi.yaml", "scopes.yaml"].iter().any(|name| file.ends_with(name));
    let shared: Texts = spec.into_iter().filter(|(file, _)| is_shared(file)).collect();
    let pages = rendered(&api).into_iter().filter(|(id, _)| id.starts_with("reserve") || id.starts_with("room."));
    let pages: Texts = pages.map(|(id, (_, text))| (format!("{id}.md"), text)).collect();
    let again = understood(&imported(&shared, &pages).texts).unwrap();
    let vocabulary = Vocabulary::new(&again);
    let models = vocabulary.shared().filter_map(|(name, _, item)| match &item.shape {
        Shape::Model(fields) => Some((fields.iter().map(|one| format!("{} {:?},", one.wire, one.ty)).collect(), name)),
        _ => None,
    });
    let mut looks: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (look, name) in models {
        looks.entry(look).or_default().push(name);
    }
    assert!(looks.len() > 20, "only {} models", looks.len());
    assert_eq!(looks.values().filter(|names| names.len() > 1).collect::<Vec<_>>(), [&[""; 0]; 0]);
}
