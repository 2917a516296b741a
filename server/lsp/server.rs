//! The loop: one thread owns all state and takes the events in the order of their arrival. When none is left it checks
//! once and publishes what differs from what was published last: that is the whole debounce.
//!
//! It never waits for the client, a lock or the disk. A panic costs one answer, not the session.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp_server::ls_types::{FileChangeType, FileEvent, InitializeParams, MessageType, Uri};

use super::capabilities::Client;
use super::event::{Event, Question};
use super::loader::{Loaded, Loader, Scope};
use super::outbox::{Message, Outbox};
use super::publish::Publisher;
use super::settings::Settings;
use super::watch::Watched;
use super::workspace::{Texts, Workspace, is_config};
use super::{convert, log};
use crate::catalog::FileKind;

/// Events that are taken before the findings are brought up to date even if more are waiting: as many projects may have to
/// be checked, which takes about 20 ms.
const BATCH: usize = 64;

/// The state of a session.
pub(super) struct Server {
    pub(super) client: Client,
    pub(super) settings: Settings,
    pub(super) workspace: Workspace,
    folders: Vec<PathBuf>,
    publisher: Publisher,
    watched: Watched,
    loader: Loader,
    outbox: Outbox,
    log: log::Control,
    /// Questions about open files whose projects are being read.
    waiting: Vec<Question>,
    /// Counts the projects while the workspace is read for the first time.
    progress: Option<(UnboundedSender<usize>, usize)>,
    has_panicked: bool,
}

/// Takes events until the session ends.
pub(super) fn run(mut events: UnboundedReceiver<Event>, mut server: Server) {
    while let Some(first) = events.blocking_recv() {
        server.take(first);
        for _ in 1..BATCH {
            let Ok(next) = events.try_recv() else { break };
            server.take(next);
        }
        server.guarded("publish", Server::publish);
    }
}

impl Server {
    pub(super) fn new(loader: Loader, outbox: Outbox, log: log::Control) -> Server {
        Server {
            client: Client::default(),
            settings: Settings::default(),
            workspace: Workspace::default(),
            folders: Vec::new(),
            publisher: Publisher::default(),
            watched: Watched::default(),
            loader,
            outbox,
            log,
            waiting: Vec::new(),
            progress: None,
            has_panicked: false,
        }
    }

    fn take(&mut self, event: Event) {
        tracing::debug!("{}", event.name());
        self.guarded(event.name(), |server| server.handle(event));
    }

    fn guarded(&mut self, name: &str, work: impl FnOnce(&mut Server)) {
        if catch_unwind(AssertUnwindSafe(|| work(self))).is_ok() {
            return;
        }
        tracing::error!("a panic in {name}");
        self.workspace.distrust();
        self.workspace.open_paths().for_each(|path| self.loader.urgent(Scope::Around(path.clone())));
        if !std::mem::replace(&mut self.has_panicked, true) {
            let text = format!("hsmeta made a mistake in \"{name}\" and goes on; its log has more");
            self.outbox.send(Message::Show(MessageType::ERROR, text));
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Initialize(params) => self.initialize(*params),
            Event::Initialized => self.initialized(),
            Event::Open(item) => {
                let uri = item.uri.clone();
                let scope = self.workspace.open(item).or_else(|| self.unwatched(&uri));
                self.urgent(scope);
            }
            Event::Change(params) => {
                let document = params.text_document;
                self.workspace.change(&document.uri, document.version, params.content_changes);
            }
            Event::Save(uri) => {
                let scope = self.unwatched(&uri);
                self.urgent(scope);
            }
            Event::Close(uri) => {
                let scope = self.workspace.close(&uri);
                self.urgent(scope);
                // The projects have its text still.
                let config = convert::path(&uri).filter(|path| is_config(path));
                let scopes = config.map(|path| self.workspace.below(&path)).unwrap_or_default();
                scopes.into_iter().for_each(|scope| self.loader.urgent(scope));
                self.ask_again();
            }
            Event::Watched(changes) => self.watched(&changes),
            Event::Folders(change) => {
                let paths = |folders: &[tower_lsp_server::ls_types::WorkspaceFolder]| -> Vec<_> {
                    folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect()
                };
                self.leave(&paths(&change.removed));
                self.enter(paths(&change.added));
            }
            Event::Settings(json) => self.set(&json),
            Event::Loaded(loaded) => {
                self.loaded(loaded);
                self.ask_again();
            }
            // Editors ask for outline, links and folding when they open a file, and not again until it is edited.
            Event::Ask(question) if self.must_wait(&question) => self.waiting.push(question),
            Event::Ask(question) => {
                // What was typed before the question belongs to it.
                self.workspace.parse();
                (question.answer)(self);
            }
        }
    }

    fn must_wait(&self, question: &Question) -> bool {
        question.file.as_ref().is_some_and(|file| self.workspace.awaits(file))
    }

    /// Takes the questions that need not wait any longer.
    fn ask_again(&mut self) {
        let all = std::mem::take(&mut self.waiting).into_iter();
        let (waiting, ready): (Vec<_>, Vec<_>) = all.partition(|question| self.must_wait(question));
        self.waiting = waiting;
        ready.into_iter().for_each(|question| self.take(Event::Ask(question)));
    }

    fn initialize(&mut self, params: InitializeParams) {
        self.client = Client::of(&params.capabilities);
        if let Some(options) = &params.initialization_options {
            self.take_settings(options);
        }
        #[expect(deprecated, reason = "older clients have nothing else")]
        let root = params.root_uri.iter().filter_map(convert::path).collect();
        self.folders = match params.workspace_folders {
            Some(folders) => folders.iter().filter_map(|folder| convert::path(&folder.uri)).collect(),
            None => root,
        };
    }

