//! `$ref` within one schema of HubSpot: pointers and anchors. Nothing is ever fetched.

use std::collections::HashMap;

use syntax::{Kind, Value};

use super::error::Cause;

/// The schema of one component type, with the places that its references may name.
pub(super) struct Resource<'a> {
    pub(super) root: Value<'a>,
    id: Option<&'a str>,
    anchors: HashMap<&'a str, Value<'a>>,
}

impl<'a> Resource<'a> {
    pub(super) fn new(root: Value<'a>) -> Resource<'a> {
        let mut anchors = HashMap::new();
        for node in root.descendants() {
            for name in ["$anchor", "$dynamicAnchor"] {
                if node.kind() == Kind::Object
                    && let Some(anchor) = node.get(name).and_then(|value| value.as_str())
                {
                    anchors.entry(anchor).or_insert(node);
                }
            }
        }
        let id = root.get("$id").and_then(|id| id.as_str());
        Resource {
            root,
            id: id.map(|id| id.trim_end_matches('#')),
            anchors,
        }
    }

    /// The schema that a reference names. Within one resource, `$dynamicRef` names what `$ref` does.
    pub(super) fn target(&self, reference: &str) -> Result<Value<'a>, Cause> {
        let (document, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if !document.is_empty() && Some(document) != self.id {
            return Err(Cause::RemoteReference(reference.to_owned()));
        }
        let fragment = percent_decoded(fragment);
        let target = match fragment.strip_prefix('/') {
            Some(pointer) => pointed_at(self.root, pointer),
            None if fragment.is_empty() => Some(self.root),
            None => self.anchors.get(fragment.as_str()).copied(),
        };
        target.ok_or_else(|| Cause::UnknownReference(reference.to_owned()))
    }
}

/// The value at a JSON pointer without its first slash.
fn pointed_at<'a>(root: Value<'a>, pointer: &str) -> Option<Value<'a>> {
    let mut value = root;
    for segment in pointer.split('/') {
        let name = segment.replace("~1", "/").replace("~0", "~");
        value = match value.kind() {
            Kind::Array => value.elements().nth(name.parse().ok()?)?,
            _ => value.get(&name)?,
        };
    }
    Some(value)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
