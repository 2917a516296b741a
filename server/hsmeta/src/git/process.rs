//! Talks to a process that may print too much, never answer or never end.

#![expect(
    clippy::disallowed_methods,
    reason = "a process that does not answer is ended by the clock, which nothing else depends on"
)]

use std::io::{self, Read, Write};
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// The most bytes that are read of one answer. A few trees that contain each other list more files than fit anywhere.
const MAX_ANSWER: u64 = 512 * 1024 * 1024;

/// The most bytes that are read of git's messages.
const MAX_MESSAGES: u64 = 64 * 1024;

/// How long one answer may take. A named pipe in place of a file of the repository, or files that include each other many
/// times, make git wait or work forever.
pub(super) const MAX_TIME: Duration = Duration::from_secs(120);

/// How long is waited for the messages of a git that was ended.
const MAX_TIME_AFTER_END: Duration = Duration::from_millis(100);

pub(super) enum Answer {
    /// What git printed to stdout.
    Printed(Vec<u8>),
    /// What git printed to stderr.
    Failed(Vec<u8>),
    TooLong,
    TooLate,
}

/// Writes all input and reads all output at the same time: git does not wait for the end of its input before it prints, and
/// a full pipe would make both wait. Nothing waits for these threads if the time is over: a program that git started may keep
/// the pipes open.
pub(super) fn exchange(mut child: Child, input: String, max_time: Duration) -> io::Result<Answer> {
    let end = Instant::now() + max_time;
    if let Some(mut stdin) = child.stdin.take() {
        // If git has ended, its message says why.
        thread::spawn(move || stdin.write_all(input.as_bytes()));
    }
    let messages = read(child.stderr.take(), MAX_MESSAGES);
    let stdout = read(child.stdout.take(), MAX_ANSWER + 1);
    let Ok(stdout) = stdout.recv_timeout(max_time) else {
        child.kill()?;
        return Ok(Answer::TooLate);
    };
    if stdout.len() as u64 > MAX_ANSWER {
        child.kill()?;
        return Ok(Answer::TooLong);
    }
    let rest = end.saturating_duration_since(Instant::now());
    let messages = messages.recv_timeout(rest.max(MAX_TIME_AFTER_END));
    let Some(status) = ended(&mut child, end)? else {
        child.kill()?;
        return Ok(Answer::TooLate);
    };
    if status.success() {
        Ok(Answer::Printed(stdout))
    } else {
        Ok(Answer::Failed(messages.unwrap_or_default()))
    }
}

/// Reads on a thread of its own, and passes on the first bytes. What comes after them must not make git wait.
fn read(pipe: Option<impl Read + Send + 'static>, limit: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let Some(mut pipe) = pipe else {
            return;
        };
        let mut bytes = Vec::new();
        let _ = pipe.by_ref().take(limit).read_to_end(&mut bytes);
        let _ = sender.send(bytes);
        let _ = io::copy(&mut pipe, &mut io::sink());
    });
    receiver
}

/// Waits for a process that has closed its pipes, which it does when it ends: not long, and not forever.
fn ended(child: &mut Child, end: Instant) -> io::Result<Option<ExitStatus>> {
    let mut pause = Duration::from_micros(10);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

/// What git says about a failure: the line that ended it, not a warning before it.
pub(super) fn reason(messages: &[u8]) -> String {
    let messages = String::from_utf8_lossy(messages);
    let mut first = None;
    for line in messages.lines() {
        if let Some(fatal) = line.strip_prefix("fatal: ") {
            // The lines that say what to do depend on the version.
            if fatal.starts_with("detected dubious ownership") {
                return format!("{fatal} (`git config --global --add safe.directory` trusts it)");
            }
            return fatal.to_owned();
        }
        first = first.or(Some(line));
    }
    first.unwrap_or("it ended without a message").to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]
    #![expect(clippy::disallowed_methods, reason = "starts a program to end it")]

    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn the_message_that_ended_git_is_the_reason() {
        assert_eq!(reason(b"warning: a\nfatal: b\nhint"), "b");
        assert_eq!(reason(b"error: a\nerror: b\n"), "error: a");
        let owned = reason(b"fatal: detected dubious ownership in repository at '/x'\nTo add\n");
        assert!(
            owned.contains("'/x' (`git config --global --add safe.directory`"),
            "{owned}"
        );
        assert_eq!(reason(b""), "it ended without a message");
    }

    #[cfg(unix)]
    #[test]
    fn a_git_that_does_not_answer_is_ended() {
        // The second one ends, and leaves a program that keeps its pipes open. The third one closes them, and does not end.
        for script in [
            "exec sleep 60",
            "sleep 60 & exit 1",
            "exec sleep 60 >&- 2>&-",
            "exec sleep 60 >&-",
        ] {
            let child = Command::new("sh")
                .args(["-c", script])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn();
            let start = Instant::now();
            let answer = exchange(child.unwrap(), String::new(), Duration::from_millis(200));
            assert!(matches!(answer.unwrap(), Answer::TooLate), "{script}");
            assert!(start.elapsed() < Duration::from_secs(30), "{script}");
        }
    }
}
