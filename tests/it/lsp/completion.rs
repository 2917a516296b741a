//! Completion: the edits of an item are applied as an editor does.

use serde_json::{Value, json};

use super::project_session::{
    ProjectSession, all_capabilities, byte_at, bytes, edited, with, without,
};
use crate::ide_case::{ACTION, APP, CARD, OBJECT};

const ITEM: &str = "/textDocument/completion/completionItem";

fn complete(session: &mut ProjectSession, place: &Value) -> Vec<Value> {
    let found = session.ask("textDocument/completion", place);
    assert_eq!(found["isIncomplete"], false);
    found["items"].as_array().unwrap().clone()
}

/// The text after an item is accepted. The token at the cursor must match the filter of the item.
fn accepted(text: &str, place: &Value, item: &Value) -> String {
    let (range, cursor) = (
        &item["textEdit"]["range"],
        byte_at(text, &place["position"]),
    );
    let replaced = bytes(text, range);
    assert!(replaced.start <= cursor && cursor <= replaced.end, "{item}");
    assert_eq!(range["start"]["line"], range["end"]["line"], "{item}");
    let filter = item["filterText"].as_str().unwrap();
    // Editors look for the typed characters in this order.
    let mut left = filter.chars();
    let typed = &text[replaced.start..cursor];
    assert!(
        typed
            .chars()
            .all(|c| left.any(|other| other.eq_ignore_ascii_case(&c))),
        "{typed} in {item}"
    );
    let also = item["additionalTextEdits"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    edited(text, &[also, vec![item["textEdit"].clone()]].concat())
}

fn labeled<'a>(items: &'a [Value], label: &str) -> &'a Value {
    items
        .iter()
        .find(|item| item["label"] == label)
        .unwrap_or_else(|| panic!("no {label}"))
}

#[test]
fn completion_replaces_the_token_after_an_emoji() {
    let mut session = ProjectSession::new();
    let old = "\"requiredScopes\": [\"oauth\", \"crm.objects.contacts.read\"]";
    let place = session.typed(
        APP,
        old,
        "\"😀\": \"😀\", \"requiredScopes\": [\"oauth\", \"crm.ob▮jects.😀\", \"tickets\"]",
    );
    let items = complete(&mut session, &place);
    let item = labeled(&items, "crm.objects.companies.read");
    assert_eq!(
        session.slice(APP, &item["textEdit"]["range"]),
        "\"crm.objects.😀\""
    );
    let text = session
        .text(APP)
        .replace("\"crm.objects.😀\"", "\"crm.objects.companies.read\"");
    assert_eq!(accepted(&session.text(APP), &place, item), text);
    assert!(
        item["additionalTextEdits"].is_null() && item["insertTextFormat"].is_null(),
        "{item}"
    );
    assert!(
        items
            .iter()
            .all(|item| !["oauth", "tickets"].contains(&item["label"].as_str().unwrap()))
    );
    let sorted: Vec<&str> = items
        .iter()
        .map(|item| item["sortText"].as_str().unwrap())
        .collect();
    assert!(sorted.is_sorted(), "{sorted:?}");
}

#[test]
fn completion_adds_the_missing_comma() {
    let mut session = ProjectSession::new();
    let place = session.typed(
        APP,
        "[\"oauth\", \"crm.objects.contacts.read\"]",
        "[\"😀\", \"oauth\" ▮]",
    );
    let items = complete(&mut session, &place);
    let item = labeled(&items, "crm.lists.read");
    assert_eq!(item["additionalTextEdits"].as_array().unwrap().len(), 1);
    let text = accepted(&session.text(APP), &place, item);
    assert!(
        text.contains("[\"😀\", \"oauth\", \"crm.lists.read\"]"),
        "{text}"
    );
}

#[test]
fn no_completion_before_enter() {
    let scopes = "[\"oauth\", \"crm.objects.contacts.read\"]";
    for (struck, marked, is_offered) in [
        (",", "[\"oauth\",▮]", false),
        (",", "[\"oauth\",▮ \"tickets\"]", true),
        ("{", "{▮}", false),
        ("{", "[\"${▮}\"]", true),
        ("\"", "[\"oauth\", \"▮]", true),
    ] {
        let mut session = ProjectSession::new();
        let mut place = session.typed(APP, scopes, marked);
        place["context"] = json!({ "triggerKind": 2, "triggerCharacter": struck });
        assert_eq!(
            !session.ask("textDocument/completion", &place).is_null(),
            is_offered,
            "{marked}"
        );
        // An explicit request is answered.
        place["context"] = json!({ "triggerKind": 1 });
        complete(&mut session, &place);
    }
}

