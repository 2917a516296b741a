//! The language server, `hsmeta lsp`.
//!
//! `tower-lsp-server` is the transport: each handler sends one [`event::Event`] to a channel. One
//! thread, [`server::run`], owns all state and handles the events in order; it never waits for the
//! client, a lock or the disk. [`loader`] reads files, [`outbox`] sends notifications and requests
//! to the client.
//!
//! Only this crate knows the protocol. Diagnostics come from `rules`, answers to requests from
//! `ide`.

mod capabilities;
mod conversion;
mod convert;
mod document;
mod event;
mod exit;
mod framing;
mod handlers;
mod initialize;
mod loader;
mod log;
mod outbox;
mod params;
mod publish;
mod requests;
mod server;
mod service;
mod session;
mod settings;
mod source_documents;
mod uri;
mod watchers;
mod workspace;

use std::process::ExitCode;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::{LspService, Server};

use exit::Exit;
use handlers::Handlers;
use service::ProtocolService;

pub use log::{Level, LogHandle, UnknownLevel};

/// The number of messages that are handled concurrently. Handlers only wait for an answer, so this
/// does not limit the load; with the default of 4, four slow requests would delay a cancellation.
const CONCURRENCY: usize = 64;

/// Runs the server on stdin and stdout until the client sends `exit`, closes stdin, or terminates.
/// The exit code is 0 after `shutdown`, and 1 otherwise. The log is written to stderr.
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
    let is_clean = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout(), log));
    // The thread that reads stdin may block forever; the process ends without it.
    runtime.shutdown_background();
    if is_clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs the server on two streams. Returns whether the client sent `shutdown` before the end.
pub async fn serve<I, O>(input: I, output: O, log: LogHandle) -> bool
where
    I: AsyncRead + Send + Unpin + 'static,
    O: AsyncWrite + Send,
{
    let exit = Arc::new(Exit::default());
    let input = framing::valid_messages(input);
    let service = LspService::build(|client| Handlers::start(client, exit.clone(), log))
        .custom_method("hsmeta/checkWorkspace", Handlers::check_workspace)
        .custom_method("hsmeta/explain", Handlers::explain)
        .custom_method("hsmeta/migrationPlan", Handlers::migration_plan);
    #[cfg(debug_assertions)]
    let service = service.custom_method("hsmeta/panic", Handlers::panic);
    let (service, socket) = service.finish();
    let service = ProtocolService {
        inner: service,
        exit: exit.clone(),
    };
    let serving = Server::new(input, output, socket)
        .concurrency_level(CONCURRENCY)
        .serve(service);
    tokio::select! {
        () = serving => {}
        () = exit.requested() => {}
    }
    exit.is_clean()
}
