//! The progress of a long run: a line on stderr, only on a terminal, not in CI, and not in the first second.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::ProgressBar;

use crate::output::is_set;
use diagnostics::message;

/// The delay before progress is shown: most runs are shorter.
const DELAY: Duration = Duration::from_secs(1);

/// The time between two updates.
const TICK: Duration = Duration::from_millis(100);

/// Progress of a run, shown until this is dropped.
pub(crate) struct Progress {
    projects: Arc<AtomicUsize>,
    /// Ends when its channel is closed.
    thread: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(crate) fn start(quiet: bool) -> Progress {
        let projects = Arc::<AtomicUsize>::default();
        let mut thread = None;
        if !quiet && io::stderr().is_terminal() && !is_set("CI", "false") {
            let (stop, stopped) = mpsc::channel();
            let projects = projects.clone();
            thread = Some((stop, thread::spawn(move || draw(&projects, &stopped))));
        }
        Progress { projects, thread }
    }

    /// Whether there is a line on the terminal, now or later.
    pub(crate) fn is_shown(&self) -> bool {
        self.thread.is_some()
    }

    /// Counts a checked project.
    pub(crate) fn count(&self) {
        self.projects.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.thread.take() {
            drop(stop);
            // After a panic of the thread there is no line to clear.
            let _ = thread.join();
        }
    }
}

fn draw(projects: &AtomicUsize, stopped: &Receiver<()>) {
    if is_stopped(stopped, DELAY) {
        return;
    }
    let spinner = ProgressBar::new_spinner();
    while !is_stopped(stopped, TICK) {
        let projects = message::count(projects.load(Ordering::Relaxed), "project");
        spinner.set_message(format!("checked {projects}"));
        spinner.tick();
    }
    spinner.finish_and_clear();
}

fn is_stopped(stopped: &Receiver<()>, wait: Duration) -> bool {
    stopped.recv_timeout(wait) != Err(RecvTimeoutError::Timeout)
}
