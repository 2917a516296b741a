//! The project of the request tests on disk, with a client that has it as a workspace folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};
use crate::ide_case::KIOSK;

pub(crate) struct ProjectSession {
    folder: tempfile::TempDir,
    pub(crate) client: Client,
    /// The open documents with their versions, by URI.
    texts: BTreeMap<String, (i32, String)>,
    /// How often [`ProjectSession::settle`] was called.
    settle_count: i32,
}

/// All capabilities that the server makes use of.
pub(crate) fn all_capabilities() -> Value {
    let mut all = capabilities();
    let more = json!({ "valueSet": [1, 2] });
    all["textDocument"]["completion"]["completionItem"]["insertTextModeSupport"] = more;
    all
}

/// All capabilities without the one at a JSON pointer.
pub(crate) fn without(pointer: &str) -> Value {
    let mut all = all_capabilities();
    *all.pointer_mut(pointer)
        .unwrap_or_else(|| panic!("{pointer}")) = Value::Null;
    all
}

/// All capabilities with another value at a JSON pointer.
pub(crate) fn with(pointer: &str, value: Value) -> Value {
    let mut all = all_capabilities();
    let (above, name) = pointer.rsplit_once('/').unwrap();
    let mut at = &mut all;
    for key in above.split('/').skip(1) {
        at = &mut at[key];
    }
    at[name] = value;
    all
}

/// The lines of a text, without line breaks.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(end) = rest.find(['\r', '\n']) {
        lines.push(&rest[..end]);
        rest = &rest[end
            + if rest[end..].starts_with("\r\n") {
                2
            } else {
                1
            }..];
    }
    lines.push(rest);
    lines
}

/// The position at the end of a text.
pub(crate) fn end_of(text: &str) -> Value {
    let lines = lines(text);
    json!({ "line": lines.len() - 1, "character": lines.last().unwrap().encode_utf16().count() })
}

/// The byte offset of a position, which must be a character boundary of the text.
pub(crate) fn byte_at(text: &str, position: &Value) -> usize {
    let number = |name: &str| position[name].as_u64().unwrap() as usize;
    let line = lines(text)[number("line")];
    let mut units = 0;
    let places = line
        .char_indices()
        .map(|(byte, c)| (byte, c.len_utf16()))
        .chain([(line.len(), 1)]);
    for (byte, length) in places {
        if units == number("character") {
            return byte + line.as_ptr() as usize - text.as_ptr() as usize;
        }
        units += length;
    }
    panic!("{position} is not a position in {line:?}");
}

/// The byte range of a range.
pub(crate) fn bytes(text: &str, range: &Value) -> std::ops::Range<usize> {
    byte_at(text, &range["start"])..byte_at(text, &range["end"])
}

/// Applies edits of the protocol, which must not overlap.
pub(crate) fn edited(text: &str, edits: &[Value]) -> String {
    let mut edits: Vec<_> = edits
        .iter()
        .map(|edit| (bytes(text, &edit["range"]), &edit["newText"]))
        .collect();
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    assert!(
        edits.windows(2).all(|two| two[0].0.end <= two[1].0.start),
        "{edits:?}"
    );
    let mut text = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        text.replace_range(range, new.as_str().unwrap());
    }
    text
}

impl ProjectSession {
    /// A client with all capabilities, without settings.
    pub(crate) fn new() -> ProjectSession {
        ProjectSession::with(all_capabilities(), Value::Null)
    }

