//! What the rules about profiles share.

use std::collections::{BTreeMap, HashSet};

use catalog::example_of;
use diagnostics::{RelPath, Span};
use project::facts::{Facts, ProfileFacts, Target};
use project::index::Index;
use syntax::{Kind, Value};

/// Whether problems about profiles help anybody: a project of the old layout without any component has another problem.
pub fn matter(index: &Index<'_>) -> bool {
    !index.is_legacy() || !index.components.is_empty() || !index.skipped_files.is_empty()
}

/// The profiles that do not lie directly in the source folder.
pub fn misplaced<'i>(
    index: &'i Index<'_>,
) -> impl Iterator<Item = (&'i RelPath, &'i ProfileFacts)> {
    let documents = index.src_dir.iter().flat_map(|src| {
        let elsewhere = move |path: &RelPath| path.folder() != src.as_str();
        index
            .project
            .documents
            .values()
            .filter(move |document| elsewhere(&document.path))
    });
    documents.filter_map(|document| match &document.facts {
        // What another one should look like may be anywhere.
        Facts::Profile(_) if example_of(document.path.file_name()).is_some() => None,
        Facts::Profile(facts) => Some((&document.path, facts)),
        _ => None,
    })
}

/// The variables that nothing fills in because the project has no profile, each with the places that use it.
pub fn unfilled<'i>(index: &'i Index<'_>) -> BTreeMap<&'i str, Vec<(&'i RelPath, Span)>> {
    let mut used: BTreeMap<&str, Vec<(&RelPath, Span)>> = BTreeMap::new();
    if !index.profiles.is_empty() {
        return used;
    }
    // A profile in the wrong place is the cause for the names that it defines.
    let misplaced = misplaced(index).flat_map(|(_, facts)| &facts.variables);
    let misplaced: HashSet<&str> = misplaced
        .map(|variable| variable.name.text.as_str())
        .collect();
    for component in &index.components {
        for reference in component
            .facts
            .references
            .iter()
            .filter(|reference| reference.target == Target::Variable)
        {
            if !misplaced.contains(reference.name.as_str()) {
                used.entry(&reference.name)
                    .or_default()
                    .push((component.path, reference.span));
            }
        }
    }
    used
}

/// Whether HubSpot refuses this as the value of a variable.
pub fn is_refused(value: Value<'_>) -> bool {
    matches!(value.kind(), Kind::Null | Kind::Array | Kind::Object)
}
