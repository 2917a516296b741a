//! stdout and stderr. A closed pipe ends the output quietly; any other failure to write is a failure of the run.

use std::io::{self, BufWriter, ErrorKind, Write};

use anstream::stream::IsTerminal;
use anstream::{AutoStream, ColorChoice};

use super::Color;

/// Where a command writes.
pub(super) struct Output {
    stdout: BufWriter<io::Stdout>,
    color: bool,
    failure: Option<io::Error>,
}

impl Output {
    pub(super) fn new(color: Color) -> Output {
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => wants_color(&io::stdout()),
        };
        Output { stdout: BufWriter::new(io::stdout()), color, failure: None }
    }

    /// Whether styles may be printed.
    pub(super) fn color(&self) -> bool {
        self.color
    }

    /// Prints to stdout.
    pub(super) fn print(&mut self, text: &str) {
        self.pass_on(text.as_bytes());
    }

    /// Prints bytes to stdout as they are: the text of a file that came in through stdin.
    pub(super) fn pass_on(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.stdout.write_all(bytes).err();
        }
    }

    /// Prints findings to stderr, where stdout has a text.
    pub(super) fn print_aside(&mut self, findings: &str) {
        // There is nowhere left to report that stderr is closed.
        let _ = io::stderr().write_all(findings.as_bytes());
    }

    /// Prints a message about the run itself to stderr. Names of files in it come through `words`.
    pub(super) fn complain(&mut self, message: &str) {
        // On a terminal both streams are one, and what was printed before comes before.
        self.failure = self.failure.take().or_else(|| self.stdout.flush().err());
        // There is nowhere left to report that stderr is closed.
        let _ =
            writeln!(io::stderr(), "hsmeta: {}", message.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}"));
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
    #[expect(clippy::disallowed_methods, reason = "the command line may read the environment, the core may not")]
    let forced = std::env::var_os("FORCE_COLOR").is_some_and(|value| !value.is_empty() && value != "0");
    match AutoStream::choice(stdout) {
        ColorChoice::Never => forced && !stdout.is_terminal() && !no_color(),
        _ => true,
    }
}

fn no_color() -> bool {
    #[expect(clippy::disallowed_methods, reason = "the command line may read the environment, the core may not")]
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
