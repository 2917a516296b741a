//! Malicious projects: no panic, no hang, and no control characters in the output. Each run of the program has a time
//! limit.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::json;
use tempfile::TempDir;

use crate::support::run;

const MANIFEST: &str = r#"{"name": "x", "srcDir": "src", "platformVersion": "2026.03"}"#;
const CARD: &str = "src/app/cards/card-hsmeta.json";
const FORMATS: [&str; 8] = [
    "text", "compact", "agent", "json", "sarif", "github", "gitlab", "junit",
];

/// Escape sequences, control characters, line separators, bidirectional and invisible characters.
pub const ESCAPES: &str =
    "\u{1b}[31m\u{7}\r\n\u{202e}\u{9b}2J\u{200f}\u{2028}\u{e0041}\u{1b}]8;;x\u{1b}\\";

/// A project with a manifest and these files.
pub fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("hsproject.json", MANIFEST)].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Fails if the output has control characters or invisible ones.
fn assert_harmless(output: &Output, arguments: &[&str]) {
    // A diff keeps the line breaks of a file.
    for text in [
        stdout(output).replace("\r\n", "\n"),
        stderr(output).to_owned(),
    ] {
        let raw = text
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || ESCAPES.contains(*c) && !c.is_ascii());
        assert_eq!(raw, None, "{arguments:?}: {text}");
    }
}

