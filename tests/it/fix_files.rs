//! `check --fix` and `--diff` on disk: which files are written, which stay unchanged, and what a killed run leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::support;

/// A card with a trailing comma and CRLF, without a line break at its end.
pub(crate) const CARD: &str = "{\r\n  \"uid\": \"orders\",\r\n  \"type\": \"card\",\r\n  \"config\": {\"name\": \"Orders\",},\r\n}";
pub(crate) const FIXED: &str = "{\r\n  \"uid\": \"orders\",\r\n  \"type\": \"card\",\r\n  \"config\": {\"name\": \"Orders\"}\r\n}";
pub(crate) const PATH: &str = "src/app/cards/orders-hsmeta.json";

/// A valid app with additional files.
fn project(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let app = support::root().join("fixtures/projects/documented-app");
    let base = ["hsproject.json", "src/app/app-hsmeta.json"]
        .map(|path| (path, fs::read(app.join(path)).unwrap()));
    let base = base.iter().map(|(path, bytes)| (*path, bytes.as_slice()));
    for (path, bytes) in base.chain(files.iter().copied()) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

pub(crate) fn fixable_project() -> TempDir {
    project(&[(PATH, CARD.as_bytes())])
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    support::program(folder, &[&["check"], arguments].concat())
}

pub(crate) fn hsmeta(folder: &Path, arguments: &[&str]) -> Output {
    support::output(&mut command(folder, arguments), b"")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match fs::symlink_metadata(&path).unwrap() {
                found if found.is_dir() => pending.push(path),
                found if found.is_file() => {
                    let bytes = fs::read(&path).unwrap();
                    files.insert(path, bytes);
                }
                _ => {}
            }
        }
    }
    files
}

/// Runs and expects that no file changes.
fn unchanged(folder: &Path, command: &mut Command) -> (Option<i32>, String, String) {
    let before = files(folder);
    let output = command.output().unwrap();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(files(folder) == before, "{stdout}{stderr}");
    (output.status.code(), stdout, stderr)
}

#[test]
fn a_fix_is_written_and_counted() {
    let folder = fixable_project();
    let before = files(folder.path());
    let output = hsmeta(folder.path(), &["--fix"]);
    let stdout = text(&output.stdout);
    assert_eq!(fs::read_to_string(folder.path().join(PATH)).unwrap(), FIXED);
    assert!(stdout.contains("\n2 fixed"), "{stdout}");
    assert!(
        !stdout.contains("invalid-json") && stdout.contains("missing-property"),
        "{stdout}"
    );
    assert_eq!(output.status.code(), Some(1), "what is left decides");
    assert_eq!(text(&output.stderr), "");
    let mut after = files(folder.path());
    after.insert(folder.path().join(PATH), CARD.into());
    assert_eq!(
        after, before,
        "no other file changes, and none is left behind"
    );
    let (code, stdout, _) = unchanged(folder.path(), &mut command(folder.path(), &["--fix"]));
    assert!(code == Some(1) && stdout.contains("\n0 fixed"), "{stdout}");
}

#[test]
fn the_exit_code_is_0_if_everything_was_fixed() {
    let name = fs::read_to_string(
        support::root().join("fixtures/projects/documented-app/src/app/app-hsmeta.json"),
    );
    let spaced = name.unwrap().replacen("\"name\": \"", "\"name\": \" ", 1);
    let folder = project(&[("src/app/app-hsmeta.json", spaced.as_bytes())]);
    assert_eq!(hsmeta(folder.path(), &[]).status.code(), Some(1));
    let output = hsmeta(folder.path(), &["--fix", "--quiet"]);
    assert_eq!(
        (output.status.code(), text(&output.stdout).as_str()),
        (Some(0), "")
    );
    assert_eq!(hsmeta(folder.path(), &[]).status.code(), Some(0));
}

#[test]
fn problems_say_how_they_can_be_fixed() {
    let folder = fixable_project();
    fs::write(
        folder.path().join("src/app/cards/other-hsmeta.json"),
        r#"{"uid": "b", "typ": "card"}"#,
    )
    .unwrap();
    let stdout = text(&hsmeta(folder.path(), &[]).stdout);
    assert!(
        stdout.contains("= help: remove the comma (fixable)\n")
            && stdout.contains(" (fixable with --unsafe-fixes)\n"),
        "{stdout}"
    );
    assert!(
        stdout.contains("\n2 fixable with --fix, ")
            && stdout.ends_with(" more with --fix --unsafe-fixes\n"),
        "{stdout}"
    );
    let output = hsmeta(folder.path(), &["--unsafe-fixes"]);
    assert_eq!(output.status.code(), Some(2), "alone it would do nothing");
}

