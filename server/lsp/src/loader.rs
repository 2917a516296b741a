//! Reads projects in threads of its own, so that the server never waits for a disk. What it has read it sends as
//! events; the order of the readings travels with them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::mpsc::{UnboundedSender, WeakUnboundedSender};

use super::event::Event;
use project::load::{self, Found, Link, LoadError, MAX_FILE_SIZE};
use project::{Project, is_set_aside};

/// What to read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Scope {
    /// Everything below a folder, and the project that it lies in.
    Below(PathBuf),
    /// What one file belongs to.
    Around(PathBuf),
}

/// What was read.
pub(super) enum Loaded {
    /// A project, with the link on the way to it.
    Project(Box<Project>, Option<Link>, Stamp),
    /// Of the links that were asked about those that are gone or lead elsewhere.
    Gone(Vec<Link>),
    /// All of these scopes; what of them was not in these folders is gone.
    Finished {
        /// What was asked for.
        scopes: BTreeSet<Scope>,
        /// The folders of the projects that were found.
        roots: BTreeSet<PathBuf>,
        /// What could not be read.
        problems: Vec<LoadError>,
        /// When.
        stamp: Stamp,
    },
}

/// Tells readings apart: a later one has a larger number, taken before it began.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(super) struct Stamp(u64);

/// What a thread is to do.
enum Job {
    Read(Scope),
    /// Looks where links lead.
    Follow(Vec<Link>),
}

/// A handle to the threads that read; they end with it.
pub(super) struct Loader {
    urgent: Sender<Job>,
    patient: Sender<Job>,
}

impl Loader {
    /// Starts two threads, each with helpers of its own: a file that is opened must not wait until a workspace is read.
    pub(super) fn start(events: &UnboundedSender<Event>) -> std::io::Result<Loader> {
        let clock = Arc::new(AtomicU64::new(1));
        let lane = |name: &str, helpers: usize| {
            let (scopes, wanted) = channel();
            let pool = ThreadPoolBuilder::new()
                .num_threads(helpers)
                .build()
                .map_err(std::io::Error::other)?;
            // Weak: the server owns this handle, and must end when nobody else has something to tell.
            let (events, clock) = (events.downgrade(), clock.clone());
            let thread = std::thread::Builder::new().name(name.to_owned());
            thread
                .spawn(move || work(&wanted, &events, &clock, &pool))
                .map(|_| scopes)
        };
        // 0: as many as there are cores.
        Ok(Loader {
            urgent: lane("urgent loader", 1)?,
            patient: lane("loader", 0)?,
        })
    }

    /// Reads what somebody is looking at.
    pub(super) fn urgent(&self, scope: Scope) {
        // The threads end only with this handle.
        let _ = self.urgent.send(Job::Read(scope));
    }

    /// Looks whether these links are as they were.
    pub(super) fn follow(&self, links: Vec<Link>) {
        let _ = self.urgent.send(Job::Follow(links));
    }

    /// Reads what nobody may be looking at.
    pub(super) fn patient(&self, scope: Scope) {
        let _ = self.patient.send(Job::Read(scope));
    }
}

/// Takes what is wanted, all at once where much has gathered: 1,000 changed files are one reading of their projects.
fn work(
    wanted: &Receiver<Job>,
    events: &WeakUnboundedSender<Event>,
    clock: &AtomicU64,
    pool: &ThreadPool,
) {
    while let Ok(first) = wanted.recv() {
        let (mut scopes, mut links) = (BTreeSet::new(), Vec::new());
        for job in std::iter::once(first).chain(wanted.try_iter()) {
            match job {
                Job::Read(scope) => {
                    scopes.insert(scope);
                }
                // The last ones are all that are known.
                Job::Follow(known) => links = known,
            }
        }
        links.retain(|link| !link.is_there());
        if !links.is_empty() {
            tell(events, Loaded::Gone(links));
        }
        if scopes.is_empty() {
            continue;
        }
        let stamp = Stamp(clock.fetch_add(1, Ordering::SeqCst));
        let read = std::panic::AssertUnwindSafe(|| pool.install(|| read(&scopes, stamp, events)));
        if std::panic::catch_unwind(read).is_err() {
            tracing::error!("a panic while reading {scopes:?}");
        }
    }
}

fn tell(events: &WeakUnboundedSender<Event>, loaded: Loaded) {
    // After the end of the session nobody listens.
    let _ = events
        .upgrade()
        .map(|events| events.send(Event::Loaded(loaded)).is_ok());
}

fn read(scopes: &BTreeSet<Scope>, stamp: Stamp, events: &WeakUnboundedSender<Event>) {
    let seen = Mutex::new((BTreeSet::new(), Vec::new()));
    let found = |found: Found| {
        let mut seen = seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match found {
            Found::Project(project, problems) => {
                seen.0.insert(project.root.clone());
                seen.1.extend(problems);
                let link = load::link_to(&project);
                tell(events, Loaded::Project(project, link, stamp));
            }
            Found::Error(problem) => seen.1.push(problem),
            Found::Nothing(_) => {}
        }
    };
    let below = |scope: &Scope| match scope {
        Scope::Below(folder) => Some(folder.clone()),
        Scope::Around(_) => None,
    };
    load::discover(
        &scopes.iter().filter_map(below).collect::<Vec<_>>(),
        MAX_FILE_SIZE,
        &found,
    );
    for scope in scopes {
        if let Scope::Around(file) = scope {
            load::discover_for_file(file, MAX_FILE_SIZE, &found);
        }
    }
    let (roots, problems) = seen
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    tell(
        events,
        Loaded::Finished {
            scopes: scopes.clone(),
            roots,
            problems,
            stamp,
        },
    );
}

impl Scope {
    /// The same with another path.
    pub(super) fn at(&self, path: impl FnOnce(&Path) -> PathBuf) -> Scope {
        match self {
            Scope::Below(folder) => Scope::Below(path(folder)),
            Scope::Around(file) => Scope::Around(path(file)),
        }
    }

    /// Whether a project in `root` would have been found again, if it were still there. `is_loose`: it has no project
    /// file. `found`: the folders of the projects that were found.
    pub(super) fn covers(&self, root: &Path, is_loose: bool, found: &BTreeSet<PathBuf>) -> bool {
        match self {
            Scope::Below(folder) => root.starts_with(folder) && !is_set_aside(root, folder),
            Scope::Around(file) if is_loose => file.parent() == Some(root),
            // The search ends at the nearest one, and tells nothing of those further up.
            Scope::Around(file) => {
                let ends_below =
                    |other: &PathBuf| file.starts_with(other) && other.starts_with(root);
                file.starts_with(root) && !found.iter().any(ends_below)
            }
        }
    }
}
