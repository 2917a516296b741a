//! Projects as one text: each file begins with a line `== path`. A line of options comes first, if there are any.

use std::fmt::Write;

use migration::{Content, Options, ProjectFiles};

pub(crate) fn read(text: &str) -> (ProjectFiles, Options) {
    let mut project = ProjectFiles::default();
    let text = format!("\n{text}");
    let mut parts = text.split("\n== ");
    let options = options(parts.next().unwrap());
    for part in parts {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        let content = match content {
            "(link)\n" | "(link)" => Content::Link,
            "" => Content::text(""),
            _ => Content::text(&format!("{}\n", content.trim_end_matches('\n'))),
        };
        project.insert(path, content);
    }
    (project, options)
}

fn options(line: &str) -> Options {
    let mut options = Options::default();
    let line = line.trim().replace(" --", "\n--");
    for flag in line.lines() {
        assert!(options.answer(flag), "unknown option {flag}");
    }
    options
}

pub(crate) fn show(project: &ProjectFiles) -> String {
    let mut text = String::new();
    for (path, content) in &project.files {
        writeln!(text, "== {path}").unwrap();
        match content {
            Content::Link => text.push_str("(link)\n"),
            Content::Unread => text.push_str("(not read)\n"),
            Content::Bytes(bytes) => text.push_str(&String::from_utf8_lossy(bytes)),
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}
