//! Calls the real platform with the credentials of an app: `cargo xtask smoke`. It only reads.

mod calls;
mod differences;
mod findings;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use vc_api::{Client, ClientBuilder};

/// Call the real platform with the credentials of an app, and hold its responses against the spec
///
/// It only reads: operations by GET, first those that need no id, then those whose ids the first ones gave. It prints which
/// of them work, which scopes the app lacks, and where responses differ from the spec: by paths and JSON kinds, without a
/// value. The exit status is 1 if there is anything to look at, and 2 if nothing could be called.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask smoke",
    bin_name = "cargo xtask smoke",
    after_help = "The app is that of VC_APP_ID and VC_APP_SECRET in the environment."
)]
struct Options {
    /// Call Lark instead of Feishu
    #[arg(long)]
    lark: bool,
    /// Call another address, such as that of `cargo xtask serve`
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// Nothing could be called.
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
        value.ok_or_else(|| format!("{name} is not set: it is in the developer console, under the app's credentials"))
    };
    let builder = Client::builder().app(variable("VC_APP_ID")?, variable("VC_APP_SECRET")?).pacing(true);
    let builder = if options.lark { builder.lark() } else { builder };
    Ok(match &options.base_url {
        Some(url) => builder.base_url(url),
        None => builder,
    })
}
