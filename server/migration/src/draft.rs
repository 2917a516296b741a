//! The plan under construction, and what all conversions share.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{RelPath, message};
use syntax::{Kind, Value};

use crate::inputs::Inputs;
use crate::json;
use crate::layout::Layout;
use crate::paths;
use crate::plan::{Action, ByHand, Decision, DecisionId, Field, Generated, NewFile, Plan, Refusal};
use crate::uids::{self, Change, Uids};
use crate::units::Units;

pub(crate) struct Draft<'a> {
    pub inputs: &'a Inputs<'a>,
    pub units: &'a Units<'a>,
    pub layout: Layout,
    pub uids: Uids,
    pub plan: Plan,
    /// The new uids of functions by their old names, if they differ.
    pub renamed_functions: BTreeMap<String, String>,
    /// Paths after the migration.
    occupied: BTreeSet<RelPath>,
    /// The same in lower case: on macOS and Windows, paths that differ only in letter case are one file.
    occupied_in_lower_case: BTreeSet<String>,
    /// The last number in the names of new files, by their folders and stems.
    numbers: BTreeMap<String, usize>,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(inputs: &'a Inputs<'a>, units: &'a Units<'a>, layout: Layout) -> Draft<'a> {
        let files = inputs.project.files.keys();
        let occupied: BTreeSet<RelPath> = files.map(|path| layout.target(path)).collect();
        let lower_case = occupied.iter().map(|path| path.as_str().to_lowercase());
        Draft {
            inputs,
            units,
            occupied_in_lower_case: lower_case.collect(),
            numbers: BTreeMap::new(),
            layout,
            uids: Uids::of(inputs),
            renamed_functions: BTreeMap::new(),
            plan: Plan {
                from: inputs.version.clone(),
                to: inputs.target.clone(),
                src: inputs.src.clone(),
                ..Plan::default()
            },
            occupied,
        }
    }

    /// The path of a new component file. An existing file is never overwritten.
    pub(crate) fn free_path(&mut self, folder: &str, stem: &str) -> RelPath {
        let folder = self.inputs.in_src(folder);
        let stem = file_stem(stem);
        let known = [folder.as_str(), "/", &stem].concat();
        loop {
            let number = self.numbers.entry(known.clone()).or_default();
            *number += 1;
            let name = match number {
                1 => format!("{stem}-hsmeta.json"),
                _ => format!("{stem}-{number}-hsmeta.json"),
            };
            let path = folder.join(&name).unwrap_or_else(|| folder.clone());
            let lower_case = path.as_str().to_lowercase();
            if self.occupied_in_lower_case.insert(lower_case) {
                self.occupied.insert(path.clone());
                return path;
            }
        }
    }

    /// The path after the migration of a file that exists, or comes to this path by it.
    pub(crate) fn after(&self, path: &RelPath) -> Option<RelPath> {
        let target = self.layout.target(path);
        if self.inputs.project.contains(path.as_str()) || self.occupied.contains(&target) {
            return Some(target);
        }
        if self.occupied.contains(path) {
            return Some(path.clone());
        }
        None
    }

    pub(crate) fn create(&mut self, path: RelPath, json: &str, from: &RelPath) {
        let text = json::pretty(json, json::line_break(self.inputs.text(from)));
        let from = from.clone();
        self.plan.created.insert(path, NewFile { text, from });
    }

    pub(crate) fn act(&mut self, path: &RelPath, action: Action) {
        self.plan.files.insert(path.clone(), action);
    }

    pub(crate) fn leave(&mut self, path: &RelPath, reason: &str) {
        let to = self.layout.target(path);
        let reason = reason.to_owned();
        self.act(path, Action::Leave { to, reason });
    }

    pub(crate) fn remove(&mut self, path: &RelPath, replaced_by: Vec<RelPath>) {
        self.act(path, Action::Remove { replaced_by });
    }

    pub(crate) fn account(&mut self, fields: Vec<Field>) {
        self.plan.fields.extend(fields);
    }

    pub(crate) fn generate(&mut self, file: &RelPath, path: &str, value: &str, reason: &str) {
        self.plan.generated.push(Generated {
            file: file.clone(),
            path: path.to_owned(),
            value: value.to_owned(),
            reason: reason.to_owned(),
        });
    }

    pub(crate) fn decide(
        &mut self,
        id: DecisionId,
        file: &RelPath,
        question: &str,
        chosen: &str,
        flags: &[&str],
    ) {
        self.plan.decisions.push(Decision {
            id,
            file: file.clone(),
            question: question.to_owned(),
            chosen: chosen.to_owned(),
            flags: flags.iter().map(|flag| (*flag).to_owned()).collect(),
            is_answered: false,
        });
    }

    /// The last decision was answered.
    pub(crate) fn answered(&mut self, answer: &str) {
        if let Some(decision) = self.plan.decisions.last_mut() {
            decision.chosen = format!("use `{answer}`");
            decision.is_answered = true;
        }
    }

    pub(crate) fn by_hand(&mut self, file: &RelPath, what: &str, page: Option<&'static str>) {
        self.plan.by_hand.push(ByHand {
            file: file.clone(),
            line: None,
            what: what.to_owned(),
            page,
        });
    }

    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        self.plan.refusals.push(refusal);
    }

    /// The uid of a component; what differs from the old one is listed. `target` is the new file.
    pub(crate) fn uid(
        &mut self,
        from: &RelPath,
        old: Option<&str>,
        name: &str,
        component: &str,
        target: &RelPath,
    ) -> String {
        self.uid_of_part(from, from.as_str(), old, name, component, target)
    }

    /// The uid of a component that is made from a part of a file, which `key` names.
    pub(crate) fn uid_of_part(
        &mut self,
        from: &RelPath,
        key: &str,
        old: Option<&str>,
        name: &str,
        component: &str,
        target: &RelPath,
    ) -> String {
        let inputs = self.inputs;
        let chosen = self.uids.choose(inputs, key, old, name, component);
        let Some(change) = chosen.change else {
            return chosen.uid;
        };
        let (question, reason) = match &change {
            Change::Requested => return chosen.uid,
            Change::Missing => ("there is no uid".to_owned(), "made from the name"),
            Change::Invalid => (
                format!("HubSpot refuses the uid {}", quoted(old)),
                "the old uid with valid characters only, and at most 64",
            ),
            Change::Taken => (
                format!("another component has the uid {}", quoted(old)),
                "uids are unique in the whole project since 2025.2",
            ),
        };
        self.generate(target, "uid", &chosen.uid, reason);
        let question = format!("{question}; HubSpot creates a new component for a new uid");
        let used = format!("use `{}`", chosen.uid);
        let flag = uids::flag(&change, old, key);
        self.decide(DecisionId::Uid, from, &question, &used, &[&flag]);
        chosen.uid
    }

    /// The new path of a file that a component names, as it is written in the component, and whether the file exists.
    pub(crate) fn file_path(
        &self,
        from: &RelPath,
        written: &str,
        target: &RelPath,
    ) -> Option<(String, bool)> {
        let named = paths::resolve(self, from, written, target)?;
        named.path.below(self.inputs.src.as_str())?;
        let path = json::component_path(&self.inputs.src, &named.path);
        Some((path, named.exists))
    }
}

/// The longest stem in bytes: file systems allow names of 255.
const LONGEST_STEM: usize = 120;

/// A name as that of a file on any operating system.
pub(crate) fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for character in name.trim_start_matches('.').chars() {
        let is_allowed = !character.is_control() && !"/\\:*?\"<>|".contains(character);
        stem.push(if is_allowed { character } else { '-' });
        if stem.len() > LONGEST_STEM {
            break;
        }
    }
    if stem.is_empty() {
        "unnamed".to_owned()
    } else {
        stem
    }
}

fn quoted(text: Option<&str>) -> String {
    message::quoted(text.unwrap_or_default())
}

/// A uid as text: some files have a number.
pub(crate) fn uid_text(value: Value<'_>) -> Option<&str> {
    match value.kind() {
        Kind::Number => Some(value.source()),
        _ => trimmed(value),
    }
}

/// The string of a property, without whitespace at its ends, which HubSpot refuses in names.
pub(crate) fn trimmed(value: Value<'_>) -> Option<&str> {
    let text = value.as_str()?.trim();
    if text.is_empty() { None } else { Some(text) }
}
