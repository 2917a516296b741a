//! Files that are not components but affect them: `package.json`, misnamed components,
//! `.gitignore`, and projects in folders whose names begin with a dot.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::client::{Client, uri};

const MANIFEST: &str = r#"{ "name": "orders", "srcDir": "src", "platformVersion": "2026.09" }"#;

const APP: &str = r#"{
  "uid": "orders",
  "type": "app",
  "config": {
    "name": "Orders",
    "description": "Orders in HubSpot.",
    "distribution": "private",
    "auth": { "type": "static", "requiredScopes": ["oauth", "crm.objects.contacts.read"] },
    "permittedUrls": { "fetch": [], "iframe": [], "img": [] }
  }
}"#;

const PACKAGE: &str = "src/app/cards/package.json";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A valid app in a temporary folder.
fn project(folder: &Path) {
    write(folder, "hsproject.json", MANIFEST);
    write(folder, "src/app/app-hsmeta.json", APP);
    write(folder, PACKAGE, "{}");
}

fn whole(text: &str) -> Value {
    json!([{ "text": text }])
}

#[test]
fn package_json_is_only_checked() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let mut client = Client::started(&[folder.path()]);
    let package = uri(&folder.path().join(PACKAGE));
    client.open(&package, 1, "{}");
    client.change(
        &package,
        2,
        whole(r#"{ "dependencies": { "shared": "file:shared" } }"#),
    );
    client.until_rules(&package, &["broken-local-dependency"]);
    let place =
        json!({ "textDocument": { "uri": package }, "position": { "line": 0, "character": 4 } });
    for method in [
        "textDocument/hover",
        "textDocument/completion",
        "textDocument/definition",
    ] {
        assert!(client.request(method, place.clone()).is_null(), "{method}");
    }
    for method in [
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/documentLink",
    ] {
        assert!(client.request(method, place.clone()).is_null(), "{method}");
    }
    client.change(&package, 3, whole("{ \"name\": \"cards\", }"));
    client.until_rules(&package, &["invalid-package-json"]);
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 20 } });
    let params = json!({ "textDocument": { "uri": package }, "range": range, "context": { "diagnostics": [] } });
    let actions = client.request("textDocument/codeAction", params);
    assert!(
        actions.to_string().contains("Remove the comma"),
        "{actions}"
    );
    client.change(
        &package,
        4,
        whole("{ \"name\": \"cards\", \"name\": \"cards\" }"),
    );
    client.until_rules(&package, &[]);
    client.close(&package);
}

#[test]
fn misnamed_component_is_reported_while_typing() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let path = folder.path().join("src/app/cards/order.json");
    write(folder.path(), "src/app/cards/order.json", "{}");
    let mut client = Client::started(&[folder.path()]);
    let file = uri(&path);
    client.open(&file, 1, "{}");
    client.change(
        &file,
        2,
        whole(r#"{ "uid": "order", "type": "crm-card", "config": {} }"#),
    );
    client.until_rules(&file, &["missing-hsmeta-suffix"]);
    client.change(
        &file,
        3,
        whole(r#"{ "uid": "order", "type": "order", "config": {"#),
    );
    client.until_rules(&file, &[]);
}

#[test]
fn example_file_and_gitignore_lower_the_severity() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let app = folder.path().join("src/app/app-hsmeta.json");
    std::fs::write(&app, APP.replace("in HubSpot", "in ${STAGE}")).unwrap();
    write(folder.path(), "src/hsprofile.dev.example.json", "{}");
    write(folder.path(), ".gitignore", "node_modules\n");
    let mut client = Client::started(&[folder.path()]);
    client.until_rules(&uri(&app), &["variable-without-profile"]);
    let gitignore = folder.path().join(".gitignore");
    client.open(&uri(&gitignore), 1, "src/hsprofile.*.json\n");
    client.until_rules(&uri(&app), &["variable-with-ignored-profile"]);
    client.close(&uri(&gitignore));
    client.until_rules(&uri(&app), &["variable-without-profile"]);
    std::fs::write(&gitignore, "hsprofile.*.json\n").unwrap();
    client.watched(&[(&gitignore, 2)]);
    client.until_rules(&uri(&app), &["variable-with-ignored-profile"]);
}

#[test]
fn project_in_dot_folder_is_read_when_its_file_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let copy: PathBuf = folder.path().join(".claude/worktrees/x");
    project(folder.path());
    project(&copy);
    let (app, other) = (
        copy.join("src/app/app-hsmeta.json"),
        folder.path().join("src/app/app-hsmeta.json"),
    );
    std::fs::write(&app, r#"{ "uid": 5 }"#).unwrap();
    let wrong = ["missing-property", "missing-property", "wrong-type"];
    let mut client = Client::started(&[folder.path()]);
    write(folder.path(), "src/app/cards/order-hsmeta.json", "{");
    let card = folder.path().join("src/app/cards/order-hsmeta.json");
    client.watched(&[(&card, 1)]);
    client.until_rules(&uri(&card), &["invalid-json"]);
    assert_eq!(client.rules(&uri(&app)), [""; 0]);
    client.open(&uri(&app), 1, r#"{ "uid": 5 }"#);
    client.until_rules(&uri(&app), &wrong);
    // It is kept while the outer project is read again.
    std::fs::remove_file(&card).unwrap();
    client.watched(&[(&card, 3)]);
    client.until_rules(&uri(&card), &[]);
    client.until_rules(&uri(&app), &wrong);
    assert_eq!(client.rules(&uri(&other)), [""; 0]);
    // Changes in it are noticed.
    let manifest = copy.join("hsproject.json");
    std::fs::write(&manifest, MANIFEST.replace("\"orders\"", "5")).unwrap();
    client.watched(&[(&manifest, 2)]);
    client.until_rules(&uri(&manifest), &["wrong-type"]);
}
