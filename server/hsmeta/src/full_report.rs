//! Reports that are complete: about a project as it is, not as its configuration shows it.

use std::sync::Arc;

use project::Project;

/// Lets every rule report, whatever `hsmeta.toml` leaves out, and what ESLint reports too.
pub(crate) fn configure(project: &mut Project) {
    let config = Arc::make_mut(&mut project.config.file);
    config.severities.clear();
    config.ignores.clear();
    let severities = &mut Arc::make_mut(&mut project.config.command_line).severities;
    for rule in rules::all() {
        severities.insert(rule.id.to_owned(), Some(rule.severity));
    }
}