#[test]
fn completions_without_snippets_are_complete_values() {
    let mut session = ProjectSession::with(without(&format!("{ITEM}/snippetSupport")), Value::Null);
    for (file, old, marked) in [
        (
            CARD,
            "\"previewImage\": { \"file\": \"./assets/paper.png\", \"altText\": \"A paper\" }",
            "▮\"😀\": 1",
        ),
        (OBJECT, "\"properties\": [", "\"properties\": [▮ "),
        (ACTION, "\"config\": {", "\"config\": {▮ "),
    ] {
        let place = session.typed(file, old, marked);
        let items = complete(&mut session, &place);
        assert!(!items.is_empty(), "{file}");
        for item in items {
            let text = accepted(&session.text(file), &place, &item);
            let parsed: Result<Value, _> = serde_json::from_str(&text);
            assert!(
                parsed.is_ok() && item["insertTextFormat"].is_null(),
                "{item} makes {text}"
            );
        }
    }
    let mut session = ProjectSession::new();
    let place = session.typed(OBJECT, "\"properties\": [", "\"properties\": [▮ ");
    let items = complete(&mut session, &place);
    assert!(
        items.iter().any(|item| item["insertTextFormat"] == 2),
        "{items:?}"
    );
}

#[test]
fn closing_quote_is_kept_for_clients_without_insert_replace() {
    let mut session = ProjectSession::with(
        without(&format!("{ITEM}/insertReplaceSupport")),
        Value::Null,
    );
    for (marked, replaced) in [
        ("\"mark▮\"", "\"mark"),
        ("\"▮marketplace\"", "\""),
        ("\"ma▮x\"", "\"max\""),
    ] {
        let marked = format!("\"distribution\": {marked}");
        let place = session.typed(APP, "\"distribution\": \"marketplace\"", &marked);
        let items = complete(&mut session, &place);
        let item = labeled(&items, "marketplace");
        assert_eq!(
            session.slice(APP, &item["textEdit"]["range"]),
            replaced,
            "{marked}"
        );
        let text = accepted(&session.text(APP), &place, item);
        assert!(
            text.contains("\"distribution\": \"marketplace\",\n"),
            "{text}"
        );
        session.typed(
            APP,
            &marked.replace('▮', ""),
            "\"distribution\": \"marketplace\"▮",
        );
    }
}

#[test]
fn empty_file_is_completed_with_a_template() {
    let mut session = ProjectSession::with(without(&format!("{ITEM}/snippetSupport")), Value::Null);
    session.open_as("src/app/cards/new-hsmeta.json", "");
    let place = session.at("src/app/cards/new-hsmeta.json", "▮");
    let items = complete(&mut session, &place);
    let text: Value =
        serde_json::from_str(items[0]["textEdit"]["newText"].as_str().unwrap()).unwrap();
    assert_eq!((items.len(), &text["type"]), (1, &json!("card")));
}

#[test]
fn completions_have_the_format_of_the_client() {
    let scope = |capabilities: Value| {
        let mut session = ProjectSession::with(capabilities, Value::Null);
        let place = session.typed(APP, "\"optionalScopes\": []", "\"optionalScopes\": [\"▮\"]");
        let items = complete(&mut session, &place);
        let old = items
            .iter()
            .find(|item| !item["tags"].is_null() || !item["deprecated"].is_null());
        old.unwrap_or_else(|| panic!("nothing is deprecated"))
            .clone()
    };
    let item = scope(all_capabilities());
    assert_eq!(
        (&item["tags"], &item["deprecated"]),
        (&json!([1]), &Value::Null)
    );
    assert_eq!(
        (&item["documentation"]["kind"], &item["insertTextMode"]),
        (&json!("markdown"), &json!(2))
    );
    let item = scope(without(&format!("{ITEM}/tagSupport")));
    assert_eq!(
        (&item["tags"], &item["deprecated"]),
        (&Value::Null, &json!(true))
    );
    let item = scope(with(
        &format!("{ITEM}/documentationFormat"),
        json!(["plaintext", "markdown"]),
    ));
    assert_eq!(item["documentation"]["kind"], "plaintext");
    assert!(
        !item["documentation"]["value"]
            .as_str()
            .unwrap()
            .contains('`')
    );
    let item = scope(without(&format!("{ITEM}/documentationFormat")));
    assert!(
        item["documentation"]
            .as_str()
            .is_some_and(|text| !text.is_empty() && !text.contains('`')),
        "{item}"
    );
    let item = scope(without(&format!("{ITEM}/insertTextModeSupport")));
    assert_eq!(item["insertTextMode"], Value::Null);
}