    fn initialized(&mut self) {
        let folders = std::mem::take(&mut self.folders);
        if self.client.shows_progress && !folders.is_empty() {
            let (counts, receiver) = unbounded_channel();
            self.outbox.send(Message::Progress(receiver));
            self.progress = Some((counts, 0));
        }
        self.enter(folders);
        self.watch();
    }

    fn enter(&mut self, folders: Vec<PathBuf>) {
        for folder in folders {
            self.loader.patient(Scope::Below(folder.clone()));
            self.folders.push(folder);
        }
    }

    /// Forgets the projects of folders that were removed, but for those of another folder and of open files.
    fn leave(&mut self, folders: &[PathBuf]) {
        self.folders.retain(|folder| !folders.contains(folder));
        let is_left = |root: &PathBuf| {
            let in_folder = |folder: &PathBuf| root.starts_with(folder);
            folders.iter().any(in_folder) && !self.folders.iter().any(in_folder)
        };
        let left: Vec<_> = self.workspace.roots().filter(|root| is_left(root)).cloned().collect();
        left.iter().for_each(|root| self.workspace.forget(root));
        self.workspace.leave(folders);
        self.workspace.open_paths().for_each(|path| self.loader.urgent(Scope::Around(path.clone())));
    }

    /// What to read again at the open or save of a file that nobody watches.
    fn unwatched(&self, uri: &Uri) -> Option<Scope> {
        let path = convert::path(uri)?;
        let is_watched = self.client.watches_files && self.folders.iter().any(|folder| path.starts_with(folder));
        (!is_watched).then(|| self.workspace.scope_of(path))
    }

    /// Whether anybody wants to know of a project: it lies in a workspace folder, or around one, or a file of it is open.
    fn is_wanted(&self, root: &Path) -> bool {
        self.folders.iter().any(|folder| root.starts_with(folder) || folder.starts_with(root))
            || self.workspace.open_paths().any(|path| path.starts_with(root))
    }

    fn urgent(&self, scope: Option<Scope>) {
        scope.into_iter().for_each(|scope| self.loader.urgent(scope));
    }

    /// Reads again what changed. The loader takes all of it at once.
    fn watched(&mut self, changes: &[FileEvent]) {
        let mut scopes = BTreeSet::new();
        for change in changes {
            let Some(path) = convert::path(&change.uri) else { continue };
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_manifest = name.eq_ignore_ascii_case("hsproject.json");
            // A folder that went took its projects along.
            if change.typ == FileChangeType::DELETED && self.workspace.roots().any(|root| root.starts_with(&path)) {
                scopes.insert(Scope::Below(path.clone()));
            }
            if is_config(&path) {
                scopes.extend(self.workspace.below(&path));
            }
            match self.workspace.outermost(&path) {
                Some(root) => drop(scopes.insert(Scope::Below(root.clone()))),
                None if is_manifest => scopes.extend(path.parent().map(|folder| Scope::Below(folder.to_owned()))),
                None if FileKind::of(&name).is_some() => drop(scopes.insert(Scope::Around(path))),
                // What has no ending may be a folder that was moved here with all that is in it.
                None if change.typ == FileChangeType::CREATED && path.extension().is_none() => {
                    scopes.insert(Scope::Below(path));
                }
                None => {}
            }
        }
        scopes.into_iter().for_each(|scope| self.loader.patient(scope));
    }

    fn set(&mut self, json: &serde_json::Value) {
        if json.is_null() && self.client.tells_settings {
            return self.outbox.send(Message::AskSettings);
        }
        let before = self.settings.clone();
        self.take_settings(json);
        if self.settings == before {
            return;
        }
        self.workspace.publish_all();
        if self.client.refreshes_hints {
            self.outbox.send(Message::RefreshHints);
        }
    }

    fn take_settings(&mut self, json: &serde_json::Value) {
        self.settings.read(json);
        self.settings.log_level.into_iter().for_each(|level| self.log.set(level));
    }

    fn loaded(&mut self, loaded: Loaded) {
        match loaded {
            // It may have been left while it was read.
            Loaded::Project(project, _) if !self.is_wanted(&project.root) => self.workspace.forget(&project.root),
            Loaded::Project(project, stamp) => {
                self.workspace.loaded(*project, stamp);
                if let Some((counts, so_far)) = &mut self.progress {
                    *so_far += 1;
                    // Every hundredth: the client has better things to do.
                    if *so_far % 100 == 0 {
                        let _ = counts.send(*so_far);
                    }
                }
            }
            Loaded::Finished { scopes, roots, problems, stamp } => {
                tracing::info!("read {} projects", roots.len());
                for problem in problems {
                    tracing::warn!("cannot read {}: {}", problem.path.display(), problem.message);
                }
                self.workspace.finished(&scopes, &roots, stamp);
                if scopes.iter().any(|scope| matches!(scope, Scope::Below(_))) {
                    self.progress = None;
                }
                self.watch();
            }
        }
    }

    /// Asks the client to watch what it does not watch yet.
    fn watch(&mut self) {
        if !self.client.watches_files {
            return;
        }
        if let Some((new, old)) = self.watched.update(self.workspace.source_folders()) {
            self.outbox.send(Message::Watch { new, old });
        }
    }

    /// Brings the findings up to date.
    pub(super) fn check(&mut self) {
        self.workspace.parse();
        self.workspace.check();
    }

    fn publish(&mut self) {
        self.check();
        let mut texts = Texts::default();
        for uri in self.workspace.take_stale() {
            self.publisher.publish(uri, &self.workspace, self.client, &self.settings, &mut texts, &self.outbox);
        }
    }
}
