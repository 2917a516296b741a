//! `$ref` within one schema of HubSpot: pointers and anchors. Nothing is ever fetched.

use std::collections::HashMap;

use syntax::{Kind, Value, key_hash};

use super::error::Cause;

/// Of the keys that name a schema, which few schemas have: looking for both in each took a tenth of reading them.
const ANCHORS: [u32; 2] = [key_hash(b"$anchor"), key_hash(b"$dynamicAnchor")];

/// The schema of one component type, with the places that its references may name.
pub(super) struct Resource<'a> {
    pub(super) root: Value<'a>,
    id: Option<&'a str>,
    anchors: HashMap<&'a str, Value<'a>>,
    dynamic_anchors: HashMap<&'a str, Value<'a>>,
    /// The members of objects that pointers lead through, by the index of the object: looking through thousands of definitions
    /// for each of thousands of references would take minutes.
    members: HashMap<u32, HashMap<&'a str, Value<'a>>>,
}

impl<'a> Resource<'a> {
    pub(super) fn new(root: Value<'a>) -> Resource<'a> {
        let (mut anchors, mut dynamic_anchors) = (HashMap::new(), HashMap::new());
        let has_anchors = root
            .descendants()
            .any(|value| ANCHORS.contains(&value.key_hash()));
        let nodes = if has_anchors {
            Some(root.descendants())
        } else {
            None
        };
        for node in nodes.into_iter().flatten() {
            if node.kind() != Kind::Object {
                continue;
            }
            if let Some(anchor) = node.get("$anchor").and_then(|anchor| anchor.as_str()) {
                anchors.entry(anchor).or_insert(node);
            }
            if let Some(anchor) = node
                .get("$dynamicAnchor")
                .and_then(|anchor| anchor.as_str())
            {
                anchors.entry(anchor).or_insert(node);
                dynamic_anchors.entry(anchor).or_insert(node);
            }
        }
        let id = root.get("$id").and_then(|id| id.as_str());
        Resource {
            root,
            id: id.map(|id| id.trim_end_matches('#')),
            anchors,
            dynamic_anchors,
            members: HashMap::new(),
        }
    }

    /// The schema that the value of `$ref` or `$dynamicRef` names. Within one document, the second names what the first does; Ajv
    /// takes all but dynamic anchors for the whole schema, which nobody can mean.
    pub(super) fn target(&mut self, keyword: &str, reference: &str) -> Result<Value<'a>, Cause> {
        if keyword != "$dynamicRef" {
            return self.named(reference);
        }
        let anchor = reference.strip_prefix('#').unwrap_or_default();
        match self.dynamic_anchors.get(anchor) {
            Some(target) => Ok(*target),
            None => Err(Cause::UnknownReference(reference.to_owned())),
        }
    }

    fn named(&mut self, reference: &str) -> Result<Value<'a>, Cause> {
        let (document, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if !document.is_empty() && Some(document) != self.id {
            return Err(Cause::RemoteReference(reference.to_owned()));
        }
        let fragment = percent_decoded(fragment);
        let target = match fragment.strip_prefix('/') {
            Some(pointer) => self.pointed_at(pointer),
            None if fragment.is_empty() => Some(self.root),
            None => self.anchors.get(fragment.as_str()).copied(),
        };
        target.ok_or_else(|| Cause::UnknownReference(reference.to_owned()))
    }

    /// The value at a JSON pointer without its first slash.
    fn pointed_at(&mut self, pointer: &str) -> Option<Value<'a>> {
        let mut value = self.root;
        for segment in pointer.split('/') {
            let name = segment.replace("~1", "/").replace("~0", "~");
            value = match value.kind() {
                Kind::Array => value.elements().nth(name.parse().ok()?)?,
                _ => *self.members_of(value).get(name.as_str())?,
            };
        }
        Some(value)
    }

    fn members_of(&mut self, object: Value<'a>) -> &HashMap<&'a str, Value<'a>> {
        self.members.entry(object.index()).or_insert_with(|| {
            let members = object.members();
            members
                .map(|member| (member.key.text, member.value))
                .collect()
        })
    }
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
