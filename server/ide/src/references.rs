//! All occurrences of the symbol at an offset.

use super::symbol_index::{self, Role};
use super::{FileSpan, Requested};

/// Whether the result includes definitions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Declaration {
    Include,
    Exclude,
}

/// The spans of the names, without quotes, first those in configuration files, in the order of the files.
pub fn references<'a>(
    file: impl Into<Requested<'a>>,
    offset: u32,
    declaration: Declaration,
) -> Vec<FileSpan> {
    let file = file.into();
    let Some(here) = symbol_index::at(&file, offset) else {
        return Vec::new();
    };
    let mut references = Vec::new();
    for (file, occurrence) in symbol_index::everywhere(&file, &here.symbol) {
        if declaration == Declaration::Include || occurrence.role != Role::Definition {
            references.push(FileSpan {
                file: file.clone(),
                span: occurrence.name,
            });
        }
    }
    references
}
