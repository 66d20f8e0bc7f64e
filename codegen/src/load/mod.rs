//! Reads YAML into a [`Document`], and refuses every unknown key and every value of a wrong type.

pub mod document;

mod characters;
mod clean;
mod json_schema;
mod keywords;
mod named;
mod node;
mod schema;
mod typed;
pub(crate) mod yaml;

pub use json_schema::json_schema;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Place, Texts};
use crate::unfinished::{self, Unfinished};
use node::Node;
use serde::Deserialize;

/// All files of the spec.
#[derive(Debug, Default)]
pub struct Document {
    /// Files, ordered by name.
    pub files: Vec<SourceFile>,
    /// Unfinished parts of the files.
    pub unfinished: Vec<Unfinished>,
    /// Diagnostics about forbidden characters in the files.
    pub characters: Vec<Diagnostic>,
}

/// A file of the spec.
#[derive(Debug)]
pub struct SourceFile {
    /// Path of the file.
    pub name: String,
    /// Content of the file.
    pub file: document::File,
}

/// Reads the files of the spec.
///
/// # Errors
///
/// Returns a diagnostic for each unreadable part of the files.
pub fn load(texts: &Texts) -> Result<Document, Diagnostics> {
    let mut document = Document::default();
    let mut diagnostics = Diagnostics::new();
    for (name, text) in texts {
        let place = Place::file(name.as_str());
        let file = read(&place, text, &mut document, &mut diagnostics);
        document.files.push(SourceFile { name: name.clone(), file });
    }
    if diagnostics.is_empty() {
        return Ok(document);
    }
    diagnostics.extend(document.characters);
    Err(diagnostics)
}

fn read(place: &Place, text: &str, document: &mut Document, diagnostics: &mut Diagnostics) -> document::File {
    let Some(mut value) = yaml::read(place, text, diagnostics) else {
        // serde_yaml refuses a control character, but its message does not name the character. So other diagnostics, which
        // name the character, replace the message.
        let mut found = Vec::new();
        characters::check(None, place, text, &mut found);
        if !found.is_empty() {
            diagnostics.retain(|one| !(one.code() == "yaml-syntax" && one.message().starts_with("control characters")));
        }
        diagnostics.extend(found);
        return document::File::default();
    };
    clean::clean(&mut value, place, diagnostics);
    characters::check(Some(&value), place, text, &mut document.characters);
    unfinished::find(&value, place, &mut document.unfinished);
    typed::read(&mut value, place, diagnostics)
}

