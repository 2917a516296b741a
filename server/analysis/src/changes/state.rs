//! A project as one profile makes it.

use catalog::ComponentType;
use diagnostics::{RelPath, Span};
use project::facts::{ComponentFacts, ProfileFacts};
use project::hsignore::Exclusions;
use project::index::Index;
use project::{Entry, placeholders};
use syntax::{Kind, Syntax, Value};

use super::is_equal;
use crate::components::Component;

/// The components of a project, with the variables of one profile.
pub struct ProjectState<'s> {
    pub index: &'s Index<'s>,
    pub components: Vec<ComponentState<'s>>,
    /// Component files of which it is not known which component they are: broken, without a uid, or with one of a variable
    /// that has no value.
    uncertain: Vec<Uncertain<'s>>,
}

struct Uncertain<'s> {
    path: &'s RelPath,
    component_type: Option<&'static ComponentType>,
}

/// A component in one state of a project.
pub struct ComponentState<'s> {
    pub path: &'s RelPath,
    /// The path relative to the source folder, which the server of HubSpot knows.
    path_below: &'s str,
    pub uid: &'s str,
    pub uid_span: Span,
    pub component_type: &'static ComponentType,
    pub config: Option<Value<'s>>,
    /// `config`, in the terms of its type.
    pub view: Component<'s>,
}

/// The texts of a project with the variables of one profile in place of their placeholders.
pub struct Expanded<'p> {
    index: &'p Index<'p>,
    files: Vec<File<'p>>,
}

/// A component file that is uploaded.
struct File<'p> {
    path: &'p RelPath,
    /// Relative to the source folder.
    path_below: &'p str,
    facts: &'p ComponentFacts,
    syntax: Syntax,
}

impl<'p> Expanded<'p> {
    /// `None` leaves the values of variables unknown.
    pub fn of(index: &'p Index<'p>, profile: Option<&ProfileFacts>) -> Expanded<'p> {
        let mut files = Vec::new();
        let source = index.src_dir.as_ref().map_or("", RelPath::as_str);
        let exclusions = Exclusions::new(index.project.hsignore.as_deref());
        for component in &index.components {
            let path = component.path;
            let path_below = path.below(source).unwrap_or(path.as_str());
            if exclusions.of(path_below).is_some() {
                continue;
            }
            if let Some(document) = index.project.documents.get(path) {
                files.push(File {
                    path,
                    path_below,
                    facts: component.facts,
                    syntax: placeholders::expand(&document.syntax, profile),
                });
            }
        }
        Expanded { index, files }
    }
}

/// Whether a project has what components are read from: a source folder, and the current layout. If it has not, that is the
/// problem, and not that each of its components is gone.
pub fn has_components(index: &Index<'_>) -> bool {
    let source = index.src_dir.as_ref();
    let has_source = source.is_some_and(|source| index.entry(source) == Some(Entry::Folder));
    has_source && !index.is_legacy()
}

impl<'s> ProjectState<'s> {
    pub fn of(expanded: &'s Expanded<'s>) -> ProjectState<'s> {
        let mut state = ProjectState {
            index: expanded.index,
            components: Vec::new(),
            uncertain: Vec::new(),
        };
        for file in &expanded.files {
            match component(file) {
                Some(component) => state.components.push(component),
                None => state.uncertain.push(Uncertain {
                    path: file.path,
                    component_type: file.facts.component,
                }),
            }
        }
        state
    }

    /// The app, if there is exactly one.
    pub fn app(&self) -> Option<&ComponentState<'s>> {
        let mut apps = self
            .components
            .iter()
            .filter(|component| component.component_type.name == "app");
        let app = apps.next()?;
        match apps.next() {
            None => Some(app),
            Some(_) => None,
        }
    }

    /// Whether a component that was not found may be in a file that is not certain, or in a source folder that is not found.
    pub(super) fn may_have(&self, component: &ComponentState<'_>) -> bool {
        if !has_components(self.index) {
            return true;
        }
        self.uncertain.iter().any(|file| {
            file.path == component.path
                || file
                    .component_type
                    .is_none_or(|own| own == component.component_type)
        })
    }

    /// Where a diagnostic about the whole project goes.
    pub(super) fn anchor(&self) -> Option<(&'s RelPath, Span)> {
        if let Some(app) = self.app() {
            return Some((app.path, app.uid_span));
        }
        let (path, facts) = self.index.manifest?;
        let name = facts.name.as_ref();
        Some((path, name.map_or(facts.anchor, |name| name.span)))
    }
}

fn component<'s>(file: &'s File<'_>) -> Option<ComponentState<'s>> {
    let facts = file.facts;
    let root = file.syntax.root()?;
    if !facts.is_well_formed || facts.legacy.is_some() || facts.type_mismatch.is_some() {
        return None;
    }
    let component_type = facts.component?;
    let uid = root.get("uid")?;
    let config = root.get("config");
    Some(ComponentState {
        path: file.path,
        path_below: file.path_below,
        uid: uid.as_str()?,
        uid_span: uid.span(),
        component_type,
        config,
        view: Component::of(Some(component_type), config),
    })
}

impl<'s> ComponentState<'s> {
    /// What HubSpot compares.
    pub(super) fn name(&self) -> (&'s str, &'static str) {
        (self.uid, self.component_type.name)
    }

    /// The property of `config` at `path`.
    pub fn at(&self, path: &[&str]) -> Option<Value<'s>> {
        self.config?.at(path)
    }

    /// Whether it is known what is at a path of `config`, even if nothing is.
    pub fn is_known(&self, path: &[&str]) -> bool {
        let mut value = self.config;
        for name in path {
            let Some(parent) = value else { return true };
            if parent.kind() == Kind::Unknown {
                return false;
            }
            value = parent.get(name);
        }
        value.is_none_or(|value| value.kind() != Kind::Unknown)
    }

    /// The strings of the list at a path of `config`; `None` if some of them cannot be known.
    pub fn strings(&self, path: &[&str]) -> Option<Vec<(Value<'s>, &'s str)>> {
        if !self.is_known(path) {
            return None;
        }
        let mut strings = Vec::new();
        for value in self.at(path).into_iter().flat_map(|list| list.elements()) {
            match value.kind() {
                Kind::Unknown => return None,
                _ => strings.extend(value.as_str().map(|text| (value, text))),
            }
        }
        Some(strings)
    }

    pub(super) fn is_singular_as(&self, other: &ComponentState<'_>) -> bool {
        self.component_type.singular && self.component_type == other.component_type
    }

    pub(super) fn has_path_of(&self, other: &ComponentState<'_>) -> bool {
        self.component_type == other.component_type && self.path_below == other.path_below
    }

    pub(super) fn has_entrypoint_of(&self, other: &ComponentState<'_>) -> bool {
        let own = self.at(&["entrypoint"]).and_then(|value| value.as_str());
        let others = other.at(&["entrypoint"]).and_then(|value| value.as_str());
        self.component_type == other.component_type && own.is_some() && own == others
    }

    pub(super) fn has_config_of(&self, other: &ComponentState<'_>) -> bool {
        match (self.config, other.config) {
            (Some(own), Some(others)) => {
                self.component_type == other.component_type && is_equal(own, others)
            }
            _ => false,
        }
    }
}
