//! `hsmeta check --since` and `hsmeta changes`, in real git repositories. What the rules report is tested with `fixtures/`.

use crate::git_repository::{
    APP, CARD, CARD_TEXT, change_auth, changes, commit, has_git, refused, replace, repository, run,
};
use crate::support;

#[test]
fn what_changed_is_reported_only_with_a_ref() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    change_auth(folder);
    let auth = format!("changed-auth-type {APP}");
    assert_eq!(changes(folder, &["HEAD"]), [auth]);
    let (code, since, _) = run(folder, &["check", "--since", "HEAD", "--format", "compact"]);
    assert_eq!(code, 1);
    let (_, plain, _) = run(folder, &["check", "--format", "compact"]);
    assert!(since.contains("error[changed-auth-type]"), "{since}");
    let others: Vec<&str> = since
        .lines()
        .filter(|line| !line.contains("changed-auth-type"))
        .collect();
    assert_eq!(others, plain.lines().collect::<Vec<_>>());
}

#[test]
fn the_commit_is_named_and_nothing_changed_is_said() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let (code, stdout, stderr) = run(folder.path(), &["changes", "HEAD"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.starts_with("compared with `HEAD` ("), "{stdout}");
    assert!(
        stdout.contains("), which has to be what is deployed\n\n"),
        "{stdout}"
    );
    assert!(
        stdout.ends_with("compared 1 project, 3 files: no changes that a deploy makes visible\n"),
        "{stdout}"
    );
}

#[test]
fn exit_codes_are_those_of_check() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    std::fs::remove_file(folder.join(CARD)).unwrap();
    assert_eq!(changes(folder, &["HEAD"]), [format!("removed-card {APP}")]);
    for (arguments, expected) in [
        (&["changes", "HEAD"][..], 1),
        (&["changes", "HEAD", "--fail-on", "error"], 0),
        (&["changes", "HEAD", "--fail-on", "never"], 0),
        (&["changes", "HEAD", "--ignore", "removed-card"], 0),
        (&["check", "--since", "HEAD", "--fail-on", "warning"], 1),
        (&["check"], 0),
    ] {
        let (code, stdout, stderr) = run(folder, arguments);
        assert_eq!(code, expected, "{arguments:?}: {stdout}{stderr}");
    }
}

#[test]
fn a_project_that_moved_is_compared_with_what_it_was() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    change_auth(folder);
    std::fs::create_dir_all(folder.join("apps/orders")).unwrap();
    for name in ["hsproject.json", "src"] {
        std::fs::rename(folder.join(name), folder.join("apps/orders").join(name)).unwrap();
    }
    let expected = [format!("changed-auth-type apps/orders/{APP}")];
    assert_eq!(changes(folder, &["HEAD"]), expected);
}

#[test]
fn a_copy_of_a_project_is_new() {
    if !has_git() {
        return;
    }
    let folder = support::project(&[]);
    let folder = folder.path();
    let parent = tempfile::tempdir().unwrap();
    let parent = parent.path();
    let copy = |to: &str| {
        let to = parent.join(to);
        for file in support::files(folder) {
            let path = to.join(file.strip_prefix(folder).unwrap());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(&file, path).unwrap();
        }
    };
    copy("one");
    commit(parent);
    copy("two");
    change_auth(&parent.join("two"));
    let (code, _, stderr) = run(parent, &["changes", "HEAD"]);
    assert_eq!(code, 0);
    assert!(stderr.contains("is new since `HEAD`"), "{stderr}");
}

#[test]
fn all_projects_of_a_repository_are_compared() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    for name in ["hsproject.json", "src"] {
        for to in ["one", "two"] {
            std::fs::create_dir_all(folder.join(to)).unwrap();
        }
        std::fs::rename(folder.join(name), folder.join("one").join(name)).unwrap();
    }
    for file in support::files(&folder.join("one")) {
        let path = folder
            .join("two")
            .join(file.strip_prefix(folder.join("one")).unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(&file, path).unwrap();
    }
    replace(
        &folder.join("two"),
        "hsproject.json",
        "\"name\": \"",
        "\"name\": \"two-",
    );
    commit(folder);
    for project in ["one", "two"] {
        change_auth(&folder.join(project));
    }
    let expected = ["one", "two"].map(|name| format!("changed-auth-type {name}/{APP}"));
    assert_eq!(changes(folder, &["HEAD"]), expected);
    assert_eq!(changes(folder, &["HEAD", "two"]), expected[1..]);
    assert_eq!(
        changes(&folder.join("two/src"), &["HEAD"]),
        ["changed-auth-type app/app-hsmeta.json"]
    );
}

#[test]
fn changes_names_the_command_that_applies_its_fixes() {
    if !has_git() {
        return;
    }
    let folder = repository();
    replace(
        folder.path(),
        CARD,
        r#""uid": "orders""#,
        r#""uid": "sales""#,
    );
    let (_, text, _) = run(folder.path(), &["changes", "HEAD"]);
    let line = "\n1 fixable with check --since REF --fix --unsafe-fixes\n";
    assert!(text.contains(line), "{text}");
    let fixing = ["check", "--since", "HEAD", "--fix", "--unsafe-fixes"];
    let (_, text, _) = run(folder.path(), &fixing);
    assert!(text.contains("1 fixed"), "{text}");
    assert_eq!(changes(folder.path(), &["HEAD"]), [""; 0]);
}

