//! Random legacy projects, from the tables of the mapping.

use migration::{Auth, Content, Distribution, Options, ProjectFiles, plan};
use proptest::prelude::*;
use proptest::sample::select;

use crate::tables::{APP, CARD_DATA, FUNCTIONS, HALF, OTHERS, PAGE, WEBHOOKS};
use crate::{compare, sound};

/// A part of a project: the text of a property or file, or nothing.
fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    select(texts)
}

fn object(members: Vec<&'static str>) -> String {
    let members: Vec<&str> = members
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    ["{", &members.join(", "), "}"].concat()
}

fn members(groups: &'static [&'static [&'static str]]) -> impl Strategy<Value = String> {
    let groups: Vec<_> = groups.iter().map(|group| one_of(group)).collect();
    groups.prop_map(object)
}

#[derive(Clone, Debug)]
struct Legacy {
    version: &'static str,
    src: &'static str,
    app_name: &'static str,
    app_folder: &'static str,
    app: String,
    cards: Vec<(&'static str, String, bool)>,
    functions: Vec<(&'static str, String)>,
    webhooks: Option<(&'static str, String)>,
    half: Option<(&'static str, String)>,
    theme: &'static str,
    others: Vec<&'static str>,
    to: &'static str,
    answers: bool,
}

/// Different packages by the folder: some contradict each other.
fn package(path: &str) -> String {
    let (name, version) = (path.len() % 3, path.len() % 2);
    format!(r#"{{"name": "p{name}", "scripts": {{}}, "dependencies": {{"d{name}": "{version}"}}}}"#)
}

fn legacy() -> impl Strategy<Value = Legacy> {
    let paths = &[
        "extensions/a.json",
        "extensions/deep/b.json",
        "c.json",
        "cards/a.json",
        "ui/d.json",
    ][..];
    let card = (select(paths), members(CARD_DATA), any::<bool>());
    let functions = (
        select(&["app.functions", "other.functions", "functions"][..]),
        members(FUNCTIONS),
    );
    let webhooks = (
        select(&["webhooks/webhooks.json", "webhooks.json"][..]),
        members(WEBHOOKS),
    );
    let half = (
        select(
            &[
                "cards/h-hsmeta.json",
                "extensions/h-hsmeta.json",
                "extensions/deep/h-hsmeta.json",
                "app-hsmeta.json",
                "functions/h-hsmeta.json",
            ][..],
        ),
        members(HALF),
    );
    (
        (
            select(&["2023.1", "2023.2", "2025.1", "2025.2", "2026.03", ""][..]),
            select(&["src", "src", "src", "."][..]),
            select(&["app.json", "public-app.json", ""][..]),
            select(&["app", "main", "app", "app", ""][..]),
            members(APP),
            prop::collection::vec(card, 0..4),
        ),
        (
            prop::collection::vec(functions, 0..3),
            prop::option::of(webhooks),
            prop::option::of(half),
            select(&["", "shop", "theme/shop", "my shop", "."][..]),
            prop::collection::vec(select(OTHERS), 0..8),
            (select(&["", "", "2025.2", "2026.03"][..]), any::<bool>()),
        ),
    )
        .prop_map(
            |(
                (version, src, app_name, app_folder, app, cards),
                (functions, webhooks, half, theme, others, (to, answers)),
            )| Legacy {
                version,
                src,
                app_name,
                app_folder,
                app,
                cards,
                functions,
                webhooks,
                half,
                theme,
                others,
                to,
                answers,
            },
        )
}

fn files(legacy: &Legacy) -> ProjectFiles {
    let mut project = ProjectFiles::default();
    let version = match legacy.version {
        "" => String::new(),
        version => format!(r#", "platformVersion": "{version}""#),
    };
    let src = legacy.src;
    let manifest = format!(r#"{{"name": "orchard", "srcDir": "{src}"{version}}}"#);
    let mut insert = |folder: &str, path: &str, text: &str| {
        let parts = [src, folder, path];
        let path: Vec<&str> = parts
            .into_iter()
            .filter(|part| !matches!(*part, "" | "."))
            .collect();
        project.insert(&path.join("/"), Content::text(text));
    };
    for path in &legacy.others {
        let text = if path.ends_with("package.json") {
            package(path)
        } else if path.ends_with("page-hsmeta.json") {
            PAGE.to_owned()
        } else if path.ends_with(".json") {
            format!("{{\"size\": {}}}\n", path.len())
        } else {
            format!("// {}\n", path.len())
        };
        insert("", path, &text);
    }
    let app = legacy.app_folder;
    if !legacy.app_name.is_empty() {
        insert(app, legacy.app_name, &legacy.app);
    }
    for (path, data, has_type) in &legacy.cards {
        let type_name = if *has_type {
            r#""type": "crm-card", "#
        } else {
            ""
        };
        insert(app, path, &format!(r#"{{{type_name}"data": {data}}}"#));
    }
    for (path, text) in legacy.webhooks.iter().chain(&legacy.half) {
        insert(app, path, text);
    }
    for (folder, text) in &legacy.functions {
        insert(app, &format!("{folder}/serverless.json"), text);
    }
    if !legacy.theme.is_empty() {
        let theme = r#"{"label": "Shop", "secret_names": ["A"]}"#;
        insert(legacy.theme, "theme.json", theme);
        insert(legacy.theme, "css/a.css", "a {}");
    }
    project.insert("hsproject.json", Content::text(&manifest));
    project.insert(
        "README.md",
        Content::text("See app/app.functions/one.js.\n"),
    );
    project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_plan_is_sound(legacy in legacy()) {
        let project = files(&legacy);
        let mut options = Options::default();
        if !legacy.to.is_empty() {
            options.to = Some(legacy.to.to_owned());
        }
        if legacy.answers {
            options.auth = Some(Auth::Static);
            options.distribution = Some(Distribution::Private);
            options.convert_unreferenced = true;
            options.theme_folder = Some("made".to_owned());
            options.uids = [("one".to_owned(), "three".to_owned())].into();
        }
        sound::assert_sound(&project, &options, &plan(&project, &options));
        // An answer may change what the old files had.
        options.auth = None;
        options.distribution = None;
        options.uids.clear();
        options.theme_folder = None;
        // The old layout of these is not certain enough for a comparison.
        let has_app = !legacy.app_name.is_empty() && !legacy.app_folder.is_empty();
        if has_app && legacy.theme != "." && legacy.src == "src" {
            compare::assert_complete(&project, &options);
        }
    }
}
