//! Files outside of the source folder that name a path which moves: pages, build and test scripts. They are not changed.

use catalog::is_source;
use diagnostics::RelPath;

use super::{ignore_files, snippet};
use crate::draft::Draft;
use crate::pages;
use crate::plan::{Action, ByHand};
use crate::units::UnitKind;

/// Larger files are no pages or scripts.
const LARGEST: usize = 200_000;

/// At most so many lines of one file are listed.
const MOST_LINES: usize = 5;

const ENDINGS: &[&str] = &[
    ".md", ".yml", ".yaml", ".json", ".js", ".mjs", ".ts", ".sh", ".toml",
];

/// Files without such an ending.
const NAMES: &[&str] = &["CODEOWNERS", "Dockerfile", ".gitattributes"];

pub(crate) fn add(draft: &mut Draft<'_>) {
    let mut ignored = ignore_files::mentions(draft);
    ignored.append(&mut draft.plan.by_hand);
    draft.plan.by_hand = ignored;
    let moved = moved_names(draft);
    if moved.is_empty() {
        return;
    }
    let mut found = Vec::new();
    for path in draft.inputs.project.files.keys() {
        let is_source = path.below(draft.inputs.src.as_str()).is_some();
        let is_lock = path.file_name().ends_with("lock.json");
        let is_text = ENDINGS
            .iter()
            .any(|ending| path.file_name().ends_with(ending))
            || NAMES.contains(&path.file_name());
        if is_source || is_lock || !is_text || *path == draft.inputs.manifest {
            continue;
        }
        let text = draft.inputs.text(path);
        if text.len() <= LARGEST {
            add_lines(path, text, &moved, &mut found);
        }
    }
    add_schema_urls(draft, &mut found);
    add_addresses(draft, &mut found);
    draft.plan.by_hand.append(&mut found);
}

/// Settings of VS Code with the schemas of old files, which HubSpot's templates had.
fn add_schema_urls(draft: &Draft<'_>, found: &mut Vec<ByHand>) {
    for path in draft.inputs.project.files.keys() {
        if !path.as_str().ends_with(".vscode/settings.json") {
            continue;
        }
        for (number, line) in draft.inputs.text(path).lines().enumerate() {
            if line.contains("api.hubspot.com/project-schemas/") {
                found.push(ByHand {
                    file: path.clone(),
                    line: Some((number as u32 + 1, line.trim().chars().take(120).collect())),
                    what: "remove this schema: it is for files of the old layout".to_owned(),
                    page: None,
                });
            }
        }
    }
}

/// The path below which functions of 2021 to 2023 answered.
const OLD_ADDRESS: &str = "/_hcms/api/";

/// Calls of endpoints whose address may change.
fn add_addresses(draft: &Draft<'_>, found: &mut Vec<ByHand>) {
    let has_endpoints = draft.units.all.iter().any(|unit| {
        let endpoints = unit.root.get("endpoints");
        unit.kind == UnitKind::Functions && endpoints.is_some_and(|list| !list.is_empty())
    });
    if !has_endpoints || !draft.inputs.has_functions() {
        return;
    }
    for path in draft.inputs.project.files.keys() {
        let is_text = is_source(path.file_name())
            || ENDINGS
                .iter()
                .chain(&[".html"])
                .any(|ending| path.file_name().ends_with(ending));
        let text = draft.inputs.text(path);
        if !is_text || !draft.inputs.is_own(path) || text.len() > LARGEST {
            continue;
        }
        let target = draft.layout.target(path);
        let mut count = 0;
        for (number, offset) in lines(text) {
            let line = text.get(offset..).unwrap_or_default();
            let line = line.split('\n').next().unwrap_or_default();
            if line.contains(OLD_ADDRESS) && count < MOST_LINES {
                count += 1;
                found.push(ByHand {
                    file: target.clone(),
                    line: Some((number, snippet::at(text, offset))),
                    what: "the address may change: functions of projects answer below `/hs/serverless/`".to_owned(),
                    page: Some(pages::FUNCTIONS),
                });
            }
        }
    }
}

/// The number of each line, counted from 1, and the offset of its beginning.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u32, usize)> + '_ {
    let mut next = 0;
    text.split_inclusive('\n')
        .zip(1..)
        .map(move |(line, number)| {
            let offset = next;
            next += line.len();
            (number, offset)
        })
}

/// Names of files that no project has after a migration.
const OLD_FILES: &[&str] = &["public-app.json", "serverless.json"];

/// What is named by a path that is gone after the migration: folders that move, and files of the old layout.
fn moved_names(draft: &Draft<'_>) -> Vec<String> {
    let src = draft.inputs.src.as_str();
    let mut names: Vec<String> = Vec::new();
    for (path, action) in &draft.plan.files {
        if matches!(action, Action::Remove { .. })
            && let Some(below) = path.below(src)
        {
            let is_old = OLD_FILES.contains(&path.file_name());
            names.push(if is_old { path.file_name() } else { below }.to_owned());
        }
    }
    for folder in draft.layout.moved_folders() {
        if draft.inputs.project.below(folder.as_str()).next().is_none() {
            continue;
        }
        if folder.file_name().ends_with(".functions") {
            names.push(folder.file_name().to_owned());
        } else {
            names.extend(folder.below(src).map(str::to_owned));
            // As a path from the root of the project, a single name is told from other words, too.
            names.push(folder.as_str().to_owned());
        }
    }
    names.sort();
    names.dedup();
    // Too short to be told from other words.
    names.retain(|name| name.contains(['/', '.']));
    names
}

fn add_lines(path: &RelPath, text: &str, moved: &[String], found: &mut Vec<ByHand>) {
    let mut count = 0;
    let mut next = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let offset = next;
        next += line.len();
        // The longest one says most.
        let named = moved.iter().filter(|name| line.contains(name.as_str()));
        let Some(name) = named.max_by_key(|name| name.len()) else {
            continue;
        };
        count += 1;
        if count > MOST_LINES {
            return;
        }
        found.push(ByHand {
            file: path.clone(),
            line: Some((number as u32 + 1, snippet::at(text, offset))),
            what: format!("names `{name}`, which the migration moves or removes"),
            page: None,
        });
    }
}
