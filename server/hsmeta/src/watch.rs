//! `--watch`: checks again whenever something changes below the projects.
//!
//! It polls names, sizes and times instead of asking the system for notifications: that works on every file system (network,
//! containers), needs no limit raised for `node_modules`, and takes less than a millisecond for a project.

#![expect(
    clippy::disallowed_methods,
    reason = "polling needs the disk, and the clock to limit its cost"
)]

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use ignore::{DirEntry, WalkBuilder};

use crate::Exit;
use crate::output::Output;
use project::is_searched;
use project::load::{self, Found};

/// The shortest time between two polls.
const INTERVAL: Duration = Duration::from_millis(250);

/// Polling takes at most a tenth of the time.
const MAX_SHARE: u32 = 10;

/// Erases the screen and the scrollback, and moves the cursor to the corner.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Size and time of every path.
type Snapshot = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Calls `check` now and after every change in the projects of `paths` or the `other` files, until the output is closed.
pub(crate) fn run(
    paths: &[PathBuf],
    other: &[&Path],
    output: &mut Output,
    mut check: impl FnMut(&mut Output) -> Exit,
) -> Exit {
    loop {
        let watched = watched(paths, other);
        // Before the check, so that changes during the check are noticed.
        let before = stable_snapshot(&watched);
        if io::stdout().is_terminal() {
            output.print(CLEAR);
        }
        let start = Instant::now();
        let exit = check(output);
        let milliseconds = start.elapsed().as_millis();
        if !output.flush() {
            return exit;
        }
        output.note(&format!(
            "checked in {milliseconds} ms; waiting for changes (Ctrl-C to quit)"
        ));
        wait_for_change(&watched, &before);
    }
}

/// The paths with the projects that contain them, and the other files.
fn watched(paths: &[PathBuf], other: &[&Path]) -> Vec<PathBuf> {
    let found = Mutex::new(Vec::new());
    load::discover(paths, load::MAX_FILE_SIZE, &|one| {
        if let Found::Project(project, _) = one {
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            // The configuration, and the imported schemas beside it, may be in a parent folder of the project.
            if let Some(path) = project.config.file.path() {
                found.push(path);
                found.push(project.config.file.schemas_folder());
            }
            found.push(project.root);
        }
    });
    let mut watched = paths.to_vec();
    watched.extend(found.into_inner().unwrap_or_else(PoisonError::into_inner));
    watched.extend(other.iter().map(|path| path.to_path_buf()));
    watched
}

/// Waits until nothing changes: an editor writes several files, or one in several steps.
fn stable_snapshot(watched: &[PathBuf]) -> Snapshot {
    const MAX_STEPS: usize = 20;
    let mut last = snapshot(watched);
    for _ in 0..MAX_STEPS {
        thread::sleep(INTERVAL / MAX_SHARE);
        let next = snapshot(watched);
        if next == last {
            break;
        }
        last = next;
    }
    last
}

fn wait_for_change(watched: &[PathBuf], before: &Snapshot) {
    let mut cost = Duration::ZERO;
    loop {
        thread::sleep(INTERVAL.max(cost * MAX_SHARE));
        let start = Instant::now();
        if snapshot(watched) != *before {
            return;
        }
        cost = start.elapsed();
    }
}

fn snapshot(watched: &[PathBuf]) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for path in watched {
        let mut walk = WalkBuilder::new(path);
        walk.standard_filters(false)
            .follow_links(false)
            .filter_entry(is_watched);
        for entry in walk.build().flatten() {
            // Of the target of a link: HubSpot follows the one to the project file.
            let state = match entry.path().metadata() {
                Ok(metadata) => (metadata.len(), metadata.modified().ok()),
                Err(_) => (0, None),
            };
            snapshot.insert(entry.into_path(), state);
        }
    }
    snapshot
}

fn is_watched(entry: &DirEntry) -> bool {
    entry.depth() == 0 || entry.file_name().to_str().is_none_or(is_searched)
}
