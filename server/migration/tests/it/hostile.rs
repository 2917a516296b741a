//! Files that are larger, deeper or stranger than those of any project.

use std::time::{Duration, Instant};

use migration::{Content, Folder, Options, ProjectFiles, apply, compare, plan};

/// They take about a second where nothing else runs, and minutes if they are quadratic.
const LONGEST: Duration = Duration::from_secs(60);

const MANIFEST: &str = r#"{"name": "o", "srcDir": "src", "platformVersion": "2025.1"}"#;

fn project(files: &[(&str, String)]) -> ProjectFiles {
    let mut project = ProjectFiles::default();
    project.insert("hsproject.json", Content::text(MANIFEST));
    for (path, text) in files {
        project.insert(path, Content::text(text));
    }
    project
}

#[test]
fn long_lists_and_deep_values_take_no_time() {
    let objects = vec![r#"{"name":"deals"}"#; 50_000].join(",");
    let card = format!(
        r#"{{"type":"crm-card","data":{{"title":"A","location":"crm.record.tab","module":{{"file":"A.jsx"}},"objectTypes":[{objects}]}}}}"#
    );
    let urls: Vec<String> = (0..100_000).map(|number| format!("\"{number}\"")).collect();
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    let keys: Vec<String> = (0..50_000).map(|_| "\"a\": 1".to_owned()).collect();
    let app = format!(
        r#"{{"name":"O","scopes":[],"allowedUrls":[{}],"support":{deep},"deep":{deep},"extensions":{{"crm":{{"cards":[{{"file":"extensions/a.json"}}]}}}},{}}}"#,
        urls.join(","),
        keys.join(",")
    );
    let project = project(&[
        ("src/app/app.json", app),
        ("src/app/extensions/a.json", card),
    ]);
    let start = Instant::now();
    let plan = plan(&project, &Options::default());
    assert!(
        plan.refusals.is_empty() && plan.changes_anything(),
        "{plan}"
    );
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}

#[test]
fn long_lists_are_compared_in_no_time() {
    let events = |is_active: bool| {
        let events: Vec<String> = (0..10_000)
            .map(|number| {
                format!(r#"{{"subscriptionType":"object.creation","objectType":"{number}","active":{is_active}}}"#)
            })
            .collect();
        events.join(",")
    };
    let webhooks = |events: &str, scopes: &str| {
        let deep = ["[".repeat(50_000), "]".repeat(50_000)].concat();
        [
            format!(
                r#"{{"uid":"w","type":"webhooks","config":{{"settings":{{"targetUrl":"https://a.example"}},"subscriptions":{{"crmObjects":[{events}]}}}}}}"#
            ),
            format!(
                r#"{{"uid":"a","type":"app","config":{{"name":"A","deep":{deep},"auth":{{"requiredScopes":[{scopes}]}}}}}}"#
            ),
        ]
    };
    let scopes: Vec<String> = (0..50_000).map(|number| format!("\"{number}\"")).collect();
    let sides = [
        webhooks(&events(true), &scopes.join(",")),
        webhooks(&events(false), ""),
    ]
    .map(|[webhooks, app]| {
        project(&[
            ("src/app/webhooks/w-hsmeta.json", webhooks),
            ("src/app/app-hsmeta.json", app),
        ])
    });
    let start = Instant::now();
    let [old, new] = [&sides[0], &sides[1]].map(|files| Folder {
        name: "o",
        files,
        version: None,
    });
    let comparison = compare(old, new).unwrap();
    assert_eq!(comparison.missing_values.len(), 50_000);
    assert_eq!(comparison.changed_values.len(), 10_000);
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}

#[test]
fn strange_files_are_kept() {
    for text in [
        "",
        "[]",
        "\"app\"",
        "{}",
        "null",
        "{\"scopes\": 1",
        "\u{feff}{\"scopes\": []}",
    ] {
        for name in [
            "app.json",
            "public-app.json",
            "app.functions/serverless.json",
            "webhooks/webhooks.json",
            "cards/a-hsmeta.json",
            "theme.json",
        ] {
            let path = format!("src/app/{name}");
            let project = project(&[(&path, text.to_owned()), ("src/app/x.bin", "\0".to_owned())]);
            let plan = plan(&project, &Options::default());
            let after = apply(&project, &plan);
            assert!(after.contains("src/app/x.bin"), "{plan}");
        }
    }
}

#[test]
fn paths_never_leave_the_project() {
    for path in [
        "../../../../etc/x.js",
        "/../../x.js",
        "..\\..\\..\\x.js",
        "C:\\x.js",
        "//host/x.js",
    ] {
        let functions = format!(
            r#"{{"appFunctions": {{"{}": {{"file": {:?}}}, "ok": {{"file": {:?}}}}}}}"#,
            "../../up", path, path
        );
        let app = format!(
            r#"{{"scopes": [], "logo": {path:?}, "webhooks": {{"file": {path:?}}}, "extensions": {{"crm": {{"cards": [{{"file": {path:?}}}]}}}}}}"#
        );
        let project = project(&[
            ("src/app/app.json", app),
            ("src/app/app.functions/serverless.json", functions),
        ]);
        let after = apply(&project, &plan(&project, &Options::default()));
        for path in after.files.keys() {
            let mut parts = path.as_str().split('/');
            assert!(parts.all(|part| !matches!(part, "" | "." | "..")), "{path}");
        }
    }
}

#[test]
fn many_components_take_no_time() {
    let mut files = Vec::new();
    let mut cards = Vec::new();
    let mut functions = Vec::new();
    for number in 0..600 {
        let card = r#"{"type":"crm-card","data":{"uid":"same","title":"A","location":"crm.record.tab","module":{"file":"A.jsx"}}}"#;
        files.push((
            format!("src/app/extensions/{number}/card.json"),
            card.to_owned(),
        ));
        cards.push(format!(r#"{{"file":"extensions/{number}/card.json"}}"#));
        // Names that become the same file name.
        let name = "?*".repeat(number % 20) + &"<".repeat(number / 20);
        functions.push(format!(r#""{name}":{{"file":"a.js"}}"#));
    }
    let app = format!(
        r#"{{"scopes":[],"extensions":{{"crm":{{"cards":[{}]}}}}}}"#,
        cards.join(",")
    );
    files.push(("src/app/app.json".to_owned(), app));
    let list = format!(r#"{{"appFunctions":{{{}}}}}"#, functions.join(","));
    files.push(("src/app/app.functions/serverless.json".to_owned(), list));
    // A file with thousands of lines to list.
    let reads = "fetch(process.env.KEY_A, process.env.KEY_B);\n".repeat(1_000);
    files.push((
        "src/app/app.functions/a.js".to_owned(),
        format!("exports.main = () => {{ {reads} }};"),
    ));
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    let start = Instant::now();
    let plan = plan(&project(&files), &Options::default());
    assert!(plan.refusals.is_empty() && plan.changes_anything());
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
}

#[test]
fn new_files_have_names_that_every_system_allows() {
    let long = "n".repeat(3_000);
    let accented = "é".repeat(3_000);
    let functions = format!(
        r#"{{"appFunctions": {{"a\u0000b\n": {{"file": "one.js"}}, "c:\\d|e?": {{"file": "one.js"}}, "..": {{"file": "one.js"}}, "": {{"file": "one.js"}}, "A": {{"file": "one.js"}}, "a": {{"file": "one.js"}}, "{long}": {{"file": "one.js"}}, "{accented}": {{"file": "one.js"}}}}}}"#
    );
    let project = project(&[
        ("src/app/app.json", r#"{"scopes": []}"#.to_owned()),
        ("src/app/app.functions/serverless.json", functions),
        ("src/app/app.functions/one.js", String::new()),
    ]);
    let plan = plan(&project, &Options::default());
    assert_eq!(plan.created.len(), 10, "{plan}");
    let mut names = std::collections::BTreeSet::new();
    for path in plan.created.keys() {
        let name = path.file_name();
        assert!(name.len() < 200 && !name.starts_with('.'), "{name}");
        assert!(
            !name.contains(|c: char| c.is_control() || "\\/:*?\"<>|".contains(c)),
            "{name}"
        );
        assert!(names.insert(name.to_lowercase()), "{name}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_breaks_are_read_as_hubspot_reads_them() {
    let app = "{\r\n\"name\": \"O\",\r\n\"scopes\": []\r\n}\r\n";
    let windows = project(&[("src/app/app.json", app.to_owned())]);
    assert!(plan(&windows, &Options::default()).refusals.is_empty());
    // HubSpot's tools refuse it in JSON.
    let marked = project(&[("src/app/app.json", format!("\u{feff}{app}"))]);
    let plan = plan(&marked, &Options::default());
    assert_eq!(plan.refusals.len(), 1, "{plan}");
    assert!(!plan.changes_anything());
}

#[test]
fn every_broken_file_of_the_old_layout_is_named() {
    let project = project(&[
        ("src/app/app.json", r#"{"scopes": [],}"#.to_owned()),
        (
            "src/app/app.functions/serverless.json",
            "{\"appFunctions\": {\"a\": {".to_owned(),
        ),
    ]);
    let plan = plan(&project, &Options::default());
    let files: Vec<&str> = plan.refusals.iter().map(|r| r.file.as_str()).collect();
    assert_eq!(
        files,
        ["src/app/app.functions/serverless.json", "src/app/app.json"]
    );
}

#[test]
fn binary_files_and_folders_with_odd_names_move_as_they_are() {
    let mut project = project(&[(
        "src/app/app.json",
        r#"{"scopes": [], "extensions": {"crm": {"cards": [{"file": "extensions/a.json"}]}}}"#
            .to_owned(),
    ),
    (
        "src/app/extensions/a.json",
        r#"{"type":"crm-card","data":{"title":"A","location":"crm.record.tab","module":{"file":"A.jsx"},"objectTypes":[{"name":"deals"}]}}"#.to_owned(),
    )]);
    let bytes: Content = Content::Bytes(vec![0xff, 0xfe, 0, 1, 2].into());
    for name in ["A.jsx", "a b.png", "ü.png", "a\nb.txt", "a\\b.txt"] {
        project.insert(&format!("src/app/extensions/{name}"), bytes.clone());
    }
    let after = apply(&project, &plan(&project, &Options::default()));
    for name in ["A.jsx", "a b.png", "ü.png", "a\nb.txt", "a\\b.txt"] {
        let moved = after.files.get(&*format!("src/app/cards/{name}"));
        assert_eq!(moved, Some(&bytes), "{name}");
    }
}
