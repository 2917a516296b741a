//! The operations of a conversion, in the order in which a client performs them.
//!
//! Most clients stop at the first operation that fails and keep what is done. So nothing is removed before everything else is
//! written: at any moment the old files, or the new ones, are complete.

use std::collections::BTreeSet;

use diagnostics::RelPath;
use migration::{Action, Plan, ProjectFiles};

/// An operation. None replaces an existing file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Step<'p> {
    Rename {
        from: &'p RelPath,
        to: RelPath,
    },
    Create {
        path: &'p RelPath,
        text: &'p str,
    },
    /// Replaces the text of a file, after it was renamed if it is.
    Edit {
        from: &'p RelPath,
        path: &'p RelPath,
        text: &'p str,
    },
    Delete(&'p RelPath),
    /// Moves a file whose content is in new ones out of the project.
    SetAside {
        from: &'p RelPath,
        to: RelPath,
    },
}

/// What happens to old files whose content is in new ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Removed {
    /// They are deleted: version control has them.
    Delete,
    /// They are moved to this folder beside `hsproject.json`.
    KeepIn(&'static str),
}

/// An edit of more files than this takes an editor too long.
pub(crate) const MAX_STEPS: usize = 2_000;

/// Why an editor cannot convert a project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum NotInEditor {
    TooManySteps(usize),
    /// A file would take the path of another one that moves or is removed: clients rename files in an order of their own.
    Occupied(RelPath),
}

/// The steps of a plan for these files.
pub(crate) fn steps<'p>(
    before: &ProjectFiles,
    plan: &'p Plan,
    removed: Removed,
) -> Result<Vec<Step<'p>>, NotInEditor> {
    let (mut renames, mut creations, mut edits, mut removals) = (vec![], vec![], vec![], vec![]);
    for (path, action) in &plan.files {
        match action {
            Action::Keep => {}
            Action::Leave { to, .. } | Action::Move { to } => {
                renames.extend(rename(path, to));
            }
            Action::Change { to, text } => {
                renames.extend(rename(path, to));
                edits.push(Step::Edit {
                    from: path,
                    path: to,
                    text,
                });
            }
            Action::Remove { .. } => removals.push(match removed {
                Removed::Delete => Step::Delete(path),
                Removed::KeepIn(folder) => Step::SetAside {
                    from: path,
                    to: RelPath::new(format!("{folder}/{path}")),
                },
            }),
        }
    }
    for (path, file) in &plan.created {
        creations.push(Step::Create {
            path,
            text: &file.text,
        });
    }
    let mut steps = renames;
    steps.append(&mut creations);
    steps.append(&mut edits);
    steps.append(&mut removals);
    if steps.len() > MAX_STEPS {
        return Err(NotInEditor::TooManySteps(steps.len()));
    }
    refuse_occupied(before, &steps)?;
    Ok(steps)
}

fn rename<'p>(from: &'p RelPath, to: &RelPath) -> Option<Step<'p>> {
    if from == to {
        return None;
    }
    Some(Step::Rename {
        from,
        to: to.clone(),
    })
}

/// The target of a rename must be free from the beginning, because VS Code checks all of them before the first one. That of
/// a new file must be free after the renames.
fn refuse_occupied(before: &ProjectFiles, steps: &[Step<'_>]) -> Result<(), NotInEditor> {
    let mut moved: BTreeSet<&RelPath> = BTreeSet::new();
    let mut taken: BTreeSet<&RelPath> = BTreeSet::new();
    for step in steps {
        let is_free = match step {
            Step::Rename { from, to } | Step::SetAside { from, to } => {
                moved.insert(from);
                !before.files.contains_key(to) && taken.insert(to)
            }
            Step::Create { path, .. } => {
                (!before.files.contains_key(*path) || moved.contains(path)) && taken.insert(path)
            }
            Step::Edit { .. } | Step::Delete(_) => true,
        };
        if !is_free {
            return Err(NotInEditor::Occupied(step.target().clone()));
        }
    }
    Ok(())
}

impl Step<'_> {
    fn target(&self) -> &RelPath {
        match self {
            Step::Rename { to, .. } | Step::SetAside { to, .. } => to,
            Step::Create { path, .. } | Step::Edit { path, .. } | Step::Delete(path) => path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use migration::{Content, NewFile};

    const KEPT: Removed = Removed::KeepIn("migrate-leftover");

    fn files(paths: &[&str]) -> ProjectFiles {
        let mut files = ProjectFiles::default();
        for path in paths {
            files.insert(path, Content::text(path));
        }
        files
    }

    fn plan(actions: &[(&str, Action)]) -> Plan {
        let mut plan = Plan::default();
        for (path, action) in actions {
            plan.files.insert(RelPath::new(*path), action.clone());
        }
        plan
    }

    fn moved(to: &str) -> Action {
        Action::Move {
            to: RelPath::new(to),
        }
    }

    fn removed() -> Action {
        Action::Remove {
            replaced_by: Vec::new(),
        }
    }

    fn new_file() -> NewFile {
        NewFile {
            text: "{}".to_owned(),
            from: RelPath::new("a"),
        }
    }

    #[test]
    fn nothing_is_removed_before_everything_is_written() {
        let mut plan = plan(&[
            ("a", removed()),
            ("b", moved("c")),
            (
                "d",
                Action::Change {
                    to: RelPath::new("e"),
                    text: "1".to_owned(),
                },
            ),
        ]);
        // A file may take the path of one that was renamed.
        plan.created.insert(RelPath::new("b"), new_file());
        let before = files(&["a", "b", "d"]);
        let deleted = steps(&before, &plan, Removed::Delete);
        let kinds: Vec<String> = deleted
            .iter()
            .flatten()
            .map(|it| format!("{it:?}"))
            .collect();
        assert_eq!(kinds.len(), 5, "{kinds:?}");
        for (kind, start) in kinds
            .iter()
            .zip(["Rename", "Rename", "Create", "Edit", "Delete"])
        {
            assert!(kind.starts_with(start), "{kinds:?}");
        }
        let kept = steps(&before, &plan, KEPT);
        let last = kept.ok().and_then(|mut steps| steps.pop());
        let a = RelPath::new("a");
        let leftover = Step::SetAside {
            from: &a,
            to: RelPath::new("migrate-leftover/a"),
        };
        assert_eq!(last, Some(leftover));
    }

    #[test]
    fn occupied_paths_are_left_to_the_command_line() {
        let occupied = |path: &str| Err(NotInEditor::Occupied(RelPath::new(path)));
        let chain = plan(&[("a", moved("b")), ("b", moved("c"))]);
        let before = files(&["a", "b"]);
        assert_eq!(steps(&before, &chain, Removed::Delete), occupied("b"));
        let mut over_removed = plan(&[("a", removed())]);
        over_removed.created.insert(RelPath::new("a"), new_file());
        assert_eq!(
            steps(&files(&["a"]), &over_removed, Removed::Delete),
            occupied("a")
        );
        let again = plan(&[("a", removed())]);
        assert_eq!(
            steps(&files(&["a", "migrate-leftover/a"]), &again, KEPT),
            occupied("migrate-leftover/a")
        );
    }

    #[test]
    fn long_plans_are_left_to_the_command_line() {
        let mut long = Plan::default();
        for number in 0..=MAX_STEPS {
            let path = RelPath::new(format!("a{number}"));
            long.files.insert(path, moved(&format!("b/{number}")));
        }
        assert_eq!(
            steps(&ProjectFiles::default(), &long, Removed::Delete),
            Err(NotInEditor::TooManySteps(MAX_STEPS + 1))
        );
    }
}
