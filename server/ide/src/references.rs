//! Every place that mentions the thing at a place.

use super::symbol_index::{self, Role};
use super::{Cx, Place};

/// Whether the definitions belong to the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Declaration {
    /// They do.
    Include,
    /// They do not.
    Leave,
}

/// The places of the names, without quotes, in the order of the files.
pub fn references(cx: &Cx<'_>, offset: u32, declaration: Declaration) -> Vec<Place> {
    let Some(mention) = symbol_index::at(cx, offset) else {
        return Vec::new();
    };
    let all = symbol_index::everywhere(cx, &mention.thing).into_iter();
    let wanted = all
        .filter(|(_, mention)| declaration == Declaration::Include || mention.role == Role::Uses);
    wanted
        .map(|(file, mention)| Place {
            file: file.clone(),
            span: mention.name,
        })
        .collect()
}
