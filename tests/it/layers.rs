//! The architecture, held: a module imports only what stands above it in `server/lib.rs`, and foreign crates and the
//! file system stay in their rooms.

use std::path::PathBuf;

use crate::support;

/// Which modules may name what. A path is that of a file or folder below `server/`, without `.rs`.
const FENCES: &[(&str, &[&str])] = &[
    ("annotate_snippets::", &["cli"]),
    ("anstream::", &["cli"]),
    ("clap::", &["cli"]),
    ("clap_complete::", &["cli"]),
    ("clap_mangen::", &["cli"]),
    ("email_address::", &["rules"]),
    ("globset::", &["project/config"]),
    ("icu_normalizer::", &["path"]),
    (
        "ignore::",
        &["cli/watch", "project/upload", "project/version_control"],
    ),
    ("indicatif::", &["cli/progress"]),
    ("jsonschema::", &["catalog", "validate"]),
    ("pathdiff::", &["cli/baseline"]),
    ("percent_encoding::", &["cli/format/sarif", "lsp/uri"]),
    ("quick_xml::", &["cli/format/junit"]),
    ("rayon::", &["cli/check", "lsp/loader", "project/load"]),
    ("ropey::", &["text"]),
    ("rustix::", &["lsp/exit", "project/load"]),
    ("similar::", &["cli", "fix"]),
    ("smallvec::", &["catalog"]),
    ("std::env", &["cli"]),
    (
        "std::fs",
        &["cli/baseline", "cli/create", "cli/write", "project/load"],
    ),
    ("std::io", &["cli", "lsp", "project/load"]),
    ("std::net", &[]),
    ("std::process", &["cli", "lsp", "main"]),
    ("std::sync::mpsc", &["cli/progress", "lsp/loader"]),
    ("std::thread", &["cli/progress", "cli/watch", "lsp"]),
    ("std::time", &["cli/progress", "cli/watch", "lsp"]),
    ("tempfile::", &["cli/create", "cli/write"]),
    ("tokio::", &["lsp"]),
    ("toml::", &["project/config/parse"]),
    ("tower_lsp_server::", &["lsp"]),
    ("tower_service::", &["lsp/service"]),
    ("tracing", &["lsp"]),
    ("tree_sitter", &["syntax/tolerant"]),
    ("url::", &["install", "rules"]),
];

/// Path below `server/` without `.rs`, and the code without comments and without unit tests.
fn modules() -> Vec<(String, String)> {
    let server = support::root().join("server");
    let files = support::files(&server);
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&server).unwrap().with_extension("");
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap()
            .to_owned();
        let code = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        (name.to_str().unwrap().replace('\\', "/"), code)
    };
    files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|own| own == "rs"))
        .map(read)
        .filter(|(name, _)| !name.ends_with("/tests") && !name.contains("/tests/"))
        .collect()
}

fn order() -> Vec<String> {
    let lib = std::fs::read_to_string(support::root().join("server/lib.rs")).unwrap();
    let modules = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

#[test]
fn modules_import_only_what_stands_above_them() {
    let order = order();
    let rank = |module: &str| order.iter().position(|other| other == module);
    for (name, code) in modules() {
        let Some(own) = rank(name.split('/').next().unwrap()) else {
            continue;
        };
        for (number, line) in code.lines().enumerate() {
            for import in line.split("crate::").skip(1) {
                let names = import
                    .trim_start_matches('{')
                    .split([',', '}'])
                    .filter(|_| import.starts_with('{'));
                let first = import
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next();
                for module in names
                    .map(|name| name.trim().split("::").next().unwrap())
                    .chain(first)
                {
                    let wrong = rank(module).is_some_and(|rank| rank > own);
                    assert!(!wrong, "server/{name}.rs, code line {}: {line}", number + 1);
                }
            }
        }
    }
}

#[test]
fn foreign_crates_and_the_system_stay_in_their_rooms() {
    for (name, code) in modules() {
        for (number, line) in code.lines().enumerate() {
            for (what, rooms) in FENCES {
                let home = rooms
                    .iter()
                    .any(|room| name == *room || name.starts_with(&format!("{room}/")));
                let uses = line
                    .match_indices(what)
                    .any(|(at, _)| !line[..at].ends_with([':', '_']));
                assert!(
                    home || !uses,
                    "server/{name}.rs, code line {}: {line}",
                    number + 1
                );
            }
        }
    }
}
