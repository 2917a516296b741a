//! `--watch`: checks again whenever something changes below the projects.
//!
//! It looks at names, sizes and times instead of asking the system to be told: that works on every file system (network,
//! containers), needs no limit raised for `node_modules`, and a look at a project takes less than a millisecond.
//! Ctrl-C ends it as it ends any program; nothing on the terminal has to be put back.

#![expect(
    clippy::disallowed_methods,
    reason = "what changed is seen by a look at the disk, how long by one at the clock"
)]

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use ignore::WalkBuilder;

use super::Exit;
use super::output::Output;
use project::is_searched;
use project::load::{self, Found};

/// The shortest time between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// A look may take this part of the time: one of ten.
const SHARE: u32 = 10;

/// Erases the screen and what was scrolled out of it, and goes to its corner.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// What is on the disk: size and time of everything, by its path.
type Look = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Calls `check` now and after every change in the projects of `paths` or the `other` files, until nobody reads the
/// output any more.
pub(super) fn run(
    paths: &[PathBuf],
    other: &[&Path],
    output: &mut Output,
    mut check: impl FnMut(&mut Output) -> Exit,
) -> Exit {
    loop {
        let watched = watched(paths, other);
        // Before the check: what changes while it runs is a change.
        let before = settled(&watched);
        if io::stdout().is_terminal() {
            output.print(CLEAR);
        }
        let start = Instant::now();
        let exit = check(output);
        let milliseconds = start.elapsed().as_millis();
        if !output.flush() {
            return exit;
        }
        output.complain(&format!(
            "checked in {milliseconds} ms; waiting for changes, Ctrl-C ends"
        ));
        wait_for_change(&watched, &before);
    }
}

/// The paths with the projects around them, and the other files.
fn watched(paths: &[PathBuf], other: &[&Path]) -> Vec<PathBuf> {
    let roots = Mutex::new(Vec::new());
    load::discover(paths, load::MAX_FILE_SIZE, &|found| {
        if let Found::Project(project, _) = found {
            // The configuration may lie above the project.
            let config = project.config.file.path();
            let all = config.into_iter().chain([project.root]);
            roots
                .lock()
                .unwrap_or_else(|poisoned| poisoned.into_inner())
                .extend(all);
        }
    });
    let roots = roots
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    paths
        .iter()
        .cloned()
        .chain(roots)
        .chain(other.iter().map(|path| path.to_path_buf()))
        .collect()
}

/// A look at a disk that is at rest: an editor writes several files, or one in several steps.
fn settled(watched: &[PathBuf]) -> Look {
    const STEPS: usize = 20;
    let mut last = look(watched);
    for _ in 0..STEPS {
        thread::sleep(PAUSE / SHARE);
        let next = look(watched);
        if next == last {
            break;
        }
        last = next;
    }
    last
}

fn wait_for_change(watched: &[PathBuf], before: &Look) {
    let mut cost = Duration::ZERO;
    loop {
        thread::sleep(PAUSE.max(cost * SHARE));
        let start = Instant::now();
        if look(watched) != *before {
            return;
        }
        cost = start.elapsed();
    }
}

fn look(watched: &[PathBuf]) -> Look {
    let entries = watched.iter().flat_map(|path| {
        let mut walk = WalkBuilder::new(path);
        walk.standard_filters(false).follow_links(false);
        walk.filter_entry(|entry| {
            entry.depth() == 0 || entry.file_name().to_str().is_none_or(is_searched)
        });
        walk.build().flatten()
    });
    let stamp = |entry: ignore::DirEntry| {
        // Of what a link leads to: HubSpot follows the one to the project file.
        let metadata = entry.path().metadata().ok();
        let stamp = metadata
            .map(|metadata| (metadata.len(), metadata.modified().ok()))
            .unwrap_or_default();
        (entry.into_path(), stamp)
    };
    entries.map(stamp).collect()
}
