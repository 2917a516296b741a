//! `hsmeta lsp`: the language server over stdin and stdout.
//!
//! `tower-lsp-server` carries messages and nothing else: a handler puts one [`event::Event`] into a channel. One plain
//! thread, [`server::run`], owns all state and takes the events in the order of their arrival; it never waits for the
//! client, a lock or the disk. [`loader`] reads files, [`outbox`] sends what the server has to say.
//!
//! This is the only module that knows the protocol. What it answers comes from `check` and `ide`; it decides nothing
//! about HubSpot.

mod capabilities;
mod convert;
mod document;
mod event;
mod exit;
mod frames;
mod initialize;
mod loader;
mod log;
mod outbox;
mod params;
mod publish;
mod requests;
mod server;
mod service;
mod settings;
mod shim;
mod uri;
mod watch;
mod workspace;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::{LspService, Server};

pub use log::{Control, Level};

use exit::Exit;
use service::Layer;
use shim::Shim;

/// Messages that are in work at one time. Handlers only wait for an answer, so this is no matter of load; with the
/// default of 4, four slow requests would keep a cancellation from being seen.
const CONCURRENCY: usize = 64;

/// How long the last answers may take to be written after `exit`: the client may have stopped reading.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Serves on stdin and stdout until the client says `exit`, closes stdin, or is gone. The exit code is 0 after
/// `shutdown`, else 1. The log goes to stderr.
pub fn run(level: Level) -> ExitCode {
    let log = log::start(level);
    let runtime = match tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let clean = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout(), log));
    // The thread that reads stdin may wait for ever; the process ends without it.
    runtime.shutdown_background();
    if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Serves on any two streams, and says whether the client asked for `shutdown` before the end.
pub async fn serve<I, O>(input: I, output: O, log: Control) -> bool
where
    I: AsyncRead + Send + Unpin + 'static,
    O: AsyncWrite + Send,
{
    let exit = Arc::new(Exit::default());
    let input = frames::healthy(input);
    let service = LspService::build(|client| Shim::start(client, exit.clone(), log))
        .custom_method("hsmeta/checkWorkspace", Shim::check_workspace)
        .custom_method("hsmeta/explain", Shim::explain);
    #[cfg(debug_assertions)]
    let service = service.custom_method("hsmeta/panic", Shim::panic);
    let (service, socket) = service.finish();
    let service = Layer {
        inner: service,
        exit: exit.clone(),
    };
    let serving = Server::new(input, output, socket)
        .concurrency_level(CONCURRENCY)
        .serve(service);
    tokio::select! {
        () = serving => {}
        () = exit.wanted() => {}
    }
    exit.is_clean()
}
