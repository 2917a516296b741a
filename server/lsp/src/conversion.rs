//! The conversion of a project of the old layout, from the code action to the edit.
//!
//! The loader reads all files and plans; the client shows the plan and asks; then everything is read and planned again, and
//! the edit is sent only if the plan is still the one that was shown. Nothing here reads files or waits.

mod edit;
mod steps;
mod texts;
mod unsaved;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use migration::{Plan, ProjectFiles};
use project::load::LoadError;
use tower_lsp_server::ls_types::Uri;

use crate::uri;

pub(crate) use edit::workspace_edit;
pub(crate) use steps::{Removed, steps};
pub(crate) use texts::Texts;
pub(crate) use unsaved::unsaved;

/// The command of the code action. Its argument is an object with the `uri` of a file of the project.
pub(crate) const COMMAND: &str = "hsmeta.migrate";

/// The scheme of the documents with plans, for clients that show them.
const PLAN_SCHEME: &str = "hsmeta-plan";

/// A project that was read, with the plan for it.
pub(crate) struct Planned {
    /// That of the conversion that it was read for.
    pub(crate) id: u64,
    pub(crate) root: PathBuf,
    pub(crate) result: Result<(ProjectFiles, Plan), PlanError>,
    /// Whether the project is in a git repository.
    pub(crate) is_versioned: bool,
}

pub(crate) enum PlanError {
    Unreadable(LoadError),
    /// A panic.
    Internal,
}

/// The conversion that a person is being asked about. There is one at a time.
pub(crate) struct Conversion {
    pub(crate) id: u64,
    pub(crate) stage: Stage,
    /// The plan that was shown.
    pub(crate) shown: Option<Plan>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    /// The project is being read for the question.
    Reading,
    Asking,
    /// It is being read again for the edit.
    Confirmed,
    /// The client has the edit. It moves files, and their paths are already right.
    Applying,
}

/// The text of the plan that was shown last.
pub(crate) struct PlanText {
    /// Distinguishes its document from those of earlier plans.
    pub(crate) number: u64,
    pub(crate) text: String,
}

impl PlanText {
    /// The URI of its document. The client requests the text of documents with this scheme.
    pub(crate) fn uri(&self, root: &Path) -> Option<Uri> {
        let file = uri::from_path(&root.join("migration-plan.txt"))?;
        let path = file.as_str().strip_prefix("file:")?;
        Uri::from_str(&format!("{PLAN_SCHEME}:{path}?{}", self.number)).ok()
    }

    /// Whether a document has this text.
    pub(crate) fn is_of(&self, uri: &str) -> bool {
        uri.starts_with(PLAN_SCHEME) && uri.ends_with(&format!("?{}", self.number))
    }
}

/// The answer to the question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Choice {
    Convert,
    ShowPlan,
    Cancel,
}

impl Choice {
    pub(crate) const ALL: [Choice; 3] = [Choice::Convert, Choice::ShowPlan, Choice::Cancel];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Choice::Convert => "Convert",
            Choice::ShowPlan => "Show Plan",
            Choice::Cancel => "Cancel",
        }
    }
}
