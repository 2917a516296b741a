//! JavaScript and TypeScript: a text becomes facts with byte spans. Pure, and never fails: what is broken or too complex has
//! fewer facts, and says so.
//!
//! Text → syntax tree of tree-sitter → list of nodes (`tree`) → scopes and bindings (`scope`) → the meaning of each name
//! (`names`) → facts (`collect`), which ask for what an expression denotes (`place`) and for its value (`evaluate`). Every step
//! is a loop over the list; only values and places are followed by a recursion, of bounded depth.

pub mod facts;
pub mod value;

mod browser;
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

pub use browser::is_browser_global;
pub use facts::{
    Call, Callee, Element, EnvRead, Exports, Global, Handler, Import, ImportKind, ImportedName,
    Instance, Member, Need, RequestTemplate, Root, SourceFacts, WrappedCall,
};
pub use limits::{MAX_BYTES, Skip, is_skipped, may_call, may_import_ui};
pub use value::{Property, Value};

/// Which syntax a file may have besides that of JavaScript with types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Syntax {
    Jsx,
    /// Assertions before a value, `<Type>value`, and no JSX.
    TypeScript,
}

impl Syntax {
    /// The syntax of a file by its name.
    pub fn of(name: &str) -> Syntax {
        let mut endings = [".ts", ".mts", ".cts"].into_iter();
        if endings.any(|ending| name.ends_with(ending)) {
            Syntax::TypeScript
        } else {
            Syntax::Jsx
        }
    }
}

/// The facts of a text that may have JSX.
pub fn read(text: &str) -> SourceFacts {
    read_as(text, Syntax::Jsx)
}

/// The facts of a text. The text of a file in any of the languages is read with the grammar of TypeScript with JSX. A text
/// that is skipped has none, and is incomplete.
pub fn read_as(text: &str, syntax: Syntax) -> SourceFacts {
    if is_skipped(text).is_some() {
        return unread();
    }
    read_unskipped(text, syntax)
}

/// The same of a text that [`is_skipped`] was asked about.
pub fn read_unskipped(text: &str, syntax: Syntax) -> SourceFacts {
    match plain::read(text) {
        Some(facts) => facts,
        None => read_tree(text, syntax),
    }
}

fn unread() -> SourceFacts {
    SourceFacts {
        is_incomplete: true,
        ..SourceFacts::default()
    }
}

fn read_tree(text: &str, syntax: Syntax) -> SourceFacts {
    let Some(parsed) = parse::parse(text, syntax) else {
        return unread();
    };
    let file = file::File::new(tree::Tree::new(text, &parsed));
    let mut facts = collect::facts(&file);
    if syntax == Syntax::TypeScript {
        // What looks like an element is an assertion in a text with errors.
        facts.elements.clear();
    }
    facts.is_incomplete |= parsed.root_node().has_error();
    facts
}
