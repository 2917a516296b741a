//! Requests whose answers change nothing, with and without the client capabilities that matter to
//! them.

use expect_test::expect;
use serde_json::{Value, json};

use super::project_session::{ProjectSession, all_capabilities, bytes, with, without};
use crate::ide_case::{ACTION, APP, CARD, OBJECT};

fn file(name: &str) -> Value {
    json!({ "textDocument": { "uri": name } })
}

fn list(value: &Value) -> Vec<Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("no list: {value}"))
        .clone()
}

/// All requests about a position.
pub(crate) fn requests_at(name: &str, line: u32, character: u32) -> Vec<(&'static str, Value)> {
    let place = json!({ "line": line, "character": character });
    let range = json!({ "start": place, "end": place });
    let at = |more: Value| {
        let mut params = json!({ "textDocument": { "uri": name }, "position": place });
        params
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        params
    };
    vec![
        ("textDocument/completion", at(json!({}))),
        ("textDocument/hover", at(json!({}))),
        ("textDocument/definition", at(json!({}))),
        (
            "textDocument/references",
            at(json!({ "context": { "includeDeclaration": true } })),
        ),
        ("textDocument/documentHighlight", at(json!({}))),
        ("textDocument/prepareRename", at(json!({}))),
        (
            "textDocument/codeAction",
            at(json!({ "range": range, "context": { "diagnostics": [] } })),
        ),
        ("textDocument/inlayHint", at(json!({ "range": range }))),
        (
            "textDocument/selectionRange",
            at(json!({ "positions": [place] })),
        ),
        ("textDocument/documentSymbol", file(name)),
        ("textDocument/documentLink", file(name)),
        ("textDocument/foldingRange", file(name)),
    ]
}

#[test]
fn hover_has_the_preferred_format_and_a_range() {
    for (formats, kind) in [
        (json!(["markdown", "plaintext"]), "markdown"),
        (json!(["plaintext", "markdown"]), "plaintext"),
        (Value::Null, "plaintext"),
    ] {
        let mut session = ProjectSession::with(
            with("/textDocument/hover/contentFormat", formats),
            Value::Null,
        );
        let place = session.typed(
            CARD,
            "\"location\": \"crm",
            "\"😀\": \"😀\", \"location\": \"cr▮m",
        );
        let hover = session.ask("textDocument/hover", &place);
        assert_eq!(hover["contents"]["kind"], kind);
        let text = hover["contents"]["value"].as_str().unwrap();
        assert_eq!(text.contains("](https://"), kind == "markdown", "{text}");
        assert_eq!(session.slice(CARD, &hover["range"]), "\"crm.record.tab\"");
        let place = session.at(CARD, "[\"contacts\",▮ \"paper\"]");
        assert_eq!(session.ask("textDocument/hover", &place), Value::Null);
    }
}

#[test]
fn definitions_are_links_or_locations() {
    let shown = |session: &ProjectSession, found: &Value, name: &str, range: &str| {
        let one = |one: &Value| session.formatted(one[name].as_str().unwrap(), &one[range]);
        list(found).iter().map(one).collect::<Vec<_>>()
    };
    let marked = "\"😀\": 1, \"entrypoint\": \"${HO▮ST}/Paper.tsx";
    let old = "\"entrypoint\": \"/app/cards/Paper.tsx";
    let selected = [
        "src/hsprofile.dev.json 0:39 HOST",
        "src/hsprofile.prod.json 0:39 HOST",
    ];
    let mut session = ProjectSession::new();
    let place = session.typed(CARD, old, marked);
    let links = session.ask("textDocument/definition", &place);
    assert_eq!(
        shown(&session, &links, "targetUri", "targetSelectionRange"),
        selected
    );
    let whole = "src/hsprofile.prod.json 0:38 \"HOST\": \"https://kiosk.tech\"";
    assert_eq!(
        shown(&session, &links, "targetUri", "targetRange")[1],
        whole
    );
    assert_eq!(
        session.slice(CARD, &links[0]["originSelectionRange"]),
        "${HOST}"
    );
    let place = session.typed(CARD, "${HOST}", "/app/ca▮rds");
    let links = session.ask("textDocument/definition", &place);
    assert_eq!(
        links[0]["targetUri"],
        session.uri("src/app/cards/Paper.tsx")
    );

    let mut session =
        ProjectSession::with(without("/textDocument/definition/linkSupport"), Value::Null);
    let place = session.typed(CARD, old, marked);
    let locations = session.ask("textDocument/definition", &place);
    assert_eq!(shown(&session, &locations, "uri", "range"), selected);
    let place = session.at(CARD, "\"con▮fig\"");
    assert_eq!(session.ask("textDocument/definition", &place), json!([]));
}

