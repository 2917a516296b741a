//! The event loop. One thread owns all state and handles the events in order. When no events are
//! left it checks once and publishes what changed, which makes a separate debounce unnecessary.
//!
//! It never waits for the client, a lock or the disk. A panic costs one answer, not the session.

mod folders;
mod migrate;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use project::Project;
use project::load::Link;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp_server::ls_types::{MessageType, Uri};

use crate::event::{Event, PendingRequest};
use crate::initialize::Initialization;
use crate::loader::{Generation, Loaded, Loader, Scope};
use crate::log::LogHandle;
use crate::outbox::{Message, Outbox};
use crate::publish::Publisher;
use crate::session::Session;
use crate::source_documents::SourceDocuments;
use crate::watchers::FileWatchers;
use crate::workspace::{TextCache, is_config};

/// The number of events that are handled before the diagnostics are updated even if more are
/// waiting. Each may change a project, and checking this many takes about 20 ms.
const BATCH_SIZE: usize = 64;

/// Report progress after this many projects.
const PROGRESS_INTERVAL: usize = 100;

pub(crate) struct Server {
    session: Session,
    folders: Vec<PathBuf>,
    publisher: Publisher,
    watchers: FileWatchers,
    source_documents: SourceDocuments,
    loader: Loader,
    outbox: Outbox,
    log: LogHandle,
    /// Requests about open files whose projects are being read.
    waiting: Vec<PendingRequest>,
    /// The progress of reading the whole workspace.
    progress: Option<Progress>,
    has_panicked: bool,
    /// The number of conversions so far.
    conversions: u64,
    /// The number of plans that were shown so far.
    plans: u64,
}

struct Progress {
    counts: UnboundedSender<usize>,
    count: usize,
}

/// Handles events until the session ends.
pub(crate) fn run(mut events: UnboundedReceiver<Event>, mut server: Server) {
    while let Some(first) = events.blocking_recv() {
        server.handle(first);
        for _ in 1..BATCH_SIZE {
            let Ok(next) = events.try_recv() else { break };
            server.handle(next);
        }
        server.catch_panic("publish", Server::publish);
    }
}

impl Server {
    pub(crate) fn new(loader: Loader, outbox: Outbox, log: LogHandle) -> Server {
        Server {
            session: Session::default(),
            folders: Vec::new(),
            publisher: Publisher::default(),
            watchers: FileWatchers::default(),
            source_documents: SourceDocuments::default(),
            loader,
            outbox,
            log,
            waiting: Vec::new(),
            progress: None,
            has_panicked: false,
            conversions: 0,
            plans: 0,
        }
    }

    fn handle(&mut self, event: Event) {
        tracing::debug!("{}", event.name());
        self.catch_panic(event.name(), |server| server.dispatch(event));
    }

    fn catch_panic(&mut self, name: &str, work: impl FnOnce(&mut Server)) {
        if catch_unwind(AssertUnwindSafe(|| work(self))).is_ok() {
            return;
        }
        tracing::error!("internal error in {name}");
        self.session.workspace.reset();
        self.read_open();
        if !self.has_panicked {
            self.has_panicked = true;
            let text = format!("internal error in \"{name}\"; recovered, see the server log");
            self.outbox.send(Message::Show(MessageType::ERROR, text));
        }
    }

    fn dispatch(&mut self, event: Event) {
        match event {
            Event::Initialize(initialization) => self.initialize(*initialization),
            Event::Initialized => {
                self.read_folders();
                self.watch();
            }
            Event::Open(document) => {
                let uri = document.uri.clone();
                match self.session.workspace.open(document) {
                    Some(scope) => self.loader.high_priority(scope),
                    None => self.read_if_unwatched(&uri),
                }
            }
            Event::Change(uri, version, changes) => {
                self.session.workspace.change(&uri, version, changes);
            }
            Event::Save(uri) => self.read_if_unwatched(&uri),
            Event::Close(uri) => self.close(&uri),
            Event::WatchedFiles(changes) => self.read_changed(&changes),
            Event::WorkspaceFolders(change) => self.change_folders(&change),
            Event::Settings(settings) => self.change_settings(&settings),
            Event::Loaded(loaded) => {
                self.take_loaded(loaded);
                self.answer_waiting();
            }
            Event::CheckWorkspace(answer) => {
                if !answer.is_closed() {
                    self.read_all();
                    let _ = answer.send(());
                }
            }
            Event::Convert(uri) => self.convert(&uri),
            Event::Choice {
                id,
                root,
                question,
                choice,
            } => self.take_choice(id, root, question, choice),
            Event::Applied { id, root, result } => self.take_applied(id, root, result),
            Event::Request(request) => self.answer(request),
        }
    }

    fn initialize(&mut self, initialization: Initialization) {
        self.session.client = initialization.client;
        self.read_settings(&initialization.options);
        self.folders = self.folder_paths(&initialization.folders);
    }

