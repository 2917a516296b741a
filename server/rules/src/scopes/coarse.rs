//! Broad scopes that HubSpot splits into narrower ones.

use std::collections::BTreeSet;

use analysis::code::Code;
use analysis::code_scopes::CodeScopes;
use analysis::components::{Component, ComponentFile, strings};
use analysis::list_limit;
use catalog::Scope;
use diagnostics::{Diagnostic, Rule, Safety, message};
use project::facts::ComponentFacts;
use project::index::Index;
use syntax::{Value, edit};

const HELP: &str =
    "request what the app uses, and change install URLs with it: accounts have to grant new scopes";

/// With static auth there are no install URLs.
const HELP_STATIC: &str =
    "request what the app uses, and install the app again, as the account has to grant new scopes";

/// Reports the broad scopes of a project, if its app is one of the marketplace or not.
pub(super) fn report(
    rule: &Rule,
    index: &Index<'_>,
    code: Option<&Code<'_>>,
    message: &str,
    in_marketplace: bool,
    out: &mut Vec<Diagnostic>,
) {
    let is_marketplace = index.components.iter().any(is_marketplace_app);
    let mut used = None;
    for component in &index.components {
        let Some(document) = index.project.documents.get(component.path) else {
            continue;
        };
        let Some(root) = document.syntax.root() else {
            continue;
        };
        let file = file(component.facts, root);
        let auth_type = root.at(&["config", "auth", "type"]);
        let is_static = auth_type.and_then(|value| value.as_str()) == Some("static");
        let help = if is_static { HELP_STATIC } else { HELP };
        let requested: BTreeSet<&str> = file
            .scope_lists()
            .flat_map(|list| strings(list.value))
            .map(|(_, name)| name)
            .collect();
        for list in file.scope_lists() {
            let mut diagnostics = Vec::new();
            for (value, name) in strings(list.value) {
                let Some(scope) = catalog::scope(name) else {
                    continue;
                };
                if is_split(index, scope, &requested) && in_marketplace == is_marketplace {
                    let used = used.get_or_insert_with(|| used_scopes(code));
                    let text = format!("{} {message}", message::quoted(name));
                    let diagnostic = rule.at(component.path, value.span(), text).help(help);
                    diagnostics.push(with_fixes(diagnostic, scope, list.value, value, used));
                }
            }
            list_limit::add(diagnostics.into_iter(), out);
        }
    }
}

fn file<'a>(facts: &ComponentFacts, root: Value<'a>) -> ComponentFile<'a> {
    ComponentFile {
        root,
        component: Component::of(facts.component, root.get("config")),
    }
}

fn is_marketplace_app(component: &project::index::Component<'_>) -> bool {
    match &component.facts.distribution {
        Some(distribution) => distribution.text == "marketplace",
        None => false,
    }
}

/// Whether narrower scopes replace it, and the file requests none of them: during the migration it may have both.
fn is_split(index: &Index<'_>, scope: &Scope, requested: &BTreeSet<&str>) -> bool {
    if scope.granular.is_none() || scope.granular_names().any(|name| requested.contains(name)) {
        return false;
    }
    // HubSpot's page of app events still requires it.
    let is_for_events = scope.name == "timeline";
    let mut types = index
        .components
        .iter()
        .filter_map(|component| component.facts.component);
    !is_for_events || !types.any(|component_type| component_type.name == "app-event")
}

/// The scopes that the code of the project uses, as far as it is known.
fn used_scopes(code: Option<&Code<'_>>) -> BTreeSet<&'static str> {
    let mut used = BTreeSet::new();
    if let Some(code) = code {
        for call in CodeScopes::of(code).uses {
            used.extend(call.alternatives);
        }
    }
    used
}

/// Adds what to request instead: what the code uses, and everything that the scope allows. Only a person knows which of them
/// the app requires, and other code may call HubSpot too.
fn with_fixes(
    mut diagnostic: Diagnostic,
    scope: &Scope,
    list: Value<'_>,
    value: Value<'_>,
    used: &BTreeSet<&'static str>,
) -> Diagnostic {
    let all: Vec<&str> = scope.granular_names().collect();
    let of_code: Vec<&str> = all
        .iter()
        .copied()
        .filter(|name| used.contains(name))
        .collect();
    let mut choices = Vec::new();
    if !of_code.is_empty() && of_code.len() < all.len() {
        choices.push((of_code, ", which the code here uses"));
    }
    choices.push((all, ""));
    for (names, reason) in choices {
        let mut new: Vec<String> = Vec::new();
        for name in &names {
            if !strings(list).any(|(_, other)| other == *name) {
                new.push(edit::quote(name));
            }
        }
        let edits = edit::replace_value(value, &new.join(", "));
        let title = format!("change to {}{reason}", message::all_of(names));
        diagnostic = diagnostic.fix(title, Safety::DisplayOnly, edits);
    }
    diagnostic
}
