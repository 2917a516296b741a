//! Runs the properties of the fuzzers over the recorded inputs, and over mutations that are the same on every run.

use std::collections::BTreeSet;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, RngSeed, TestRunner};

use crate::properties::{ALL, Property};
use crate::support;

fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let files = support::files(&support::root().join("fuzz/corpus").join(name));
    files
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(path).unwrap()))
        .collect()
}

/// Runs a property; a failure names the input.
fn assert_holds(property: Property, of: &str, input: &[u8]) {
    let held = std::panic::catch_unwind(|| property(input));
    assert!(
        held.is_ok(),
        "{of}: does not hold for {:?}",
        String::from_utf8_lossy(input)
    );
}

#[test]
fn every_property_has_its_fuzzer_and_its_corpus() {
    let names: BTreeSet<&str> = ALL.iter().map(|(name, _)| *name).collect();
    let manifest = std::fs::read_to_string(support::root().join("fuzz/Cargo.toml")).unwrap();
    let run = std::fs::read_to_string(support::root().join("fuzz/run")).unwrap();
    let readme = std::fs::read_to_string(support::root().join("fuzz/README.md")).unwrap();
    assert_eq!(manifest.matches("[[bin]]").count(), names.len());
    for name in &names {
        let target =
            std::fs::read_to_string(support::root().join(format!("fuzz/fuzz_targets/{name}.rs")))
                .unwrap();
        assert!(
            target.contains(&format!("properties::{name}::holds")),
            "{target}"
        );
        assert!(
            manifest.contains(&format!("name = \"{name}\"")) && run.contains(name),
            "{name} is not run"
        );
        assert!(
            readme.contains(&format!("| `{name}` |")),
            "fuzz/README.md does not describe {name}"
        );
        assert!(!corpus(name).is_empty(), "{name} has no corpus");
    }
    let folders = support::folders(&support::root().join("fuzz/corpus"));
    assert!(
        folders
            .iter()
            .all(|folder| names.contains(folder.file_name().unwrap().to_str().unwrap())),
        "{folders:?}"
    );
}

#[test]
fn properties_hold_for_the_recorded_inputs() {
    for (name, property) in ALL {
        for (path, input) in corpus(name) {
            assert_holds(*property, &format!("{name} {}", path.display()), &input);
        }
    }
}

/// Strings that mutations insert.
const PIECES: &[&str] = &[
    "",
    "",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r\n",
    " ",
    "\\",
    "${",
    "//",
    "é",
    "😀",
    "\0",
    "\u{feff}",
    "0",
    "-",
    "null",
    "\"type\": ",
    "\n== src/app/cards/x-hsmeta.json\n",
    "TOKEN",
    "=",
    "'",
    "*",
];

/// An input with some parts removed or replaced, and optionally the end of another input.
#[derive(Clone, Debug)]
struct Mutation {
    input: prop::sample::Index,
    cuts: Vec<(prop::sample::Index, usize, &'static str)>,
    other: Option<(prop::sample::Index, prop::sample::Index)>,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let index = any::<prop::sample::Index>;
    let cut = (index(), 0..20usize, prop::sample::select(PIECES));
    let other = prop::option::weighted(0.2, (index(), index()));
    (index(), prop::collection::vec(cut, 1..4), other).prop_map(|(input, cuts, other)| Mutation {
        input,
        cuts,
        other,
    })
}

fn mutated(corpus: &[(PathBuf, Vec<u8>)], mutation: &Mutation) -> Vec<u8> {
    let mut bytes = mutation.input.get(corpus).1.clone();
    for (at, length, new) in &mutation.cuts {
        let at = at.index(bytes.len() + 1);
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, new.bytes());
    }
    if let Some((other, at)) = &mutation.other {
        let other = &other.get(corpus).1;
        bytes.extend_from_slice(&other[at.index(other.len() + 1)..]);
    }
    bytes
}

#[test]
fn properties_hold_for_mutations() {
    for (name, property) in ALL {
        let corpus = corpus(name);
        let config = ProptestConfig {
            cases: 24,
            rng_algorithm: RngAlgorithm::ChaCha,
            rng_seed: RngSeed::Fixed(20_261_124),
            failure_persistence: None,
            max_shrink_iters: 500,
            ..ProptestConfig::default()
        };
        let outcome = TestRunner::new(config).run(&mutation(), |mutation| {
            assert_holds(*property, name, &mutated(&corpus, &mutation));
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