/// Returns a file of the spec as plain JSON, even if the file has unknown keys or values of a wrong type.
///
/// # Errors
///
/// Returns a diagnostic for every part of the file that is not YAML, or that JSON cannot represent.
pub fn to_json(name: &str, text: &str) -> Result<serde_json::Value, Diagnostics> {
    let place = Place::file(name);
    let mut diagnostics = Diagnostics::new();
    let mut value = yaml::read(&place, text, &mut diagnostics).unwrap_or_default();
    clean::clean(&mut value, &place, &mut diagnostics);
    match serde_json::Value::deserialize(Node::new(&value)) {
        Ok(json) if diagnostics.is_empty() => Ok(json),
        Ok(_) => Err(diagnostics),
        Err(problem) => Err(Diagnostic::new("value-type", problem.to_string()).at(place).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Texts {
        Texts::from([("a.yaml".to_owned(), text.to_owned())])
    }

    /// Returns the rendered diagnostics.
    fn refused(text: &str) -> String {
        let texts = texts(text);
        match load(&texts) {
            Ok(_) => panic!("{text} contains no mistake"),
            Err(diagnostics) => diagnostics.render(&texts, false),
        }
    }

    /// Returns the place, code and message of each diagnostic.
    fn list(text: &str) -> Vec<String> {
        let Err(diagnostics) = load(&texts(text)) else { return Vec::new() };
        diagnostics
            .iter()
            .map(|one| {
                let pointer = one.place().map_or("", |place| &place.pointer);
                format!("{pointer} {}: {}", one.code(), one.message())
            })
            .collect()
    }

    fn accepted(text: &str) -> document::File {
        match load(&texts(text)) {
            Ok(document) => document.files.into_iter().next().unwrap().file,
            Err(diagnostics) => panic!("{}", diagnostics.render(&texts(text), false)),
        }
    }

    #[test]
    fn files_come_in_the_order_of_their_names() {
        let texts = Texts::from([("b.yaml".into(), "openapi: 3.1.0".into()), ("a.yaml".into(), String::new())]);
        let document = load(&texts).unwrap();
        let names: Vec<_> = document.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["a.yaml", "b.yaml"]);
        assert_eq!(document.files[1].file.openapi.as_deref(), Some("3.1.0"));
    }

    #[test]
    fn a_file_without_keys_is_fine() {
        for text in ["", "\n\n", "# only a comment\n", "---\n", "{}", "\u{feff}", "\u{feff}# x", " \n ", "~"] {
            assert!(accepted(text).openapi.is_none(), "{text:?}");
        }
    }

    #[test]
    fn several_mistakes_in_one_operation_and_in_two_files() {
        let text = "\
paths:
  /a:
    get:
      sumary: x
      deprecated: 'yes'
      x-scopes: [1, ok, {a: b}]
      parameters:
        - {name: p, in: query, schema: {type: string, nullable: true, exampel: 1}}
        - [q]
        - {name: r, schema: [string]}
      x-errors:
        - {http: 70000, code: 1.5, message: 3}
    head: {}
";
        assert_eq!(
            list(text),
            [
                "/paths/~1a/get/deprecated value-type: `deprecated` must be `true` or `false`, but this is a string",
                "/paths/~1a/get/parameters/0/schema/exampel key-unknown: `exampel` is not a key of a schema",
                "/paths/~1a/get/parameters/0/schema/nullable keyword-unsupported: `nullable` is not supported in a schema",
                "/paths/~1a/get/parameters/1 value-type: an item of `parameters` must be a mapping, but this is a list",
                "/paths/~1a/get/parameters/2/schema value-type: `schema` must be a mapping, but this is a list",
                "/paths/~1a/get/sumary key-unknown: `sumary` is not a key of an operation",
                "/paths/~1a/get/x-errors/0/code value-type: `code` must be an integer, but this is the number 1.5",
                "/paths/~1a/get/x-errors/0/http value-type: `http` must be an integer from 0 to 65535, but this is the number 70000",
                "/paths/~1a/get/x-errors/0/message value-type: `message` must be a string, but this is the number 3",
                "/paths/~1a/get/x-scopes/0 value-type: an item of `x-scopes` must be a name or an object with `name` and `x-source`, but this is the number 1",
                "/paths/~1a/get/x-scopes/2/a key-unknown: `a` is not a key of this object",
                "/paths/~1a/head keyword-unsupported: `head` is not supported in a path",
            ]
        );
        let both = Texts::from([("a.yaml".into(), text.into()), ("b.yaml".into(), "a: 1\nb: [".into())]);
        let diagnostics = load(&both).unwrap_err();
        assert_eq!(diagnostics.len(), 13);
    }

    #[test]
    fn printed() {
        let text = "\
paths:
  /a:
    get:
      sumary: Say x
      x-scopes: vc:room
      x-response:
        data: {type: string, nullable: true}
        unwarp: a
";
        assert_eq!(
            refused(text),
            "\
error[key-unknown]: `sumary` is not a key of an operation
 --> a.yaml:4:7  (#/paths/~1a/get/sumary)
  |
4 |       sumary: Say x
  |       ^^^^^^ help: did you mean `summary`?

error[value-type]: `x-scopes` must be a list, but this is a string
 --> a.yaml:5:17  (#/paths/~1a/get/x-scopes)
  |
5 |       x-scopes: vc:room
  |                 ^^^^^^^ help: write `[vc:room]`

error[keyword-unsupported]: `nullable` is not supported in a schema
 --> a.yaml:7:30  (#/paths/~1a/get/x-response/data/nullable)
  |
7 |         data: {type: string, nullable: true}
  |                              ^^^^^^^^ help: write `type: [string, 'null']`

error[key-unknown]: `unwarp` is not a key of a response
 --> a.yaml:8:9  (#/paths/~1a/get/x-response/unwarp)
  |
8 |         unwarp: a
  |         ^^^^^^ help: did you mean `unwrap`?

4 errors; nothing was written
"
        );
        let rendered = refused("x-resource:\n  foo: 1\n");
        assert!(
            rendered.contains("^^^ help: the keys here are `name`, `accessor`, `summary`, `description`"),
            "{rendered}"
        );
    }

    #[test]
    fn duplicate_keys() {
        let text = "openapi: 3.1.0\nx-resource: {name: a, name: b}\nopenapi: x\nopenapi: y\nbad: 1\n";
        let rendered = refused(text);
        assert!(
            rendered.contains(
                "\
error[yaml-duplicate-key]: duplicate key `openapi`
 --> a.yaml:3:1  (#/openapi)
  |
1 | openapi: 3.1.0
  | ------- first here
2 | x-resource: {name: a, name: b}
3 | openapi: x
  | ^^^^^^^ help: keep one of them
"
            ),
            "{rendered}"
        );
        assert!(rendered.contains(" --> a.yaml:4:1  (#/openapi)"), "{rendered}");
        assert!(
            rendered.contains("2 | x-resource: {name: a, name: b}\n  |              ----     ^^^^ help"),
            "{rendered}"
        );
        assert!(rendered.contains("error[key-unknown]: `bad` is not a key of a file"), "{rendered}");
        assert!(rendered.ends_with("4 errors; nothing was written\n"), "{rendered}");
        let broken = refused("a: 1\na: 2\nb: [\n");
        assert!(broken.contains("error[yaml-duplicate-key]"), "{broken}");
        assert!(broken.contains("error[yaml-syntax]"), "{broken}");
    }

    #[test]
    fn broken_yaml() {
        let rendered = refused("a: 1\nb: x: y\n");
        assert!(
            rendered.starts_with(
                "\
error[yaml-syntax]: mapping values are not allowed in this context
 --> a.yaml:2:5
  |
2 | b: x: y
  |     ^ help: correct the indentation, or put quotes around a string that contains a colon and a space
"
            ),
            "{rendered}"
        );
        let rendered = refused("a: 1\n\tb: 2\n");
        assert!(rendered.contains("help: indent with spaces"), "{rendered}");
        let rendered = refused("\u{feff}é: 1\nb: *x");
        assert!(rendered.contains("error[yaml-syntax]: unknown anchor\n --> a.yaml:2:4\n"), "{rendered}");
        let rendered = refused("é\nx: \u{1}");
        assert!(rendered.contains("the file contains U+0001, a control character\n --> a.yaml:2:4\n"), "{rendered}");
        let rendered = refused("a: [1, 2\nb: 3\n");
        assert!(rendered.contains("  = note: while parsing a flow sequence at line 1 column 4\n"), "{rendered}");
        let rendered = refused("a: 1\n---\nb: 2\n");
        assert!(rendered.contains(" --> a.yaml:2:1\n"), "{rendered}");
        assert!(rendered.contains("help: move the second document into another file"), "{rendered}");
        let rendered = refused("    a: 1\n  b: 2\n");
        assert!(rendered.contains("this text is not part of the YAML document above\n --> a.yaml:2:"), "{rendered}");
        let rendered = refused("openapi: 99999999999999999999999\n");
        assert!(rendered.contains("the number is too large"), "{rendered}");
    }

    #[test]
    fn a_file_that_is_not_a_mapping() {
        assert_eq!(list("- a\n"), [" value-type: a file must be a mapping, but this is a list"]);
        assert_eq!(list("a"), [" value-type: a file must be a mapping, but this is a string"]);
        assert_eq!(
            list("a: 1\n---\nb: 1"),
            [" yaml-syntax: a file must contain one YAML document, but a second one begins here"]
        );
    }

    #[test]
    fn an_empty_value_is_a_mistake() {
        assert_eq!(
            list("openapi:\npaths:\n  /a: {get: , put: ~}\ncomponents: {schemas: {A: {required: , items: }}}\n"),
            [
                "/components/schemas/A/items value-type: `items` must be a mapping, but nothing is here",
                "/components/schemas/A/required value-type: `required` must be a list, but nothing is here",
                "/openapi value-type: `openapi` must be a string, but nothing is here",
                "/paths/~1a/get value-type: `get` must be a mapping, but nothing is here",
                "/paths/~1a/put value-type: `put` must be a mapping, but nothing is here",
            ]
        );
        assert!(refused("openapi:\n").contains("^^^^^^^ help: write a value, or remove the key"));
    }

    #[test]
    fn null_is_a_value_in_a_field_of_any_type() {
        let file = accepted("components: {schemas: {A: {type: [string, null], default: null, examples: [null]}}}");
        let schema = &file.components.schemas["A"];
        assert_eq!(schema.kind.as_ref().unwrap().0, ["string", "null"]);
        assert_eq!(schema.default, Some(serde_json::Value::Null));
        assert_eq!(schema.examples, [serde_json::Value::Null]);
    }

    #[test]
    fn odd_yaml() {
        assert_eq!(
            list("x-scopes: {1: {summary: a}, true: {summary: b}, c: !x {summary: d}, [e]: {}, f: {<<: {summary: g}}}"),
            [
                "/x-scopes/1 value-type: a key must be a string, but this is the number 1",
                "/x-scopes/c yaml-tag: the tag `!x` is not supported",
                "/x-scopes/f/<< keyword-unsupported: merging by `<<` is not supported",
                "/x-scopes/true value-type: a key must be a string, but this is `true`",
                "/x-scopes value-type: a key must be a string, but this is a list",
            ]
            .map(str::to_owned)
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
        );
        assert_eq!(
            list("components: {schemas: {A: {minimum: .inf, default: [.nan]}}}"),
            [
                "/components/schemas/A/default/0 value-type: JSON cannot represent this number",
                "/components/schemas/A/minimum value-type: JSON cannot represent this number",
            ]
        );
        let file = accepted("x-scopes: {a: &a {summary: s}, b: *a}");
        assert_eq!(file.scopes["b"].summary.as_deref(), Some("s"));
        assert_eq!(list("x-scopes: {a: &a {summary: 1}, b: *a}").len(), 2);
    }

    #[test]
    fn keywords_have_help_for_their_place() {
        let text = "\
security: []
components: {securitySchemes: {}, schemas: {A: {example: 1, pattern: x, not: {}}, B: {x-body: {}}}}
paths:
  /a:
    parameters: []
    post: {requestBody: {}, responses: {}, security: [], servers: [], tags: [], callbacks: {}}
    get: {x-event: {}, x-response: {schema: {}}, parameters: [{type: string, style: form}]}
webhooks: {e: {get: {}, post: {requestBody: {}, responses: {}, x-body: {}}}}
";
        let rendered = refused(text);
        for help in [
            "declare the kinds of token under `x-token-types`",
            "write `examples: [value]`",
            "describe the rule in the `description`; no Rust type can state it",
            "write the schema of the JSON body as `x-body`",
            "write `x-response`, and `x-errors` for the refusals",
            "write `x-tokens` and `x-scopes`",
            "write `servers` once, at the top level of a file",
            "write `x-event`",
            "write the schema as `data`",
            "move the key into the parameter's `schema`",
            "write the key at each operation",
        ] {
            assert!(rendered.contains(help), "no {help} in {rendered}");
        }
        assert!(rendered.contains("error[key-unknown]: `x-body` is not a key of a schema"), "{rendered}");
        assert!(rendered.ends_with("\n21 errors; nothing was written\n"), "{rendered}");
    }

    #[test]
    fn deep_nesting() {
        for text in [
            "[".repeat(100_000),
            "- ".repeat(100_000),
            "{a: ".repeat(100_000),
            "? ".repeat(100_000),
            format!("components: {{schemas: {{A: {}{}}}}}", "{items: ".repeat(60), "}".repeat(60)),
            format!("components: {{schemas: {{A: {}{}}}}}", "{items: ".repeat(120), "}".repeat(120)),
            format!("info: {}{}", "[".repeat(120), "]".repeat(120)),
            format!("openapi: {}{}", "[".repeat(125), "]".repeat(125)),
        ] {
            assert!(!refused(&text).is_empty());
        }
    }

    #[test]
    fn thousands_of_mistakes() {
        let text: String = (0..3000).map(|at| format!("key{at}: 1\n")).collect();
        let all = list(&text);
        assert_eq!(all.len(), 3000);
    }

    #[test]
    fn garbage() {
        let pieces = [
            "a",
            "paths",
            ": ",
            ":",
            "\n",
            "\n  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "'",
            "\"",
            "#",
            "&a ",
            "*a",
            "!t ",
            "!!str ",
            "|\n",
            ">\n",
            "---\n",
            "...\n",
            "? ",
            "é",
            "会",
            "\0",
            "\t",
            "\r\n",
            "\r",
            "\u{feff}",
            "\u{2028}",
            "\u{85}",
            "%TAG",
            "<<",
            "~",
            "1",
            "1e999",
            ".nan",
            "\\",
            "get",
            "schema",
            "components",
            "schemas",
            "x-scopes",
            "type",
            "@",
            "`",
            "$ref",
            "\u{7f}",
            "\u{10ffff}",
            "  ",
            "0x1F",
            "!",
            "!<>",
            "|+2\n",
            "'null'",
        ];
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 33).unwrap() % below
        };
        for _ in 0..ROUNDS {
            let length = random(40);
            let text: String = (0..length).map(|_| pieces[random(pieces.len())]).collect();
            let texts = texts(&text);
            if let Err(diagnostics) = load(&texts) {
                assert!(!diagnostics.render(&texts, false).is_empty());
            }
        }
    }

    const ROUNDS: usize = 4000;
}
