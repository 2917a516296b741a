//! Files by their content.

use std::borrow::Cow;

use diagnostics::{RelPath, path::is_absolute};

use super::side::Old;
use crate::inputs::Inputs;
use crate::json;
use crate::plan::Action;
use project::snapshot::Content;

/// Whether two files have the same content. Git may have changed line breaks; HubSpot's tools write JSON without.
pub(super) fn is_same(one: &Content, other: &Content) -> bool {
    match (one, other) {
        (Content::Bytes(one), Content::Bytes(other)) => {
            one == other || with_line_feeds(one) == with_line_feeds(other)
        }
        // Nothing else is known of them.
        (Content::Unread, Content::Unread) | (Content::Link, Content::Link) => true,
        _ => false,
    }
}

/// The bytes of a file, with the line breaks of Unix.
pub(super) fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        if *byte != b'\r' || rest.peek() != Some(&&b'\n') {
            plain.push(*byte);
        }
    }
    Cow::Owned(plain)
}

/// Whether two JSON texts differ in whitespace only.
pub(super) fn is_same_json(path: &RelPath, one: &Content, other: &Content) -> bool {
    if !path.file_name().ends_with(".json") {
        return false;
    }
    let (Some(one), Some(other)) = (text(one), text(other)) else {
        return false;
    };
    let (one, other) = (syntax::parse(one), syntax::parse(other));
    if !one.errors.is_empty() || !other.errors.is_empty() {
        return false;
    }
    match (one.root(), other.root()) {
        (Some(one), Some(other)) => json::canonical(one) == json::canonical(other),
        _ => false,
    }
}

pub(super) fn text(content: &Content) -> Option<&str> {
    match content {
        Content::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
        Content::Link | Content::Unread => None,
    }
}

/// The file that a component names.
pub(super) fn named<'p>(
    inputs: &Inputs<'p>,
    component: &RelPath,
    written: &str,
) -> Option<&'p Content> {
    let path = path(inputs, component, written)?;
    inputs.project.files.get(&path)
}

/// The old file that an expected component names.
pub(super) fn at_target<'p>(
    old: &Old<'p>,
    component: &RelPath,
    written: &str,
) -> Option<&'p Content> {
    let wanted = path(old.inputs, component, written)?;
    for (path, action) in &old.plan.files {
        let to = match action {
            Action::Keep => path,
            Action::Move { to } | Action::Leave { to, .. } => to,
            Action::Change { .. } | Action::Remove { .. } => continue,
        };
        if *to == wanted {
            return old.inputs.project.files.get(path);
        }
    }
    None
}

/// The last part of a path that a person wrote.
pub(super) fn file_name(written: &str) -> &str {
    written.rsplit(['/', '\\']).next().unwrap_or(written)
}

fn path(inputs: &Inputs<'_>, component: &RelPath, written: &str) -> Option<RelPath> {
    if is_absolute(written) {
        inputs.src.join_written(written)
    } else {
        RelPath::written_in(component.folder(), written)
    }
}
