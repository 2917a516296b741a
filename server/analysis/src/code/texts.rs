//! Texts that are known in part.

use std::borrow::Cow;

use diagnostics::{RelPath, Span};

/// The most texts of one value. A value with more is open.
pub(super) const MOST_TEXTS: usize = 32;

/// The texts that a value may have.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Resolved<'c> {
    /// Those that are known at least in part.
    pub texts: Vec<ResolvedText<'c>>,
    /// Whether there may be others, of which nothing is known.
    pub is_open: bool,
}

/// One text that a value may have.
#[derive(Clone, PartialEq, Debug)]
pub struct ResolvedText<'c> {
    /// At least one of them is known.
    pub pieces: Vec<Piece<'c>>,
}

/// A part of a text.
#[derive(Clone, PartialEq, Debug)]
pub enum Piece<'c> {
    /// The text of a literal, and its span, which is that of the whole literal or of the part between two substitutions.
    Known {
        text: Cow<'c, str>,
        file: &'c RelPath,
        span: Span,
    },
    Unknown,
}

impl<'c> Resolved<'c> {
    /// Whether the beginning of every text is known and there are no others.
    pub fn is_known(&self) -> bool {
        !self.is_open
            && !self.texts.is_empty()
            && self.texts.iter().all(|text| !text.prefix().is_empty())
    }
}

impl<'c> ResolvedText<'c> {
    /// The text up to its first unknown part.
    pub fn prefix(&self) -> Cow<'_, str> {
        if let [Piece::Known { text, .. }] = self.pieces.as_slice() {
            return Cow::Borrowed(text);
        }
        let mut prefix = String::new();
        for piece in &self.pieces {
            let Piece::Known { text, .. } = piece else {
                break;
            };
            prefix.push_str(text);
        }
        Cow::Owned(prefix)
    }

    /// The text, if all of it is known.
    pub fn whole(&self) -> Option<Cow<'_, str>> {
        if self.is_whole() {
            Some(self.prefix())
        } else {
            None
        }
    }

    pub fn is_whole(&self) -> bool {
        !self.pieces.contains(&Piece::Unknown)
    }

    /// The whole text as a person reads it: `…` for what is unknown.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Known { text, .. } => shown.push_str(text),
                Piece::Unknown => shown.push('…'),
            }
        }
        shown
    }

    /// The file and span of the literal that decides the beginning of the text: where a diagnostic about it belongs.
    pub fn place(&self) -> Option<(&'c RelPath, Span)> {
        self.place_of(0)
    }

    /// The file and span of the literal with the character at an offset of the known [`prefix`](ResolvedText::prefix).
    pub fn place_of(&self, offset: usize) -> Option<(&'c RelPath, Span)> {
        let mut end = 0;
        for piece in &self.pieces {
            if let Piece::Known { text, file, span } = piece {
                end += text.len();
                if offset < end || text.is_empty() && self.pieces.len() == 1 {
                    return Some((*file, *span));
                }
            }
        }
        None
    }
}

impl<'c> Resolved<'c> {
    pub(super) fn add(&mut self, text: ResolvedText<'c>) {
        if self.texts.contains(&text) {
            return;
        }
        if self.texts.len() < MOST_TEXTS {
            self.texts.push(text);
        } else {
            self.is_open = true;
        }
    }
}
