//! Shared by the tests: files of the repository, loading projects, formatting diagnostics, running the program.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use diagnostics::{Diagnostic, RelPath, Span, Text};
use project::Project;
use project::config::{Config, Usages};
use project::load::{self, Found, LoadError};
use rules::check;
use serde_json::Value;
use tempfile::TempDir;
use toml::de::{DeTable, DeValue};

/// A file without content, for programs that read their settings from one.
pub const NO_FILE: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// The repository's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders in `folder`, sorted.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The files below `folder`, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    files
}

/// A file in TOML as JSON; its values are tables, arrays, strings, integers and booleans.
pub fn toml(text: &str) -> Value {
    json_of_table(&DeTable::parse(text).unwrap().into_inner())
}

fn json_of_table(table: &DeTable<'_>) -> Value {
    let members = table
        .iter()
        .map(|(key, one)| (key.get_ref().to_string(), json_of_value(one.get_ref())));
    Value::Object(members.collect())
}

fn json_of_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::Table(table) => json_of_table(table),
        DeValue::Array(all) => all.iter().map(|one| json_of_value(one.get_ref())).collect(),
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(number) => number.as_str().parse::<i64>().unwrap().into(),
        DeValue::Boolean(boolean) => (*boolean).into(),
        other => panic!("{other:?}"),
    }
}

/// Loads everything below `folder`, sorted by path.
pub fn load(folder: &Path) -> (Vec<Project>, Vec<LoadError>) {
    let found = Mutex::new((Vec::new(), Vec::new()));
    load::discover(&[folder.to_owned()], load::MAX_FILE_SIZE, &|one| {
        let mut found = found.lock().unwrap();
        match one {
            Found::Project(project, problems) => {
                found.0.push(*project);
                found.1.extend(problems);
            }
            Found::Error(problem) => found.1.push(problem),
            Found::Nothing(path) => panic!("nothing in {}", path.display()),
        }
    });
    let (mut projects, problems) = found.into_inner().unwrap();
    projects.sort_by(|a, b| a.root.cmp(&b.root));
    (projects, problems)
}

/// Checks projects and their configuration files, and returns each with its diagnostics. `searched` is the folder that the
/// projects were loaded from.
pub fn checked(projects: Vec<Project>, searched: &Path) -> Vec<(Project, Vec<Diagnostic>)> {
    checked_with(projects, searched, check::report)
}

/// The same for one project and its changes since `before`, another one.
pub fn checked_since(
    project: Project,
    searched: &Path,
    before: &Project,
) -> Vec<(Project, Vec<Diagnostic>)> {
    checked_with(vec![project], searched, |project| {
        check::report_since(project, before)
    })
}

fn checked_with(
    projects: Vec<Project>,
    searched: &Path,
    report: impl Fn(&Project) -> check::Report,
) -> Vec<(Project, Vec<Diagnostic>)> {
    let mut configs: BTreeMap<PathBuf, (Config, Usages)> = BTreeMap::new();
    let mut all = Vec::new();
    for project in projects {
        let check::Report {
            diagnostics, usage, ..
        } = report(&project);
        let is_whole = project.config.file.folder.starts_with(searched);
        let (_, usages) = configs
            .entry(project.config.file.folder.clone())
            .or_insert_with(|| {
                let projects = Vec::new();
                (project.config.clone(), Usages { projects, is_whole })
            });
        usages.projects.push(usage);
        all.push((project, diagnostics));
    }
    for (config, usages) in configs.into_values() {
        let diagnostics = check::check_config(&config, &usages);
        all.push((Project::of_config(config), diagnostics));
    }
    all
}

/// The earlier state of a fixture project: the project in `<case>.before/`, if there is one.
pub fn before(case: &Path) -> Option<Project> {
    let folder = case.with_added_extension("before");
    if !folder.is_dir() {
        return None;
    }
    // The project did not exist yet.
    if !folder.join("hsproject.json").exists() {
        return Some(Project::default());
    }
    let (mut projects, problems) = load(&folder);
    assert_eq!(problems, [], "{}", folder.display());
    assert_eq!(projects.len(), 1, "{}", folder.display());
    projects.pop()
}

/// A location as `file:line:column-line:column`.
pub fn location(project: &Project, file: &RelPath, span: Span) -> String {
    let Some(source) = project.text(file) else {
        return file.to_string();
    };
    let text = Text::new(source);
    let (start, end) = (text.position(span.start), text.position(span.end));
    format!(
        "{file}:{}:{}-{}:{}",
        start.line, start.column, end.line, end.column
    )
}

