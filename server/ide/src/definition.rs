//! Where the thing at a place is defined: the component of a uid, the variable in each profile, the file of a path.

use super::symbol_index::{self, Role, Thing};
use super::{Cx, Place};
use diagnostics::{RelPath, Span};
use project::{Entry, LinkTarget};

/// One definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The characters of the asking file that lead here.
    pub origin: Span,
    /// The whole definition: the member of an object; for a file its beginning.
    pub target: Place,
    /// The name within it.
    pub selection: Span,
}

/// The definitions of what stands at `offset`, in the order of the files.
pub fn definition(cx: &Cx<'_>, offset: u32) -> Vec<Definition> {
    let Some(mention) = symbol_index::at(cx, offset) else {
        return Vec::new();
    };
    let origin = mention.hit;
    if let Thing::File(path) = &mention.thing {
        let is_file = matches!(
            cx.index.entry(path),
            Some(Entry::File | Entry::Link(LinkTarget::File))
        );
        let target = Place {
            file: path.clone(),
            span: Span::default(),
        };
        return is_file
            .then(|| Definition {
                origin,
                target,
                selection: Span::default(),
            })
            .into_iter()
            .collect();
    }
    let all = symbol_index::everywhere(cx, &mention.thing);
    let definitions = all
        .into_iter()
        .filter(|(_, mention)| mention.role == Role::Defines);
    let place = |file: &RelPath, span| Place {
        file: file.clone(),
        span,
    };
    definitions
        .map(|(file, found)| Definition {
            origin,
            target: place(file, found.whole),
            selection: found.name,
        })
        .collect()
}
