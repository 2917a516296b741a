//! `hsmeta check --since` and `hsmeta changes`, in real git repositories. What the rules report is tested with `fixtures/`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support;

const CARD: &str = "src/app/cards/orders-hsmeta.json";
const CARD_TEXT: &str = r#"{"uid": "orders", "type": "card", "config": {"name": "Orders", "location": "crm.record.tab", "entrypoint": "/app/cards/Orders.jsx", "objectTypes": ["contacts"]}}"#;
const APP: &str = "src/app/app-hsmeta.json";

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    for setting in [
        "user.name=a",
        "user.email=a@example.com",
        "commit.gpgSign=false",
        "protocol.file.allow=always",
        "core.autocrlf=false",
        "init.defaultBranch=main",
    ] {
        command.args(["-c", setting]);
    }
    let output = command.current_dir(folder).args(arguments).output();
    let output = output.unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {message}");
}

fn has_git() -> bool {
    Command::new("git").arg("--version").output().is_ok()
}

fn commit(folder: &Path) {
    if !folder.join(".git").exists() {
        git(folder, &["init", "--quiet"]);
    }
    git(folder, &["add", "--all"]);
    git(
        folder,
        &["commit", "--quiet", "--allow-empty", "--message", "x"],
    );
}

/// A repository with a project, with everything committed.
fn repository() -> TempDir {
    let folder = support::project(&[
        (CARD, CARD_TEXT),
        ("src/app/cards/Orders.jsx", ""),
        ("README.md", "not JSON"),
    ]);
    commit(folder.path());
    folder
}

fn replace(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{text}");
    std::fs::write(path, text.replace(old, new)).unwrap();
}

fn change_auth(folder: &Path) {
    replace(folder, APP, r#""type": "oauth""#, r#""type": "static""#);
}

/// The exit code, and both outputs.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = support::run(folder, arguments);
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The rules that report a change, with their files.
fn changes(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let (code, stdout, stderr) = run(
        folder,
        &[&["changes", "--format", "json"], arguments].concat(),
    );
    assert!(code < 2, "{stderr}");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let mut found = Vec::new();
    for diagnostic in diagnostics {
        let (rule, file) = (&diagnostic["rule"], &diagnostic["file"]);
        found.push(format!(
            "{} {}",
            rule.as_str().unwrap(),
            file.as_str().unwrap()
        ));
    }
    found
}

fn refused(folder: &Path, arguments: &[&str], message: &str) {
    let (code, _, stderr) = run(folder, arguments);
    assert_eq!(code, 2, "{arguments:?}: {stderr}");
    assert!(stderr.contains(message), "{stderr}");
}

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
fn a_commit_that_a_shallow_clone_lacks_is_refused_with_what_to_do() {
    if !has_git() {
        return;
    }
    let folder = repository();
    commit(folder.path());
    let clones = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().display());
    git(
        clones.path(),
        &["clone", "--quiet", "--depth", "1", &url, "clone"],
    );
    let clone = clones.path().join("clone");
    assert!(changes(&clone, &["HEAD"]).is_empty());
    refused(&clone, &["changes", "HEAD~1"], "fetch-depth: 0");
    refused(&clone, &["check", "--since", "HEAD~1"], "fetch-depth: 0");
}

#[test]
fn an_empty_ref_is_refused_with_what_to_do() {
    if !has_git() {
        return;
    }
    let folder = repository();
    for arguments in [["changes", ""], ["check", "--since="]] {
        refused(folder.path(), &arguments, "the git ref is empty");
        refused(folder.path(), &arguments, "fetch-depth: 0");
    }
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
fn what_is_no_commit_is_refused() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    for reference in [
        "nothing",
        "a\nb",
        "^HEAD",
        "HEAD:src",
        ":/x",
        "HEAD^{/x}",
        "HEAD^{tree}",
        "HEAD..HEAD",
        "@{upstream}",
        "--output=x",
        "--help",
        "-",
    ] {
        refused(folder, &["changes", "--", reference], "is not a commit");
        let since = format!("--since={reference}");
        refused(folder, &["check", &since], "is not a commit");
    }
    assert!(!folder.join("x").exists());
    let outside = support::project(&[]);
    refused(
        outside.path(),
        &["changes", "HEAD"],
        "not in a git repository",
    );
    refused(
        outside.path(),
        &["check", "--since", "HEAD"],
        "not in a git repository",
    );
    for other in ["--watch", "--stdin-filename=x-hsmeta.json"] {
        refused(
            folder,
            &["check", "--since", "HEAD", other],
            "cannot be used with",
        );
    }
}

