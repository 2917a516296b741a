//! The diagnostics about one file: a pure function of the file and of what bears on it in its project, so that
//! they may be kept until one of these changes.

use std::collections::BTreeMap;

use crate::validate;
use analysis::FileContext;
use analysis::components::{Component, FileView};
use analysis::project_context::ProjectContext;
use catalog::{ComponentType, FileKind};
use diagnostics::{Diagnostic, Fix, Rule, Safety, Span, message};
use project::document::Document;
use project::facts::{Facts, ProfileFacts, Target, TypeMismatch};
use project::placeholders;
use syntax::{ErrorKind, Kind, Syntax, Value};

/// The diagnostics about one file, from all that may bear on them.
pub(super) struct DocumentCheck<'a> {
    /// What the rules may know of the project.
    pub(super) project: &'a ProjectContext,
    /// The profiles that can be read; they bear on files with placeholders only.
    pub(super) profiles: &'a [ProfileFacts],
    /// The type that belongs in the folder of the file, where HubSpot reads it.
    pub(super) folder: Option<&'static ComponentType>,
    /// The file.
    pub(super) document: &'a Document,
}

/// How a file with placeholders is read: with the variables of a profile. Without any profile the values of placeholders
/// are unknown and are not checked.
type Reading<'p> = Option<&'p ProfileFacts>;

/// Every diagnostic about each of these files, in no order.
pub(super) fn check_all(checks: &[DocumentCheck<'_>]) -> Vec<Vec<Diagnostic>> {
    let mut all: Vec<Vec<Diagnostic>> = vec![Vec::new(); checks.len()];
    let mut as_written = Vec::new();
    for (check, found) in checks.iter().zip(&mut all) {
        check_text(check.document, found);
        match check.value_for_rules(found) {
            Some(_) if has_placeholders(check.document) => found.extend(check.with_profiles()),
            Some(root) => as_written.push((check.cx(root), found)),
            None => {}
        }
    }
    apply_rules(&mut as_written);
    all
}

/// Rule after rule, each to all files: their code is ten times what a processor keeps at hand, and the files are small.
fn apply_rules(files: &mut [(FileContext<'_>, &mut Vec<Diagnostic>)]) {
    for (cx, found) in files.iter_mut() {
        validate::validate(cx, found);
    }
    for check in crate::checks() {
        for (cx, found) in files.iter_mut() {
            check.file(cx, found);
        }
    }
}

impl DocumentCheck<'_> {
    /// The value that the rules look at; where the file has none for them, the one diagnostic that says so.
    fn value_for_rules(&self, out: &mut Vec<Diagnostic>) -> Option<Value<'_>> {
        let root = self.document.syntax.root()?;
        if !self.document.kind.is_of_hubspot() {
            return None;
        }
        if root.kind() != Kind::Object {
            out.extend(crate::json::not_an_object::describe(self.document, root));
            return None;
        }
        if let Facts::Component(facts) = &self.document.facts
            && let Some(legacy) = &facts.legacy
        {
            out.push(crate::layout::legacy_content::describe(
                &self.document.path,
                legacy,
            ));
            return None;
        }
        if let Facts::Component(facts) = &self.document.facts
            && !facts.is_component
            && !root.is_incomplete()
        {
            out.push(crate::components::not_a_component::describe(
                self.document,
                root,
            ));
            return None;
        }
        Some(root)
    }

    /// The diagnostics about a file with placeholders: those of each profile. One at a time, as a project may have many.
    fn with_profiles(&self) -> Vec<Diagnostic> {
        let readings: Vec<Reading<'_>> = match self.profiles {
            [] => vec![None],
            profiles => profiles.iter().map(Some).collect(),
        };
        let check = |reading: &Reading<'_>| {
            self.check_reading(&placeholders::expand(&self.document.syntax, *reading))
        };
        let found: Vec<_> = readings.iter().map(check).collect();
        merge(self.document, &readings, found)
    }

    fn check_reading(&self, syntax: &Syntax) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some(root) = syntax.root() {
            apply_rules(&mut [(self.cx(root), &mut found)]);
        }
        found
    }

    fn cx<'c>(&'c self, root: Value<'c>) -> FileContext<'c> {
        let (component, is_unclear) = match &self.document.facts {
            Facts::Component(facts) => (
                facts.component.or(self.folder),
                facts.type_mismatch == Some(TypeMismatch::Ambiguous),
            ),
            _ => (None, false),
        };
        let config = if is_unclear { None } else { root.get("config") };
        let DocumentCheck {
            project,
            folder,
            document,
            ..
        } = *self;
        FileContext {
            project,
            folder,
            document,
            root,
            component,
            config,
            view: FileView::of(document.kind, root, Component::of(component, config)),
        }
    }
}

