//! Shows that a long run is alive: a line on stderr that is gone when the run is over. Only where somebody looks at it:
//! on a terminal, not in CI, and not before a second is over.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

use diagnostics::message;

/// Most runs are over before.
const SILENCE: Duration = Duration::from_secs(1);

/// Between two looks at the number of projects.
const TICK: Duration = Duration::from_millis(100);

/// A run that shows its progress until this is dropped.
pub(super) struct Progress {
    projects: Arc<AtomicUsize>,
    /// The thread that draws; it ends when its channel does.
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(super) fn start(quiet: bool) -> Progress {
        let projects = Arc::<AtomicUsize>::default();
        let drawing = (!quiet && is_seen()).then(|| {
            let (stop, stopped) = mpsc::channel::<()>();
            let projects = projects.clone();
            let draw = move || {
                let is_over = |wait| stopped.recv_timeout(wait) != Err(RecvTimeoutError::Timeout);
                if !is_over(SILENCE) {
                    draw(&projects, || is_over(TICK));
                }
            };
            (stop, thread::spawn(draw))
        });
        Progress { projects, drawing }
    }

    /// One more project is done.
    pub(super) fn count(&self) {
        self.projects.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.drawing.take() {
            drop(stop);
            // A thread that panicked has nothing to clear.
            let _ = thread.join();
        }
    }
}

fn draw(projects: &AtomicUsize, is_over: impl Fn() -> bool) {
    let spinner = ProgressBar::new_spinner();
    while !is_over() {
        spinner.set_message(format!(
            "checked {}",
            message::count(projects.load(Ordering::Relaxed), "project")
        ));
        spinner.tick();
    }
    spinner.finish_and_clear();
}

fn is_seen() -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line may read the environment, the core may not"
    )]
    let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    io::stderr().is_terminal() && !is_ci
}
