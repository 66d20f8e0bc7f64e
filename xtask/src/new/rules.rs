//! Rules for the values of the flags. Some rules compare a value with the spec.

use codegen::check::APP_TYPES;
use codegen::diagnostic::suggest;
use codegen::ir::Api;
use codegen::ir::path::{parameters, unnamed};

/// Texts about a refused value: first the reason, then the help text.
pub(super) type Refused = (String, String);

pub(super) const METHODS: [&str; 5] = ["GET", "PUT", "POST", "DELETE", "PATCH"];

#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) api: &'a Api,
}

impl<'a> Rules<'a> {
    pub(super) fn method(self, text: &str) -> Result<String, Refused> {
        let method = text.to_uppercase();
        one_of(&method, "HTTP method", METHODS.into_iter())
    }

    pub(super) fn path(self, path: &str, method: Option<&str>) -> Result<String, Refused> {
        let names = parameters(path).map_err(|help| (format!("`{path}` is not a path"), help))?;
        if let Some(twice) = names.iter().enumerate().find(|(at, name)| names.iter().take(*at).any(|one| one == *name))
        {
            let help = "give each parameter a different name".to_owned();
            return Err((format!("`{{{}}}` appears twice in `{path}`", twice.1), help));
        }
        check_beginning(path, &self.paths_begin(), "path")?;
        let same = self
            .api
            .operations()
            .map(|(_, operation)| operation)
            .find(|operation| Some(operation.method) == method && unnamed(&operation.path.name) == unnamed(path));
        match same {
            Some(known) => Err((
                format!("`{} {path}` already exists, as `{}`", known.method, known.id.name),
                format!("edit {}, or import the page of the operation", known.place.file),
            )),
            None => Ok(path.to_owned()),
        }
    }

    pub(super) fn event_type(self, event_type: &str) -> Result<String, Refused> {
        let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if event_type.split('.').count() < 2 || !event_type.split('.').all(is_name) {
            return Err((
                format!("`{event_type}` is not the type of an event"),
                "use the form `vc.room.created_v1`".into(),
            ));
        }
        check_beginning(event_type, &self.types_begin(), "type")?;
        match self.api.events().find(|(_, event)| event.wire == event_type) {
            Some((_, known)) => Err((
                format!("`{event_type}` already exists, as `{}`", known.id.name),
                format!("edit {}, or import the page of the event", known.place.file),
            )),
            None => Ok(event_type.to_owned()),
        }
    }

    /// Returns the common beginning of all paths of the spec, such as `/open-apis/vc/v1/` in `/open-apis/vc/v1/rooms`. The
    /// beginning ends before the name of the resource.
    pub(super) fn paths_begin(self) -> String {
        common('/', 4, self.api.operations().map(|(_, operation)| operation.path.name.as_str()))
    }

    /// Returns the common beginning of all event types, such as `vc.` in `vc.meeting.meeting_started_v1`. The beginning ends
    /// before the name of the resource.
    pub(super) fn types_begin(self) -> String {
        common('.', 1, self.api.events().map(|(_, event)| event.wire.as_str()))
    }

