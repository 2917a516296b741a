//! What a document rule may know of the project around its file.

use std::collections::{BTreeMap, BTreeSet};

use crate::{app_object_scopes, missing_scopes, profiles, required_app, uids};
use diagnostics::{RelPath, Span};
use project::facts::Target;
use project::index::Index;

/// Plain data that can be compared, and the only way of a document rule to the project: its problems about a file hold
/// as long as this is the same.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ProjectContext {
    /// The text of `platformVersion`.
    pub version: Option<String>,
    /// Whether any component is an app function.
    pub has_functions: bool,
    /// Whether components need an app and there is none.
    pub lacks_app: bool,
    /// Whether problems about profiles help anybody.
    pub profiles_matter: bool,
    /// Where variables are used, by name. Only while a profile has a value that HubSpot may refuse: these places move
    /// with every letter that is typed.
    pub uses: BTreeMap<String, Vec<(RelPath, Span)>>,
    /// The uids of the project. Only while a component needs another one, for the same reason.
    pub uids: BTreeSet<String>,
    /// The uids of the app objects, by which components name them; `None` while they are uncertain.
    pub objects: Option<BTreeSet<String>>,
    /// The names of the app objects as scopes have them; `None` while they are uncertain.
    pub object_names: Option<BTreeSet<String>>,
    /// Whether the type of a component takes the scope `oauth`.
    pub needs_oauth: bool,
}

impl ProjectContext {
    /// What the index says.
    pub fn of(index: &Index<'_>) -> ProjectContext {
        let mut variables = index
            .profiles
            .iter()
            .flat_map(|profile| &profile.facts.variables);
        ProjectContext {
            version: index.version().map(|version| version.text.clone()),
            has_functions: index.has_functions,
            lacks_app: required_app::is_missing(index),
            profiles_matter: profiles::matter(index),
            uses: if variables.any(|variable| variable.value.is_none()) {
                uses(index)
            } else {
                BTreeMap::new()
            },
            uids: if uids::one_is_wanted(index) {
                uids::taken(index)
            } else {
                BTreeSet::new()
            },
            objects: uids::are_certain(index).then(|| uids::of_app_objects(index)),
            object_names: app_object_scopes::object_names(index),
            needs_oauth: missing_scopes::of_type(index).any(|need| need.scopes.contains(&"oauth")),
        }
    }
}

fn uses(index: &Index<'_>) -> BTreeMap<String, Vec<(RelPath, Span)>> {
    let mut uses: BTreeMap<String, Vec<(RelPath, Span)>> = BTreeMap::new();
    for component in &index.components {
        let references = component.facts.references.iter();
        for reference in references.filter(|reference| reference.target == Target::Variable) {
            uses.entry(reference.name.clone())
                .or_default()
                .push((component.path.clone(), reference.span));
        }
    }
    uses
}
