//! All rules for the type of a plain field of a page. The first matching rule applies. A doubtful type comes with a question
//! that a person must answer.
//!
//! | rule | type |
//! | --- | --- |
//! | the description mentions RFC 3339 | a time in RFC 3339 format |
//! | the description mentions ISO 8601 (also for a day or a duration), or says that an example shows the format | text |
//! | the name ends with `password` | text that is never printed |
//! | the description mentions Unix time or a timestamp, in milliseconds | milliseconds since 1970 |
//! | the description mentions Unix time or a timestamp | seconds since 1970 |
//! | the name is `room_id` or `room_ids`, and the spec has a schema `RoomId` | `RoomId` |
//! | the name is `id` in a `Room`, and the spec has a schema `RoomId` | `RoomId` |
//! | the spec has fields with this name | the type of these fields; doubtful if the types differ, or only one field exists |
//! | the field is a text with a name such as `count` or `total` | a 64-bit number as text, doubtful |
//! | all others | the type on the page; doubtful if the field may be an id or a time |
//!
//! If no rule matches an id in a path, [`super::schema`] creates a schema for the id.

use codegen::ir::Type;
use heck::ToPascalCase;

use super::vocabulary::Vocabulary;
use crate::audit::types;
use crate::page::PageField;

/// Data from which a rule derives a type.
pub(super) struct Clue<'c> {
    pub field: &'c PageField,
    /// Type on the page, such as `string[]`.
    pub ty: &'c str,
    pub module: &'c str,
    /// Schema that contains the field.
    pub owner: Option<&'c str>,
    pub vocabulary: &'c Vocabulary<'c>,
}

/// Type that a rule chooses for a field.
pub(super) struct Verdict {
    pub ty: Type,
    /// Question that a person must answer.
    pub doubt: Option<&'static str>,
}

impl Verdict {
    fn sure(ty: Type) -> Self {
        Self { ty, doubt: None }
    }

    fn doubtful(ty: Type, doubt: &'static str) -> Self {
        Self { ty, doubt: Some(doubt) }
    }
}

const RULES: [fn(&Clue<'_>) -> Option<Verdict>; 10] =
    [date_time, own_form, password, unix_millis, unix_seconds, named_id, owners_id, usual, counting, as_called];

/// Returns the type of a plain value, or of a list of plain values.
pub(super) fn decide(clue: &Clue<'_>) -> Verdict {
    let verdict = RULES.iter().find_map(|rule| rule(clue));
    verdict.unwrap_or_else(|| Verdict::doubtful(clue.listed(Type::Json), "the content of this field is unknown"))
}

impl Clue<'_> {
    fn is_text(&self) -> bool {
        types::page_name(self.ty.trim_end_matches("[]")) == "string"
    }

    fn says(&self, words: &[&str]) -> bool {
        let said = self.field.description.to_lowercase();
        words.iter().any(|word| said.contains(word))
    }

    fn is_named(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.field.name.split('_').any(|part| part == *word))
    }

    /// Wraps `ty` in lists: one list for each `[]` in the type that the page states.
    fn listed(&self, ty: Type) -> Type {
        self.ty.matches("[]").fold(ty, |ty, _| Type::List(Box::new(ty)))
    }

    fn speaks_of_unix_time(&self) -> bool {
        self.is_text() && self.says(&["unix", "时间戳"])
    }
}

fn date_time(clue: &Clue<'_>) -> Option<Verdict> {
    let asks = clue.says(&["rfc 3339", "rfc3339"]);
    (clue.is_text() && asks).then(|| Verdict::sure(clue.listed(Type::DateTime)))
}

fn own_form(clue: &Clue<'_>) -> Option<Verdict> {
    let asks = clue.says(&["iso 8601", "iso8601", "格式见"]);
    (clue.is_text() && asks).then(|| Verdict::sure(clue.listed(Type::Text)))
}

