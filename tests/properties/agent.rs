//! `--format agent` about any project: a client that reads nothing but the report, and changes nothing but what it says,
//! gets exactly the text that the fix gives.

use std::collections::BTreeMap;

use diagnostics::{Diagnostic, Fix, RelPath, Safety};
use fixer::applicable;
use project::Project;
use rules::check::check;

/// What was seen of the edits of a project.
#[derive(Default, Debug)]
pub struct Counts {
    /// Fixes whose edits were printed.
    pub exact: usize,
    /// Fixes with an edit that is too long, or has a secret.
    pub not_printed: usize,
}

/// Compares the printed edits of each diagnostic with its fix.
pub fn edits_are_exact(project: &Project) -> Counts {
    let report = hsmeta::report(project, "agent").unwrap();
    let diagnostics = check(project);
    let blocks = blocks(&report);
    assert_eq!(blocks.len(), diagnostics.len(), "{report}");
    let mut counts = Counts::default();
    for (block, diagnostic) in blocks.iter().zip(&diagnostics) {
        let printed: Vec<&str> = block
            .lines()
            .filter(|line| line.starts_with("edit "))
            .collect();
        let Some(fix) = best(project, diagnostic) else {
            assert!(printed.is_empty(), "{block}");
            continue;
        };
        if printed.iter().any(|line| line.contains(": not printed; ")) {
            counts.not_printed += 1;
            continue;
        }
        assert!(!printed.is_empty(), "{block}");
        let title = if fix.safety == Safety::Safe {
            "\nfix (safe"
        } else {
            "\nfix (unsafe"
        };
        assert!(block.contains(title), "{block}");
        let printed = after_block(project, diagnostic, fix, block);
        for (file, text) in after_fix(project, fix) {
            assert_eq!(printed.get(&file), Some(&text), "{file}\n{block}");
        }
        counts.exact += 1;
    }
    counts
}

/// The blocks of a report: the summary comes after the last one.
pub fn blocks(report: &str) -> Vec<&str> {
    let mut blocks: Vec<&str> = report.split_inclusive("\n\n").collect();
    let summary = blocks.pop().unwrap();
    assert!(summary.contains("next: "), "{report}");
    blocks
}

/// The fix of a block: the one that a command applies, else the first to choose from. Links and files that are no UTF-8 are
/// not written.
fn best<'d>(project: &Project, diagnostic: &'d Diagnostic) -> Option<&'d Fix> {
    let may_write = |fix: &&Fix| {
        fix.edits.iter().all(|edit| {
            let file = project.file(&edit.file);
            !project.is_linked(&edit.file) && file.is_some_and(|file| !file.has_invalid_utf8())
        })
    };
    if let Some(fix) = applicable(diagnostic, Safety::Unsafe) {
        return Some(fix).filter(may_write);
    }
    let choices = diagnostic
        .fixes
        .iter()
        .filter(|fix| fix.safety != Safety::DisplayOnly);
    choices.into_iter().find(may_write)
}

fn after_fix(project: &Project, fix: &Fix) -> BTreeMap<RelPath, String> {
    let mut files: BTreeMap<RelPath, Vec<_>> = BTreeMap::new();
    for edit in &fix.edits {
        let range = edit.span.range();
        files
            .entry(edit.file.clone())
            .or_default()
            .push((range, edit.new_text.clone()));
    }
    let texts = files.into_iter().map(|(file, edits)| {
        let text = replaced(project.text(&file).unwrap(), edits);
        (file, text)
    });
    texts.collect()
}

type Replacement = (std::ops::Range<usize>, String);

/// The text after replacements, which refer to the text before all of them.
fn replaced(text: &str, mut edits: Vec<Replacement>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut after = String::new();
    let mut from = 0;
    for (range, new) in edits {
        after.push_str(&text[from..range.start]);
        after.push_str(&new);
        from = range.end;
    }
    after + &text[from..]
}

