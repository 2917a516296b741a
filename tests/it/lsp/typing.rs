//! Random edits, saves, closing and opening: the editor shows the diagnostics of the command line
//! for the same texts.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use catalog::FileKind;
use serde_json::{Value, json};

use super::client::{Client, uri};
use super::parity::{Shown, expected, published};
use super::project_session::end_of;
use crate::ide_case::{ACTION, APP, CARD, KIOSK, OBJECT};
use crate::support;

const FILES: &[&str] = &[
    "hsproject.json",
    "src/hsprofile.dev.json",
    "src/hsprofile.prod.json",
    APP,
    CARD,
    OBJECT,
    ACTION,
    // Does not exist on disk until it is saved.
    "src/app/cards/new-hsmeta.json",
    "src/hsprofile.new.json",
    "src/app/cards/package.json",
    "src/app/cards/paper.json",
    "src/hsprofile.dev.example.json",
    ".hsignore",
    ".gitignore",
];

/// Inserted strings: characters that matter to JSON, line breaks and UTF-16, and values that matter
/// to rules.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "\\",
    " ",
    "1",
    "-",
    "\n",
    "\r",
    "\r\n",
    "\u{2028}",
    "\u{feff}",
    "é",
    "😀",
    "\u{0}",
    "${HOST}",
    "${",
    "paper",
    "kiosk",
    "card",
    "src",
    "null",
    "\"uid\": \"paper\",",
    "\"type\": \"card\",",
    "\"dependencies\": {\"a\": \"file:a\"},",
    "hsprofile.*.json\n",
    "\"x\": {\"😀\": []},",
    "2025.1",
    "crm.record.tab",
    "src/app/cards\n",
    "oauth",
    "\\u0041",
    "//",
    "'",
];

/// xorshift64*, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

struct RandomEditor {
    random: Random,
    folder: tempfile::TempDir,
    /// A folder with the texts that the editor shows, for the command line.
    mirror: tempfile::TempDir,
    client: Client,
    original: BTreeMap<&'static str, &'static str>,
    /// The texts on disk, except for entrypoints.
    disk: BTreeMap<&'static str, String>,
    open: BTreeMap<&'static str, (i32, String)>,
    /// The steps so far, shown if the test fails.
    done: Vec<String>,
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

impl RandomEditor {
    fn new(seed: u64) -> RandomEditor {
        let (folder, mirror) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let parts = KIOSK
            .split("\n== ")
            .skip(1)
            .map(|part| part.split_once('\n').unwrap_or((part, "")));
        let original: BTreeMap<_, _> = parts.collect();
        for (path, text) in &original {
            write(folder.path(), path, text);
            write(mirror.path(), path, text);
        }
        let disk = original
            .iter()
            .filter(|(path, _)| FILES.contains(path))
            .map(|(path, text)| (*path, (*text).into()));
        let (client, disk) = (Client::started(&[folder.path()]), disk.collect());
        let random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        RandomEditor {
            random,
            folder,
            mirror,
            client,
            original,
            disk,
            open: BTreeMap::new(),
            done: vec![format!("seed {seed}")],
        }
    }

    fn uri(&self, file: &str) -> String {
        uri(&self.folder.path().join(file))
    }

    fn step(&mut self) {
        let file = self.random.one(FILES);
        match (self.open.contains_key(file), self.random.below(20)) {
            (false, 0..17) => self.start(file),
            (true, 0..12) => self.type_in(file),
            (true, 12..14) => self.restore(file),
            (true, 14..16) => self.save(file),
            (true, 16) => self.finish(file),
            (_, 17) => self.replace_on_disk(file),
            _ => self.ask(file),
        }
    }

    fn note(&mut self, what: &str, file: &str, more: &str) {
        self.done.push(format!("{what} {file} {more:?}"));
    }

    fn start(&mut self, file: &'static str) {
        let mut text = self.disk.get(file).cloned().unwrap_or_default();
        // An editor may restore unsaved texts of its last session.
        if self.random.below(4) == 0 {
            text.push_str(self.random.one(PIECES));
        }
        self.note("open", file, &text);
        self.client.open(&self.uri(file), 1, &text);
        self.open.insert(file, (1, text));
    }

    fn type_in(&mut self, file: &'static str) {
        let (version, mut text) = self.open.remove(file).unwrap();
        let changes: Vec<Value> = (0..=self.random.below(4))
            .map(|_| self.one_change(&mut text))
            .collect();
        self.note("change", file, &json!(changes).to_string());
        self.client
            .change(&self.uri(file), version + 1, json!(changes));
        self.open.insert(file, (version + 1, text));
    }

    /// Changes the text and returns the content change.
    fn one_change(&mut self, text: &mut String) -> Value {
        let mut piece = self.random.one(PIECES).to_owned();
        if self.random.below(3) == 0 {
            piece.push_str(self.random.one(PIECES));
        }
        if self.random.below(30) == 0 {
            *text = piece + text;
            return json!({ "text": text });
        }
        let (start, end) = match self.random.below(3) {
            // A complete string, so that the result is likely to be valid JSON.
            0 => self.word(text, &mut piece),
            1 => (self.place(text, 0, text.len()), None),
            _ => {
                let start = self.place(text, 0, text.len());
                let longest = if self.random.below(10) == 0 {
                    text.len()
                } else {
                    8
                };
                (
                    start,
                    Some(self.place(text, start, (start + longest).min(text.len()))),
                )
            }
        };
        let end = end.unwrap_or(start);
        let range = json!({ "start": end_of(&text[..start]), "end": end_of(&text[..end]) });
        text.replace_range(start..end, &piece);
        json!({ "range": range, "text": piece })
    }

