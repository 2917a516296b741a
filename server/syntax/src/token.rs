//! Tokens of text that may be broken, for the scanner of errors and for the cursor.

use diagnostics::Span;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bracket {
    Brace,
    Square,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    /// A separator that can only be meant as a comma. For the cursor, which repairs nothing, it is unquoted text.
    Semicolon,
    /// A separator that can only be meant as a colon; as `Semicolon`.
    Equals,
    /// A string; for the scanner, in any quotes.
    String,
    /// A string that ends with its line.
    UnterminatedString,
    /// Anything without quotes: a number, a literal, or an error.
    Unquoted,
    /// The scanner reports comments instead.
    Comment {
        is_closed: bool,
    },
    /// The end of the text.
    End,
}

impl TokenKind {
    /// Whether it is a key, or a value without brackets, in any quotes.
    pub(crate) fn is_scalar(self) -> bool {
        matches!(
            self,
            TokenKind::String | TokenKind::UnterminatedString | TokenKind::Unquoted
        )
    }

    /// The bracket that closes this one.
    pub(crate) fn closing(self) -> Option<char> {
        match self {
            TokenKind::Open(Bracket::Brace) => Some('}'),
            TokenKind::Open(Bracket::Square) => Some(']'),
            _ => None,
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

impl Token {
    /// Whether a character typed at `offset` would belong to it.
    pub(crate) fn touches(self, offset: u32) -> bool {
        let is_open = matches!(
            self.kind,
            TokenKind::UnterminatedString
                | TokenKind::Unquoted
                | TokenKind::Comment { is_closed: false }
        );
        let is_inside = self.span.start < offset && offset < self.span.end;
        is_inside || is_open && offset == self.span.end
    }
}
