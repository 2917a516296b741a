//! All occurrences of the symbol at an offset.

use super::symbol_index::{self, Role};
use super::{Cx, FileSpan};

/// Whether the result includes definitions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Declaration {
    Include,
    Exclude,
}

/// The spans of the names, without quotes, in the order of the files.
pub fn references(cx: &Cx<'_>, offset: u32, declaration: Declaration) -> Vec<FileSpan> {
    let Some(here) = symbol_index::at(cx, offset) else {
        return Vec::new();
    };
    let mut references = Vec::new();
    for (file, occurrence) in symbol_index::everywhere(cx, &here.symbol) {
        if declaration == Declaration::Include || occurrence.role == Role::Reference {
            references.push(FileSpan {
                file: file.clone(),
                span: occurrence.name,
            });
        }
    }
    references
}
