//! Sends notifications and requests to the client. The server never waits for the client: it leaves
//! messages to this task.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp_server::Client;
use tower_lsp_server::jsonrpc::{ErrorCode, Result};
use tower_lsp_server::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp_server::ls_types::request::{ApplyWorkspaceEdit, Request};
use tower_lsp_server::ls_types::{
    ConfigurationItem, MessageActionItem, MessageType, ProgressToken, PublishDiagnosticsParams,
    Registration, ShowDocumentParams, Unregistration, Uri, WorkspaceEdit,
};

use crate::conversion::Choice;
use crate::event::Event;
use crate::service;
use crate::source_documents::Update;

pub(crate) enum Message {
    Publish(PublishDiagnosticsParams),
    Show(MessageType, String),
    /// Registers file watchers, then removes the previous registration.
    Watch(Registration, Option<Unregistration>),
    RegisterSources(Update),
    PullSettings,
    RefreshInlayHints,
    ShowDocument(Uri),
    /// Asks whether to convert the project in this folder.
    Ask {
        id: u64,
        root: PathBuf,
        question: String,
        choices: Vec<Choice>,
    },
    /// Has the client convert the project in this folder.
    Apply {
        id: u64,
        root: PathBuf,
        edit: WorkspaceEdit,
    },
    /// Reports that the workspace is being read until the channel is closed; each number is a count
    /// of projects so far.
    Progress(UnboundedReceiver<usize>),
}

/// A handle to the sending task, which ends when it is dropped.
#[derive(Clone)]
pub(crate) struct Outbox(UnboundedSender<Message>);

/// Receives what the client answers.
pub(crate) type OnAnswer = Arc<dyn Fn(Event) + Send + Sync>;

impl Outbox {
    pub(crate) fn start(client: Client, on_answer: OnAnswer) -> Outbox {
        let (sender, messages) = unbounded_channel();
        let client = Arc::new(client);
        let (updates, receiver) = unbounded_channel();
        tokio::spawn(register_in_order(client.clone(), receiver));
        let mut queue = Queue {
            client,
            on_answer,
            updates,
            diagnostics: BTreeMap::new(),
        };
        tokio::spawn(async move { queue.run(messages).await });
        Outbox(sender)
    }

    pub(crate) fn send(&self, message: Message) {
        // The task ends only with the session.
        let _ = self.0.send(message);
    }
}

struct Queue {
    client: Arc<Client>,
    on_answer: OnAnswer,
    /// To the task that registers source files.
    updates: UnboundedSender<Update>,
    /// The diagnostics to publish.
    diagnostics: BTreeMap<Uri, PublishDiagnosticsParams>,
}

impl Queue {
    /// Publishes diagnostics one file at a time. While the client does not read, newer diagnostics
    /// of a file replace older ones, so that the queue does not grow with every edit.
    async fn run(&mut self, mut messages: UnboundedReceiver<Message>) {
        while let Some(message) = messages.recv().await {
            self.take(message);
            while let Ok(message) = messages.try_recv() {
                self.take(message);
            }
            while let Some((_, next)) = self.diagnostics.pop_first() {
                let client = self.client.clone();
                let sending = client.send_notification::<Publish>(with_original_uris(next));
                tokio::pin!(sending);
                loop {
                    tokio::select! {
                        biased;
                        () = &mut sending => break,
                        Some(message) = messages.recv() => self.take(message),
                    }
                }
            }
        }
    }

    /// Queues diagnostics. Other messages are sent by tasks of their own, because the client may
    /// take any time to answer.
    fn take(&mut self, message: Message) {
        let client = self.client.clone();
        match message {
            Message::Publish(params) => {
                self.diagnostics.insert(params.uri.clone(), params);
            }
            Message::Show(kind, text) => {
                tokio::spawn(async move { client.show_message(kind, text).await });
            }
            Message::Watch(new, old) => {
                tokio::spawn(watch(client, new, old));
            }
            Message::RegisterSources(update) => {
                let _ = self.updates.send(update);
            }
            Message::PullSettings => {
                tokio::spawn(pull_settings(client, self.on_answer.clone()));
            }
            Message::RefreshInlayHints => {
                tokio::spawn(async move { log_error(client.inlay_hint_refresh().await) });
            }
            Message::ShowDocument(uri) => {
                tokio::spawn(async move { log_error(client.show_document(shown(uri)).await) });
            }
            Message::Ask {
                id,
                root,
                question,
                choices,
            } => {
                let on_answer = self.on_answer.clone();
                tokio::spawn(async move {
                    let choice = ask(&client, &question, &choices).await;
                    on_answer(Event::Choice {
                        id,
                        root,
                        question,
                        choice,
                    });
                });
            }
            Message::Apply { id, root, edit } => {
                let on_answer = self.on_answer.clone();
                tokio::spawn(async move {
                    let result = apply(&client, edit).await;
                    on_answer(Event::Applied { id, root, result });
                });
            }
            Message::Progress(counts) => {
                tokio::spawn(show_progress(client, counts));
            }
        }
    }
}

