//! JSON text as a tree of values with spans, syntax errors, cursors and edits. Parsing never fails.
//!
//! Nearly every file on disk is valid, so a strict reader builds the tree in one pass. Only text that it refuses
//! is read again by the tolerant reader, which keeps the valid parts, and by `errors`, which explains the errors.
//! This crate knows JSON and nothing of HubSpot; it must not recurse as deep as its input.

// The tests share properties with the fuzzers, which name this crate.
#[cfg(test)]
extern crate self as syntax;

mod bytes;
mod errors;
mod scan;
mod strict;
mod token;
mod tolerant;
mod tree;

#[cfg(test)]
mod tests;

pub mod cursor;
pub mod edit;

use std::sync::Arc;

use diagnostics::Span;
use memchr::{memchr, memchr_iter};

pub use tree::{Key, Kind, Member, Replacement, Value, key_hash};

/// Broken text larger than this has errors but no tree: tree-sitter takes 1.5 s for 10 MB.
const TOLERANT_LIMIT: usize = 1_000_000;

/// More errors than a person reads at once.
const MAX_ERRORS: usize = 50;

/// How many errors are fixed at once: a few megabytes of them.
const MAX_FIXED_ERRORS: usize = 10_000;

/// The kinds of errors that different rules report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// The text is not JSON.
    InvalidJson,
    /// The text begins with a byte-order mark.
    ByteOrderMark,
    /// The text has no value.
    EmptyFile,
}

/// An error in the text, with the words in which it is reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub span: Span,
    pub message: String,
    pub help: String,
    /// Another location that explains it, such as the bracket that was never closed.
    pub related: Option<(Span, String)>,
    /// The title and edits that fix it, where there is one sensible outcome; there is at least one edit.
    pub fix: Option<(String, Vec<(Span, String)>)>,
}

impl SyntaxError {
    /// Whether it is about a byte-order mark that an editor keeps apart from the text, where it cannot be removed.
    pub fn is_stripped_byte_order_mark(&self) -> bool {
        self.kind == ErrorKind::ByteOrderMark && self.fix.is_none()
    }
}

/// A parsed text. Fully determined by its source.
#[derive(Clone, Debug)]
pub struct Syntax {
    source: Arc<str>,
    tree: tree::Tree,
    contents: Contents,
    /// The first errors, in the order of the text; empty exactly when `JSON.parse` accepts it.
    pub errors: Vec<SyntaxError>,
}

/// What most texts do not contain and several rules search for: found once, when the text is parsed.
#[derive(Clone, Copy, Default, Debug)]
struct Contents {
    backslash: bool,
    dollar_brace: bool,
}

impl Contents {
    fn of(source: &str) -> Contents {
        Contents {
            backslash: memchr(b'\\', source.as_bytes()).is_some(),
            dollar_brace: memchr_iter(b'$', source.as_bytes())
                .any(|dollar| source[dollar..].starts_with("${")),
        }
    }
}

/// Parses `source`. Accepts exactly what `JSON.parse` accepts; for anything else `errors` says why not.
pub fn parse(source: impl Into<Arc<str>>) -> Syntax {
    let source = source.into();
    if let Some(tree) = strict::read(&source) {
        return Syntax::new(source, tree, Vec::new());
    }
    let tree = if source.len() <= TOLERANT_LIMIT {
        tolerant::read(&source)
    } else {
        tree::Tree::default()
    };
    let errors = errors::find(&source, MAX_ERRORS);
    Syntax::new(source, tree, errors)
}

impl Syntax {
    fn new(source: Arc<str>, tree: tree::Tree, errors: Vec<SyntaxError>) -> Syntax {
        Syntax {
            contents: Contents::of(&source),
            source,
            tree,
            errors,
        }
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the source text contains a backslash.
    pub fn has_backslash(&self) -> bool {
        self.contents.backslash
    }

    /// Whether the source text contains `${`.
    pub fn has_dollar_brace(&self) -> bool {
        self.contents.dollar_brace
    }

    /// The top-level value; `None` if nothing could be read.
    pub fn root(&self) -> Option<Value<'_>> {
        Value::root(self)
    }

    /// The values whose key ends with a byte that is `wanted`: few of all, found without a look at the text.
    pub fn values_by_last_byte_of_key(
        &self,
        wanted: &'static [bool; 256],
    ) -> impl Iterator<Item = Value<'_>> {
        self.tree
            .by_last_byte_of_key(wanted)
            .map(|index| Value::node_of(self, index))
    }

    /// Keys that repeat an earlier key of the same object: `(first key, repeated key)`.
    pub fn duplicate_keys(&self) -> impl Iterator<Item = (Key<'_>, Key<'_>)> {
        tree::duplicate_keys(self)
    }

    /// The same text with some strings read as other values; spans stay those of the text.
    pub fn with_strings_replaced(
        &self,
        replace: impl FnMut(Value<'_>) -> Option<Replacement>,
    ) -> Syntax {
        Syntax {
            source: self.source.clone(),
            tree: tree::replace_strings(self, replace),
            contents: self.contents,
            errors: self.errors.clone(),
        }
    }

    /// The same text with the errors beyond the first ones too, to fix them all; `None` if there are none.
    pub fn with_more_errors(&self) -> Option<Syntax> {
        if self.errors.len() < MAX_ERRORS {
            return None;
        }
        Some(self.with_errors(MAX_FIXED_ERRORS))
    }

    /// The same text with the errors that `parse` gives; `None` if it has no others.
    pub fn with_first_errors(&self) -> Option<Syntax> {
        if self.errors.len() <= MAX_ERRORS {
            return None;
        }
        Some(self.with_errors(MAX_ERRORS))
    }

    fn with_errors(&self, max: usize) -> Syntax {
        let mut errors = errors::find(&self.source, max);
        if let Some(first) = self.errors.first()
            && first.is_stripped_byte_order_mark()
        {
            errors.insert(0, first.clone());
        }
        Syntax {
            errors,
            ..self.clone()
        }
    }

    /// The same text with an error about the byte-order mark that was removed from its beginning. No edit can fix it.
    pub fn after_byte_order_mark(mut self) -> Syntax {
        self.errors
            .insert(0, errors::byte_order_mark(Span::default()));
        self
    }

    /// A file whose text is not known, only an error.
    pub fn unreadable(message: &str, help: &str) -> Syntax {
        let error = scan::error_list::error(Span::default(), message, help);
        Syntax::new(Arc::from(""), tree::Tree::default(), vec![error])
    }

    /// A tree of one string, for checks that require a value which is not in a file.
    pub fn of_string(string: &str) -> Syntax {
        Syntax::new(Arc::from(""), tree::Tree::of_string(string), Vec::new())
    }
}