#[test]
fn json_lists_what_was_fixed() {
    let folder = fixable_project();
    let output = hsmeta(folder.path(), &["--fix", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let fixed = json["fixed"].as_array().unwrap();
    assert_eq!(fixed.len(), 2);
    assert_eq!(
        (&fixed[0]["rule"], &fixed[0]["file"]),
        (&"invalid-json".into(), &PATH.into())
    );
    assert_eq!(
        (&fixed[0]["fix"], &fixed[0]["safety"]),
        (&"remove the comma".into(), &"safe".into())
    );
    assert_eq!(
        (&json["summary"]["fixed"], &json["summary"]["fixable"]),
        (&2.into(), &0.into())
    );
    let schema = fs::read_to_string(support::root().join("schemas/output.json")).unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    assert!(schema.is_valid(&json), "{json}");
}

#[test]
fn a_diff_changes_nothing_and_is_a_patch() {
    let folder = tempfile::tempdir().unwrap();
    let broken = support::root().join("fixtures/projects/broken-shop");
    for (path, bytes) in files(&broken) {
        let path = folder.path().join(path.strip_prefix(&broken).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::write(folder.path().join(PATH), CARD).unwrap();
    for arguments in [
        &["--diff"][..],
        &["--diff", "--fix"],
        &["--diff", "--unsafe-fixes"],
    ] {
        let (code, stdout, stderr) =
            unchanged(folder.path(), &mut command(folder.path(), arguments));
        assert_eq!(code, Some(1));
        assert!(
            stdout.starts_with("--- ") && stderr.contains(" would be fixed"),
            "{stdout}{stderr}"
        );
        assert!(
            stdout.contains("-}\r\n\\ No newline") || stdout.contains(" }\n\\ No newline"),
            "{stdout}"
        );
    }
    let diff = hsmeta(folder.path(), &["--diff", "--unsafe-fixes", "--quiet"]);
    assert_eq!(text(&diff.stderr), "");
    fs::write(folder.path().join("all.diff"), &diff.stdout).unwrap();
    let before = files(folder.path());
    hsmeta(folder.path(), &["--fix", "--unsafe-fixes"]);
    let fixed = files(folder.path());
    for (path, bytes) in &before {
        fs::write(path, bytes).unwrap();
    }
    let git = Command::new("git")
        .args(["apply", "-p0", "all.diff"])
        .current_dir(folder.path())
        .output();
    // git is optional; without it the patch cannot be applied.
    let Ok(git) = git else { return };
    assert!(git.status.success(), "{}", text(&git.stderr));
    assert!(files(folder.path()) == fixed, "the patch and --fix differ");
    let (code, stdout, stderr) = unchanged(folder.path(), &mut command(folder.path(), &["--diff"]));
    assert_eq!((code, stdout.as_str()), (Some(0), ""), "{stderr}");
}

#[test]
fn a_diff_masks_secrets_and_control_characters() {
    let secret = "pat-na1-0a1b2c3d-4e5f-6789-abcd-ef0123456789";
    let card = format!(
        "{{\"uid\": \"a\",\n \"x\u{1b}[31m\": \"{secret}\",\n \"type\": \"card\", \"clientSecret\": \"0123456789abcdef0123\", }}"
    );
    let folder = project(&[(PATH, card.as_bytes())]);
    let stdout = text(&hsmeta(folder.path(), &["--diff"]).stdout);
    assert!(stdout.contains("\"type\": \"card\""), "{stdout}");
    assert!(
        !stdout.contains("0a1b2c3d")
            && !stdout.contains("0123456789ab")
            && !stdout.contains('\u{1b}'),
        "{stdout}"
    );
}

#[test]
fn a_file_of_two_projects_is_fixed_with_the_inner_one() {
    let manifest =
        fs::read_to_string(support::root().join("fixtures/projects/documented-app/hsproject.json"))
            .unwrap();
    let outer = manifest.replace("\"src\"", "\"inner/src\"");
    let path = "inner/src/app/cards/orders-hsmeta.json";
    let folder = project(&[
        ("hsproject.json", outer.as_bytes()),
        ("inner/hsproject.json", manifest.as_bytes()),
        (path, CARD.as_bytes()),
    ]);
    let diff = text(&hsmeta(folder.path(), &["--diff"]).stdout);
    assert_eq!(diff.matches("--- ").count(), 1, "{diff}");
    let output = hsmeta(folder.path(), &["--fix", ".", "inner"]);
    assert_eq!(
        (output.status.code(), text(&output.stderr).as_str()),
        (Some(1), "")
    );
    assert_eq!(fs::read_to_string(folder.path().join(path)).unwrap(), FIXED);
}

#[test]
fn files_with_invalid_utf8_are_not_fixed() {
    let card = [b"{\"uid\": \"orders\xff\", \"type\": \"card\",}".as_slice()].concat();
    let utf_16 = b"\xff\xfe{\0}\0".as_slice();
    let folder = project(&[(PATH, &card), ("src/app/cards/wide-hsmeta.json", utf_16)]);
    let (code, stdout, stderr) = unchanged(folder.path(), &mut command(folder.path(), &["--fix"]));
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains(&format!("{PATH}: not fixed: it is not valid UTF-8")),
        "{stderr}"
    );
    assert!(
        !stdout.contains("(fixable"),
        "no fix is offered that is not applied: {stdout}"
    );
}

#[test]
fn a_byte_order_mark_is_removed_and_nothing_else() {
    let card = format!("\u{feff}{FIXED}");
    let folder = project(&[(PATH, card.as_bytes())]);
    hsmeta(folder.path(), &["--fix"]);
    assert_eq!(fs::read_to_string(folder.path().join(PATH)).unwrap(), FIXED);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::os::unix::process::CommandExt;
    use std::time::Duration;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn is_root(folder: &Path) -> bool {
        fs::metadata(folder).unwrap().uid() == 0
    }

    #[test]
    fn permissions_and_owner_are_kept() {
        let folder = fixable_project();
        let card = folder.path().join(PATH);
        set_mode(&card, 0o640);
        let owner = if is_root(folder.path()) {
            (1234, 4321)
        } else {
            (fs::metadata(&card).unwrap().uid(), 0)
        };
        if is_root(folder.path()) {
            chown(&card, Some(owner.0), Some(owner.1)).unwrap();
        }
        hsmeta(folder.path(), &["--fix"]);
        assert_eq!(fs::read_to_string(&card).unwrap(), FIXED);
        assert_eq!(
            (mode(&card), fs::metadata(&card).unwrap().uid()),
            (0o640, owner.0)
        );
        if is_root(folder.path()) {
            assert_eq!(fs::metadata(&card).unwrap().gid(), owner.1);
        }
    }

    #[test]
    fn symbolic_links_are_not_fixed() {
        let outside = tempfile::tempdir().unwrap();
        let manifest = fs::read_to_string(
            support::root().join("fixtures/projects/documented-app/hsproject.json"),
        );
        let faulty = manifest.unwrap().replacen('}', ", }", 1);
        fs::write(outside.path().join("real.json"), &faulty).unwrap();
        let folder = fixable_project();
        fs::remove_file(folder.path().join("hsproject.json")).unwrap();
        symlink(
            outside.path().join("real.json"),
            folder.path().join("hsproject.json"),
        )
        .unwrap();
        let source = outside.path().join("src");
        fs::rename(folder.path().join("src"), &source).unwrap();
        symlink(&source, folder.path().join("src")).unwrap();
        let before = files(outside.path());
        let (code, stdout, stderr) =
            unchanged(folder.path(), &mut command(folder.path(), &["--fix"]));
        assert!(files(outside.path()) == before, "{stdout}");
        assert_eq!(code, Some(1));
        for file in ["hsproject.json", PATH] {
            assert!(
                stderr.contains(&format!("{file}: not fixed: it is a symbolic link")),
                "{stderr}"
            );
        }
        assert!(
            stdout.contains("invalid-json") && stdout.contains("0 fixed"),
            "{stdout}"
        );
    }

    /// A run without permission to write to the folder of the card. Root ignores permissions, so it runs as another user.
    fn unprivileged(folder: &Path) -> Command {
        let mut command = command(folder, &["--fix"]);
        if is_root(folder) {
            set_mode(folder, 0o755);
            command.uid(65_534);
        }
        command
    }

    #[test]
    fn a_read_only_folder_is_an_error() {
        let folder = fixable_project();
        let cards = folder.path().join(PATH).parent().unwrap().to_owned();
        set_mode(&cards, 0o555);
        let mut command = unprivileged(folder.path());
        // A container may not allow it to change the user.
        if command.output().is_err() {
            return;
        }
        let (code, stdout, stderr) = unchanged(folder.path(), &mut command);
        set_mode(&cards, 0o755);
        assert_eq!(code, Some(2), "{stdout}{stderr}");
        assert!(
            stderr.contains(&format!("{PATH}: not fixed: ")) && stderr.contains("denied"),
            "{stderr}"
        );
        assert!(
            stdout.contains("invalid-json") && stdout.contains("0 fixed, 2 fixable with --fix"),
            "{stdout}"
        );
    }

    #[test]
    fn a_read_only_file_is_not_fixed() {
        let folder = fixable_project();
        set_mode(&folder.path().join(PATH), 0o444);
        let (code, _, stderr) = unchanged(folder.path(), &mut command(folder.path(), &["--fix"]));
        assert_eq!(code, Some(2));
        assert!(
            stderr.contains(&format!("{PATH}: not fixed: it is read-only")),
            "{stderr}"
        );
    }

    #[test]
    fn a_failed_write_leaves_the_file_unchanged() {
        let folder = fixable_project();
        // With a size limit of 0, writing fails after the file was created, as on a full disk.
        let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" check --fix 2>&1 | cat";
        let mut command = Command::new("bash");
        command
            .args(["-c", script, env!("CARGO_BIN_EXE_hsmeta")])
            .current_dir(folder.path());
        let (_, stdout, _) = unchanged(folder.path(), &mut command);
        assert!(
            stdout.contains(&format!("{PATH}: not fixed: File too large")),
            "{stdout}"
        );
    }

    /// A project with this number of fixable cards.
    fn project_with_cards(number: usize) -> TempDir {
        let folder = fixable_project();
        for at in 0..number {
            let card = CARD.replace("orders", &format!("orders-{at}"));
            fs::write(
                folder
                    .path()
                    .join(format!("src/app/cards/orders-{at}-hsmeta.json")),
                card,
            )
            .unwrap();
        }
        folder
    }

    /// The files whose names begin with a dot.
    fn leftovers(folder: &Path) -> Vec<PathBuf> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                path.file_name()
                    .unwrap()
                    .as_encoded_bytes()
                    .starts_with(b".")
            })
            .collect()
    }

    #[test]
    fn a_killed_run_leaves_whole_files() {
        const NUMBER: usize = 1_000;
        let folder = project_with_cards(NUMBER);
        let cards = folder.path().join("src/app/cards");
        let path = |at: usize| cards.join(format!("orders-{at}-hsmeta.json"));
        let old = |at: usize| CARD.replace("orders", &format!("orders-{at}"));
        let new = |at: usize| FIXED.replace("orders", &format!("orders-{at}"));
        let mut interrupted = 0;
        // In milliseconds: soon after the first write, and later.
        for delay in [0, 3, 11, 29, 47] {
            for path in leftovers(&cards) {
                fs::remove_file(path).unwrap();
            }
            for at in 0..NUMBER {
                fs::write(path(at), old(at)).unwrap();
            }
            let mut child = command(folder.path(), &["--fix"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // The first temporary file appears after everything was checked.
            while leftovers(&cards).is_empty() && child.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_millis(delay));
            child.kill().unwrap();
            child.wait().unwrap();
            let mut done = 0;
            for at in 0..NUMBER {
                let text = fs::read_to_string(path(at)).unwrap();
                assert!(text == old(at) || text == new(at), "{text}");
                done += usize::from(text == new(at));
            }
            interrupted += usize::from(0 < done && done < NUMBER);
            for entry in fs::read_dir(&cards).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                let is_ours = name.starts_with('.') && name.ends_with(".tmp");
                assert!(is_ours || name.ends_with("-hsmeta.json"), "{name}");
            }
        }
        assert!(interrupted > 0, "no run was killed between two files");
        let output = hsmeta(folder.path(), &["--fix", "--quiet", "--format", "json"]);
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(
            (0..NUMBER).all(|at| fs::read_to_string(path(at)).unwrap() == new(at)),
            "{}",
            json["summary"]
        );
    }
}
