//! `hsmeta.toml`: any bytes are parsed, every error has a valid span, and a configuration changes only which diagnostics
//! are reported and how severe they are.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use ::project::Project;
use ::project::config::ConfigFile;
use diagnostics::{Diagnostic, RelPath, Severity};
use rules::check::check;

use super::{check as whole, project};

/// A project with diagnostics in several files.
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
    spans_are_valid(&file);
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

fn spans_are_valid(file: &ConfigFile) {
    let text = file.text.as_deref().unwrap();
    let errors = file.errors.iter().map(|error| error.span);
    let ignores = file.ignores.iter().map(|ignore| ignore.span);
    let names = file
        .severities
        .iter()
        .map(|setting| &setting.rule)
        .chain(&file.profiles)
        .map(|name| name.span);
    for span in errors.chain(ignores).chain(names) {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
    for error in &file.errors {
        assert!(
            !error.message.is_empty() && !error.help.is_empty(),
            "{error:?}"
        );
    }
}
