//! The words that users read: American spelling, the terms of `docs/glossary.md`, and none of the words in `BANNED`.
//!
//! To ban a word, add a row. A pattern is words in lower case; `_` is any one word, `word*` any word that begins so, and
//! `.` the end of a clause. Quoted code (between backticks, and in blocks of Markdown) is ignored.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::support;

/// A pattern, and what to write instead.
const BANNED: &[(&str, &str)] = &[
    // What the linter reports.
    ("mistake*", "problem, error"),
    ("finding", "problem"),
    ("findings", "problems"),
    ("fault", "problem, or say who causes it"),
    ("faults", "problems"),
    ("complain*", "reports"),
    ("blame*", "reports"),
    ("be no failure", "exit successfully"),
    ("is no failure", "exits successfully"),
    ("are no failure", "exit successfully"),
    ("do its job", "could not run"),
    // JSON.
    ("be a text", "a string"),
    ("is a text", "a string"),
    ("a text that", "a string that"),
    ("a text of", "a string of"),
    ("a list of texts", "a list of strings"),
    ("list of texts", "list of strings"),
    ("stands twice", "duplicate key"),
    ("stand twice", "duplicate keys"),
    ("a member of the name", "a property"),
    ("members of the same name", "duplicate keys"),
    ("does not end on its line", "unterminated"),
    ("expected is", "expected"),
    ("due here", "expected"),
    ("is due", "is expected"),
    ("blank", "whitespace, space"),
    ("blanks", "whitespace, spaces"),
    ("lexeme*", "tokens"),
    ("is no json", "is not JSON"),
    ("no json", "not JSON"),
    ("that is none", "invalid"),
    ("that are none", "invalid"),
    ("healthy text", "valid text"),
    // Where something is.
    ("stands here", "is listed here, is defined here"),
    ("stand here", "are listed here, are allowed here"),
    ("stands in", "is listed in, is defined in"),
    ("stand in", "are listed in, are defined in"),
    ("stands beside", "is next to"),
    ("stand beside", "are next to"),
    ("stands where", "is where"),
    ("stands outside", "is outside"),
    ("stands directly", "is directly"),
    ("stands at", "is at"),
    ("stands on", "is on"),
    ("stands below", "is below"),
    ("what stands", "what is"),
    ("lies", "is"),
    ("folder above", "parent folder"),
    ("folders above", "parent folders"),
    ("counts from", "is relative to"),
    ("around here", "current"),
    ("in the place of", "instead of"),
    ("at its place", "at its position"),
    ("belongs into", "belongs in; move it to"),
    ("belong into", "belong in"),
    ("leads to nothing", "does not exist"),
    ("lead to nothing", "do not exist"),
    ("leads nowhere", "does not exist"),
    ("lead nowhere", "do not exist"),
    ("leads somewhere", "exists"),
    ("brings along", "contains"),
    ("brings it along", "contains it"),
    ("one a line", "one per line"),
    ("one a platform", "one per platform"),
    ("one a profile", "one per profile"),
    ("1 place more", "1 other"),
    ("places more", "others"),
    // What to do.
    ("asks for", "requires, requests"),
    ("ask for", "require, request"),
    ("asked for", "required, requested"),
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("mending", "fixing"),
    ("repairs", "fixes"),
    ("repaired", "fixed, recovered"),
    ("another uid", "a different uid"),
    ("the other another", "one of them a different"),
    // Negation and register.
    ("is no property", "is not a property"),
    ("type is called", "unknown component type"),
    ("and goes on", "recovered"),
    ("is no _ of", "is not a … of"),
    ("nothing of yours", "is a placeholder"),
    ("surely", "definitely"),
    ("doubtful", "uncertain"),
    ("stop to support", "support ends"),
    ("heeded", "respected"),
    ("takes for", "reads as"),
    ("of today", "current"),
    ("in force", "in effect"),
    ("for ever", "forever"),
    ("fall silent", "report nothing"),
    ("falls silent", "reports nothing"),
    ("quick look", "fast path"),
    // The metaphor of a house.
    ("room", "module"),
    ("rooms", "modules"),
    ("wall", "boundary"),
    ("walls", "boundaries"),
    ("neighbour*", "neighbor"),
    // British spelling.
    ("analyse*", "analyze"),
    ("artefact*", "artifact"),
    ("authoris*", "authoriz-"),
    ("behaviour*", "behavior"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("catalogue*", "catalog"),
    ("centre*", "center"),
    ("colour*", "color"),
    ("customis*", "customiz-"),
    ("defence", "defense"),
    ("favour*", "favor"),
    ("fulfil", "fulfill"),
    ("grey", "gray"),
    ("honour*", "honor"),
    ("initialis*", "initializ-"),
    ("labelled", "labeled"),
    ("licence*", "license"),
    ("minimis*", "minimiz-"),
    ("misspelt", "misspelled"),
    ("modelled", "modeled"),
    ("normalis*", "normaliz-"),
    ("optimis*", "optimiz-"),
    ("organis*", "organiz-"),
    ("programme*", "program"),
    ("recognis*", "recogniz-"),
    ("serialis*", "serializ-"),
    ("spelt", "spelled"),
    ("summaris*", "summariz-"),
    ("synchronis*", "synchroniz-"),
    ("travelled", "traveled"),
    ("unlabelled", "unlabeled"),
    ("whilst", "while"),
];

/// Wider patterns in which a banned one is ordinary English, with the reason.
const ALLOWED: &[(&str, &str)] = &[
    ("optimistic*", "a word of its own"),
    ("blank issues", "a setting of GitHub"),
];

/// Files in which a pattern is allowed, with the reason.
const ALLOWED_IN: &[(&str, &str, &str)] = &[];

/// Keywords of a schema whose strings are shown to users.
const SHOWN: [&str; 10] = [
    "title",
    "description",
    "markdownDescription",
    "x-note",
    "x-requiredNote",
    "x-patternMessage",
    "x-enumDescriptions",
    "x-unknownFieldHelp",
    "x-valueHelp",
    "x-deprecated",
];

/// A word in lower case, `.` for punctuation, or `` ` `` for quoted code; with the number of its line.
struct Token {
    text: String,
    line: usize,
}

/// The words of a text. Line breaks do not end a clause, except before an empty line.
fn tokens(text: &str, is_markdown: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut is_block = false;
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        let mut push = |text: &str| {
            tokens.push(Token {
                text: text.to_lowercase(),
                line: line_number,
            });
        };
        if is_markdown && line.trim_start().starts_with("```") {
            is_block = !is_block;
            push(".");
            continue;
        }
        if is_block {
            continue;
        }
        if line.trim().is_empty() {
            push(".");
        }
        // Every second piece is quoted code; a backtick without its partner quotes nothing.
        let pieces: Vec<&str> = line.split('`').collect();
        for (index, piece) in pieces.iter().enumerate() {
            if index % 2 == 1 && index + 1 < pieces.len() {
                push("`");
                continue;
            }
            let mut word = String::new();
            for character in piece.chars().chain([' ']) {
                if character.is_alphanumeric() || "'’-_".contains(character) {
                    word.push(if character == '’' { '\'' } else { character });
                    continue;
                }
                if !word.is_empty() {
                    push(&word);
                    word.clear();
                }
                if !character.is_whitespace() && !"*()[]\"".contains(character) {
                    push(".");
                }
            }
        }
    }
    tokens
}

