//! What is refused before anything happens, and what an interrupted run leaves to a later one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;

use super::super::{Recovered, Removed, WriteError, Written, is_unfinished, recover, write};
use super::tree::{self, plan, project};
use diagnostics::RelPath;
use migration::ProjectFiles;

const JOURNAL: &str = ".hsmeta-migration.json";

/// Writes a plan to a folder.
fn apply(root: &Path, before: &ProjectFiles, lines: &[&str]) -> Result<Written, WriteError> {
    let committed = before.files.keys().cloned().collect();
    let removed = Removed {
        committed: &committed,
        folder: "leftover",
    };
    write(root, before, &plan(before, lines), &removed)
}

/// The message about a plan for a project that `touch` has changed since; nothing else has.
fn refused(files: &[(&str, &str)], lines: &[&str], touch: impl FnOnce(&Path)) -> String {
    let folder = tree::folder();
    let before = project(files);
    tree::write(folder.path(), &before);
    touch(folder.path());
    let old = tree::read(folder.path());
    let message = apply(folder.path(), &before, lines)
        .unwrap_err()
        .to_string();
    assert_eq!(tree::read(folder.path()), old, "{message}");
    message
}

#[test]
fn files_that_changed_since_the_plan() {
    let files = [("a", "1"), ("b", "2")];
    let message = refused(&files, &["a → c"], |root| {
        fs::write(root.join("b"), "3").unwrap();
        fs::write(root.join("c"), "4").unwrap();
    });
    assert_eq!(message, "changed since the plan was made: `b` and `c`");
    let message = refused(&files, &["a → c"], |root| {
        fs::remove_file(root.join("a")).unwrap();
    });
    assert_eq!(message, "changed since the plan was made: `a`");
}

#[test]
fn paths_that_exist() {
    // Installed packages are no part of a plan.
    let message = refused(&[("a", "1")], &["a → node_modules/a"], |root| {
        fs::create_dir(root.join("node_modules")).unwrap();
        fs::write(root.join("node_modules/a"), "2").unwrap();
    });
    assert_eq!(
        message,
        "`node_modules/a` already exists, and is not overwritten"
    );
    let message = refused(&[("a", "1"), ("b/c", "2")], &["a → b"], |_| ());
    assert_eq!(message, "`b` already exists, and is not overwritten");
    let message = refused(&[("a", "1"), ("b", "2")], &["a → b/c"], |_| ());
    assert_eq!(message, "`b` is not a folder");
    let message = refused(&[("a", "1"), ("b", "2")], &["a → c", "b ≠ c"], |_| ());
    assert_eq!(message, "the plan has `c` twice");
}

#[test]
fn paths_out_of_the_project() {
    for path in ["../c", "/tmp/c", ".git/hooks/post-checkout", JOURNAL] {
        let line = format!("a → {path}");
        let message = refused(&[("a", "1")], &[&line], |_| ());
        assert_eq!(message, format!("`{path}` is not a path of a project file"));
    }
}

#[cfg(unix)]
#[test]
fn links() {
    use std::os::unix::fs::symlink;
    let outside = tree::folder();
    fs::create_dir(outside.path().join("deep")).unwrap();
    let message = refused(&[("a", "1")], &["a → b/deep/c"], |root| {
        // A link in a folder of the plan is one more file than it knows.
        symlink(outside.path(), root.join("b")).unwrap();
    });
    assert_eq!(message, "`b` is a symbolic link, which is not followed");
    let message = refused(&[("a", "1")], &["a → c"], |root| {
        symlink(outside.path(), root.join("c")).unwrap();
    });
    assert_eq!(message, "changed since the plan was made: `c`");
    assert_eq!(tree::read(outside.path()).len(), 1);
}

#[test]
fn read_only_files_keep_their_text() {
    let read_only = |root: &Path| {
        let path = root.join("a");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(path, permissions).unwrap();
    };
    for line in ["a ≠ b", "a ✗"] {
        let message = refused(&[("a", "1")], &[line], read_only);
        assert_eq!(message, "`a` is read-only");
    }
}

