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
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

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

/// The most bytes that are read of one answer. A few trees that contain each other list more files than fit anywhere.
const MAX_ANSWER: u64 = 512 * 1024 * 1024;

/// The most bytes that are read of git's messages.
const MAX_MESSAGES: u64 = 64 * 1024;

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
        self.answer(self.command(arguments).stdin(Stdio::null()), &[])
    }

    /// What git prints to stdout about the lines of its stdin.
    pub(super) fn ask_about(&self, arguments: &[&str], input: &str) -> Result<Vec<u8>, GitError> {
        let mut command = self.command(arguments);
        self.answer(command.stdin(Stdio::piped()), input.as_bytes())
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
        command
            .args(["--no-pager", "--literal-pathspecs"])
            .args(arguments)
            .current_dir(&self.folder);
        command
    }

    fn answer(&self, command: &mut Command, input: &[u8]) -> Result<Vec<u8>, GitError> {
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let answer = child.and_then(|child| exchange(child, input));
        let answer = answer.map_err(|error| GitError::Refused(error.to_string()))?;
        if answer.stdout.len() as u64 > MAX_ANSWER {
            return Err(GitError::Refused("it lists too many files".to_owned()));
        }
        if answer.is_success {
            return Ok(answer.stdout);
        }
        let message = String::from_utf8_lossy(&answer.messages);
        let first = message
            .lines()
            .next()
            .unwrap_or("it ended without a message");
        let first = first.strip_prefix("fatal: ").unwrap_or(first);
        Err(GitError::Refused(first.to_owned()))
    }
}

struct Answer {
    is_success: bool,
    /// One byte more than the limit if git was ended because it printed too much.
    stdout: Vec<u8>,
    messages: Vec<u8>,
}

/// Writes all input and reads all output at the same time: git does not wait for the end of its input before it prints, and
/// a full pipe would make both wait.
fn exchange(mut child: Child, input: &[u8]) -> io::Result<Answer> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // If git has ended, its message says why.
                let _ = stdin.write_all(input);
            }
        });
        let messages = scope.spawn(move || {
            let mut messages = Vec::new();
            if let Some(mut stderr) = stderr {
                let _ = stderr
                    .by_ref()
                    .take(MAX_MESSAGES)
                    .read_to_end(&mut messages);
                let _ = io::copy(&mut stderr, &mut io::sink());
            }
            messages
        });
        let mut bytes = Vec::new();
        if let Some(stdout) = stdout {
            stdout.take(MAX_ANSWER + 1).read_to_end(&mut bytes)?;
        }
        if bytes.len() as u64 > MAX_ANSWER {
            child.kill()?;
        }
        Ok(Answer {
            is_success: child.wait()?.success(),
            stdout: bytes,
            messages: messages.join().unwrap_or_default(),
        })
    })
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
