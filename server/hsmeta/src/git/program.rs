//! Runs the program `git`, so that nothing of a repository runs with it.
//!
//! A repository may be untrusted, its `.git` folder included: an archive, or a bare repository among its files. Its
//! configuration names programs that git starts (hooks, monitors of the file system, filters of file contents, transports).
//! The settings here come from the environment, which wins over every file. Only commands for scripts are used, which have no
//! aliases, no pager and no programs that show differences.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that starts a program, and looks for it"
)]

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::GitError;

/// Settings that win over those of the repository, for every call.
const SETTINGS: &[(&str, &str)] = &[
    MARK,
    // Empty, because versions before 2.36 take `false` for the name of a program.
    ("core.fsmonitor", ""),
    ("core.hooksPath", "/dev/null"),
    ("core.untrackedCache", "false"),
    ("core.pager", "cat"),
    ("core.sshCommand", "false"),
    ("core.askPass", ""),
    ("diff.external", ""),
    ("submodule.recurse", "false"),
    ("protocol.allow", "never"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
];

/// A bare repository among the files of another one is not used. Also shows that git reads settings from the environment,
/// which it does since 2.31.
const MARK: (&str, &str) = ("safe.bareRepository", "explicit");

/// Where the user has his own configuration. All other variables of git are removed: those that a hook sets name another
/// repository, and others name programs.
const KEPT_VARIABLES: &[&str] = &[
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
];

const VARIABLES: &[(&str, &str)] = &[
    // Refreshing the index would write it.
    ("GIT_OPTIONAL_LOCKS", "0"),
    // Objects that are missing in a partial clone are not fetched, by no protocol.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// Git in the folder of a project.
pub(super) struct Git {
    program: PathBuf,
    folder: PathBuf,
    /// Settings that turn off the programs of the repository's own configuration.
    without_filters: Vec<(String, &'static str)>,
}

impl Git {
    /// Finds the program and what has to be turned off; `None` outside of a repository.
    pub(super) fn new(folder: &Path) -> Result<Option<Git>, GitError> {
        let folder = folder
            .canonicalize()
            .map_err(|error| GitError::Refused(error.to_string()))?;
        let mut git = Git {
            program: find_program(&folder).ok_or(GitError::NotInstalled)?,
            folder,
            without_filters: Vec::new(),
        };
        match git.ask(&["rev-parse", "--is-inside-work-tree"]) {
            Ok(inside) if inside == b"true\n" => {}
            Ok(_) => return Ok(None),
            Err(GitError::Refused(message)) if message.contains("not a git repository") => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        }
        git.without_filters = filters(&git.ask(&["config", "-z", "--list"])?)?;
        Ok(Some(git))
    }

    /// What git prints to stdout.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let mut command = Command::new(&self.program);
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("GIT_") && !KEPT_VARIABLES.contains(&&*name) {
                command.env_remove(&*name);
            }
        }
        command.envs(VARIABLES.iter().copied());
        let fixed = SETTINGS.iter().copied();
        let filters = self
            .without_filters
            .iter()
            .map(|(key, value)| (key.as_str(), *value));
        let mut count = 0;
        for (key, value) in fixed.chain(filters) {
            command.env(format!("GIT_CONFIG_KEY_{count}"), key);
            command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
            count += 1;
        }
        command.env("GIT_CONFIG_COUNT", count.to_string());
        let output = command
            .args(["--no-pager", "--literal-pathspecs"])
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| GitError::Refused(error.to_string()))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let message = String::from_utf8_lossy(&output.stderr);
        let first = message
            .lines()
            .next()
            .unwrap_or("it ended without a message");
        let first = first.strip_prefix("fatal: ").unwrap_or(first);
        Err(GitError::Refused(first.to_owned()))
    }
}

/// Settings that turn off every filter of a listed configuration. The contents of files are then compared as they are.
fn filters(listed: &[u8]) -> Result<Vec<(String, &'static str)>, GitError> {
    let listed = String::from_utf8_lossy(listed);
    let mut found = Vec::new();
    let mut has_mark = false;
    for entry in listed.split('\0') {
        let (key, value) = entry.split_once('\n').unwrap_or((entry, ""));
        has_mark |= (key, value) == ("safe.barerepository", MARK.1);
        let Some((driver, _)) = key
            .strip_prefix("filter.")
            .and_then(|rest| rest.rsplit_once('.'))
        else {
            continue;
        };
        found.push(driver.to_owned());
    }
    if !has_mark {
        return Err(GitError::TooOld);
    }
    found.sort();
    found.dedup();
    let mut settings = Vec::new();
    for driver in found {
        for name in ["clean", "smudge", "process"] {
            settings.push((format!("filter.{driver}.{name}"), ""));
        }
        settings.push((format!("filter.{driver}.required"), "false"));
    }
    Ok(settings)
}

/// The program in an absolute folder of `PATH` that is no part of the project, nor of any installed package: `npx` adds such
/// folders.
fn find_program(project: &Path) -> Option<PathBuf> {
    let name = if cfg!(windows) { "git.exe" } else { "git" };
    let path: OsString = env::var_os("PATH")?;
    for folder in env::split_paths(&path) {
        if !folder.is_absolute() || folder.iter().any(|part| part == "node_modules") {
            continue;
        }
        let Ok(program) = folder.join(name).canonicalize() else {
            continue;
        };
        if is_program(&program) && !program.starts_with(project) {
            // Not the canonical path: what is started may depend on its name.
            return Some(folder.join(name));
        }
    }
    None
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    #[test]
    fn every_filter_of_a_configuration_is_turned_off() {
        let listed = b"safe.barerepository\nexplicit\0filter.a.b=c.clean\nrun\0filter.lfs.process\nrun\0filter.x\n";
        let settings = filters(listed).unwrap();
        let names: Vec<&str> = settings.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(names.len(), 8, "{names:?}");
        for name in [
            "filter.a.b=c.clean",
            "filter.a.b=c.required",
            "filter.lfs.process",
            "filter.lfs.smudge",
        ] {
            assert!(names.contains(&name), "{names:?}");
        }
    }

    #[test]
    fn a_git_that_ignores_the_environment_is_refused() {
        let settings = filters(b"user.name\nx\0");
        assert!(matches!(settings, Err(GitError::TooOld)));
    }
}
