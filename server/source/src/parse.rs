//! Parsing with tree-sitter.

mod assertions;

use std::cell::RefCell;
use std::ops::ControlFlow;

use memchr::{memchr, memchr_iter};
use tree_sitter::{ParseOptions, Parser, Tree};

use crate::Syntax;
use crate::grammar::GRAMMAR;
use crate::limits::{MAX_ERROR_OFFSETS, max_callbacks};

/// How often a text is parsed again, each time with more ampersands masked.
const MAX_MASKED: usize = 3;

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
pub(crate) fn parse(text: &str, syntax: Syntax) -> Option<Tree> {
    PARSER.with_borrow_mut(|parser| {
        let parser = parser.as_mut()?;
        let tree = parse_bytes(parser, text.as_bytes())?;
        if !tree.root_node().has_error() {
            return Some(tree);
        }
        if syntax == Syntax::TypeScript
            && let Some(masked) = assertions::masked(text)
            && let Some(tree) = parse_bytes(parser, &masked)
            && !tree.root_node().has_error()
        {
            return Some(tree);
        }
        if memchr(b'&', text.as_bytes()).is_none() {
            return Some(tree);
        }
        Some(parse_masked(parser, text, &tree).unwrap_or(tree))
    })
}

/// The grammar refuses `&` in the text of an element, and in an attribute, unless it begins a character reference. The tree
/// of the text with `_` instead, where it has errors at ampersands only.
fn parse_masked(parser: &mut Parser, text: &str, tree: &Tree) -> Option<Tree> {
    let mut bytes = text.as_bytes().to_vec();
    let mut masked = mask_ampersands(&mut bytes, tree);
    for _ in 0..MAX_MASKED {
        if !masked {
            return None;
        }
        let tree = parse_bytes(parser, &bytes)?;
        if !tree.root_node().has_error() {
            return Some(tree);
        }
        masked = mask_ampersands(&mut bytes, &tree);
    }
    None
}

/// Masks the single ampersands in errors, and those of URLs after them on the same line. Returns whether there are any.
fn mask_ampersands(bytes: &mut [u8], tree: &Tree) -> bool {
    let mut found = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if node.is_error() {
            let error = bytes.get(node.byte_range()).unwrap_or_default();
            found.extend(memchr_iter(b'&', error).map(|at| node.start_byte() + at));
            let rest = bytes.get(node.end_byte()..).unwrap_or_default();
            let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
            for at in memchr_iter(b'&', line) {
                if line.get(at + 1) != Some(&b' ') {
                    found.push(node.end_byte() + at);
                }
            }
        }
        if node.has_error() && !node.is_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return mask(bytes, &found);
            }
        }
    }
}

fn mask(bytes: &mut [u8], found: &[usize]) -> bool {
    let mut is_changed = false;
    for at in found {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        if before == Some(&b'&') || bytes.get(at + 1) == Some(&b'&') {
            continue;
        }
        if let Some(byte) = bytes.get_mut(*at)
            && *byte == b'&'
        {
            *byte = b'_';
            is_changed = true;
        }
    }
    is_changed
}

/// How long the parser may take for a text. Some texts that nobody writes, such as 40,000 lines of `...a`, take it a minute, and
/// no count shows that: tree-sitter adds up the children of a node again for each further one. Sources take 0.1 s at most.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(5);

/// Whether that time is over since this call.
#[expect(
    clippy::disallowed_methods,
    reason = "the only bound that holds for each text; no source that people write comes near it"
)]
fn is_over() -> impl Fn() -> bool {
    let start = std::time::Instant::now();
    move || start.elapsed() > LONGEST
}

fn parse_bytes(parser: &mut Parser, bytes: &[u8]) -> Option<Tree> {
    let is_over = is_over();
    let mut left = max_callbacks(bytes.len());
    let mut left_in_errors = MAX_ERROR_OFFSETS;
    let mut progress = |state: &tree_sitter::ParseState| {
        left -= 1;
        if state.has_error() {
            left_in_errors = left_in_errors.saturating_sub(state.current_byte_offset());
        }
        if left == 0 || left_in_errors == 0 || is_over() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
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
}
