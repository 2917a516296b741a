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

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use diagnostics::message;

use super::GitError;
use super::process::{Answer, MAX_TIME, exchange, reason};

/// Settings that win over those of the repository, for every call.
const SETTINGS: &[(&str, &str)] = &[
    // A bare repository among the files of another one is not used.
    ("safe.bareRepository", "explicit"),
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

/// An option of `rev-parse` that is as old as settings from the environment: 2.31. Older versions print it.
const MARK: &str = "--path-format=absolute";

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
    max_time: Duration,
    /// The folder, relative to the folder of the work tree: empty, or with a slash at the end.
    pub(super) prefix: Vec<u8>,
    pub(super) is_shallow: bool,
    /// Settings that turn off the programs of the repository's own configuration.
    without_programs: Vec<(String, &'static str)>,
}

impl Git {
    /// Finds the program and the work tree; `None` outside of a repository.
    pub(super) fn new(folder: &Path) -> Result<Option<Git>, GitError> {
        let folder = folder
            .canonicalize()
            .map_err(|error| GitError::Refused(error.to_string()))?;
        let mut git = Git {
            program: find_program(&folder).ok_or(GitError::NotInstalled)?,
            folder,
            max_time: MAX_TIME,
            prefix: Vec::new(),
            is_shallow: false,
            without_programs: Vec::new(),
        };
        let about = git.ask(&[
            "rev-parse",
            MARK,
            "--is-inside-work-tree",
            "--is-shallow-repository",
            "--show-prefix",
        ]);
        let about = match about {
            Ok(about) => about,
            Err(GitError::Refused(message)) if message.contains("not a git repository") => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        if about.starts_with(MARK.as_bytes()) {
            return Err(GitError::TooOld);
        }
        // The name of a folder may have line breaks.
        let mut lines = about.splitn(3, |&byte| byte == b'\n');
        if lines.next() != Some(b"true") {
            return Ok(None);
        }
        git.is_shallow = lines.next() == Some(b"true");
        let prefix = lines.next().unwrap_or_default();
        git.prefix = prefix.strip_suffix(b"\n").unwrap_or(prefix).to_owned();
        Ok(Some(git))
    }

    /// Turns off the filters and hooks that the configuration has, for commands that look at files. Others start none.
    pub(super) fn without_programs(mut self) -> Result<Git, GitError> {
        let listed = self.ask(&["config", "-z", "--list"])?;
        self.without_programs = programs_off(&listed)?;
        Ok(self)
    }

    /// What git prints to stdout.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let mut command = self.command(arguments);
        self.answer(command.stdin(Stdio::null()), String::new())
    }

    /// What git prints to stdout about the lines of its stdin.
    pub(super) fn ask_about(&self, arguments: &[&str], input: String) -> Result<Vec<u8>, GitError> {
        let mut command = self.command(arguments);
        self.answer(command.stdin(Stdio::piped()), input)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("GIT_") && !KEPT_VARIABLES.contains(&&*name) {
                command.env_remove(&*name);
            }
        }
        command.envs(VARIABLES.iter().copied());
        let fixed = SETTINGS.iter().copied();
        let programs = self
            .without_programs
            .iter()
            .map(|(key, value)| (key.as_str(), *value));
        let mut count = 0;
        for (key, value) in fixed.chain(programs) {
            command.env(format!("GIT_CONFIG_KEY_{count}"), key);
            command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
            count += 1;
        }
        command.env("GIT_CONFIG_COUNT", count.to_string());
        command
            .args(["--no-pager", "--literal-pathspecs"])
            .args(arguments)
            .current_dir(&self.folder);
        command
    }

    fn answer(&self, command: &mut Command, input: String) -> Result<Vec<u8>, GitError> {
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let answer = child.and_then(|child| exchange(child, input, self.max_time));
        match answer.map_err(|error| GitError::Refused(error.to_string()))? {
            Answer::Printed(stdout) => Ok(stdout),
            Answer::Failed(messages) => Err(GitError::Refused(reason(&messages))),
            Answer::TooLong => Err(GitError::Refused("it lists too many files".to_owned())),
            Answer::TooLate => Err(GitError::TooLate(self.max_time.as_secs())),
        }
    }
}

/// Settings that turn off every filter and every hook of a listed configuration. The contents of files are then compared as
/// they are.
fn programs_off(listed: &[u8]) -> Result<Vec<(String, &'static str)>, GitError> {
    let mut sections = BTreeSet::new();
    for entry in listed.split(|&byte| byte == 0) {
        let key = entry.split(|&byte| byte == b'\n').next();
        let key = key.unwrap_or_default();
        if !key.starts_with(b"filter.") && !key.starts_with(b"hook.") {
            continue;
        }
        // By another name it would not be turned off.
        let Ok(key) = std::str::from_utf8(key) else {
            let key = String::from_utf8_lossy(key);
            let message = format!("the setting {} is not UTF-8", message::quoted(&key));
            return Err(GitError::Refused(message));
        };
        if let Some((section, _)) = key.rsplit_once('.')
            && section.contains('.')
        {
            sections.insert(section);
        }
    }
    let mut settings = Vec::new();
    for section in sections {
        if section.starts_with("hook.") {
            settings.push((format!("{section}.enabled"), "false"));
            continue;
        }
        for name in ["clean", "smudge", "process"] {
            settings.push((format!("{section}.{name}"), ""));
        }
        settings.push((format!("{section}.required"), "false"));
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
        let (Ok(program), Ok(real)) = (folder.join(name).canonicalize(), folder.canonicalize())
        else {
            continue;
        };
        // A link in the project can lead to any program outside.
        let is_inside = program.starts_with(project) || real.starts_with(project);
        if is_program(&program) && !is_inside {
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
    fn every_filter_and_hook_of_a_configuration_is_turned_off() {
        let listed = b"user.name\nx\0filter.a.b=c.clean\nrun\0filter.lfs.process\nrun\0filter.x\n\0filter.lfs.clean\nrun\0hook.a b.command\nrun";
        let settings = programs_off(listed).unwrap();
        let names: Vec<&str> = settings.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(names.len(), 9, "{names:?}");
        for name in [
            "filter.a.b=c.clean",
            "filter.a.b=c.required",
            "filter.lfs.process",
            "filter.lfs.smudge",
            "hook.a b.enabled",
        ] {
            assert!(names.contains(&name), "{names:?}");
        }
    }

    #[test]
    fn a_filter_that_cannot_be_named_is_refused() {
        let settings = programs_off(b"filter.\xff.clean\nrun\0");
        assert!(matches!(settings, Err(GitError::Refused(_))));
        assert!(programs_off(b"user.\xff.name\nx\0").unwrap().is_empty());
    }
}
