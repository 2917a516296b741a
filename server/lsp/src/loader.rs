//! Reads projects in its own threads, so that the server never waits for the disk. Results are sent
//! with the generation of their reading.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use diagnostics::RelPath;
use migration::Options;
use project::load::{self, Found, Link, LoadError, MAX_FILE_SIZE, ParsedSchemas};
use project::source_file::{SkippedSource, SourceFile};
use project::{Project, is_set_aside};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::conversion::{PlanError, Planned};

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Scope {
    /// All projects below a folder, and the project that contains it.
    Below(PathBuf),
    /// The project of a file.
    Around(PathBuf),
}

pub(crate) enum Loaded {
    /// A project, with the link that its path leads through.
    Project(Box<Project>, Option<Link>, Generation),
    /// Source files of the project in this folder.
    Sources(PathBuf, Vec<ReadSource>),
    /// The plan of a conversion.
    Plan(Box<Planned>),
    /// The checked links that were removed or changed.
    RemovedLinks(Vec<Link>),
    /// The end of a reading. Projects in these scopes that are not among the roots do not exist
    /// anymore.
    Finished {
        scopes: BTreeSet<Scope>,
        /// The folders of the projects that were found.
        roots: BTreeSet<PathBuf>,
        problems: Vec<LoadError>,
        generation: Generation,
    },
}

/// The order of readings: a later reading has a larger number, which is assigned before it begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(crate) struct Generation(u64);

/// A source file, or why it is skipped.
pub(crate) type ReadSource = (RelPath, Result<SourceFile, SkippedSource>);

enum Job {
    Read(Scope),
    /// Source files of the project in this folder.
    ReadSources(PathBuf, BTreeSet<RelPath>),
    CheckLinks(Vec<Link>),
    /// Reads all files of a project, and plans its conversion.
    Plan(u64, PathBuf),
}

/// A handle to the reading threads, which end when it is dropped.
pub(crate) struct Loader {
    high_priority: Sender<Job>,
    background: Sender<Job>,
}

/// Receives what was read. It is called by several threads.
pub(crate) type OnLoaded = Arc<dyn Fn(Loaded) + Send + Sync>;

impl Loader {
    /// Starts two threads with a thread pool each, so that reading the project of an opened file
    /// does not wait for reading the workspace.
    pub(crate) fn start(on_loaded: OnLoaded) -> std::io::Result<Loader> {
        let shared = Shared {
            on_loaded,
            clock: Arc::new(AtomicU64::new(1)),
            parsed: Arc::default(),
        };
        Ok(Loader {
            high_priority: spawn("high-priority loader", 1, &shared)?,
            // 0: as many threads as cores.
            background: spawn("background loader", 0, &shared)?,
        })
    }

    /// Reads the projects of open files.
    pub(crate) fn high_priority(&self, scope: Scope) {
        // The threads end only with this handle.
        let _ = self.high_priority.send(Job::Read(scope));
    }

    /// Reads projects that the user may not be looking at.
    pub(crate) fn background(&self, scope: Scope) {
        let _ = self.background.send(Job::Read(scope));
    }

    /// Reads source files of a known project: an edit has added imports of them.
    pub(crate) fn sources(&self, root: PathBuf, paths: BTreeSet<RelPath>) {
        let _ = self.high_priority.send(Job::ReadSources(root, paths));
    }

    /// Plans the conversion of a project, for the conversion with this number.
    pub(crate) fn plan(&self, id: u64, root: PathBuf) {
        let _ = self.background.send(Job::Plan(id, root));
    }

    /// Checks whether these links still exist and lead to the same folders.
    pub(crate) fn check_links(&self, links: Vec<Link>) {
        let _ = self.high_priority.send(Job::CheckLinks(links));
    }
}

/// What both threads use.
#[derive(Clone)]
struct Shared {
    on_loaded: OnLoaded,
    clock: Arc<AtomicU64>,
    /// Imported schemas, which a project has again whenever one of its files is read.
    parsed: Arc<ParsedSchemas>,
}

fn spawn(name: &str, pool_size: usize, shared: &Shared) -> std::io::Result<Sender<Job>> {
    let (sender, jobs) = channel();
    let pool = ThreadPoolBuilder::new()
        .num_threads(pool_size)
        .build()
        .map_err(std::io::Error::other)?;
    let worker = Worker {
        jobs,
        shared: shared.clone(),
        pool,
    };
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || worker.run())?;
    Ok(sender)
}

