//! Whether the app of a project supports its components.

use crate::platform;
use catalog::ComponentType;
use diagnostics::{Diagnostic, Rule, message};
use project::facts::Spanned;
use project::index::{Component, Index};
use schema::Schema;

/// How certain it is that the app does not support a component.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Compatibility {
    /// HubSpot's templates and documentation agree that it does not.
    Incompatible,
    /// HubSpot's templates and documentation contradict each other.
    Uncertain,
}

/// The diagnostics of `rule` about components with this compatibility. None if the values of the app itself contradict
/// each other, which another rule reports.
pub fn diagnostics(
    rule: &'static Rule,
    index: &Index<'_>,
    compatibility: Compatibility,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let Some(app) = index.app() else {
        return diagnostics;
    };
    if is(&app.facts.auth_type, "static") && is(&app.facts.distribution, "marketplace") {
        return diagnostics;
    }
    for component in &index.components {
        diagnostics.extend(diagnostic(rule, index, app, component, compatibility));
    }
    diagnostics
}

fn is(string: &Option<Spanned>, value: &str) -> bool {
    string.as_ref().is_some_and(|string| string.text == value)
}

/// Whether the app does not, or may not, support the component.
pub fn is_incompatible(app: &Component<'_>, component: &Component<'_>) -> bool {
    let schema = component
        .facts
        .component
        .and_then(|component_type| schema::schema(component_type.name));
    schema.is_some_and(|schema| Conflicts::of(schema, app).any())
}

/// The values of the app that the type of a component does not support.
struct Conflicts<'a> {
    distribution: Option<&'a Spanned>,
    auth: Option<&'a Spanned>,
}

impl<'a> Conflicts<'a> {
    fn of(schema: &'static Schema, app: &'a Component<'_>) -> Conflicts<'a> {
        Conflicts {
            distribution: conflict(
                schema,
                "distributions",
                &["private", "marketplace"],
                &app.facts.distribution,
            ),
            auth: conflict(
                schema,
                "authTypes",
                &["oauth", "static"],
                &app.facts.auth_type,
            ),
        }
    }

    fn any(&self) -> bool {
        self.distribution.is_some() || self.auth.is_some()
    }

    fn compatibility(&self, schema: &'static Schema) -> Option<Compatibility> {
        if self.distribution.is_some() {
            return Some(Compatibility::Incompatible);
        }
        self.auth?;
        if schema.fact("compatibilityNote").is_some() {
            Some(Compatibility::Uncertain)
        } else {
            Some(Compatibility::Incompatible)
        }
    }

    fn message(&self, type_name: &str, schema: &'static Schema) -> String {
        let mut required = Vec::new();
        let mut found = Vec::new();
        if let Some(distribution) = self.distribution {
            let supported = message::any_of(schema.facts("distributions"));
            required.push(format!("`distribution` {supported}"));
            found.push(message::quoted(&distribution.text));
        }
        if let Some(auth) = self.auth {
            let supported = message::any_of(schema.facts("authTypes"));
            required.push(format!("`auth.type` {supported}"));
            found.push(message::quoted(&auth.text));
        }
        format!(
            "{} requires an app with {}, found {}",
            message::quoted(type_name),
            required.join(" and "),
            found.join(" and ")
        )
    }
}

/// The value of the app if the type's list of supported values lacks it. Values that HubSpot does not know are reported by
/// another rule.
fn conflict<'a>(
    schema: &'static Schema,
    list: &str,
    known: &[&str],
    value: &'a Option<Spanned>,
) -> Option<&'a Spanned> {
    let value = value.as_ref()?;
    let mut supported = schema.facts(list).peekable();
    supported.peek()?;
    if known.contains(&value.text.as_str()) && supported.all(|other| other != value.text) {
        Some(value)
    } else {
        None
    }
}

fn diagnostic(
    rule: &Rule,
    index: &Index<'_>,
    app: &Component<'_>,
    component: &Component<'_>,
    compatibility: Compatibility,
) -> Option<Diagnostic> {
    let component_type = component.facts.component?;
    let type_name = component.facts.type_name.as_ref()?;
    let schema = schema::schema(component_type.name)?;
    let conflicts = Conflicts::of(schema, app);
    if conflicts.compatibility(schema)? != compatibility {
        return None;
    }
    // Functions of 2025.2 do not run anyway, and its templates allow them with OAuth.
    if compatibility == Compatibility::Uncertain && is_too_old(index, component_type) {
        return None;
    }
    let message = conflicts.message(&type_name.text, schema);
    let mut diagnostic = rule.at(component.path, type_name.span, message);
    for value in [conflicts.distribution, conflicts.auth]
        .into_iter()
        .flatten()
    {
        diagnostic = diagnostic.related(app.path, value.span, "defined here");
    }
    Some(
        diagnostic.help(
            "remove it, or move it to a compatible app (neither value can change after the first upload)",
        ),
    )
}

fn is_too_old(index: &Index<'_>, component_type: &ComponentType) -> bool {
    platform::known(index).is_some_and(|version| platform::newer(version, component_type).is_some())
}
