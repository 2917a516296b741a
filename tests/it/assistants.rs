//! `packaging/assistants` and `docs/assistants.md`: files can be read by what they are for, every command and option in them
//! exists, every configured server starts, and the version is that of `Cargo.toml`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support;

fn folder() -> PathBuf {
    support::root().join("packaging/assistants")
}

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(folder().join(path)).unwrap()
}

fn page() -> String {
    std::fs::read_to_string(support::root().join("docs/assistants.md")).unwrap()
}

/// The files, as JSON; those in TOML too.
fn configurations() -> Vec<(String, Value)> {
    let mut configurations = Vec::new();
    for path in support::files(&folder()) {
        let name = path
            .strip_prefix(folder())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let text = std::fs::read_to_string(&path).unwrap();
        if name.ends_with(".json") {
            configurations.push((name, serde_json::from_str(&text).unwrap()));
        } else if name.ends_with(".toml") {
            configurations.push((name, support::toml(&text)));
        } else {
            assert!(name.ends_with(".md"), "{name}");
        }
    }
    configurations
}

/// The commands that configurations start, with their arguments.
fn configured() -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for (name, configuration) in configurations() {
        let mut values = vec![&configuration];
        while let Some(value) = values.pop() {
            if let Some(command) = value["command"].as_str() {
                let arguments = value["args"].as_array().unwrap().iter();
                let arguments = arguments.map(|argument| argument.as_str().unwrap().to_owned());
                assert_eq!(command, "hsmeta", "{name}");
                found.insert(arguments.collect());
            }
            values.extend(
                value
                    .as_object()
                    .into_iter()
                    .flat_map(|object| object.values()),
            );
        }
    }
    found
}

/// The lines of shell commands that begin with `hsmeta`, in code of Markdown.
fn mentioned() -> BTreeSet<Vec<String>> {
    let mut texts = vec![page()];
    for path in support::files(&folder()) {
        texts.push(std::fs::read_to_string(path).unwrap());
    }
    let mut found = BTreeSet::new();
    for text in texts {
        for start in text.match_indices("hsmeta ").map(|(at, _)| at) {
            let before = text[..start].chars().next_back();
            let is_code = before == Some('`') || before == Some('\n');
            let command = text[start..].split(['`', '\n', '|', '#']).next().unwrap();
            let mut words = command.split_whitespace().map(str::to_owned);
            words.next();
            let words: Vec<String> = words.collect();
            if is_code
                && words
                    .first()
                    .is_some_and(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            {
                found.insert(words);
            }
        }
    }
    found
}

/// The help of a command; `None` if there is no such command.
fn help(command: &str) -> Option<String> {
    let output = support::run(support::root(), &[command, "--help"]);
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn commands_and_options_exist() {
    let configured = configured();
    assert_eq!(
        configured,
        BTreeSet::from([vec!["lsp".to_owned()], vec!["mcp".to_owned()]])
    );
    let mentioned = mentioned();
    assert!(mentioned.len() > 10, "{mentioned:?}");
    for words in configured.iter().chain(&mentioned) {
        let help = help(&words[0]).unwrap_or_else(|| panic!("hsmeta {}", words.join(" ")));
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(
                help.contains(&format!("{option} ")) || help.contains(&format!("{option}\n")),
                "hsmeta {}",
                words.join(" ")
            );
        }
    }
}

#[test]
fn configured_servers_answer() {
    for arguments in configured() {
        let mut server = Command::new(env!("CARGO_BIN_EXE_hsmeta"))
            .args(&arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let is_mcp = arguments == ["mcp"];
        let parameters = if is_mcp {
            json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } })
        } else {
            json!({ "processId": null, "rootUri": null, "capabilities": {} })
        };
        let request =
            json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": parameters });
        let request = request.to_string();
        let message = if is_mcp {
            format!("{request}\n")
        } else {
            format!("Content-Length: {}\r\n\r\n{request}", request.len())
        };
        let mut stdin = server.stdin.take().unwrap();
        stdin.write_all(message.as_bytes()).unwrap();
        stdin.flush().unwrap();
        let mut stdout = BufReader::new(server.stdout.take().unwrap());
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        drop(stdin);
        assert!(
            answer.starts_with("Content-Length: ") || answer.contains("\"serverInfo\""),
            "{arguments:?}: {answer}"
        );
        let _ = server.kill();
        server.wait().unwrap();
    }
}

#[test]
fn the_plugin_has_the_version_of_the_program() {
    let manifest: Value =
        serde_json::from_str(&read("claude-code/.claude-plugin/plugin.json")).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let marketplace: Value =
        serde_json::from_str(&read(".claude-plugin/marketplace.json")).unwrap();
    let [plugin] = marketplace["plugins"].as_array().unwrap().as_slice() else {
        panic!("{marketplace}");
    };
    assert_eq!(
        (&plugin["name"], &plugin["description"]),
        (&manifest["name"], &manifest["description"])
    );
    assert!(
        folder()
            .join(plugin["source"].as_str().unwrap())
            .join(".claude-plugin")
            .is_dir()
    );
    assert!(plugin["version"].is_null(), "a second version to keep");
}

#[test]
fn the_page_shows_the_snippet_and_links_every_configuration() {
    let page = page();
    assert!(page.contains(&format!("```markdown\n{}```\n", read("AGENTS.md"))));
    for (name, _) in configurations() {
        if !name.starts_with("claude-code/") && !name.starts_with(".claude-plugin/") {
            assert!(
                page.contains(&format!("(../packaging/assistants/{name})")),
                "{name}"
            );
        }
    }
}

#[test]
fn the_skill_shows_a_block_that_is_printed() {
    let skill = read("claude-code/skills/hubspot-projects/SKILL.md");
    let example = skill
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let kiosk = support::root().join("fixtures/formats/kiosk");
    let output = support::run(&kiosk, &["check", "--format", "agent"]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains(example), "{example}\nis not in\n{report}");
    let (_, front) = skill.split_once("---\n").unwrap();
    let (front, _) = front.split_once("---\n").unwrap();
    // The limits of the format: https://agentskills.io/specification
    let description = front
        .split_once("description: ")
        .unwrap()
        .1
        .lines()
        .next()
        .unwrap();
    assert!(front.starts_with("name: hubspot-projects\n") && description.len() <= 1024);
}
