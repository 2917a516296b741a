//! Files that are larger, deeper or stranger than those of any project.

use std::time::{Duration, Instant};

use migration::{Content, Options, ProjectFiles, apply, plan};

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
