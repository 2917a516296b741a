//! The handlers that `tower-lsp-server` calls. A handler sends an event to the server and waits for
//! the answer to a request. It must not do more: handlers run in no particular order, and one that
//! waits for the client can block the session.

use std::sync::Arc;

use rules::{Registered, renamed};
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::*;
use tower_lsp_server::{Client, LanguageServer};

use crate::event::{Event, PendingRequest};
use crate::exit::{Exit, watch_parent};
use crate::initialize::Initialization;
use crate::loader::Loader;
use crate::outbox::Outbox;
use crate::params::NO_VERSION;
use crate::requests::migrate::{self, PlanParams};
use crate::requests::{RequestParams, assistance, edits, navigation, symbols};
use crate::server::{self, Server};
use crate::session::Session;
use crate::{capabilities, log};

/// The stack size in bytes of the server thread. Its recursion is bounded by the depth of the
/// schemas, not by the input.
const STACK_SIZE: usize = 16 * 1024 * 1024;

pub(crate) struct Handlers {
    events: UnboundedSender<Event>,
    exit: Arc<Exit>,
}

impl Handlers {
    /// Starts the threads and tasks of a session.
    pub(crate) fn start(client: Client, exit: Arc<Exit>, log: log::LogHandle) -> Handlers {
        let (events, queue) = unbounded_channel();
        // Weak senders: the server owns the loader and the outbox, and has to end when the
        // transport drops the handlers.
        let weak = events.downgrade();
        let outbox = Outbox::start(
            client,
            Arc::new(move |event| {
                if let Some(events) = weak.upgrade() {
                    let _ = events.send(event);
                }
            }),
        );
        if let Err(error) = start_server(&events, queue, outbox, log) {
            tracing::error!("cannot start a thread: {error}");
            exit.request();
        }
        Handlers { events, exit }
    }

    fn send(&self, event: Event) {
        // The server ends only with the session.
        let _ = self.events.send(event);
    }

    /// Sends a request to the server and waits for the answer. A cancelled request is skipped; an
    /// internal error drops the sender of the answer.
    async fn request<P, R>(
        &self,
        method: &'static str,
        params: P,
        answer: fn(&mut Session, P) -> R,
    ) -> Result<R>
    where
        P: RequestParams + Send + 'static,
        R: Send + 'static,
    {
        let document = params.document().cloned();
        let (sender, receiver) = oneshot::channel();
        self.send(Event::Request(PendingRequest {
            method,
            document,
            answer: Box::new(move |session| {
                if !sender.is_closed() {
                    // The request may be cancelled while it is answered.
                    let _ = sender.send(answer(session, params));
                }
            }),
        }));
        receiver.await.map_err(|_| Error::internal_error())
    }

    /// `hsmeta/checkWorkspace`: reads and checks everything again. The answer does not wait for the
    /// diagnostics.
    pub(crate) async fn check_workspace(&self) -> Result<()> {
        let (sender, receiver) = oneshot::channel();
        self.send(Event::CheckWorkspace(sender));
        receiver.await.map_err(|_| Error::internal_error())
    }

    /// `hsmeta/explain` with `{ "rule": "duplicate-uid" }`: the documentation of the rule, which may
    /// be named by an old id, in Markdown; null if there is no such rule.
    pub(crate) async fn explain(&self, params: Value) -> Result<Option<String>> {
        let Some(id) = params.get("rule").and_then(Value::as_str) else {
            return Ok(None);
        };
        let id = renamed::current_id(id).unwrap_or(id);
        Ok(rules::registered(id).map(Registered::page))
    }

    /// `hsmeta/migrationPlan` with `{ "uri": "hsmeta-plan:…" }`: the plan that the document shows.
    pub(crate) async fn migration_plan(&self, params: Value) -> Result<Option<String>> {
        self.request("hsmeta/migrationPlan", PlanParams(params), migrate::plan)
            .await
    }

    /// Panics, for tests.
    #[cfg(debug_assertions)]
    #[expect(clippy::panic, reason = "tests need a panic in the server thread")]
    pub(crate) async fn panic(&self) -> Result<()> {
        self.request("hsmeta/panic", (), |_, ()| panic!("requested by a test"))
            .await
    }
}

fn start_server(
    events: &UnboundedSender<Event>,
    queue: UnboundedReceiver<Event>,
    outbox: Outbox,
    log: log::LogHandle,
) -> std::io::Result<()> {
    let weak = events.downgrade();
    let loader = Loader::start(Arc::new(move |loaded| {
        if let Some(events) = weak.upgrade() {
            let _ = events.send(Event::Loaded(loaded));
        }
    }))?;
    let server = Server::new(loader, outbox, log);
    std::thread::Builder::new()
        .name("server".to_owned())
        .stack_size(STACK_SIZE)
        .spawn(move || server::run(queue, server))?;
    Ok(())
}

impl LanguageServer for Handlers {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        // `params::normalize` puts the original parameters there.
        let initialization =
            Initialization::read(&params.initialization_options.unwrap_or_default());
        if let Some(parent) = initialization.parent {
            tokio::spawn(watch_parent(parent, self.exit.clone()));
        }
        self.send(Event::Initialize(Box::new(initialization)));
        Ok(capabilities::server_capabilities())
    }

    async fn initialized(&self, _: InitializedParams) {
        self.send(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.send(Event::Open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let version = if version == NO_VERSION {
            None
        } else {
            Some(version)
        };
        self.send(Event::Change(uri, version, params.content_changes));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.send(Event::Save(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.send(Event::Close(params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.send(Event::WatchedFiles(params.changes));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.send(Event::WorkspaceFolders(params.event));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.send(Event::Settings(params.settings));
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.request("textDocument/completion", params, assistance::completion)
            .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.request("textDocument/hover", params, assistance::hover)
            .await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.request("textDocument/definition", params, navigation::definition)
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.request("textDocument/references", params, navigation::references)
            .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.request(
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
        self.request(
            "textDocument/documentSymbol",
            params,
            symbols::document_symbols,
        )
        .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.request("workspace/symbol", params, symbols::workspace_symbols)
            .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.request("textDocument/documentLink", params, navigation::links)
            .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.request("textDocument/foldingRange", params, navigation::folding)
            .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.request("textDocument/selectionRange", params, navigation::selection)
            .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.request("textDocument/inlayHint", params, navigation::inlay_hints)
            .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.request("textDocument/codeAction", params, edits::code_actions)
            .await
    }

    /// The answer does not wait for the conversion, which asks the user first.
    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        match migrate::document(&params) {
            Some(uri) => {
                self.send(Event::Convert(uri));
                Ok(None)
            }
            None => Err(Error::invalid_params("unknown command or arguments")),
        }
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.request("textDocument/prepareRename", params, edits::prepare_rename)
            .await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.request("textDocument/rename", params, edits::rename)
            .await?
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.request("workspace/willRenameFiles", params, edits::will_rename)
            .await
    }
}
