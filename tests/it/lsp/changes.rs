//! Code actions, renames and moved files: the edits are applied as an editor does.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::project_session::{ProjectSession, all_capabilities, without};
use crate::ide_case::{CARD, OBJECT};
/// A card with a misspelled location, a trailing comma and an emoji in the line.
fn open_card_with_problems(session: &mut ProjectSession) -> Value {
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
    let place = open_card_with_problems(&mut session);
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
    let place = open_card_with_problems(&mut session);
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
        let place = open_card_with_problems(&mut session);
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
    let place = open_card_with_problems(&mut session);
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
        let annotated = edits
            .iter()
            .filter_map(|edit| edit["annotationId"].as_str())
            .filter(|id| annotations.contains_key(*id));
        assert_eq!(annotated.count(), if asks { 4 } else { 0 });
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
        ("kiosk", "uid `kiosk` is already used by another component"),
        ("a b", "contains a space"),
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
    // Both projects are being read again at this moment; requests about the workspace do not
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
