//! Words of the server on its standard output.

use std::io::Write as _;

use vc_api::testing::{APP_ID, APP_SECRET, ENCRYPT_KEY, Platform, VERIFICATION_TOKEN};
use vc_api::{App, Tenant, TokenType, User};

/// Prints a line, or several. That nobody reads them is no reason to stop.
pub(crate) fn print(text: &str) {
    writeln!(std::io::stdout(), "{text}").ok();
}

/// Says where the server is, and gives the shell all that a program needs to call it.
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
        "serve: the double of the platform is at {}\n\n{}\n{}\n\nType `help` for what can be typed here.\n",
        platform.url(),
        variables.join("\n"),
        tokens(platform)
    )
}

/// Issues a token of each kind, each in the variable that the pages of `cargo xtask docs` use.
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