/// Whether the words of `pattern` are those that `tokens` begin with.
fn matches(pattern: &str, tokens: &[Token]) -> bool {
    for (index, word) in pattern.split(' ').enumerate() {
        let Some(token) = tokens.get(index) else {
            return false;
        };
        let text = token.text.as_str();
        let is_match = match word.strip_suffix('*') {
            Some(start) => text.starts_with(start),
            None if word == "_" => text != ".",
            None => text == word,
        };
        if !is_match {
            return false;
        }
    }
    true
}

/// Whether a wider pattern that is allowed covers the token at `index`.
fn is_allowed(tokens: &[Token], index: usize) -> bool {
    ALLOWED.iter().any(|(pattern, _)| {
        let length = pattern.split(' ').count();
        (index.saturating_sub(length - 1)..=index).any(|start| matches(pattern, &tokens[start..]))
    })
}

/// The violations in a text, as `line: words (write: …)`.
fn violations(name: &str, text: &str) -> Vec<String> {
    let tokens = tokens(text, name.ends_with(".md"));
    let mut found = Vec::new();
    for index in 0..tokens.len() {
        for (pattern, instead) in BANNED {
            let is_exception = ALLOWED_IN
                .iter()
                .any(|(file, allowed, _)| *file == name && allowed == pattern);
            if matches(pattern, &tokens[index..]) && !is_exception && !is_allowed(&tokens, index) {
                let words = tokens[index..].iter().take(pattern.split(' ').count());
                let words: Vec<&str> = words.map(|token| token.text.as_str()).collect();
                let line = tokens[index].line;
                found.push(format!(
                    "{line}: \"{}\" (write: {instead})",
                    words.join(" ")
                ));
            }
        }
    }
    found
}

/// The strings of a schema, or of a manifest of VS Code, that users read, one per line.
fn shown(value: &Value, is_shown: bool, out: &mut String) {
    match value {
        Value::String(text) if is_shown => {
            *out += text;
            *out += "\n\n";
        }
        Value::Array(items) => items.iter().for_each(|item| shown(item, is_shown, out)),
        Value::Object(members) => {
            for (key, member) in members {
                // A property of a file may have the name of a keyword: its schema is an object.
                let is_keyword = SHOWN.contains(&key.as_str());
                let is_property = member.get("type").is_some() || member.get("$ref").is_some();
                shown(member, is_shown || (is_keyword && !is_property), out);
            }
        }
        _ => {}
    }
}

