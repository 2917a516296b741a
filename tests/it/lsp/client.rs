//! A language client that sends messages, answers requests of the server, and records published
//! diagnostics.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// The time after which a test fails.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Sends bytes to the server.
type Outgoing = Box<dyn FnMut(&[u8]) + Send>;

pub(crate) struct Client {
    outgoing: Outgoing,
    incoming: Receiver<Value>,
    /// The process of the server, if it does not run in this process.
    pub(crate) child: Option<Child>,
    last_id: i64,
    /// Responses that were received but not taken yet.
    answers: BTreeMap<i64, Value>,
    /// The last `publishDiagnostics` parameters of each file.
    pub(crate) published: BTreeMap<String, Value>,
    /// All requests and notifications of the server, in the order of arrival.
    pub(crate) received: Vec<Value>,
    /// The answer to `workspace/configuration`.
    pub(crate) settings: Value,
    /// The methods of requests that the test answers itself.
    pub(crate) held: &'static [&'static str],
}

/// The capabilities of a current client.
pub(crate) fn capabilities() -> Value {
    json!({
        "workspace": {
            "configuration": true, "workspaceFolders": true,
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": {} },
            "inlayHint": { "refreshSupport": true },
        },
        "window": { "workDoneProgress": true },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true,
                "tagSupport": { "valueSet": [1, 2] },
            },
            "completion": { "completionItem": {
                "snippetSupport": true, "insertReplaceSupport": true, "documentationFormat": ["markdown"], "tagSupport": { "valueSet": [1] },
            } },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "definition": { "linkSupport": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix", "source.fixAll"] } },
                "isPreferredSupport": true,
            },
        },
    })
}

/// The URI of a file. `url` does not encode all characters that RFC 3986 forbids in a path.
pub(crate) fn uri(path: &Path) -> String {
    let mut uri = String::from(url::Url::from_file_path(path).unwrap());
    for (character, escape) in [("[", "%5B"), ("]", "%5D"), ("^", "%5E"), ("|", "%7C")] {
        uri = uri.replace(character, escape);
    }
    uri
}

