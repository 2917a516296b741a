//! The loop: one thread owns all state and takes the events in the order of their arrival. When none is left it checks
//! once and publishes what differs from what was published last: that is the whole debounce.
//!
//! It never waits for the client, a lock or the disk. A panic costs one answer, not the session.

mod folders;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp_server::ls_types::MessageType;

use super::capabilities::Client;
use super::event::{Event, Question};
use super::initialize::Session;
use super::loader::{Loaded, Loader, Scope, Stamp};
use super::log;
use super::outbox::{Message, Outbox};
use super::publish::Publisher;
use super::settings::Settings;
use super::watch::Watched;
use super::workspace::{Texts, Workspace, is_config};
use project::Project;
use project::load::Link;

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
    /// Counts the projects while the whole workspace is read.
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
        self.read_open();
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
            Event::Change(uri, version, changes) => self.workspace.change(&uri, version, changes),
            Event::Save(uri) => {
                let scope = self.unwatched(&uri);
                self.urgent(scope);
            }
            Event::Close(uri) => {
                let scope = self.workspace.close(&uri);
                self.urgent(scope);
                // The projects have its text still.
                let config = self.workspace.path(&uri).filter(|path| is_config(path));
                self.urgent(
                    config
                        .map(|path| self.workspace.below(&path))
                        .unwrap_or_default(),
                );
                self.ask_again();
            }
            Event::Watched(changes) => self.watched(&changes),
            Event::Folders(change) => self.change_folders(&change),
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
        question
            .file
            .as_ref()
            .is_some_and(|file| self.workspace.awaits(file))
    }

    /// Takes the questions that need not wait any longer.
    fn ask_again(&mut self) {
        let all = std::mem::take(&mut self.waiting).into_iter();
        let (waiting, ready): (Vec<_>, Vec<_>) = all.partition(|question| self.must_wait(question));
        self.waiting = waiting;
        ready
            .into_iter()
            .for_each(|question| self.take(Event::Ask(question)));
    }

    fn initialize(&mut self, session: Session) {
        self.client = session.client;
        self.take_settings(&session.options);
        self.folders = self.folder_paths(session.folders.iter());
    }

    fn initialized(&mut self) {
        self.read_folders();
        self.watch();
    }

    fn urgent(&self, scopes: impl IntoIterator<Item = Scope>) {
        for scope in scopes {
            self.loader.urgent(scope);
        }
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
        self.settings
            .log_level
            .into_iter()
            .for_each(|level| self.log.set(level));
    }

    fn loaded(&mut self, loaded: Loaded) {
        match loaded {
            Loaded::Project(project, link, stamp) => self.take_project(*project, link, stamp),
            Loaded::Gone(links) => {
                let scopes = self.workspace.unlink(&links, &self.folders);
                self.urgent(scopes);
            }
            Loaded::Finished {
                scopes,
                roots,
                problems,
                stamp,
            } => {
                tracing::info!("read {} projects", roots.len());
                for problem in problems {
                    tracing::warn!(
                        "cannot read {}: {}",
                        problem.path.display(),
                        problem.message
                    );
                }
                self.workspace.finished(&scopes, &roots, stamp);
                if scopes.iter().any(|scope| matches!(scope, Scope::Below(_))) {
                    self.progress = None;
                }
                let links = self.workspace.links();
                if !links.is_empty() {
                    self.loader.follow(links);
                }
                self.watch();
            }
        }
    }

    fn take_project(&mut self, project: Project, link: Option<Link>, stamp: Stamp) {
        let scopes = self.workspace.locate(&project, link, &self.folders);
        self.urgent(scopes);
        let root = self.workspace.resolved(&project.root);
        if !self.is_wanted(&root) {
            // It may have been left while it was read.
            return self.workspace.forget(&root);
        }
        if root != project.root {
            // It has another path here, and is read by that one.
            return self.loader.urgent(Scope::Below(root));
        }
        self.workspace.loaded(project, stamp);
        if let Some((counts, so_far)) = &mut self.progress {
            *so_far += 1;
            // Every hundredth: the client has better things to do.
            if *so_far % 100 == 0 {
                let _ = counts.send(*so_far);
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
            self.publisher.publish(
                uri,
                &self.workspace,
                self.client,
                &self.settings,
                &mut texts,
                &self.outbox,
            );
        }
    }
}
