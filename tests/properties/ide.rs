//! IDE requests at any position of any text: only valid spans, and accepted completions keep valid JSON valid.

use diagnostics::{Diagnostic, Edit, RelPath, Span};
use ide::code;
use ide::completion::{self, Item, complete};
use ide::references::{self, Declaration};
use ide::{
    Cx, Requested, SourceCx, actions, definition, folding, highlight, hover, inlay, links, rename,
    selection, symbols,
};
use project::index::Index;
use rules::check::check;
use syntax::{Syntax, edit, parse};

use super::project::read;

/// The approximate number of positions that are tested in a project.
const POSITIONS: usize = 25;

/// Holds for every project.
pub fn holds(data: &[u8]) {
    let project = read(data);
    let (index, diagnostics) = (Index::new(&project), check(&project));
    let length: usize = project
        .documents
        .values()
        .map(|document| document.syntax.source().len() + 1)
        .sum();
    let step = 1 + length / POSITIONS;
    for file in project.documents.keys() {
        file_requests(&index, &diagnostics, file);
        // The first position depends on the input, so that many inputs cover all positions of a large project.
        let first = data.iter().map(|byte| usize::from(*byte)).sum::<usize>() % step;
        let end = project.documents[file].syntax.source().len();
        for offset in (first..end + 2)
            .step_by(step)
            .chain([end, u32::MAX as usize])
        {
            let cx = Cx {
                index: &index,
                document: &project.documents[file],
            };
            position_requests(&cx, &diagnostics, offset as u32);
            hover_at(&cx, offset as u32);
            completion_at(&cx, offset as u32);
        }
    }
    for file in project.sources.values() {
        let cx = SourceCx {
            index: &index,
            file,
        };
        let step = 1 + file.text.len() / POSITIONS;
        for offset in (0..file.text.len() + 2).step_by(step) {
            source_requests(&cx, &diagnostics, offset as u32);
        }
    }
}

/// All requests about a position in a source file.
pub fn source_requests(cx: &SourceCx<'_>, diagnostics: &[Diagnostic], offset: u32) {
    symbol_requests(cx.into(), offset);
    let here = Span {
        start: offset,
        end: offset,
    };
    for action in actions::actions(cx, diagnostics, here) {
        assert_edits(cx.index, &action.edits);
    }
    items_are_valid(&cx.file.text, offset as usize, &code::complete(cx, offset));
    if let Some(found) = code::hover(cx, offset) {
        hover_is_valid(&cx.file.text, offset, &found);
    }
}

/// All requests about a whole file.
pub fn file_requests(index: &Index<'_>, diagnostics: &[Diagnostic], file: &RelPath) {
    let cx = Cx {
        index,
        document: &index.project.documents[file],
    };
    let assert_span = |span| assert_span(index, file, span);
    for span in folding::folding(&cx.document.syntax) {
        assert_span(span);
    }
    for link in links::links(&cx) {
        assert_span(link.span);
    }
    let mut pending = symbols::document(&cx);
    while let Some(symbol) = pending.pop() {
        assert_span(symbol.span);
        assert_span(symbol.selection);
        assert!(
            symbol.span.start <= symbol.selection.start && symbol.selection.end <= symbol.span.end,
            "{symbol:?}"
        );
        assert!(!symbol.name.is_empty());
        pending.extend(symbol.children);
    }
    let all = Span {
        start: 0,
        end: u32::MAX,
    };
    for hint in inlay::hints(&cx, all, None) {
        assert_span(Span {
            start: hint.at,
            end: hint.at,
        });
    }
    for action in actions::actions(&cx, diagnostics, all) {
        assert_edits(index, &action.edits);
    }
    if let Some(action) = actions::fix_all(&cx, diagnostics, &mut check) {
        assert_edits(index, &action.edits);
    }
}

/// All requests about a position, except hover and completion, which are the slowest.
pub fn position_requests(cx: &Cx<'_>, diagnostics: &[Diagnostic], offset: u32) {
    let (index, file) = (cx.index, &cx.document.path);
    symbol_requests(cx.into(), offset);
    for found in highlight::highlight(cx, offset) {
        assert_span(index, file, found.span);
    }
    let steps = selection::selection(&cx.document.syntax, offset);
    for span in &steps {
        assert_span(index, file, *span);
    }
    for pair in steps.windows(2) {
        assert!(
            pair[1].start <= pair[0].start && pair[0].end <= pair[1].end && pair[0] != pair[1],
            "{steps:?}"
        );
    }
    actions::actions(
        cx,
        diagnostics,
        Span {
            start: offset,
            end: offset,
        },
    );
}

