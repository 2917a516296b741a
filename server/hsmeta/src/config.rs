//! `hsmeta config`: what is in force and where each of it comes from. It is printed as an `hsmeta.toml` that says so.

use std::path::Path;

use super::Exit;
use super::output::Output;
use super::overrides::Overrides;
use super::paths::Bases;
use diagnostics::{Lines, Span, message};
use project::config::{Config, Ignore, Origin};
use project::load;
use rules::all;

pub(super) fn run(path: Option<&Path>, overrides: &Overrides, output: &mut Output) -> Exit {
    #[expect(
        clippy::disallowed_methods,
        reason = "paths are printed relative to the working directory"
    )]
    let here = std::env::current_dir().unwrap_or_default();
    let bases = Bases::new(here, None);
    let file = match load::configuration(path.unwrap_or(Path::new("."))) {
        Ok(file) => file,
        Err(problem) => {
            let path = visible(&bases.shown(&problem.path));
            output.complain(&format!("cannot read {path}: {}", problem.message));
            return Exit::Failure;
        }
    };
    let config = Config {
        file,
        command_line: overrides.command_line(),
    };
    let printer = Printer::new(&config, &bases);
    output.print(&printer.header());
    output.print(&printer.profiles());
    output.print(&printer.rules());
    config
        .file
        .ignores
        .iter()
        .for_each(|ignore| output.print(&printer.ignore(ignore)));
    if config.file.errors.is_empty() {
        return Exit::Clean;
    }
    output.complain(&format!(
        "{} has mistakes, which `hsmeta check` shows",
        printer.path
    ));
    Exit::Findings
}

struct Printer<'c> {
    config: &'c Config,
    /// The file as it is shown.
    path: String,
    lines: Lines<'c>,
}

impl<'c> Printer<'c> {
    fn new(config: &'c Config, bases: &Bases) -> Printer<'c> {
        let path = config
            .file
            .path()
            .map(|path| visible(&bases.shown(&path)))
            .unwrap_or_default();
        Printer {
            config,
            path,
            lines: Lines::new(config.file.text.as_deref().unwrap_or_default()),
        }
    }

    fn header(&self) -> String {
        match self.path.as_str() {
            "" => "# there is no hsmeta.toml: the defaults are in force\n".to_owned(),
            path => format!("# {path}\n"),
        }
    }

    fn profiles(&self) -> String {
        let profiles = self.config.profiles();
        let Some((_, origin)) = profiles.first() else {
            return "# profiles: all\n\n[rules]\n".to_owned();
        };
        let names: Vec<String> = profiles.iter().map(|(name, _)| toml_string(name)).collect();
        format!(
            "profiles = [{}]  # {}\n\n[rules]\n",
            names.join(", "),
            self.origin(*origin)
        )
    }

    fn rules(&self) -> String {
        let configured = self.config.severities();
        let line = |id: &'static str, default| {
            let (severity, origin) = configured
                .get(id)
                .copied()
                .unwrap_or((Some(default), Origin::Default));
            let word = severity.map_or("off", |severity: diagnostics::Severity| severity.as_str());
            format!(
                "{:44}  # {}\n",
                format!("{id} = \"{word}\""),
                self.origin(origin)
            )
        };
        all()
            .iter()
            .map(|rule| line(rule.id, rule.severity))
            .collect()
    }

    fn ignore(&self, ignore: &Ignore) -> String {
        let rules: Vec<String> = ignore
            .rules
            .iter()
            .map(|rule| toml_string(&rule.text))
            .collect();
        let pointer = ignore
            .pointer_text
            .as_ref()
            .map(|text| format!("pointer = {}\n", toml_string(text)));
        format!(
            "\n[[ignore]]  # {}\nrule = [{}]\npath = {}\n{}reason = {}\n",
            self.origin(Origin::File(ignore.span)),
            rules.join(", "),
            toml_string(&ignore.path.text),
            pointer.unwrap_or_default(),
            toml_string(&ignore.reason),
        )
    }

    fn origin(&self, origin: Origin) -> String {
        match origin {
            Origin::Default => "default".to_owned(),
            Origin::CommandLine => "command line".to_owned(),
            Origin::File(Span { start, .. }) => {
                format!("{}:{}", self.path, self.lines.position(start).line)
            }
        }
    }
}

/// Whatever a terminal would obey is escaped: a string of JSON is one of TOML.
fn toml_string(text: &str) -> String {
    let mut masked = text.to_owned();
    analysis::secrets::Secrets::default().mask(&mut masked);
    let escaped = |c: char| {
        if message::is_invisible(c) {
            format!("\\U{:08X}", c as u32)
        } else {
            c.to_string()
        }
    };
    let quote = |c: char| {
        if matches!(c, '"' | '\\') {
            format!("\\{c}")
        } else {
            escaped(c)
        }
    };
    format!("\"{}\"", masked.chars().map(quote).collect::<String>())
}

fn visible(path: &str) -> String {
    path.chars().map(message::visible).collect()
}
