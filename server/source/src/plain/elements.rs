//! Elements that have no attributes, and contain texts and such elements only.

use diagnostics::Span;

use super::{is_name, used};
use crate::facts::{Element, Import};

/// The elements of a text that is one; `start` is its offset in the file.
pub(super) fn read(text: &str, start: usize, imports: &mut [Import]) -> Option<Vec<Element>> {
    let mut elements = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while at == 0 || !open.is_empty() {
        let tag_end = at + text[at..].find('>')?;
        let tag = text[at..tag_end].strip_prefix('<')?;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return None;
            }
        } else {
            let name = tag.strip_suffix('/').unwrap_or(tag).trim_ascii_end();
            elements.push(element(name, start + at + 1, imports)?);
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        at = tag_end + 1;
        if !open.is_empty() {
            let length = text[at..].find('<')?;
            if text[at..at + length].contains(['{', '}', '>', '&']) {
                return None;
            }
            at += length;
        }
    }
    if at < text.len() {
        return None;
    }
    Some(elements)
}

/// A component of the SDK.
fn element(name: &str, start: usize, imports: &mut [Import]) -> Option<Element> {
    if !is_name(name) || !name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return None;
    }
    Some(Element {
        name: name.to_owned(),
        span: Span::new(start, start + name.len()),
        root: used(imports, name)?,
        attributes: Vec::new(),
    })
}