    /// Selects a quoted string and replaces it by another one of the project.
    fn word(&mut self, text: &str, piece: &mut String) -> (usize, Option<usize>) {
        fn words(text: &str) -> Vec<&str> {
            text.split('"')
                .skip(1)
                .step_by(2)
                .filter(|word| !word.contains(['\r', '\n']))
                .collect()
        }
        let other = self.original[self.random.one(&[APP, CARD, OBJECT, ACTION])];
        *piece = self.random.one(&words(other)).to_owned();
        match words(text).as_slice() {
            [] => (0, None),
            own => {
                let word = self.random.one(own);
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                (start, Some(start + word.len()))
            }
        }
    }

    /// A character boundary that is not inside of a line break.
    fn place(&mut self, text: &str, from: usize, to: usize) -> usize {
        let mut at = from + self.random.below(to - from + 1);
        while !text.is_char_boundary(at)
            || text[..at].ends_with('\r') && text[at..].starts_with('\n')
        {
            at -= 1;
        }
        at.max(from)
    }

    /// Restores the valid text with a random line break.
    fn restore(&mut self, file: &'static str) {
        let ending = self.random.one(&["\n", "\r\n", "\r"]);
        let text = self
            .original
            .get(file)
            .copied()
            .unwrap_or("{}")
            .replace('\n', ending);
        let version = self.open[file].0 + 1;
        self.note("restore", file, ending);
        self.client
            .change(&self.uri(file), version, json!([{ "text": text }]));
        self.open.insert(file, (version, text));
    }

    fn save(&mut self, file: &'static str) {
        let text = self.open[file].1.clone();
        // Byte-order marks on disk are tested elsewhere.
        if text.starts_with('\u{feff}') {
            return;
        }
        self.note("save", file, "");
        let kind = self.put(file, text);
        self.client.notify(
            "textDocument/didSave",
            json!({ "textDocument": { "uri": self.uri(file) } }),
        );
        self.tell(file, kind);
    }

    fn finish(&mut self, file: &'static str) {
        self.note("close", file, "");
        self.client.close(&self.uri(file));
        self.open.remove(file);
    }

    fn replace_on_disk(&mut self, file: &'static str) {
        let mut text = self.disk.get(file).cloned().unwrap_or_default();
        self.one_change(&mut text);
        let text = text.trim_start_matches('\u{feff}').to_owned();
        self.note("disk", file, &text);
        let kind = self.put(file, text);
        self.tell(file, kind);
    }

    fn put(&mut self, file: &'static str, text: String) -> u8 {
        write(self.folder.path(), file, &text);
        if self.disk.insert(file, text).is_some() {
            2
        } else {
            1
        }
    }

    fn tell(&mut self, file: &str, kind: u8) {
        let path = self.folder.path().join(file);
        self.client.watched(&[(&path, kind)]);
    }

    fn ask(&mut self, file: &str) {
        self.note("ask", file, "");
        let place = json!({ "line": self.random.below(40), "character": self.random.below(60) });
        let params = json!({ "textDocument": { "uri": self.uri(file) }, "position": place });
        self.client.request(
            self.random
                .one(&["textDocument/completion", "textDocument/hover"]),
            params,
        );
    }

    /// The diagnostics of the command line.
    fn expected(&self) -> Shown {
        for file in FILES {
            match self
                .open
                .get(file)
                .map(|(_, text)| text)
                .or(self.disk.get(file))
            {
                Some(text) => write(self.mirror.path(), file, text),
                None => {
                    // It may not exist.
                    let _ = std::fs::remove_file(self.mirror.path().join(file));
                }
            }
        }
        let (mirror, folder) = (uri(self.mirror.path()), uri(self.folder.path()));
        let here = |text: String| text.replace(&mirror, &folder);
        let found = expected(&support::load(self.mirror.path()).0, self.mirror.path()).into_iter();
        found
            .map(|(file, lines)| (here(file), lines.into_iter().map(here).collect()))
            .collect()
    }

    fn compare(&mut self) {
        let expected = self.expected();
        // `.hsignore` itself never has diagnostics.
        let mut versions = Vec::new();
        for (file, (version, _)) in &self.open {
            if FileKind::of(file.rsplit('/').next().unwrap()).is_some() {
                versions.push((self.uri(file), *version));
            }
        }
        let condition = |client: &Client| {
            let are_current = versions.iter().all(|(name, version)| {
                let published = client.published.get(name);
                published.is_some_and(|params| params["version"] == *version)
            });
            are_current && published(client) == expected
        };
        self.client
            .until(&format!("{expected:#?} after {:#?}", self.done), condition);
        // Nothing changes afterwards.
        self.client.listen(Duration::from_millis(5));
        assert!(
            condition(&self.client),
            "{expected:#?} {:#?} after {:#?}",
            published(&self.client),
            self.done
        );
    }
}

#[test]
fn editor_and_command_line_agree_after_random_edits() {
    let seeds = std::env::var("SEEDS")
        .ok()
        .and_then(|seeds| seeds.parse().ok())
        .unwrap_or(12);
    for seed in 0..seeds {
        let mut typist = RandomEditor::new(seed);
        for step in 1..=60 {
            typist.step();
            if step % 12 == 0 {
                typist.compare();
            }
        }
    }
}
