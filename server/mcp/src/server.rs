//! The server: a queue of messages, answered one at a time in the order of their arrival. Cancellations and answers of the
//! client overtake the queue.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

use crate::answer::{Failure, error, response};
use crate::host::{Host, Roots};
use crate::lines::Input;
use crate::message::{Message, Request};
use crate::methods;
use crate::protocol::{
    CLIENT_CAPABILITIES, Code, PROTOCOL_VERSION, SERVER_INFO, STATELESS, WITH_BATCHES,
    WITH_SESSION, supported,
};
use crate::roots::{self, SessionRoots};

/// How long a client may keep what depends on the version of hsmeta only, in milliseconds.
const FRESH: u64 = 3_600_000;

/// Calls that wait for the roots of the client.
const MAX_WAITING: usize = 64;

pub struct Server<H> {
    host: H,
    queue: VecDeque<Job>,
    /// What waits for the roots of the client.
    waiting: VecDeque<Job>,
    /// The revision of the session, if one was begun.
    revision: Option<&'static str>,
    roots: SessionRoots,
    output: Vec<String>,
}

enum Job {
    One(Request),
    Batch(Vec<Value>),
    RootsChanged,
}

impl<H: Host> Server<H> {
    pub fn new(host: H) -> Server<H> {
        Server {
            host,
            queue: VecDeque::new(),
            waiting: VecDeque::new(),
            revision: None,
            roots: SessionRoots::default(),
            output: Vec::new(),
        }
    }

    /// Takes a line of the input.
    pub fn receive(&mut self, input: &Input) {
        let line = match input {
            Input::Line(line) => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line),
            Input::TooLong => {
                return self.refuse(None, Code::InvalidRequest, "the message is too long");
            }
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        match serde_json::from_slice(line) {
            Ok(Value::Array(batch)) => self.queue.push_back(Job::Batch(batch)),
            Ok(value) => match Message::of(value) {
                Message::Request(request) => self.queue.push_back(Job::One(request)),
                message => self.take(message),
            },
            Err(problem) => {
                let reason = format!("not a JSON message: {problem}");
                self.refuse(None, Code::ParseError, &reason);
            }
        }
    }

    /// Whether messages are left that could be answered.
    pub fn has_work(&self) -> bool {
        !self.queue.is_empty()
    }

    /// How many messages have not been answered.
    pub fn backlog(&self) -> usize {
        self.queue.len() + self.waiting.len()
    }

    /// Answers the oldest message. A panic costs that answer only.
    pub fn step(&mut self) {
        let Some(job) = self.queue.pop_front() else {
            return;
        };
        match job {
            Job::RootsChanged => {
                self.roots.forget();
                if !self.waiting.is_empty() {
                    self.ask_for_roots();
                }
            }
            job if self.must_wait(&job) => self.wait(job),
            Job::One(request) => {
                let answer = self.answer(request);
                self.send(&answer);
            }
            Job::Batch(batch) => self.answer_batch(batch),
        }
    }

    /// The lines to write, without line breaks.
    pub fn take_output(&mut self) -> Vec<String> {
        std::mem::take(&mut self.output)
    }

    fn send(&mut self, message: &Value) {
        self.output.push(message.to_string());
    }

    fn refuse(&mut self, id: Option<Value>, code: Code, reason: &str) {
        let error = error(id, Failure::new(code, reason));
        self.send(&error);
    }

    /// Takes what is not a request.
    fn take(&mut self, message: Message) {
        match message {
            Message::Notification { method, params } => self.notified(&method, &params),
            Message::Response { id, result } => {
                self.roots.take(&id, result.as_ref());
                if self.roots.known().is_some() {
                    // Those that have waited came first.
                    while let Some(job) = self.waiting.pop_back() {
                        self.queue.push_front(job);
                    }
                }
            }
            Message::Invalid { id, reason } => self.refuse(id, Code::InvalidRequest, reason),
            Message::Request(_) => {}
        }
    }

    fn notified(&mut self, method: &str, params: &Value) {
        match method {
            "notifications/cancelled" => {
                let canceled = params.get("requestId");
                let is_kept = |job: &Job| match job {
                    // The first request cannot be canceled.
                    Job::One(request) => {
                        Some(&request.id) != canceled || request.method == "initialize"
                    }
                    Job::Batch(_) | Job::RootsChanged => true,
                };
                self.queue.retain(is_kept);
                self.waiting.retain(is_kept);
            }
            "notifications/roots/list_changed" => self.queue.push_back(Job::RootsChanged),
            _ => {}
        }
    }

    fn ask_for_roots(&mut self) {
        if let Some(question) = self.roots.question() {
            self.send(&question);
        }
    }

    /// Keeps a call until the roots are known. A client that never names them must not fill the memory.
    fn wait(&mut self, job: Job) {
        if self.waiting.len() < MAX_WAITING {
            self.waiting.push_back(job);
            return self.ask_for_roots();
        }
        let id = match job {
            Job::One(request) => Some(request.id),
            Job::Batch(_) | Job::RootsChanged => None,
        };
        let reason = "too many calls wait for the answer to `roots/list`";
        self.refuse(id, Code::InvalidRequest, reason);
    }

