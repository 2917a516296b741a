//! `hsmeta config`: the configuration in effect, printed as an `hsmeta.toml` whose comments say where each setting is
//! defined.

use std::path::Path;

use crate::Exit;
use crate::error::Error;
use crate::output::Output;
use crate::overrides::Overrides;
use crate::paths::Bases;
use crate::printable;
use diagnostics::{Text, message};
use project::config::{Config, Ignore, Origin};
use project::load;
use rules::{all_registered, renamed};

pub(crate) fn run(path: Option<&Path>, overrides: &Overrides, output: &mut Output) -> Exit {
    overrides.warn_about_old_ids(output);
    #[expect(
        clippy::disallowed_methods,
        reason = "paths are printed relative to the working directory"
    )]
    let working_directory = std::env::current_dir().unwrap_or_default();
    let bases = Bases::new(working_directory, None);
    let file = match load::configuration(path.unwrap_or(Path::new("."))) {
        Ok(file) => file,
        Err(problem) => {
            let error = Error::Unreadable {
                path: printable::path(&bases.shown(&problem.path)),
                reason: problem.message,
            };
            output.error(&error.to_string());
            return Exit::Error;
        }
    };
    let config = Config {
        file,
        command_line: overrides.command_line(),
    };
    let printer = Printer::new(&config, &bases);
    output.print(&printer.header());
    output.print(&printer.profiles());
    output.print(&printer.source());
    output.print(&printer.schemas());
    output.print(&printer.rules());
    for ignore in &config.file.ignores {
        output.print(&printer.ignore(ignore));
    }
    if config.file.errors.is_empty() {
        return Exit::Clean;
    }
    output.error(&format!(
        "{} has problems; run `hsmeta check` to see them",
        printer.path
    ));
    Exit::Problems
}

struct Printer<'c> {
    config: &'c Config,
    /// The path of the file; empty if there is none.
    path: String,
    lines: Text,
}

impl<'c> Printer<'c> {
    fn new(config: &'c Config, bases: &Bases) -> Printer<'c> {
        let path = match config.file.path() {
            Some(path) => printable::path(&bases.shown(&path)),
            None => String::new(),
        };
        Printer {
            config,
            path,
            lines: Text::new(config.file.text.as_deref().unwrap_or_default()),
        }
    }

    fn header(&self) -> String {
        if self.path.is_empty() {
            "# no hsmeta.toml: the defaults are in effect\n".to_owned()
        } else {
            format!("# {}\n", self.path)
        }
    }

    fn profiles(&self) -> String {
        let profiles = self.config.profiles();
        let Some((_, origin)) = profiles.first() else {
            return "# profiles: all\n".to_owned();
        };
        let names: Vec<String> = profiles.iter().map(|(name, _)| toml_string(name)).collect();
        format!(
            "profiles = [{}]  # {}\n",
            names.join(", "),
            self.origin(*origin)
        )
    }

    fn source(&self) -> String {
        let (source, origin) = match self.config.file.source {
            Some((source, span)) => (source, Origin::File(span)),
            None => (true, Origin::Default),
        };
        format!("source = {source}  # {}\n", self.origin(origin))
    }

    /// The folder of imported schemas, if it is not the usual one.
    fn schemas(&self) -> String {
        match &self.config.file.schemas {
            Some((folder, span)) => format!(
                "schemas = {}  # {}\n",
                toml_string(folder.as_str()),
                self.origin(Origin::File(*span))
            ),
            None => String::new(),
        }
    }

    fn rules(&self) -> String {
        let configured = renamed::severities(self.config);
        let mut text = String::from("\n[rules]\n");
        for registered in all_registered() {
            let rule = registered.rule;
            let (severity, origin) = match configured.get(rule.id) {
                Some(setting) => *setting,
                None => (Some(rule.severity), Origin::Default),
            };
            let severity = severity.map_or("off", |severity| severity.as_str());
            let setting = format!("{} = \"{severity}\"", rule.id);
            let origin = match (origin, registered.eslint) {
                (Origin::Default, Some(eslint)) => {
                    format!("default; off where ESLint has {eslint}")
                }
                _ => self.origin(origin),
            };
            text.push_str(&format!("{setting:44}  # {origin}\n"));
        }
        text
    }

    fn ignore(&self, ignore: &Ignore) -> String {
        let rules: Vec<String> = ignore
            .rules
            .iter()
            .map(|rule| toml_string(&rule.text))
            .collect();
        let pointer = match &ignore.pointer_text {
            Some(pointer) => format!("pointer = {}\n", toml_string(pointer)),
            None => String::new(),
        };
        format!(
            "\n[[ignore]]  # {}\nrule = [{}]\npath = {}\n{pointer}reason = {}\n",
            self.origin(Origin::File(ignore.span)),
            rules.join(", "),
            toml_string(&ignore.path.text),
            toml_string(&ignore.reason),
        )
    }

    fn origin(&self, origin: Origin) -> String {
        match origin {
            Origin::Default => "default".to_owned(),
            Origin::CommandLine => "command line".to_owned(),
            Origin::File(span) => {
                format!("{}:{}", self.path, self.lines.position(span.start).line)
            }
        }
    }
}

/// A basic string of TOML, without secrets and control characters.
fn toml_string(text: &str) -> String {
    let mut masked = text.to_owned();
    analysis::secrets::Secrets::default().mask(&mut masked);
    let mut string = String::from("\"");
    for character in masked.chars() {
        match character {
            '"' | '\\' => string.extend(['\\', character]),
            _ if message::is_invisible(character) => {
                string.push_str(&format!("\\U{:08X}", u32::from(character)));
            }
            _ => string.push(character),
        }
    }
    string.push('"');
    string
}