/// Diagnostics as lines: location, severity, rule and message, then help, related locations and fixes.
pub fn show(project: &Project, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let at = location(project, &diagnostic.file, diagnostic.span);
        writeln!(
            text,
            "{at} {}[{}] {}",
            diagnostic.severity.as_str(),
            diagnostic.rule,
            diagnostic.message
        )
        .unwrap();
        if let Some(help) = &diagnostic.help {
            writeln!(text, "  help: {help}").unwrap();
        }
        for related in &diagnostic.related {
            writeln!(
                text,
                "  related: {} {}",
                location(project, &related.file, related.span),
                related.message
            )
            .unwrap();
        }
        for fix in &diagnostic.fixes {
            let safety = fix.safety.as_str();
            writeln!(text, "  fix ({safety}): {}", fix.title).unwrap();
        }
    }
    text
}

/// Compares a file of the repository with its expected contents, or rewrites it when `UPDATE_EXPECT` is set. A failure shows
/// the lines that differ, not both texts.
#[track_caller]
pub fn expect_file(path: &Path, actual: &str) {
    if let Some(problem) = unexpected(path, actual) {
        panic!("{problem}");
    }
}

/// As [`expect_file`], for a test that compares many files.
pub fn unexpected(path: &Path, actual: &str) -> Option<String> {
    let expected = std::fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    if expected == actual {
        return None;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, actual).unwrap();
        return None;
    }
    Some(format!(
        "{} is not as expected; if the change is meant, `UPDATE_EXPECT=1 cargo test --test it` rewrites it:\n{}",
        path.strip_prefix(root()).unwrap_or(path).display(),
        difference(&expected, actual)
    ))
}

/// The lines that differ, each with a line of context, at most `MOST_LINES`.
fn difference(expected: &str, actual: &str) -> String {
    const MOST_LINES: usize = 60;
    let diff = similar::TextDiff::from_lines(expected, actual);
    let hunks = diff.unified_diff().context_radius(1).to_string();
    let mut lines: Vec<&str> = hunks.lines().collect();
    let omitted = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    let mut text = lines.join("\n");
    if omitted > 0 {
        write!(text, "\n… and {omitted} more lines").unwrap();
    }
    text
}

#[test]
fn a_failing_expectation_shows_the_lines_that_differ() {
    let before: String = (0..1_000).map(|line| format!("line {line}\n")).collect();
    let after = before.replace("line 500\n", "another line\n");
    let shown = difference(&before, &after);
    assert_eq!(
        shown,
        "@@ -500,3 +500,3 @@\n line 499\n-line 500\n+another line\n line 501"
    );
    let all = difference(&before, &before.replace("line", "row"));
    assert_eq!(all.lines().count(), 61, "{all}");
    assert!(all.ends_with("more lines"), "{all}");
}

/// A project in a temporary folder; `files` are added to a valid app.
pub fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let app = root().join("fixtures/projects/documented-app");
    let base = ["hsproject.json", "src/app/app-hsmeta.json"]
        .map(|path| (path, std::fs::read_to_string(app.join(path)).unwrap()));
    let own = files.iter().map(|(path, text)| (*path, (*text).to_owned()));
    for (path, text) in base.into_iter().chain(own) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// A copy of a folder of the repository in a temporary folder.
pub fn copy_of(folder: &str) -> TempDir {
    let from = root().join(folder);
    let copy = tempfile::tempdir().unwrap();
    for file in files(&from) {
        let to = copy.path().join(file.strip_prefix(&from).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(&file, to).unwrap();
    }
    copy
}

/// The time after which a run of the program fails as hanging.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The environment variables that change the output.
const VARIABLES: [&str; 7] = [
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "CLICOLOR",
    "GITHUB_WORKSPACE",
    "CI_PROJECT_DIR",
    "HSMETA_LOG",
];

/// The program in `folder`, without environment variables that change its output.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hsmeta"));
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    command.current_dir(folder).args(arguments);
    command
}

/// Runs the program in `folder` on an empty stdin.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    output(&mut program(folder, arguments), b"")
}

/// Runs the program with `input` on stdin; fails if it panics or does not end in time.
pub fn output(command: &mut Command, input: &[u8]) -> Output {
    // Files, because a full pipe would block the program.
    let [stdin, stdout, stderr] = [(); 3].map(|()| tempfile::NamedTempFile::new().unwrap());
    std::fs::write(stdin.path(), input).unwrap();
    command
        .stdin(stdin.reopen().unwrap())
        .stdout(stdout.reopen().unwrap())
        .stderr(stderr.reopen().unwrap());
    let status = wait(command.spawn().unwrap(), command);
    let read = |file: &tempfile::NamedTempFile| std::fs::read(file.path()).unwrap();
    let output = Output {
        status,
        stdout: read(&stdout),
        stderr: read(&stderr),
    };
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code().is_some_and(|code| code <= 2),
        "{command:?}: {} {messages}",
        output.status
    );
    assert!(!messages.contains("panicked"), "{command:?}: {messages}");
    output
}

fn wait(mut child: Child, command: &Command) -> std::process::ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if start.elapsed() > TIMEOUT {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{command:?} hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
