//! The annotations that something searches for in every file, as a set of bits: a schema knows those below it, so a walk
//! skips what has none.

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

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Annotations(pub(crate) u8);

impl Annotations {
    pub(crate) const NONE: Annotations = Annotations(0);

    pub(crate) fn has(self, annotation: Annotation) -> bool {
        self.0 & 1 << annotation as u8 != 0
    }
}
