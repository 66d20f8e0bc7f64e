//! YAML as it is written in `spec/`: in brackets what fits on a line, and quotes only where they are needed.

/// The longest line that is written in brackets.
const WIDTH: usize = 180;

/// What is written into a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// A text, quoted if need be.
    Text(String),
    /// A number or a truth value.
    Bare(String),
    List(Vec<Node>),
    Map(Map),
    /// A mapping that has a line for each of its keys, even if it is short.
    Open(Map),
}

/// Keys and values in the order in which they are written.
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

    /// A reference to something that is shared, such as a schema.
    pub(crate) fn reference(section: &str, name: &str) -> Self {
        Self::map([("$ref", Self::text(format!("#/components/{section}/{name}")))])
    }

    /// As it stands within brackets.
    pub(crate) fn flow(&self) -> String {
        match self {
            Self::Text(text) => scalar(text, true),
            Self::Bare(text) => text.clone(),
            Self::List(items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Self::Map(map) | Self::Open(map) => format!("{{{}}}", flow_entries(map)),
        }
    }

    /// Whether it is written in brackets when it fits: the fields of objects and lists of objects have a line each.
    fn is_short(&self) -> bool {
        match self {
            Self::Text(_) | Self::Bare(_) => true,
            Self::List(items) => items.iter().all(|item| matches!(item, Self::Text(_) | Self::Bare(_))),
            Self::Open(_) => false,
            Self::Map(map) => map.iter().all(|(key, value)| key != "properties" && value.is_short()),
        }
    }
}

/// `key: value` within brackets.
pub(crate) fn flow_entry(key: &str, value: &Node) -> String {
    format!("{}: {}", scalar(key, true), value.flow())
}

fn flow_entries(map: &Map) -> String {
    map.iter().map(|(key, value)| flow_entry(key, value)).collect::<Vec<_>>().join(", ")
}

/// The lines of `key: value`, each as far to the right as told.
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

/// The lines of an item of a list.
pub(crate) fn item(indent: usize, value: &Node) -> Vec<String> {
    let dash = format!("{}- ", " ".repeat(indent));
    let line = format!("{dash}{}", value.flow());
    match value {
        // A reference stands alone, without brackets.
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

/// A text as it stands in the file.
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

/// What YAML does not let through, or takes for the end of a line.
fn is_escaped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Whether a text without quotes is read as the same text.
fn is_plain(text: &str, flow: bool) -> bool {
    let first = text.chars().next();
    let is_word = first.is_some_and(|first| first.is_alphabetic() || "/$_".contains(first));
    let has_meaning = text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.trim() != text;
    let closes = flow && text.contains([',', '[', ']', '{', '}']);
    is_word && !has_meaning && !closes && !is_other(text) && !text.contains(is_escaped)
}

/// Words that YAML, in one version or another, takes for something else than a text.
fn is_other(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n")
}

#[cfg(test)]
mod tests;
