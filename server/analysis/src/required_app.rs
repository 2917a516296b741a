//! The app that components of other types require.

use catalog::Spelling;
use project::facts::ComponentFacts;
use project::index::{Component, Index};

/// Whether components need an app and none is there. A file in the app's folder whose type cannot be read, or means
/// nothing, may be the app: then that is the problem.
pub fn is_missing(index: &Index<'_>) -> bool {
    let may_be_app = |component: &Component<'_>| {
        let is_uncertain = component.facts.spelling == Spelling::Unknown
            || component.facts.type_mismatch.is_some();
        is_app(component.facts) || component.folder.name == "app" && is_uncertain
    };
    children(index).next().is_some() && !index.components.iter().any(may_be_app)
}

pub fn is_app(facts: &ComponentFacts) -> bool {
    facts.counts_as("app")
}

/// The components that HubSpot looks for an app for: it does so for exact spellings only.
pub fn children<'i, 'p>(index: &'i Index<'p>) -> impl Iterator<Item = &'i Component<'p>> {
    index.components.iter().filter(|component| {
        let facts = component.facts;
        facts.spelling == Spelling::Exact
            && facts
                .component
                .is_some_and(|component| component.requires_app)
    })
}
