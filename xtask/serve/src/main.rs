//! Serves the double of the platform: `cargo xtask serve`.

mod commands;
mod options;
mod play;
mod printing;
mod requests;

use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use tokio::sync::mpsc::UnboundedReceiver;
use vc_api::testing::{Fault, Platform};

use commands::Next;
use options::Options;
use printing::print;
use requests::Requests;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let options = Options::parse();
    let started = Platform::start_on(options.port).and_then(|platform| Ok((Arc::new(platform), Signals::listen()?)));
    let (platform, signals) = match started {
        Ok(started) => started,
        Err(error) => {
            eprintln!("error: cannot listen on port {}: {error}\nChoose another port with `--port`.", options.port);
            return ExitCode::from(2);
        }
    };
    prepare(&platform, &options);
    let requests = Requests::observe(&platform);
    print(&printing::welcome(&platform));
    if options.meeting {
        let platform = Arc::clone(&platform);
        tokio::spawn(async move { play::play(&platform).await });
    }
    serve(&platform, commands::typed(), signals).await;
    // The double panics on drop if faults are unused or requests differ from the spec. These two calls prevent the panic.
    platform.end_faults();
    platform.verify().ok();
    print(&requests.summary());
    if options.strict && requests.differing() > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Applies the options to the double.
fn prepare(platform: &Platform, options: &Options) {
    if options.strict {
        platform.strict();
        platform.samples();
    }
    // Only the first fault that matches a request applies. Therefore the failures are added before the latency.
    for failure in &options.failures {
        platform.fault(failure.fault(options.latency));
    }
    if !options.latency.is_zero() {
        platform.fault(Fault::latency(options.latency).always().path("/"));
    }
    if let Some(url) = &options.webhook {
        platform.connect_webhook(url.clone());
    }
}

/// Runs the commands from the standard input, until a command or a signal ends the server.
async fn serve(platform: &Arc<Platform>, mut typed: UnboundedReceiver<String>, mut signals: Signals) {
    loop {
        let line = tokio::select! {
            () = signals.wait() => return,
            // After the end of the standard input, only a signal ends the server.
            Some(line) = typed.recv() => line,
        };
        match commands::run(platform, &line) {
            Next::Continue => {}
            Next::End => return,
        }
    }
}

/// Signals that end the server. On Unix, `listen` starts to record the signals.
struct Signals {
    #[cfg(unix)]
    unix: [tokio::signal::unix::Signal; 2],
}

impl Signals {
    fn listen() -> io::Result<Self> {
        #[cfg(unix)]
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            #[cfg(unix)]
            unix: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?],
        })
    }

    async fn wait(&mut self) {
        #[cfg(unix)]
        {
            let [interrupted, terminated] = &mut self.unix;
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c().await.ok();
    }
}
