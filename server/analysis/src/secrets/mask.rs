//! Masking of secrets in messages and fixes.

use std::collections::BTreeSet;

use super::{assigned, named, tokens};
use diagnostics::{Span, message};
use project::ProjectFile;
use syntax::Syntax;

/// What replaces a secret.
pub const MASK: &str = "********";

/// The secrets of a project that only their property names reveal, so that they can be found in messages and fixes.
#[derive(PartialEq, Eq, Default, Debug)]
pub struct Secrets {
    /// The values, and how messages shorten them.
    named: BTreeSet<String>,
}

/// The values of a file that are secrets because of their names, and how messages shorten them.
pub fn named_in(syntax: &Syntax) -> impl Iterator<Item = String> {
    named::values(syntax)
        .filter_map(|value| value.as_str())
        .flat_map(|text| [text.to_owned(), shortened(text)])
}

/// The same for source code.
pub fn named_in_source(text: &str) -> impl Iterator<Item = String> {
    assigned::find(text).into_iter().flat_map(|span| {
        let secret = &text[span.range()];
        [secret.to_owned(), shortened(secret)]
    })
}

fn shortened(text: &str) -> String {
    message::quoted(text)
        .trim_matches('`')
        .trim_end_matches('…')
        .to_owned()
}

impl FromIterator<String> for Secrets {
    fn from_iter<T: IntoIterator<Item = String>>(named: T) -> Secrets {
        Secrets {
            named: named.into_iter().collect(),
        }
    }
}

impl Secrets {
    /// The secrets of several files.
    pub fn of<'a>(syntaxes: impl Iterator<Item = &'a Syntax>) -> Secrets {
        syntaxes.flat_map(named_in).collect()
    }

    /// The secrets of files of a project.
    pub fn of_files<'a>(files: impl Iterator<Item = &'a ProjectFile>) -> Secrets {
        let mut named = BTreeSet::new();
        for file in files {
            match file {
                ProjectFile::Document(document) => named.extend(named_in(&document.syntax)),
                ProjectFile::Source(source) => named.extend(named_in_source(&source.text)),
            }
        }
        Secrets { named }
    }

    /// Whether a text contains a secret.
    pub fn are_in(&self, text: &str) -> bool {
        tokens(text).next().is_some() || self.named.iter().any(|secret| text.contains(secret))
    }

    /// Replaces the secrets in a message.
    pub fn mask(&self, message: &mut String) {
        let spans: Vec<Span> = tokens(message).collect();
        for span in spans.into_iter().rev() {
            message.replace_range(span.range(), MASK);
        }
        // In reverse order, a secret comes before its shortened form.
        for secret in self.named.iter().rev() {
            if message.contains(secret) {
                *message = message.replace(secret, MASK);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_secrets_in_messages_are_masked() {
        let token = format!("pat-na1-{}", "x".repeat(80));
        let named = "0123456789abcdef".repeat(6);
        let mut message = format!(
            "{} and {} are not allowed",
            message::quoted(&token),
            message::quoted(&named)
        );
        let source = format!("{{\"apiKey\": \"{named}\"}}");
        Secrets::of([&syntax::parse(source)].into_iter()).mask(&mut message);
        assert_eq!(message, format!("`{MASK}…` and `{MASK}…` are not allowed"));
    }
}