#[cfg(unix)]
#[test]
fn names_may_have_any_character() {
    if !has_git() {
        return;
    }
    let parent = tempfile::tempdir().unwrap();
    for name in [":(top)a\n\"b\t*", "-x", "ä ü", "a\\b"] {
        let folder = parent.path().join(name);
        let other = CARD_TEXT.replace("orders", "returns");
        let project = support::project(&[
            ("src/app/cards/\n\t\"-hsmeta.json", &other),
            ("--output=y", ""),
            (CARD, CARD_TEXT),
        ]);
        std::fs::rename(project.path(), &folder).unwrap();
        std::mem::forget(project);
    }
    commit(parent.path());
    for name in [":(top)a\n\"b\t*", "-x", "ä ü", "a\\b"] {
        let folder = parent.path().join(name);
        assert!(changes(&folder, &["HEAD"]).is_empty());
        std::fs::remove_file(folder.join(CARD)).unwrap();
        let changed = changes(&folder, &["HEAD"]);
        assert_eq!(changed, [format!("removed-card {APP}")], "{name:?}");
    }
}

#[test]
fn submodules_and_linked_work_trees_are_repositories() {
    if !has_git() {
        return;
    }
    let inner = repository();
    let outer = tempfile::tempdir().unwrap();
    let outer = outer.path();
    commit(outer);
    let url = inner.path().to_str().unwrap();
    git(outer, &["submodule", "--quiet", "add", url, "inner"]);
    commit(outer);
    change_auth(&outer.join("inner"));
    assert_eq!(
        changes(outer, &["HEAD", "inner"]),
        [format!("changed-auth-type inner/{APP}")]
    );
    let trees = tempfile::tempdir().unwrap();
    let tree = trees.path().join("tree");
    git(
        inner.path(),
        &[
            "worktree",
            "add",
            "--quiet",
            "--detach",
            tree.to_str().unwrap(),
        ],
    );
    change_auth(&tree);
    assert_eq!(
        changes(&tree, &["HEAD"]),
        [format!("changed-auth-type {APP}")]
    );
    assert!(changes(inner.path(), &["HEAD"]).is_empty());
}

#[test]
fn a_component_in_a_submodule_is_not_reported_as_removed() {
    if !has_git() {
        return;
    }
    let inner = tempfile::tempdir().unwrap();
    std::fs::write(inner.path().join("orders-hsmeta.json"), CARD_TEXT).unwrap();
    commit(inner.path());
    let folder = support::project(&[]);
    let folder = folder.path();
    commit(folder);
    let url = inner.path().to_str().unwrap();
    git(
        folder,
        &["submodule", "--quiet", "add", url, "src/app/cards"],
    );
    commit(folder);
    assert!(changes(folder, &["HEAD"]).is_empty());
}

#[test]
fn large_files_of_a_commit_are_not_read() {
    if !has_git() {
        return;
    }
    let folder = support::project(&[
        (CARD, &" ".repeat(50_000)),
        ("data.json", &" ".repeat(90_000)),
    ]);
    let folder = folder.path();
    commit(folder);
    std::fs::write(folder.join(CARD), CARD_TEXT).unwrap();
    refused(
        folder,
        &["check", "--since", "HEAD", "--max-file-size", "20K"],
        "`src/app/cards/orders-hsmeta.json` at the git ref is over the limit",
    );
}

#[test]
fn missing_objects_are_an_error() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let clones = tempfile::tempdir().unwrap();
    git(folder.path(), &["config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", folder.path().display());
    change_auth(folder.path());
    commit(folder.path());
    git(
        clones.path(),
        &["clone", "--quiet", "--filter=blob:none", &url, "clone"],
    );
    let clone = clones.path().join("clone");
    refused(&clone, &["changes", "HEAD~1"], "not in this partial clone");
}

#[cfg(unix)]
#[test]
fn links_of_a_commit_are_not_followed() {
    if !has_git() {
        return;
    }
    let folder = repository();
    let folder = folder.path();
    std::fs::rename(folder.join("src"), folder.join("source")).unwrap();
    std::os::unix::fs::symlink("source", folder.join("src")).unwrap();
    commit(folder);
    refused(folder, &["changes", "HEAD"], "`src` is a symbolic link");
}

#[cfg(unix)]
#[test]
fn a_project_below_what_was_a_link_or_a_submodule_is_not_new() {
    if !has_git() {
        return;
    }
    let project = repository();
    let outer = tempfile::tempdir().unwrap();
    let outer = outer.path();
    std::os::unix::fs::symlink("elsewhere", outer.join("linked")).unwrap();
    commit(outer);
    let url = project.path().to_str().unwrap();
    git(outer, &["submodule", "--quiet", "add", url, "inner"]);
    commit(outer);
    git(outer, &["rm", "--quiet", "--cached", "inner"]);
    std::fs::remove_file(outer.join("inner/.git")).unwrap();
    std::fs::remove_file(outer.join("linked")).unwrap();
    for (from, to) in [("inner", "linked/app"), ("inner", "new")] {
        for file in support::files(&outer.join(from)) {
            let path = outer
                .join(to)
                .join(file.strip_prefix(outer.join(from)).unwrap());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(&file, path).unwrap();
        }
    }
    refused(
        outer,
        &["changes", "HEAD", "linked/app"],
        "`linked` is a symbolic link or a submodule at the git ref",
    );
    refused(
        outer,
        &["changes", "HEAD", "inner"],
        "`inner` is a symbolic link or a submodule at the git ref",
    );
    assert!(changes(outer, &["HEAD", "new"]).is_empty());
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
