//! What a document rule may know of the project around its file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{app_object_scopes, missing_scopes, profiles, required_app, uids};
use diagnostics::{RelPath, Span};
use project::index::Index;
use schema::official::OfficialSchemas;

/// The only data that a document rule has of the project. It can be compared: the diagnostics of a file are valid as long as
/// it stays the same.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ProjectContext {
    /// The value of `platformVersion`.
    pub version: Option<String>,
    /// Whether the project has the layout before 2025.2, which has one problem.
    pub is_legacy: bool,
    /// Whether any component is an app function.
    pub has_functions: bool,
    /// Whether components require an app and there is none.
    pub lacks_app: bool,
    /// Whether problems about profiles are relevant.
    pub profiles_matter: bool,
    /// The uses of variables, by name. Only filled if a profile has a value that HubSpot may refuse: the spans change with
    /// each keystroke.
    pub uses: BTreeMap<String, Vec<(RelPath, Span)>>,
    /// The uids of the project. Only filled if a component has no valid one, for the same reason.
    pub uids: BTreeSet<String>,
    /// The uids of the app objects, by which components refer to them; `None` if they are uncertain.
    pub objects: Option<BTreeSet<String>>,
    /// The names of the app objects as they appear in scopes; `None` if they are uncertain.
    pub object_names: Option<BTreeSet<String>>,
    /// Whether any component is a card.
    pub has_cards: bool,
    /// Whether the type of a component requires the scope `oauth`.
    pub needs_oauth: bool,
    /// HubSpot's own schemas for the platform version, if they were imported.
    pub official: Option<Arc<OfficialSchemas>>,
}

impl ProjectContext {
    pub fn of(index: &Index<'_>) -> ProjectContext {
        let mut context = ProjectContext {
            version: index.version().map(|version| version.text.clone()),
            is_legacy: index.is_legacy(),
            has_functions: index.has_functions,
            lacks_app: required_app::is_missing(index),
            profiles_matter: profiles::matter(index),
            has_cards: index
                .components
                .iter()
                .any(|component| component.facts.counts_as("card")),
            object_names: app_object_scopes::object_names(index),
            needs_oauth: missing_scopes::of_type(index)
                .any(|requirement| requirement.scopes.contains(&"oauth")),
            official: index.official().cloned(),
            ..ProjectContext::default()
        };
        if has_refused_variable(index) {
            context.uses = uses(index);
        }
        if uids::one_is_wanted(index) {
            context.uids = uids::taken(index);
        }
        if uids::are_certain(index) {
            context.objects = Some(uids::of_app_objects(index));
        }
        context
    }
}

fn has_refused_variable(index: &Index<'_>) -> bool {
    index
        .profiles
        .iter()
        .flat_map(|profile| &profile.facts.variables)
        .any(|variable| variable.value.is_none())
}

fn uses(index: &Index<'_>) -> BTreeMap<String, Vec<(RelPath, Span)>> {
    let mut uses: BTreeMap<String, Vec<(RelPath, Span)>> = BTreeMap::new();
    for component in &index.components {
        for reference in profiles::variable_references(component.facts) {
            uses.entry(reference.name.clone())
                .or_default()
                .push((component.path.clone(), reference.span));
        }
    }
    uses
}
