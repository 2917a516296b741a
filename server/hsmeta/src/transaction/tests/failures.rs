//! A step that fails leaves every file as it was; a run that ends at a step loses nothing, and the next one goes on.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::super::disk::Disk;
use super::super::{Recovered, Removed, WriteError, Written, recover, recover_on, write_on};
use super::tree::{self, Tree};
use diagnostics::RelPath;
use migration::{Action, Content, NewFile, Options, Plan, ProjectFiles};

/// Recovers. A program that another test is just starting has the lock until it runs.
fn recovered(root: &Path) -> Recovered {
    loop {
        match recover(root) {
            Err(WriteError::Busy) => std::thread::yield_now(),
            other => return other.unwrap(),
        }
    }
}

/// A project on disk, with a plan for it.
struct Case<'c> {
    before: &'c ProjectFiles,
    plan: &'c Plan,
    committed: BTreeSet<RelPath>,
}

impl Case<'_> {
    fn write(&self, disk: &Disk) -> Result<Written, WriteError> {
        let removed = Removed {
            committed: &self.committed,
            folder: "leftover",
        };
        write_on(disk, self.before, self.plan, &removed)
    }

    /// Writes the plan to a new folder, with a failure at a step. Returns whether there is such a step.
    fn fails_at(&self, step: usize, is_final: bool, then: impl FnOnce(&Path, &Tree)) -> bool {
        let folder = tree::folder();
        let root = folder.path();
        tree::write(root, self.before);
        let old = tree::read(root);
        let disk = Disk::new(root).unwrap();
        disk.failure.at.set(Some(step));
        disk.failure.is_final.set(is_final);
        let written = self.write(&disk);
        let failed = match &written {
            Ok(written) => written.not_deleted.is_some(),
            Err(_) => true,
        };
        assert_eq!(failed, disk.failure.steps.get() > step, "step {step}");
        drop(disk);
        then(root, &old);
        failed
    }

    /// Ends a run at one of so many steps, and lets each of them fail.
    fn check(&self, distance: usize) {
        let new = self.completed();
        let mut step = 0;
        while self.fails_at(step, false, |root, old| {
            let found = tree::read(root);
            // In the last steps everything is written, and something is left to be deleted.
            if found != *old {
                recovered(root);
                assert_same(&tree::read(root), &new, step);
            }
        }) {
            step += 1;
        }
        for killed in (0..step).step_by(distance) {
            self.fails_at(killed, true, |root, old| {
                every_byte_is_there(old, root);
                // The next run is killed, too, and the one after that.
                for again in [killed % 5, killed % 11] {
                    let disk = Disk::new(root).unwrap();
                    disk.failure.at.set(Some(again));
                    disk.failure.is_final.set(true);
                    let _ = recover_on(&disk);
                    every_byte_is_there(old, root);
                }
                let recovered = recovered(root);
                let found = tree::read(root);
                let expected = match recovered {
                    Recovered::Finished => &new,
                    Recovered::Restored { not_found } => {
                        assert!(not_found.is_empty());
                        old
                    }
                    Recovered::Nothing if tree::files(&found) == tree::files(old) => old,
                    Recovered::Nothing => &new,
                };
                assert_same(&found, expected, killed);
            });
        }
    }

    /// The files after a run without failures.
    fn completed(&self) -> Tree {
        let folder = tree::folder();
        tree::write(folder.path(), self.before);
        let old = tree::read(folder.path());
        let written = self.write(&Disk::new(folder.path()).unwrap()).unwrap();
        assert_eq!(written.not_deleted, None);
        let new = tree::read(folder.path());
        let expected = tree::after(self.before, self.plan, &self.committed);
        let expected = expected.files.iter().map(|(path, content)| match content {
            Content::Bytes(bytes) => (path.as_str(), &**bytes),
            other => panic!("{other:?}"),
        });
        assert_eq!(tree::files(&new), expected.collect(), "{:?}", self.plan);
        self.modes_are_kept(&old, &new);
        new
    }

    fn modes_are_kept(&self, old: &Tree, new: &Tree) {
        for (path, action) in &self.plan.files {
            let to = match action {
                Action::Keep => path,
                Action::Move { to } | Action::Leave { to, .. } | Action::Change { to, .. } => to,
                Action::Remove { .. } => continue,
            };
            assert_eq!(old[path.as_str()].0, new[to.as_str()].0, "{path} → {to}");
        }
        for path in self.plan.created.keys() {
            assert_eq!(new[path.as_str()].0 & 0o111, 0, "{path} is executable");
        }
    }
}

/// All originals, but those of which a complete run has deleted the old text.
fn every_byte_is_there(old: &Tree, root: &Path) {
    let found = tree::read(root);
    let journal = fs::read_to_string(root.join(".hsmeta-migration.json")).unwrap_or_default();
    let is_done = journal.contains("\"phase\":\"done\"") || journal.is_empty();
    let found: BTreeSet<&[u8]> = tree::files(&found).into_values().collect();
    for (path, bytes) in tree::files(old) {
        assert!(found.contains(bytes) || is_done, "{path} is lost");
    }
}

fn assert_same(found: &Tree, expected: &Tree, step: usize) {
    assert_eq!(found, expected, "after step {step}");
}

