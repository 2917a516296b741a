//! `--watch`, driven through pipes: it reports, reports again after a change, and runs until it is killed.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::cli::{hsmeta, project, stderr};

/// The time after which a test fails.
const TIMEOUT: Duration = Duration::from_secs(60);

const CARD: &str = "src/app/cards/c-hsmeta.json";

struct Watch {
    child: Child,
    report: Receiver<String>,
    messages: Receiver<String>,
}

impl Watch {
    fn new(folder: &Path, arguments: &[&str]) -> Watch {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hsmeta"));
        command
            .current_dir(folder)
            .args(["check", "--watch"])
            .args(arguments)
            .env_remove("FORCE_COLOR");
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (report, messages) = (
            lines(child.stdout.take().unwrap()),
            lines(child.stderr.take().unwrap()),
        );
        Watch {
            child,
            report,
            messages,
        }
    }

    /// The lines of the next report; the summary is the last.
    fn round(&self) -> Vec<String> {
        let mut report = Vec::new();
        while !report
            .last()
            .is_some_and(|line: &String| line.starts_with("checked "))
        {
            report.push(self.report.recv_timeout(TIMEOUT).unwrap());
        }
        let messages = self.messages.recv_timeout(TIMEOUT).unwrap();
        assert!(
            messages.contains("checked in ") && messages.contains("waiting for changes"),
            "{messages}"
        );
        report
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        BufReader::new(stream)
            .lines()
            .map_while(Result::ok)
            .try_for_each(|line| send.send(line))
    });
    receive
}

#[test]
fn only_a_change_triggers_another_check() {
    let folder = project(&[]);
    let watch = Watch::new(folder.path(), &["--format", "text"]);
    assert!(watch.round()[0].contains("no problems"));
    let card = folder.path().join(CARD);
    std::fs::create_dir_all(card.parent().unwrap()).unwrap();
    std::fs::write(&card, "{}").unwrap();
    let report = watch.round();
    assert!(report.iter().any(|line| line.contains(CARD)), "{report:?}");
    assert!(
        report.iter().all(|line| !line.contains('\u{1b}')),
        "a pipe is not cleared: {report:?}"
    );
    std::fs::remove_file(&card).unwrap();
    assert!(watch.round()[0].contains("no problems"));
    assert_eq!(watch.report.try_recv().ok(), None, "it waits");
}

#[test]
fn a_path_in_a_project_watches_the_whole_project() {
    let folder = project(&[(CARD, "{}")]);
    let watch = Watch::new(&folder.path().join("src/app/cards"), &["c-hsmeta.json"]);
    assert!(watch.round().len() > 1);
    let app = folder.path().join("src/app/app-hsmeta.json");
    std::fs::write(&app, std::fs::read_to_string(&app).unwrap() + "]").unwrap();
    let report = watch.round();
    assert!(
        report.iter().any(|line| line.contains("app-hsmeta.json")),
        "{report:?}"
    );
}

#[test]
fn document_formats_cannot_be_watched() {
    let folder = project(&[]);
    for format in ["json", "sarif", "gitlab", "junit"] {
        let output = hsmeta(folder.path(), &["check", "--watch", "--format", format]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("--format text, compact, agent or github"),
            "{}",
            stderr(&output)
        );
    }
    for refused in [
        &["--output", "x"][..],
        &["--fix"],
        &["--diff"],
        &["--stdin-filename", CARD],
    ] {
        let output = hsmeta(folder.path(), &[&["check", "--watch"], refused].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("cannot be used with"),
            "{}",
            stderr(&output)
        );
    }
}
