//! The rules about what a project changes compared with an earlier state of it: once for each profile.

use analysis::changes::{Changes, Expanded, ProjectState};
use analysis::secrets;
use diagnostics::Diagnostic;
use project::Project;
use project::facts::ProfileFacts;
use project::index::Index;

use super::presentable;
use super::reading::{Reading, group, keep_placeholders, readings, with_profiles};
use crate::Check;

/// The diagnostics about the changes since `before`, with the secrets of both states masked.
pub(super) fn check(before: &Project, after: &Index<'_>) -> Vec<Diagnostic> {
    let before = Index::new(before);
    let profiles: Vec<ProfileFacts> = super::readable_profiles(after).cloned().collect();
    let (readings, are_in_both) = compared(readings(&profiles), &before);
    let diagnostics = readings
        .iter()
        .map(|reading| check_reading(&before, after, *reading))
        .collect();
    let mut merged = Vec::new();
    for (diagnostic, profiles) in group(&readings, diagnostics) {
        // A change in every profile needs none named.
        if profiles.is_empty() || profiles.len() == readings.len() {
            merged.push(diagnostic);
        } else if are_in_both {
            merged.push(with_profiles(diagnostic, profiles));
        }
    }
    for diagnostic in &mut merged {
        if let Some(document) = after.project.documents.get(&diagnostic.file) {
            keep_placeholders(document, [diagnostic]);
        }
    }
    let states = [before.project, after.project];
    presentable(merged, &states.into_iter().flat_map(secrets_of).collect())
}

/// The profiles that both states have: to the account of a new one, nothing is deployed. If there are none, it is not known
/// which profile now has the account of what is deployed, so all of them are compared, and what differs between them is no
/// change. Returns whether both states have the profiles.
fn compared<'p>(all: Vec<Reading<'p>>, before: &Index<'_>) -> (Vec<Reading<'p>>, bool) {
    let mut of_both = all.clone();
    of_both.retain(|reading| earlier(*reading, before).is_some());
    if of_both.is_empty() {
        (all, false)
    } else {
        (of_both, true)
    }
}

/// The same profile in the earlier state.
fn earlier<'b>(reading: Reading<'_>, before: &Index<'b>) -> Option<&'b ProfileFacts> {
    let now = reading?;
    let mut profiles = before.profiles.iter().map(|profile| profile.facts);
    profiles.find(|profile| profile.readable && profile.name == now.name)
}

/// The diagnostics in one profile. An earlier state without this profile has unknown values.
fn check_reading(before: &Index<'_>, after: &Index<'_>, reading: Reading<'_>) -> Vec<Diagnostic> {
    let before = Expanded::of(before, earlier(reading, before));
    let after = Expanded::of(after, reading);
    let (before, after) = (ProjectState::of(&before), ProjectState::of(&after));
    let changes = Changes::between(&before, &after);
    let mut diagnostics = Vec::new();
    for check in crate::checks() {
        if let Check::Changes(check) = check {
            check(&changes, &mut diagnostics);
        }
    }
    diagnostics
}

fn secrets_of(project: &Project) -> impl Iterator<Item = String> {
    project
        .documents
        .values()
        .flat_map(|document| secrets::named_in(&document.syntax))
}