    fn must_wait(&self, job: &Job) -> bool {
        if self.roots.known().is_some() {
            return false;
        }
        match job {
            Job::One(request) => {
                requested_revision(request).is_none() && methods::needs_roots(&self.host, request)
            }
            Job::Batch(batch) => batch.iter().any(|value| match Message::of(value.clone()) {
                Message::Request(request) => methods::needs_roots(&self.host, &request),
                _ => false,
            }),
            Job::RootsChanged => false,
        }
    }

    fn answer_batch(&mut self, batch: Vec<Value>) {
        if self.revision != Some(WITH_BATCHES) {
            let reason = "batches are part of revision 2025-03-26 only";
            return self.refuse(None, Code::InvalidRequest, reason);
        }
        if batch.is_empty() {
            return self.refuse(None, Code::InvalidRequest, "the batch is empty");
        }
        let mut answers = Vec::new();
        for value in batch {
            match Message::of(value) {
                Message::Request(request) => answers.push(self.answer(request)),
                Message::Invalid { id, reason } => {
                    answers.push(error(id, Failure::new(Code::InvalidRequest, reason)));
                }
                message => self.take(message),
            }
        }
        if !answers.is_empty() {
            self.send(&Value::Array(answers));
        }
    }

    fn answer(&mut self, request: Request) -> Value {
        let id = request.id.clone();
        let answered = catch_unwind(AssertUnwindSafe(|| self.result(&request)));
        let result = answered.unwrap_or_else(|_| {
            let message = format!("internal error in {}; please report this", request.method);
            Err(Failure::new(Code::InternalError, message))
        });
        response(id, result)
    }

    fn result(&mut self, request: &Request) -> Result<Value, Failure> {
        match requested_revision(request) {
            _ if request.method == "initialize" => self.initialize(&request.params),
            Some(revision) if revision.as_str() == Some(STATELESS) => self.stateless(request),
            Some(revision) => Err(unsupported(revision)),
            None if request.method == "ping" => Ok(json!({})),
            None if self.revision.is_none() => {
                let reason = "not initialized: send `initialize` first, or the metadata of 2026-07-28 in `params._meta`";
                Err(Failure::new(Code::InvalidRequest, reason))
            }
            None => {
                let roots = self.roots.known().unwrap_or(Roots::WorkingDirectory);
                match methods::answer(&mut self.host, request, &roots) {
                    Some(result) => result,
                    None => Err(unknown_method(request)),
                }
            }
        }
    }

    fn initialize(&mut self, params: &Value) -> Result<Value, Failure> {
        if self.revision.is_some() {
            let reason = "the session is initialized already";
            return Err(Failure::new(Code::InvalidRequest, reason));
        }
        let Some(wanted) = params.get("protocolVersion").and_then(Value::as_str) else {
            let reason = "`protocolVersion` must be a string";
            return Err(Failure::new(Code::InvalidParams, reason));
        };
        let known = WITH_SESSION.into_iter().find(|known| *known == wanted);
        // Another revision is an offer, which the client may decline.
        let revision = known.unwrap_or(WITH_SESSION[0]);
        self.revision = Some(revision);
        let capabilities = params.get("capabilities");
        self.roots.are_offered = capabilities.is_some_and(|can| can.get("roots").is_some());
        Ok(json!({
            "protocolVersion": revision,
            "capabilities": methods::capabilities(),
            "serverInfo": self.host.info(),
            "instructions": self.host.instructions(),
        }))
    }

    /// A request of 2026-07-28: everything about it is in its metadata.
    fn stateless(&mut self, request: &Request) -> Result<Value, Failure> {
        let meta = request.params.get("_meta");
        let capabilities = meta.and_then(|meta| meta.get(CLIENT_CAPABILITIES));
        if !capabilities.is_some_and(Value::is_object) {
            let reason = format!("`_meta` requires `{CLIENT_CAPABILITIES}`");
            return Err(Failure::new(Code::InvalidParams, reason));
        }
        let mut result = if request.method == "server/discover" {
            json!({
                "supportedVersions": supported(),
                "capabilities": methods::capabilities(),
                "instructions": self.host.instructions(),
            })
        } else if methods::needs_roots(&self.host, request) {
            let Some(roots) = roots::of_request(request) else {
                return Ok(roots::input_required());
            };
            self.without_session(request, &roots)?
        } else {
            self.without_session(request, &Roots::WorkingDirectory)?
        };
        result["resultType"] = json!("complete");
        result["_meta"] = json!({ SERVER_INFO: self.host.info() });
        if request.method != "tools/call" {
            result["ttlMs"] = json!(FRESH);
            result["cacheScope"] = json!("public");
        }
        Ok(result)
    }

    fn without_session(&mut self, request: &Request, roots: &Roots) -> Result<Value, Failure> {
        match methods::answer(&mut self.host, request, roots) {
            Some(result) => result.map_err(Failure::of_stateless),
            None => Err(unknown_method(request)),
        }
    }
}

/// The revision in the metadata of a request, whatever its value is.
fn requested_revision(request: &Request) -> Option<&Value> {
    request.params.get("_meta")?.get(PROTOCOL_VERSION)
}

fn unsupported(requested: &Value) -> Failure {
    let message = "unsupported protocol version";
    Failure::new(Code::UnsupportedProtocolVersion, message)
        .with_data(json!({ "supported": supported(), "requested": requested }))
}

fn unknown_method(request: &Request) -> Failure {
    let message = format!("unknown method: {}", request.method);
    Failure::new(Code::MethodNotFound, message)
}
