//! What a client puts before the texts of paths.

use std::borrow::Cow;

use crate::code::{Piece, Resolved, ResolvedText};

pub(super) fn unknown<'c>() -> Resolved<'c> {
    Resolved {
        texts: Vec::new(),
        is_open: true,
    }
}

/// Each base with each path; a path that is a URL has none.
pub(super) fn joined<'c>(bases: &Resolved<'c>, paths: &Resolved<'c>) -> Resolved<'c> {
    let mut all = Resolved {
        texts: Vec::new(),
        is_open: bases.is_open,
    };
    for base in &bases.texts {
        let one = after(&base.pieces, "", paths);
        all.is_open |= one.is_open;
        for text in one.texts {
            all.add(text);
        }
    }
    all
}

/// The paths after what a client puts before them.
pub(super) fn after<'c>(
    base: &[Piece<'c>],
    text: &'static str,
    paths: &Resolved<'c>,
) -> Resolved<'c> {
    let mut all = Resolved {
        texts: Vec::new(),
        is_open: paths.is_open,
    };
    for path in &paths.texts {
        if path.prefix().contains("://") {
            all.add(path.clone());
            continue;
        }
        let mut pieces = base.to_vec();
        // The piece before a path has its place, or that of what is known of it.
        if let Some((file, span)) = path.place() {
            let before = if is_host(text) { "" } else { "/" };
            let starts_with_slash = path.prefix().starts_with('/');
            let ends_with_slash = match pieces.last() {
                Some(Piece::Known { text, .. }) => text.ends_with('/'),
                _ => false,
            };
            let mut known = text.to_owned();
            if !starts_with_slash && !ends_with_slash {
                known.push_str(before);
            }
            pieces.push(Piece::Known {
                text: Cow::Owned(known),
                file,
                span,
            });
        }
        pieces.extend(path.pieces.iter().cloned());
        all.add(ResolvedText { pieces });
    }
    all
}

/// Whether a text is followed by a host.
fn is_host(text: &str) -> bool {
    text.ends_with("://")
}
