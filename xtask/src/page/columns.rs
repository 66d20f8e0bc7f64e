//! Columns of a table of fields, with their names on pages.

use super::cell;
use super::markdown::Table;

/// Column of a table, with all its names. The usual name comes first.
pub(super) struct Column {
    names: &'static [&'static str],
}

pub(super) const NAME: Column = Column {
    names: &[
        "名称",
        "参数",
        "参数名",
        "参数名称",
        "字段",
        "字段名",
        "字段名称",
        "属性",
        "name",
        "parameter",
        "parametername",
        "param",
        "field",
        "fieldname",
        "property",
        "key",
    ],
};

pub(super) const TYPE: Column =
    Column { names: &["类型", "参数类型", "字段类型", "数据类型", "值类型", "type", "datatype"] };

pub(super) const REQUIRED: Column = Column {
    names: &[
        "必填",
        "是否必填",
        "必选",
        "是否必选",
        "必须",
        "是否必须",
        "必需",
        "是否必需",
        "required",
        "isrequired",
        "mandatory",
    ],
};

pub(super) const DESCRIPTION: Column = Column {
    names: &[
        "描述",
        "说明",
        "参数描述",
        "参数说明",
        "字段描述",
        "字段说明",
        "含义",
        "备注",
        "description",
        "meaning",
        "remarks",
    ],
};

/// Names of columns with free text, in addition to `DESCRIPTION`.
const TEXTS: [&str; 6] = ["排查建议", "示例值", "示例", "example", "examples", "examplevalue"];

impl Column {
    /// Returns the usual name of the column, for the help texts of errors.
    pub(super) fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }

    /// Returns the index of this column in a table. The title of the column is one of `names`. If the table has no such
    /// title, the column is the first one whose title begins with `names[0]`.
    pub(super) fn of(&self, table: &Table<'_>) -> Option<usize> {
        let titles: Vec<String> = table.header.cells.iter().map(|cell| title(cell.text)).collect();
        let named = self.names.iter().find_map(|name| titles.iter().position(|title| title == name));
        named.or_else(|| titles.iter().position(|title| title.starts_with(self.name())))
    }
}

/// Returns the indices of the columns that contain free text, such as descriptions.
pub(super) fn texts(table: &Table<'_>) -> Vec<usize> {
    let is_text = |title: &str| DESCRIPTION.names.contains(&title) || TEXTS.contains(&title);
    let cells = table.header.cells.iter().enumerate();
    cells.filter(|(_, cell)| is_text(&title(cell.text))).map(|(column, _)| column).collect()
}

fn title(text: &str) -> String {
    cell::compact(text).to_lowercase()
}
