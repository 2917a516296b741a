//! The command line. The only writer of stdout: findings go there, everything else to stderr.

mod add;
mod baseline;
mod check;
mod completions;
mod config;
mod create;
mod diff;
mod explain;
mod fix;
mod format;
mod identity;
mod init;
mod install_url;
mod located;
mod man;
mod nearest;
mod output;
mod overrides;
mod paths;
mod printable;
mod progress;
mod rendered;
mod rules;
mod schema;
mod size;
mod summary;
mod watch;
mod write;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use diagnostics::{Severity, message};
use project::Project;

/// How a run ended. These are the only exit codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// Nothing to report.
    Clean = 0,
    /// There are findings.
    Findings = 1,
    /// The tool could not do its job: bad arguments, nothing to check, or something unreadable.
    Failure = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Finds mistakes in HubSpot developer projects: offline, across files, at the exact characters.
#[derive(Parser)]
#[command(
    name = "hsmeta",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 clean, 1 findings, 2 failure."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Colour the output; NO_COLOR and FORCE_COLOR are heeded
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, value_name = "WHEN", display_order = 100)]
    color: Color,
}

#[derive(Subcommand)]
enum Command {
    /// Check projects
    Check(CheckArguments),
    /// Print what is configured for a project, and where each setting comes from
    Config {
        /// A project, or something in it [default: here]
        path: Option<PathBuf>,
        #[command(flatten)]
        overrides: overrides::Overrides,
    },
    /// List all rules
    Rules {
        /// How to print them
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Explain a rule, a topic, or an error that HubSpot shows
    Explain {
        /// A rule (`duplicate-uid`), a topic (`oauth-errors`), or words of an error message
        #[arg(required = true, value_name = "RULE|TOPIC|TEXT")]
        query: Vec<String>,
    },
    /// Make a new project with an app
    Init(init::InitArguments),
    /// Add a component to the project around here
    #[command(after_help = format!("Types: {}", add::list()))]
    Add(add::AddArguments),
    /// Print the install URL of an OAuth app, or say what is wrong with one
    InstallUrl(install_url::InstallUrlArguments),
    /// Serve an editor over stdin and stdout
    Lsp {
        /// What to log to stderr: off, error, warn, info, debug or trace
        #[arg(long, env = "HSMETA_LOG", default_value = "warn", value_name = "LEVEL")]
        log: lsp::Level,
        /// Accepted because many editors add it; there is no other way
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Print the JSON Schema of a component type, of hsproject or of hsprofile
    Schema {
        /// `card`, `app`, `hsproject`, …
        #[arg(value_name = "TYPE")]
        name: String,
    },
    /// Print a completion script for a shell
    #[command(long_about = completions::HELP)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a man page: packages are made with it
    #[command(hide = true)]
    Man {
        /// A command, whose own page is printed
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

/// Arguments of `hsmeta check`.
#[derive(clap::Args)]
pub struct CheckArguments {
    /// Files and folders; a path within a project stands for the whole project [default: here]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Check the text on stdin as if it were the file PATH, in the project of that file
    #[arg(long, value_name = "PATH", conflicts_with = "paths")]
    stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    fixing: fix::Arguments,
    /// How to print the findings
    #[arg(long, value_parser = format::parser(), default_value = format::DEFAULT)]
    format: &'static format::Format,
    /// Write the report, or the diff, to a file instead of stdout (`-` is stdout)
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print at most this many findings; all count [default: 10000, and all in json, sarif, gitlab and junit]
    #[arg(long, value_name = "NUMBER")]
    max_diagnostics: Option<usize>,
    /// Refuse files larger than this: bytes, or a number with K, M or G
    #[arg(long, default_value_t = size::Size::DEFAULT, value_name = "SIZE")]
    max_file_size: size::Size,
    /// Print findings of this severity and above
    #[arg(long, value_enum, default_value_t = Level::Warning, value_name = "SEVERITY")]
    min_severity: Level,
    /// Exit with 1 at findings of this severity and above
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "SEVERITY")]
    fail_on: FailOn,
    #[command(flatten)]
    overrides: overrides::Overrides,
    /// Let a path that leads to nothing to check be no failure
    #[arg(long)]
    allow_empty: bool,
    /// Report only findings that are not recorded in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Record all findings of today in the baseline, and drop those that are gone
    // What one run hides is not gone; `hsmeta.toml` says what is hidden for good.
    #[arg(long, requires = "baseline", conflicts_with_all = ["stdin_filename", "rules", "ignored", "profile"])]
    update_baseline: bool,
    /// Check again whenever a file changes; fixes would change what is being typed, so it makes none
    #[arg(long, conflicts_with_all = ["output", "update_baseline", "stdin_filename", "fixing"])]
    watch: bool,
    /// Print findings only, no summary
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Color {
    /// When the output is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
enum Level {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}

/// The report of `hsmeta check` about a project that need not be on the disk, in a format and with all infos; `None` where
/// there is no such format. For tests and fuzzers: it is what the program would print.
pub fn report(project: &Project, format: &str) -> Option<String> {
    check::report(project, format)
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let printed = print(&error).is_ok_and(|()| !error.use_stderr());
            return if printed { Exit::Clean } else { Exit::Failure }.into();
        }
    };
    let mut output = output::Output::new(arguments.color);
    let exit = match arguments.command {
        Command::Check(check) => check::run(&check, &mut output),
        Command::Config { path, overrides } => {
            config::run(path.as_deref(), &overrides, &mut output)
        }
        Command::Rules { format } => rules::run(format, &mut output),
        Command::Explain { query } => explain::run(&query.join(" "), &mut output),
        Command::InstallUrl(arguments) => install_url::run(&arguments, &mut output),
        Command::Init(arguments) => init::run(&arguments, &mut output),
        Command::Add(arguments) => add::run(&arguments, &mut output),
        Command::Schema { name } => schema::run(&name, &mut output),
        Command::Completions { shell } => completions::run(shell, &mut output),
        Command::Man { command } => man::run(command.as_deref(), &mut output),
        // stdout belongs to the protocol.
        Command::Lsp { log, stdio: _ } => return lsp::run(log),
    };
    match output.finish() {
        Ok(()) => exit.into(),
        Err(()) => Exit::Failure.into(),
    }
}

/// Prints what clap has to say. Help and version are no errors; it knows which stream each belongs to. It repeats arguments
/// as they are, and these may be names of files: with one that a terminal would obey, the message is plain.
fn print(error: &clap::Error) -> io::Result<()> {
    let is_odd = |argument: std::ffi::OsString| {
        argument
            .to_string_lossy()
            .chars()
            .any(message::is_invisible)
    };
    if !error.use_stderr() || !std::env::args_os().any(is_odd) {
        return error.print();
    }
    let shown = |character| {
        if character == '\n' {
            character
        } else {
            printable::character(character)
        }
    };
    let text: String = error.to_string().chars().map(shown).collect();
    io::stderr().write_all(text.as_bytes())
}