/// `textDocument/publishDiagnostics` with any JSON as parameters: the client's URIs may be invalid.
enum Publish {}

impl Notification for Publish {
    type Params = Value;
    const METHOD: &'static str = PublishDiagnostics::METHOD;
}

fn with_original_uris(params: PublishDiagnosticsParams) -> Value {
    let mut params = json!(params);
    service::restore_uris(&mut params);
    params
}

async fn watch(client: Arc<Client>, new: Registration, old: Option<Unregistration>) {
    log_error(client.register_capability(vec![new]).await);
    if let Some(old) = old {
        log_error(client.unregister_capability(vec![old]).await);
    }
}

/// Registers source files, one update after the other: two registrations must not overlap.
async fn register_in_order(client: Arc<Client>, mut updates: UnboundedReceiver<Update>) {
    while let Some(Update { old, new }) = updates.recv().await {
        if !old.is_empty() {
            log_error(client.unregister_capability(old).await);
        }
        if !new.is_empty() {
            log_error(client.register_capability(new).await);
        }
    }
}

async fn pull_settings(client: Arc<Client>, on_answer: OnAnswer) {
    let section = ConfigurationItem {
        scope_uri: None,
        section: Some("hsmeta".to_owned()),
    };
    match client.configuration(vec![section]).await {
        Ok(values) => {
            for settings in values {
                if !settings.is_null() {
                    on_answer(Event::Settings(settings));
                }
            }
        }
        error => log_error(error),
    }
}

async fn show_progress(client: Arc<Client>, mut counts: UnboundedReceiver<usize>) {
    let token = ProgressToken::String("hsmeta/index".to_owned());
    if client
        .create_work_done_progress(token.clone())
        .await
        .is_err()
    {
        return;
    }
    let progress = client
        .progress(token, "hsmeta: reading projects")
        .begin()
        .await;
    while let Some(count) = counts.recv().await {
        progress.report(format!("{count}")).await;
    }
    progress.finish().await;
}

fn shown(uri: Uri) -> ShowDocumentParams {
    ShowDocumentParams {
        uri,
        external: None,
        take_focus: Some(true),
        selection: None,
    }
}

/// The choice of the person; `None` if there is none, or if the client cannot ask.
async fn ask(client: &Client, question: &str, choices: &[Choice]) -> Option<Choice> {
    let mut actions = Vec::new();
    for choice in choices {
        actions.push(MessageActionItem {
            title: choice.title().to_owned(),
            properties: HashMap::new(),
        });
    }
    let answer = client
        .show_message_request(MessageType::INFO, question, Some(actions))
        .await;
    match answer {
        Ok(chosen) => {
            let chosen = chosen?;
            let is_chosen = |choice: &&Choice| choice.title() == chosen.title;
            choices.iter().find(is_chosen).copied()
        }
        error => {
            log_error(error);
            None
        }
    }
}

/// Has the client apply an edit. The error says why it did not.
async fn apply(client: &Client, edit: WorkspaceEdit) -> std::result::Result<(), String> {
    let mut params = json!({
        "label": "Convert the project to the current layout",
        "edit": edit,
        // VS Code saves the files of a refactoring.
        "metadata": { "isRefactoring": true },
    });
    service::restore_uris(&mut params);
    match client.send_request::<Apply>(params).await {
        Ok(answer) if answer.get("applied") == Some(&Value::Bool(true)) => Ok(()),
        Ok(answer) => {
            let reason = answer.get("failureReason").and_then(Value::as_str);
            Err(reason.unwrap_or("without a reason").to_owned())
        }
        Err(error) => Err(error.message.into_owned()),
    }
}

/// `workspace/applyEdit` with any JSON as parameters: the client's URIs may be invalid.
enum Apply {}

impl Request for Apply {
    type Params = Value;
    type Result = Value;
    const METHOD: &'static str = ApplyWorkspaceEdit::METHOD;
}

/// The code of the transport's own error for requests after `shutdown`, which are not sent.
const AFTER_SHUTDOWN: ErrorCode = ErrorCode::ServerError(-32002);

fn log_error<T>(result: Result<T>) {
    match result {
        Err(error) if error.code == AFTER_SHUTDOWN => {
            tracing::debug!("request after shutdown: {error}");
        }
        Err(error) => tracing::warn!("the client refused a request: {error}"),
        Ok(_) => {}
    }
}