/// Whether a file has placeholders that profiles fill in.
pub(super) fn has_placeholders(document: &Document) -> bool {
    match &document.facts {
        Facts::Component(facts) => facts
            .references
            .iter()
            .any(|reference| reference.target == Target::Variable),
        _ => false,
    }
}

/// What is wrong with the text as text.
fn check_text(document: &Document, out: &mut Vec<Diagnostic>) {
    let path = &document.path;
    if document.kind == FileKind::Package {
        out.extend(
            document
                .syntax
                .errors
                .iter()
                .filter_map(|error| crate::packages::invalid_package_json::describe(path, error)),
        );
    }
    if !document.kind.is_of_hubspot() {
        return;
    }
    if let Some(span) = document.invalid_utf8 {
        out.push(crate::json::invalid_utf8::describe(path, span));
    }
    for error in &document.syntax.errors {
        if document.kind == FileKind::Local {
            // An empty one is none.
            let is_empty = error.kind == ErrorKind::EmptyFile;
            out.extend(
                (!is_empty).then(|| {
                    crate::local_development::unusable_local_json::describe(document, error)
                }),
            );
            continue;
        }
        let rule: &Rule = match error.kind {
            ErrorKind::InvalidJson => &crate::json::invalid_json::RULE,
            ErrorKind::ByteOrderMark => &crate::json::byte_order_mark::RULE,
            ErrorKind::EmptyFile => &crate::json::empty_file::RULE,
        };
        let diagnostic = rule.at(path, error.span, &error.message).help(&error.help);
        let diagnostic = error.related.iter().fold(diagnostic, |d, (span, message)| {
            d.related(path, *span, message)
        });
        let fixes = error.fix.iter();
        out.push(fixes.fold(diagnostic, |d, (title, edits)| {
            d.fix(title, Safety::Safe, edits.clone())
        }));
    }
    out.extend(
        document
            .syntax
            .duplicate_keys()
            .map(|(first, again)| crate::json::duplicate_key::describe(path, first, again)),
    );
}

/// One list from the diagnostics of each reading: what all of them have is said once, what only some have names their
/// profiles. A fix that would lose a placeholder is dropped.
fn merge(
    document: &Document,
    readings: &[Reading<'_>],
    found: Vec<Vec<Diagnostic>>,
) -> Vec<Diagnostic> {
    let root = document.syntax.root();
    let placeholders: Vec<Span> = root
        .into_iter()
        .flat_map(placeholders::strings_with_placeholders)
        .map(|value| value.span())
        .collect();
    let text = |place: &Span| &document.syntax.source()[place.range()];
    let loses = |fix: &Fix, place: &Span| {
        let touched = fix
            .edits
            .iter()
            .any(|edit| edit.span.start < place.end && place.start < edit.span.end);
        touched
            && !fix
                .edits
                .iter()
                .any(|edit| edit.new_text.contains(text(place)))
    };
    let harmless = |mut diagnostic: Diagnostic| {
        diagnostic
            .fixes
            .retain(|fix| !placeholders.iter().any(|place| loses(fix, place)));
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
            merged[at]
                .1
                .extend(reading.map(|profile| profile.name.as_str()));
        }
    }
    let named = |(mut diagnostic, profiles): (Diagnostic, Vec<&str>)| {
        if profiles.len() < readings.len() {
            let noun = if profiles.len() == 1 {
                "profile"
            } else {
                "profiles"
            };
            diagnostic.message += &format!(" (in {noun} {})", message::all_of(profiles));
        }
        diagnostic
    };
    merged.into_iter().map(named).collect()
}
