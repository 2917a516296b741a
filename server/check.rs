//! Checks a project: every rule over every file, in a fixed order. A pure function from what was read to findings; the
//! command line and the language server both print what it returns.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::project::Project;
use crate::project::document::Document;
use crate::project::expand;
use crate::project::facts::{Facts, ProfileFacts, Target};
use crate::project::index::Index;
use crate::rules::{self, Check, DocumentCx, Rule};
use crate::secrets::Secrets;
use crate::syntax::{Kind, Mistake, Syntax};
use crate::text::Span;
use crate::validate;
use crate::words;

/// Every finding about a project, sorted by file, place and rule.
pub fn check(project: &Project) -> Vec<Diagnostic> {
    let index = Index::new(project);
    let mut found = Vec::new();
    for document in project.documents.values().filter(|document| index.reads(&document.path)) {
        check_document(&index, document, &mut found);
    }
    for rule in rules::ALL {
        if let Check::Project(check) = rule.check {
            check(&index, &mut found);
        }
    }
    hide_secrets(project, &mut found);
    found.sort_by(|a, b| (&a.file, a.span, a.rule, &a.message).cmp(&(&b.file, b.span, b.rule, &b.message)));
    found.dedup();
    found
}

fn check_document(index: &Index<'_>, document: &Document, out: &mut Vec<Diagnostic>) {
    check_text(document, out);
    let Some(root) = document.syntax.root() else { return };
    if root.kind() != Kind::Object {
        return out.extend(rules::not_an_object::describe(document, root));
    }
    if let Facts::Component(facts) = &document.facts
        && !facts.is_component
        && !root.is_incomplete()
    {
        return out.push(rules::not_a_component::describe(document, root));
    }
    // One reading at a time: a project may have many profiles.
    let readings = readings(index, document);
    let check = |reading: &Reading<'_>| match reading {
        Reading::AsWritten => check_reading(index, document, &document.syntax),
        Reading::Expanded(facts) => check_reading(index, document, &expand::expand(&document.syntax, *facts)),
    };
    let found: Vec<_> = readings.iter().map(check).collect();
    out.extend(merge(document, &readings, found));
}

/// How a file is read.
enum Reading<'p> {
    /// It has no placeholders.
    AsWritten,
    /// With the variables of a profile; without any profile the values of placeholders are unknown and are not checked.
    Expanded(Option<&'p ProfileFacts>),
}

impl Reading<'_> {
    fn profile(&self) -> Option<&str> {
        match self {
            Reading::Expanded(Some(facts)) => Some(&facts.name),
            _ => None,
        }
    }
}

/// What is wrong with the text as text.
fn check_text(document: &Document, out: &mut Vec<Diagnostic>) {
    let path = &document.path;
    if let Some(span) = document.invalid_utf8 {
        out.push(rules::invalid_utf8::describe(path, span));
    }
    for error in &document.syntax.errors {
        let rule: &Rule = match error.mistake {
            Mistake::InvalidJson => &rules::invalid_json::RULE,
            Mistake::ByteOrderMark => &rules::byte_order_mark::RULE,
            Mistake::EmptyFile => &rules::empty_file::RULE,
        };
        let diagnostic = rule.at(path, error.span, &error.message).help(&error.help);
        let diagnostic = error.related.iter().fold(diagnostic, |d, (span, message)| d.related(path, *span, message));
        let fixes = error.fix.iter();
        out.push(fixes.fold(diagnostic, |d, (title, edits)| d.fix(title, Safety::Safe, edits.clone())));
    }
    out.extend(
        document.syntax.duplicate_keys().map(|(first, again)| rules::duplicate_key::describe(path, first, again)),
    );
}

/// The readings of a file: one, or one for each profile where it has placeholders.
fn readings<'a>(index: &Index<'a>, document: &Document) -> Vec<Reading<'a>> {
    let has_placeholders = match &document.facts {
        Facts::Component(facts) => facts.references.iter().any(|reference| reference.target == Target::Variable),
        _ => false,
    };
    if !has_placeholders {
        return vec![Reading::AsWritten];
    }
    let readable = index.profiles.iter().filter(|profile| profile.facts.readable);
    let readings: Vec<_> = readable.map(|profile| Reading::Expanded(Some(profile.facts))).collect();
    if readings.is_empty() { vec![Reading::Expanded(None)] } else { readings }
}

fn check_reading(index: &Index<'_>, document: &Document, syntax: &Syntax) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(root) = syntax.root() else { return found };
    let folder = index.component(&document.path);
    let component = match &document.facts {
        Facts::Component(facts) => facts.component.or(folder.map(|component| component.folder)),
        _ => None,
    };
    let cx = DocumentCx { index, document, root, component };
    validate::validate(&cx, &mut found);
    for rule in rules::ALL {
        if let Check::Document(check) = rule.check {
            check(&cx, &mut found);
        }
    }
    found
}

/// One list from the findings of each reading: what all of them have is said once, what only some have names their
/// profiles. A fix that would lose a placeholder is dropped.
fn merge(document: &Document, readings: &[Reading<'_>], found: Vec<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let placeholders: Vec<Span> = match readings {
        [Reading::AsWritten] => Vec::new(),
        _ => document.syntax.root().into_iter().flat_map(expand::places).map(|value| value.span()).collect(),
    };
    let text = |place: &Span| &document.syntax.source()[place.range()];
    let loses = |fix: &Fix, place: &Span| {
        let touched = fix.edits.iter().any(|edit| edit.span.start < place.end && place.start < edit.span.end);
        touched && !fix.edits.iter().any(|edit| edit.new_text.contains(text(place)))
    };
    let harmless = |mut diagnostic: Diagnostic| {
        diagnostic.fixes.retain(|fix| !placeholders.iter().any(|place| loses(fix, place)));
        diagnostic
    };
    if let [_] = readings {
        return found.into_iter().flatten().map(harmless).collect();
    }
    let mut merged: Vec<(Diagnostic, Vec<&str>)> = Vec::new();
    let mut places = BTreeMap::new();
    for (reading, diagnostics) in readings.iter().zip(found) {
        for diagnostic in diagnostics.into_iter().map(harmless) {
            let key = (diagnostic.span, diagnostic.rule, diagnostic.message.clone());
            let at = *places.entry(key).or_insert_with(|| {
                merged.push((diagnostic, Vec::new()));
                merged.len() - 1
            });
            merged[at].1.extend(reading.profile());
        }
    }
    let named = |(mut diagnostic, profiles): (Diagnostic, Vec<&str>)| {
        if profiles.len() < readings.len() {
            diagnostic.message += &format!(" (in profile {})", words::all_of(profiles));
        }
        diagnostic
    };
    merged.into_iter().map(named).collect()
}

/// No message, help or fix may carry a secret, whichever rule it comes from.
fn hide_secrets(project: &Project, found: &mut [Diagnostic]) {
    if found.is_empty() {
        return;
    }
    let secrets = Secrets::of(project.documents.values().map(|document| &document.syntax));
    for diagnostic in found {
        secrets.mask(&mut diagnostic.message);
        diagnostic.help.iter_mut().for_each(|help| secrets.mask(help));
        diagnostic.related.iter_mut().for_each(|related| secrets.mask(&mut related.message));
        let carries =
            |fix: &Fix| secrets.are_in(&fix.title) || fix.edits.iter().any(|edit| secrets.are_in(&edit.new_text));
        diagnostic.fixes.retain(|fix| !carries(fix));
    }
}
