//! The files after a plan, in memory: what a writer has to reach, and what tests compare.

use crate::plan::{Action, Plan};
use project::snapshot::{Content, ProjectFiles};

/// Applies a plan to the files that it was made from.
pub fn apply(project: &ProjectFiles, plan: &Plan) -> ProjectFiles {
    let mut after = ProjectFiles::default();
    for (path, content) in &project.files {
        match plan.files.get(path) {
            None | Some(Action::Keep) => {
                after.files.insert(path.clone(), content.clone());
            }
            Some(Action::Move { to } | Action::Leave { to, .. }) => {
                after.files.insert(to.clone(), content.clone());
            }
            Some(Action::Change { to, text }) => {
                after.files.insert(to.clone(), Content::text(text));
            }
            Some(Action::Remove { .. }) => {}
        }
    }
    for (path, file) in &plan.created {
        after.files.insert(path.clone(), Content::text(&file.text));
    }
    after
}
