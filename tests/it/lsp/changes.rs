//! Answers that change texts: completion, code actions, renames, moves. Each is made as an editor makes it.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::shop::{Shop, byte_at, bytes, edited, modern, with, without};
use crate::ide_case::{ACTION, APP, CARD, OBJECT};

const ITEM: &str = "/textDocument/completion/completionItem";

fn complete(shop: &mut Shop, place: &Value) -> Vec<Value> {
    let found = shop.ask("textDocument/completion", place);
    assert_eq!(found["isIncomplete"], false);
    found["items"].as_array().unwrap().clone()
}

/// The text once an item was taken. What is typed of it has to fit its filter.
fn taken(text: &str, place: &Value, item: &Value) -> String {
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

fn labelled<'a>(items: &'a [Value], label: &str) -> &'a Value {
    items
        .iter()
        .find(|item| item["label"] == label)
        .unwrap_or_else(|| panic!("no {label}"))
}

#[test]
fn a_completion_replaces_the_token_in_a_line_with_emoji() {
    let mut shop = Shop::new();
    let old = "\"requiredScopes\": [\"oauth\", \"crm.objects.contacts.read\"]";
    let place = shop.typed(
        APP,
        old,
        "\"😀\": \"😀\", \"requiredScopes\": [\"oauth\", \"crm.ob▮jects.😀\", \"tickets\"]",
    );
    let items = complete(&mut shop, &place);
    let item = labelled(&items, "crm.objects.companies.read");
    assert_eq!(
        shop.slice(APP, &item["textEdit"]["range"]),
        "\"crm.objects.😀\""
    );
    let text = shop
        .text(APP)
        .replace("\"crm.objects.😀\"", "\"crm.objects.companies.read\"");
    assert_eq!(taken(&shop.text(APP), &place, item), text);
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
fn a_completion_brings_the_comma_that_is_missing_before_it() {
    let mut shop = Shop::new();
    let place = shop.typed(
        APP,
        "[\"oauth\", \"crm.objects.contacts.read\"]",
        "[\"😀\", \"oauth\" ▮]",
    );
    let items = complete(&mut shop, &place);
    let item = labelled(&items, "crm.lists.read");
    assert_eq!(item["additionalTextEdits"].as_array().unwrap().len(), 1);
    let text = taken(&shop.text(APP), &place, item);
    assert!(
        text.contains("[\"😀\", \"oauth\", \"crm.lists.read\"]"),
        "{text}"
    );
}

#[test]
fn nothing_is_offered_where_enter_comes_next() {
    let scopes = "[\"oauth\", \"crm.objects.contacts.read\"]";
    for (struck, marked, is_offered) in [
        (",", "[\"oauth\",▮]", false),
        (",", "[\"oauth\",▮ \"tickets\"]", true),
        ("{", "{▮}", false),
        ("{", "[\"${▮}\"]", true),
        ("\"", "[\"oauth\", \"▮]", true),
    ] {
        let mut shop = Shop::new();
        let mut place = shop.typed(APP, scopes, marked);
        place["context"] = json!({ "triggerKind": 2, "triggerCharacter": struck });
        assert_eq!(
            !shop.ask("textDocument/completion", &place).is_null(),
            is_offered,
            "{marked}"
        );
        // Who asks for it gets it.
        place["context"] = json!({ "triggerKind": 1 });
        complete(&mut shop, &place);
    }
}

#[test]
fn completions_without_snippets_are_whole_values() {
    let mut shop = Shop::with(without(&format!("{ITEM}/snippetSupport")), Value::Null);
    for (file, old, marked) in [
        (
            CARD,
            "\"previewImage\": { \"file\": \"./assets/paper.png\", \"altText\": \"A paper\" }",
            "▮\"😀\": 1",
        ),
        (OBJECT, "\"properties\": [", "\"properties\": [▮ "),
        (ACTION, "\"config\": {", "\"config\": {▮ "),
    ] {
        let place = shop.typed(file, old, marked);
        let items = complete(&mut shop, &place);
        assert!(!items.is_empty(), "{file}");
        for item in items {
            let text = taken(&shop.text(file), &place, &item);
            let parsed: Result<Value, _> = serde_json::from_str(&text);
            assert!(
                parsed.is_ok() && item["insertTextFormat"].is_null(),
                "{item} makes {text}"
            );
        }
    }
    let mut shop = Shop::new();
    let place = shop.typed(OBJECT, "\"properties\": [", "\"properties\": [▮ ");
    let items = complete(&mut shop, &place);
    assert!(
        items.iter().any(|item| item["insertTextFormat"] == 2),
        "{items:?}"
    );
}

#[test]
fn a_quote_behind_the_cursor_stays_for_clients_that_replace_nothing_there() {
    let mut shop = Shop::with(
        without(&format!("{ITEM}/insertReplaceSupport")),
        Value::Null,
    );
    for (marked, replaced) in [
        ("\"mark▮\"", "\"mark"),
        ("\"▮marketplace\"", "\""),
        ("\"ma▮x\"", "\"max\""),
    ] {
        let marked = format!("\"distribution\": {marked}");
        let place = shop.typed(APP, "\"distribution\": \"marketplace\"", &marked);
        let items = complete(&mut shop, &place);
        let item = labelled(&items, "marketplace");
        assert_eq!(
            shop.slice(APP, &item["textEdit"]["range"]),
            replaced,
            "{marked}"
        );
        let text = taken(&shop.text(APP), &place, item);
        assert!(
            text.contains("\"distribution\": \"marketplace\",\n"),
            "{text}"
        );
        shop.typed(
            APP,
            &marked.replace('▮', ""),
            "\"distribution\": \"marketplace\"▮",
        );
    }
}

#[test]
fn an_empty_file_is_completed_as_a_whole() {
    let mut shop = Shop::with(without(&format!("{ITEM}/snippetSupport")), Value::Null);
    shop.open_as("src/app/cards/new-hsmeta.json", "");
    let place = shop.at("src/app/cards/new-hsmeta.json", "▮");
    let items = complete(&mut shop, &place);
    let text: Value =
        serde_json::from_str(items[0]["textEdit"]["newText"].as_str().unwrap()).unwrap();
    assert_eq!((items.len(), &text["type"]), (1, &json!("card")));
}

#[test]
fn completions_speak_as_the_client_understands() {
    let scope = |capabilities: Value| {
        let mut shop = Shop::with(capabilities, Value::Null);
        let place = shop.typed(APP, "\"optionalScopes\": []", "\"optionalScopes\": [\"▮\"]");
        let items = complete(&mut shop, &place);
        let old = items
            .iter()
            .find(|item| !item["tags"].is_null() || !item["deprecated"].is_null());
        old.unwrap_or_else(|| panic!("nothing is deprecated"))
            .clone()
    };
    let item = scope(modern());
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

/// A card with a misspelt location, a trailing comma and an emoji in the line.
fn faulty(shop: &mut Shop) -> Value {
    let place = shop.typed(CARD, "\"crm.record.tab\"", "\"crm.re▮cord.tabb\"");
    shop.typed(CARD, "\"A paper\" }", "\"😀\", }▮");
    place
}

fn actions(shop: &mut Shop, place: &Value, only: Option<&[&str]>) -> Vec<Value> {
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": place["position"] });
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = json!(only);
    }
    let params =
        json!({ "textDocument": place["textDocument"], "range": whole, "context": context });
    shop.ask("textDocument/codeAction", &params)
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn code_actions_are_of_the_kinds_that_are_wanted() {
    let mut shop = Shop::new();
    let place = faulty(&mut shop);
    let (fix, all) = ("quickfix", "source.fixAll.hsmeta");
    for (only, expected) in [
        (None, vec![fix, all]),
        (Some(&["quickfix"][..]), vec![fix]),
        (Some(&["source"]), vec![all]),
        (Some(&["source.fixAll"]), vec![all]),
        (Some(&["source.fixAll.hsmeta"]), vec![all]),
        (Some(&["source.fixAll", "quickfix"]), vec![fix, all]),
        (
            Some(&[
                "source.fixAll.eslint",
                "source.organizeImports",
                "refactor",
                "quickfix.more",
                "quick",
            ]),
            vec![],
        ),
    ] {
        let found = actions(&mut shop, &place, only);
        let mut kinds: Vec<&str> = found
            .iter()
            .map(|action| action["kind"].as_str().unwrap())
            .collect();
        kinds.dedup();
        assert_eq!(kinds, expected, "{only:?}");
    }
    let mut shop = Shop::with(
        without("/textDocument/codeAction/codeActionLiteralSupport"),
        Value::Null,
    );
    let place = faulty(&mut shop);
    let params = json!({
        "textDocument": place["textDocument"], "context": { "diagnostics": [] },
        "range": { "start": place["position"], "end": place["position"] },
    });
    assert_eq!(shop.ask("textDocument/codeAction", &params), Value::Null);
}

#[test]
fn a_code_action_ends_the_diagnostic_that_it_names() {
    for (capabilities, has_versions, is_marked) in [
        (modern(), true, true),
        (
            without("/workspace/workspaceEdit/documentChanges"),
            false,
            true,
        ),
        (
            without("/textDocument/codeAction/isPreferredSupport"),
            true,
            false,
        ),
    ] {
        let mut shop = Shop::with(capabilities, Value::Null);
        let place = faulty(&mut shop);
        let before = shop.rules();
        let action = actions(&mut shop, &place, Some(&["quickfix"])).remove(0);
        let edit = &action["edit"];
        assert_eq!(edit["changes"].is_null(), has_versions, "{edit}");
        assert_eq!(
            edit["documentChanges"][0]["textDocument"]["version"].is_null(),
            !has_versions,
            "{edit}"
        );
        assert_eq!(
            action["isPreferred"],
            if is_marked { json!(true) } else { Value::Null }
        );
        let named = &action["diagnostics"].as_array().unwrap()[..];
        let published = shop.client.published[&shop.uri(CARD)]["diagnostics"]
            .as_array()
            .unwrap()
            .clone();
        assert!(
            named.len() == 1 && published.contains(&named[0]),
            "{named:?} in {published:?}"
        );
        assert_eq!(shop.apply(edit), [CARD]);
        let mut after = shop.rules();
        after.push(named[0]["code"].as_str().unwrap().to_owned());
        after.sort();
        assert_eq!(after, {
            let mut before = before;
            before.sort();
            before
        });
    }
}

#[test]
fn all_that_is_safe_is_fixed_at_once() {
    let mut shop = Shop::new();
    let place = faulty(&mut shop);
    let action = actions(&mut shop, &place, Some(&["source.fixAll.hsmeta"])).remove(0);
    assert!(action["diagnostics"].is_null() && action["isPreferred"].is_null());
    assert!(shop.rules().contains(&"invalid-json".to_owned()));
    shop.apply(&action["edit"]);
    assert!(!shop.rules().contains(&"invalid-json".to_owned()));
    assert!(shop.text(CARD).contains("\"😀\" }"));
}

fn rename(shop: &mut Shop, place: &Value, name: &str) -> Value {
    let mut params = place.clone();
    params["newName"] = json!(name);
    shop.ask("textDocument/rename", &params)
}

#[test]
fn a_rename_changes_every_file_and_asks_first_if_it_can() {
    let support = "/workspace/workspaceEdit";
    for (capabilities, has_versions, asks) in [
        (modern(), true, true),
        (
            without(&format!("{support}/changeAnnotationSupport")),
            true,
            false,
        ),
        (without(&format!("{support}/documentChanges")), false, false),
    ] {
        let mut shop = Shop::with(capabilities, Value::Null);
        let place = shop.typed(
            OBJECT,
            "\"uid\": \"paper\"",
            "\"description😀\": 1, \"uid\": \"pap▮er\"",
        );
        let before = shop.rules();
        let prepared = shop.ask("textDocument/prepareRename", &place);
        assert_eq!(shop.slice(OBJECT, &prepared["range"]), "paper");
        assert_eq!(prepared["placeholder"], "paper");
        let edit = rename(&mut shop, &place, "news.paper");
        let annotations = edit["changeAnnotations"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        assert_eq!(annotations.len(), usize::from(asks), "{edit}");
        assert!(
            annotations
                .values()
                .all(|one| one["needsConfirmation"] == true && one["label"].is_string())
        );
        let documents = edit["documentChanges"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let edits: Vec<&Value> = documents
            .iter()
            .flat_map(|one| one["edits"].as_array().unwrap())
            .collect();
        let is_annotated = |edit: &&Value| {
            edit["annotationId"]
                .as_str()
                .is_some_and(|id| annotations.contains_key(id))
        };
        assert_eq!(
            edits.iter().filter(|edit| is_annotated(edit)).count(),
            if asks { 4 } else { 0 }
        );
        assert_eq!(
            (edits.len(), edit["changes"].is_null()),
            if has_versions { (4, true) } else { (0, false) }
        );
        assert_eq!(shop.apply(&edit), [OBJECT, CARD]);
        assert_eq!(shop.rules(), before);
        assert_eq!(shop.text(CARD).matches("\"news.paper\"").count(), 3);
    }
}

#[test]
fn a_rename_that_cannot_be_is_an_error_with_a_reason() {
    let mut shop = Shop::new();
    let mut params = shop.at(OBJECT, "\"uid\": \"pap▮er\"");
    for (name, reason) in [
        ("kiosk", "another component has the uid `kiosk`"),
        ("a b", "blank"),
        ("", "empty"),
    ] {
        params["newName"] = json!(name);
        let id = shop.client.ask("textDocument/rename", params.clone());
        let error = shop.client.answer(id)["error"].clone();
        assert_eq!(error["code"], -32602, "{error}");
        assert!(
            error["message"].as_str().unwrap().contains(reason),
            "{error}"
        );
    }
    let place = shop.at(OBJECT, "\"con▮fig\"");
    assert_eq!(shop.ask("textDocument/prepareRename", &place), Value::Null);
}

fn moved(shop: &mut Shop, moves: &[(&str, &str)]) -> Value {
    let files: Vec<Value> = moves
        .iter()
        .map(|(old, new)| json!({ "oldUri": shop.uri(old), "newUri": shop.uri(new) }))
        .collect();
    shop.ask("workspace/willRenameFiles", &json!({ "files": files }))
}

#[test]
fn paths_follow_the_files_that_are_moved() {
    for capabilities in [
        modern(),
        without("/workspace/workspaceEdit/documentChanges"),
    ] {
        let mut shop = Shop::with(capabilities, Value::Null);
        shop.typed(CARD, "\"entrypoint\"", "\"😀\": 1, \"entrypoint\"▮");
        let edit = moved(
            &mut shop,
            &[("src/app/cards/Paper.tsx", "src/app/cards/Ne wß.tsx")],
        );
        assert_eq!(shop.apply(&edit), [CARD]);
        assert!(
            shop.text(CARD)
                .contains("\"😀\": 1, \"entrypoint\": \"/app/cards/Ne wß.tsx\"")
        );
        let edit = moved(&mut shop, &[("src", "source")]);
        assert!(shop.apply(&edit).contains(&"hsproject.json".to_owned()));
        assert!(shop.text("hsproject.json").contains("\"./source\""));
    }
    let mut shop = Shop::new();
    shop.open(CARD);
    let nothing = json!({ "files": [
        { "oldUri": "file:///a.tsx", "newUri": "file:///b.tsx" }, { "oldUri": "no uri %", "newUri": "x:" },
    ] });
    let edit = shop.ask("workspace/willRenameFiles", &nothing);
    assert_eq!(shop.apply(&edit), Vec::<String>::new());
}

#[test]
fn a_file_of_two_projects_is_changed_once() {
    let mut shop = Shop::new();
    std::fs::write(
        shop.path("src/app/cards/hsproject.json"),
        r#"{ "name": "inner", "srcDir": "." }"#,
    )
    .unwrap();
    let manifest = shop.path("src/app/cards/hsproject.json");
    shop.client.watched(&[(&manifest, 1)]);
    shop.open(CARD);
    shop.open("src/app/cards/hsproject.json");
    let edit = moved(
        &mut shop,
        &[(
            "src/app/cards/assets/paper.png",
            "src/app/cards/assets/new.png",
        )],
    );
    assert_eq!(shop.apply(&edit), [CARD]);
    assert!(shop.text(CARD).contains("\"./assets/new.png\""));
    // Both projects are being read again at this moment; what is asked about the workspace does not wait for that.
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let found = shop.ask("workspace/symbol", &json!({ "query": "paper_card" }));
        match found.as_array().unwrap().len() {
            0 if Instant::now() < end => thread::sleep(Duration::from_millis(10)),
            number => return assert_eq!(number, 1, "{found}"),
        }
    }
}
