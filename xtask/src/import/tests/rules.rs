//! Tests of the rules by which an import chooses the type of a field. The tests use the spec of a fictional platform.

use codegen::ir::Type;

use super::*;
use crate::import::rules::{Clue, decide};
use crate::page::{Bounds, PageField};

/// Returns the type that the rules choose for a field, and the question that the import asks the user about the type. The
/// question is empty if the type is not doubtful.
fn decided(api: &Api, owner: Option<&str>, name: &str, ty: &str, said: &str) -> (String, &'static str) {
    let field = PageField {
        name: name.to_owned(),
        ty: ty.to_owned(),
        required: None,
        description: said.to_owned(),
        example: None,
        values: Vec::new(),
        default: None,
        bounds: Bounds::default(),
        fields: Vec::new(),
        at: At { line: 1, column: 1 },
    };
    let vocabulary = Vocabulary::new(api);
    let verdict = decide(&Clue { field: &field, ty, module: "locker", owner, vocabulary: &vocabulary });
    let name = |ty: &Type| match ty.innermost() {
        Type::Item(id) => api.item(*id).unwrap().name.clone(),
        plain => format!("{plain:?}"),
    };
    let ty = match &verdict.ty {
        ty @ Type::List(_) => format!("[{}]", name(ty)),
        Type::Map(inner) => format!("map of {inner:?}"),
        ty => name(ty),
    };
    (ty, verdict.doubt.unwrap_or_default())
}

#[test]
fn the_first_rule_that_fits_holds() {
    let api = understood(&spec()).unwrap();
    for (owner, name, ty, said, expected, doubt) in [
        (None, "made_time", "string", "时间，RFC3339", "DateTime", ""),
        (None, "made_time", "string", "时间，需符合 ISO 8601", "Text", ""),
        (None, "made_time", "string", "时间，格式见示例", "Text", ""),
        (None, "password", "string", "密码", "Secret", ""),
        (None, "door_password", "string", "密码", "Secret", ""),
        (None, "made_time", "string", "Unix 时间戳（毫秒）", "UnixMillis", ""),
        (None, "made_time", "string", "unix时间，单位sec", "UnixSeconds", ""),
        (None, "made_times", "string[]", "时间戳", "[UnixSeconds]", ""),
        (None, "made_time", "int", "unix时间，单位sec", "Integer", ""),
        (None, "made_time", "string", "时间", "Text", "if the value is a time, add a format such as `unix-seconds`"),
        (None, "locker_id", "string", "标识", "LockerId", ""),
        (None, "locker_ids", "string[]", "标识", "[LockerId]", ""),
        (Some("Locker"), "id", "string", "标识", "LockerId", ""),
        (Some("Door"), "id", "string", "标识", "Text", "which object has this id?"),
        (None, "keeper_id", "string", "用户", "UserId", ""),
        (None, "since", "string", "开始", "UnixSeconds", ""),
        (None, "state", "int", "状态", "LockerState", "the page lists no values"),
        (None, "total", "int", "总数", "Integer", ""),
        (None, "open_count", "string", "次数", "IntegerText", "is the value a number that is sent as text?"),
        (None, "weight", "float", "重量", "Number", ""),
        (None, "shut", "boolean", "关上", "Bool", ""),
        (None, "labels", "map<string, int>", "标签", "map of Integer", ""),
        (None, "labels", "map", "标签", "map of Json", ""),
        (None, "extra", "-", "其他", "Json", "the content of this field is unknown"),
        (None, "lockers", "object[]", "储物柜", "[Locker]", ""),
    ] {
        let expected = (expected.to_owned(), doubt);
        assert_eq!(decided(&api, owner, name, ty, said), expected, "{owner:?} {name} {ty} {said}");
    }
}
