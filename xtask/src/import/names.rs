//! Names of new resources, operations, events and schemas.

use std::collections::BTreeMap;

use codegen::ir::path::{self, unnamed};
use codegen::ir::{Api, ListedError};
use heck::{ToPascalCase, ToSnakeCase};

use super::yaml::Node;
use crate::page::{self, ErrorRow};

/// Resource and id of an operation or event.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Names {
    pub resource: String,
    pub id: String,
}

/// Derives the names of an operation from the address of the page, or else from the HTTP path of the operation.
pub(super) fn of_operation(api: &Api, page: &page::Operation) -> Names {
    // A path on the platform's site contains the names of the resource and the method. A full URL leads to another site, and
    // does not contain these names.
    let full_path = page.head.full_path.as_ref().filter(|path| path.value.starts_with('/'));
    let documented = full_path.and_then(|path| documented(api, &path.value));
    let (resource, method) = documented
        .unwrap_or_else(|| (resource_of(api, &page.path.value), method_of(&page.method.value, &page.path.value)));
    Names { id: format!("{resource}.{method}"), resource }
}

/// Derives the names of an event. `vc.room.created_v1` becomes `event.room_created`. `vc.meeting.join_meeting_v1` becomes
/// `event.join_meeting`, because `join_meeting` already contains the resource. If another event has the name
/// `event.join_meeting`, the result is `event.meeting_join_meeting`.
pub(super) fn of_event(api: &Api, event_type: &str) -> Names {
    let unversioned = event_type.rsplit_once("_v").map_or(event_type, |(name, _)| name);
    let mut parts = unversioned.rsplit('.');
    let happened = parts.next().unwrap_or(unversioned);
    let resource = parts.next().unwrap_or(happened);
    let [alone, whole] = [format!("event.{happened}"), format!("event.{resource}_{happened}")];
    let is_taken = |id: &str| api.events().any(|(_, event)| event.id.name == id && event.wire != event_type);
    let names_resource = happened.contains('_') && happened.contains(resource);
    let id = if names_resource && !is_taken(&alone) { alone } else { whole };
    Names { resource: resource.to_owned(), id }
}

/// Derives the resource and the method from a path such as `/…/reference/vc-v1/room/get`. If the spec has a resource `room`,
/// and no resource `room_seat`, `/…/room-seat/get` gives the resource `room` and the method `get_seat`. Otherwise,
/// `/…/room-seat/get` gives the resource `room_seat` and the method `get`.
fn documented(api: &Api, full_path: &str) -> Option<(String, String)> {
    let mut parts = full_path.trim_end_matches('/').rsplit('/');
    let (method, resource) = (parts.next()?.to_snake_case(), parts.next()?);
    let is_known = |name: &str| api.modules.iter().any(|module| module.name == name);
    let names = match resource.split_once('-') {
        Some((whole, part)) if is_known(whole) && !is_known(&resource.to_snake_case()) => {
            (whole.to_snake_case(), format!("{method}_{}", part.to_snake_case()))
        }
        _ => (resource.to_snake_case(), method),
    };
    (!names.0.is_empty() && !names.1.is_empty()).then_some(names)
}

/// Returns the resource for a path such as `/open-apis/vc/v1/rooms/{room_id}`. If the path of a known operation also begins
/// with `/open-apis/vc/v1/rooms`, returns the resource of that operation. Otherwise, returns `room`, the singular of the
/// segment after the version.
fn resource_of(api: &Api, path: &str) -> String {
    let path = custom(path).map_or(path, |(on, _)| on);
    let collection = |path: &str| unnamed(path).split('/').take(5).collect::<Vec<_>>().join("/");
    let known = api.operations().find(|(_, operation)| collection(&operation.path.name) == collection(path));
    let first = || path.split('/').filter(|part| !part.starts_with('{')).nth(4).unwrap_or("resource");
    known.map_or_else(|| singular(&first().to_snake_case()), |(module, _)| module.name.clone())
}

/// Splits the path of a custom method at the colon. For `/rooms/{room_id}:move`, returns `/rooms/{room_id}` and `move`.
fn custom(path: &str) -> Option<(&str, &str)> {
    path.rsplit_once(':').filter(|(_, method)| !method.contains('/'))
}

