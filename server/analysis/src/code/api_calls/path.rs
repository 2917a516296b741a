//! The paths of HubSpot's API in texts.

use crate::code::{Origin, Piece, ResolvedText};

/// The hosts of HubSpot's API.
const ORIGINS: [&str; 2] = ["https://api.hubapi.com", "https://api.hubspot.com"];

/// The path of a URL of HubSpot's API, without the query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiPath {
    pub segments: Vec<Segment>,
}

/// What is between two slashes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    pub text: SegmentText,
    /// The offset after its known characters in the known pieces of the text: what
    /// [`place_of`](ResolvedText::place_of) takes, one less.
    pub end: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SegmentText {
    Known(String),
    /// Its beginning is known: `0-${number}`. At the end of a path the rest may be a query, or more segments.
    Partial(String),
    /// `${type}`. At the end of a path it may be several.
    Unknown,
}

impl Segment {
    /// The text of a segment that is known as a whole.
    pub fn known(&self) -> Option<&str> {
        match &self.text {
            SegmentText::Known(text) => Some(text),
            SegmentText::Partial(_) | SegmentText::Unknown => None,
        }
    }
}

impl ApiPath {
    /// The path of a text that is known to be a URL of HubSpot's API.
    pub fn of(text: &ResolvedText<'_>) -> Option<ApiPath> {
        let origin = Origin::of_http(text)?;
        let url = origin.key.text.replacen("http:", "https:", 1);
        if !ORIGINS.contains(&url.as_str()) {
            return None;
        }
        Some(ApiPath::after(text, origin.offset + 1))
    }

    /// Whether its beginning is known.
    pub fn is_known(&self) -> bool {
        self.segments
            .first()
            .is_some_and(|segment| segment.known().is_some())
    }

    /// The segments of a text from an offset of its known pieces on.
    fn after(text: &ResolvedText<'_>, start: usize) -> ApiPath {
        let mut reader = Reader::default();
        let mut offset = 0;
        for piece in &text.pieces {
            match piece {
                Piece::Unknown if offset >= start => reader.unknown(offset),
                Piece::Unknown => {}
                Piece::Known { text, .. } => {
                    let skipped = start.saturating_sub(offset).min(text.len());
                    let path = text.get(skipped..).unwrap_or_default();
                    if !reader.known(path, offset + skipped) {
                        break;
                    }
                    offset += text.len();
                }
            }
        }
        reader.finish()
    }
}

/// Reads pieces into segments.
#[derive(Default)]
struct Reader {
    segments: Vec<Segment>,
    /// The segment that is being read.
    text: String,
    has_unknown: bool,
    end: usize,
}

impl Reader {
    fn unknown(&mut self, offset: usize) {
        self.has_unknown = true;
        self.end = offset;
    }

    /// Returns whether the path goes on.
    fn known(&mut self, text: &str, offset: usize) -> bool {
        for (at, character) in text.char_indices() {
            match character {
                '?' | '#' => return false,
                '/' => self.close(),
                _ => {
                    // What follows an unknown part is not the beginning.
                    if !self.has_unknown {
                        self.text.push(character);
                    }
                    self.end = offset + at + character.len_utf8();
                }
            }
        }
        true
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = match (self.has_unknown, text.is_empty()) {
            (false, true) => return,
            (false, false) => SegmentText::Known(text),
            (true, true) => SegmentText::Unknown,
            (true, false) => SegmentText::Partial(text),
        };
        self.has_unknown = false;
        self.segments.push(Segment {
            text,
            end: self.end,
        });
    }

    fn finish(mut self) -> ApiPath {
        self.close();
        ApiPath {
            segments: self.segments,
        }
    }
}
