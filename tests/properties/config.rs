//! `hsmeta.toml`: any bytes are understood as far as they can be, every mistake has a place, and a configuration changes
//! which diagnostics there are and how severe, never what they say.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use ::project::Project;
use ::project::config::ConfigFile;
use diagnostics::{Diagnostic, RelPath, Severity};
use rules::check::check;

use super::{check as whole, project};

/// Some diagnostics in several files, to be configured.
const PROJECT: &[u8] = b"== hsproject.json
{\"name\": \"kiosk\", \"srcDir\": \"src\", \"platformVersion\": \"2025.2\", \"x\": 1}
== src/app/app-hsmeta.json
{\"uid\": \"kiosk\", \"type\": \"app\", \"config\": {\"name\": \"${NAME}\", \"auth\": {\"type\": \"oauth\"}}}
== src/app/cards/c-hsmeta.json
{\"uid\": \"kiosk\", \"type\": \"card\", \"config\": {\"a/b\": \"${NAME}\", \"~1\": 1, \"objectTypes\": [1, {}]}}
== src/app/cards/lost.tsx
== src/hsprofile.dev.json
{\"accountId\": 0, \"variables\": {\"NAME\": \"\"}}
== src/hsprofile.prod.json
{\"accountId\": 1, \"variables\": {}}
";

static DEFAULT: LazyLock<(Project, Vec<Diagnostic>)> = LazyLock::new(|| {
    let project = project::read(PROJECT);
    let diagnostics = check(&project);
    (project, diagnostics)
});

/// Holds for all bytes of an `hsmeta.toml`.
pub fn holds(data: &[u8]) {
    let file = Arc::new(ConfigFile::from_bytes(
        PathBuf::from(project::ROOT),
        data.to_vec(),
    ));
    places_exist(&file);
    let (unconfigured, diagnostics) = &*DEFAULT;
    let mut project = unconfigured.clone();
    project.configure(file.clone(), RelPath::default());
    let report = rules::check::report(&project);
    whole::configuration_is_sound(&project, report.usage);
    let without_severity = |one: &Diagnostic| Diagnostic {
        severity: Severity::Error,
        ..one.clone()
    };
    let known: Vec<Diagnostic> = diagnostics.iter().map(without_severity).collect();
    for diagnostic in report
        .diagnostics
        .iter()
        .filter(|_| file.profiles.is_empty())
    {
        assert!(
            known.contains(&without_severity(diagnostic)),
            "{diagnostic:?} is new"
        );
    }
}

fn places_exist(file: &ConfigFile) {
    let text = file.text.as_deref().unwrap();
    let mistakes = file.errors.iter().map(|mistake| mistake.span);
    let ignores = file.ignores.iter().map(|ignore| ignore.span);
    let names = file
        .severities
        .iter()
        .map(|setting| &setting.rule)
        .chain(&file.profiles)
        .map(|name| name.span);
    for span in mistakes.chain(ignores).chain(names) {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
    for mistake in &file.errors {
        assert!(
            !mistake.message.is_empty() && !mistake.help.is_empty(),
            "{mistake:?}"
        );
    }
}
