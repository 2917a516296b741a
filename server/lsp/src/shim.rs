//! What `tower-lsp-server` calls. A handler does one thing: it puts an event into the channel, and waits for the answer
//! if there is to be one. It must not do more: handlers run in no order, and one that waits for the client can stop
//! the whole session.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Client, LanguageServer};

use super::event::{Event, Question};
use super::exit::{Exit, watch_parent};
use super::initialize::Session;
use super::loader::Loader;
use super::outbox::Outbox;
use super::params::NO_VERSION;
use super::requests::{AboutFile, edits, language, navigation};
use super::server::{self, Server};
use super::{capabilities, log};
use rules::Rule;

/// The stack of the thread that owns all state. What it does is bounded by the depth of the schemas, not by the input.
const STACK: usize = 16 * 1024 * 1024;

/// Hands everything on.
pub(super) struct Shim {
    events: UnboundedSender<Event>,
    exit: Arc<Exit>,
}

impl Shim {
    /// Starts the threads and tasks of a session.
    pub(super) fn start(client: Client, exit: Arc<Exit>, log: log::Control) -> Shim {
        let (events, queue) = unbounded_channel();
        let outbox = Outbox::start(client, &events);
        let started = Loader::start(&events).and_then(|loader| {
            let server = Server::new(loader, outbox, log);
            let thread = std::thread::Builder::new()
                .name("server".to_owned())
                .stack_size(STACK);
            thread.spawn(move || server::run(queue, server))
        });
        if let Err(error) = started {
            tracing::error!("cannot start a thread: {error}");
            exit.ask();
        }
        Shim { events, exit }
    }

    fn tell(&self, event: Event) {
        // The loop ends only with the session.
        let _ = self.events.send(event);
    }

    /// Puts a question into the queue. One that was cancelled meanwhile is skipped; one that ends in a panic is
    /// answered with an error.
    async fn ask<P, R>(
        &self,
        method: &'static str,
        params: P,
        answer: fn(&mut Server, P) -> R,
    ) -> Result<R>
    where
        P: AboutFile + Send + 'static,
        R: Send + 'static,
    {
        let file = params.file().cloned();
        let (reply, answered) = oneshot::channel();
        let work = move |server: &mut Server| {
            if !reply.is_closed() {
                // It may be cancelled while it is answered.
                let _ = reply.send(answer(server, params));
            }
        };
        self.tell(Event::Ask(Question {
            method,
            file,
            answer: Box::new(work),
        }));
        answered.await.map_err(|_| Error::internal_error())
    }

    /// `hsmeta/checkWorkspace`: reads and checks everything again. The answer does not wait for the findings.
    pub(super) async fn check_workspace(&self) -> Result<()> {
        self.ask("hsmeta/checkWorkspace", (), |server, ()| server.read_all())
            .await
    }

    /// `hsmeta/explain`, with `{ "rule": "duplicate-uid" }`: the page of the rule in Markdown, null if there is none.
    pub(super) async fn explain(&self, params: Value) -> Result<Option<String>> {
        let rule = params
            .get("rule")
            .and_then(Value::as_str)
            .and_then(Rule::named);
        Ok(rule.map(Rule::docs))
    }

    /// Fails on purpose, for tests.
    #[cfg(debug_assertions)]
    #[expect(clippy::panic, reason = "that is what it is for")]
    pub(super) async fn panic(&self) -> Result<()> {
        self.ask("hsmeta/panic", (), |_, ()| panic!("asked to"))
            .await
    }
}

impl LanguageServer for Shim {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        // `params::fit` has put what the client said there.
        let session = Session::read(&params.initialization_options.unwrap_or_default());
        if let Some(parent) = session.parent {
            tokio::spawn(watch_parent(parent, self.exit.clone()));
        }
        self.tell(Event::Initialize(Box::new(session)));
        Ok(capabilities::of_server())
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let version = if version == NO_VERSION {
            None
        } else {
            Some(version)
        };
        self.tell(Event::Change(uri, version, params.content_changes));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.tell(Event::Save(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Close(params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tell(Event::Watched(params.changes));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.tell(Event::Folders(params.event));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tell(Event::Settings(params.settings));
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask("textDocument/completion", params, language::completion)
            .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask("textDocument/hover", params, language::hover)
            .await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.ask("textDocument/definition", params, navigation::definition)
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.ask("textDocument/references", params, navigation::references)
            .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask(
            "textDocument/documentHighlight",
            params,
            navigation::highlight,
        )
        .await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(
            "textDocument/documentSymbol",
            params,
            navigation::document_symbols,
        )
        .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.ask("workspace/symbol", params, navigation::workspace_symbols)
            .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask("textDocument/documentLink", params, navigation::links)
            .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask("textDocument/foldingRange", params, navigation::folding)
            .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.ask("textDocument/selectionRange", params, navigation::selection)
            .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask("textDocument/inlayHint", params, navigation::inlay_hints)
            .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.ask("textDocument/codeAction", params, edits::code_actions)
            .await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.ask("textDocument/prepareRename", params, edits::prepare_rename)
            .await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.ask("textDocument/rename", params, edits::rename)
            .await?
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.ask("workspace/willRenameFiles", params, edits::will_rename)
            .await
    }
}
