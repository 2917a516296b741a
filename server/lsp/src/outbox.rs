//! Sends what the server has to say. The server puts it here and goes on; this task waits for the client.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::mpsc::{
    UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel,
};
use tower_lsp_server::Client;
use tower_lsp_server::jsonrpc::{ErrorCode, Result};
use tower_lsp_server::ls_types::notification::{Notification, PublishDiagnostics};
use tower_lsp_server::ls_types::{
    ConfigurationItem, MessageType, ProgressToken, PublishDiagnosticsParams, Registration,
    Unregistration, Uri,
};

use super::event::Event;
use super::service;

/// One thing to say.
pub(super) enum Message {
    /// The findings about a file.
    Publish(PublishDiagnosticsParams),
    /// Something that the user has to see.
    Show(MessageType, String),
    /// Asks to be told about files; what was asked for before is given up.
    Watch {
        new: Vec<Registration>,
        old: Vec<Unregistration>,
    },
    /// Asks for the settings.
    AskSettings,
    /// Asks the editor to show hints anew.
    RefreshHints,
    /// Shows that the workspace is read, until the channel is closed; each number is a count of projects so far.
    Progress(UnboundedReceiver<usize>),
}

/// A handle to the sending task; it ends with it.
#[derive(Clone)]
pub(super) struct Outbox(UnboundedSender<Message>);

impl Outbox {
    /// Starts the task.
    pub(super) fn start(client: Client, events: &UnboundedSender<Event>) -> Outbox {
        let (sender, messages) = unbounded_channel();
        tokio::spawn(work(Arc::new(client), messages, events.downgrade()));
        Outbox(sender)
    }

    /// Sends it, later.
    pub(super) fn send(&self, message: Message) {
        // The task ends only with the session.
        let _ = self.0.send(message);
    }
}

/// Findings go out one after the other. While the client does not read, newer ones take the place of older ones about
/// the same file, so that what waits does not grow with the edits. Everything else gets a task of its own, because
/// the client may take any time to answer.
async fn work(
    client: Arc<Client>,
    mut messages: UnboundedReceiver<Message>,
    events: WeakUnboundedSender<Event>,
) {
    let mut waiting: BTreeMap<Uri, PublishDiagnosticsParams> = BTreeMap::new();
    while let Some(message) = messages.recv().await {
        sort(message, &client, &events, &mut waiting);
        while let Ok(message) = messages.try_recv() {
            sort(message, &client, &events, &mut waiting);
        }
        while let Some((_, next)) = waiting.pop_first() {
            let sending = client.send_notification::<Publish>(spelled(next));
            tokio::pin!(sending);
            loop {
                tokio::select! {
                    biased;
                    () = &mut sending => break,
                    Some(message) = messages.recv() => sort(message, &client, &events, &mut waiting),
                }
            }
        }
    }
}

/// `textDocument/publishDiagnostics` with spellings of the client, which may be no URIs.
enum Publish {}

impl Notification for Publish {
    type Params = Value;
    const METHOD: &'static str = PublishDiagnostics::METHOD;
}

fn spelled(findings: PublishDiagnosticsParams) -> Value {
    let mut params = json!(findings);
    service::restore(&mut params);
    params
}

fn sort(
    message: Message,
    client: &Arc<Client>,
    events: &WeakUnboundedSender<Event>,
    waiting: &mut BTreeMap<Uri, PublishDiagnosticsParams>,
) {
    let client = client.clone();
    match message {
        Message::Publish(findings) => drop(waiting.insert(findings.uri.clone(), findings)),
        Message::Show(kind, text) => drop(tokio::spawn(async move {
            client.show_message(kind, text).await
        })),
        Message::Watch { new, old } => drop(tokio::spawn(watch(client, new, old))),
        Message::AskSettings => drop(tokio::spawn(ask_settings(client, events.clone()))),
        Message::RefreshHints => drop(tokio::spawn(async move {
            report(client.inlay_hint_refresh().await)
        })),
        Message::Progress(counts) => drop(tokio::spawn(progress(client, counts))),
    }
}

async fn watch(client: Arc<Client>, new: Vec<Registration>, old: Vec<Unregistration>) {
    report(client.register_capability(new).await);
    if !old.is_empty() {
        report(client.unregister_capability(old).await);
    }
}

async fn ask_settings(client: Arc<Client>, events: WeakUnboundedSender<Event>) {
    let own = ConfigurationItem {
        scope_uri: None,
        section: Some("hsmeta".to_owned()),
    };
    match client.configuration(vec![own]).await {
        Ok(values) => {
            for settings in values.into_iter().filter(|settings| !settings.is_null()) {
                // Nobody listens after the end.
                let _ = events
                    .upgrade()
                    .map(|events| events.send(Event::Settings(settings)).is_ok());
            }
        }
        refused => report(refused),
    }
}

async fn progress(client: Arc<Client>, mut counts: UnboundedReceiver<usize>) {
    let token = ProgressToken::String("hsmeta/index".to_owned());
    if client
        .create_work_done_progress(token.clone())
        .await
        .is_err()
    {
        return;
    }
    let shown = client
        .progress(token, "hsmeta: reading projects")
        .begin()
        .await;
    while let Some(count) = counts.recv().await {
        shown.report(format!("{count}")).await;
    }
    shown.finish().await;
}

/// What the transport says itself of a request that comes after `shutdown`: nobody was asked.
const AFTER_SHUTDOWN: ErrorCode = ErrorCode::ServerError(-32002);

fn report<T>(answer: Result<T>) {
    match answer {
        Err(error) if error.code == AFTER_SHUTDOWN => {
            tracing::debug!("a request came too late: {error}")
        }
        Err(error) => tracing::warn!("the client refused a request: {error}"),
        Ok(_) => {}
    }
}
