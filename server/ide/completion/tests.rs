#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use expect_test::{Expect, expect};

use super::*;
use crate::path::RelPath;
use crate::project::document::Document;
use crate::project::index::Index;
use crate::project::{Entry, Project};
use crate::syntax::{edit, parse};

const HSPROJECT: (&str, &str) =
    ("hsproject.json", r#"{"name": "Harbour", "srcDir": "src", "platformVersion": "2026.09"}"#);
const APP: &str = "src/app/app-hsmeta.json";
const CARD: &str = "src/app/cards/tide-hsmeta.json";

/// A project in memory; what is no configuration file is an empty file.
fn project(files: &[(&str, &str)]) -> Project {
    let mut project = Project {
        root: PathBuf::from("/harbour"),
        manifest: Some(RelPath::new("hsproject.json")),
        inside: None,
        below_node_modules: None,
        entries: BTreeMap::new(),
        documents: BTreeMap::new(),
        image_sizes: BTreeMap::new(),
        hsignore: None,
        ..Project::default()
    };
    for (path, text) in files {
        let path = RelPath::new(path);
        let folders = path.as_str().match_indices('/').map(|(at, _)| RelPath::new(&path.as_str()[..at]));
        project.entries.extend(folders.map(|folder| (folder, Entry::Folder)));
        project.entries.insert(path.clone(), Entry::File);
        if let Some(kind) = FileKind::of(path.file_name()) {
            project.insert(Document::parse(path, kind, text.replace('▮', "")));
        }
    }
    project
}

fn items(files: &[(&str, &str)], snippets: bool) -> (String, Vec<Item>) {
    let (path, text) = files.iter().find(|(_, text)| text.contains('▮')).unwrap();
    let project = project(files);
    let index = Index::new(&project);
    let document = &project.documents[&RelPath::new(path)];
    let cx = Cx { index: &index, document };
    let items = complete(&cx, text.find('▮').unwrap() as u32, Options { snippets });
    (document.syntax.source().to_owned(), items)
}

/// One file in a small project.
fn at(path: &str, text: &str) -> Vec<Item> {
    items(&[HSPROJECT, (path, text)], true).1
}

/// The labels in the order of the list, the first `most` of them.
fn labels(items: &[Item], most: usize) -> String {
    let mark = |item: &Item| match (item.preselect, item.deprecated) {
        (true, _) => format!("{}*", item.label),
        (_, true) => format!("{}†", item.label),
        _ => item.label.clone(),
    };
    items.iter().take(most).map(mark).collect::<Vec<_>>().join(" ")
}

fn item(items: &[Item], label: &str) -> Item {
    items.iter().find(|item| item.label == label).unwrap_or_else(|| panic!("no {label}")).clone()
}

/// The text after one item was accepted.
fn accepted(source: &str, item: &Item) -> String {
    let mut edits = vec![(item.span, item.new_text.clone())];
    edits.extend(item.also.clone());
    edit::apply(source, &edits)
}

/// `label` accepted at `▮` in a file of a small project without snippets.
fn accept(path: &str, text: &str, label: &str) -> String {
    let (source, items) = items(&[HSPROJECT, (path, text)], false);
    accepted(&source, &item(&items, label))
}

fn check(files: &[(&str, &str)], expected: Expect) {
    let (_, items) = items(files, true);
    let mut shown = String::new();
    for item in items {
        let detail = item.detail.as_deref().unwrap_or_default();
        writeln!(shown, "{:?} {} | {} | {detail}", item.kind, item.label, item.new_text).unwrap();
    }
    expected.assert_eq(&shown);
}

#[test]
fn required_properties_come_first_with_their_values() {
    check(
        &[HSPROJECT, (CARD, r#"{"uid": "tide", "type": "card", "config": {"name": "Tide", ▮}}"#)],
        expect![[r#"
        Property location | "location": "${1|crm.record.tab,crm.record.sidebar,crm.preview,helpdesk.sidebar|}" | string, required
        Property entrypoint | "entrypoint": "$1" | string, required
        Property objectTypes | "objectTypes": [$1] | array, required
        Property description | "description": "$1" | string
        Property previewImage | "previewImage": {$1\} | object
    "#]],
    );
}

#[test]
fn a_name_replaces_the_whole_token_and_brings_what_is_missing() {
    for (text, label, expected) in [
        (r#"{"na▮"#, "uid", r#"{"uid": "tide""#),
        (r#"{"ty▮"}"#, "type", r#"{"type": "card"}"#),
        (r#"{"ty▮pe": "card"}"#, "type", r#"{"type": "card"}"#),
        (r#"{"t▮": "card"}"#, "type", r#"{"type": "card"}"#),
        (
            "{\r\n  \"uid\": \"😀\",\r\n  \"ty▮\r\n  \"config\": {}\r\n}",
            "type",
            "{\r\n  \"uid\": \"😀\",\r\n  \"type\": \"card\",\r\n  \"config\": {}\r\n}",
        ),
        ("{\n  \"uid\": \"a\"\n  ▮\n}", "type", "{\n  \"uid\": \"a\",\n  \"type\": \"card\"\n}"),
        (r#"{"uid": "a",▮}"#, "type", r#"{"uid": "a","type": "card"}"#),
        (r#"{ty▮ "uid": "a"}"#, "type", r#"{"type": "card", "uid": "a"}"#),
        (
            r#"{"uid": "a", "config": {"previewImage": {▮}, "name": "b"}}"#,
            "file",
            r#"{"uid": "a", "config": {"previewImage": {"file": ""}, "name": "b"}}"#,
        ),
    ] {
        assert_eq!(accept(CARD, text, label), expected, "{text}");
    }
}

#[test]
fn names_that_are_there_or_do_not_exist_in_this_version_are_not_offered() {
    let text = r#"{"uid": "a", ▮ "config": {}}"#;
    assert_eq!(labels(&at(CARD, text), 9), "type dependencies permissions");
    let old = ("hsproject.json", r#"{"name": "a", "srcDir": "src", "platformVersion": "2026.03"}"#);
    assert_eq!(labels(&items(&[old, (CARD, text)], true).1, 9), "type dependencies");
}

#[test]
fn a_condition_is_decided_by_what_stands_on_either_side() {
    let offered = |text| labels(&at(APP, text), 9);
    assert_eq!(
        offered(r#"{"config": {"auth": {▮ "type": "static"}}}"#),
        "requiredScopes redirectUrls optionalScopes conditionallyRequiredScopes"
    );
    assert_eq!(
        offered(r#"{"config": {"auth": {"type": "oauth", ▮"#),
        "redirectUrls requiredScopes optionalScopes conditionallyRequiredScopes"
    );
}

#[test]
fn values_of_a_list_in_healthy_and_broken_text() {
    for text in [
        r#"{"config": {"location": ▮}}"#,
        r#"{"config": {"location": "▮"}}"#,
        r#"{"config": {"location": "crm.rec▮ord.tab"}}"#,
        "{\"config\": {\"location\": \"▮\n}}",
        "{\"config\": {\"location\": \"crm.▮,\n \"name\": \"x\"}}",
        r#"{"config": {"location": ▮"#,
        r#"{"config": {"location": crm▮}}"#,
    ] {
        assert_eq!(
            labels(&at(CARD, text), 9),
            "crm.record.tab crm.record.sidebar crm.preview helpdesk.sidebar",
            "{text}"
        );
        let done = accept(CARD, text, "crm.preview");
        assert!(done.contains(r#"{"location": "crm.preview""#), "{done}");
        assert!(
            !done.contains("\"\"") && !done.contains("crm.preview\"\"") && done.matches("crm").count() == 1,
            "{done}"
        );
    }
    let quoted = item(&at(CARD, r#"{"config": {"location": "crm▮"}}"#), "crm.preview");
    assert_eq!((quoted.filter.as_str(), quoted.new_text.as_str()), ("\"crm.preview\"", "\"crm.preview\""));
    let bare = item(&at(CARD, r#"{"config": {"location": crm▮}}"#), "crm.preview");
    assert_eq!(bare.filter, "crm.preview");
}

#[test]
fn booleans_numbers_and_nothing() {
    assert_eq!(labels(&at(APP, r#"{"config": {"isUserLevel": ▮}}"#), 9), "true false");
    assert_eq!(
        accept(APP, r#"{"config": {"isUserLevel": tr▮ "name": "x"}}"#, "true"),
        r#"{"config": {"isUserLevel": true, "name": "x"}}"#
    );
    for nothing in [
        r#"{"config": {"name": "Ti▮de"}}"#,
        r#"{"uid": "a"}▮"#,
        r#"{"uid": "a"▮}"#,
        r#"{"what": {"ever": ▮}}"#,
        r#"{"uid"▮: "a"}"#,
    ] {
        assert_eq!(at(APP, nothing), [], "{nothing}");
    }
}

#[test]
fn the_type_fits_the_folder() {
    assert_eq!(labels(&at(CARD, r#"{"type": "▮"}"#), 9), "card*");
    assert_eq!(labels(&at(CARD, r#"{"type": "app▮"}"#), 9), "card*");
    assert!(at("src/lost-hsmeta.json", r#"{"type": "▮"}"#).len() > 20);
}

#[test]
fn a_uid_is_made_from_the_file_name_where_none_was_begun() {
    let card = (CARD, r#"{"uid": "▮"}"#);
    assert_eq!(labels(&items(&[HSPROJECT, card], true).1, 9), "tide");
    let other = ("src/app/app-hsmeta.json", r#"{"uid": "tide", "type": "app"}"#);
    assert_eq!(labels(&items(&[HSPROJECT, card, other], true).1, 9), "tide-card");
    assert_eq!(at(CARD, r#"{"uid": "x▮"}"#), []);
}

#[test]
fn scopes_are_those_an_app_can_ask_for_and_no_list_has() {
    let text = r#"{"config": {"auth": {"requiredScopes": ["oauth", "▮"], "optionalScopes": ["tickets"]}}}"#;
    let offered = at(APP, text);
    assert!(offered.len() > 230);
    for absent in ["oauth", "tickets", "contacts", "aeo-standalone-access", "settings.users.team.write"] {
        assert!(offered.iter().all(|item| item.label != absent), "{absent}");
    }
    let deprecated = offered.iter().position(|item| item.deprecated).unwrap();
    assert!(offered[deprecated..].iter().all(|item| item.deprecated && item.kind == ItemKind::Scope));
    let brands = item(&offered, "business_units_view.read");
    assert_eq!(brands.detail.as_deref(), Some("Brands add-on"));
    assert!(brands.documentation.plain().contains("Needs: Brands add-on."));
    let tickets = item(&at(APP, r#"{"config": {"auth": {"requiredScopes": ["t▮]}}"#), "tickets");
    assert!(tickets.documentation.plain().contains("ask for `crm.objects.tickets.read`"));
    assert_eq!(
        accept(APP, r#"{"config": {"auth": {"requiredScopes": ["oauth" "t▮]}}"#, "tickets"),
        r#"{"config": {"auth": {"requiredScopes": ["oauth", "tickets"]}}"#
    );
    let permissions = at(CARD, r#"{"permissions": {"requiredScopes": [▮]}}"#);
    assert_eq!(permissions[0].new_text, "\"oauth\"");
}

#[test]
fn uids_where_a_reference_is_expected() {
    let car = ("src/app/app-objects/car-hsmeta.json", r#"{"uid": "car", "type": "app-object"}"#);
    let card = (CARD, r#"{"config": {"objectTypes": ["contacts", ▮]}}"#);
    assert_eq!(labels(&items(&[HSPROJECT, car, card], true).1, 9), "companies deals tickets orders carts car");
    let association = ("src/app/app-object-associations/a-hsmeta.json", r#"{"config": {"firstObjectType": "▮"#);
    assert_eq!(labels(&items(&[HSPROJECT, car, association], true).1, 9), "CONTACT COMPANY DEAL TICKET car");
    let dependencies = (CARD, r#"{"uid": "tide", "dependencies": {"car": "▮"}}"#);
    assert_eq!(labels(&items(&[HSPROJECT, car, dependencies], true).1, 9), "car");
}

#[test]
fn names_of_the_same_file() {
    let path = "src/app/workflow-actions/a-hsmeta.json";
    let text = r#"{"type": "workflow-action", "config": {
        "inputFields": [{"typeDefinition": {"name": "port"}}, {"typeDefinition": {"name": "pier"}}],
        "labels": {"en": {"inputFieldLabels": {"port": "Port", ▮}}}}}"#;
    assert_eq!(labels(&at(path, text), 9), "pier");
    let text = r#"{"type": "workflow-action", "config": {
        "inputFields": [{"typeDefinition": {"name": "port"}}],
        "inputFieldDependencies": [{"controllingFieldName": "▮"}]}}"#;
    assert_eq!(labels(&at(path, text), 9), "port");
}

#[test]
fn variables_inside_strings() {
    let dev = ("src/hsprofile.dev.json", r#"{"variables": {"HOST": "https://a.test", "pat-na1-secret": "x"}}"#);
    let prod = ("src/hsprofile.prod.json", r#"{"variables": {"HOST": "https://b.test"}}"#);
    let complete = |text| items(&[HSPROJECT, dev, prod, (CARD, text)], true);
    for (text, expected) in [
        (r#"{"config": {"name": "$▮"}}"#, r#"{"config": {"name": "${HOST}"}}"#),
        (r#"{"config": {"name": "a ${▮} b"}}"#, r#"{"config": {"name": "a ${HOST} b"}}"#),
        (r#"{"config": {"name": "${HO▮ST}/${HOST}"}}"#, r#"{"config": {"name": "${HOST}/${HOST}"}}"#),
        (r#"{"config": {"name": "😀${HO▮/x"}}"#, r#"{"config": {"name": "😀${HOST}/x"}}"#),
        ("{\"config\": {\"name\": \"${▮\n}}", "{\"config\": {\"name\": \"${HOST}\n}}"),
        (r#"{"uid": "${▮}"}"#, r#"{"uid": "${HOST}"}"#),
        (r#"{"config": {"name": ▮}}"#, r#"{"config": {"name": "${HOST}"}}"#),
    ] {
        let (source, offered) = complete(text);
        let host = item(&offered, "${HOST}");
        assert_eq!(accepted(&source, &host), expected, "{text}");
        assert_eq!(host.documentation.plain(), "Defined in the profiles `dev` and `prod`.");
        assert!(host.filter.trim_start_matches('"').starts_with("${HOST}"));
    }
    assert_eq!(complete(r#"{"type": "$▮"}"#).1.len(), 1, "the type, no variable");
    let profile = ("src/hsprofile.test.json", r#"{"accountId": 1, "variables": {"HOST": 1, ▮}}"#);
    let used = (CARD, r#"{"config": {"name": "${PORT}${}"}}"#);
    assert_eq!(labels(&items(&[HSPROJECT, dev, profile, used], true).1, 9), "PORT pat-na1-secret");
}

#[test]
fn paths_as_hubspot_counts_them() {
    let files = [
        ("src/app/cards/Tide.tsx", ""),
        ("src/app/cards/lib/Wave.tsx", ""),
        ("src/app/cards/tide.d.ts", ""),
        ("src/app/pages/Home.jsx", ""),
        ("src/app/functions/run.py", ""),
        ("src/app/logo.png", ""),
        ("src/app/cards/img/tide.png", ""),
        ("src-old/app/cards/Old.tsx", ""),
    ];
    let offered = |path, text| items(&[&[HSPROJECT, (path, text)], files.as_slice()].concat(), true).1;
    assert_eq!(
        labels(&offered(CARD, r#"{"config": {"entrypoint": "▮"#), 9),
        "/app/cards/Tide.tsx* /app/cards/lib/Wave.tsx /app/pages/Home.jsx"
    );
    assert_eq!(
        labels(&offered(CARD, r#"{"config": {"previewImage": {"file": "▮"}}}"#), 9),
        "./img/tide.png ../logo.png"
    );
    assert_eq!(
        labels(&offered(CARD, r#"{"config": {"previewImage": {"file": "/▮"}}}"#), 9),
        "/app/cards/img/tide.png /app/logo.png"
    );
    assert_eq!(labels(&offered(APP, r#"{"config": {"logo": "▮"}}"#), 9), "/app/logo.png* /app/cards/img/tide.png");
    let stub = item(&offered(CARD, r#"{"config": {▮}}"#), "entrypoint");
    assert_eq!(stub.new_text, r#""entrypoint": "${1:/app/cards/Tide.tsx}""#);
}

#[test]
fn folders() {
    let theme = ("src/theme/tide-hsmeta.json", r#"{"config": {"themePath": "▮"}}"#);
    let files =
        [HSPROJECT, theme, ("src/theme/a/x.html", ""), ("src/theme/tide/theme.json", ""), ("src/theme/tide/b/c", "")];
    assert_eq!(labels(&items(&files, true).1, 9), "tide* a");
    let project = ("hsproject.json", r#"{"srcDir": ▮}"#);
    let files = [project, ("docs/a.md", ""), ("src/app/x", ""), ("node_modules/a/b", ""), (".git/config", "")];
    assert_eq!(labels(&items(&files, true).1, 9), "src* docs");
}

#[test]
fn platform_versions() {
    let text = r#"{"platformVersion": "▮"}"#;
    let offered = items(&[("hsproject.json", text)], true).1;
    assert_eq!(labels(&offered, 9), "2026.09 2026.03 2025.2 2027.03-beta 2026.09-beta† 2026.03-beta†");
    assert!(offered[0].documentation.plain().contains("Current version"));
}

#[test]
fn field_types_go_with_their_type() {
    let text = r#"{"config": {"properties": [{"fieldType": "▮", "type": "number"}]}}"#;
    let offered = at("src/app/app-objects/car-hsmeta.json", text);
    assert_eq!(labels(&offered, 9), "number calculation_equation");
}

#[test]
fn a_whole_file_in_an_empty_one() {
    let files = [HSPROJECT, (CARD, "▮"), ("src/app/cards/Tide.tsx", "")];
    let (_, offered) = items(&files, true);
    expect![[r#"
        {
          "uid": "${1:tide}",
          "type": "card",
          "config": {
            "name": "${2:Tide}",
            "location": "${3|crm.record.tab,crm.record.sidebar,crm.preview,helpdesk.sidebar|}",
            "entrypoint": "${4:/app/cards/Tide.tsx}",
            "objectTypes": ["${5:contacts}"]
          \}
        \}"#]]
    .assert_eq(&offered[0].new_text);
    let (source, offered) = items(&files, false);
    expect![[r#"
        {
          "uid": "tide",
          "type": "card",
          "config": {
            "name": "Tide",
            "location": "crm.record.tab",
            "entrypoint": "/app/cards/Tide.tsx",
            "objectTypes": ["contacts"]
          }
        }"#]]
    .assert_eq(&accepted(&source, &offered[0]));
    assert_eq!(offered.len(), 1);
    assert_eq!(labels(&items(&[HSPROJECT, (CARD, "\r\n  ca▮")], true).1, 9), "card*");
    assert_eq!(at(CARD, "▮ {}"), []);
    assert!(at("src/lost-hsmeta.json", "▮").len() > 20);
    let (source, offered) = items(&[("hsproject.json", "▮"), (CARD, "{}")], false);
    expect![[r#"
        {
          "name": "",
          "srcDir": "src",
          "platformVersion": "2026.09"
        }"#]]
    .assert_eq(&accepted(&source, &offered[0]));
}

/// Every component type has a skeleton that is JSON and holds what its schema requires.
#[test]
fn skeletons_are_valid() {
    for component in crate::catalog::COMPONENTS {
        let path = format!("src/{}/new-hsmeta.json", component.folder);
        for snippets in [true, false] {
            let (source, offered) = items(&[HSPROJECT, (&path, "▮")], snippets);
            let text = accepted(&source, &offered[0]);
            let text = if snippets { filled_in(&text) } else { text };
            let syntax = parse(text.clone());
            assert!(syntax.errors.is_empty(), "{text}");
            assert_eq!(syntax.root().and_then(|root| root.get("type")?.as_str()), Some(component.name));
        }
    }
}

/// A snippet as it stands when each place was left as it was, the first of several choices chosen.
fn filled_in(snippet: &str) -> String {
    let mut text = String::new();
    let mut chars = snippet.chars().peekable();
    let mut depth = 0;
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(chars.next().unwrap()),
            '$' if chars.peek() == Some(&'{') => {
                chars.next();
                while chars.next_if(char::is_ascii_digit).is_some() {}
                if chars.next() == Some('|') {
                    let mut is_first = true;
                    while let Some(c) = chars.next().filter(|c| *c != '|') {
                        let c = if c == '\\' {
                            chars.next().unwrap()
                        } else if c == ',' {
                            is_first = false;
                            c
                        } else {
                            c
                        };
                        text.extend(is_first.then_some(c));
                    }
                } else {
                    depth += 1;
                    continue;
                }
                assert_eq!(chars.next(), Some('}'));
            }
            '$' => while chars.next_if(char::is_ascii_digit).is_some() {},
            '}' if depth > 0 => depth -= 1,
            c => text.push(c),
        }
    }
    text
}
