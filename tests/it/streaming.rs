//! A report that is printed while projects finish equals one that is written at once: `--output` never streams.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;

use crate::support;

const MANIFEST: &str = r#"{"name": "p ", "srcDir": "src", "platformVersion": "2023.1", "x": 1}"#;
const COMPONENT: &str = r#"{"uid": "a b", "type": "card", "config": {"x": 1,}}"#;
const CONFIG: &str =
    "[rules]\nno-such-rule = \"off\"\n[[ignore]]\nrules = [\"invalid-uid\"]\npath = \"b/**\"\n";

/// What is put into a folder.
#[derive(Clone, Debug)]
enum Content {
    Project,
    Loose,
    Config,
    /// Configuration files above it do not apply.
    Repository,
}

impl Content {
    fn write(&self, folder: &Path) {
        let files: &[(&str, &str)] = match self {
            Content::Project => &[
                ("hsproject.json", MANIFEST),
                ("src/app/cards/c-hsmeta.json", COMPONENT),
            ],
            Content::Loose => &[("loose-hsmeta.json", COMPONENT)],
            Content::Config => &[("hsmeta.toml", CONFIG)],
            Content::Repository => &[(".git/HEAD", "")],
        };
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![
        8 => Just(Content::Project),
        2 => Just(Content::Loose),
        1 => Just(Content::Config),
        1 => Just(Content::Repository),
    ]
}

/// Folders whose order as paths differs from that of their names.
fn folder() -> impl Strategy<Value = String> {
    let name = select(vec!["a", "b", "b-c", "b c", "b.d", "B", "z"]);
    prop::collection::vec(name, 0..4).prop_map(|names| names.join("/"))
}

fn tree() -> impl Strategy<Value = Vec<(String, Content)>> {
    prop::collection::vec((folder(), content()), 1..14)
}

fn paths() -> impl Strategy<Value = Vec<&'static str>> {
    select(vec![
        vec!["."],
        vec!["b", "a", "b-c", "."],
        vec!["b/", "../w/b-c", "b/hsproject.json"],
        vec![".."],
        vec!["a/loose-hsmeta.json", "."],
    ])
}

fn limit() -> impl Strategy<Value = Option<usize>> {
    prop::option::of(0_usize..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn streamed_reports_equal_buffered_ones(
        tree in tree(),
        format in select(vec!["json", "agent", "compact", "text", "github", "gitlab", "sarif", "junit"]),
        paths in paths(),
        limit in limit(),
        has_baseline in any::<bool>(),
    ) {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("w");
        fs::create_dir_all(folder.join("b")).unwrap();
        for (path, content) in &tree {
            content.write(&folder.join(path));
        }
        let mut arguments = vec!["check", "--format", format, "--min-severity", "info"];
        if has_baseline {
            let recorded = ["check", "--baseline", "base.json", "--update-baseline", "b"];
            support::run(&folder, &recorded);
            arguments.extend(["--baseline", "base.json"]);
        }
        let limit = limit.map(|limit| limit.to_string());
        if let Some(limit) = &limit {
            arguments.extend(["--max-diagnostics", limit]);
        }
        arguments.extend(paths);
        let streamed = support::run(&folder, &arguments);
        arguments.extend(["--output", "report"]);
        let buffered = support::run(&folder, &arguments);
        prop_assert_eq!(streamed.status.code(), buffered.status.code());
        prop_assert_eq!(&streamed.stderr, &buffered.stderr);
        let report = fs::read_to_string(folder.join("report")).unwrap_or_default();
        prop_assert_eq!(String::from_utf8_lossy(&streamed.stdout), report);
    }
}
