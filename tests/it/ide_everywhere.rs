//! Every IDE request at any position of any text: no panic, and only valid spans.

use std::sync::Arc;

use diagnostics::{Diagnostic, RelPath};
use ide::{Cx, SourceCx};
use project::document::Document;
use project::index::Index;
use rules::check::check;

use crate::ide_case::{ACTION, APP, CARD, Case};
use crate::properties::ide::{file_requests, position_requests, source_requests};
use crate::support;

/// All requests about a file, with a position every `step` bytes.
fn all_requests(index: &Index<'_>, diagnostics: &[Diagnostic], file: &RelPath, step: usize) {
    file_requests(index, diagnostics, file);
    let cx = Cx {
        index,
        document: &index.project.documents[file],
    };
    let end = cx.source().len();
    for offset in (0..end + 2).step_by(step).chain([end, u32::MAX as usize]) {
        position_requests(&cx, diagnostics, offset as u32);
    }
}

#[test]
fn requests_in_the_fixtures_give_valid_spans() {
    for folder in ["fixtures/rules", "fixtures/projects"] {
        for project in support::load(&support::root().join(folder)).0 {
            let (index, diagnostics) = (Index::new(&project), check(&project));
            for file in project.documents.keys() {
                let length = project.documents[file].syntax.source().len();
                all_requests(&index, &diagnostics, file, 1 + length / 15);
            }
            for file in project.sources.values() {
                let cx = SourceCx {
                    index: &index,
                    file,
                };
                for offset in (0..file.text.len()).step_by(1 + file.text.len() / 15) {
                    source_requests(&cx, &diagnostics, offset as u32);
                }
            }
        }
    }
}

#[test]
fn requests_in_invalid_json_give_valid_spans() {
    for file in [
        APP,
        CARD,
        ACTION,
        "src/hsprofile.dev.json",
        "hsproject.json",
    ] {
        let case = Case::kiosk(file, "");
        let source = case.project.documents[&case.file]
            .syntax
            .source()
            .to_owned();
        let cuts: Vec<usize> = (0..source.len()).step_by(71).collect();
        for cut in cuts {
            for text in [
                source[..cut].to_owned(),
                source[cut..].to_owned(),
                format!("{}é\"{}", &source[..cut], &source[cut..]),
                format!(
                    "{}{}",
                    &source[..cut],
                    &source[(cut + 1).min(source.len())..]
                ),
            ] {
                let mut project = case.project.clone();
                let kind = project.documents[&case.file].kind;
                project.documents.insert(
                    case.file.clone(),
                    Arc::new(Document::parse(case.file.clone(), kind, text)),
                );
                all_requests(&Index::new(&project), &check(&project), &case.file, 97);
            }
        }
    }
}
