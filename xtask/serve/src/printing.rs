//! Output of the server.

use std::io::Write as _;

use vc_api::testing::{APP_ID, APP_SECRET, ENCRYPT_KEY, Platform, VERIFICATION_TOKEN};
use vc_api::{App, Tenant, TokenType, User};

/// Prints one or more lines. A closed standard output does not stop the server.
pub(crate) fn print(text: &str) {
    writeln!(std::io::stdout(), "{text}").ok();
}

/// Returns the address of the server, and the shell variables for programs that call the server.
pub(crate) fn welcome(platform: &Platform) -> String {
    let variables = [
        ("VC_BASE_URL", platform.url()),
        ("VC_APP_ID", APP_ID),
        ("VC_APP_SECRET", APP_SECRET),
        ("VC_VERIFICATION_TOKEN", VERIFICATION_TOKEN),
        ("VC_ENCRYPT_KEY", ENCRYPT_KEY),
    ];
    let variables: Vec<String> = variables.iter().map(|(name, value)| export(name, value)).collect();
    format!(
        "serve: the double of the platform is at {}\n\n{}\n{}\n\nType `help` for a list of commands.\n",
        platform.url(),
        variables.join("\n"),
        tokens(platform)
    )
}

/// Issues an access token of each type. Returns the tokens as shell variables, with the names that the page of `cargo xtask
/// docs` uses.
pub(crate) fn tokens(platform: &Platform) -> String {
    let token = |variable: String, token: String| export(&variable, &token);
    let variable = |name: &str| name.to_ascii_uppercase();
    [
        token(variable(Tenant::INFO.name), platform.token::<Tenant>()),
        token(variable(User::INFO.name), platform.token::<User>()),
        token(variable(App::INFO.name), platform.token::<App>()),
    ]
    .join("\n")
}

fn export(name: &str, value: &str) -> String {
    format!("export {name}='{value}'")
}
