//! Calls the real platform with the credentials of an app: `cargo xtask smoke`. The command only reads.

mod calls;
mod differences;
mod findings;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use vc_api::{Client, ClientBuilder};

/// Call the real platform with the credentials of an app, and compare its responses with the spec
///
/// The command only reads. It first calls the GET operations that need no id. It then calls the operations that need an id
/// from the first responses. It prints working and failed calls, missing scopes, and differences from the spec. A difference
/// is a path and a JSON kind, without a value. The exit status is 1 if a call failed or a response differs from the spec,
/// and 2 if the command cannot make any call.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask smoke",
    bin_name = "cargo xtask smoke",
    after_help = "Environment: VC_APP_ID and VC_APP_SECRET are the credentials of the app."
)]
struct Options {
    /// Call Lark instead of Feishu
    #[arg(long)]
    lark: bool,
    /// Call another base URL, such as the address of `cargo xtask serve`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// Exit status if the command cannot make any call.
const UNUSABLE: u8 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let client = match builder(&Options::parse()).and_then(|builder| builder.build().map_err(|error| error.to_string()))
    {
        Ok(client) => client,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(UNUSABLE);
        }
    };
    let findings = calls::make(&client).await;
    write!(std::io::stdout(), "{findings}").ok();
    if findings.are_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn builder(options: &Options) -> Result<ClientBuilder, String> {
    let variable = |name: &str| {
        let value = std::env::var(name).ok().filter(|value| !value.is_empty());
        value.ok_or_else(|| {
            format!("{name} is not set: copy the value from the developer console, under the app's credentials")
        })
    };
    let builder = Client::builder().app(variable("VC_APP_ID")?, variable("VC_APP_SECRET")?).pacing(true);
    let builder = if options.lark { builder.lark() } else { builder };
    Ok(match &options.base_url {
        Some(url) => builder.base_url(url),
        None => builder,
    })
}