    /// A client with these capabilities and settings.
    pub(crate) fn with(capabilities: Value, options: Value) -> ProjectSession {
        let folder = tempfile::tempdir().unwrap();
        let mut client = Client::in_process();
        let files = KIOSK
            .split("\n== ")
            .skip(1)
            .map(|part| part.split_once('\n').unwrap_or((part, "")));
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        client.initialize(&[folder.path()], capabilities, options);
        ProjectSession {
            folder,
            client,
            texts: BTreeMap::new(),
            settle_count: 0,
        }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(crate) fn uri(&self, file: &str) -> String {
        uri(&self.path(file))
    }

    /// The open text of a file, or else the text on disk.
    pub(crate) fn text(&self, file: &str) -> String {
        let open = self
            .texts
            .get(&self.uri(file))
            .map(|(_, text)| text.clone());
        open.unwrap_or_else(|| std::fs::read_to_string(self.path(file)).unwrap())
    }

    /// Opens a file and waits until the server has read its project.
    pub(crate) fn open(&mut self, file: &str) {
        let text = self.text(file);
        self.open_as(file, &text);
    }

    /// Opens a file with a text that differs from the disk.
    pub(crate) fn open_as(&mut self, file: &str, text: &str) {
        let name = self.uri(file);
        self.client.open(&name, 1, text);
        self.texts.insert(name.clone(), (1, text.to_owned()));
        self.client.until("the open file", |client| {
            client.published.contains_key(&name)
        });
    }

    /// The position of the `▮` in an open file, in which the text around it must occur once.
    pub(crate) fn at(&mut self, file: &str, marked: &str) -> Value {
        if !self.texts.contains_key(&self.uri(file)) {
            self.open(file);
        }
        let text = self.text(file);
        let around = marked.replace('▮', "");
        assert_eq!(text.matches(&around).count(), 1, "{around} in {text}");
        let start = text.find(&around).unwrap();
        let position = end_of(&text[..start + marked.find('▮').unwrap()]);
        json!({ "textDocument": { "uri": self.uri(file) }, "position": position })
    }

    /// The same after replacing `old`, which must occur once, by `marked` without the mark.
    pub(crate) fn typed(&mut self, file: &str, old: &str, marked: &str) -> Value {
        if !self.texts.contains_key(&self.uri(file)) {
            self.open(file);
        }
        let text = self.text(file);
        assert_eq!(text.matches(old).count(), 1, "{old} in {text}");
        let start = text.find(old).unwrap();
        let range =
            json!({ "start": end_of(&text[..start]), "end": end_of(&text[..start + old.len()]) });
        self.change(
            file,
            &[json!({ "range": range, "newText": marked.replace('▮', "") })],
        );
        self.at(file, marked)
    }

    pub(crate) fn change(&mut self, file: &str, edits: &[Value]) {
        let name = self.uri(file);
        let (version, text) = self.texts.get_mut(&name).unwrap();
        *version += 1;
        *text = edited(text, edits);
        self.client
            .change(&name, *version, json!([{ "text": text }]));
    }

    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.client.request(method, params.clone())
    }

    /// The text of a range.
    pub(crate) fn slice(&self, file: &str, range: &Value) -> String {
        let text = self.text(file);
        text[bytes(&text, range)].to_owned()
    }

    /// A range as `file line:character text`.
    pub(crate) fn formatted(&self, name: &str, range: &Value) -> String {
        let file = self.file(name);
        let start = &range["start"];
        format!(
            "{file} {}:{} {}",
            start["line"],
            start["character"],
            self.slice(&file, range)
        )
    }

    /// The path of a URI, relative to the project.
    pub(crate) fn file(&self, name: &str) -> String {
        name.strip_prefix(&format!("{}/", uri(self.folder.path())))
            .unwrap_or_else(|| panic!("{name}"))
            .to_owned()
    }

    /// Applies a workspace edit as an editor does: files that are not open are opened first.
    /// Returns the changed files.
    pub(crate) fn apply(&mut self, edit: &Value) -> Vec<String> {
        let mut files: Vec<(String, Vec<Value>)> = Vec::new();
        for (name, edits) in edit["changes"].as_object().into_iter().flatten() {
            files.push((name.clone(), edits.as_array().unwrap().clone()));
        }
        for document in edit["documentChanges"].as_array().into_iter().flatten() {
            let name = document["textDocument"]["uri"].as_str().unwrap();
            let version = self.texts.get(name).map(|(version, _)| *version);
            assert_eq!(
                document["textDocument"]["version"],
                json!(version),
                "{name}"
            );
            files.push((
                name.to_owned(),
                document["edits"].as_array().unwrap().clone(),
            ));
        }
        let mut changed = Vec::new();
        // The order is up to the editor; in reverse order the first files wait for the last.
        files.sort_by(|one, two| two.0.cmp(&one.0));
        for (name, edits) in files {
            let file = self.file(&name);
            if !self.texts.contains_key(&name) {
                self.open(&file);
            }
            self.change(&file, &edits);
            changed.push(file);
        }
        changed.sort();
        changed
    }

    /// Waits until all open documents are checked, and returns the rules of all diagnostics.
    pub(crate) fn rules(&mut self) -> Vec<String> {
        self.settle();
        let names: Vec<String> = self.client.published.keys().cloned().collect();
        names
            .iter()
            .flat_map(|name| self.client.rules(name))
            .collect()
    }

    /// Waits until all earlier messages are handled. The version of a file does not show that: when
    /// another file is edited after it, the same version is published twice. The server handles
    /// events in order and publishes files in the order of their URIs, so a file that sorts last
    /// and has no diagnostics is published after all others.
    fn settle(&mut self) {
        const LAST: &str = "untitled:last/hsproject.json";
        const TEXT: &str = r#"{ "name": "last", "srcDir": "src", "platformVersion": "2026.03" }"#;
        self.settle_count += 1;
        self.client.open(LAST, self.settle_count, TEXT);
        self.client.until_version(LAST, self.settle_count);
        self.client.close(LAST);
    }
}
