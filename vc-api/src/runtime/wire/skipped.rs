//! Values of a response or event that the client left out because of a wrong type.

use std::fmt;

/// Kind of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonKind {
    /// Value `null`.
    Null,
    /// Value `true` or `false`.
    Boolean,
    /// JSON number.
    Number,
    /// JSON string.
    String,
    /// JSON array.
    Array,
    /// JSON object.
    Object,
}

/// Writes the kind with an article, such as `an array`.
impl fmt::Display for JsonKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}

/// Value that the client left out because of a wrong type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SkippedValue {
    /// Path of the value in the JSON, such as `data.items[3].notifyMethods[0]`.
    pub path: String,
    /// Kind of the value at this path.
    pub found: JsonKind,
}

/// Writes the path and the kind, such as `data.items[3].notifyMethods[0]: an array`.
impl fmt::Display for SkippedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.found)
    }
}

/// Values of a response or event that the client left out because of a wrong type.
///
/// The platform sometimes sends a value of another type than its documentation says. The client then leaves out an optional
/// field or a list element of a wrong type, and decodes all other values as usual.
///
/// The list contains the paths and kinds of the first 100 values, and never the values themselves. [`count`](Self::count)
/// returns the number of all values that were left out.
///
/// ```
/// let body = br#"{"header": {"event_type": "vc.meeting.meeting_started_v1"}, "event": {"meeting": {"id": "6911188411932033028", "topic": [5]}}}"#;
/// let delivery = vc_api::Delivery::from_slice(body)?;
/// assert_eq!(delivery.skipped.first().map(ToString::to_string).as_deref(), Some("event.meeting.topic: an array"));
/// # Ok::<(), vc_api::DeliveryError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SkippedValues {
    kept: Vec<SkippedValue>,
    count: usize,
}

impl SkippedValues {
    const LIMIT: usize = 100;

    /// Returns the number of values that were left out.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Adds a value with an empty path. Later, [`step`](Self::step) puts the keys and indexes of the enclosing values in
    /// front of the path.
    pub(crate) fn add(&mut self, found: JsonKind) {
        self.count += 1;
        if self.kept.len() < Self::LIMIT {
            self.kept.push(SkippedValue { path: String::new(), found });
        }
    }

    /// Adds the skipped values of another JSON text.
    pub(crate) fn append(&mut self, others: Self) {
        self.count += others.count;
        let room = Self::LIMIT.saturating_sub(self.kept.len());
        self.kept.extend(others.kept.into_iter().take(room));
    }

    /// Puts a step in front of the path of the value at index `from`, and of each later value.
    pub(crate) fn step(&mut self, from: usize, step: Step<'_>) {
        self.kept.iter_mut().skip(from).for_each(|value| step.put_before(&mut value.path));
    }

    /// Logs that values were left out.
    pub(crate) fn warn(&self, log_id: Option<&str>) {
        if self.count > 0 {
            let paths: Vec<String> = self.kept.iter().take(5).map(ToString::to_string).collect();
            tracing::warn!(
                vc.log_id = log_id,
                vc.skipped.count = self.count,
                vc.skipped.values = %crate::runtime::util::one_line::OneLine(&paths.join(", ")),
                "left out values of a wrong type"
            );
        }
    }
}

impl std::ops::Deref for SkippedValues {
    type Target = [SkippedValue];

    fn deref(&self) -> &[SkippedValue] {
        &self.kept
    }
}

impl<'a> IntoIterator for &'a SkippedValues {
    type Item = &'a SkippedValue;
    type IntoIter = std::slice::Iter<'a, SkippedValue>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter()
    }
}

/// Step of a path: a key of an object, or an index of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl Step<'_> {
    /// Inserts the key or index at the beginning of a path.
    pub(crate) fn put_before(self, path: &mut String) {
        let mut text = match self {
            Self::Key(key) => key.to_owned(),
            Self::Index(index) => format!("[{index}]"),
        };
        if !path.is_empty() && !path.starts_with('[') {
            text.push('.');
        }
        path.insert_str(0, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_grow_from_the_inside() {
        let mut path = String::new();
        for step in [Step::Key("b"), Step::Index(2), Step::Index(1), Step::Key("a"), Step::Key("data")] {
            step.put_before(&mut path);
        }
        assert_eq!(path, "data.a[1][2].b");
    }

    #[test]
    fn at_most_a_hundred_values_are_kept() {
        let mut skipped = SkippedValues::default();
        (0..1000).for_each(|_| skipped.add(JsonKind::Null));
        skipped.step(0, Step::Key("a"));
        assert_eq!((skipped.count(), skipped.len()), (1000, 100));
        assert!(skipped.iter().all(|value| value.to_string() == "a: null"));
    }
}