#[test]
fn references_include_all_files_and_optionally_the_declaration() {
    let mut session = ProjectSession::new();
    let mut place = session.typed(OBJECT, "\"uid\": \"paper", "\"é😀\": 0, \"uid\": \"▮paper");
    let mut found = |declaration: bool| -> String {
        place["context"] = json!({ "includeDeclaration": declaration });
        let found = list(&session.ask("textDocument/references", &place));
        let shown = found
            .iter()
            .map(|one| session.formatted(one["uri"].as_str().unwrap(), &one["range"]) + "\n");
        shown.collect()
    };
    let (all, uses) = (found(true), found(false));
    expect![[r#"
        src/app/cards/paper-hsmeta.json 7:33 paper
        src/app/cards/paper-hsmeta.json 10:31 paper
        src/app/cards/paper-hsmeta.json 10:49 paper
    "#]]
    .assert_eq(&uses);
    assert_eq!(all, format!("{OBJECT} 1:20 paper\n{uses}"));
}

#[test]
fn highlights_distinguish_definitions_and_uses() {
    let mut session = ProjectSession::new();
    let place = session.at(ACTION, "\"{{amo▮unt}}");
    let found = list(&session.ask("textDocument/documentHighlight", &place));
    let shown: Vec<_> = found
        .iter()
        .map(|one| (session.slice(ACTION, &one["range"]), one["kind"].clone()))
        .collect();
    assert_eq!(
        shown,
        [3, 2, 2].map(|kind| ("amount".to_owned(), json!(kind)))
    );
}

#[test]
fn document_symbols_are_a_tree_or_a_list() {
    /// The names as an outline; every range must be inside of the parent's.
    fn outline(session: &ProjectSession, symbols: &Value, above: &str, depth: usize) -> String {
        let text = session.text(APP);
        let one = |symbol: &Value| {
            let (whole, name) = (
                bytes(&text, &symbol["range"]),
                bytes(&text, &symbol["selectionRange"]),
            );
            assert!(
                whole.start <= name.start && name.end <= whole.end,
                "{symbol}"
            );
            assert!(above.contains(&text[whole.clone()]), "{symbol}");
            let below = outline(session, &symbol["children"], &text[whole], depth + 1);
            format!("{:depth$}{}\n{below}", "", symbol["name"].as_str().unwrap())
        };
        symbols.as_array().into_iter().flatten().map(one).collect()
    }
    let mut session = ProjectSession::new();
    session.open(APP);
    let name = session.uri(APP);
    let tree = session.ask("textDocument/documentSymbol", &file(&name));
    let outline = outline(&session, &tree, &session.text(APP), 0);
    assert!(
        outline.starts_with("kiosk\n ") && outline.contains("\n  requiredScopes\n"),
        "{outline}"
    );

    let mut session = ProjectSession::with(
        without("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
        Value::Null,
    );
    session.open(APP);
    let name = session.uri(APP);
    let flat = list(&session.ask("textDocument/documentSymbol", &file(&name)));
    let names: String = flat
        .iter()
        .map(|one| format!("{}\n", one["name"].as_str().unwrap()))
        .collect();
    assert_eq!(
        names,
        outline
            .lines()
            .map(|line| line.trim_start().to_owned() + "\n")
            .collect::<String>()
    );
    assert!(
        flat.iter()
            .all(|one| one["location"]["uri"] == name && one["children"].is_null())
    );
    let scopes = flat
        .iter()
        .find(|one| one["name"] == "requiredScopes")
        .unwrap();
    assert_eq!(scopes["containerName"], "auth");
}

#[test]
fn workspace_symbols_match_parts_of_names() {
    let mut session = ProjectSession::new();
    session.open(APP);
    let found = list(&session.ask("workspace/symbol", &json!({ "query": "PApEr" })));
    let mut names: Vec<_> = found
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["paper", "paper_card"]);
    let card = found
        .iter()
        .find(|one| one["name"] == "paper_card")
        .unwrap();
    assert_eq!(
        session.slice(CARD, &card["location"]["range"]),
        "paper_card"
    );
    assert_eq!(card["location"]["uri"], session.uri(CARD));
    assert_eq!(
        session.ask("workspace/symbol", &json!({ "query": "nothing like this" })),
        json!([])
    );
}

#[test]
fn links_lead_to_files_and_pages() {
    let mut session = ProjectSession::new();
    let place = session.typed(
        CARD,
        "\"name\": \"Papers\"",
        "\"name\": \"https://kiosk.tech/a?b=😀\"▮",
    );
    let found = list(&session.ask("textDocument/documentLink", &place));
    let shown: Vec<_> = found
        .iter()
        .map(|one| (session.slice(CARD, &one["range"]), one["target"].clone()))
        .collect();
    let expected = [
        (
            "/app/cards/Paper.tsx",
            session.uri("src/app/cards/Paper.tsx"),
        ),
        (
            "./assets/paper.png",
            session.uri("src/app/cards/assets/paper.png"),
        ),
    ];
    let expected = expected.map(|(text, target)| (text.to_owned(), json!(target)));
    assert_eq!(shown[shown.len() - 2..], expected);
    let place = session.typed(CARD, "b=😀", "b=1▮");
    assert_eq!(
        session.ask("textDocument/documentLink", &place)[0]["target"],
        "https://kiosk.tech/a?b=1"
    );
}

#[test]
fn folding_leaves_the_closing_bracket_visible() {
    let text = "{\n  \"😀\": [\n    1\n  ],\n  \"b\": [1, {\n    }]\n}\n";
    for (only_lines, expected) in [
        (true, json!([[0, null, 5, null], [1, null, 2, null]])),
        (
            false,
            json!([[0, 1, 6, 0], [1, 9, 3, 2], [4, 8, 5, 5], [4, 12, 5, 4]]),
        ),
    ] {
        let able = with(
            "/textDocument/foldingRange",
            json!({ "lineFoldingOnly": only_lines }),
        );
        let mut session = ProjectSession::with(able, Value::Null);
        session.open_as(CARD, text);
        let found = list(&session.ask("textDocument/foldingRange", &file(&session.uri(CARD))));
        let numbers = ["startLine", "startCharacter", "endLine", "endCharacter"];
        let shown: Value = found
            .iter()
            .map(|fold| numbers.map(|name| fold[name].clone()))
            .map(|it| json!(it))
            .collect();
        assert_eq!(shown, expected);
    }
}

#[test]
fn selection_ranges_are_nested_at_each_position() {
    let mut session = ProjectSession::new();
    let first = session.typed(CARD, "[\"contacts\", \"paper\"]", "[\"😀\", \"pap▮er\"]");
    let second = session.at(CARD, "\"u▮id\"");
    let params = json!({ "textDocument": first["textDocument"], "positions": [first["position"], second["position"]] });
    let found = list(&session.ask("textDocument/selectionRange", &params));
    let steps = |mut chain: &Value| {
        let mut steps = Vec::new();
        while !chain.is_null() {
            steps.push(session.slice(CARD, &chain["range"]));
            chain = &chain["parent"];
        }
        steps
    };
    let expected = [
        "paper",
        "\"paper\"",
        "\"😀\", \"paper\"",
        "[\"😀\", \"paper\"]",
        "\"objectTypes\": [\"😀\", \"paper\"]",
    ];
    assert_eq!(steps(&found[0])[..5], expected);
    assert_eq!(
        steps(&found[1])[..3],
        ["uid", "\"uid\"", "\"uid\": \"paper_card\""]
    );
    assert!(
        found.len() == 2
            && found
                .iter()
                .all(|one| steps(one).last().unwrap() == &session.text(CARD))
    );
}

#[test]
fn inlay_hints_require_the_setting() {
    let hints = |session: &mut ProjectSession| {
        let params = json!({
            "textDocument": { "uri": session.uri(APP) },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 1000 } },
        });
        let found = session.ask("textDocument/inlayHint", &params);
        let one = |hint: &Value| {
            let text = session.text(APP);
            let start = text[..super::project_session::byte_at(&text, &hint["position"])]
                .rfind(['$', '"', ','])
                .unwrap();
            let range = start..super::project_session::byte_at(&text, &hint["position"]);
            format!("{} {}", &text[range], hint["label"].as_str().unwrap())
        };
        found
            .as_array()
            .map(|hints| hints.iter().map(one).collect::<Vec<_>>())
    };
    let mut session = ProjectSession::new();
    session.typed(APP, "[\"${HOST}:", "[\"😀\", \"${HOST}:▮");
    assert_eq!(hints(&mut session), None);
    // Two profiles, none of which is selected.
    session.client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "hsmeta": { "inlayHints": true } } }),
    );
    session.client.until("a refresh", |client| {
        client
            .received
            .iter()
            .any(|one| one["method"] == "workspace/inlayHint/refresh")
    });
    assert_eq!(hints(&mut session), Some(vec![]));
    let settings = json!({ "settings": { "hsmeta": { "profile": "dev" } } });
    session
        .client
        .notify("workspace/didChangeConfiguration", settings);
    assert_eq!(
        hints(&mut session).unwrap(),
        ["${HOST} https://dev.kiosk.tech", "${PORT} 3000"]
    );

    let mut session = ProjectSession::with(
        all_capabilities(),
        json!({ "inlayHints": true, "profile": "prod" }),
    );
    session.open(APP);
    assert_eq!(
        hints(&mut session).unwrap(),
        ["${HOST} https://kiosk.tech", "${PORT} 443"]
    );
    session.client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "inlayHints": false } }),
    );
    assert_eq!(hints(&mut session), None);
}