impl Client {
    /// A server in this process.
    pub(crate) fn in_process() -> Client {
        let (near, far) = tokio::io::duplex(1 << 20);
        let (outgoing, mut queue) = tokio::sync::mpsc::unbounded_channel::<Vec<u8>>();
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let (input, output) = tokio::io::split(far);
                tokio::spawn(lsp::serve(input, output, lsp::LogHandle::default()));
                let (mut reader, mut writer) = tokio::io::split(near);
                tokio::spawn(async move {
                    while let Some(bytes) = queue.recv().await {
                        if writer.write_all(&bytes).await.is_err() {
                            break;
                        }
                    }
                    let _ = writer.shutdown().await;
                });
                let (mut bytes, mut piece) = (Vec::new(), vec![0; 1 << 16]);
                while let Ok(length @ 1..) = reader.read(&mut piece).await {
                    bytes.extend_from_slice(&piece[..length]);
                    while let Some(message) = take(&mut bytes) {
                        let _ = sender.send(message);
                    }
                }
            });
        });
        Client::new(
            Box::new(move |bytes| drop(outgoing.send(bytes.to_vec()))),
            incoming,
            None,
        )
    }

    /// A server in a separate process.
    pub(crate) fn child(arguments: &[&str]) -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hsmeta"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, incoming) = channel();
        std::thread::spawn(move || read(stdout, &sender));
        let write = move |bytes: &[u8]| {
            // Fails after the server has ended, which tests notice by its answers.
            let _ = stdin.write_all(bytes).and_then(|()| stdin.flush());
        };
        Client::new(Box::new(write), incoming, Some(child))
    }

    fn new(outgoing: Outgoing, incoming: Receiver<Value>, child: Option<Child>) -> Client {
        Client {
            outgoing,
            incoming,
            child,
            last_id: 0,
            answers: BTreeMap::new(),
            published: BTreeMap::new(),
            received: Vec::new(),
            settings: Value::Null,
            held: &[],
        }
    }

    /// An initialized server in this process.
    pub(crate) fn started(folders: &[&Path]) -> Client {
        let mut client = Client::in_process();
        client.initialize(folders, capabilities(), Value::Null);
        client
    }

    /// Initializes the server; returns its answer.
    pub(crate) fn initialize(
        &mut self,
        folders: &[&Path],
        capabilities: Value,
        options: Value,
    ) -> Value {
        let folders: Vec<Value> = folders
            .iter()
            .map(|path| json!({ "uri": uri(path), "name": "folder" }))
            .collect();
        let answer = self.request(
            "initialize",
            json!({
                "processId": null, "rootUri": null, "capabilities": capabilities,
                "workspaceFolders": folders, "initializationOptions": options,
            }),
        );
        self.notify("initialized", json!({}));
        answer
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        (self.outgoing)(bytes);
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request without waiting for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(
            &json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params }),
        );
        self.last_id
    }

    /// Waits for the response to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.until("an answer", |client| client.answers.contains_key(&id));
        self.answers.remove(&id).unwrap()
    }

    /// Sends a request and waits for the result.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    pub(crate) fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document =
            json!({ "uri": uri, "languageId": "json", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Edits a file. `changes` are the content changes of the protocol.
    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
    }

    /// Reports files as created (1), changed (2) or deleted (3).
    pub(crate) fn watched(&mut self, changes: &[(&Path, u8)]) {
        let changes: Vec<Value> = changes
            .iter()
            .map(|(path, kind)| json!({ "uri": uri(path), "type": kind }))
            .collect();
        self.notify(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": changes }),
        );
    }

    /// The rules of the last diagnostics of a file.
    pub(crate) fn rules(&self, uri: &str) -> Vec<String> {
        let list = self
            .published
            .get(uri)
            .and_then(|published| published["diagnostics"].as_array());
        list.into_iter()
            .flatten()
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Waits until a file has diagnostics of exactly these rules, in their order.
    pub(crate) fn until_rules(&mut self, uri: &str, rules: &[&str]) {
        self.until(&format!("{uri} {rules:?}"), |client| {
            client.published.contains_key(uri) && client.rules(uri) == rules
        });
    }

    /// Waits until this version of a file has diagnostics.
    pub(crate) fn until_version(&mut self, uri: &str, version: i32) {
        self.until(&format!("{uri} version {version}"), |client| {
            client
                .published
                .get(uri)
                .is_some_and(|published| published["version"] == version)
        });
    }

    /// Handles messages until a condition is true.
    pub(crate) fn until(&mut self, what: &str, condition: impl Fn(&Client) -> bool) {
        let end = Instant::now() + TIMEOUT;
        while !condition(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.incoming.recv_timeout(left) {
                Ok(message) => self.take(message),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("waited too long for {what}: {:#?}", self.published)
                }
                Err(RecvTimeoutError::Disconnected) => panic!("the server ended before {what}"),
            }
        }
    }

    /// Handles messages for a certain time.
    pub(crate) fn listen(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(message) = self
            .incoming
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.take(message);
        }
    }

    fn take(&mut self, message: Value) {
        let method = message["method"].as_str().map(str::to_owned);
        match (message["id"].as_i64(), method.as_deref()) {
            (Some(id), None) => {
                self.answers.insert(id, message);
                return;
            }
            (Some(_), Some(method)) if self.held.contains(&method) => {}
            (Some(id), Some(method)) => {
                let result = match method {
                    "workspace/configuration" => json!([self.settings]),
                    _ => Value::Null,
                };
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
            }
            (None, Some("textDocument/publishDiagnostics")) => {
                let params = &message["params"];
                self.published
                    .insert(params["uri"].as_str().unwrap().to_owned(), params.clone());
            }
            _ => {}
        }
        self.received.push(message);
    }

    /// Answers a request of the server.
    pub(crate) fn reply(&mut self, request: &Value, result: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }));
    }

    /// Waits for a message of one of these methods, and forgets all messages up to it.
    pub(crate) fn next(&mut self, methods: &[&str]) -> Value {
        let is_wanted = |message: &Value| {
            message["method"]
                .as_str()
                .is_some_and(|method| methods.contains(&method))
        };
        self.until(&format!("{methods:?}"), |client| {
            client.received.iter().any(is_wanted)
        });
        let index = self.received.iter().position(is_wanted).unwrap();
        self.received.drain(..=index).next_back().unwrap()
    }

    /// Closes the stream to the server.
    pub(crate) fn close_input(&mut self) {
        self.outgoing = Box::new(|_| ());
    }

    /// Ends the session as the protocol says; the log of the process.
    pub(crate) fn end(mut self) -> String {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.exit_code(), Some(0));
        let mut log = String::new();
        let stderr = self.child.as_mut().unwrap().stderr.take();
        stderr.unwrap().read_to_string(&mut log).unwrap();
        log
    }

    /// Waits for the process to end.
    pub(crate) fn exit_code(&mut self) -> Option<i32> {
        let child = self.child.as_mut().unwrap();
        let end = Instant::now() + TIMEOUT;
        while Instant::now() < end {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the server does not end");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn read(mut stdout: impl Read, messages: &Sender<Value>) {
    let mut bytes = Vec::new();
    let mut piece = vec![0; 1 << 16];
    while let Ok(length @ 1..) = stdout.read(&mut piece) {
        bytes.extend_from_slice(&piece[..length]);
        while let Some(message) = take(&mut bytes) {
            let _ = messages.send(message);
        }
    }
}

/// Removes the first complete message. Anything else on stdout fails the test.
fn take(bytes: &mut Vec<u8>) -> Option<Value> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let header = std::str::from_utf8(&bytes[..end]).unwrap();
    let length: usize = header
        .strip_prefix("Content-Length: ")
        .unwrap_or_else(|| panic!("{header:?}"))
        .parse()
        .unwrap();
    let start = end + 4;
    if bytes.len() < start + length {
        return None;
    }
    let message = serde_json::from_slice(&bytes[start..start + length]).unwrap();
    bytes.drain(..start + length);
    Some(message)
}
