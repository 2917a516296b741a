//! Completion at every place of the fixtures, healthy and mutated: nothing panics, spans are sound, and what is accepted
//! in a healthy text leaves it healthy.

use std::sync::LazyLock;

use hsmeta::ide::Cx;
use hsmeta::ide::completion::{Item, Options, complete};
use hsmeta::project::Project;
use hsmeta::project::document::Document;
use hsmeta::project::index::Index;
use hsmeta::syntax::{Syntax, edit, parse};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, RngSeed};

use crate::support;

static PROJECTS: LazyLock<Vec<Project>> = LazyLock::new(|| support::load(&support::root().join("fixtures/projects")).0);

fn documents() -> Vec<(&'static Project, &'static Document)> {
    let of = |project: &'static Project| project.documents.values().map(move |document| (project, &**document));
    PROJECTS.iter().flat_map(of).collect()
}

/// Every item's text, and a few of long lists.
fn some(items: &[Item]) -> impl Iterator<Item = &Item> {
    items.iter().step_by(items.len() / 12 + 1).chain(items.last())
}

fn accepted(source: &str, item: &Item) -> Syntax {
    let edits: Vec<_> = item.also.iter().cloned().chain([(item.span, item.new_text.clone())]).collect();
    parse(edit::apply(source, &edits))
}

fn assert_sound(source: &str, offset: usize, items: &[Item]) {
    for item in items {
        for span in item.also.iter().map(|(span, _)| *span).chain([item.span]) {
            assert!(source.get(span.range()).is_some(), "{offset}: {item:?}");
        }
        let at = source.floor_char_boundary(offset) as u32;
        assert!(item.span.start <= at && at <= item.span.end, "{offset}: {item:?}");
        assert!(item.also.iter().all(|(span, _)| span.end <= item.span.start), "{offset}: {item:?}");
        assert!(!item.label.is_empty() && !item.filter.is_empty() && !item.sort.is_empty());
    }
    assert!(items.is_sorted_by(|a, b| a.sort < b.sort));
}

#[test]
fn what_is_accepted_in_healthy_text_leaves_it_healthy() {
    let mut count = 0;
    for (project, document) in documents() {
        let index = Index::new(project);
        let cx = Cx { index: &index, document };
        let source = document.syntax.source();
        let is_healthy = document.syntax.errors.is_empty();
        let duplicates = document.syntax.duplicate_keys().count();
        let mut last = None;
        for offset in 0..=source.len() + 1 {
            let items = complete(&cx, offset as u32, Options { snippets: false });
            assert_sound(source, offset, &items);
            // Within one token the same is offered again and again.
            let place = items.first().map(|item| item.span);
            let is_new = std::mem::replace(&mut last, place) != place;
            for item in some(&items).filter(|_| is_healthy && is_new) {
                let syntax = accepted(source, item);
                assert!(syntax.errors.is_empty(), "{} {offset}: {item:?}\n{}", document.path, syntax.source());
                assert!(syntax.duplicate_keys().count() <= duplicates, "{} {offset}: {item:?}", document.path);
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

    /// A piece of a file is cut out or replaced, as happens while typing; the cursor is there or anywhere.
    #[test]
    fn broken_text_gets_sound_answers(
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
        assert_sound(&text, offset, &items);
    }
}