fn check(files: &[(&str, &str)], lines: &[&str]) {
    let before = tree::project(files);
    let plan = tree::plan(&before, lines);
    for committed in [BTreeSet::new(), before.files.keys().cloned().collect()] {
        let case = Case {
            before: &before,
            plan: &plan,
            committed,
        };
        case.check(1);
    }
}

#[test]
fn files_that_exchange_their_paths() {
    check(
        &[("a", "1"), ("b", "2"), ("c", "3")],
        &["a → b", "b → a", "c ≠ c"],
    );
    check(
        &[("x/a", "1"), ("x/b", "2"), ("x/c", "3")],
        &["x/a → x/b", "x/b → x/c", "x/c ≠ x/a"],
    );
}

#[test]
fn names_that_differ_in_case_only() {
    check(
        &[("Extensions/A.json", "1"), ("Extensions/deep/B.json", "2")],
        &[
            "Extensions/A.json → extensions/a.json",
            "Extensions/deep/B.json → extensions/deep/B.json",
        ],
    );
}

#[test]
fn a_folder_where_a_file_was_and_a_file_where_a_folder_was() {
    check(
        &[("cards", "1"), ("extensions/a", "2")],
        &["cards → cards/list", "extensions/a → extensions"],
    );
    check(&[("app/x", "1")], &["app/x ✗", "+ app/x/y"]);
}

#[test]
fn files_that_are_removed_created_and_replaced() {
    check(
        &[("src/app.json", "1"), ("src/x/a.js", "2"), ("p.json", "3")],
        &[
            "src/app.json ✗",
            "src/x/a.js → src/app/cards/a.js",
            "p.json ≠ p.json",
            "+ src/app/app-hsmeta.json",
        ],
    );
}

/// The plans of all fixtures whose files are text.
#[test]
fn plans_of_real_projects() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/migrations");
    let mut count = 0;
    for entry in fs::read_dir(fixtures).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path().join("before.txt")).unwrap();
        let mut before = ProjectFiles::default();
        for part in format!("\n{text}").split("\n== ").skip(1) {
            let (path, content) = part.split_once('\n').unwrap_or((part, ""));
            if content.trim() != "(link)" && !path.contains("node_modules") {
                before.insert(path, Content::text(content));
            }
        }
        let plan = migration::plan(&before, &Options::default());
        let committed = before.files.keys().cloned().collect();
        let case = Case {
            before: &before,
            plan: &plan,
            committed,
        };
        case.check(7);
        count += usize::from(plan.changes_anything());
    }
    assert!(count > 40, "{count}");
}

const PATHS: &[&str] = &[
    "a",
    "b",
    "A",
    "x/a",
    "x/b",
    "x/y/a",
    "x/y",
    "y/x/a",
    "y/b",
    "src/app",
    "src/app/a",
    "src/app/b/c",
    "src/b",
];

/// Whether a file can be at a path beside others.
fn is_free(path: &str, taken: &BTreeSet<&str>) -> bool {
    // Some file systems do not distinguish the cases of letters.
    let path = path.to_lowercase();
    !taken.iter().any(|other| {
        let other = other.to_lowercase();
        path == other
            || path.starts_with(&format!("{other}/"))
            || other.starts_with(&format!("{path}/"))
    })
}

fn random() -> impl Strategy<Value = (ProjectFiles, Plan, bool)> {
    let action = (0..6u8, select(PATHS));
    (
        subsequence(PATHS, 1..PATHS.len()).prop_shuffle(),
        prop::collection::vec(action, PATHS.len()),
        prop::collection::vec(select(PATHS), 0..4),
        any::<bool>(),
    )
        .prop_map(|(paths, actions, created, committed)| {
            let mut taken = BTreeSet::new();
            for path in paths {
                if is_free(path, &taken) {
                    taken.insert(path);
                }
            }
            let mut before = ProjectFiles::default();
            let mut after = BTreeSet::new();
            for (at, path) in taken.iter().enumerate() {
                before.insert(path, Content::text(&format!("text {at}")));
                if actions[at].0 == 0 {
                    after.insert(*path);
                }
            }
            let mut plan = Plan::default();
            for (at, path) in taken.into_iter().enumerate() {
                let (kind, to) = actions[at];
                let is_placed = kind < 5 && is_free(to, &after);
                let to = RelPath::new(to);
                let action = match kind {
                    0 => Action::Keep,
                    1 | 2 if is_placed => Action::Move { to: to.clone() },
                    3 | 4 if is_placed => Action::Change {
                        to: to.clone(),
                        text: format!("changed {at}"),
                    },
                    _ => Action::Remove {
                        replaced_by: Vec::new(),
                    },
                };
                if is_placed && kind > 0 {
                    after.insert(actions[at].1);
                }
                plan.files.insert(RelPath::new(path), action);
            }
            for path in created {
                if is_free(path, &after) {
                    after.insert(path);
                    let from = before.files.keys().next().cloned().unwrap();
                    let text = format!("new {path}");
                    plan.created
                        .insert(RelPath::new(path), NewFile { text, from });
                }
            }
            (before, plan, committed)
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn random_plans((before, plan, committed) in random()) {
        let committed = if committed { before.files.keys().cloned().collect() } else { BTreeSet::new() };
        Case { before: &before, plan: &plan, committed }.check(1);
    }
}
