//! What of the files before HubSpot's own migration is missing after it.
//!
//! `hs project migrate` moves the source folder to `archive` and unpacks what its server made of the deployed build (npm
//! @hubspot/cli 8.14.0, `lib/app/migrate.js`). Files that belong to no component and changes that were never uploaded remain in
//! `archive` only.
//!
//! There is one mapping: the conversion of the old files is planned as always, and what it expects is compared with the new
//! files. Components are matched by type and uid, values at the same path regardless of their order, and other files by
//! content wherever they are.

mod components;
mod content;
mod files;
mod leaves;
mod match_components;
mod origin;
mod packages;
mod removed;
mod side;
mod values;

pub(crate) use removed::ENVIRONMENT_VARIABLE;

use analysis::secrets::Secrets;

use crate::plan::Refusal;
use crate::units::Units;
use crate::{Options, ProjectFiles};
use side::{New, Old};

/// A folder with source files, or a project.
#[derive(Clone, Copy, Debug)]
pub struct Folder<'a> {
    /// The path that a person gave; paths in the result begin with it.
    pub name: &'a str,
    pub files: &'a ProjectFiles,
    /// The platform version of its project, if the folder is not the project itself.
    pub version: Option<&'a str>,
}

/// Where a value is: a file and the path in it, which is empty for the file itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Address {
    pub file: String,
    pub property: String,
}

/// An old file whose content is nowhere among the new files.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct MissingFile {
    pub old: String,
    /// Where the new layout has it.
    pub new: String,
    pub reason: Option<String>,
}

/// An old file with other content in the new files.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DifferingFile {
    pub old: String,
    pub new: String,
}

/// A component without counterpart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct MissingComponent {
    pub component: String,
    pub uid: String,
    pub old: Address,
    pub reason: Option<String>,
    /// Its scopes, secrets, endpoints and addresses, which are missing with it.
    pub values: Vec<Missing>,
}

/// A value that a new file does not have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Missing {
    /// What it is: `scope`, `secret`, `property`.
    pub kind: &'static str,
    pub value: String,
    pub old: Address,
    /// Where the new layout has it; the file is empty if its component is missing.
    pub new: Address,
}

/// A value that differs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Changed {
    pub kind: &'static str,
    pub old_value: String,
    pub new_value: String,
    /// Whether the value is the same and in a different list, as with a scope that became optional.
    pub is_moved: bool,
    pub old: Address,
    pub new: Address,
}

/// What has no counterpart in the new layout, or cannot be compared.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NotCompared {
    pub at: Address,
    pub reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    pub files: usize,
    pub components: usize,
    pub values: usize,
}

/// The result.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    pub old: String,
    pub new: String,
    pub missing_files: Vec<MissingFile>,
    pub differing_files: Vec<DifferingFile>,
    pub missing_components: Vec<MissingComponent>,
    pub missing_values: Vec<Missing>,
    pub changed_values: Vec<Changed>,
    pub not_compared: Vec<NotCompared>,
    /// What the new files have.
    pub found: Counts,
    /// What only the new files have.
    pub added: Counts,
}

impl Comparison {
    /// Whether the new files have everything.
    pub fn is_complete(&self) -> bool {
        self.missing_files.is_empty()
            && self.differing_files.is_empty()
            && self.missing_components.is_empty()
            && self.missing_values.is_empty()
            && self.changed_values.is_empty()
    }
}

/// Compares the files before a migration with those after it. Fails if the old ones cannot be read as a project.
pub fn compare(old: Folder<'_>, new: Folder<'_>) -> Result<Comparison, Refusal> {
    let new_files = side::project(&new);
    let new_options = Options::default();
    let new_inputs = side::inputs(&new, &new_files, &new_options)?;
    let old_files = side::project(&old);
    let options = side::options(&side::inputs(&old, &old_files, &new_options)?, &new_inputs);
    let inputs = side::inputs(&old, &old_files, &options)?;
    let units = Units::recognize(&inputs);
    let plan = side::expected(&old, &inputs, &units)?;
    let all_options = Options {
        convert_unreferenced: true,
        ..options.clone()
    };
    let all_inputs = side::inputs(&old, &old_files, &all_options)?;
    let all_units = Units::recognize(&all_inputs);
    let all_plan = side::expected(&old, &all_inputs, &all_units)?;
    let mut comparison = Comparison {
        old: old.name.to_owned(),
        new: new.name.to_owned(),
        ..Comparison::default()
    };
    let with_unreferenced = Old::of(&old, &all_inputs, &all_units, all_plan);
    let old = Old::of(&old, &inputs, &units, plan);
    let new = New::of(&new, &new_inputs);
    let matched = components::compare(&old, &with_unreferenced, &new, &mut comparison);
    files::compare(&old, &new, &matched, &mut comparison);
    removed::compare(&old, &new, &mut comparison);
    comparison.sort();
    let json = inputs.json_syntaxes().chain(new_inputs.json_syntaxes());
    comparison.mask(&Secrets::of(json));
    Ok(comparison)
}

impl Comparison {
    fn sort(&mut self) {
        self.missing_files.sort();
        self.differing_files.sort();
        self.missing_components.sort();
        // By the file in which they are missing; those without one are last.
        self.missing_values.sort_by(|one, other| {
            let files = [one, other].map(|value| (value.new.file.is_empty(), &value.new.file));
            let [first, second] = files;
            first.cmp(&second).then_with(|| one.cmp(other))
        });
        self.missing_values.dedup();
        self.changed_values
            .sort_by(|one, other| (&one.new.file, one).cmp(&(&other.new.file, other)));
        self.not_compared.sort();
    }

    /// Replaces secrets in everything that is shown.
    fn mask(&mut self, secrets: &Secrets) {
        for component in &mut self.missing_components {
            for value in &mut component.values {
                secrets.mask(&mut value.value);
            }
        }
        for value in &mut self.missing_values {
            secrets.mask(&mut value.value);
        }
        for value in &mut self.changed_values {
            secrets.mask(&mut value.old_value);
            secrets.mask(&mut value.new_value);
        }
    }
}
