//! JavaScript and TypeScript: a text becomes facts with byte spans. Pure, and never fails: what is broken or too complex has
//! fewer facts, and says so.
//!
//! Text → syntax tree of tree-sitter → list of nodes (`tree`) → scopes and bindings (`scope`) → the meaning of each name
//! (`names`) → facts (`collect`), which ask for what an expression denotes (`place`) and for its value (`evaluate`). Every step
//! is a loop over the list; only values and places are followed by a recursion, of bounded depth.

pub mod facts;
pub mod value;

mod collect;
mod evaluate;
mod file;
mod grammar;
mod kind;
mod limits;
mod literal;
mod names;
mod parse;
mod pattern;
mod place;
mod plain;
mod scope;
mod tree;

#[cfg(test)]
mod tests;

pub use facts::{
    Call, Callee, Element, EnvRead, Exports, Global, Handler, Import, ImportKind, ImportedMember,
    ImportedName, Instance, Need, RequestTemplate, Root, SourceFacts, WrappedCall,
};
pub use limits::{Skip, is_skipped, may_call, may_import_ui};
pub use value::{Property, Value};

/// The facts of a text. The text of a file in any of the languages is read with the grammar of TypeScript with JSX. A text
/// that is skipped has none, and is incomplete.
pub fn read(text: &str) -> SourceFacts {
    match plain::read(text) {
        Some(facts) => facts,
        None => read_tree(text),
    }
}

fn read_tree(text: &str) -> SourceFacts {
    let unread = SourceFacts {
        is_incomplete: true,
        ..SourceFacts::default()
    };
    if is_skipped(text).is_some() {
        return unread;
    }
    let Some(parsed) = parse::parse(text) else {
        return unread;
    };
    let file = file::File::new(tree::Tree::new(text, &parsed));
    let mut facts = collect::facts(&file);
    facts.is_incomplete |= parsed.root_node().has_error();
    facts
}
