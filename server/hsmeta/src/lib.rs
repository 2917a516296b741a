//! The command line. Only this crate writes to stdout: reports go there, everything else to stderr.

#![cfg_attr(
    target_family = "wasm",
    allow(dead_code, reason = "what `native` refuses is left out of the module")
)]

mod arguments;
mod baseline;
mod commands;
mod create;
mod diff;
mod discover;
mod error;
mod fingerprint;
mod fix;
mod format;
mod full_report;
mod git;
mod locations;
mod native;
mod output;
mod output_buffer;
mod overrides;
mod paths;
mod printable;
#[cfg_attr(target_family = "wasm", path = "no_progress.rs")]
mod progress;
mod schemas_folder;
mod since;
mod size;
mod summary;
mod today;
mod transaction;
mod watch;
mod write;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use diagnostics::message;
use output::Output;
use project::Project;

/// How a run ended. There are no other exit codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Exit {
    Clean = 0,
    Problems = 1,
    /// hsmeta could not run: invalid arguments, nothing to check, or a file that could not be read or written.
    Error = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// What `hsmeta check` prints about a project that need not be on disk, infos included; `None` if the format is unknown.
/// For tests and fuzzers.
pub fn report(project: &Project, format: &str) -> Option<String> {
    commands::check::report(project, format)
}

/// What `hsmeta mcp` writes in answer to this input. For tests and fuzzers.
pub fn mcp_session(input: &[u8]) -> Vec<u8> {
    let mut output = Vec::new();
    let input = io::Cursor::new(input.to_vec());
    commands::mcp::serve(io::BufReader::new(input), &mut output);
    output
}

pub fn run() -> ExitCode {
    match Arguments::try_parse() {
        // stdout belongs to the protocol.
        #[cfg(not(target_family = "wasm"))]
        Ok(Arguments {
            command: Command::Lsp { log, stdio: _ },
            ..
        }) => lsp::run(log),
        parsed => run_parsed(parsed).into(),
    }
}

/// [`run`] for a host of WebAssembly, which is given the exit code as a number.
pub fn run_in_host() -> u8 {
    run_parsed(Arguments::try_parse()) as u8
}

fn run_parsed(parsed: Result<Arguments, clap::Error>) -> Exit {
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => return print_clap_message(&error),
    };
    let mut output = Output::new(arguments.color);
    if let Some(refusal) = native::refusal(&arguments.command) {
        output.error(&refusal);
        return Exit::Error;
    }
    #[cfg(not(target_family = "wasm"))]
    if let Command::Mcp = arguments.command {
        return commands::mcp::run();
    }
    let exit = run_command(arguments.command, &mut output);
    if output.finish() { exit } else { Exit::Error }
}

/// Runs a command that prints what it has to say.
fn run_command(command: Command, output: &mut Output) -> Exit {
    match command {
        Command::Check(arguments) => commands::check::run(&arguments, output),
        #[cfg(not(target_family = "wasm"))]
        Command::Changes(arguments) => commands::changes::run(arguments, output),
        Command::Config { path, overrides } => {
            commands::config::run(path.as_deref(), &overrides, output)
        }
        Command::Rules { format } => commands::rules::run(format, output),
        Command::Explain { query } => commands::explain::run(&query.join(" "), output),
        Command::InstallUrl(arguments) => commands::install_url::run(&arguments, output),
        Command::Scopes(arguments) => commands::scopes::run(&arguments, output),
        Command::Marketplace(arguments) => commands::marketplace::run(&arguments, output),
        #[cfg(not(target_family = "wasm"))]
        Command::Migrate(arguments) => commands::migrate::run(&arguments, output),
        Command::Outlook(arguments) => commands::outlook::run(&arguments, output),
        Command::Init(arguments) => commands::init::run(&arguments, output),
        Command::Add(arguments) => commands::add::run(&arguments, output),
        Command::Schema(arguments) => commands::schema::run(&arguments, output),
        #[cfg(not(target_family = "wasm"))]
        Command::Completions { shell } => commands::completions::run(shell, output),
        #[cfg(not(target_family = "wasm"))]
        Command::Man { command } => commands::man::run(command.as_deref(), output),
        // The servers own stdout: they are no commands that print.
        Command::Lsp { .. } | Command::Mcp => Exit::Error,
        // Refused before.
        #[cfg(target_family = "wasm")]
        Command::Changes(_)
        | Command::Migrate(_)
        | Command::Completions { .. }
        | Command::Man { .. } => Exit::Error,
    }
}

/// Prints help, the version, or an error about the arguments, each to the stream that clap chooses for it.
fn print_clap_message(message: &clap::Error) -> Exit {
    let is_error = message.use_stderr();
    // clap prints arguments without escapes, and an argument such as a file name may have control characters.
    let has_invisible = std::env::args_os().any(|argument| {
        let argument = argument.to_string_lossy();
        argument.chars().any(message::is_invisible)
    });
    let printed = if is_error && has_invisible {
        let text = message.to_string();
        let lines: Vec<String> = text.split('\n').map(printable::line).collect();
        io::stderr().write_all(lines.join("\n").as_bytes())
    } else {
        message.print()
    };
    if is_error || printed.is_err() {
        Exit::Error
    } else {
        Exit::Clean
    }
}