#[test]
fn files_of_another_repository() {
    let message = refused(&[("x/y/a", "1")], &["x/y/a → b"], |root| {
        fs::write(root.join("x/.git"), "gitdir: ../.git/modules/x").unwrap();
    });
    assert!(
        message.starts_with("`x` is a git repository of its own"),
        "{message}"
    );
}

#[test]
fn folders_that_still_contain_something_are_kept_and_listed() {
    let folder = tree::folder();
    let before = project(&[("x/y/a", "1"), ("x/z/b", "2"), ("x/c", "3")]);
    tree::write(folder.path(), &before);
    fs::create_dir(folder.path().join("x/y/node_modules")).unwrap();
    let lines = ["x/y/a → n/a", "x/z/b → n/b", "x/c → n/c"];
    let written = apply(folder.path(), &before, &lines).unwrap();
    assert_eq!(written.folders_left, [RelPath::new("x/y")]);
    assert!(!folder.path().join("x/z").exists());
}

#[test]
fn removed_files_that_git_does_not_have_are_kept() {
    let folder = tree::folder();
    let before = project(&[("a", "1"), ("leftover/a", "0"), ("s/b", "2")]);
    tree::write(folder.path(), &before);
    let removed = Removed {
        committed: &BTreeSet::from([RelPath::new("s/b")]),
        folder: "leftover",
    };
    let plan = plan(&before, &["a ✗", "s/b ✗"]);
    let written = write(folder.path(), &before, &plan, &removed).unwrap();
    let kept = RelPath::new("leftover-2/a");
    assert_eq!(written.set_aside, [(RelPath::new("a"), kept)]);
    assert_eq!(written.deleted, [RelPath::new("s/b")]);
    let found = tree::read(folder.path());
    let expected = [("leftover-2/a", &b"1"[..]), ("leftover/a", b"0")];
    assert_eq!(tree::files(&found), expected.into());
}

#[test]
fn originals_that_git_does_not_have_are_kept_when_they_change() {
    let folder = tree::folder();
    let before = project(&[("a", "1"), ("b", "2"), ("c", "3"), ("hsproject.json", "4")]);
    tree::write(folder.path(), &before);
    let removed = Removed {
        committed: &BTreeSet::from([RelPath::new("c")]),
        folder: "leftover",
    };
    let lines = ["a ≠ a", "b ≠ d", "c ≠ c", "hsproject.json ≠ hsproject.json"];
    let plan = plan(&before, &lines);
    let written = write(folder.path(), &before, &plan, &removed).unwrap();
    assert_eq!(written.set_aside.len(), 3);
    let found = tree::read(folder.path());
    let expected = [
        ("a", &b"other a"[..]),
        ("c", b"other c"),
        ("d", b"other d"),
        ("hsproject.json", b"other hsproject.json"),
        ("leftover/a", b"1"),
        ("leftover/b", b"2"),
        // Another `hsproject.json` would be another project.
        ("leftover/hsproject.json.old", b"4"),
    ];
    assert_eq!(tree::files(&found), expected.into());
}

#[test]
fn one_run_at_a_time() {
    let folder = tree::folder();
    let before = project(&[("a", "1")]);
    tree::write(folder.path(), &before);
    let journal = File::create(folder.path().join(JOURNAL)).unwrap();
    journal.lock().unwrap();
    assert!(is_unfinished(folder.path()));
    let error = apply(folder.path(), &before, &["a → b"]).unwrap_err();
    assert!(matches!(error, WriteError::Unfinished), "{error}");
    let error = recover(folder.path()).unwrap_err();
    assert!(matches!(error, WriteError::Busy), "{error}");
    drop(journal);
    // It ended before it had written its journal, so nothing has happened.
    let not_found = Vec::new();
    assert_eq!(
        recover(folder.path()).unwrap(),
        Recovered::Restored { not_found }
    );
    assert!(!is_unfinished(folder.path()));
    apply(folder.path(), &before, &["a → b"]).unwrap();
}

