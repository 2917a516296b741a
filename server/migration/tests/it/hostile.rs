//! Files that are larger, deeper or stranger than those of any project.

use std::time::{Duration, Instant};

use migration::{Content, Folder, Options, ProjectFiles, apply, compare, plan};

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
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
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
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
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
