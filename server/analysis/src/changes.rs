//! What a project changes compared with an earlier state of it. Components are compared by uid, as HubSpot's command line
//! compares what is deployed (npm @hubspot/cli 8.14.0, `lib/projects/localDev/helpers/project.js`); profiles are applied first.

mod equal;
mod state;

use std::collections::BTreeMap;

use diagnostics::{Diagnostic, Rule, Span};
use syntax::Value;

pub use equal::is_equal;
pub use state::{ComponentState, Expanded, ProjectState, has_components};

/// A component that both states have.
#[derive(Clone, Copy)]
pub struct Pair<'s> {
    pub before: &'s ComponentState<'s>,
    pub after: &'s ComponentState<'s>,
}

/// The differences between two states of a project in one profile.
pub struct Changes<'s> {
    pub before: &'s ProjectState<'s>,
    pub after: &'s ProjectState<'s>,
    /// The components with the same uid and type.
    pub kept: Vec<Pair<'s>>,
    /// The components whose uid changed: what was removed and what was added is of one type and has the same path, the same
    /// entrypoint or the same `config`.
    pub renamed: Vec<Pair<'s>>,
    pub removed: Vec<&'s ComponentState<'s>>,
    pub added: Vec<&'s ComponentState<'s>>,
}

impl<'s> Changes<'s> {
    pub fn between(before: &'s ProjectState<'s>, after: &'s ProjectState<'s>) -> Changes<'s> {
        let mut kept = Vec::new();
        let mut removed = Vec::new();
        let (earlier, now) = (by_name(before), by_name(after));
        for (name, components) in &earlier {
            let Some(of_now) = now.get(name) else {
                removed.extend(components);
                continue;
            };
            for component in components {
                if let Some(after) = counterpart(component, components, of_now) {
                    kept.push(Pair {
                        before: component,
                        after,
                    });
                }
            }
        }
        let mut added: Vec<&ComponentState<'_>> = after
            .components
            .iter()
            .filter(|component| !earlier.contains_key(&component.name()))
            .collect();
        let renamed = pair_up(&mut removed, &mut added);
        removed.retain(|component| !after.may_have(component));
        Changes {
            before,
            after,
            kept,
            renamed,
            removed,
            added,
        }
    }

    /// The components of a type that are the same for their users. With another uid, one is new to HubSpot, and nothing holds
    /// of it that the old one had, unless a project has only one of its type: what that is changed to is what accounts get.
    pub fn pairs_of(&self, type_name: &'static str) -> impl Iterator<Item = Pair<'s>> {
        let renamed = self
            .renamed
            .iter()
            .filter(|pair| pair.after.component_type.singular);
        self.kept
            .iter()
            .chain(renamed)
            .copied()
            .filter(move |pair| pair.after.component_type.name == type_name)
    }

    /// The components of a type that are gone.
    pub fn removed_of(
        &self,
        type_name: &'static str,
    ) -> impl Iterator<Item = &'s ComponentState<'s>> {
        self.removed
            .iter()
            .copied()
            .filter(move |component| component.component_type.name == type_name)
    }

    /// The components of a type whose uid changed.
    pub fn renamed_of(&self, type_name: &'static str) -> impl Iterator<Item = Pair<'s>> {
        self.renamed
            .iter()
            .copied()
            .filter(move |pair| pair.after.component_type.name == type_name)
    }

    /// A diagnostic about something that is not there any more: at the uid of the app, else at the name of the project.
    pub fn at_project(&self, rule: &Rule, message: impl Into<String>) -> Option<Diagnostic> {
        let (path, span) = self.after.anchor()?;
        Some(rule.at(path, span, message))
    }
}

/// What HubSpot compares: a uid and a type.
type Name<'s> = (&'s str, &'static str);

fn by_name<'s>(state: &'s ProjectState<'s>) -> BTreeMap<Name<'s>, Vec<&'s ComponentState<'s>>> {
    let mut components: BTreeMap<Name<'_>, Vec<&ComponentState<'_>>> = BTreeMap::new();
    for component in &state.components {
        components
            .entry(component.name())
            .or_default()
            .push(component);
    }
    components
}

/// The component of `now` that `component` of `earlier` is. All of both have one name: HubSpot refuses duplicates, and with
/// them only paths tell which is which.
fn counterpart<'s>(
    component: &ComponentState<'_>,
    earlier: &[&'s ComponentState<'s>],
    now: &[&'s ComponentState<'s>],
) -> Option<&'s ComponentState<'s>> {
    if let ([_], [only]) = (earlier, now) {
        return Some(only);
    }
    now.iter()
        .copied()
        .find(|after| after.has_path_of(component))
}

/// Takes the components out of both lists whose uid changed.
fn pair_up<'s>(
    removed: &mut Vec<&'s ComponentState<'s>>,
    added: &mut Vec<&'s ComponentState<'s>>,
) -> Vec<Pair<'s>> {
    let mut renamed = Vec::new();
    for is_same in [
        ComponentState::is_singular_as,
        ComponentState::has_path_of,
        ComponentState::has_entrypoint_of,
        ComponentState::has_config_of,
    ] {
        removed.retain(|before| {
            let Some(at) = added.iter().position(|after| is_same(before, after)) else {
                return true;
            };
            let after = added.remove(at);
            renamed.push(Pair { before, after });
            false
        });
    }
    renamed
}

impl<'s> Pair<'s> {
    /// A diagnostic about a value of the component: at the value, else at the `uid` of the component.
    pub fn at(&self, rule: &Rule, span: Option<Span>, message: impl Into<String>) -> Diagnostic {
        rule.at(
            self.after.path,
            span.unwrap_or(self.after.uid_span),
            message,
        )
    }

    /// The strings at a path of `config`, if both states have one and they differ: that of before, and the value of now.
    pub fn changed_string(&self, path: &[&str]) -> Option<(&'s str, Value<'s>)> {
        let old = self.before.at(path)?.as_str()?;
        let value = self.after.at(path)?;
        if value.as_str()? == old {
            None
        } else {
            Some((old, value))
        }
    }

    /// The strings of a list of `config` that it no longer has; none if what it has is not certain.
    pub fn removed_strings(&self, path: &[&str]) -> Vec<&'s str> {
        let now = self.after.strings(path);
        let Some(now) = now else { return Vec::new() };
        let before = self.before.strings(path).unwrap_or_default();
        let mut removed: Vec<&str> = Vec::new();
        for (_, text) in before {
            if !now.iter().any(|(_, other)| *other == text) && !removed.contains(&text) {
                removed.push(text);
            }
        }
        removed
    }

    /// Where a diagnostic about something goes that is no longer at a path of `config`: the innermost key that is there.
    pub fn nearest(&self, path: &[&str]) -> Option<Span> {
        let mut value = self.after.config?;
        for name in path {
            let Some(next) = value.get(name) else { break };
            value = next;
        }
        Some(value.key()?.span)
    }
}
