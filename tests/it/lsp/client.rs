//! A small client: sends messages, answers what the server asks, remembers what was published.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Takes the bytes that go to the server.
type Outgoing = Box<dyn FnMut(&[u8]) + Send>;

/// One session.
pub struct Client {
    outgoing: Outgoing,
    incoming: Receiver<Value>,
    /// The program, if the server is one of its own.
    pub child: Option<Child>,
    last_id: i64,
    /// The answers that nobody has asked for yet.
    answers: BTreeMap<i64, Value>,
    /// The last diagnostics of each file, as they came.
    pub published: BTreeMap<String, Value>,
    /// Every message that was no answer, in the order of arrival.
    pub heard: Vec<Value>,
    /// What to answer to `workspace/configuration`.
    pub settings: Value,
}

/// What a client of today can do.
pub fn capabilities() -> Value {
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

/// The URI of a file. `url` leaves characters as they are that RFC 3986 does not allow in a path.
pub fn uri(path: &Path) -> String {
    let mut uri = String::from(url::Url::from_file_path(path).unwrap());
    for (character, escape) in [("[", "%5B"), ("]", "%5D"), ("^", "%5E"), ("|", "%7C")] {
        uri = uri.replace(character, escape);
    }
    uri
}

impl Client {
    /// A server in this process.
    pub fn in_process() -> Client {
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

    /// The program, with these arguments.
    pub fn child(arguments: &[&str]) -> Client {
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
        let write = move |bytes: &[u8]| drop(stdin.write_all(bytes).and_then(|()| stdin.flush()));
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
            heard: Vec::new(),
            settings: Value::Null,
        }
    }

    /// A session in this process, in these folders.
    pub fn started(folders: &[&Path]) -> Client {
        let mut client = Client::in_process();
        client.initialize(folders, capabilities(), Value::Null);
        client
    }

    /// Begins the session; returns what the server offers.
    pub fn initialize(&mut self, folders: &[&Path], capabilities: Value, options: Value) -> Value {
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

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        (self.outgoing)(bytes);
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Tells something.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks something; the answer comes later.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(
            &json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params }),
        );
        self.last_id
    }

    /// The whole answer to a question.
    pub fn answer(&mut self, id: i64) -> Value {
        self.until("an answer", |client| client.answers.contains_key(&id));
        self.answers.remove(&id).unwrap()
    }

    /// Asks and waits for the result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// Opens a file.
    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let document =
            json!({ "uri": uri, "languageId": "json", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Edits a file; a change is a range and its new text, or the whole text.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// Closes a file.
    pub fn close(&mut self, uri: &str) {
        self.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
    }

    /// Says that files came (1), changed (2) or went (3).
    pub fn watched(&mut self, changes: &[(&Path, u8)]) {
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
    pub fn rules(&self, uri: &str) -> Vec<String> {
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
    pub fn until_rules(&mut self, uri: &str, rules: &[&str]) {
        self.until(&format!("{uri} {rules:?}"), |client| {
            client.published.contains_key(uri) && client.rules(uri) == rules
        });
    }

    /// Waits until this version of a file has diagnostics.
    pub fn until_version(&mut self, uri: &str, version: i32) {
        self.until(&format!("{uri} version {version}"), |client| {
            client
                .published
                .get(uri)
                .is_some_and(|published| published["version"] == version)
        });
    }

    /// Takes messages until something is so.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Client) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self) {
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

    /// Takes what comes for a while.
    pub fn listen(&mut self, time: Duration) {
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
        self.heard.push(message);
    }

    /// Closes the stream to the server.
    pub fn hang_up(&mut self) {
        self.outgoing = Box::new(|_| ());
    }

    /// The exit code of the program, which has to end by itself.
    pub fn exit_code(&mut self) -> Option<i32> {
        let child = self.child.as_mut().unwrap();
        let end = Instant::now() + PATIENCE;
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

/// Takes the first whole message. Anything else on stdout fails the test.
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
