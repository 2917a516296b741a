//! The arguments that a run has in common with the one after it, for `--format agent`.

use std::path::Path;

use crate::arguments::CheckArguments;
use crate::printable;
use diagnostics::Severity;

impl CheckArguments {
    /// What selects files and problems, as a shell reads it; begins with a space if there is any.
    pub(super) fn repeated(&self) -> String {
        let mut arguments = Arguments::default();
        if self.min_severity.severity() != Severity::Warning {
            arguments.option("--min-severity", self.min_severity.severity().as_str());
        }
        if let Some(reference) = &self.since {
            arguments.option("--since", reference);
        }
        if let Some(baseline) = &self.baseline {
            arguments.path_option("--baseline", baseline);
        }
        if let Some(folder) = self.schemas.value() {
            arguments.path_option("--schemas", folder);
        }
        for (name, value) in self.overrides.arguments() {
            arguments.option(name, &value);
        }
        if let Some(path) = &self.stdin_filename {
            arguments.path_option("--stdin-filename", path);
        }
        for path in &self.paths {
            // What looks like an option is none behind a folder.
            if path.to_string_lossy().starts_with('-') {
                arguments.add(&format!("./{}", path.to_string_lossy()));
            } else {
                arguments.add(&path.to_string_lossy());
            }
        }
        arguments.text
    }
}

#[derive(Default)]
struct Arguments {
    text: String,
}

impl Arguments {
    fn option(&mut self, name: &str, value: &str) {
        // A value that begins with a dash has to be part of the argument.
        if value.starts_with('-') {
            self.add(&format!("{name}={value}"));
        } else {
            self.add(name);
            self.add(value);
        }
    }

    fn path_option(&mut self, name: &str, path: &Path) {
        self.option(name, &path.to_string_lossy());
    }

    fn add(&mut self, argument: &str) {
        self.text.push(' ');
        self.text.push_str(&quoted(argument));
    }
}

/// An argument for a POSIX shell, in quotes where it needs them.
fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    let shown = printable::line(argument);
    if !shown.is_empty() && shown.chars().all(is_plain) {
        shown
    } else {
        format!("'{}'", shown.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use crate::arguments::{Arguments, Command};

    #[test]
    fn what_selects_problems_is_repeated() {
        let line = "hsmeta check --format agent --quiet --min-severity info --ignore duplicate-uid --rule wrong-type=off \
                    --baseline b.json --schemas official --profile dev";
        let words = line.split_whitespace().chain(["my app", "it's"]);
        let Ok(Command::Check(arguments)) =
            Arguments::try_parse_from(words).map(|arguments| arguments.command)
        else {
            panic!("{line}");
        };
        assert_eq!(
            arguments.repeated(),
            r" --min-severity info --baseline b.json --schemas official --rule wrong-type=off --ignore duplicate-uid --profile dev 'my app' 'it'\''s'"
        );
    }
}
