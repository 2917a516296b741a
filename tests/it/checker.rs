//! A `Checker` that is used again after any changes of a project gives the diagnostics of a fresh check.

use std::collections::BTreeMap;
use std::path::PathBuf;

use catalog::FileKind;
use diagnostics::RelPath;
use project::document::Document;
use project::{Entry, Project};
use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;
use rules::check::{Checker, check};

/// The files of the project, each with its possible contents.
const FILES: &[(&str, &[&str])] = &[
    (
        "hsproject.json",
        &[
            r#"{"name": "orders", "srcDir": "src", "platformVersion": "2026.03"}"#,
            r#"{"name": "orders", "srcDir": "src", "platformVersion": "2026.09-beta"}"#,
            r#"{"name": "orders", "srcDir": "src", "platformVersion": "2023.2"}"#,
            r#"{"name": "orders", "srcDir": "src/app"}"#,
        ],
    ),
    (
        "src/app/orders-hsmeta.json",
        &[
            r#"{"uid": "orders", "type": "app", "config": {"name": "${NAME}", "description": "d", "distribution": "private",
                "auth": {"type": "static", "requiredScopes": ["crm.objects.contacts.read"]}, "support": {"supportPhone": "1"}}}"#,
            r#"{"uid": "${UID}", "type": "app", "config": {"name": "Orders", "description": "${HOST}", "distribution": "marketplace",
                "auth": {"type": "oauth", "requiredScopes": ["oauth"], "redirectUrls": ["${HOST}/cb", "http://a.tech"]}}}"#,
            r#"{"uid": "orders", "type": "Application", "config": {"nmae": "Orders", "distribution": "0123456789abcdef0123"}}"#,
            r#"{"uid": "orders", "type": "app", "config": {}, "permissions": {"requiredScopes": []}}"#,
        ],
    ),
    (
        "src/app/cards/history-hsmeta.json",
        &[
            r#"{"uid": "history", "type": "card", "config": {"name": "History", "location": "crm.record.tab",
                "entrypoint": "/app/cards/History.tsx", "objectTypes": ["contacts"]}}"#,
            r#"{"uid": "${UID}", "type": "card", "config": {"name": "${NAME}", "location": "crm.record.tba", "objectTypes": 1}}"#,
            r#"{"uid": "orders", "type": "thing", "config": {"clientSecret": "0123456789abcdef0123", "nmae": "0123456789abcdef0123"}}"#,
            r#"{"uid": "history", "type": "app-function", "label": "x", "config": {}}"#,
        ],
    ),
    (
        "src/app/functions/send-hsmeta.json",
        &[
            r#"{"uid": "send", "type": "app-function", "config": {"entrypoint": "/app/functions/send.js", "secretKeys": []}}"#,
            r#"{"uid": "hubspot-serverless-package-uid", "type": "app-function", "config": {"entrypoint": "${HOST}"}}"#,
            r#"{"uid": "hubspot-serverless-package-uid", "type": "app_function_package"}"#,
        ],
    ),
    (
        "src/hsprofile.dev.json",
        &[
            r#"{"accountId": 1, "variables": {"NAME": "Orders", "HOST": "https://a.tech", "UID": "orders"}}"#,
            r#"{"accountId": 0, "variables": {"NAME": null, "HOST": 1.5, "A}": true}}"#,
            r#"{"accountId": 1, "variables": [1, {}]}"#,
        ],
    ),
    (
        "src/hsprofile.prod.json",
        &[
            r#"{"accountId": 2, "variables": {"NAME": "", "HOST": "ftp://b.tech", "UID": "history"}}"#,
            "{}",
        ],
    ),
    (
        "src/elsewhere/lost-hsmeta.json",
        &[r#"{"uid": "lost", "type": "card"}"#],
    ),
];

