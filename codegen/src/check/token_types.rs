//! Check of the required YAML keys: the keys of each kind of token (such as `header`), and the keys of each request for a
//! token (such as `path`).

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;
use crate::lower::names::is_pascal;

const METHODS: [&str; 5] = ["DELETE", "GET", "PATCH", "POST", "PUT"];

pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for token in &api.token_types {
        let missing = [
            ("name", !is_pascal(&token.name)),
            ("summary", token.summary.trim().is_empty()),
            ("header", token.header.is_empty()),
            ("lifetime-seconds", token.lifetime_seconds == 0),
            ("app-types", token.app_types.is_empty()),
            ("obtained", token.obtained.is_empty()),
        ];
        for (key, _) in missing.into_iter().filter(|(_, missing)| *missing) {
            diagnostics.push(
                Diagnostic::new("token-type-incomplete", format!("token type `{}` needs `{key}`", token.wire))
                    .at_key(token.place.clone())
                    .help(if key == "name" { "write the name of the Rust type, such as `Tenant`" } else { "add it" }),
            );
        }
        for call in &token.obtained {
            let complete = !call.path.is_empty() && !call.response_key.is_empty();
            if !complete || !METHODS.contains(&call.method.as_str()) {
                diagnostics.push(
                    Diagnostic::new(
                        "token-type-incomplete",
                        "a call that returns a token needs a `method` in capitals, a `path` and a `response-key`",
                    )
                    .at(call.place.clone())
                    .help("write `{app-type: custom, method: POST, path: /…, request-keys: […], response-key: …}`"),
                );
            }
        }
    }
}