fn name(path: &Path) -> String {
    let path = path.strip_prefix(support::root()).unwrap();
    path.to_str().unwrap().replace('\\', "/")
}

fn add(texts: &mut BTreeMap<String, String>, path: &Path) {
    texts.insert(name(path), std::fs::read_to_string(path).unwrap());
}

/// Everything that users read, by the name of its file or command.
fn user_facing_texts() -> BTreeMap<String, String> {
    let root = support::root();
    let mut texts = BTreeMap::new();
    for page in [
        "README.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "vscode-extension/README.md",
    ] {
        add(&mut texts, &root.join(page));
    }
    let pages = ["docs", "server/tools/src/topics"].map(|folder| root.join(folder));
    for path in pages.iter().flat_map(|folder| support::files(folder)) {
        if path.extension().is_some_and(|own| own == "md") {
            add(&mut texts, &path);
        }
    }
    for path in support::files(&root.join(".github")) {
        if !path.starts_with(root.join(".github/workflows")) {
            add(&mut texts, &path);
        }
    }
    for path in support::files(&root.join("fixtures")) {
        if path.extension().is_some_and(|own| own == "out") {
            add(&mut texts, &path);
        }
    }
    for path in support::files(&root.join("schemas")) {
        let is_published = path.starts_with(root.join("schemas/published"));
        if path.extension().is_some_and(|own| own == "json") && !is_published {
            let json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let mut text = String::new();
            shown(&json, false, &mut text);
            texts.insert(name(&path), text);
        }
    }
    let manifest = root.join("vscode-extension/package.json");
    let json: Value = serde_json::from_slice(&std::fs::read(&manifest).unwrap()).unwrap();
    let mut text = String::new();
    shown(&json, false, &mut text);
    texts.insert(name(&manifest), text);
    playground(&mut texts);
    help(&mut texts);
    texts
}

/// The sources of the playground as a whole: most of their strings are shown, those between backticks too.
fn playground(texts: &mut BTreeMap<String, String>) {
    for path in support::files(&support::root().join("playground/src")) {
        if path
            .extension()
            .is_some_and(|own| own == "html" || own == "js")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            texts.insert(name(&path), text.replace('`', " "));
        }
    }
}

/// What `--help` of the program and of each command prints.
fn help(texts: &mut BTreeMap<String, String>) {
    let print = |arguments: &[&str]| {
        let output = support::run(support::root(), arguments);
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let whole = print(&["--help"]);
    let commands = whole.split("Commands:\n").nth(1).unwrap();
    for line in commands.lines().take_while(|line| !line.is_empty()) {
        let Some(command) = line.split_whitespace().next() else {
            continue;
        };
        if command != "help" {
            texts.insert(
                format!("hsmeta {command} --help"),
                print(&[command, "--help"]),
            );
        }
    }
    texts.insert("hsmeta --help".to_owned(), whole);
}

#[test]
fn user_facing_text_uses_the_terms_of_the_glossary() {
    let texts = user_facing_texts();
    let has = |start: &str| texts.keys().filter(|name| name.starts_with(start)).count();
    assert!(has("hsmeta ") > 8 && has("fixtures/") > 300 && has("docs/rules/") > 100);
    assert!(has("schemas/") > 20 && has(".github/") > 4 && has("playground/src/") > 15);
    let mut report = String::new();
    for (name, text) in &texts {
        for violation in violations(name, text) {
            report += &format!("{name}:{violation}\n");
        }
    }
    assert!(report.is_empty(), "banned words:\n{report}");
}

#[test]
fn banned_words_are_reported_outside_of_quoted_code() {
    let found = |text: &str| violations("page.md", text);
    assert_eq!(found("Mended\nby hand.").len(), 1);
    assert_eq!(found("It stands\nin the file.").len(), 1, "across lines");
    assert_eq!(found("It stands. In the file.").len(), 0, "a new clause");
    assert_eq!(
        found("Say `mended` to it.\n\n```text\ncolour\n```\n").len(),
        0
    );
    assert_eq!(found("An optimistic optimisation.").len(), 1);
    assert_eq!(found("a `x` is no member of `y`").len(), 1, "any word");
}

/// A row must be able to match, and must not be covered by another row.
#[test]
fn every_row_of_the_table_has_an_effect() {
    for (index, (pattern, instead)) in BANNED.iter().enumerate() {
        assert!(!instead.is_empty(), "{pattern}");
        assert_eq!(pattern.to_lowercase(), *pattern);
        let is_unique = BANNED[index + 1..]
            .iter()
            .all(|(other, _)| other != pattern);
        assert!(is_unique, "{pattern} is listed twice");
    }
    for (pattern, reason) in ALLOWED {
        assert!(!reason.is_empty(), "{pattern}");
    }
}
