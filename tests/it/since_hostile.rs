//! Refs, files and repositories that nobody plans for, in a comparison.

use crate::git_repository::{
    APP, CARD, CARD_TEXT, change_auth, changes, commit, git, has_git, has_git_submodule, refused,
    repository,
};
use crate::support;

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
    if !has_git_submodule() {
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
    if !has_git_submodule() {
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
    if !has_git_submodule() {
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
