//! Installed proxies, if this machine has them: tinyproxy for HTTP, microsocks for SOCKS.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use vc_tests::time::until;

use crate::server::Server;
use crate::support::{Call, HttpVariant, options, turn};

/// Process of a proxy. Dropping this value kills the process.
struct Program {
    address: SocketAddr,
    process: Child,
    _folder: TempDir,
}

impl Program {
    /// Starts a proxy that accepts only the user `user` with the password `hunter2`. Returns `None` if the proxy is
    /// not installed.
    async fn start(name: &str) -> Option<Self> {
        let address = free_address();
        let folder = tempfile::tempdir().expect("it can be made");
        let port = address.port().to_string();
        let mut command = Command::new(name);
        if name == "tinyproxy" {
            let file = folder.path().join("tinyproxy.conf");
            let config = format!("Port {port}\nListen 127.0.0.1\nAllow 127.0.0.1\nBasicAuth user hunter2\n");
            std::fs::write(&file, config).expect("it can be written");
            command.arg("-d").arg("-c").arg(file);
        } else {
            command.args(["-i", "127.0.0.1", "-p", &port, "-u", "user", "-P", "hunter2"]);
        }
        let Ok(process) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
            io::stderr().write_all(format!("SKIPPED: there is no {name} on PATH\n").as_bytes()).ok();
            return None;
        };
        let program = Self { address, process, _folder: folder };
        until(async || TcpStream::connect(address).is_ok()).await;
        Some(program)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port is free")
}

/// Makes calls through a proxy program: with the right password, with a wrong password, and without a password. With a wrong
/// password, the error must contain one of the texts in `wrong`.
async fn call_by(program: &str, schemes: &[&str], wrong: &[&str]) {
    let _turn = turn().await;
    let Some(proxy) = Program::start(program).await else { return };
    let none = ["requires a user and a password"];
    for scheme in schemes {
        for variant in [HttpVariant::Http1, HttpVariant::Tls1, HttpVariant::Tls2] {
            for (login, expected) in [("user:hunter2@", None), ("user:hunter22@", Some(wrong)), ("", Some(&none[..]))] {
                let case = format!("{scheme} by {program}, {variant:?}, `{login}`");
                let server = Server::start(variant.tls(), &[], &[]).await;
                let client = options(variant, server.link.address.port())
                    .proxy(format!("{scheme}://{login}{}", proxy.address))
                    .build()
                    .expect("the options are good");
                let report = Call::Get.make(&client).await.err().map(|error| error.report().to_string());
                match (&report, expected) {
                    (None, None) => {}
                    (Some(report), Some(texts)) => {
                        assert!(texts.iter().any(|text| report.contains(text)), "{case}: {report}");
                        assert!(!report.contains("hunter2"), "{case}: {report}");
                    }
                    _ => panic!("{case}: {report:?}"),
                }
                assert_eq!(server.requests(), usize::from(expected.is_none()), "{case}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tinyproxy() {
    // With a wrong password, tinyproxy responds with status 401, as a server does. If a proxy refuses a tunnel, the HTTP
    // client reports no reason. So the error contains one of these two texts.
    let wrong = ["A gateway or a proxy responded", "the user and password"];
    call_by("tinyproxy", &["http"], &wrong).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn microsocks() {
    call_by("microsocks", &["socks5", "socks5h"], &["requires a user and a password"]).await;
}
