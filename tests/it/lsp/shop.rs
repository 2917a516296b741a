//! The project of the request tests: on the disk, with a session that knows it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};
use crate::ide_case::SHOP;

/// The project, and what the client has opened of it.
pub(crate) struct Shop {
    folder: tempfile::TempDir,
    pub(crate) client: Client,
    /// The open texts with their versions, by name.
    texts: BTreeMap<String, (i32, String)>,
    /// How often [`Shop::settle`] was called.
    settled: i32,
}

/// What a client of today can do, and whatever else the server asks about.
pub(crate) fn modern() -> Value {
    let mut all = capabilities();
    let more = json!({ "valueSet": [1, 2] });
    all["textDocument"]["completion"]["completionItem"]["insertTextModeSupport"] = more;
    all
}

/// The same without one of them, named by its JSON pointer.
pub(crate) fn without(pointer: &str) -> Value {
    let mut all = modern();
    *all.pointer_mut(pointer)
        .unwrap_or_else(|| panic!("{pointer}")) = Value::Null;
    all
}

/// The same with one of them set.
pub(crate) fn with(pointer: &str, value: Value) -> Value {
    let mut all = modern();
    let (above, name) = pointer.rsplit_once('/').unwrap();
    let mut at = &mut all;
    for key in above.split('/').skip(1) {
        at = &mut at[key];
    }
    at[name] = value;
    all
}

/// The lines of a text, without their ends.
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

/// The byte at a position that has to exist in the text, at the border of a character.
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
    panic!("{position} is no place in {line:?}");
}

/// The bytes of a range.
pub(crate) fn bytes(text: &str, range: &Value) -> std::ops::Range<usize> {
    byte_at(text, &range["start"])..byte_at(text, &range["end"])
}

/// A text with edits of the protocol made; they must not overlap.
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

impl Shop {
    /// A client of today, without settings.
    pub(crate) fn new() -> Shop {
        Shop::with(modern(), Value::Null)
    }

    /// A client with these capabilities and settings.
    pub(crate) fn with(capabilities: Value, options: Value) -> Shop {
        let folder = tempfile::tempdir().unwrap();
        let mut client = Client::in_process();
        let files = SHOP
            .split("\n== ")
            .skip(1)
            .map(|part| part.split_once('\n').unwrap_or((part, "")));
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        client.initialize(&[folder.path()], capabilities, options);
        Shop {
            folder,
            client,
            texts: BTreeMap::new(),
            settled: 0,
        }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    pub(crate) fn uri(&self, file: &str) -> String {
        uri(&self.path(file))
    }

    /// What the editor shows of a file, or else the disk has of it.
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

    /// Opens a file with another text than the disk has.
    pub(crate) fn open_as(&mut self, file: &str, text: &str) {
        let name = self.uri(file);
        self.client.open(&name, 1, text);
        self.texts.insert(name.clone(), (1, text.to_owned()));
        self.client.until("the open file", |client| {
            client.published.contains_key(&name)
        });
    }

    /// The place of the `▮` in an open file; the text around it must stand there once.
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

    /// The same in a file whose text was changed first: `old`, which must stand there once, into `marked` without the mark.
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

    /// Makes edits in an open file.
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

    /// What a range of a file says.
    pub(crate) fn slice(&self, file: &str, range: &Value) -> String {
        let text = self.text(file);
        text[bytes(&text, range)].to_owned()
    }

    /// A place of any file, as `file line:character text`.
    pub(crate) fn shown(&self, name: &str, range: &Value) -> String {
        let file = self.file(name);
        let start = &range["start"];
        format!(
            "{file} {}:{} {}",
            start["line"],
            start["character"],
            self.slice(&file, range)
        )
    }

    /// The file of a name.
    pub(crate) fn file(&self, name: &str) -> String {
        name.strip_prefix(&format!("{}/", uri(self.folder.path())))
            .unwrap_or_else(|| panic!("{name}"))
            .to_owned()
    }

    /// Makes a workspace edit as an editor does: open files are changed, others are opened first. Returns the files.
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
        // An editor may take any order; this one has the first files wait for the last.
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

    /// Waits until the last texts of all open files were checked, and returns the rules of what was found.
    pub(crate) fn rules(&mut self) -> Vec<String> {
        self.settle();
        let names: Vec<String> = self.client.published.keys().cloned().collect();
        names
            .iter()
            .flat_map(|name| self.client.rules(name))
            .collect()
    }

    /// Waits until all that follows from what was sent was published. The version of a file does not tell: when another
    /// file is edited after it, the same version is published twice. The server takes events in their order and publishes
    /// files in the order of their names, so one more file that sorts last and has no findings comes after all of it.
    fn settle(&mut self) {
        const LAST: &str = "untitled:last/hsproject.json";
        const TEXT: &str = r#"{ "name": "last", "srcDir": "src", "platformVersion": "2026.03" }"#;
        self.settled += 1;
        self.client.open(LAST, self.settled, TEXT);
        self.client.until_version(LAST, self.settled);
        self.client.close(LAST);
    }
}
