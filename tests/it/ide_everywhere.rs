//! Whatever an editor may ask, at any place of any text: no panic, and only places that exist.

use std::sync::Arc;

use hsmeta::check::check;
use hsmeta::diagnostic::{Diagnostic, Edit};
use hsmeta::ide::references::Declaration;
use hsmeta::ide::{Cx, actions, definition, folding, highlight, inlay, links, references, rename, selection, symbols};
use hsmeta::path::RelPath;
use hsmeta::project::document::Document;
use hsmeta::project::index::Index;
use hsmeta::text::Span;

use crate::ide_case::{ACTION, APP, CARD, Case};
use crate::support;

/// Everything that can be asked, at every offset; every span stands in its text, at the borders of characters.
fn ask_everything(index: &Index<'_>, findings: &[Diagnostic], file: &RelPath, step: usize) {
    let project = index.project;
    let document = &project.documents[file];
    let cx = Cx { index, document };
    let whole = |file: &RelPath, span: Span| {
        let text = project.documents.get(file).map_or("", |document| document.syntax.source());
        assert!(text.get(span.range()).is_some(), "{file}: {span:?} in {text}");
    };
    let here = |span: Span| whole(file, span);
    let of_edits = |edits: &[Edit]| edits.iter().for_each(|edit| whole(&edit.file, edit.span));
    folding::folding(&document.syntax).into_iter().for_each(here);
    links::links(&cx).iter().for_each(|link| here(link.span));
    let mut pending = symbols::document(&cx);
    while let Some(symbol) = pending.pop() {
        here(symbol.span);
        here(symbol.selection);
        assert!(symbol.span.start <= symbol.selection.start && symbol.selection.end <= symbol.span.end, "{symbol:?}");
        assert!(!symbol.name.is_empty());
        pending.extend(symbol.children);
    }
    let all = Span { start: 0, end: u32::MAX };
    for hint in inlay::hints(&cx, all, None) {
        here(Span { start: hint.at, end: hint.at });
    }
    actions::actions(&cx, findings, all).iter().for_each(|action| of_edits(&action.edits));
    of_edits(&actions::fix_all(&cx, findings, &mut check).map(|action| action.edits).unwrap_or_default());
    let end = document.syntax.source().len();
    for offset in (0..end + 2).step_by(step).chain([end, u32::MAX as usize]) {
        let offset = offset as u32;
        for found in definition::definition(&cx, offset) {
            here(found.origin);
            whole(&found.target.file, found.target.span);
            whole(&found.target.file, found.selection);
        }
        for place in references::references(&cx, offset, Declaration::Include) {
            whole(&place.file, place.span);
        }
        highlight::highlight(&cx, offset).iter().for_each(|found| here(found.span));
        if let Some((span, _)) = rename::prepare(&cx, offset) {
            here(span);
        }
        of_edits(&rename::rename(&cx, offset, "other_name").map(|found| found.edits).unwrap_or_default());
        let steps = selection::selection(&document.syntax, offset);
        steps.iter().copied().for_each(here);
        for pair in steps.windows(2) {
            assert!(pair[1].start <= pair[0].start && pair[0].end <= pair[1].end && pair[0] != pair[1], "{steps:?}");
        }
        actions::actions(&cx, findings, Span { start: offset, end: offset });
    }
}

#[test]
fn every_place_of_the_fixtures_can_be_asked_about() {
    for folder in ["fixtures/rules", "fixtures/projects"] {
        for project in support::load(&support::root().join(folder)).0 {
            let (index, findings) = (Index::new(&project), check(&project));
            for file in project.documents.keys() {
                let length = project.documents[file].syntax.source().len();
                ask_everything(&index, &findings, file, 1 + length / 15);
            }
        }
    }
}

#[test]
fn every_place_of_broken_text_can_be_asked_about() {
    for file in [APP, CARD, ACTION, "src/hsprofile.dev.json", "hsproject.json"] {
        let case = Case::shop(file, "");
        let source = case.project.documents[&case.file].syntax.source().to_owned();
        let cuts: Vec<usize> = (0..source.len()).step_by(71).collect();
        for cut in cuts {
            for text in [
                source[..cut].to_owned(),
                source[cut..].to_owned(),
                format!("{}é\"{}", &source[..cut], &source[cut..]),
                format!("{}{}", &source[..cut], &source[(cut + 1).min(source.len())..]),
            ] {
                let mut project = case.project.clone();
                let kind = project.documents[&case.file].kind;
                project.documents.insert(case.file.clone(), Arc::new(Document::parse(case.file.clone(), kind, text)));
                ask_everything(&Index::new(&project), &check(&project), &case.file, 97);
            }
        }
    }
}
