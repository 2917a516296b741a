//! The arguments of the program, as clap reads them. `docs/cli.md` is generated from this file.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};

use crate::commands::{
    add, changes, completions, init, install_url, marketplace, migrate, outlook, schema, scopes,
};
use crate::overrides::Overrides;
use crate::schemas_folder::SchemasOption;
use crate::since::Since;
use crate::size::Size;
use crate::{fix, format};
use diagnostics::Severity;

#[cfg(not(target_family = "wasm"))]
use lsp::Level as LogLevel;
/// WebAssembly has no language server.
#[cfg(target_family = "wasm")]
type LogLevel = String;

/// Offline linter and language server for HubSpot developer projects
#[derive(Parser)]
#[command(
    name = "hsmeta",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 no problems, 1 problems, 2 error."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Color the output; NO_COLOR and FORCE_COLOR are respected
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true, value_name = "WHEN", display_order = 100)]
    pub(crate) color: Color,
}

const MCP_HELP: &str = "\
Run a Model Context Protocol server over stdio, for coding assistants

Its tools check, fix, explain and extend projects in the folders that the assistant has open, or in the working directory. It \
opens no connection and starts no program. docs/mcp.md has the details.";

// Only the arguments of the command that runs are built: 3 % of the instructions for one small project.
#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Check projects
    Check(CheckArguments),
    /// Print only what a deploy of the current project changes, compared with a git ref
    #[command(long_about = changes::HELP)]
    Changes(changes::ChangesArguments),
    /// Print the configuration of a project and where each setting is defined
    Config {
        /// A project, or a path in one [default: .]
        path: Option<PathBuf>,
        #[command(flatten)]
        overrides: Overrides,
    },
    /// List all rules
    Rules {
        /// Output format
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Explain a rule, a topic, or an error message of HubSpot
    Explain {
        /// A rule (`duplicate-uid`), a topic (`oauth-errors`), or part of an error message
        #[arg(required = true, value_name = "RULE|TOPIC|MESSAGE")]
        query: Vec<String>,
    },
    /// Create a project with an app
    Init(init::InitArguments),
    /// Add a component to the current project
    #[command(after_help = format!("Types: {}", add::component_types()))]
    Add(add::AddArguments),
    /// Print the OAuth install URL of an app, or check one
    InstallUrl(install_url::InstallUrlArguments),
    /// List the scopes of an app and what uses them
    Scopes(scopes::ScopesArguments),
    /// Compare a project with what HubSpot requires of apps in its marketplace
    Marketplace(marketplace::MarketplaceArguments),
    /// Convert the files of a project of the layout before 2025.2 to the current layout
    Migrate(migrate::MigrateArguments),
    /// List what of a project ends, and when
    Outlook(outlook::OutlookArguments),
    /// Run the language server over stdio
    Lsp {
        /// Log level on stderr: off, error, warn, info, debug or trace
        #[arg(long, env = "HSMETA_LOG", default_value = "warn", value_name = "LEVEL")]
        log: LogLevel,
        /// Accepted because many editors pass it; stdio is the only transport
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Run a Model Context Protocol server over stdio, for coding assistants
    #[command(long_about = MCP_HELP)]
    Mcp,
    /// Print a JSON Schema, or import HubSpot's own
    #[command(long_about = schema::HELP)]
    Schema(schema::SchemaArguments),
    /// Print a shell completion script
    #[command(long_about = completions::HELP)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a man page, for packages
    #[command(hide = true)]
    Man {
        /// The command to print the page of
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

#[derive(clap::Args)]
pub(crate) struct CheckArguments {
    /// Files and folders; a path in a project selects the whole project [default: .]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Check the text on stdin as if it were the file PATH, in the project of that file
    #[arg(long, value_name = "PATH", conflicts_with = "paths")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Also report what changed since a git ref, which has to be what is deployed
    #[arg(long, value_name = "REF", conflicts_with = "stdin_filename")]
    pub(crate) since: Option<String>,
    /// Whether only what changed is reported
    #[arg(skip)]
    pub(crate) changes_only: bool,
    /// What a coding assistant selects: both the diff and the problems are reported then.
    #[arg(skip)]
    pub(crate) selected_fixes: Option<fix::SelectedFixes>,
    /// The ref, if git was asked about it before.
    #[arg(skip)]
    pub(crate) asked: Option<Arc<Since>>,
    #[command(flatten)]
    pub(crate) fixing: fix::FixArguments,
    /// Output format
    #[arg(long, value_parser = format::parser(), default_value = format::DEFAULT)]
    pub(crate) format: &'static format::Format,
    /// Write the report, or the diff, to a file instead of stdout (`-` is stdout)
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print at most this many problems; all are counted [default: 10000, 100 in agent, unlimited in json, sarif, gitlab and junit]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) max_diagnostics: Option<usize>,
    /// Refuse larger files: bytes, or a number with K, M or G
    #[arg(long, default_value_t = Size::DEFAULT, value_name = "SIZE")]
    pub(crate) max_file_size: Size,
    /// Print problems of this severity and above
    #[arg(long, value_enum, default_value_t = MinSeverity::Warning, value_name = "SEVERITY")]
    pub(crate) min_severity: MinSeverity,
    /// Exit with 1 if there are problems of this severity and above
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    #[command(flatten)]
    pub(crate) overrides: Overrides,
    #[command(flatten)]
    pub(crate) schemas: SchemasOption,
    /// Exit successfully if there is nothing to check
    #[arg(long)]
    pub(crate) allow_empty: bool,
    /// Report only problems that are not recorded in this file
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Rewrite the baseline with all current problems
    // These options hide problems from one run only, so the baseline would lose them.
    #[arg(long, requires = "baseline", conflicts_with_all = ["stdin_filename", "rules", "ignored", "profile"])]
    pub(crate) update_baseline: bool,
    /// Check again whenever a file changes; applies no fixes
    // They would change a file while it is being edited.
    #[arg(long, conflicts_with_all = ["output", "update_baseline", "stdin_filename", "fixing", "since"])]
    pub(crate) watch: bool,
    /// Print problems only, no summary
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Add to the summary how much of the source code is known
    #[arg(long, short, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Color {
    /// If stdout is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum MinSeverity {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl MinSeverity {
    pub(crate) fn severity(self) -> Severity {
        match self {
            MinSeverity::Error => Severity::Error,
            MinSeverity::Warning => Severity::Warning,
            MinSeverity::Info => Severity::Info,
        }
    }
}

impl FailOn {
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}
