//! The annotations that are searched for in every file, as a bit set: each schema has those of its subschemas, so a walk
//! skips branches without any.

use crate::load::Node;

/// An annotation that a walk can search for.
#[derive(Clone, Copy)]
pub enum Annotation {
    /// `x-ref` to a file, a folder or a component.
    Target,
    /// `x-ref` to an object type or an app object.
    Object,
    /// `x-since`, `x-until` or `x-enumSince`
    Dated,
    /// `x-maxLengthHint` or `x-maxItemsHint`
    SoftLimit,
}

#[derive(Clone, Copy, Default)]
pub(crate) struct Annotations(u8);

impl Annotations {
    /// The annotation of a keyword, if any.
    pub(super) fn of(keyword: &str, value: Node) -> Annotations {
        let annotation = match keyword {
            "x-ref" => match value.as_str() {
                Some("entrypoint-file" | "asset-file" | "directory" | "component-uid") => {
                    Annotation::Target
                }
                Some("object-type" | "app-object-uid-or-object-type") => Annotation::Object,
                _ => return Annotations::default(),
            },
            "x-since" | "x-until" | "x-enumSince" => Annotation::Dated,
            "x-maxLengthHint" | "x-maxItemsHint" => Annotation::SoftLimit,
            _ => return Annotations::default(),
        };
        Annotations(1 << annotation as u8)
    }

    pub(crate) fn has(self, annotation: Annotation) -> bool {
        self.0 & 1 << annotation as u8 != 0
    }

    pub(super) fn or(self, other: Annotations) -> Annotations {
        Annotations(self.0 | other.0)
    }
}