/// The files after the edits of a block.
fn after_block(
    project: &Project,
    diagnostic: &Diagnostic,
    fix: &Fix,
    block: &str,
) -> BTreeMap<RelPath, String> {
    let mut files: BTreeMap<RelPath, Vec<Replacement>> = BTreeMap::new();
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(edit) = line.strip_prefix("edit ") else {
            continue;
        };
        // A path may contain anything, so what follows it is found from the end of what is known to be there.
        let other = fix.edits.iter().find(|one| {
            one.file != diagnostic.file && edit.contains(&format!("{} line", one.file))
        });
        let (file, edit) = match other {
            Some(other) => {
                let name = format!("{} ", other.file);
                let end = edit.find(&name).unwrap() + name.len();
                (&other.file, &edit[end..])
            }
            None => (&diagnostic.file, edit),
        };
        let text = project.text(file).unwrap();
        let (mut old, mut new) = (Vec::new(), Vec::new());
        while let Some(line) = lines.next_if(|line| line.starts_with('-')) {
            old.push(&line[1..]);
        }
        while let Some(line) = lines.next_if(|line| line.starts_with('+')) {
            new.push(&line[1..]);
        }
        let replacement = if old.is_empty() {
            string(text, edit)
        } else {
            hunk(text, edit, &old, &new)
        };
        files.entry(file.clone()).or_default().push(replacement);
    }
    let texts = files.into_iter().map(|(file, edits)| {
        let text = replaced(project.text(&file).unwrap(), edits);
        (file, text)
    });
    texts.collect()
}

/// Each line of a text: where it begins, where its line break begins.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\n' || character == '\r' {
            lines.push((start, at));
            start = at + 1;
            if character == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some() {
                start += 1;
            }
        }
    }
    lines.push((start, text.len()));
    lines
}

/// `line 3:` or `lines 3-4:`, with the lines that follow.
fn hunk(text: &str, edit: &str, old: &[&str], new: &[&str]) -> Replacement {
    let numbers = edit
        .trim_start_matches("lines ")
        .trim_start_matches("line ")
        .trim_end_matches(':');
    let first: usize = numbers.split('-').next().unwrap().parse().unwrap();
    let last: usize = numbers.split('-').next_back().unwrap().parse().unwrap();
    let all = lines(text);
    let region = &all[first - 1..last];
    let found: Vec<&str> = region
        .iter()
        .map(|(start, end)| &text[*start..*end])
        .collect();
    assert_eq!(found, old);
    let start = region[0].0;
    if new.is_empty() {
        return (start..all[last].0, String::new());
    }
    let line_break = match all.get(first) {
        Some((next, _)) => &text[region[0].1..*next],
        None => "\n",
    };
    (start..region[region.len() - 1].1, new.join(line_break))
}

/// `line 3 column 4: replace "a" with "b"`.
fn string(text: &str, edit: &str) -> Replacement {
    let (place, done) = edit.split_once(": ").unwrap();
    let numbers: Vec<usize> = place
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    let (start, end) = lines(text)[numbers[0] - 1];
    let column = numbers[1] - 1;
    let line = &text[start..end];
    let at = start
        + line
            .char_indices()
            .nth(column)
            .map_or(line.len(), |(at, _)| at);
    let (verb, strings) = done.split_once(' ').unwrap();
    let mut strings = serde_json::Deserializer::from_str(strings.trim()).into_iter::<String>();
    let first = strings.next().unwrap().unwrap();
    let (old, new) = match verb {
        "insert" => (String::new(), first),
        "delete" => (first, String::new()),
        _ => {
            let with = &done[verb.len() + 1 + strings.byte_offset()..];
            let new = with.trim_start().strip_prefix("with ").unwrap();
            (first, serde_json::from_str(new).unwrap())
        }
    };
    assert!(text[at..].starts_with(&old), "{edit}");
    (at..at + old.len(), new)
}