/// A change of a project.
#[derive(Clone, Debug)]
pub enum Step {
    /// Replaces a file by one of its contents, with a string inserted or a character removed.
    Write(usize, usize, Option<(prop::sample::Index, &'static str)>),
    Remove(usize),
    /// Creates or deletes a path that is not a configuration file.
    Toggle(&'static str),
    Ignore(Option<&'static str>),
    /// Whether the project has a manifest.
    Manifest(bool),
}

pub fn step() -> impl Strategy<Value = Step> {
    let file = 0..FILES.len();
    let typo = (
        any::<prop::sample::Index>(),
        prop::sample::select(vec!["", "\"", "}", ",", " ", "x", "\n"]),
    );
    let toggled = vec![
        "src/app/cards/History.tsx",
        "src/app/functions",
        "src",
        "src/app/logo.png",
    ];
    prop_oneof![
        12 => (file.clone(), 0..4usize, prop::option::of(typo)).prop_map(|(file, text, typo)| Step::Write(file, text, typo)),
        2 => file.prop_map(Step::Remove),
        2 => prop::sample::select(toggled).prop_map(Step::Toggle),
        1 => prop::sample::select(vec![None, Some("*.tsx"), Some("app/")]).prop_map(Step::Ignore),
        1 => any::<bool>().prop_map(Step::Manifest),
    ]
}

fn write(
    project: &mut Project,
    file: usize,
    text: usize,
    typo: Option<(prop::sample::Index, &'static str)>,
) {
    let (path, texts) = FILES[file];
    let mut text = texts[text % texts.len()].to_owned();
    if let Some((at, new)) = typo {
        let at = at.index(text.len());
        text.replace_range(at..at + usize::from(new.is_empty()), new);
    }
    let path = RelPath::new(path);
    let kind = FileKind::of(path.file_name()).unwrap();
    project.insert(Document::parse(path, kind, text));
}

pub fn apply(project: &mut Project, step: Step) {
    match step {
        Step::Write(file, text, typo) => write(project, file, text, typo),
        Step::Remove(file) => {
            let path = RelPath::new(FILES[file].0);
            project.entries.remove(&path);
            project.documents.remove(&path);
        }
        Step::Toggle(path) => {
            let entry = if path.contains('.') {
                Entry::File
            } else {
                Entry::Folder
            };
            let path = RelPath::new(path);
            if project.entries.remove(&path).is_none() {
                project.entries.insert(path, entry);
            }
        }
        Step::Ignore(text) => project.hsignore = text.map(str::to_owned),
        Step::Manifest(true) => project.manifest = Some(RelPath::new(FILES[0].0)),
        Step::Manifest(false) => project.manifest = None,
    }
}

pub fn project() -> Project {
    let mut project = Project {
        root: PathBuf::from("/orders"),
        manifest: Some(RelPath::new(FILES[0].0)),
        parent_project: None,
        below_node_modules: None,
        entries: BTreeMap::from([(RelPath::new("src"), Entry::Folder)]),
        documents: BTreeMap::new(),
        image_sizes: BTreeMap::new(),
        hsignore: None,
        ..Project::default()
    };
    for file in 0..FILES.len() {
        write(&mut project, file, 0, None);
    }
    project
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_301),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_reused_checker_equals_a_fresh_check(steps in prop::collection::vec(step(), 1..30)) {
        let (mut project, mut checker) = (project(), Checker::default());
        prop_assert_eq!(checker.check(&project), check(&project));
        for step in steps {
            apply(&mut project, step);
            prop_assert_eq!(checker.check(&project), check(&project));
        }
    }
}

/// The diagnostics of an unchanged file before and after its project changes. A state is a list of files with the indices
/// of their contents.
fn before_and_after(
    path: &str,
    before: &[(usize, usize)],
    after: &[(usize, usize)],
) -> [Vec<String>; 2] {
    let (mut project, mut checker) = (project(), Checker::default());
    let mut now: Vec<(usize, usize)> = (0..FILES.len()).map(|file| (file, 0)).collect();
    [before, after].map(|state| {
        for &(file, text) in state.iter().filter(|one| !now.contains(one)) {
            write(&mut project, file, text, None);
        }
        for file in (0..FILES.len()).filter(|file| state.iter().all(|(other, _)| other != file)) {
            apply(&mut project, Step::Remove(file));
        }
        now = state.to_vec();
        let found = checker.check(&project);
        assert_eq!(found, check(&project));
        found
            .into_iter()
            .filter(|d| d.file.as_str() == path)
            .map(|d| format!("{}: {} {:?}", d.rule, d.message, d.help))
            .collect()
    })
}

#[test]
fn a_change_in_another_file_updates_diagnostics() {
    let [app, card, function, dev] = [FILES[1].0, FILES[2].0, FILES[3].0, FILES[4].0];
    // The file, a message that is reported in one of two states only, and these states.
    for (path, message, before, after) in [
        (
            app,
            "needs-newer-platform: ",
            vec![(0, 1), (1, 3)],
            vec![(0, 0), (1, 3)],
        ),
        (
            app,
            "nonstandard-type: ",
            vec![(0, 0), (1, 2)],
            vec![(0, 0), (1, 2), (2, 0)],
        ),
        (
            app,
            "invalid-value: `********`",
            vec![(0, 0), (1, 2)],
            vec![(0, 0), (1, 2), (2, 2)],
        ),
        (
            app,
            "wrong-type: `description`",
            vec![(0, 0), (1, 1), (4, 0)],
            vec![(0, 0), (1, 1), (4, 1)],
        ),
        (
            card,
            "the type of components in `app/cards`",
            vec![(0, 0), (2, 2)],
            vec![(0, 3), (2, 2)],
        ),
        (
            function,
            "reserved-uid: ",
            vec![(0, 0), (3, 2)],
            vec![(0, 0), (3, 2), (2, 3)],
        ),
        (
            dev,
            "invalid-account-id: ",
            vec![(0, 2), (4, 1)],
            vec![(0, 2), (4, 1), (2, 0)],
        ),
    ] {
        let states = before_and_after(path, &before, &after);
        let is_reported = states
            .each_ref()
            .map(|found| found.iter().any(|line| line.contains(message)));
        assert_ne!(is_reported[0], is_reported[1], "{message}{states:#?}");
    }
}