/// Derives the method name of an operation. For a custom method, the name is the custom method, such as `move` in
/// `/rooms/{room_id}:move`. Otherwise, the name is the last segment, such as `mget` in `/rooms/mget`. Two kinds of last
/// segments give no name: a parameter, and the first segment after the version. For these segments, the HTTP method decides:
/// `GET /rooms` gives `list`, and `GET /rooms/{room_id}` gives `get`.
fn method_of(method: &str, path: &str) -> String {
    let path = path.trim_end_matches('/');
    if let Some((_, custom)) = custom(path) {
        return custom.to_snake_case();
    }
    let parts: Vec<&str> = path.split('/').skip(5).collect();
    let on_one = parts.last().is_some_and(|last| last.starts_with('{'));
    match parts.last() {
        Some(last) if !on_one => last.to_snake_case(),
        _ => match method {
            "GET" if on_one => "get",
            "GET" => "list",
            "POST" => "create",
            "PUT" => "update",
            "DELETE" => "delete",
            _ => "patch",
        }
        .to_owned(),
    }
}

/// Derives a schema name from the type name on the page. If the type name is general, such as `object`, derives the schema
/// name from the field name.
pub(super) fn schema(page_type: &str, field: &str) -> String {
    let alone = singular(field);
    if is_type(page_type) { page_type.trim_end_matches("[]") } else { &alone }.to_pascal_case()
}

/// Returns `false` for a general type name such as `object` or `list`.
pub(super) fn is_type(page_type: &str) -> bool {
    !matches!(page_type.trim_end_matches("[]"), "-" | "object" | "list" | "array" | "data" | "struct")
}

/// Returns the key `x-rust-name` for a field, if another field already has the same Rust name. `others` has the names of the
/// other fields.
pub(super) fn renamed<'n>(
    field: &str,
    location: &str,
    others: impl IntoIterator<Item = &'n str>,
) -> Option<(String, Node)> {
    let name = field.to_snake_case();
    let is_taken = others.into_iter().any(|other| other.to_snake_case() == name);
    is_taken.then(|| ("x-rust-name".to_owned(), Node::text(format!("{name}_in_{location}"))))
}

/// Returns the schema name of an id, or `None` if the field is not an id. For the owner `Room`, the fields `id` and
/// `room_id` give `RoomId`. In a path, a parameter that ends with `_id` is an id: `seat_id` gives `SeatId`.
pub(super) fn id(field: &str, owner: Option<&str>, in_path: bool) -> Option<String> {
    let name = field.to_pascal_case();
    let owners = owner.map(|owner| format!("{owner}Id"));
    match owners {
        Some(owners) if field == "id" || name == owners => Some(owners),
        _ => (in_path && field.ends_with("_id")).then_some(name),
    }
}

/// Returns the type name of the object that a path parameter identifies, such as `Room` for `id` in `/rooms/{id}`.
pub(super) fn owner(path: &str, parameter: &str) -> Option<String> {
    let mut segments = path.split('/');
    let mut before = None;
    let found = segments.any(|segment| {
        let is_it = path::parameter(segment).is_some_and(|(name, _)| name == parameter);
        if !is_it {
            before = Some(segment);
        }
        is_it
    });
    before.filter(|_| found).map(|collection| singular(&collection.to_snake_case()).to_pascal_case())
}

/// Maximum number of words in a name that is made from an error message.
const MOST_WORDS: usize = 5;

/// Returns a name for each listed error of an operation. A known error keeps its name. A new error gets the first free name
/// of this list:
///
/// 1. the name that other operations use for the same message
/// 2. the words of the message, if the message is short and English
/// 3. `error_CODE`
pub(super) fn of_errors(api: &Api, page: &[ErrorRow], known: &[ListedError]) -> Vec<String> {
    let listed = |row: &ErrorRow| known.iter().find(|known| known.code == row.code);
    let mut taken: Vec<String> = known.iter().map(|known| known.name.clone()).collect();
    let names = page.iter().map(|row| match listed(row) {
        Some(known) if !known.name.is_empty() => known.name.clone(),
        _ => {
            let told = [named_elsewhere(api, &row.message), in_words(&row.message)];
            let name = told.into_iter().flatten().find(|name| !taken.contains(name));
            let name = name.unwrap_or_else(|| format!("error_{}", row.code));
            taken.push(name.clone());
            name
        }
    });
    names.collect()
}

/// Returns the most common name among the spec's errors with this message.
fn named_elsewhere(api: &Api, message: &str) -> Option<String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    let errors = api.operations().flat_map(|(_, operation)| &operation.errors);
    for error in errors.filter(|error| error.message == message && !error.name.is_empty()) {
        *uses.entry(&error.name).or_default() += 1;
    }
    uses.into_iter().max_by_key(|(_, uses)| *uses).map(|(name, _)| name.to_owned())
}

