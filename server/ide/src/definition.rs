//! Definitions of the symbol at an offset: the component of a uid, the variable in each profile, the file of a path, the list
//! with a secret.

use super::symbol_index::{self, Role, Symbol};
use super::{FileSpan, Requested};
use diagnostics::Span;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The span of the reference in the requested file.
    pub origin: Span,
    /// The whole definition: the member of an object; for a file its start.
    pub target: FileSpan,
    /// The name within it.
    pub selection: Span,
}

/// The definitions of the symbol at `offset`, in the order of the files.
pub fn definition<'a>(file: impl Into<Requested<'a>>, offset: u32) -> Vec<Definition> {
    let file = file.into();
    let Some(occurrence) = symbol_index::at(&file, offset) else {
        return Vec::new();
    };
    let origin = occurrence.token;
    let mut definitions = Vec::new();
    if let (Symbol::File(path), Requested::Document(_)) = (&occurrence.symbol, &file) {
        if super::is_file(file.index(), path) {
            definitions.push(Definition {
                origin,
                target: FileSpan {
                    file: path.clone(),
                    span: Span::default(),
                },
                selection: Span::default(),
            });
        }
        return definitions;
    }
    for (file, found) in symbol_index::everywhere(&file, &occurrence.symbol) {
        // The handler of a function leads to the component that names its file.
        let is_component = matches!(occurrence.symbol, Symbol::File(_));
        if found.role == Role::Definition || is_component {
            definitions.push(Definition {
                origin,
                target: FileSpan {
                    file: file.clone(),
                    span: found.member,
                },
                selection: found.name,
            });
        }
    }
    definitions
}
