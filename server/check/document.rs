//! The findings about one file: a pure function of the file and of the little that bears on them in its project, so that
//! they may be kept until one of these changes.

use std::collections::BTreeMap;

use crate::catalog::{ComponentType, FileKind};
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::project::document::Document;
use crate::project::expand;
use crate::project::facts::{Facts, ProfileFacts, Target};
use crate::rules::{self, Around, Check, DocumentCx, Rule};
use crate::syntax::{Kind, Mistake, Syntax};
use crate::text::Span;
use crate::validate;
use crate::words;

/// The findings about one file, from all that may bear on them.
pub(super) struct DocumentCheck<'a> {
    /// What the rules may know of the project.
    pub(super) around: &'a Around,
    /// The profiles that can be read; they bear on files with placeholders only.
    pub(super) profiles: &'a [ProfileFacts],
    /// The type that belongs in the folder of the file, where HubSpot reads it.
    pub(super) folder: Option<&'static ComponentType>,
    /// The file.
    pub(super) document: &'a Document,
}

impl DocumentCheck<'_> {
    /// Every finding, in no order.
    pub(super) fn run(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.add(&mut found);
        found
    }

    fn add(&self, out: &mut Vec<Diagnostic>) {
        let document = self.document;
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
        let readings = self.readings();
        let check = |reading: &Reading<'_>| match reading {
            Reading::AsWritten => self.check_reading(&document.syntax),
            Reading::Expanded(facts) => self.check_reading(&expand::expand(&document.syntax, *facts)),
        };
        let found: Vec<_> = readings.iter().map(check).collect();
        out.extend(merge(document, &readings, found));
    }

    /// The readings of a file: one, or one for each profile where it has placeholders.
    fn readings(&self) -> Vec<Reading<'_>> {
        if !has_placeholders(self.document) {
            return vec![Reading::AsWritten];
        }
        let readings: Vec<_> = self.profiles.iter().map(|profile| Reading::Expanded(Some(profile))).collect();
        if readings.is_empty() { vec![Reading::Expanded(None)] } else { readings }
    }

    fn check_reading(&self, syntax: &Syntax) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(root) = syntax.root() else { return found };
        let component = match &self.document.facts {
            Facts::Component(facts) => facts.component.or(self.folder),
            _ => None,
        };
        let DocumentCheck { around, folder, document, .. } = *self;
        let cx = DocumentCx { around, folder, document, root, component, config: root.get("config") };
        validate::validate(&cx, &mut found);
        for rule in rules::ALL {
            if let Check::Document(check) = rule.check {
                check(&cx, &mut found);
            }
        }
        found
    }
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

/// Whether a file has placeholders that profiles fill in.
pub(super) fn has_placeholders(document: &Document) -> bool {
    match &document.facts {
        Facts::Component(facts) => facts.references.iter().any(|reference| reference.target == Target::Variable),
        _ => false,
    }
}

/// What is wrong with the text as text.
fn check_text(document: &Document, out: &mut Vec<Diagnostic>) {
    let path = &document.path;
    if let Some(span) = document.invalid_utf8 {
        out.push(rules::invalid_utf8::describe(path, span));
    }
    for error in &document.syntax.errors {
        if document.kind == FileKind::Local {
            // An empty one is none.
            let is_empty = error.mistake == Mistake::EmptyFile;
            out.extend((!is_empty).then(|| rules::unusable_local_json::describe(document, error)));
            continue;
        }
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
            let noun = if profiles.len() == 1 { "profile" } else { "profiles" };
            diagnostic.message += &format!(" (in {noun} {})", words::all_of(profiles));
        }
        diagnostic
    };
    merged.into_iter().map(named).collect()
}