fn in_words(message: &str) -> Option<String> {
    let name = message.to_snake_case();
    let is_name = message.is_ascii() && name.starts_with(|first: char| first.is_ascii_lowercase());
    (is_name && name.split('_').count() <= MOST_WORDS).then_some(name)
}

/// Returns the singular: `seats` becomes `seat`, `companies` becomes `company`. Words such as `status` stay unchanged.
pub(super) fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let cut = ["sses", "ches", "shes", "xes"].into_iter().any(|end| name.ends_with(end));
    match name.strip_suffix(if cut { "es" } else { "s" }) {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) || cut => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// Returns the plural: `room` becomes `rooms`, `company` becomes `companies`.
pub(super) fn plural(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].into_iter().any(|end| name.ends_with(end)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str) -> codegen::ir::Module {
        let (name, file, resource) = (name.to_owned(), "spec.yaml".into(), None);
        codegen::ir::Module { name, file, resource, operations: Vec::new(), items: Vec::new(), events: Vec::new() }
    }

    #[test]
    fn words_in_one_and_many() {
        for (one, many) in [("seat", "seats"), ("company", "companies"), ("box", "boxes"), ("glass", "glasses")] {
            assert_eq!((singular(many).as_str(), plural(one).as_str()), (one, many));
        }
        for word in ["status", "address", "analysis", "device"] {
            assert_eq!(singular(word), word);
        }
    }

    #[test]
    fn parameters_belong_to_what_stands_before_them() {
        let path = "/open-apis/vc/v1/room_levels/{id}/rooms/{room_id}:move";
        assert_eq!(owner(path, "id").as_deref(), Some("RoomLevel"));
        assert_eq!(owner(path, "room_id").as_deref(), Some("Room"));
        assert_eq!(owner(path, "other"), None);
    }

    #[test]
    fn events() {
        for (event_type, resource, id) in [
            ("vc.room.created_v1", "room", "event.room_created"),
            ("vc.meeting.join_meeting_v1", "meeting", "event.join_meeting"),
            ("vc.bot.meeting_started_v1", "bot", "event.bot_meeting_started"),
        ] {
            assert_eq!(
                of_event(&Api::default(), event_type),
                Names { resource: resource.to_owned(), id: id.to_owned() }
            );
        }
    }

    #[test]
    fn errors_by_their_message_or_code() {
        let row = |(code, message): (i64, &str)| ErrorRow {
            http: 400,
            code,
            message: message.to_owned(),
            advice: String::new(),
            at: page::At { line: 1, column: 1 },
        };
        let page = [
            (1, "Room is locked"),
            (2, "room is locked"),
            (3, "the room is locked by someone else"),
            (4, "参数错误"),
            (5, "404 not found"),
            (6, ""),
            (7, "param-error (userID)"),
        ];
        let names = of_errors(&Api::default(), &page.map(row), &[]);
        let expected = ["room_is_locked", "error_2", "error_3", "error_4", "error_5", "error_6", "param_error_user_id"];
        assert_eq!(names, expected);
    }

    #[test]
    fn operations_by_their_page_or_path() {
        let api = Api { modules: ["room", "room_level"].map(module).into(), ..Api::default() };
        for (page, resource, method) in [
            ("/a/reference/vc-v1/room/get", "room", "get"),
            ("/a/vc-v1/room-seat/mget/", "room", "mget_seat"),
            ("/a/vc-v1/room-level/mget", "room_level", "mget"),
            ("/a/vc-v1/desk-lamp/get", "desk_lamp", "get"),
        ] {
            assert_eq!(documented(&api, page), Some((resource.to_owned(), method.to_owned())));
        }
        for (method, path, name) in [
            ("GET", "/open-apis/vc/v1/lots", "list"),
            ("POST", "/open-apis/vc/v1/lots", "create"),
            ("GET", "/open-apis/vc/v1/lots/{lot_id}", "get"),
            ("DELETE", "/open-apis/vc/v1/lots/{lot_id}", "delete"),
            ("POST", "/open-apis/vc/v1/lots/{lot_id}/close", "close"),
            ("POST", "/open-apis/vc/v1/lots/search", "search"),
            ("POST", "/open-apis/vc/v1/lots:batchGet", "batch_get"),
            ("POST", "/open-apis/vc/v1/lots/{lot_id}:move", "move"),
        ] {
            assert_eq!(method_of(method, path), name, "{path}");
        }
        for path in
            ["/open-apis/vc/v1/lots/{lot_id}", "/open-apis/vc/v1/lots:batch", "/open-apis/vc/v1/lots/{lot_id}:move"]
        {
            assert_eq!(resource_of(&Api::default(), path), "lot", "{path}");
        }
    }
}
