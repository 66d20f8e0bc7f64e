//! Runs the curl commands of the page from `cargo xtask docs` against the server. Every request must match the spec.
//!
//! Without curl or a shell, the test passes and prints that it was skipped.

use std::path::Path;
use std::process::Command;

use codegen::sample::Extent;
use codegen::source::Texts;
use serde_json::Value;

use crate::support::Server;

// The file is included by path, because a package cannot depend on the binary of another package.
#[path = "../../../src/docs/curl.rs"]
mod curl;

#[test]
fn calls_of_the_page_are_accepted() {
    if let Err(error) = Command::new("curl").arg("--version").output() {
        eprintln!("skipped, because curl cannot be run: {error}");
        return;
    }
    let mut server = Server::start(&["--strict"]);
    let api = codegen::api(&spec()).unwrap_or_else(|_| panic!("the spec is in order"));
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let mut calls = 0;
    for (_, operation) in api.operations() {
        for extent in [Extent::Smallest, Extent::Fullest] {
            let call = curl::call(&api, server.variable("VC_BASE_URL"), operation, extent);
            let mut shell = Command::new("sh");
            shell.current_dir(folder.path()).arg("-c").arg(&call).envs(server.variables());
            // Without `no_proxy`, curl could use a proxy, and a proxy cannot reach the server on this machine.
            let ended = shell.env("no_proxy", "127.0.0.1").output().expect("the shell runs");
            let text = String::from_utf8_lossy(&ended.stdout);
            assert!(ended.status.success(), "{call}\n{}", String::from_utf8_lossy(&ended.stderr));
            if call.ends_with("-o file") {
                let file = std::fs::read(folder.path().join("file")).expect("the file is there");
                assert!(!file.is_empty() && !file.starts_with(b"{"), "{call}");
            } else {
                let response: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{call}\n{text}"));
                assert_eq!(response["code"], 0, "{call}\n{text}");
            }
            calls += 1;
        }
    }
    assert_eq!(calls, vc_api::endpoints::ALL.len() * 2);
    server.type_line("quit");
    assert_eq!(server.end().0, Some(0));
}

fn spec() -> Texts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let files = folder.read_dir().expect("there is a spec").map(|entry| entry.expect("a file").path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a file has a name");
            (format!("spec/{name}"), std::fs::read_to_string(&path).expect("the file can be read"))
        })
        .collect()
}
