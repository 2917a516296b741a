//! When the server ends, and how: `exit` is seen in the order of arrival, before any handler runs, so that it works
//! while handlers wait and while stdin stays open.

use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::sync::Notify;
use tower_lsp_server::jsonrpc::Request;
use tower_service::Service;

use super::{LAST_WORDS, misfits};

/// Whether the client asked for the end.
#[derive(Default)]
pub(super) struct Exit {
    wanted: Notify,
    was_shut_down: AtomicBool,
}

impl Exit {
    /// Waits until the server has to end and had the time to write its last answers.
    pub(super) async fn wanted(&self) {
        self.wanted.notified().await;
        tokio::time::sleep(LAST_WORDS).await;
    }

    /// Asks for the end.
    pub(super) fn ask(&self) {
        self.wanted.notify_one();
    }

    /// Whether `shutdown` came before the end: the exit code is 0 then, else 1, as the protocol has it.
    pub(super) fn is_clean(&self) -> bool {
        self.was_shut_down.load(Ordering::SeqCst)
    }
}

/// A service that notices `shutdown` and `exit` on their way to the inner one.
pub(super) struct Guarded<S> {
    pub(super) inner: S,
    pub(super) exit: std::sync::Arc<Exit>,
}

impl<S: Service<Request>> Service<Request> for Guarded<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> S::Future {
        match request.method() {
            "shutdown" => self.exit.was_shut_down.store(true, Ordering::SeqCst),
            "exit" => self.exit.ask(),
            _ => misfits::log(&request),
        }
        self.inner.call(request)
    }
}

/// Asks for the end when the process `id` is gone: a client that died may leave stdin open in another process.
#[cfg(unix)]
pub(super) async fn watch_parent(id: u32, exit: std::sync::Arc<Exit>) {
    use std::time::Duration;

    use rustix::process::{Pid, test_kill_process};

    const PAUSE: Duration = Duration::from_secs(2);
    let Some(parent) = i32::try_from(id).ok().and_then(Pid::from_raw) else { return };
    // A process of another user is there, and may not be signalled.
    while test_kill_process(parent) != Err(rustix::io::Errno::SRCH) {
        tokio::time::sleep(PAUSE).await;
    }
    tracing::warn!("the process {id} that started the server is gone");
    exit.ask();
}

/// Where there are no signals, the end of stdin says it.
#[cfg(not(unix))]
pub(super) async fn watch_parent(_: u32, _: std::sync::Arc<Exit>) {}