#[test]
fn request_sees_earlier_edits() {
    let mut session = ProjectSession::new();
    session.open(OBJECT);
    let mut uid = "paper".to_owned();
    for number in 0..50 {
        let new = format!("paper{number}");
        let place = session.typed(
            OBJECT,
            &format!("\"uid\": \"{uid}\""),
            &format!("\"uid\": \"{new}▮\""),
        );
        uid = new;
        assert_eq!(
            session.ask("textDocument/prepareRename", &place)["placeholder"],
            json!(uid)
        );
        let found = session.ask("workspace/symbol", &json!({ "query": "paper" }));
        assert!(
            list(&found).iter().any(|one| one["name"] == json!(uid)),
            "{found}"
        );
    }
}

#[test]
fn unrelated_files_have_no_answers() {
    let mut session = ProjectSession::new();
    std::fs::write(session.path("src/app/cards/package.json"), "{}").unwrap();
    session.open(CARD);
    let closed = "untitled:src/app/cards/new-hsmeta.json";
    session.client.open(closed, 1, &session.text(CARD));
    session.client.close(closed);
    let package = session.uri("src/app/cards/package.json");
    session.client.open(&package, 1, "{ \"name\": 1 }");
    let component = session.uri("src/app/cards/Paper.tsx");
    session.client.open(&component, 1, "export {}");
    let missing = session.uri("src/app/cards/missing-hsmeta.json");
    for name in [
        &package,
        &component,
        &missing,
        closed,
        "file:///nowhere/a-hsmeta.json",
        "git:/a-hsmeta.json",
        "x:",
    ] {
        for (method, params) in requests_at(name, 0, 3) {
            let answer = session.ask(method, &params);
            assert!(
                answer.is_null() || answer == json!([]),
                "{method} {name}: {answer}"
            );
        }
        let rename = json!({
            "textDocument": { "uri": name }, "position": { "line": 0, "character": 3 }, "newName": "other",
        });
        assert_eq!(
            session.ask("textDocument/rename", &rename),
            Value::Null,
            "{name}"
        );
    }
}

#[test]
fn invalid_positions_are_clamped() {
    let mut session = ProjectSession::new();
    let text = "{\r\n  \"uid\": \"a😀b\",\r  \"type\": \"card\"}";
    session.open_as(CARD, text);
    let name = session.uri(CARD);
    // In the middle of the emoji, past the ends of lines, past the last line.
    for (odd, good) in [
        ((1, 12), (1, 11)),
        ((1, 4000), (1, 16)),
        ((0, 7), (0, 1)),
        ((2, 99), (2, 17)),
    ] {
        for ((method, odd), (_, good)) in requests_at(&name, odd.0, odd.1)
            .into_iter()
            .zip(requests_at(&name, good.0, good.1))
        {
            let (odd, good) = (session.ask(method, &odd), session.ask(method, &good));
            assert_eq!(odd, good, "{method}");
        }
    }
    for (line, character) in [(7, 0), (u32::MAX, u32::MAX), (2, u32::MAX), (0, u32::MAX)] {
        for (method, params) in requests_at(&name, line, character) {
            session.ask(method, &params);
        }
    }
}
