//! Questions that change nothing: each with what the client can do and without.

use expect_test::expect;
use serde_json::{Value, json};

use super::shop::{Shop, bytes, modern, with, without};
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

/// Everything that can be asked about a place.
pub(crate) fn everything(name: &str, line: u32, character: u32) -> Vec<(&'static str, Value)> {
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
fn hover_speaks_the_first_format_and_says_where() {
    for (formats, kind) in [
        (json!(["markdown", "plaintext"]), "markdown"),
        (json!(["plaintext", "markdown"]), "plaintext"),
        (Value::Null, "plaintext"),
    ] {
        let mut shop = Shop::with(
            with("/textDocument/hover/contentFormat", formats),
            Value::Null,
        );
        let place = shop.typed(
            CARD,
            "\"location\": \"crm",
            "\"😀\": \"😀\", \"location\": \"cr▮m",
        );
        let hover = shop.ask("textDocument/hover", &place);
        assert_eq!(hover["contents"]["kind"], kind);
        let text = hover["contents"]["value"].as_str().unwrap();
        assert_eq!(text.contains("](https://"), kind == "markdown", "{text}");
        assert_eq!(shop.slice(CARD, &hover["range"]), "\"crm.record.tab\"");
        let place = shop.at(CARD, "[\"contacts\",▮ \"paper\"]");
        assert_eq!(shop.ask("textDocument/hover", &place), Value::Null);
    }
}

#[test]
fn definitions_are_links_or_locations() {
    let shown = |shop: &Shop, found: &Value, name: &str, range: &str| {
        let one = |one: &Value| shop.shown(one[name].as_str().unwrap(), &one[range]);
        list(found).iter().map(one).collect::<Vec<_>>()
    };
    let marked = "\"😀\": 1, \"entrypoint\": \"${HO▮ST}/Paper.tsx";
    let old = "\"entrypoint\": \"/app/cards/Paper.tsx";
    let selected = [
        "src/hsprofile.dev.json 0:39 HOST",
        "src/hsprofile.prod.json 0:39 HOST",
    ];
    let mut shop = Shop::new();
    let place = shop.typed(CARD, old, marked);
    let links = shop.ask("textDocument/definition", &place);
    assert_eq!(
        shown(&shop, &links, "targetUri", "targetSelectionRange"),
        selected
    );
    let whole = "src/hsprofile.prod.json 0:38 \"HOST\": \"https://kiosk.tech\"";
    assert_eq!(shown(&shop, &links, "targetUri", "targetRange")[1], whole);
    assert_eq!(
        shop.slice(CARD, &links[0]["originSelectionRange"]),
        "${HOST}"
    );
    let place = shop.typed(CARD, "${HOST}", "/app/ca▮rds");
    let links = shop.ask("textDocument/definition", &place);
    assert_eq!(links[0]["targetUri"], shop.uri("src/app/cards/Paper.tsx"));

    let mut shop = Shop::with(without("/textDocument/definition/linkSupport"), Value::Null);
    let place = shop.typed(CARD, old, marked);
    let locations = shop.ask("textDocument/definition", &place);
    assert_eq!(shown(&shop, &locations, "uri", "range"), selected);
    let place = shop.at(CARD, "\"con▮fig\"");
    assert_eq!(shop.ask("textDocument/definition", &place), json!([]));
}

#[test]
fn references_are_in_all_files_with_or_without_the_declaration() {
    let mut shop = Shop::new();
    let mut place = shop.typed(OBJECT, "\"uid\": \"paper", "\"é😀\": 0, \"uid\": \"▮paper");
    let mut found = |declaration: bool| -> String {
        place["context"] = json!({ "includeDeclaration": declaration });
        let found = list(&shop.ask("textDocument/references", &place));
        let shown = found
            .iter()
            .map(|one| shop.shown(one["uri"].as_str().unwrap(), &one["range"]) + "\n");
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
fn highlights_tell_definitions_from_uses() {
    let mut shop = Shop::new();
    let place = shop.at(ACTION, "\"{{amo▮unt}}");
    let found = list(&shop.ask("textDocument/documentHighlight", &place));
    let shown: Vec<_> = found
        .iter()
        .map(|one| (shop.slice(ACTION, &one["range"]), one["kind"].clone()))
        .collect();
    assert_eq!(
        shown,
        [3, 2, 2].map(|kind| ("amount".to_owned(), json!(kind)))
    );
}

#[test]
fn symbols_of_a_file_are_a_tree_or_a_list() {
    /// The names, and every range within the one above it.
    fn outline(shop: &Shop, symbols: &Value, above: &str, depth: usize) -> String {
        let text = shop.text(APP);
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
            let below = outline(shop, &symbol["children"], &text[whole], depth + 1);
            format!("{:depth$}{}\n{below}", "", symbol["name"].as_str().unwrap())
        };
        symbols.as_array().into_iter().flatten().map(one).collect()
    }
    let mut shop = Shop::new();
    shop.open(APP);
    let name = shop.uri(APP);
    let tree = shop.ask("textDocument/documentSymbol", &file(&name));
    let outline = outline(&shop, &tree, &shop.text(APP), 0);
    assert!(
        outline.starts_with("kiosk\n ") && outline.contains("\n  requiredScopes\n"),
        "{outline}"
    );

    let mut shop = Shop::with(
        without("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
        Value::Null,
    );
    shop.open(APP);
    let name = shop.uri(APP);
    let flat = list(&shop.ask("textDocument/documentSymbol", &file(&name)));
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
fn symbols_of_the_workspace_are_found_by_parts_of_their_names() {
    let mut shop = Shop::new();
    shop.open(APP);
    let found = list(&shop.ask("workspace/symbol", &json!({ "query": "PApEr" })));
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
    assert_eq!(shop.slice(CARD, &card["location"]["range"]), "paper_card");
    assert_eq!(card["location"]["uri"], shop.uri(CARD));
    assert_eq!(
        shop.ask("workspace/symbol", &json!({ "query": "nothing like this" })),
        json!([])
    );
}

#[test]
fn links_lead_to_files_and_pages() {
    let mut shop = Shop::new();
    let place = shop.typed(
        CARD,
        "\"name\": \"Papers\"",
        "\"name\": \"https://kiosk.tech/a?b=😀\"▮",
    );
    let found = list(&shop.ask("textDocument/documentLink", &place));
    let shown: Vec<_> = found
        .iter()
        .map(|one| (shop.slice(CARD, &one["range"]), one["target"].clone()))
        .collect();
    let expected = [
        ("/app/cards/Paper.tsx", shop.uri("src/app/cards/Paper.tsx")),
        (
            "./assets/paper.png",
            shop.uri("src/app/cards/assets/paper.png"),
        ),
    ];
    let expected = expected.map(|(text, target)| (text.to_owned(), json!(target)));
    assert_eq!(shown[shown.len() - 2..], expected);
    let place = shop.typed(CARD, "b=😀", "b=1▮");
    assert_eq!(
        shop.ask("textDocument/documentLink", &place)[0]["target"],
        "https://kiosk.tech/a?b=1"
    );
}

#[test]
fn folds_keep_the_closing_bracket_in_sight() {
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
        let mut shop = Shop::with(able, Value::Null);
        shop.open_as(CARD, text);
        let found = list(&shop.ask("textDocument/foldingRange", &file(&shop.uri(CARD))));
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
fn selections_grow_from_each_position() {
    let mut shop = Shop::new();
    let first = shop.typed(CARD, "[\"contacts\", \"paper\"]", "[\"😀\", \"pap▮er\"]");
    let second = shop.at(CARD, "\"u▮id\"");
    let params = json!({ "textDocument": first["textDocument"], "positions": [first["position"], second["position"]] });
    let found = list(&shop.ask("textDocument/selectionRange", &params));
    let steps = |mut chain: &Value| {
        let mut steps = Vec::new();
        while !chain.is_null() {
            steps.push(shop.slice(CARD, &chain["range"]));
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
                .all(|one| steps(one).last().unwrap() == &shop.text(CARD))
    );
}

#[test]
fn hints_are_shown_to_who_wants_them() {
    let hints = |shop: &mut Shop| {
        let params = json!({
            "textDocument": { "uri": shop.uri(APP) },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 1000 } },
        });
        let found = shop.ask("textDocument/inlayHint", &params);
        let one = |hint: &Value| {
            let text = shop.text(APP);
            let start = text[..super::shop::byte_at(&text, &hint["position"])]
                .rfind(['$', '"', ','])
                .unwrap();
            let range = start..super::shop::byte_at(&text, &hint["position"]);
            format!("{} {}", &text[range], hint["label"].as_str().unwrap())
        };
        found
            .as_array()
            .map(|hints| hints.iter().map(one).collect::<Vec<_>>())
    };
    let mut shop = Shop::new();
    shop.typed(APP, "[\"${HOST}:", "[\"😀\", \"${HOST}:▮");
    assert_eq!(hints(&mut shop), None);
    // Two profiles, and none is chosen.
    shop.client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "hsmeta": { "inlayHints": true } } }),
    );
    shop.client.until("a refresh", |client| {
        client
            .heard
            .iter()
            .any(|one| one["method"] == "workspace/inlayHint/refresh")
    });
    assert_eq!(hints(&mut shop), Some(vec![]));
    let settings = json!({ "settings": { "hsmeta": { "profile": "dev" } } });
    shop.client
        .notify("workspace/didChangeConfiguration", settings);
    assert_eq!(
        hints(&mut shop).unwrap(),
        ["${HOST} https://dev.kiosk.tech", "${PORT} 3000"]
    );

    let mut shop = Shop::with(modern(), json!({ "inlayHints": true, "profile": "prod" }));
    shop.open(APP);
    assert_eq!(
        hints(&mut shop).unwrap(),
        ["${HOST} https://kiosk.tech", "${PORT} 443"]
    );
    shop.client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "inlayHints": false } }),
    );
    assert_eq!(hints(&mut shop), None);
}