fn password(clue: &Clue<'_>) -> Option<Verdict> {
    (clue.ty == "string" && clue.field.name.ends_with("password")).then(|| Verdict::sure(Type::Secret))
}

fn unix_millis(clue: &Clue<'_>) -> Option<Verdict> {
    let is_millis = clue.speaks_of_unix_time() && clue.says(&["毫秒", "msec", "millisecond"]);
    is_millis.then(|| Verdict::sure(clue.listed(Type::UnixMillis)))
}

fn unix_seconds(clue: &Clue<'_>) -> Option<Verdict> {
    clue.speaks_of_unix_time().then(|| Verdict::sure(clue.listed(Type::UnixSeconds)))
}

fn named_id(clue: &Clue<'_>) -> Option<Verdict> {
    let name = clue.field.name.strip_suffix("_ids").or(clue.field.name.strip_suffix("_id"))?;
    let known = clue.vocabulary.newtype(&format!("{}Id", name.to_pascal_case())).filter(|_| clue.is_text())?;
    let known = Verdict::sure(clue.listed(known));
    // The name of the field suggests the type `known`, but the field may contain the id of another object. So if all
    // comparable fields with this name have the same type, this type takes precedence.
    match clue.vocabulary.usual(&clue.field.name, clue.module, clue.ty) {
        Some(usual) if usual.always && usual.ty != known.ty => Some(Verdict::sure(usual.ty)),
        _ => Some(known),
    }
}

fn owners_id(clue: &Clue<'_>) -> Option<Verdict> {
    let owner = clue.owner.filter(|_| clue.field.name == "id" && clue.is_text())?;
    clue.vocabulary.newtype(&format!("{owner}Id")).map(|ty| Verdict::sure(clue.listed(ty)))
}

fn usual(clue: &Clue<'_>) -> Option<Verdict> {
    let usual = clue.vocabulary.usual(&clue.field.name, clue.module, clue.ty)?;
    let is_plain = as_called(clue).is_some_and(|called| called.ty == usual.ty);
    let values = types::values(clue.vocabulary.api, &usual.ty).1;
    let doubt = match () {
        () if !usual.always => Some("other fields with this name have other types"),
        () if !values.is_empty() => Some("the page lists no values"),
        () if !is_plain && !usual.well_known => {
            Some("the only evidence for the type is one other field with the same name")
        }
        () => None,
    };
    Some(Verdict { ty: usual.ty, doubt })
}

fn counting(clue: &Clue<'_>) -> Option<Verdict> {
    let counts = clue.is_named(&["count", "duration", "size", "total"]) && clue.is_text();
    counts.then(|| Verdict::doubtful(clue.listed(Type::IntegerText), "is the value a number that is sent as text?"))
}

fn as_called(clue: &Clue<'_>) -> Option<Verdict> {
    let ty = match types::page_name(clue.ty.trim_end_matches("[]")) {
        "int" => Type::Integer,
        "float" => Type::Number,
        "boolean" => Type::Bool,
        "string" => Type::Text,
        "map" => Type::Map(Box::new(as_value(clue.ty))),
        _ => return None,
    };
    let doubt = match ty {
        Type::Text if clue.is_named(&["id", "ids"]) => Some("which object has this id?"),
        Type::Text if clue.is_named(&["time", "date"]) => {
            Some("if the value is a time, add a format such as `unix-seconds`")
        }
        _ => None,
    };
    Some(Verdict { ty: clue.listed(ty), doubt })
}

/// Returns the type `V` of a `map<K, V>`. Returns JSON if `V` is missing or not a simple type.
fn as_value(map: &str) -> Type {
    let inner = map.trim_end_matches("[]").strip_prefix("map<").and_then(|rest| rest.strip_suffix('>'));
    match inner.and_then(|inner| inner.split_once(',')).map(|(_, value)| types::page_name(value.trim())) {
        Some("string") => Type::Text,
        Some("int") => Type::Integer,
        Some("float") => Type::Number,
        Some("boolean") => Type::Bool,
        _ => Type::Json,
    }
}
