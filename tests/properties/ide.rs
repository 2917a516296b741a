//! Whatever an editor may ask, at any place of any text: only places that exist, and what completion offers in a healthy
//! text leaves it healthy.

use diagnostics::{Diagnostic, Edit, RelPath, Span};
use ide::completion::{self, Item, complete};
use ide::references::{self, Declaration};
use ide::{
    Cx, actions, definition, folding, highlight, hover, inlay, links, rename, selection, symbols,
};
use project::index::Index;
use rules::check::check;
use syntax::{Syntax, edit, parse};

use super::project::read;

/// Places that are asked about in one project; in a large one every so many bytes is one.
const PLACES: usize = 25;

/// Holds for every project.
pub fn holds(data: &[u8]) {
    let project = read(data);
    let (index, diagnostics) = (Index::new(&project), check(&project));
    let length: usize = project
        .documents
        .values()
        .map(|document| document.syntax.source().len() + 1)
        .sum();
    let step = 1 + length / PLACES;
    for file in project.documents.keys() {
        about_the_file(&index, &diagnostics, file);
        // Another beginning for each input, so that a larger text is asked about at all of its places some time.
        let first = data.iter().fold(0, |sum, byte| sum + usize::from(*byte)) % step;
        let end = project.documents[file].syntax.source().len();
        for offset in (first..end + 2)
            .step_by(step)
            .chain([end, u32::MAX as usize])
        {
            let cx = Cx {
                index: &index,
                document: &project.documents[file],
            };
            at_a_place(&cx, &diagnostics, offset as u32);
            hover_at(&cx, offset as u32);
            completion_at(&cx, offset as u32);
        }
    }
}

/// Everything that can be asked about a file as a whole.
pub fn about_the_file(index: &Index<'_>, diagnostics: &[Diagnostic], file: &RelPath) {
    let cx = Cx {
        index,
        document: &index.project.documents[file],
    };
    let exists = |span| exists(index, file, span);
    folding::folding(&cx.document.syntax)
        .into_iter()
        .for_each(exists);
    links::links(&cx).iter().for_each(|link| exists(link.span));
    let mut pending = symbols::document(&cx);
    while let Some(symbol) = pending.pop() {
        exists(symbol.span);
        exists(symbol.selection);
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
        exists(Span {
            start: hint.at,
            end: hint.at,
        });
    }
    actions::actions(&cx, diagnostics, all)
        .iter()
        .for_each(|action| edits_exist(index, &action.edits));
    let fixes = actions::fix_all(&cx, diagnostics, &mut check);
    edits_exist(index, &fixes.map(|action| action.edits).unwrap_or_default());
}

/// Everything that can be asked about a place in a file but hover and completion, which cost most.
pub fn at_a_place(cx: &Cx<'_>, diagnostics: &[Diagnostic], offset: u32) {
    let (index, file) = (cx.index, &cx.document.path);
    for found in definition::definition(cx, offset) {
        exists(index, file, found.origin);
        exists(index, &found.target.file, found.target.span);
        exists(index, &found.target.file, found.selection);
    }
    for place in references::references(cx, offset, Declaration::Include) {
        exists(index, &place.file, place.span);
    }
    highlight::highlight(cx, offset)
        .iter()
        .for_each(|found| exists(index, file, found.span));
    if let Some((span, _)) = rename::prepare(cx, offset) {
        exists(index, file, span);
    }
    edits_exist(
        index,
        &rename::rename(cx, offset, "other_name")
            .map(|found| found.edits)
            .unwrap_or_default(),
    );
    let steps = selection::selection(&cx.document.syntax, offset);
    steps.iter().for_each(|span| exists(index, file, *span));
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

fn exists(index: &Index<'_>, file: &RelPath, span: Span) {
    let text = index
        .project
        .documents
        .get(file)
        .map_or("", |document| document.syntax.source());
    assert!(
        text.get(span.range()).is_some(),
        "{file}: {span:?} in {text}"
    );
}

fn edits_exist(index: &Index<'_>, edits: &[Edit]) {
    edits
        .iter()
        .for_each(|edit| exists(index, &edit.file, edit.span));
}

/// What a hover shows is about the place that was asked about, and harmless.
pub fn hover_at(cx: &Cx<'_>, offset: u32) {
    let Some(found) = hover::hover(cx, offset, &hover::Options::default()) else {
        return;
    };
    let source = cx.source();
    assert!(
        source.get(found.span.range()).is_some(),
        "{offset}: {:?} is no piece of {source}",
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
    items_are_sound(cx.source(), offset as usize, &items);
    if cx.document.syntax.errors.is_empty() {
        let duplicates = cx.document.syntax.duplicate_keys().count();
        for item in some(&items) {
            leaves_it_healthy(cx.source(), item, duplicates);
        }
    }
    items_are_sound(
        cx.source(),
        offset as usize,
        &complete(cx, offset, completion::Options { snippets: true }),
    );
}

/// Every item's text, and a few of long lists.
pub fn some(items: &[Item]) -> impl Iterator<Item = &Item> {
    items
        .iter()
        .step_by(items.len() / 12 + 1)
        .chain(items.last())
}

/// What becomes of a healthy text that has so many repeated keys.
pub fn leaves_it_healthy(source: &str, item: &Item, duplicates: usize) {
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

/// Items replace what stands at the cursor, have words, and come in the order in which they are sorted.
pub fn items_are_sound(source: &str, offset: usize, items: &[Item]) {
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
