//! The editor and the command line report the same diagnostics.

use std::collections::BTreeMap;
use std::path::Path;

use diagnostics::{Safety, Severity, Span};
use fixer::Selection;
use project::Project;
use rules::check::check;
use serde_json::{Value, json};

use super::client::{Client, uri};
use super::project_session;
use crate::support;

/// File, range, severity, rule and message of every diagnostic, sorted.
pub(super) type Shown = BTreeMap<String, Vec<String>>;

fn place(range: &Value) -> String {
    let (start, end) = (&range["start"], &range["end"]);
    format!(
        "{}:{}-{}:{}",
        start["line"], start["character"], end["line"], end["character"]
    )
}

fn formatted(uri: &str, diagnostics: &[Value]) -> Vec<String> {
    assert!(diagnostics.iter().all(|d| d["source"] == "hsmeta"), "{uri}");
    let mut lines = Vec::new();
    for d in diagnostics {
        let at = place(&d["range"]);
        let related: Vec<String> = (d["relatedInformation"].as_array().into_iter().flatten())
            .map(|r| {
                format!(
                    "{} {} {}",
                    r["location"]["uri"],
                    place(&r["location"]["range"]),
                    r["message"]
                )
            })
            .collect();
        lines.push(format!(
            "{at} {} {} {} {related:?}",
            d["severity"], d["code"], d["message"]
        ));
    }
    lines.sort();
    lines.dedup();
    lines
}

/// Computed without the code under test.
fn position(source: &str, byte: u32) -> Value {
    let mut end = (byte as usize).min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    let before = source[..end].replace("\r\n", " \n").replace('\r', "\n");
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap();
    json!({ "line": line, "character": column.encode_utf16().count() })
}

fn range(source: &str, span: Span) -> Value {
    json!({ "end": position(source, span.end), "start": position(source, span.start) })
}

/// `searched` is the folder that the projects were loaded from.
pub(super) fn expected(projects: &[Project], searched: &Path) -> Shown {
    let mut by_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (project, found) in support::checked(projects.to_vec(), searched) {
        let source = |file: &diagnostics::RelPath| project.text(file).unwrap_or_default();
        let name = |file: &diagnostics::RelPath| uri(&project.root.join(file.as_str()));
        for diagnostic in found {
            let related: Vec<Value> = (diagnostic.related.iter())
                .map(|related| {
                    let location =
                        json!({ "uri": name(&related.file), "range": range(source(&related.file), related.span) });
                    json!({ "location": location, "message": related.message })
                })
                .collect();
            let severity = match diagnostic.severity {
                Severity::Error => 1,
                Severity::Warning => 2,
                Severity::Info => 3,
            };
            let message = [Some(diagnostic.message.clone()), diagnostic.help.clone()];
            let message = message.into_iter().flatten().collect::<Vec<_>>().join("\n");
            by_file.entry(name(&diagnostic.file)).or_default().push(json!({
                "range": range(source(&diagnostic.file), diagnostic.span), "severity": severity, "code": diagnostic.rule,
                "message": message, "source": "hsmeta", "relatedInformation": related,
            }));
        }
    }
    let mut expected = BTreeMap::new();
    for (uri, diagnostics) in by_file {
        let lines = formatted(&uri, &diagnostics);
        expected.insert(uri, lines);
    }
    expected
}

pub(super) fn published(client: &Client) -> Shown {
    let mut published = BTreeMap::new();
    for (uri, params) in &client.published {
        let lines = formatted(uri, params["diagnostics"].as_array().unwrap());
        if !lines.is_empty() {
            published.insert(uri.clone(), lines);
        }
    }
    published
}

#[test]
fn editor_and_command_line_agree_on_every_fixture() {
    let fixtures = support::root().join("fixtures");
    for group in ["rules", "projects"] {
        let folder = fixtures.join(group);
        let (projects, _) = support::load(&folder);
        let expected = expected(&projects, &folder);
        let mut client = Client::started(&[&folder]);
        client.until(group, |client| {
            published(client).len() == expected.len() && published(client) == expected
        });
    }
}

#[test]
fn editor_and_command_line_agree_on_open_files() {
    for group in ["projects", "rules/unpermitted-fetch"] {
        let folder = support::root().join("fixtures").join(group);
        let (projects, _) = support::load(&folder);
        let expected = expected(&projects, &folder);
        let mut client = Client::started(&[&folder]);
        let mut opened = 0;
        for project in &projects {
            for file in project.files() {
                let name = uri(&project.root.join(file.path().as_str()));
                client.open(&name, 1, file.text());
                opened += 1;
            }
        }
        client.until("everything open", |client| {
            let params = client.published.values();
            params.filter(|one| one["version"] == 1).count() == opened
                && published(client) == expected
        });
    }
}

#[test]
fn fix_all_equals_fix_of_the_command_line() {
    let mut fixed = 0;
    for group in ["rules", "projects"] {
        let folder = support::root().join("fixtures").join(group);
        let (projects, _) = support::load(&folder);
        let mut client = Client::started(&[&folder]);
        for project in &projects {
            let after = fixer::fix(
                project.clone(),
                check(project),
                Selection::all(Safety::Safe, &|_, _| true),
                &mut check,
            );
            for (path, document) in &project.documents {
                let (name, old) = (
                    uri(&project.root.join(path.as_str())),
                    document.syntax.source(),
                );
                let new = after.project.documents[path].syntax.source();
                // Requests about files without diagnostics are in other tests.
                if old == new
                    && !check(project)
                        .iter()
                        .any(|diagnostic| diagnostic.file == *path && !diagnostic.fixes.is_empty())
                {
                    continue;
                }
                client.open(&name, 1, old);
                client.until(&name, |client| {
                    client
                        .published
                        .get(&name)
                        .is_some_and(|one| one["version"] == 1)
                });
                let everything = range(
                    old,
                    Span {
                        start: 0,
                        end: old.len() as u32,
                    },
                );
                let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
                let params = json!({ "textDocument": { "uri": name }, "range": everything, "context": context });
                let actions = client.request("textDocument/codeAction", params);
                let edits: Vec<Value> = (actions.as_array().into_iter().flatten())
                    .flat_map(|action| {
                        action["edit"]["documentChanges"][0]["edits"]
                            .as_array()
                            .unwrap()
                            .clone()
                    })
                    .collect();
                assert_eq!(project_session::edited(old, &edits), new, "{name}");
                fixed += usize::from(old != new);
                client.notify(
                    "textDocument/didClose",
                    json!({ "textDocument": { "uri": name } }),
                );
            }
        }
    }
    assert!(fixed > 20, "{fixed}");
}