/// The requests about a symbol in a file of any kind.
fn symbol_requests(requested: Requested<'_>, offset: u32) {
    let (index, file) = (requested.index(), requested.path());
    for found in definition::definition(requested, offset) {
        assert_span(index, file, found.origin);
        assert_span(index, &found.target.file, found.target.span);
        assert_span(index, &found.target.file, found.selection);
    }
    for place in references::references(requested, offset, Declaration::Include) {
        assert_span(index, &place.file, place.span);
    }
    if let Some((span, _)) = rename::prepare(requested, offset) {
        assert_span(index, file, span);
    }
    if let Ok(renaming) = rename::rename(requested, offset, "other_name") {
        assert_edits(index, &renaming.edits);
    }
}

fn assert_span(index: &Index<'_>, file: &RelPath, span: Span) {
    let text = index.project.text(file).unwrap_or_default();
    assert!(
        text.get(span.range()).is_some(),
        "{file}: {span:?} in {text}"
    );
}

fn assert_edits(index: &Index<'_>, edits: &[Edit]) {
    for edit in edits {
        assert_span(index, &edit.file, edit.span);
    }
}

/// A hover contains its position and no control characters.
pub fn hover_at(cx: &Cx<'_>, offset: u32) {
    let Some(found) = hover::hover(cx, offset, &hover::Options::default()) else {
        return;
    };
    hover_is_valid(cx.source(), offset, &found);
}

fn hover_is_valid(source: &str, offset: u32, found: &hover::Hover) {
    assert!(
        source.get(found.span.range()).is_some(),
        "{offset}: {:?} is not a span of {source}",
        found.span
    );
    assert!(
        found.span.start <= offset && offset <= found.span.end,
        "{offset}: {:?}",
        found.span
    );
    let text = found.text.markdown();
    assert!(!text.is_empty() && !text.contains('\u{1b}'), "{text}");
}

fn completion_at(cx: &Cx<'_>, offset: u32) {
    let items = complete(cx, offset, completion::Options { snippets: false });
    items_are_valid(cx.source(), offset as usize, &items);
    if cx.document.syntax.errors.is_empty() {
        let duplicates = cx.document.syntax.duplicate_keys().count();
        for item in sample(&items) {
            stays_valid(cx.source(), item, duplicates);
        }
    }
    items_are_valid(
        cx.source(),
        offset as usize,
        &complete(cx, offset, completion::Options { snippets: true }),
    );
}

/// All items of a short list, a sample of a long one.
pub fn sample(items: &[Item]) -> impl Iterator<Item = &Item> {
    items
        .iter()
        .step_by(items.len() / 12 + 1)
        .chain(items.last())
}

/// Accepting an item adds no syntax error and no duplicate key.
pub fn stays_valid(source: &str, item: &Item, duplicates: usize) {
    let syntax = accepted(source, item);
    assert!(syntax.errors.is_empty(), "{item:?}\n{}", syntax.source());
    assert!(
        syntax.duplicate_keys().count() <= duplicates,
        "{item:?}\n{}",
        syntax.source()
    );
}

fn accepted(source: &str, item: &Item) -> Syntax {
    let edits: Vec<_> = item
        .also
        .iter()
        .cloned()
        .chain([(item.span, item.new_text.clone())])
        .collect();
    parse(edit::apply(source, &edits))
}

/// Items replace text at the cursor, have labels, and are sorted.
pub fn items_are_valid(source: &str, offset: usize, items: &[Item]) {
    for item in items {
        for span in item.also.iter().map(|(span, _)| *span).chain([item.span]) {
            assert!(source.get(span.range()).is_some(), "{offset}: {item:?}");
        }
        let at = source.floor_char_boundary(offset) as u32;
        assert!(
            item.span.start <= at && at <= item.span.end,
            "{offset}: {item:?}"
        );
        assert!(
            item.also
                .iter()
                .all(|(span, _)| span.end <= item.span.start),
            "{offset}: {item:?}"
        );
        assert!(!item.label.is_empty() && !item.filter.is_empty() && !item.sort.is_empty());
    }
    assert!(items.is_sorted_by(|a, b| a.sort < b.sort));
}
