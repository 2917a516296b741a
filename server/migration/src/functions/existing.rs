//! A function that has a component already: it was made from it before, or written by hand. HubSpot reads that one only.

use diagnostics::RelPath;
use syntax::Value;

use super::entry::{Converted, Function, Writer, in_new_folder};
use crate::account::Account;
use crate::app::compare;
use crate::draft::{Draft, trimmed};
use crate::json::Object;
use crate::uids;
use crate::units::Unit;

impl<'a> Function<'a> {
    /// The component that was made from it before: by its uid, or, if that had to change, by the name of its file.
    pub(super) fn existing(self, draft: &Draft<'_>, unit: &Unit<'_>) -> Option<RelPath> {
        let folder = draft.inputs.in_src("app/functions");
        let others = unit.root.get("appFunctions");
        let key = format!("{}#{}", unit.path, self.name);
        let stem = self.file_stem();
        let file_name = format!("{stem}-hsmeta.json");
        let name = if self.is_endpoint { &stem } else { self.name };
        for (path, root) in draft.inputs.components() {
            let [type_name, uid] = ["type", "uid"].map(|key| root.get(key)?.as_str());
            let Some(uid) = uid else { continue };
            if type_name != Some("app-function") {
                continue;
            }
            let has_its_name = !self.is_endpoint && uid == self.name;
            let has_its_file = path.folder() == folder.as_str()
                && path.file_name() == file_name
                && others.is_none_or(|others| others.get(uid).is_none())
                && uids::may_be_made_from(draft.inputs, &key, name, "function", uid);
            if has_its_name || has_its_file {
                return Some(draft.layout.target(path));
            }
        }
        None
    }

    /// Accounts for the function: as content of the component, or, if that says something else, as what stays.
    pub(super) fn compare(
        self,
        draft: &mut Draft<'a>,
        unit: &Unit<'a>,
        account: &mut Account<'a>,
        existing: RelPath,
    ) -> Converted {
        let listed = (
            draft.plan.decisions.len(),
            draft.plan.by_hand.len(),
            draft.plan.generated.len(),
        );
        let file = self.value.get("file").and_then(trimmed);
        let named = file.and_then(|file| draft.file_path(unit.path, file, &in_new_folder(draft)));
        let entrypoint = named.map(|(path, _)| path).unwrap_or_default();
        let mut own = Account::new(unit.path, unit.root);
        let mut writer = Writer {
            account: &mut own,
            target: existing.clone(),
            config: Object::default(),
        };
        self.write(draft, unit, &entrypoint, &mut writer);
        let converted = syntax::parse(writer.config.finish());
        // What it would have become is not written.
        draft.plan.decisions.truncate(listed.0);
        draft.plan.by_hand.truncate(listed.1);
        draft.plan.generated.truncate(listed.2);
        let current = compare::current(draft, &existing);
        let config = current.root().and_then(|root| root.get("config"));
        let differing = differences(draft, &existing, converted.root(), config);
        if differing.is_empty() {
            account.merge_converted(own);
            return Converted::To(existing);
        }
        let shown = differing.join("`, `");
        let name = existing.file_name();
        let reason = format!("differs from `{name}`, which HubSpot reads, in `{shown}`");
        account.stays(self.value, &reason);
        let what = format!(
            "compare it with the function `{}` in `{}`, which differs in `{shown}`; then delete the function there",
            self.name, unit.path
        );
        draft.by_hand(&existing, &what, None);
        Converted::Differs
    }
}

/// The properties that the component has in another form, or not at all.
fn differences(
    draft: &Draft<'_>,
    component: &RelPath,
    new: Option<Value<'_>>,
    current: Option<Value<'_>>,
) -> Vec<&'static str> {
    let mut differing = Vec::new();
    for key in ["entrypoint", "endpoint", "secretKeys"] {
        let [new, current] = [new, current].map(|config| config?.get(key));
        let is_same = match (new, current) {
            (Some(new), Some(current)) if key == "entrypoint" => {
                entrypoint(draft, component, new) == entrypoint(draft, component, current)
            }
            (Some(new), Some(current)) if key == "endpoint" => {
                ["path", "methods"].iter().all(|key| {
                    new.get(key).map(compare::sorted) == current.get(key).map(compare::sorted)
                })
            }
            (Some(new), Some(current)) => compare::sorted(new) == compare::sorted(current),
            (Some(one), None) | (None, Some(one)) => one.is_empty() && key == "secretKeys",
            (None, None) => true,
        };
        if !is_same {
            differing.push(key);
        }
    }
    differing
}

/// The code that a component names: relative to the source folder, or to the component.
fn entrypoint(draft: &Draft<'_>, component: &RelPath, value: Value<'_>) -> Option<RelPath> {
    let written = value.as_str()?;
    if diagnostics::path::is_absolute(written) {
        draft.inputs.src.join_written(written)
    } else {
        RelPath::written_in(component.folder(), written)
    }
}
