//! Paths of operations. A segment of a path is either text, such as `rooms` or `rooms:batch`, or a parameter in braces, such
//! as `{room_id}`. A custom method may follow the parameter, as in `{room_id}:move`.

/// Returns a path without the names of its parameters: `/rooms/{}` for `/rooms/{room_id}`.
pub fn unnamed(path: &str) -> String {
    let segments = path.split('/').map(|segment| match parameter(segment) {
        Some((_, method)) => format!("{{}}{method}"),
        None => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Splits a segment into the name of the parameter and the custom method. For example, `{room_id}:move` gives `room_id` and
/// `:move`, and `{room_id}` gives `room_id` and an empty text. Returns `None` for a segment without a parameter.
pub fn parameter(segment: &str) -> Option<(&str, &str)> {
    segment.strip_prefix('{')?.split_once('}')
}

/// Returns the names of the parameters of a path, in the order of the path.
///
/// # Errors
///
/// Returns advice on how to correct the path, if the path is invalid.
pub fn parameters(path: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let Some(below) = path.strip_prefix('/') else { return Err(USUAL.to_owned()) };
    // Some paths of the platform end with a slash. This slash is part of the URL, but no segment follows it.
    let below = below.strip_suffix('/').unwrap_or(below);
    for segment in below.split('/') {
        match parameter(segment) {
            Some((name, method)) if is_parameter(name) && (method.is_empty() || is_method(method)) => names.push(name),
            Some(_) => return Err(USUAL.to_owned()),
            None => text(segment)?,
        }
    }
    Ok(names)
}

const USUAL: &str =
    "write a path like `/rooms/{room_id}`; a parameter fills a whole segment, and only `:method` may follow it";

fn is_parameter(name: &str) -> bool {
    !name.is_empty() && !name.contains(['{', '}', ':'])
}

fn is_method(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter))
    })
}

/// Checks a segment that has no parameter in braces. The platform's pages write a parameter as `:name`, so this function
/// refuses a segment that begins with a colon.
fn text(segment: &str) -> Result<(), String> {
    if let Some(name) = segment.strip_prefix(':') {
        let [parameter, method] = [name.split(':').next().unwrap_or_default(), name];
        return Err(format!(
            "write a parameter as `{{{parameter}}}`; write a custom method after a name or a parameter, without a slash: `rooms:{method}`"
        ));
    }
    let is_text = !matches!(segment, "" | "." | "..")
        && segment.chars().all(|letter| letter.is_ascii_alphanumeric() || "-._~:@!$&'()*+,;=".contains(letter));
    if is_text { Ok(()) } else { Err(USUAL.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parameters_do_not_distinguish_paths() {
        assert_eq!(unnamed("/rooms/{room_id}:move"), unnamed("/rooms/{id}:move"));
        assert_ne!(unnamed("/rooms/{room_id}:move"), unnamed("/rooms/{room_id}"));
        assert_ne!(unnamed("/rooms/{room_id}:move"), unnamed("/rooms/{room_id}:close"));
    }

    #[test]
    fn parameters_may_have_a_method_behind_them() {
        assert_eq!(parameters("/a/{b}/c:d/{e}:f"), Ok(vec!["b", "e"]));
        assert_eq!(parameters("/a/{b}/"), Ok(vec!["b"]));
        for (path, help) in [
            ("/a/:b", "write a parameter as `{b}`"),
            ("/a/:b:c", "write a parameter as `{b}`"),
            ("a", USUAL),
            ("/", USUAL),
            ("//", USUAL),
            ("/a//", USUAL),
            ("/a//b", USUAL),
            ("/a/..", USUAL),
            ("/a/{b", USUAL),
            ("/a/{}", USUAL),
            ("/a/x{b}", USUAL),
            ("/a/{b}:", USUAL),
            ("/a/{b}:{c}", USUAL),
            ("/a/{b}c", USUAL),
            ("/a/{b:c}", USUAL),
        ] {
            assert!(parameters(path).is_err_and(|found| found.starts_with(help)), "{path}: {:?}", parameters(path));
        }
    }
}
