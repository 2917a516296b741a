//! stdout and stderr. A closed pipe ends the output quietly; any other failure to write is a failure of the run.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use anstream::stream::IsTerminal;
use anstream::{AutoStream, ColorChoice};

use super::Color;
use diagnostics::message;

/// Where a command writes.
pub(super) struct Output {
    stdout: BufWriter<io::Stdout>,
    color: Color,
    /// Whether stdout has the text of a file, so that reports go to stderr.
    is_taken: bool,
    failure: Option<io::Error>,
}

impl Output {
    pub(super) fn new(color: Color) -> Output {
        Output {
            stdout: BufWriter::new(io::stdout()),
            color,
            is_taken: false,
            failure: None,
        }
    }

    /// Whether styles may be printed. A file gets them only if somebody insists.
    pub(super) fn color(&self, to_stdout: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => to_stdout && wants_color(&io::stdout()),
        }
    }

    /// Prints to stdout.
    pub(super) fn print(&mut self, text: &str) {
        self.print_with(|out| out.write_all(text.as_bytes()));
    }

    /// Prints the text of a file that came in through stdin, as it is. From now on reports go to stderr.
    pub(super) fn pass_on(&mut self, bytes: &[u8]) {
        self.print_with(|out| out.write_all(bytes));
        self.flush();
        self.is_taken = true;
    }

    /// Prints what `write` writes to it, aside where stdout is taken. It never fails: [`Output::finish`] reports what went
    /// wrong.
    pub(super) fn print_with(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.is_taken {
            let mut stderr = BufWriter::new(io::stderr());
            // There is nowhere left to report that stderr is closed.
            let _ = write(&mut stderr).and_then(|()| stderr.flush());
        } else if self.failure.is_none() {
            self.failure = write(&mut self.stdout).err();
        }
    }

    /// Prints a message about the run itself to stderr. Names of files in it come through `words`.
    pub(super) fn complain(&mut self, message: &str) {
        // On a terminal both streams are one, and what was printed before comes before.
        self.failure = self.failure.take().or_else(|| self.stdout.flush().err());
        // There is nowhere left to report that stderr is closed.
        let _ = writeln!(
            io::stderr(),
            "hsmeta: {}",
            message.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
        );
    }

    /// Writes what is left and goes on. Says whether anybody still reads it.
    pub(super) fn flush(&mut self) -> bool {
        if self.failure.is_none() {
            self.failure = self.stdout.flush().err();
        }
        self.failure.is_none()
    }

    /// Says why a file could not be written, if so; and whether it was.
    pub(super) fn expect_written(&mut self, path: &Path, written: io::Result<()>) -> bool {
        if let Err(error) = &written {
            self.complain(&format!(
                "cannot write {}: {error}",
                message::quoted(&path.to_string_lossy())
            ));
        }
        written.is_ok()
    }

    /// Writes what is left. `Err` when the output could not be written, which has been said on stderr.
    pub(super) fn finish(mut self) -> Result<(), ()> {
        let failure = self.failure.take().or_else(|| self.stdout.flush().err());
        // What a closed pipe left in the buffer must not be written again on drop.
        let _ = std::mem::replace(&mut self.stdout, BufWriter::new(io::stdout())).into_parts();
        match failure {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.complain(&format!("cannot write the output: {error}"));
                Err(())
            }
            _ => Ok(()),
        }
    }
}

/// `NO_COLOR` and `CLICOLOR_FORCE` are anstream's business; `FORCE_COLOR` is what Node's tools and CI services set.
fn wants_color(stdout: &io::Stdout) -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line may read the environment, the core may not"
    )]
    let forced =
        std::env::var_os("FORCE_COLOR").is_some_and(|value| !value.is_empty() && value != "0");
    match AutoStream::choice(stdout) {
        ColorChoice::Never => forced && !stdout.is_terminal() && !no_color(),
        _ => true,
    }
}

fn no_color() -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "the command line may read the environment, the core may not"
    )]
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