    fn close(&mut self, uri: &Uri) {
        if let Some(scope) = self.session.workspace.close(uri) {
            self.loader.high_priority(scope);
        }
        if let Some(path) = self.session.workspace.path(uri)
            && is_config(&path)
        {
            // The projects still have the text of the editor.
            self.read_now(self.session.workspace.scopes_of_config(&path));
        }
        self.answer_waiting();
    }

    /// Answers a request, or keeps it until the project of its document has been read: editors
    /// request symbols, links and folding ranges when they open a file, and not again until it is
    /// edited.
    fn answer(&mut self, request: PendingRequest) {
        if self.must_wait(&request) {
            self.waiting.push(request);
            return;
        }
        // Edits that were received before the request.
        self.session.workspace.parse();
        (request.answer)(&mut self.session);
    }

    fn must_wait(&self, request: &PendingRequest) -> bool {
        match &request.document {
            Some(uri) => self.session.workspace.is_loading(uri),
            None => false,
        }
    }

    fn answer_waiting(&mut self) {
        let mut ready = Vec::new();
        for request in std::mem::take(&mut self.waiting) {
            if self.must_wait(&request) {
                self.waiting.push(request);
            } else {
                ready.push(request);
            }
        }
        for request in ready {
            self.handle(Event::Request(request));
        }
    }

    fn read_now(&self, scopes: impl IntoIterator<Item = Scope>) {
        for scope in scopes {
            self.loader.high_priority(scope);
        }
    }

    fn change_settings(&mut self, json: &serde_json::Value) {
        if json.is_null() && self.session.client.configuration {
            return self.outbox.send(Message::PullSettings);
        }
        let before = self.session.settings.clone();
        self.read_settings(json);
        if self.session.settings == before {
            return;
        }
        self.session.workspace.publish_all();
        if self.session.client.inlay_hint_refresh {
            self.outbox.send(Message::RefreshInlayHints);
        }
    }

    fn read_settings(&mut self, json: &serde_json::Value) {
        self.session.settings.read(json);
        if let Some(level) = self.session.settings.log_level {
            self.log.set_level(level);
        }
    }

    fn take_loaded(&mut self, loaded: Loaded) {
        match loaded {
            Loaded::Project(project, link, generation) => {
                self.take_project(*project, link, generation);
            }
            Loaded::Sources(root, sources) => self.session.workspace.add_sources(&root, sources),
            Loaded::Plan(planned) => self.take_plan(*planned),
            Loaded::RemovedLinks(links) => {
                let scopes = self.session.workspace.unlink(&links, &self.folders);
                self.read_now(scopes);
            }
            Loaded::Finished {
                scopes,
                roots,
                problems,
                generation,
            } => {
                tracing::info!("read {} projects", roots.len());
                for problem in problems {
                    tracing::warn!(
                        "cannot read {}: {}",
                        problem.path.display(),
                        problem.message
                    );
                }
                self.session.workspace.finished(&scopes, &roots, generation);
                if scopes.iter().any(|scope| matches!(scope, Scope::Below(_))) {
                    self.progress = None;
                }
                let links = self.session.workspace.links();
                if !links.is_empty() {
                    self.loader.check_links(links);
                }
                self.watch();
            }
        }
    }

    fn take_project(&mut self, project: Project, link: Option<Link>, generation: Generation) {
        let workspace = &mut self.session.workspace;
        let scopes = workspace.locate(&project, link, &self.folders);
        self.read_now(scopes);
        let root = self.session.workspace.resolved(&project.root);
        if !self.is_wanted(&root) {
            // Its workspace folder may have been removed in the meantime.
            return self.session.workspace.forget(&root);
        }
        if root != project.root {
            // It is known by another path, and has to be read by that one.
            return self.loader.high_priority(Scope::Below(root));
        }
        self.session.workspace.loaded(project, generation);
        if let Some(progress) = &mut self.progress {
            progress.count += 1;
            if progress.count.is_multiple_of(PROGRESS_INTERVAL) {
                let _ = progress.counts.send(progress.count);
            }
        }
    }

    /// Updates the file watchers of the client, and the source files that it sends.
    fn watch(&mut self) {
        if self.session.client.register_sources
            && let Some(update) = self
                .source_documents
                .update(self.session.workspace.project_roots())
        {
            self.outbox.send(Message::RegisterSources(update));
        }
        if !self.session.client.watch_files {
            return;
        }
        let workspace = &self.session.workspace;
        let (sources, schemas) = (workspace.source_folders(), workspace.schema_folders());
        if let Some((new, old)) = self
            .watchers
            .update(sources.into_iter(), schemas.into_iter())
        {
            self.outbox.send(Message::Watch(new, old));
        }
    }

    fn publish(&mut self) {
        self.session.check();
        for (root, paths) in self.session.workspace.take_unread_sources() {
            self.loader.sources(root, paths);
        }
        let mut texts = TextCache::default();
        for uri in self.session.workspace.take_stale() {
            self.publisher
                .publish(uri, &self.session, &mut texts, &self.outbox);
        }
    }
}
