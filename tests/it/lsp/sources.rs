//! Source files: they are checked while they are edited, as the command line checks them.

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::documents::Project;

const ENTRYPOINT: &str = "src/app/cards/Orders.jsx";
const CONFIG: &str = "src/app/cards/config.js";
const UNPERMITTED: &str = "unpermitted-fetch";
const APP: &str =
    include_str!("../../../fixtures/rules/unpermitted-fetch/two-origins/src/app/app-hsmeta.json");

/// A card that fetches this URL.
fn card(url: &str) -> String {
    format!(
        "import {{ hubspot }} from '@hubspot/ui-extensions';
import {{ BASE }} from './config';

hubspot.extend(() => null);
hubspot.fetch({url});
"
    )
}

/// A project whose entrypoint fetches a permitted URL, and that has a constant that is none.
fn project() -> Project {
    let project = Project::new();
    project.write("src/app/app-hsmeta.json", APP);
    project.write(ENTRYPOINT, &card("'https://api.hubapi.com/x'"));
    project.write(CONFIG, "export const BASE = 'https://orders.acme.tech';\n");
    project
}

fn whole(text: &str) -> Value {
    json!([{ "text": text }])
}

#[test]
fn an_open_source_file_is_checked_while_it_is_edited() {
    let project = project();
    let mut client = project.session();
    let name = project.uri(ENTRYPOINT);
    client.open(&name, 1, &card("'https://api.hubapi.com/x'"));
    client.until_version(&name, 1);
    assert!(client.rules(&name).is_empty());
    client.change(&name, 2, whole(&card("'https://orders.acme.tech'")));
    client.until_rules(&name, &[UNPERMITTED]);
    client.change(&name, 3, whole(&card("`https://orders.acme.tech/${")));
    client.until_rules(&name, &[UNPERMITTED]);
    client.change(&name, 4, whole(&card("BASE")));
    client.until_rules(&project.uri(CONFIG), &[UNPERMITTED]);
    client.until_rules(&name, &[]);
    // The file on disk has no problem.
    client.close(&name);
    client.until_rules(&project.uri(CONFIG), &[]);
    assert_eq!(project.checked(CONFIG), Vec::<String>::new());
}

#[test]
fn a_file_that_an_edit_imports_is_read() {
    let project = project();
    project.write("src/app/hosts.js", "export * from './more';\n");
    let more = "export const HOST = 'https://more.acme.tech';\n";
    project.write("src/app/more.js", more);
    let mut client = project.session();
    let name = project.uri(ENTRYPOINT);
    let edited = format!("import {{ HOST }} from '../hosts';\n{}", card("HOST"));
    client.open(&name, 1, &edited);
    client.until_rules(&project.uri("src/app/more.js"), &[UNPERMITTED]);
}

#[test]
fn an_open_file_counts_only_if_a_component_reaches_it() {
    let project = project();
    let mut client = project.session();
    let other = "src/app/other.jsx";
    client.open(&project.uri(other), 1, &card("'https://orders.acme.tech'"));
    client.until_version(&project.uri(other), 1);
    assert!(client.rules(&project.uri(other)).is_empty());
    let name = project.uri(ENTRYPOINT);
    let edited = format!("import './../other';\n{}", card("null"));
    client.open(&name, 1, &edited);
    client.until_rules(&project.uri(other), &[UNPERMITTED]);
}

#[test]
fn ui_code_that_no_component_reaches_is_checked_as_the_command_line_does() {
    let project = project();
    let part = "src/app/cards/Part.jsx";
    let lib = "src/app/cards/lib.js";
    let import = "import { Text } from '@hubspot/ui-extensions';\n";
    project.write(part, &format!("{import}document.title;\n"));
    project.write(lib, "localStorage.clear();\n");
    let mut client = project.session();
    client.until_rules(&project.uri(part), &["dom-access"]);
    assert_eq!(project.checked(part), ["dom-access"]);
    let name = project.uri(part);
    client.open(&name, 1, &format!("{import}import './lib';\n"));
    client.until_rules(&project.uri(lib), &["browser-storage"]);
    client.until_rules(&name, &[]);
    // Without an import of the SDK it is no UI code.
    client.change(&name, 2, whole("document.title; import './lib';\n"));
    client.until_rules(&project.uri(lib), &[]);
    client.until_rules(&name, &[]);
    client.close(&name);
    client.until_rules(&name, &["dom-access"]);
}

#[test]
fn a_source_file_that_changes_on_disk_is_read_again() {
    let project = project();
    let mut client = project.session();
    project.write(ENTRYPOINT, &card("BASE"));
    client.watched(&[(&project.path(ENTRYPOINT), 2)]);
    client.until_rules(&project.uri(CONFIG), &[UNPERMITTED]);
    project.write(CONFIG, "export const BASE = 'https://api.hubapi.com';\n");
    client.watched(&[(&project.path(CONFIG), 2)]);
    client.until_rules(&project.uri(CONFIG), &[]);
}

#[test]
fn a_lock_file_and_a_configuration_of_eslint_count_once_they_are_there() {
    let project = project();
    let text = "import { hubspot, useCrmSearch } from '@hubspot/ui-extensions';
hubspot.extend(() => useCrmSearch());
alert(1);
";
    project.write(ENTRYPOINT, text);
    let package = r#"{ "dependencies": { "@hubspot/ui-extensions": "latest", "@hubspot/eslint-config-ui-extensions": "1" } }"#;
    project.write("src/app/cards/package.json", package);
    let mut client = project.session();
    let name = project.uri(ENTRYPOINT);
    client.until_rules(&name, &["browser-dialog"]);
    let lock = "src/app/cards/package-lock.json";
    let version =
        r#"{ "packages": { "node_modules/@hubspot/ui-extensions": { "version": "0.9.2" } } }"#;
    project.write(lock, version);
    client.watched(&[(&project.path(lock), 1)]);
    client.until_rules(&name, &["unknown-sdk-export", "browser-dialog"]);
    let config = "src/app/cards/eslint.config.js";
    project.write(config, "export default [];\n");
    client.watched(&[(&project.path(config), 1)]);
    client.until_rules(&name, &["unknown-sdk-export"]);
    assert_eq!(project.checked(ENTRYPOINT), ["unknown-sdk-export"]);
}

#[test]
fn an_open_configuration_switches_source_off_and_on() {
    let project = project();
    project.write(ENTRYPOINT, &card("BASE"));
    let mut client = project.session();
    client.until_rules(&project.uri(CONFIG), &[UNPERMITTED]);
    let toml = project.uri("hsmeta.toml");
    client.open(&toml, 1, "source = false\n");
    client.until_rules(&project.uri(CONFIG), &[]);
    client.change(&toml, 2, whole("source = true\n"));
    client.until_rules(&project.uri(CONFIG), &[UNPERMITTED]);
}

#[test]
fn a_source_file_outside_of_projects_has_no_problems() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::started(&[folder.path()]);
    let name = uri(&folder.path().join("Card.jsx"));
    client.open(&name, 1, &card("'https://orders.acme.tech'"));
    let about = json!({ "textDocument": { "uri": name } });
    assert_eq!(
        client.request("textDocument/documentSymbol", about),
        Value::Null
    );
    assert!(!client.published.contains_key(&name));
}