struct Worker {
    jobs: Receiver<Job>,
    shared: Shared,
    pool: ThreadPool,
}

impl Worker {
    /// Runs all waiting jobs at once: 1,000 changed files cause one reading of their projects.
    fn run(&self) {
        while let Ok(first) = self.jobs.recv() {
            let (mut scopes, mut links) = (BTreeSet::new(), Vec::new());
            for job in std::iter::once(first).chain(self.jobs.try_iter()) {
                match job {
                    Job::Read(scope) => {
                        scopes.insert(scope);
                    }
                    Job::ReadSources(root, paths) => {
                        let sources = load::read_files(&root, paths, MAX_FILE_SIZE);
                        (self.shared.on_loaded)(Loaded::Sources(root, sources));
                    }
                    Job::Plan(id, root) => {
                        (self.shared.on_loaded)(Loaded::Plan(Box::new(plan(id, root))));
                    }
                    // Each of these jobs has all known links.
                    Job::CheckLinks(known) => links = known,
                }
            }
            links.retain(|link| !link.is_there());
            if !links.is_empty() {
                (self.shared.on_loaded)(Loaded::RemovedLinks(links));
            }
            if scopes.is_empty() {
                continue;
            }
            let generation = Generation(self.shared.clock.fetch_add(1, Ordering::SeqCst));
            let shared = &self.shared;
            let read = || read(&scopes, generation, shared);
            if catch_unwind(AssertUnwindSafe(|| self.pool.install(read))).is_err() {
                tracing::error!("internal error while reading {scopes:?}");
            }
        }
    }
}

fn plan(id: u64, root: PathBuf) -> Planned {
    let planned = catch_unwind(|| {
        let files = load::snapshot(&root).map_err(PlanError::Unreadable)?;
        let plan = migration::plan(&files, &Options::default());
        Ok((files, plan))
    });
    Planned {
        id,
        result: planned.unwrap_or(Err(PlanError::Internal)),
        is_versioned: load::is_in_repository(&root),
        root,
    }
}

#[derive(Default)]
struct Seen {
    roots: BTreeSet<PathBuf>,
    problems: Vec<LoadError>,
}

fn read(scopes: &BTreeSet<Scope>, generation: Generation, shared: &Shared) {
    let seen = Mutex::new(Seen::default());
    let on_found = |found: Found| {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        match found {
            Found::Project(project, problems) => {
                let link = load::link_to(&project);
                // Removed while its project was read: the project would stay under a path that is gone.
                if link.as_ref().is_some_and(|link| !link.is_there()) {
                    return;
                }
                seen.roots.insert(project.root.clone());
                seen.problems.extend(problems);
                (shared.on_loaded)(Loaded::Project(project, link, generation));
            }
            Found::Error(problem) => seen.problems.push(problem),
            Found::Nothing(_) => {}
        }
    };
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for scope in scopes {
        match scope {
            Scope::Below(folder) => folders.push(folder.clone()),
            Scope::Around(file) => files.push(file.as_path()),
        }
    }
    let parsed = &shared.parsed;
    load::discover_sharing(parsed, &folders, &files, MAX_FILE_SIZE, &on_found);
    let seen = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    (shared.on_loaded)(Loaded::Finished {
        scopes: scopes.clone(),
        roots: seen.roots,
        problems: seen.problems,
        generation,
    });
}

impl Scope {
    pub(crate) fn map_path(&self, path: impl FnOnce(&Path) -> PathBuf) -> Scope {
        match self {
            Scope::Below(folder) => Scope::Below(path(folder)),
            Scope::Around(file) => Scope::Around(path(file)),
        }
    }

    /// Whether reading this scope finds a project in `root` if it exists. `is_loose`: it has no
    /// `hsproject.json`. `found`: the folders of the projects that were found.
    pub(crate) fn covers(&self, root: &Path, is_loose: bool, found: &BTreeSet<PathBuf>) -> bool {
        match self {
            Scope::Below(folder) => root.starts_with(folder) && !is_set_aside(root, folder),
            Scope::Around(file) if is_loose => file.parent() == Some(root),
            // The search ends at the innermost project and does not reach those around it.
            Scope::Around(file) => {
                file.starts_with(root)
                    && !found
                        .iter()
                        .any(|other| file.starts_with(other) && other.starts_with(root))
            }
        }
    }
}
