//! Scopes for app objects (`crm.app.objects.<FQN>.view`) against the app objects of the project.

use std::collections::BTreeSet;

use crate::FileContext;
use crate::scopes::{self, Asked};
use catalog::FileKind;
use diagnostics::{Diagnostic, Rule, message, suggest};
use project::index::Index;
use project::placeholders;

/// The names of the app objects of the project as scopes have them, also of those that HubSpot passes over: that is a problem
/// of its own. `None` where one cannot be known.
pub fn object_names(index: &Index<'_>) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let skipped_files = index.skipped_files.iter().map(|file| (file.facts, None));
    let read = index
        .components
        .iter()
        .map(|component| (component.facts, Some(component.folder)));
    for (facts, folder) in read.chain(skipped_files) {
        if !facts.is_well_formed {
            return None;
        }
        if facts
            .component
            .or(folder)
            .is_some_and(|own| own.name == "app-object")
        {
            let name = facts.object_name.as_ref()?;
            if placeholders::first(name).is_some() {
                return None;
            }
            names.insert(catalog::qualified_object(name));
        }
    }
    Some(names)
}

/// The app objects that the scopes of one file may be for.
pub struct Declared<'a> {
    names: Option<&'a BTreeSet<String>>,
    /// The ids in scopes for these app objects, so that of the own app. Other apps may have other objects.
    app_ids: BTreeSet<&'a str>,
}

impl<'a> Declared<'a> {
    /// Those of the project; none where it has no app object, or may have more than are known.
    pub fn around(cx: &FileContext<'a>) -> Declared<'a> {
        let names = cx
            .project
            .object_names
            .as_ref()
            .filter(|names| !names.is_empty());
        let mut app_ids = BTreeSet::new();
        if let Some(names) = names
            && cx.document.kind == FileKind::Component
        {
            for asked in scopes::asked(cx) {
                if let Some(scope) = catalog::app_object_scope(asked.name)
                    && names.contains(scope.object)
                {
                    app_ids.insert(scope.app_id);
                }
            }
        }
        Declared { names, app_ids }
    }

    /// What is wrong with a scope that has the form of one for an app object.
    pub fn problem(
        &self,
        cx: &FileContext<'_>,
        rule: &Rule,
        asked: &Asked<'_>,
    ) -> Option<Diagnostic> {
        let (names, scope) = (self.names?, catalog::app_object_scope(asked.name)?);
        let is_of_other_app = !self.app_ids.is_empty() && !self.app_ids.contains(scope.app_id);
        if names.contains(scope.object) || is_of_other_app {
            return None;
        }
        let all = names.iter().map(String::as_str);
        let message = format!(
            "scope {} is for an app object that is not in this project",
            message::quoted(asked.name)
        );
        let diagnostic = cx.at(rule, asked.value.span(), message);
        let Some(near) = suggest::nearest(scope.object, all.clone()) else {
            return Some(diagnostic.help(format!(
                "use an app object of this project: {}",
                message::all_of(all)
            )));
        };
        let right = asked
            .name
            .replacen(&format!("_{}.", scope.object), &format!("_{near}."), 1);
        let diagnostic = diagnostic.help(format!("did you mean {}?", message::quoted(&right)));
        Some(scopes::replace(diagnostic, asked, &[&right]))
    }
}
