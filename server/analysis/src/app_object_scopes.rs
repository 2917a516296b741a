//! Scopes for app objects (`crm.app.objects.<FQN>.view`) and the app objects of the project.

use std::collections::BTreeSet;

use crate::FileContext;
use crate::scopes::{self, RequestedScope};
use catalog::{AppObjectScope, FileKind};
use diagnostics::{Diagnostic, Rule, message, suggest};
use project::index::Index;
use project::placeholders;

/// The names of the project's app objects as they appear in scopes, including those in files that HubSpot skips, which other
/// rules report. `None` if one cannot be known.
pub fn object_names(index: &Index<'_>) -> Option<BTreeSet<String>> {
    let read = index
        .components
        .iter()
        .map(|component| (component.facts, Some(component.folder)));
    let skipped = index.skipped_files.iter().map(|file| (file.facts, None));
    let mut names = BTreeSet::new();
    for (facts, folder) in read.chain(skipped) {
        if !facts.is_well_formed {
            return None;
        }
        let Some(component_type) = facts.component.or(folder) else {
            continue;
        };
        if component_type.name != "app-object" {
            continue;
        }
        let name = facts.object_name.as_ref()?;
        if placeholders::first(name).is_some() {
            return None;
        }
        names.insert(catalog::qualified_object(name));
    }
    Some(names)
}

/// The app objects that the scopes of a file may be for.
pub struct DeclaredAppObjects<'a> {
    names: Option<&'a BTreeSet<String>>,
    /// The ids in scopes for these app objects, so that of the own app. Other apps may have other objects.
    app_ids: BTreeSet<&'a str>,
}

impl<'a> DeclaredAppObjects<'a> {
    /// Those of the project; none if it has no app object, or may have more than are known.
    pub fn around(cx: &FileContext<'a>) -> DeclaredAppObjects<'a> {
        let mut declared = DeclaredAppObjects {
            names: None,
            app_ids: BTreeSet::new(),
        };
        let Some(names) = &cx.project.object_names else {
            return declared;
        };
        if names.is_empty() {
            return declared;
        }
        declared.names = Some(names);
        if cx.document.kind == FileKind::Component {
            for requested in scopes::requested(cx) {
                if let Some(scope) = catalog::app_object_scope(requested.name)
                    && names.contains(scope.object)
                {
                    declared.app_ids.insert(scope.app_id);
                }
            }
        }
        declared
    }

    /// The diagnostic about a scope for an app object that is not in the project.
    pub fn problem(
        &self,
        cx: &FileContext<'_>,
        rule: &Rule,
        requested: &RequestedScope<'_>,
    ) -> Option<Diagnostic> {
        let names = self.names?;
        let scope = catalog::app_object_scope(requested.name)?;
        if names.contains(scope.object) || self.is_of_other_app(&scope) {
            return None;
        }
        let names = names.iter().map(String::as_str);
        let message = format!(
            "scope {} is for an app object that is not in this project",
            message::quoted(requested.name)
        );
        let diagnostic = cx.at(rule, requested.value.span(), message);
        let Some(near) = suggest::nearest(scope.object, names.clone()) else {
            return Some(diagnostic.help(format!(
                "use an app object of this project: {}",
                message::all_of(names)
            )));
        };
        let right =
            requested
                .name
                .replacen(&format!("_{}.", scope.object), &format!("_{near}."), 1);
        let diagnostic = diagnostic.help(format!("did you mean {}?", message::quoted(&right)));
        Some(scopes::replace(diagnostic, requested, &[&right]))
    }

    fn is_of_other_app(&self, scope: &AppObjectScope<'_>) -> bool {
        !self.app_ids.is_empty() && !self.app_ids.contains(scope.app_id)
    }
}
