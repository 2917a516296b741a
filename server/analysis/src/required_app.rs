//! The app that components of other types require.

use catalog::Spelling;
use project::facts::ComponentFacts;
use project::index::{Component, Index};

/// Whether components require an app and there is none.
pub fn is_missing(index: &Index<'_>) -> bool {
    children(index).next().is_some() && !index.components.iter().any(may_be_app)
}

/// Whether a component is the app, or is in its folder and has an unreadable or unknown type, which other rules report.
fn may_be_app(component: &Component<'_>) -> bool {
    let facts = component.facts;
    let is_uncertain = facts.spelling == Spelling::Unknown || facts.type_mismatch.is_some();
    is_app(facts) || component.folder.name == "app" && is_uncertain
}

pub fn is_app(facts: &ComponentFacts) -> bool {
    facts.counts_as("app")
}

/// The components that HubSpot looks for an app for: only those whose type is spelled exactly.
pub fn children<'i, 'p>(index: &'i Index<'p>) -> impl Iterator<Item = &'i Component<'p>> {
    index.components.iter().filter(|component| {
        let facts = component.facts;
        facts.spelling == Spelling::Exact
            && facts
                .component
                .is_some_and(|component_type| component_type.requires_app)
    })
}
