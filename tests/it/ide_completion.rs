//! Completion at every position of the fixtures, valid and mutated: nothing panics, spans are valid, and accepted items
//! keep valid JSON valid.

use std::sync::LazyLock;

use ide::Cx;
use ide::completion::{Options, complete};
use project::Project;
use project::document::Document;
use project::index::Index;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, RngSeed};

use crate::properties::ide::{items_are_valid, sample, stays_valid};
use crate::support;

static PROJECTS: LazyLock<Vec<Project>> =
    LazyLock::new(|| support::load(&support::root().join("fixtures/projects")).0);

fn documents() -> Vec<(&'static Project, &'static Document)> {
    let mut documents = Vec::new();
    for project in PROJECTS.iter() {
        documents.extend(
            project
                .documents
                .values()
                .map(|document| (project, &**document)),
        );
    }
    documents
}

#[test]
fn accepted_items_keep_valid_json_valid() {
    let mut count = 0;
    for (project, document) in documents() {
        let index = Index::new(project);
        let cx = Cx {
            index: &index,
            document,
        };
        let source = document.syntax.source();
        let is_healthy = document.syntax.errors.is_empty();
        let duplicates = document.syntax.duplicate_keys().count();
        let mut last = None;
        for offset in 0..=source.len() + 1 {
            let items = complete(&cx, offset as u32, Options { snippets: false });
            items_are_valid(source, offset, &items);
            // All positions in a token have the same items.
            let place = items.first().map(|item| item.span);
            let is_new = std::mem::replace(&mut last, place) != place;
            for item in sample(&items).filter(|_| is_healthy && is_new) {
                stays_valid(source, item, duplicates);
                count += 1;
            }
        }
    }
    assert!(count > 2_000, "{count} items were accepted");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_261_124),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// A part of a file is removed or replaced, as while typing; the cursor is there or anywhere else.
    #[test]
    fn items_in_invalid_json_have_valid_spans(
        which in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 0usize..40,
        typed in prop::sample::select(vec!["", "\"", "{", "[", "}", ",", ":", "${", "\"crm.", "😀", "\r\n", "\\", "//", "\"type\": \"", "\0"]),
        elsewhere in prop::option::of(any::<prop::sample::Index>()),
        snippets in any::<bool>(),
    ) {
        let documents = documents();
        let (project, document) = documents[which.index(documents.len())];
        let source = document.syntax.source();
        let start = source.floor_char_boundary(from.index(source.len() + 1));
        let end = source.ceil_char_boundary((start + length).min(source.len()));
        let text = format!("{}{typed}{}", &source[..start], &source[end..]);
        let offset = elsewhere.map_or(start + typed.len(), |index| index.index(text.len() + 9));
        let mutated = Document::parse(document.path.clone(), document.kind, text.clone());
        let index = Index::new(project);
        let items = complete(&Cx { index: &index, document: &mutated }, offset as u32, Options { snippets });
        items_are_valid(&text, offset, &items);
    }
}
