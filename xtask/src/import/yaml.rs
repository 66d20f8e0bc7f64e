//! YAML in the style of `spec/`: brackets for values that fit on a line, and quotes only where necessary.

/// Maximum length of a line that contains a list or mapping in brackets.
const WIDTH: usize = 180;

/// Value in a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Text, quoted if necessary.
    Text(String),
    /// Number or boolean.
    Bare(String),
    List(Vec<Node>),
    Map(Map),
    /// Mapping with one line per key, even if the mapping is short.
    Open(Map),
}

/// Keys and values, in the order of the file.
pub(crate) type Map = Vec<(String, Node)>;

impl Node {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self::Text(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    pub(crate) fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    pub(crate) fn map<const N: usize>(entries: [(&str, Node); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// Creates a reference to a shared item, such as a schema.
    pub(crate) fn reference(section: &str, name: &str) -> Self {
        Self::map([("$ref", Self::text(format!("#/components/{section}/{name}")))])
    }

    /// Renders the value for use within brackets.
    pub(crate) fn flow(&self) -> String {
        match self {
            Self::Text(text) => scalar(text, true),
            Self::Bare(text) => text.clone(),
            Self::List(items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Self::Map(map) | Self::Open(map) => format!("{{{}}}", flow_entries(map)),
        }
    }

    /// Returns whether the value can be written in brackets on one line. A mapping with `properties`, and a list of
    /// mappings, always need several lines.
    fn is_short(&self) -> bool {
        match self {
            Self::Text(_) | Self::Bare(_) => true,
            Self::List(items) => items.iter().all(|item| matches!(item, Self::Text(_) | Self::Bare(_))),
            Self::Open(_) => false,
            Self::Map(map) => map.iter().all(|(key, value)| key != "properties" && value.is_short()),
        }
    }
}

/// Renders `key: value` for use within brackets.
pub(crate) fn flow_entry(key: &str, value: &Node) -> String {
    format!("{}: {}", scalar(key, true), value.flow())
}

fn flow_entries(map: &Map) -> String {
    map.iter().map(|(key, value)| flow_entry(key, value)).collect::<Vec<_>>().join(", ")
}

/// Renders `key: value` as lines with an indentation.
pub(crate) fn entry(indent: usize, key: &str, value: &Node) -> Vec<String> {
    let is_fields = key == "properties";
    let key = format!("{}{}:", " ".repeat(indent), scalar(key, false));
    match value {
        Node::Text(text) => vec![format!("{key} {}", scalar(text, false))],
        Node::Bare(text) => vec![format!("{key} {text}")],
        _ => {
            let line = format!("{key} {}", value.flow());
            if !is_fields && value.is_short() && line.chars().count() <= WIDTH {
                vec![line]
            } else {
                opened(indent, key, value)
            }
        }
    }
}

fn opened(indent: usize, key: String, value: &Node) -> Vec<String> {
    let inner: Vec<String> = match value {
        Node::Map(map) | Node::Open(map) => map.iter().flat_map(|(key, value)| entry(indent + 2, key, value)).collect(),
        Node::List(items) => items.iter().flat_map(|one| item(indent + 2, one)).collect(),
        other => vec![format!("{}{}", " ".repeat(indent + 2), other.flow())],
    };
    std::iter::once(key).chain(inner).collect()
}

/// Renders an item of a list as lines.
pub(crate) fn item(indent: usize, value: &Node) -> Vec<String> {
    let dash = format!("{}- ", " ".repeat(indent));
    let line = format!("{dash}{}", value.flow());
    match value {
        // An item with only one key, such as `- $ref: …`, is written without braces.
        Node::Map(map) if map.len() == 1 => {
            map.iter().flat_map(|(key, value)| dashed(&dash, entry(indent + 2, key, value))).collect()
        }
        Node::Map(map) if !value.is_short() || line.chars().count() > WIDTH => {
            dashed(&dash, map.iter().flat_map(|(key, value)| entry(indent + 2, key, value)).collect())
        }
        _ => vec![line],
    }
}

fn dashed(dash: &str, mut lines: Vec<String>) -> Vec<String> {
    if let Some(first) = lines.first_mut() {
        *first = format!("{dash}{}", first.trim_start());
    }
    lines
}

/// Renders a text, with quotes if necessary.
fn scalar(text: &str, flow: bool) -> String {
    if is_plain(text, flow) { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    if !text.contains(is_escaped) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        _ if is_escaped(c) => format!("\\u{:04x}", u32::from(c)),
        _ => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// Returns `true` for characters that YAML forbids or reads as a line end.
fn is_escaped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Returns `true` if YAML reads the unquoted text as the same text.
fn is_plain(text: &str, flow: bool) -> bool {
    let first = text.chars().next();
    let is_word = first.is_some_and(|first| first.is_alphabetic() || "/$_".contains(first));
    let has_meaning = text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.trim() != text;
    let closes = flow && text.contains([',', '[', ']', '{', '}']);
    is_word && !has_meaning && !closes && !is_boolean_or_null(text) && !text.contains(is_escaped)
}

/// Returns `true` for words that a version of YAML reads as a boolean or `null`.
fn is_boolean_or_null(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n")
}

#[cfg(test)]
mod tests;
