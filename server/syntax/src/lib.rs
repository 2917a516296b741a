//! JSON text as a value: `parse` never fails, and every node has a span.
//!
//! Nearly every file on disk is valid, so a strict reader builds the tree in one pass. Only text that it refuses
//! is read again by tree-sitter, which keeps the healthy parts, and by `errors`, which puts the errors into words.
//! This module knows JSON and nothing of HubSpot; it must not recurse as deep as its input.

// So that tests in here can share what tests and fuzzers outside use.
#[cfg(test)]
extern crate self as syntax;

mod bytes;
mod errors;
mod scan;
mod strict;
mod tolerant;
mod tree;

#[cfg(test)]
mod tests;

pub mod cursor;
pub mod edit;

use std::sync::Arc;

use diagnostics::Span;

pub use tree::{Key, Kind, Member, Replacement, Value};

/// Broken text larger than this gets its errors only: tree-sitter needs 1.5 s for 10 MB.
const TOLERANT_LIMIT: usize = 1_000_000;

/// More errors than a person reads at once.
const MAX_ERRORS: usize = 50;

/// As many errors as are mended at once: a few megabytes of them.
const MAX_FIXED_ERRORS: usize = 10_000;

/// TokenKind is wrong with the text, by the rule that reports it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// The text is not JSON.
    InvalidJson,
    /// The text begins with a byte-order mark.
    ByteOrderMark,
    /// There is no text.
    EmptyFile,
}

/// One error in the text, in a person's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Which rule reports it.
    pub kind: ErrorKind,
    /// The exact characters.
    pub span: Span,
    /// TokenKind is wrong.
    pub message: String,
    /// TokenKind to do.
    pub help: String,
    /// Another place that explains it, such as the bracket that was never closed.
    pub related: Option<(Span, String)>,
    /// Replacements that mend it, where there is one sensible outcome; never empty.
    pub fix: Option<(String, Vec<(Span, String)>)>,
}

impl SyntaxError {
    /// Whether it is about a byte-order mark that an editor keeps apart from the text, where it cannot be mended.
    pub fn is_stripped_byte_order_mark(&self) -> bool {
        self.kind == ErrorKind::ByteOrderMark && self.fix.is_none()
    }
}

/// A parsed text. Fully determined by its source.
#[derive(Clone, Debug)]
pub struct Syntax {
    source: Arc<str>,
    tree: tree::Tree,
    /// TokenKind is wrong with the text, in the order of the text, cut where no person would read on; empty exactly when
    /// `JSON.parse` accepts it.
    pub errors: Vec<SyntaxError>,
}

/// Parses `source`. Accepts exactly what `JSON.parse` accepts; for anything else `errors` says why not.
pub fn parse(source: impl Into<Arc<str>>) -> Syntax {
    let source = source.into();
    if let Some(tree) = strict::read(&source) {
        return Syntax {
            source,
            tree,
            errors: Vec::new(),
        };
    }
    let tree = if source.len() <= TOLERANT_LIMIT {
        tolerant::read(&source)
    } else {
        tree::Tree::default()
    };
    let errors = errors::find(&source, MAX_ERRORS);
    Syntax {
        source,
        tree,
        errors,
    }
}

impl Syntax {
    /// The text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The value of the text; `None` where nothing could be read.
    pub fn root(&self) -> Option<Value<'_>> {
        Value::root(self)
    }

    /// Members that repeat the name of an earlier member of the same object: `(first key, repeated key)`.
    pub fn duplicate_keys(&self) -> impl Iterator<Item = (Key<'_>, Key<'_>)> {
        tree::duplicate_keys(self)
    }

    /// The same text with some strings read as other values; spans stay those of the text.
    pub fn with_strings_replaced(
        &self,
        replace: impl FnMut(Value<'_>) -> Option<Replacement>,
    ) -> Syntax {
        let tree = tree::replace_strings(self, replace);
        Syntax {
            source: self.source.clone(),
            tree,
            errors: self.errors.clone(),
        }
    }

    /// The same text with the errors that were cut, for who mends them all; `None` where none were.
    pub fn with_more_errors(&self) -> Option<Syntax> {
        (self.errors.len() >= MAX_ERRORS).then(|| self.with_errors(MAX_FIXED_ERRORS))
    }

    /// The same text with the errors that `parse` gives; `None` where it has no others.
    pub fn with_first_errors(&self) -> Option<Syntax> {
        (self.errors.len() > MAX_ERRORS).then(|| self.with_errors(MAX_ERRORS))
    }

    fn with_errors(&self, most: usize) -> Syntax {
        let mark = self
            .errors
            .first()
            .filter(|error| error.is_stripped_byte_order_mark())
            .cloned();
        let errors = mark
            .into_iter()
            .chain(errors::find(&self.source, most))
            .collect();
        Syntax {
            errors,
            ..self.clone()
        }
    }

    /// The same text, of which somebody took the byte-order mark that stands before it in the file. There is nothing to
    /// edit then.
    pub fn after_byte_order_mark(mut self) -> Syntax {
        self.errors
            .insert(0, errors::byte_order_mark(Span::default()));
        self
    }

    /// A text that is none: nothing of it is known but the one error.
    pub fn unreadable(message: &str, help: &str) -> Syntax {
        let error = scan::error_list::error(Span::default(), message, help);
        Syntax {
            source: Arc::from(""),
            tree: tree::Tree::default(),
            errors: vec![error],
        }
    }

    /// A text that holds one string, for checks that need a value which stands in no file.
    pub fn of_string(string: &str) -> Syntax {
        Syntax {
            source: Arc::from(""),
            tree: tree::Tree::of_string(string),
            errors: Vec::new(),
        }
    }
}