#[test]
fn the_size_of_a_file_is_limited() {
    let folder = project(&[(CARD, "[]")]);
    let huge = fs::File::create(folder.path().join("src/app/cards/huge-hsmeta.json")).unwrap();
    huge.set_len(200_000_000).unwrap();
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output)
            .contains("huge-hsmeta.json: file is 200000000 bytes, over the 32 MiB limit")
    );
    assert!(
        stdout(&output).contains("not-an-object"),
        "the other file's diagnostic is lost"
    );
    huge.set_len(3_000).unwrap();
    assert!(
        stderr(&run(folder.path(), &["check", "--max-file-size", "2K"]))
            .contains("file is 3000 bytes, over the 2 KiB limit")
    );
    let output = run(folder.path(), &["check", "--max-file-size", "3000"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
    assert!(stdout(&output).contains("huge-hsmeta.json:1:1"));
}

#[test]
fn a_folder_with_many_files_is_checked() {
    let folder = project(&[(CARD, "[]")]);
    for number in 0..20_000 {
        fs::File::create(folder.path().join(format!("src/app/cards/{number}.tsx"))).unwrap();
    }
    assert!(stdout(&run(folder.path(), &["check"])).contains("not-an-object"));
}

#[test]
fn thousands_of_missing_files_are_reported() {
    let folder = project(&[]);
    let cards = folder.path().join("src/app/cards");
    fs::create_dir_all(&cards).unwrap();
    for number in 0..20_000 {
        fs::File::create(cards.join(format!("{number}.css"))).unwrap();
    }
    for number in 0..2_000 {
        let config = json!({ "name": "n", "location": "crm.record.tab", "objectTypes": ["contacts"],
            "entrypoint": format!("/app/cards/x{number}.tsx"), "previewImage": { "file": format!("{number}.png"), "altText": "a" } });
        let card = json!({ "uid": format!("card-{number}"), "type": "card", "config": config });
        fs::write(
            cards.join(format!("{number}-hsmeta.json")),
            card.to_string(),
        )
        .unwrap();
    }
    let output = run(folder.path(), &["check", "--format", "compact"]);
    assert_eq!(stdout(&output).matches("missing-entrypoint").count(), 2_000);
    assert_eq!(stdout(&output).matches("missing-image").count(), 2_000);
}

/// A project with escapes in every string, key, uid and file name.
pub fn hostile_project() -> TempDir {
    let app = json!({ "uid": ESCAPES, "type": "app", ESCAPES: 1, "config": {
        "name": ESCAPES, "description": ESCAPES, "distribution": ESCAPES, "support": { ESCAPES: ESCAPES, "supportEmail": ESCAPES },
        "auth": { "type": ESCAPES, "requiredScopes": [ESCAPES], "redirectUrls": [ESCAPES] }, "permittedUrls": { "fetch": [ESCAPES] },
    } });
    let card = format!(
        "{{\"uid\": \"{ESCAPES}\", \"type\": \"card{ESCAPES}\", 'config': {{\"{ESCAPES}\": {ESCAPES}, \"entrypoint\": \"/{ESCAPES}\"}},}}"
    );
    let profile = json!({ "accountId": ESCAPES, "variables": { ESCAPES: ESCAPES } }).to_string();
    let config = format!(
        "[rules]\n{0} = {0}\n[[ignore]]\nrule = {0}\npath = {0}\nreason = {0}\n",
        json!(ESCAPES)
    );
    let manifest =
        json!({ "name": ESCAPES, "srcDir": "src", "platformVersion": ESCAPES, ESCAPES: ESCAPES })
            .to_string();
    let folder = project(&[
        ("hsproject.json", &manifest),
        ("hsmeta.toml", &config),
        ("src/app/app-hsmeta.json", &app.to_string()),
        ("src/app/cards/card-hsmeta.json", &card),
    ]);
    if cfg!(unix) {
        let name = ESCAPES.replace(['/', '\0'], "");
        for (path, text) in [
            ("src/app/cards/?-hsmeta.json", &card),
            ("src/hsprofile.?.json", &profile),
        ] {
            fs::write(folder.path().join(path.replace('?', &name)), text).unwrap();
        }
        let below = folder.path().join(format!("src/app/{name}/functions"));
        fs::create_dir_all(&below).unwrap();
        fs::write(below.join("x-hsmeta.json"), card).unwrap();
    }
    folder
}

#[test]
fn every_format_escapes_control_characters() {
    let folder = hostile_project();
    for format in FORMATS {
        let arguments = ["check", "--format", format, "--min-severity", "info"];
        let output = run(folder.path(), &arguments);
        assert_harmless(&output, &arguments);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{format}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn every_command_escapes_control_characters() {
    let folder = hostile_project();
    for arguments in [
        &["check", "--diff", "--unsafe-fixes"][..],
        &["check", ESCAPES],
        &["check", "--profile", ESCAPES],
        &["check", "--baseline", ESCAPES],
        &["check", "--rule", ESCAPES],
        &["check", "--format", ESCAPES],
        &["check", "--stdin-filename", ESCAPES],
        &["check", "--stdin-filename", "src/app/\u{1b}-hsmeta.json"],
        &["check", "--output", "none/\u{1b}[31m"],
        &["config"],
        &["config", ESCAPES],
        &["install-url"],
        &["install-url", "--check", ESCAPES],
        &["init", ESCAPES],
        &["add", ESCAPES],
        &["add", "card", ESCAPES],
        &["explain", ESCAPES],
        &["schema", ESCAPES],
        &["man", ESCAPES],
        &["check", "--fix", "--unsafe-fixes"],
    ] {
        assert_harmless(&run(folder.path(), arguments), arguments);
    }
}

#[test]
fn expensive_globs_do_not_hang() {
    let deep = format!("{}a{}", "{".repeat(400), "}".repeat(400));
    let globs = [
        "*a".repeat(60) + "b",
        "**/".repeat(200) + "x",
        "{a,b}".repeat(25),
        deep,
        "[a-z".repeat(100_000),
    ];
    let entries = globs.map(|glob| {
        format!("[[ignore]]\nrule = \"invalid-uid\"\npath = \"{glob}\"\nreason = \"x\"\n")
    });
    let long = format!("src/{}{}-hsmeta.json", "a/".repeat(200), "a".repeat(200));
    let ignore = format!(
        "{}b\n{}x\n{}\n",
        "*a".repeat(60),
        "**/".repeat(500),
        "{a,b}".repeat(30)
    );
    let folder = project(&[
        (CARD, "[]"),
        (&long, "[]"),
        ("hsmeta.toml", &entries.concat()),
        (".hsignore", &ignore),
    ]);
    assert!(stdout(&run(folder.path(), &["check"])).contains("not-an-object"));
    for nested in [
        format!("a={}", "[".repeat(100_000)),
        format!("[{}a]", "a.".repeat(50_000)),
    ] {
        fs::write(folder.path().join("hsmeta.toml"), nested).unwrap();
        assert!(stdout(&run(folder.path(), &["check"])).contains("invalid-config"));
    }
}

#[test]
fn the_number_of_printed_problems_is_limited() {
    let keys: Vec<String> = (0..10_100)
        .map(|number| format!("\"k{number}\": 1"))
        .collect();
    let app = format!(
        "{{\"uid\": \"a\", \"type\": \"app\", \"config\": {{{}}}}}",
        keys.join(", ")
    );
    let folder = project(&[("src/app/app-hsmeta.json", &app)]);
    let output = run(folder.path(), &["check", "--format", "compact"]);
    let lines = stdout(&output)
        .lines()
        .filter(|line| line.contains("app-hsmeta.json:1:"))
        .count();
    assert_eq!(lines, 10_000);
    assert!(stdout(&output).contains(" more; raise the limit with --max-diagnostics"));
}

#[test]
fn source_folders_outside_of_the_project_are_not_read() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret-hsmeta.json"), "[]").unwrap();
    let absolute = outside.path().to_string_lossy().into_owned();
    for source in [
        "../..",
        "..",
        "/",
        "src/../..",
        "./",
        "\u{1b}",
        "C:\\",
        &absolute,
    ] {
        let folder = project(&[(CARD, "[]")]);
        let manifest =
            json!({ "name": "x", "srcDir": source, "platformVersion": "2026.03" }).to_string();
        fs::write(folder.path().join("hsproject.json"), manifest).unwrap();
        let output = run(folder.path(), &["check", "--min-severity", "info"]);
        assert!(
            !stdout(&output).contains("secret"),
            "{source}: {}",
            stdout(&output)
        );
        assert_eq!(
            output.status.code(),
            Some(1),
            "{source}: {}",
            stderr(&output)
        );
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn links_to_parents_and_devices_do_not_hang() {
        for target in [".", "..", "src", "/", "/proc/self/fd", "/dev", "nowhere"] {
            let folder = project(&[]);
            symlink(target, folder.path().join("src")).unwrap();
            for (name, target) in [("a", "b"), ("b", "a"), ("up", "..")] {
                symlink(target, folder.path().join(name)).unwrap();
            }
            // Parent folders of the project, such as `/`, are not searched.
            run(folder.path(), &["check"]);
        }
    }

    #[test]
    fn a_project_file_that_links_to_a_device_is_an_error() {
        for target in [
            "/dev/zero",
            "/dev/stdin",
            "/proc/self/environ",
            "/proc/kmsg",
            "/proc/self/mem",
            "hsproject.json",
        ] {
            let folder = project(&[(CARD, "[]")]);
            fs::remove_file(folder.path().join("hsproject.json")).unwrap();
            symlink(target, folder.path().join("hsproject.json")).unwrap();
            for name in ["hsmeta.toml", ".hsignore"] {
                symlink(target, folder.path().join(name)).unwrap();
            }
            assert_ne!(
                run(folder.path(), &["check"]).status.code(),
                Some(0),
                "{target}"
            );
        }
        let folder = project(&[(CARD, "[]")]);
        symlink("/dev/zero", folder.path().join("baseline.json")).unwrap();
        if Path::new("/dev/zero").exists() {
            let output = run(folder.path(), &["check", "--baseline", "baseline.json"]);
            assert!(
                stderr(&output).contains("invalid baseline"),
                "{}",
                stderr(&output)
            );
        }
    }

    #[test]
    fn files_may_change_during_a_run() {
        let folder = project(&[
            (CARD, "[]"),
            ("src/app/app-hsmeta.json", "{\"uid\": \"a\",}"),
        ]);
        let card = folder.path().join(CARD);
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let changes: [&dyn Fn(); 5] = [
                    &|| drop(fs::write(&card, "{\"uid\": ".repeat(10_000))),
                    &|| drop(Command::new("mkfifo").arg(&card).status()),
                    &|| drop(symlink("/dev/zero", &card)),
                    &|| drop(fs::create_dir(&card)),
                    &|| drop(fs::write(&card, "[1,]")),
                ];
                for change in changes
                    .iter()
                    .cycle()
                    .take_while(|_| !is_over.load(Ordering::Relaxed))
                {
                    let _ = fs::remove_file(&card).or_else(|_| fs::remove_dir(&card));
                    change();
                }
            });
            for arguments in [&["check"][..], &["check", "--fix"], &["check", "--diff"]]
                .iter()
                .cycle()
                .take(24)
            {
                run(folder.path(), arguments);
            }
            is_over.store(true, Ordering::Relaxed);
        });
    }

    /// A file may become a pipe after it was listed, which the test above covers by chance only.
    #[test]
    fn reading_a_pipe_fails_immediately() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe-hsmeta.json");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || sender.send(project::load::read_file(&pipe, 10)));
        let read = receiver
            .recv_timeout(std::time::Duration::from_secs(20))
            .expect("reading does not wait for a writer");
        assert_eq!(read.unwrap_err().to_string(), "not a regular file");
    }

    #[test]
    fn the_size_limit_applies_to_files_of_unknown_size() {
        // Its metadata says that it is empty.
        let read = project::load::read_file(Path::new("/proc/self/maps"), 10);
        if Path::new("/proc/self/maps").exists() {
            assert!(
                read.unwrap_err()
                    .to_string()
                    .contains("over the 10 bytes limit")
            );
        }
    }

    #[test]
    fn fixing_a_read_only_file_changes_nothing() {
        use std::os::unix::fs::PermissionsExt;
        let text = "{\"uid\": \"a\", \"type\": \"card\", \"config\": {},}";
        let folder = project(&[(CARD, text)]);
        let (card, cards) = (
            folder.path().join(CARD),
            folder.path().join("src/app/cards"),
        );
        fs::set_permissions(&card, fs::Permissions::from_mode(0o444)).unwrap();
        fs::set_permissions(&cards, fs::Permissions::from_mode(0o555)).unwrap();
        let output = run(folder.path(), &["check", "--fix"]);
        fs::set_permissions(&cards, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(fs::read_to_string(&card).unwrap(), text);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(CARD), "{}", stderr(&output));
        assert_eq!(
            fs::read_dir(cards).unwrap().count(),
            1,
            "no temporary file remains"
        );
    }
}
