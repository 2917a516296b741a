//! Leaves what HubSpot's ESLint package reports to it, where a project configures it: nobody reads the same problem twice.

use std::collections::BTreeMap;

use crate::{Registered, renamed};
use analysis::code::packages_around;
use catalog::{ESLINT_CONFIGS, ESLINT_PACKAGE};
use diagnostics::{Diagnostic, RelPath};
use project::{Entry, Project};

/// Where a project runs HubSpot's ESLint package.
pub(super) struct Eslint<'p> {
    project: &'p Project,
    /// Whether it is run for a file.
    files: BTreeMap<RelPath, bool>,
}

impl<'p> Eslint<'p> {
    pub(super) fn of(project: &'p Project) -> Eslint<'p> {
        Eslint {
            project,
            files: BTreeMap::new(),
        }
    }

    /// Drops the diagnostics from `start` on, all of one rule, that ESLint reports: unless the configuration or the command
    /// line sets the severity of the rule, which asks for both.
    pub(super) fn drop(
        &mut self,
        registered: &Registered,
        diagnostics: &mut Vec<Diagnostic>,
        start: usize,
    ) {
        if registered.eslint.is_none() || diagnostics.len() == start {
            return;
        }
        if renamed::severities(&self.project.config).contains_key(registered.rule.id) {
            return;
        }
        let of_rule = diagnostics.split_off(start);
        for diagnostic in of_rule {
            if !self.checks(&diagnostic.file) {
                diagnostics.push(diagnostic);
            }
        }
    }

    fn checks(&mut self, file: &RelPath) -> bool {
        if let Some(known) = self.files.get(file) {
            return *known;
        }
        let checks = is_configured_for(self.project, file);
        self.files.insert(file.clone(), checks);
        checks
    }
}

/// Whether the nearest `package.json` of a file lists the package, with a configuration file of ESLint beside it. This is
/// what `hs project lint` requires.
fn is_configured_for(project: &Project, file: &RelPath) -> bool {
    let Some((package, facts)) = packages_around(project, file).next() else {
        return false;
    };
    if facts.entry(ESLINT_PACKAGE).is_none() {
        return false;
    }
    let folder = RelPath::new(package.folder());
    ESLINT_CONFIGS.iter().any(|name| match folder.join(name) {
        Some(path) => project.entry(&path) == Some(Entry::File),
        None => false,
    })
}
