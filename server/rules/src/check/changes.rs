//! The rules about what a project changes compared with an earlier state of it: once for each profile.

use analysis::changes::{Changes, Expanded, ProjectState};
use analysis::secrets;
use diagnostics::Diagnostic;
use project::Project;
use project::facts::ProfileFacts;
use project::index::Index;

use super::presentable;
use super::reading::{Reading, group, readings, with_profiles};
use crate::Check;

/// The diagnostics about the changes since `before`, with the secrets of both states masked.
pub(super) fn check(before: &Project, after: &Index<'_>) -> Vec<Diagnostic> {
    let before = Index::new(before);
    let profiles: Vec<ProfileFacts> = super::readable_profiles(after).cloned().collect();
    let readings = readings(&profiles);
    let diagnostics = readings
        .iter()
        .map(|reading| check_reading(&before, after, *reading))
        .collect();
    let mut merged = Vec::new();
    for (diagnostic, profiles) in group(&readings, diagnostics) {
        // A change in every profile needs none named.
        if profiles.is_empty() || profiles.len() == readings.len() {
            merged.push(diagnostic);
        } else {
            merged.push(with_profiles(diagnostic, profiles));
        }
    }
    let states = [before.project, after.project];
    presentable(merged, &states.into_iter().flat_map(secrets_of).collect())
}

/// The diagnostics in one profile. An earlier state without this profile has unknown values.
fn check_reading(before: &Index<'_>, after: &Index<'_>, reading: Reading<'_>) -> Vec<Diagnostic> {
    let earlier = before.profiles.iter().find(|profile| {
        let is_same = reading.is_some_and(|now| now.name == profile.facts.name);
        is_same && profile.facts.readable
    });
    let before = Expanded::of(before, earlier.map(|profile| profile.facts));
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
