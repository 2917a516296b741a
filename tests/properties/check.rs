//! Checks of any project: diagnostics are valid and contain no secret, and a reused checker equals a fresh one.

use std::sync::Arc;

use analysis::secrets::Secrets;
use project::config::Usages;
use project::{Project, ProjectFile};
use rules::check::{Checker, check, check_alone, check_config};

use super::project::{diagnostics_are_valid, read};

/// Holds for every project.
pub fn holds(data: &[u8]) {
    let project = read(data);
    let mut checker = Checker::default();
    let report = checker.report(&project);
    diagnostics_are_valid(&project, &report.diagnostics);
    diagnostics_are_valid(&project, &check_alone(&project));
    no_secret_is_shown(&project);
    configuration_is_sound(&project, report.usage);
    for path in project.documents.keys().chain(project.sources.keys()) {
        let mut other = project.clone();
        other.documents.remove(path);
        other.sources.remove(path);
        other.entries.remove(path);
        assert_eq!(checker.check(&other), check(&other), "without {path}");
    }
    assert_eq!(checker.check(&project), report.diagnostics);
}

fn no_secret_is_shown(project: &Project) {
    let files: Vec<ProjectFile> = project.files().collect();
    let secrets = Secrets::of_files(files.iter());
    for diagnostic in check(project) {
        let edits = diagnostic
            .fixes
            .iter()
            .flat_map(|fix| &fix.edits)
            .map(|edit| &edit.new_text);
        for text in diagnostic
            .help
            .iter()
            .chain([&diagnostic.message])
            .chain(edits)
        {
            assert!(!secrets.are_in(text), "{diagnostic:?}");
        }
    }
}

/// The diagnostics of `hsmeta.toml`, after a check of its project, are valid.
pub fn configuration_is_sound(project: &Project, usage: project::config::Usage) {
    let found = check_config(
        &project.config,
        &Usages {
            projects: vec![usage],
            is_whole: true,
        },
    );
    let of_config = Project::of_config(project.config.clone());
    diagnostics_are_valid(&of_config, &found);
    assert!(Arc::ptr_eq(&of_config.config.file, &project.config.file));
}
