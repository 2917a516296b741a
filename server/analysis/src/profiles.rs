//! What the rules about profiles share.

use std::collections::{BTreeMap, HashSet};

use catalog::example_of;
use diagnostics::{RelPath, Span};
use project::facts::{ComponentFacts, Facts, ProfileFacts, Reference, Target};
use project::index::Index;
use syntax::{Kind, Value};

/// Whether problems about profiles are relevant: a project with the legacy layout and no component has another problem.
pub fn matter(index: &Index<'_>) -> bool {
    !index.is_legacy() || !index.components.is_empty() || !index.skipped_files.is_empty()
}

/// The profiles that are not directly in the source folder.
pub fn misplaced<'i>(
    index: &'i Index<'_>,
) -> impl Iterator<Item = (&'i RelPath, &'i ProfileFacts)> {
    let src = index.src_dir.as_ref();
    index
        .project
        .documents
        .values()
        .filter_map(move |document| {
            if document.path.folder() == src?.as_str() {
                return None;
            }
            match &document.facts {
                // An example of a profile may be anywhere.
                Facts::Profile(_) if example_of(document.path.file_name()).is_some() => None,
                Facts::Profile(facts) => Some((&document.path, facts)),
                _ => None,
            }
        })
}

/// The variables without a value because the project has no profile, each with the locations that use it.
pub fn unfilled<'i>(index: &'i Index<'_>) -> BTreeMap<&'i str, Vec<(&'i RelPath, Span)>> {
    let mut uses: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    if !index.profiles.is_empty() {
        return uses;
    }
    // A misplaced profile is the cause for the names that it defines.
    let defined: HashSet<&str> = misplaced(index)
        .flat_map(|(_, facts)| &facts.variables)
        .map(|variable| variable.name.text.as_str())
        .collect();
    for component in &index.components {
        for reference in variable_references(component.facts) {
            if !defined.contains(reference.name.as_str()) {
                uses.entry(&reference.name)
                    .or_default()
                    .push((component.path, reference.span));
            }
        }
    }
    uses
}

/// The uses of variables in a component.
pub(crate) fn variable_references(facts: &ComponentFacts) -> impl Iterator<Item = &Reference> {
    facts
        .references
        .iter()
        .filter(|reference| reference.target == Target::Variable)
}

/// Whether HubSpot refuses this as the value of a variable.
pub fn is_refused(value: Value<'_>) -> bool {
    matches!(value.kind(), Kind::Null | Kind::Array | Kind::Object)
}
