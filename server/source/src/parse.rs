//! Parsing with tree-sitter.

use std::cell::RefCell;
use std::ops::ControlFlow;

use tree_sitter::{ParseOptions, Parser, Tree};

use crate::grammar::GRAMMAR;
use crate::limits::max_callbacks;

thread_local! {
    /// A parser keeps its memory from one file to the next.
    static PARSER: RefCell<Option<Parser>> = RefCell::new(new_parser());
}

fn new_parser() -> Option<Parser> {
    let mut parser = Parser::new();
    parser.set_language(&GRAMMAR.language).ok()?;
    Some(parser)
}

/// The tree of a text; `None` if it takes more work than any source that people write.
pub(crate) fn parse(text: &str) -> Option<Tree> {
    PARSER.with_borrow_mut(|parser| {
        let parser = parser.as_mut()?;
        let mut left = max_callbacks(text.len());
        let mut progress = |_: &tree_sitter::ParseState| {
            left -= 1;
            if left == 0 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let bytes = text.as_bytes();
        let tree = parser.parse_with_options(
            &mut |offset, _| bytes.get(offset..).unwrap_or_default(),
            None,
            Some(options),
        );
        if tree.is_none() {
            // Otherwise the next text would be read from where this one stopped.
            parser.reset();
        }
        tree
    })
}
