//! Path of the JSON Schema for the keys of the spec, and the comment that tells text editors this path.

/// File of the schema. `regen` writes and checks this file.
pub(crate) const FILE: &str = "spec/schema.json";

/// First line of each file of the spec. This line tells text editors the path of the schema.
pub(crate) const COMMENT: &str = "# yaml-language-server: $schema=schema.json";

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::files;

    #[test]
    fn each_file_of_the_spec_names_the_schema() {
        let root = files::root();
        for (name, text) in files::spec(&root).unwrap() {
            let (comment, schema) = COMMENT.split_once('=').unwrap();
            assert_eq!(text.lines().next(), Some(COMMENT), "{name} does not begin with {comment}");
            assert_eq!(Path::new(&name).with_file_name(schema), Path::new(FILE));
        }
    }
}
