//! Checks of releases that the compiler cannot make: the files of the package, its dependencies, and the GitHub workflows.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn cargo(arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO")).current_dir(workspace()).arg("--offline").args(arguments).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Returns the crypto providers among the dependencies of the client. `features` are the enabled features of the client.
fn providers(features: &str) -> Vec<String> {
    let tree = ["tree", "-p", "vc-api", "--no-default-features", "--features", features];
    let tree = cargo(&[&tree[..], &["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]].concat());
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let mut names: Vec<String> = names.filter(|name| ["aws-lc-rs", "ring"].contains(name)).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn each_feature_of_tls_brings_its_own_crypto_provider() {
    let others = "bundled-roots,gzip,long-connection,redis-cluster,socks,testing";
    assert_eq!(providers(&format!("rustls-ring,{others}")), ["ring"]);
    assert_eq!(providers(&format!("rustls,{others}")), ["aws-lc-rs"]);
    assert_eq!(providers(others), [""; 0]);
}

#[test]
fn the_package_has_what_it_needs_and_no_more() {
    let list = cargo(&["package", "--list", "-p", "vc-api", "--allow-dirty"]);
    let files: Vec<&str> = list.lines().collect();
    for needed in ["API.md", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "src/lib.rs"] {
        assert!(files.contains(&needed), "{needed} is not among\n{list}");
    }
    let known = ["src/", "examples/", "benches/", "API.md", "Cargo.", "LICENSE-", "README.md", ".cargo_vcs_info.json"];
    let surplus: Vec<&&str> = files.iter().filter(|file| !known.iter().any(|start| file.starts_with(start))).collect();
    assert!(surplus.is_empty(), "{surplus:?}");
}

#[test]
fn workflows_are_pinned_and_may_write_little() {
    let folder = workspace().join(".github/workflows");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        for action in text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, action)| action) {
            let (_, version) = action.split_once('@').unwrap();
            let (hash, tag) = version.split_once(" # v").unwrap_or((version, ""));
            let is_hash = hash.len() == 40 && hash.chars().all(|letter| letter.is_ascii_hexdigit());
            assert!(is_hash && !tag.is_empty(), "{name}: {action} is not of the form `ACTION@HASH # vTAG`");
        }
        let workflow = codegen::load::to_json(name, &text).unwrap();
        let at_top = &workflow["permissions"];
        let only_reads = at_top.as_object().is_some_and(|rights| rights.values().all(|right| right == "read"));
        assert!(only_reads, "{name}: the rights at the top are not read-only: {at_top:?}");
        assert!(
            !text.contains("pull_request_target"),
            "{name} has `pull_request_target`, which gives rights to foreign code"
        );
        for (job, steps) in workflow["jobs"].as_object().unwrap() {
            let rights = steps["permissions"].as_object().into_iter().flatten();
            let writes = rights.filter(|(_, right)| *right == "write").count() > 0;
            let checks_out = steps.to_string().contains("actions/checkout");
            assert!(
                !(writes && checks_out),
                "{name}: the job {job:?} has the right to write, and checks out foreign code"
            );
        }
    }
}
