//! Each folder of `fixtures/comparisons` has two folders of files and what a comparison of them says. `UPDATE_EXPECT=1` writes
//! the last one.

use std::path::{Path, PathBuf};

use migration::{
    Comparison, Content, Decision, DecisionId, Folder, Options, Plan, ProjectFiles, apply, compare,
    plan,
};

use crate::fixtures::unexpected;
use crate::tree;

fn folder(name: &'static str, files: &'static ProjectFiles) -> Folder<'static> {
    Folder {
        name,
        files,
        version: None,
    }
}

fn read(path: &Path) -> &'static ProjectFiles {
    let text = std::fs::read_to_string(path).unwrap();
    Box::leak(Box::new(tree::read(&text.replace("\r\n", "\n")).0))
}

fn comparisons() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/comparisons");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
}

#[test]
fn comparisons_are_as_recorded() {
    let mut differing = Vec::new();
    for path in comparisons() {
        let old = folder("archive", read(&path.join("old.txt")));
        let new = folder("src", read(&path.join("new.txt")));
        let text = match compare(old, new) {
            Ok(comparison) => comparison.to_string(),
            Err(refusal) => format!("refused: {}: {}\n", refusal.file, refusal.reason),
        };
        for secret in ["pat-na1", "hunter", "abcd1234"] {
            assert!(!text.contains(secret), "{text}");
        }
        differing.extend(unexpected(&path.join("comparison.txt"), &text));
    }
    assert!(differing.is_empty(), "not as recorded: {differing:#?}");
}

/// Nothing is missing after the conversion but what the plan announces.
pub(crate) fn assert_complete(before: &ProjectFiles, options: &Options) {
    let made = plan(before, options);
    if !made.refusals.is_empty() || made.to == "2025.2" {
        return;
    }
    // What was not live may take the uid of what was.
    let has_new_uid = |decision: &Decision| decision.id == DecisionId::Uid;
    if options.convert_unreferenced && made.decisions.iter().any(has_new_uid) {
        return;
    }
    let after = apply(before, &made);
    let rest = compared(before, &after, &made);
    assert!(rest.is_complete(), "{rest}\n{made}");
    // These take several times as long as everything else.
    if before.files.len().is_multiple_of(4) {
        assert_losses_are_reported(before, &made, &after);
        assert_changes_are_reported(before, &made, &after);
    }
}

/// Without what a plan lists as something that a person has to do.
fn without_announced(mut comparison: Comparison) -> Comparison {
    comparison.missing_values.retain(|value| {
        value.kind != "environment variable" && value.old.property != "auth.additionalScopes"
    });
    comparison
}

/// A file that is removed after the conversion is reported.
fn assert_losses_are_reported(before: &ProjectFiles, made: &Plan, after: &ProjectFiles) {
    for path in after.files.keys() {
        let is_made = path.file_name() == "package.json" && made.created.contains_key(path);
        if is_made || path.folder().is_empty() || path.as_str().contains("node_modules") {
            continue;
        }
        let mut rest = after.clone();
        rest.files.remove(path);
        let comparison = compared(before, &rest, made);
        assert!(!comparison.is_complete(), "{path}: {comparison}\n{made}");
    }
}

/// A string of a new component that is replaced after the conversion is reported.
fn assert_changes_are_reported(before: &ProjectFiles, made: &Plan, after: &ProjectFiles) {
    for (path, file) in &made.created {
        let syntax = syntax::parse(file.text.as_str());
        let values = syntax
            .root()
            .into_iter()
            .flat_map(|root| root.descendants());
        for value in values {
            let Some(text) = value.as_str() else { continue };
            let is_made = made.generated.iter().any(|made| made.value == text);
            let is_type = value.key().is_some_and(|key| key.text == "type");
            if is_made || is_type || text.is_empty() || path.file_name() == "package.json" {
                continue;
            }
            let mut edited = file.text.clone();
            edited.replace_range(value.span().range(), "\"other\"");
            let mut changed = after.clone();
            changed.insert(path.as_str(), Content::text(&edited));
            let comparison = compared(before, &changed, made);
            assert!(
                !comparison.is_complete(),
                "{path}: {text}: {comparison}\n{made}"
            );
        }
    }
}

fn compared(before: &ProjectFiles, after: &ProjectFiles, made: &Plan) -> Comparison {
    let [old, new] = [before, after].map(|files| Folder {
        name: "o",
        files,
        version: None,
    });
    match compare(old, new) {
        Ok(comparison) => without_announced(comparison),
        Err(refusal) => panic!("{refusal:?}\n{made}"),
    }
}

#[test]
fn a_folder_compared_with_itself_is_complete() {
    for path in comparisons() {
        let new = folder("src", read(&path.join("new.txt")));
        let comparison = compare(new, new).unwrap();
        assert!(comparison.is_complete(), "{}: {comparison}", path.display());
    }
}
