//! Requests whose answers change texts: completion, code actions, renames, moves. The edits are
//! applied as an editor does.

use std::thread;
use std::time::{Duration, Instant};

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
fn completion_replaces_the_token_after_an_emoji() {
    let mut session = ProjectSession::new();
    let old = "\"requiredScopes\": [\"oauth\", \"crm.objects.contacts.read\"]";
    let place = session.typed(
        APP,
        old,
        "\"😀\": \"😀\", \"requiredScopes\": [\"oauth\", \"crm.ob▮jects.😀\", \"tickets\"]",
    );
    let items = complete(&mut session, &place);
    let item = labelled(&items, "crm.objects.companies.read");
    assert_eq!(
        session.slice(APP, &item["textEdit"]["range"]),
        "\"crm.objects.😀\""
    );
    let text = session
        .text(APP)
        .replace("\"crm.objects.😀\"", "\"crm.objects.companies.read\"");
    assert_eq!(taken(&session.text(APP), &place, item), text);
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
    let item = labelled(&items, "crm.lists.read");
    assert_eq!(item["additionalTextEdits"].as_array().unwrap().len(), 1);
    let text = taken(&session.text(APP), &place, item);
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
        // Who asks for it gets it.
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
            let text = taken(&session.text(file), &place, &item);
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
        let item = labelled(&items, "marketplace");
        assert_eq!(
            session.slice(APP, &item["textEdit"]["range"]),
            replaced,
            "{marked}"
        );
        let text = taken(&session.text(APP), &place, item);
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

/// A card with a misspelled location, a trailing comma and an emoji in the line.
fn faulty(session: &mut ProjectSession) -> Value {
    let place = session.typed(CARD, "\"crm.record.tab\"", "\"crm.re▮cord.tabb\"");
    session.typed(CARD, "\"A paper\" }", "\"😀\", }▮");
    place
}

fn actions(session: &mut ProjectSession, place: &Value, only: Option<&[&str]>) -> Vec<Value> {
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": place["position"] });
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = json!(only);
    }
    let params =
        json!({ "textDocument": place["textDocument"], "range": whole, "context": context });
    session
        .ask("textDocument/codeAction", &params)
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn code_actions_have_the_requested_kinds() {
    let mut session = ProjectSession::new();
    let place = faulty(&mut session);
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
        let found = actions(&mut session, &place, only);
        let mut kinds: Vec<&str> = found
            .iter()
            .map(|action| action["kind"].as_str().unwrap())
            .collect();
        kinds.dedup();
        assert_eq!(kinds, expected, "{only:?}");
    }
    let mut session = ProjectSession::with(
        without("/textDocument/codeAction/codeActionLiteralSupport"),
        Value::Null,
    );
    let place = faulty(&mut session);
    let params = json!({
        "textDocument": place["textDocument"], "context": { "diagnostics": [] },
        "range": { "start": place["position"], "end": place["position"] },
    });
    assert_eq!(session.ask("textDocument/codeAction", &params), Value::Null);
}