/// What `recover` does with a journal and files that somebody else has written.
fn recovered(journal: &str, files: &[(&str, &str)], touch: impl FnOnce(&Path)) -> String {
    let folder = tree::folder();
    tree::write(folder.path(), &project(files));
    fs::write(folder.path().join(JOURNAL), journal).unwrap();
    touch(folder.path());
    let old = tree::read(folder.path());
    let error = recover(folder.path()).unwrap_err();
    assert_eq!(tree::files(&tree::read(folder.path())), tree::files(&old));
    error.to_string()
}

fn journal(steps: &str, phase: &str) -> String {
    let lists =
        r#""moves": [], "replaced": [], "written": [], "removedFolders": [], "createdFolders": []"#;
    let key = steps.split(':').next().unwrap();
    let lists = lists.replace(&format!("{key}: []"), steps);
    format!("{{\"format\": 1, \"about\": [], \"steps\": {{{lists}}}}}\n{{\"phase\":\"{phase}\"}}")
}

#[test]
fn a_journal_of_somebody_else_leads_nowhere() {
    for (steps, path) in [
        (
            r#""moves": [{"from": ".git/hooks/x", "to": "a"}]"#,
            ".git/hooks/x",
        ),
        (r#""moves": [{"from": "../x", "to": "a"}]"#, "../x"),
        (r#""replaced": ["/etc/passwd"]"#, "/etc/passwd"),
        (
            r#""removedFolders": [{"path": "../x", "mode": 511}]"#,
            "../x",
        ),
        (r#""createdFolders": ["x/.git"]"#, "x/.git"),
    ] {
        for phase in ["placing", "done", "restoring"] {
            let message = recovered(&journal(steps, phase), &[("a", "1")], |_| ());
            assert_eq!(message, format!("`{path}` is not a path of a project file"));
        }
    }
    let message = recovered("{\"format\": 2}", &[("a", "1")], |_| ());
    assert!(
        message.ends_with("format 2 is that of another version of hsmeta"),
        "{message}"
    );
    let message = recovered("", &[(".hsmeta-migration/old/a", "1")], |_| ());
    assert!(message.ends_with("it is not complete"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_journal_of_somebody_else_follows_no_links() {
    use std::os::unix::fs::symlink;
    let outside = tree::folder();
    let steps = [
        r#""removedFolders": [{"path": "x/new", "mode": 511}]"#,
        r#""moves": [{"from": "x/a", "to": "a"}]"#,
    ];
    for steps in steps {
        let message = recovered(&journal(steps, "placing"), &[("a", "1")], |root| {
            symlink(outside.path(), root.join("x")).unwrap();
        });
        assert_eq!(message, "`x` is a symbolic link, which is not followed");
    }
    let steps = r#""moves": [{"from": "x/a", "to": "a"}]"#;
    let message = recovered(&journal(steps, "placing"), &[("a", "1")], |root| {
        symlink(outside.path(), root.join(".hsmeta-migration")).unwrap();
    });
    assert_eq!(
        message,
        "`.hsmeta-migration` is a symbolic link, which is not followed"
    );
    assert!(tree::read(outside.path()).is_empty());
}

#[test]
fn what_was_edited_after_an_interruption_is_kept() {
    let steps = r#""written": [{"path": "n", "like": "a", "kind": "created", "text": "new"}]"#;
    let message = recovered(&journal(steps, "placing"), &[("n", "edited")], |_| ());
    assert_eq!(
        message,
        "`n` was changed after the interruption; move it out of the project and run this again"
    );
    // Somebody has created the old path again.
    let steps = r#""moves": [{"from": "a", "to": "b"}]"#;
    let files = [("a", "mine"), (".hsmeta-migration/old/a", "1")];
    let message = recovered(&journal(steps, "restoring"), &files, |_| ());
    assert_eq!(message, "`a` already exists, and is not overwritten");
}
