//! Scopes that converted cards require and the converted app does not request. None is added: a new required scope makes every
//! account install the app again.

use std::collections::BTreeSet;

use diagnostics::RelPath;

use crate::draft::Draft;
use crate::json;
use crate::plan::{Action, DecisionId};

/// The component files after the migration, if it changes any: the new ones, those that change and those that stay.
fn components<'d>(draft: &'d Draft<'_>) -> Vec<(RelPath, &'d str)> {
    let mut components = Vec::new();
    for (path, file) in &draft.plan.created {
        components.push((path.clone(), file.text.as_str()));
    }
    for (path, action) in &draft.plan.files {
        let (to, text) = match action {
            Action::Change { to, text } => (to, text.as_str()),
            Action::Move { to } => (to, draft.inputs.text(path)),
            Action::Keep => (path, draft.inputs.text(path)),
            Action::Leave { .. } | Action::Remove { .. } => continue,
        };
        if to.file_name().ends_with("-hsmeta.json") && draft.inputs.is_own(path) {
            components.push((to.clone(), text));
        }
    }
    if draft.plan.changes_anything() {
        components
    } else {
        Vec::new()
    }
}

pub(crate) fn announce(draft: &mut Draft<'_>) {
    let mut requested: BTreeSet<String> = BTreeSet::new();
    let mut objects: BTreeSet<String> = BTreeSet::new();
    let mut app_path = None;
    for (path, text) in components(draft) {
        let syntax = syntax::parse(text);
        let Some(config) = syntax.root().and_then(|root| root.get("config")) else {
            continue;
        };
        if let Some(auth) = config.get("auth") {
            app_path = Some(path);
            for member in auth.members() {
                requested.extend(json::strings(member.value).into_iter().map(str::to_owned));
            }
        }
        let types = config.get("objectTypes");
        objects.extend(types.into_iter().flat_map(json::strings).map(str::to_owned));
    }
    let Some(app) = app_path else { return };
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    for object in &objects {
        let scopes = catalog::read_scopes(object);
        let is_met = scopes.iter().any(|scope| {
            let mut names = catalog::equivalents(scope).chain([*scope]);
            names.any(|name| requested.contains(name))
        });
        if let Some(first) = scopes.first()
            && !is_met
        {
            missing.insert(first);
        }
    }
    if missing.is_empty() {
        return;
    }
    let names: Vec<&str> = missing.into_iter().collect();
    let question = format!(
        "the cards require the scopes `{}`, which the app does not request",
        names.join("`, `")
    );
    let chosen = "none is added: a new required scope makes every account install the app again";
    draft.decide(DecisionId::Scopes, &app, &question, chosen, &[]);
}