#[test]
fn code_action_fixes_its_diagnostic() {
    for (capabilities, has_versions, is_marked) in [
        (all_capabilities(), true, true),
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
        let mut session = ProjectSession::with(capabilities, Value::Null);
        let place = faulty(&mut session);
        let before = session.rules();
        let action = actions(&mut session, &place, Some(&["quickfix"])).remove(0);
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
        let published = session.client.published[&session.uri(CARD)]["diagnostics"]
            .as_array()
            .unwrap()
            .clone();
        assert!(
            named.len() == 1 && published.contains(&named[0]),
            "{named:?} in {published:?}"
        );
        assert_eq!(session.apply(edit), [CARD]);
        let mut after = session.rules();
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
fn fix_all_applies_all_safe_fixes() {
    let mut session = ProjectSession::new();
    let place = faulty(&mut session);
    let action = actions(&mut session, &place, Some(&["source.fixAll.hsmeta"])).remove(0);
    assert!(action["diagnostics"].is_null() && action["isPreferred"].is_null());
    assert!(session.rules().contains(&"invalid-json".to_owned()));
    session.apply(&action["edit"]);
    assert!(!session.rules().contains(&"invalid-json".to_owned()));
    assert!(session.text(CARD).contains("\"😀\" }"));
}

fn rename(session: &mut ProjectSession, place: &Value, name: &str) -> Value {
    let mut params = place.clone();
    params["newName"] = json!(name);
    session.ask("textDocument/rename", &params)
}

#[test]
fn rename_changes_all_files_and_requests_confirmation() {
    let support = "/workspace/workspaceEdit";
    for (capabilities, has_versions, asks) in [
        (all_capabilities(), true, true),
        (
            without(&format!("{support}/changeAnnotationSupport")),
            true,
            false,
        ),
        (without(&format!("{support}/documentChanges")), false, false),
    ] {
        let mut session = ProjectSession::with(capabilities, Value::Null);
        let place = session.typed(
            OBJECT,
            "\"uid\": \"paper\"",
            "\"description😀\": 1, \"uid\": \"pap▮er\"",
        );
        let before = session.rules();
        let prepared = session.ask("textDocument/prepareRename", &place);
        assert_eq!(session.slice(OBJECT, &prepared["range"]), "paper");
        assert_eq!(prepared["placeholder"], "paper");
        let edit = rename(&mut session, &place, "news.paper");
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
        assert_eq!(session.apply(&edit), [OBJECT, CARD]);
        assert_eq!(session.rules(), before);
        assert_eq!(session.text(CARD).matches("\"news.paper\"").count(), 3);
    }
}

#[test]
fn impossible_rename_is_an_error_with_a_reason() {
    let mut session = ProjectSession::new();
    let mut params = session.at(OBJECT, "\"uid\": \"pap▮er\"");
    for (name, reason) in [
        ("kiosk", "another component has the uid `kiosk`"),
        ("a b", "blank"),
        ("", "empty"),
    ] {
        params["newName"] = json!(name);
        let id = session.client.ask("textDocument/rename", params.clone());
        let error = session.client.answer(id)["error"].clone();
        assert_eq!(error["code"], -32602, "{error}");
        assert!(
            error["message"].as_str().unwrap().contains(reason),
            "{error}"
        );
    }
    let place = session.at(OBJECT, "\"con▮fig\"");
    assert_eq!(
        session.ask("textDocument/prepareRename", &place),
        Value::Null
    );
}

fn moved(session: &mut ProjectSession, moves: &[(&str, &str)]) -> Value {
    let files: Vec<Value> = moves
        .iter()
        .map(|(old, new)| json!({ "oldUri": session.uri(old), "newUri": session.uri(new) }))
        .collect();
    session.ask("workspace/willRenameFiles", &json!({ "files": files }))
}

#[test]
fn paths_to_moved_files_are_updated() {
    for capabilities in [
        all_capabilities(),
        without("/workspace/workspaceEdit/documentChanges"),
    ] {
        let mut session = ProjectSession::with(capabilities, Value::Null);
        session.typed(CARD, "\"entrypoint\"", "\"😀\": 1, \"entrypoint\"▮");
        let edit = moved(
            &mut session,
            &[("src/app/cards/Paper.tsx", "src/app/cards/Ne wß.tsx")],
        );
        assert_eq!(session.apply(&edit), [CARD]);
        assert!(
            session
                .text(CARD)
                .contains("\"😀\": 1, \"entrypoint\": \"/app/cards/Ne wß.tsx\"")
        );
        let edit = moved(&mut session, &[("src", "source")]);
        assert!(session.apply(&edit).contains(&"hsproject.json".to_owned()));
        assert!(session.text("hsproject.json").contains("\"./source\""));
    }
    let mut session = ProjectSession::new();
    session.open(CARD);
    let nothing = json!({ "files": [
        { "oldUri": "file:///a.tsx", "newUri": "file:///b.tsx" }, { "oldUri": "no uri %", "newUri": "x:" },
    ] });
    let edit = session.ask("workspace/willRenameFiles", &nothing);
    assert_eq!(session.apply(&edit), Vec::<String>::new());
}

#[test]
fn file_of_two_projects_is_edited_once() {
    let mut session = ProjectSession::new();
    std::fs::write(
        session.path("src/app/cards/hsproject.json"),
        r#"{ "name": "inner", "srcDir": "." }"#,
    )
    .unwrap();
    let manifest = session.path("src/app/cards/hsproject.json");
    session.client.watched(&[(&manifest, 1)]);
    session.open(CARD);
    session.open("src/app/cards/hsproject.json");
    let edit = moved(
        &mut session,
        &[(
            "src/app/cards/assets/paper.png",
            "src/app/cards/assets/new.png",
        )],
    );
    assert_eq!(session.apply(&edit), [CARD]);
    assert!(session.text(CARD).contains("\"./assets/new.png\""));
    // Both projects are being read again at this moment; what is asked about the workspace does not
    // wait for that.
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let found = session.ask("workspace/symbol", &json!({ "query": "paper_card" }));
        match found.as_array().unwrap().len() {
            0 if Instant::now() < end => thread::sleep(Duration::from_millis(10)),
            number => return assert_eq!(number, 1, "{found}"),
        }
    }
}