    pub(super) fn token_types(self) -> Vec<&'a str> {
        self.api.token_types.iter().map(|token| token.wire.as_str()).collect()
    }

    pub(super) fn token(self, name: &str) -> Result<String, Refused> {
        one_of(name, "kind of token", self.token_types().into_iter())
    }

    pub(super) fn app_type(self, name: &str) -> Result<String, Refused> {
        one_of(name, "kind of app", APP_TYPES.into_iter())
    }

    /// Accepts a known scope. Refuses an unknown scope only if its name is similar to the name of a known scope.
    pub(super) fn scope(self, name: &str) -> Result<String, Refused> {
        let known = || self.api.scopes.iter().map(|scope| scope.wire.as_str());
        match suggest(name, known()).filter(|near| near != name) {
            Some(near) if !known().any(|known| known == name) => {
                Err((format!("no scope `{name}` is declared"), format!("did you mean `{near}`?")))
            }
            _ => Ok(name.to_owned()),
        }
    }

    pub(super) fn url(self, url: &str) -> Result<String, Refused> {
        let is_address = url.starts_with("https://") && !url.contains(|c: char| c.is_whitespace() || "<>".contains(c));
        if is_address {
            return Ok(url.to_owned());
        }
        Err((
            format!("`{url}` is not the address of a page"),
            "an address begins with `https://` and contains no spaces".into(),
        ))
    }

    pub(super) fn resource_name(self, name: &str) -> Result<String, Refused> {
        if is_snake(name) {
            return Ok(name.to_owned());
        }
        Err((format!("`{name}` is not the name of a resource"), "write one name in snake case".into()))
    }

    /// Accepts a resource of the spec. A new resource needs `--new-resource`, and also `--resource` if its name is similar
    /// to a known name.
    pub(super) fn resource(self, name: &str, is_given: bool, is_new: bool) -> Result<String, Refused> {
        let known: Vec<&str> =
            self.api.modules.iter().filter(|module| module.resource.is_some()).map(|module| &*module.name).collect();
        self.resource_name(name)?;
        if known.contains(&name) {
            return Ok(name.to_owned());
        }
        let near = suggest(name, known.iter().copied());
        if is_new && (is_given || near.is_none()) {
            return Ok(name.to_owned());
        }
        let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        Err((
            format!("the spec has no resource `{name}`"),
            format!(
                "{near}the resources are {}; for a new resource, add `--resource {name} --new-resource`",
                list(known)
            ),
        ))
    }

    /// Accepts an id that begins with the given text, if no operation or event has the id.
    pub(super) fn id(self, id: &str, begins: &str) -> Result<String, Refused> {
        let rest = id.strip_prefix(begins).and_then(|rest| rest.strip_prefix('.'));
        if !rest.is_some_and(is_snake) {
            let help = format!("write `{begins}.` and one name in snake case");
            return Err((format!("`{id}` is not of the form `{begins}.name`"), help));
        }
        let operations = self.api.operations().map(|(_, operation)| (&operation.id, &operation.place));
        let mut ids = operations.chain(self.api.events().map(|(_, event)| (&event.id, &event.place)));
        match ids.find(|(known, _)| known.name == id) {
            Some((_, place)) => {
                Err((format!("`{id}` already exists, in {}", place.file), "choose another name".into()))
            }
            None => Ok(id.to_owned()),
        }
    }
}

fn one_of<'k>(name: &str, what: &str, known: impl Iterator<Item = &'k str>) -> Result<String, Refused> {
    let known: Vec<&str> = known.collect();
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    Err((format!("there is no {what} `{name}`"), format!("choose from {}", list(known))))
}

fn list(names: Vec<&str>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn is_snake(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit())
}

fn check_beginning(name: &str, begins: &str, what: &str) -> Result<(), Refused> {
    if name.starts_with(begins) && name.len() > begins.len() {
        return Ok(());
    }
    let help = format!("every {what} of the spec begins with `{begins}`; write the whole {what}");
    Err((format!("`{name}` does not begin with `{begins}`"), help))
}

/// Returns the beginning that all names share, such as `/open-apis/vc/v1/`. The beginning has at most `most` parts, and a
/// separator follows each part.
fn common<'k>(separator: char, most: usize, names: impl Iterator<Item = &'k str>) -> String {
    let above = |name: &'k str| {
        let parts = name.rsplit_once(separator).map_or("", |(above, _)| above).split(separator);
        parts.take(most).collect::<Vec<_>>()
    };
    let shared = names.map(above).reduce(|a, b| {
        let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        a.into_iter().take(same).collect()
    });
    shared.unwrap_or_default().iter().flat_map(|part| [(*part).to_owned(), separator.to_string()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_begin_with() {
        for (names, begins) in [
            (vec!["/open-apis/vc/v1/rooms", "/open-apis/vc/v1/rooms/{id}"], "/open-apis/vc/v1/"),
            (vec!["/open-apis/vc/v1/rooms/{id}/seats", "/open-apis/vc/v1/rooms/{id}"], "/open-apis/vc/v1/"),
            (vec!["/open-apis/vc/v1/rooms", "/open-apis/vc/v2/rooms"], "/open-apis/vc/"),
            (vec!["/a", "/b"], "/"),
            (vec![], ""),
        ] {
            assert_eq!(common('/', 4, names.into_iter()), begins);
        }
        assert_eq!(common('.', 1, ["vc.room.created_v1", "vc.room.deleted_v1"].into_iter()), "vc.");
    }
}