#[test]
fn a_source_folder_may_be_the_project_folder() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    std::fs::rename(folder.join("src/app"), folder.join("app")).unwrap();
    replace(folder, "hsproject.json", r#""src""#, r#"".""#);
    commit(folder);
    std::fs::remove_file(folder.join("app/cards/orders-hsmeta.json")).unwrap();
    assert_eq!(
        changes(folder, &["HEAD"]),
        ["removed-card app/app-hsmeta.json"]
    );
}

#[test]
fn the_old_layout_cannot_be_compared() {
    if !has_git() {
        return;
    }
    let folder = support::project(&[]);
    let folder = folder.path();
    let now = std::fs::read_to_string(folder.join("hsproject.json")).unwrap();
    let old = r#"{"name": "documented-app", "srcDir": "src", "platformVersion": "2023.2"}"#;
    std::fs::write(folder.join("hsproject.json"), old).unwrap();
    commit(folder);
    std::fs::write(folder.join("hsproject.json"), now).unwrap();
    refused(folder, &["changes", "HEAD"], "is not compared");
    let (code, _, stderr) = run(folder, &["check", "--since", "HEAD"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("is not compared"), "{stderr}");
}

#[test]
fn baselines_and_ignores_apply_to_changes() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    std::fs::remove_file(folder.join(CARD)).unwrap();
    let baseline = ["check", "--since", "HEAD", "--baseline", "baseline.json"];
    let (_, _, stderr) = run(folder, &[&baseline[..], &["--update-baseline"]].concat());
    assert_eq!(stderr, "");
    let (code, stdout, _) = run(folder, &baseline);
    assert_eq!(code, 0, "{stdout}");
    let ignore = "[[ignore]]\nrule = \"removed-card\"\npath = \"**\"\nreason = \"on purpose\"\n";
    std::fs::write(folder.join("hsmeta.toml"), ignore).unwrap();
    for arguments in [
        &["check", "--since", "HEAD"][..],
        &["check"],
        &["changes", "HEAD"],
    ] {
        let (code, stdout, _) = run(folder, arguments);
        assert_eq!(code, 0, "{stdout}");
    }
}

#[test]
fn only_unsafe_fixes_restore_what_was_deployed() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    replace(folder, CARD, r#""uid": "orders""#, r#""uid": "returns""#);
    let changed = std::fs::read_to_string(folder.join(CARD)).unwrap();
    let fix = ["check", "--since", "HEAD", "--fix"];
    run(folder, &fix);
    assert_eq!(std::fs::read_to_string(folder.join(CARD)).unwrap(), changed);
    run(folder, &[&fix[..], &["--unsafe-fixes"]].concat());
    assert_eq!(
        std::fs::read_to_string(folder.join(CARD)).unwrap(),
        CARD_TEXT
    );
}

#[test]
fn files_with_syntax_errors_are_not_said_to_be_unchanged() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    std::fs::write(folder.join(CARD), "{").unwrap();
    let (code, stdout, stderr) = run(folder, &["changes", "HEAD"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stdout.ends_with("compared 1 project, 3 files: no changes in what could be compared\n"),
        "{stdout}"
    );
    let now = format!("`{CARD}` is not compared: it has syntax errors\n");
    assert!(stderr.contains(&now), "{stderr}");
    let (_, _, stderr) = run(folder, &["check", "--since", "HEAD"]);
    assert_eq!(stderr, "");
    commit(folder);
    std::fs::write(folder.join(CARD), CARD_TEXT).unwrap();
    let (_, _, stderr) = run(folder, &["check", "--since", "HEAD"]);
    let then = format!("`{CARD}` is not compared: it has syntax errors at `HEAD`\n");
    assert!(stderr.contains(&then), "{stderr}");
}

#[test]
fn files_without_a_project_are_not_compared() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    std::fs::create_dir(folder.join("other")).unwrap();
    std::fs::write(folder.join("other/card-hsmeta.json"), CARD_TEXT).unwrap();
    let (code, _, stderr) = run(folder, &["changes", "HEAD"]);
    assert_eq!(code, 0, "{stderr}");
    std::fs::remove_file(folder.join("hsproject.json")).unwrap();
    refused(
        folder,
        &["changes", "HEAD"],
        "component files without a project (`hsproject.json`) are not compared",
    );
}

#[test]
fn a_project_without_its_source_folder_is_not_said_to_be_unchanged() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    std::fs::remove_dir_all(folder.join("src")).unwrap();
    let (code, stdout, stderr) = run(folder, &["changes", "HEAD"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stdout.ends_with("no changes in what could be compared\n"),
        "{stdout}"
    );
    assert!(
        stderr.contains("components of `.` are not compared: there are none to upload\n"),
        "{stderr}"
    );
}
