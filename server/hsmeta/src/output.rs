//! stdout and stderr. A closed pipe ends the output quietly; any other failure to write is an error of the run.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anstream::stream::IsTerminal;
use anstream::{AutoStream, ColorChoice};

use crate::arguments::Color;
use crate::error::quoted_path;

/// In bytes. A report over 1,000 projects takes 167 system calls, and with the default 1,388 and 4 ms more.
const BUFFER_SIZE: usize = 1 << 16;

pub(crate) struct Output {
    stdout: BufWriter<io::Stdout>,
    color: Color,
    /// Whether stdout has the text of a file, so that reports go to stderr.
    reports_to_stderr: bool,
    failure: Option<io::Error>,
    /// What goes into another text instead of stdout.
    captured: Option<Vec<u8>>,
    /// Messages that go into another text instead of stderr.
    captured_notes: Option<String>,
    /// The folder that paths are printed relative to, if it is not the working directory.
    folder: Option<PathBuf>,
}

/// What would have been printed.
#[derive(Default)]
pub(crate) struct Captured {
    pub(crate) text: String,
    /// One message per line.
    pub(crate) notes: String,
}

impl Output {
    pub(crate) fn new(color: Color) -> Output {
        Output {
            stdout: BufWriter::with_capacity(BUFFER_SIZE, io::stdout()),
            color,
            reports_to_stderr: false,
            failure: None,
            captured: None,
            captured_notes: None,
            folder: None,
        }
    }

    /// An output that prints nothing.
    pub(crate) fn in_memory(color: Color) -> Output {
        Output {
            captured: Some(Vec::new()),
            captured_notes: Some(String::new()),
            ..Output::new(color)
        }
    }

    /// Paths are printed relative to this folder, because the reader does not know the working directory.
    pub(crate) fn relative_to(self, folder: &Path) -> Output {
        Output {
            folder: Some(folder.to_owned()),
            ..self
        }
    }

    /// The folder that paths are printed relative to. Without a working directory (it may have been deleted) absolute paths
    /// still work, and are printed unchanged.
    pub(crate) fn folder(&self) -> PathBuf {
        #[expect(
            clippy::disallowed_methods,
            reason = "paths are printed relative to the working directory"
        )]
        match &self.folder {
            Some(folder) => folder.clone(),
            None => std::env::current_dir().unwrap_or_default(),
        }
    }

    /// What was not printed.
    pub(crate) fn captured(self) -> Captured {
        let text = self.captured.unwrap_or_default();
        Captured {
            text: String::from_utf8_lossy(&text).into_owned(),
            notes: self.captured_notes.unwrap_or_default(),
        }
    }

    /// Whether to print colors. A file gets them with `--color always` only.
    pub(crate) fn color(&self, to_stdout: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => to_stdout && wants_color(&io::stdout()),
        }
    }

    pub(crate) fn is_terminal(&self) -> bool {
        self.stdout.get_ref().is_terminal()
    }

    pub(crate) fn print(&mut self, text: &str) {
        self.print_with(|out| out.write_all(text.as_bytes()));
    }

    /// Prints a text that came from stdin, unchanged. From now on reports go to stderr.
    pub(crate) fn pass_through(&mut self, bytes: &[u8]) {
        self.print_with(|out| out.write_all(bytes));
        self.flush();
        self.reports_to_stderr = true;
    }

    /// Prints what `write` writes. [`Output::finish`] reports what failed.
    pub(crate) fn print_with(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.reports_to_stderr {
            let mut stderr = BufWriter::new(io::stderr());
            // A closed stderr cannot be reported.
            let _ = write(&mut stderr).and_then(|()| stderr.flush());
        } else if let Some(captured) = &mut self.captured {
            // Memory does not fail.
            let _ = write(captured);
        } else if self.failure.is_none() {
            self.failure = write(&mut self.stdout).err();
        }
    }

    /// What `run` prints, instead of printing it.
    pub(crate) fn capture<T>(&mut self, run: impl FnOnce(&mut Output) -> T) -> (T, String) {
        self.captured = Some(Vec::new());
        let result = run(self);
        let captured = self.captured.take().unwrap_or_default();
        (result, String::from_utf8_lossy(&captured).into_owned())
    }

    /// Prints why the run failed, or that it did so in part.
    pub(crate) fn error(&mut self, message: &str) {
        self.note(message);
    }

    /// Prints a message about the run to stderr. Paths in it have no control characters: see `printable`.
    pub(crate) fn note(&mut self, message: &str) {
        let message = message.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}");
        if let Some(captured) = &mut self.captured_notes {
            captured.push_str(&message);
            captured.push('\n');
            return;
        }
        // On a terminal both streams are one, and what was printed before comes before.
        self.flush();
        // A closed stderr cannot be reported.
        let _ = writeln!(io::stderr(), "hsmeta: {message}");
    }

    /// Flushes the buffer. Returns whether the reader is still connected.
    pub(crate) fn flush(&mut self) -> bool {
        if self.failure.is_none() {
            self.failure = self.stdout.flush().err();
        }
        self.failure.is_none()
    }

    /// Reports that a file could not be written. Returns whether it was.
    pub(crate) fn expect_written(&mut self, path: &Path, written: io::Result<()>) -> bool {
        if let Err(error) = &written {
            self.error(&format!("cannot write {}: {error}", quoted_path(path)));
        }
        written.is_ok()
    }

    /// Flushes the buffer. Returns whether everything was written; a failure is reported.
    pub(crate) fn finish(mut self) -> bool {
        self.flush();
        let failure = self.failure.take();
        // The rest of the buffer must not be written again on drop.
        let _ = std::mem::replace(&mut self.stdout, BufWriter::new(io::stdout())).into_parts();
        match failure {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.error(&format!("cannot write the output: {error}"));
                false
            }
            _ => true,
        }
    }
}

/// anstream reads `NO_COLOR` and `CLICOLOR_FORCE`; Node's tools and CI services set `FORCE_COLOR`.
fn wants_color(stdout: &io::Stdout) -> bool {
    match AutoStream::choice(stdout) {
        ColorChoice::Never => {
            let forces_color = is_set("FORCE_COLOR", "0");
            forces_color && !stdout.is_terminal() && !is_set("NO_COLOR", "")
        }
        _ => true,
    }
}

/// Whether a variable of the environment has a value, other than `unset`.
pub(crate) fn is_set(variable: &str, unset: &str) -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line may read the environment, the core may not"
    )]
    std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != unset)
}
