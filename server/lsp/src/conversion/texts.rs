//! What is shown about a conversion.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use diagnostics::{RelPath, message};
use migration::{Decision, Plan, Refusal};

use super::steps::{NotInEditor, Step};

/// The maximum number of files or reasons in a message.
const MAX_LISTED: usize = 5;

/// HubSpot's command works on the deployed build, and replaces the source folder with its own result.
const INSTEAD: &str = "If it has to stay the same app, cancel and run that instead.";

const NOT_MIGRATED: &str = "The deployed app is not migrated: its credentials, installs and card positions follow only \
                            `hs project migrate`.";

/// The texts about the conversion of a project in this folder.
pub(crate) struct Texts {
    root: PathBuf,
    name: String,
}

impl Texts {
    pub(crate) fn new(root: &Path) -> Texts {
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        Texts {
            root: root.to_owned(),
            name: message::quoted(&name),
        }
    }

    /// The question. Clients that do not show the plan beside it get the open decisions with it.
    pub(crate) fn question(&self, plan: &Plan, steps: &[Step<'_>], has_document: bool) -> String {
        let mut text = format!(
            "Convert {} to the layout of platform version {}? {}.",
            self.name,
            plan.to,
            summary(steps)
        );
        let open: Vec<&Decision> = plan
            .decisions
            .iter()
            .filter(|decision| !decision.is_answered)
            .collect();
        if !open.is_empty() {
            let count = message::count(open.len(), "decision");
            let _ = write!(
                text,
                "\nDefaults are used for {count}; to decide otherwise, cancel and run `hsmeta migrate`"
            );
            text.push(if has_document { '.' } else { ':' });
        }
        if !has_document {
            for decision in open {
                let _ = write!(
                    text,
                    "\n* {}: {}; default: {}",
                    decision.file, decision.question, decision.chosen
                );
            }
        }
        if steps.iter().any(|step| matches!(step, Step::Delete(_))) {
            text += "\nCommit first: deleted files can be restored only from git.";
        }
        if !plan.by_hand.is_empty() {
            let count = message::count(plan.by_hand.len(), "change");
            let _ = write!(text, "\n{count} to make by hand: see the plan.");
        }
        format!("{text}\n{NOT_MIGRATED} {INSTEAD}")
    }

    /// The whole plan.
    pub(crate) fn document(&self, plan: &Plan, steps: &[Step<'_>]) -> String {
        format!("Plan for {}: {}.\n\n{plan}", self.name, summary(steps))
    }

    pub(crate) fn changed(&self) -> String {
        format!("The files of {} have changed since the plan.", self.name)
    }

    pub(crate) fn nothing_to_convert(&self) -> String {
        format!("Nothing of {} has to be converted.", self.name)
    }

    pub(crate) fn unsaved(&self, files: &[RelPath]) -> String {
        format!(
            "{} is not converted while files have unsaved changes: {}. Save or close them first.",
            self.name,
            listed(files.iter().map(|path| message::quoted(path.as_str())))
        )
    }

    pub(crate) fn refused(&self, refusals: &[Refusal]) -> String {
        let reasons = refusals
            .iter()
            .map(|refusal| format!("{}: {} ({})", refusal.file, refusal.reason, refusal.help));
        format!("{} cannot be converted: {}", self.name, listed(reasons))
    }

    pub(crate) fn unreadable(&self, problem: &str) -> String {
        format!("{} cannot be converted: {problem}", self.name)
    }

    pub(crate) fn not_in_editor(&self, reason: &NotInEditor) -> String {
        let reason = match reason {
            NotInEditor::TooManySteps(count) => {
                format!("these are {count} file operations, too many for an editor")
            }
            NotInEditor::Occupied(path) => format!(
                "{} is the path of another file until that one moves",
                message::quoted(path.as_str())
            ),
        };
        format!("{}; {reason}.", self.command_line())
    }

    /// For clients that cannot move files, or cannot ask.
    pub(crate) fn unsupported(&self) -> String {
        format!(
            "{}; this editor does not support the file operations, or the question, of a language server.",
            self.command_line()
        )
    }

    fn command_line(&self) -> String {
        format!(
            "To convert {}, run `hsmeta migrate` in {}: it prints the plan, and `--write` converts the files",
            self.name,
            self.root.display()
        )
    }

    pub(crate) fn converted(&self) -> String {
        format!(
            "The files of {} are converted. Save all of them, and check the problems that are left.\n{NOT_MIGRATED}",
            self.name
        )
    }

    /// `restores`: the client undoes what it did before an operation failed.
    pub(crate) fn failed(&self, reason: &str, restores: bool) -> String {
        let state = if restores {
            "no file is changed"
        } else {
            "some files may be moved already, none is lost: undo the edit, or restore the files with git, then run \
             `hsmeta migrate`"
        };
        format!(
            "The editor did not convert {} ({}): {state}.",
            self.name,
            message::quoted(reason)
        )
    }
}

fn summary(steps: &[Step<'_>]) -> String {
    let (mut created, mut moved, mut changed, mut deleted, mut kept) = (0, 0, 0, 0, 0);
    let mut leftover = "";
    for step in steps {
        match step {
            Step::Create { .. } => created += 1,
            Step::Rename { .. } => moved += 1,
            Step::SetAside { to, .. } => {
                kept += 1;
                leftover = to.as_str().split('/').next().unwrap_or_default();
            }
            Step::Edit { .. } => changed += 1,
            Step::Delete(_) => deleted += 1,
        }
    }
    let mut parts = Vec::new();
    let leftover = format!("converted and moved to `{leftover}`");
    for (count, what) in [
        (created, "created"),
        (moved, "moved"),
        (changed, "changed"),
        (deleted, "converted and deleted"),
        (kept, leftover.as_str()),
    ] {
        if count > 0 {
            parts.push(format!("{} {what}", message::count(count, "file")));
        }
    }
    parts.join(", ")
}

fn listed(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    let mut text = items
        .iter()
        .take(MAX_LISTED)
        .cloned()
        .collect::<Vec<String>>()
        .join(", ");
    if items.len() > MAX_LISTED {
        let _ = write!(text, " and {} more", items.len() - MAX_LISTED);
    }
    text
}