#[test]
fn a_question_sees_what_was_typed_before_it() {
    let mut shop = Shop::new();
    shop.open(OBJECT);
    let mut uid = "paper".to_owned();
    for number in 0..50 {
        let new = format!("paper{number}");
        let place = shop.typed(
            OBJECT,
            &format!("\"uid\": \"{uid}\""),
            &format!("\"uid\": \"{new}▮\""),
        );
        uid = new;
        assert_eq!(
            shop.ask("textDocument/prepareRename", &place)["placeholder"],
            json!(uid)
        );
        let found = shop.ask("workspace/symbol", &json!({ "query": "paper" }));
        assert!(
            list(&found).iter().any(|one| one["name"] == json!(uid)),
            "{found}"
        );
    }
}

#[test]
fn what_is_none_of_ours_has_no_answers() {
    let mut shop = Shop::new();
    std::fs::write(shop.path("src/app/cards/package.json"), "{}").unwrap();
    shop.open(CARD);
    let closed = "untitled:src/app/cards/new-hsmeta.json";
    shop.client.open(closed, 1, &shop.text(CARD));
    shop.client.close(closed);
    let package = shop.uri("src/app/cards/package.json");
    shop.client.open(&package, 1, "{ \"name\": 1 }");
    let component = shop.uri("src/app/cards/Paper.tsx");
    shop.client.open(&component, 1, "export {}");
    let missing = shop.uri("src/app/cards/missing-hsmeta.json");
    for name in [
        &package,
        &component,
        &missing,
        closed,
        "file:///nowhere/a-hsmeta.json",
        "git:/a-hsmeta.json",
        "x:",
    ] {
        for (method, params) in everything(name, 0, 3) {
            let answer = shop.ask(method, &params);
            assert!(
                answer.is_null() || answer == json!([]),
                "{method} {name}: {answer}"
            );
        }
        let rename = json!({
            "textDocument": { "uri": name }, "position": { "line": 0, "character": 3 }, "newName": "other",
        });
        assert_eq!(
            shop.ask("textDocument/rename", &rename),
            Value::Null,
            "{name}"
        );
    }
}

#[test]
fn odd_positions_are_the_nearest_good_ones() {
    let mut shop = Shop::new();
    let text = "{\r\n  \"uid\": \"a😀b\",\r  \"type\": \"card\"}";
    shop.open_as(CARD, text);
    let name = shop.uri(CARD);
    // In the middle of the emoji, past the ends of lines, past the last line.
    for (odd, good) in [
        ((1, 12), (1, 11)),
        ((1, 4000), (1, 16)),
        ((0, 7), (0, 1)),
        ((2, 99), (2, 17)),
    ] {
        for ((method, odd), (_, good)) in everything(&name, odd.0, odd.1)
            .into_iter()
            .zip(everything(&name, good.0, good.1))
        {
            let (odd, good) = (shop.ask(method, &odd), shop.ask(method, &good));
            assert_eq!(odd, good, "{method}");
        }
    }
    for (line, character) in [(7, 0), (u32::MAX, u32::MAX), (2, u32::MAX), (0, u32::MAX)] {
        for (method, params) in everything(&name, line, character) {
            shop.ask(method, &params);
        }
    }
}
