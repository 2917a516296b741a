#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod in_json;

use std::fmt::Write;

use catalog::is_source;
use diagnostics::RelPath;
use expect_test::{Expect, expect};
use project::document::Document;
use project::index::Index;
use project::source_file::SourceFile;
use project::{Entry, Project};
use syntax::edit;

use super::cursor::cursor;
use super::*;
use crate::SourceCx;
use crate::completion::Item;

const CARD: &str = "src/app/cards/Card.jsx";
const FUNCTION_CODE: &str = "src/app/functions/orders.js";

const FILES: [(&str, &str); 6] = [
    (
        "hsproject.json",
        r#"{"name": "Harbour", "srcDir": "src", "platformVersion": "2026.09"}"#,
    ),
    (
        "src/app/app-hsmeta.json",
        r#"{"uid": "harbour", "type": "app", "config": {"permittedUrls": {
            "fetch": ["https://tides.harbour.tech/v1", "${HOST}", "https://api.harbour.tech", "http://no"]}}}"#,
    ),
    (
        "src/app/cards/card-hsmeta.json",
        r#"{"uid": "card", "type": "card", "config": {"entrypoint": "/app/cards/Card.jsx"}}"#,
    ),
    (
        "src/app/functions/orders-hsmeta.json",
        r#"{"uid": "get_orders", "type": "app-function", "config": {
            "entrypoint": "/app/functions/orders.js", "secretKeys": ["ORDERS_KEY", "SHARED", "WITH-HYPHEN"]}}"#,
    ),
    (
        "src/app/functions/refund-hsmeta.json",
        r#"{"uid": "refund", "type": "app-function", "config": {
            "entrypoint": "/app/functions/refund.js", "secretKeys": ["SHARED", "REFUND_KEY"]}}"#,
    ),
    (
        "src/app/functions/refund.js",
        "const { key } = require('./key');\nexports.main = async () => key(process.env.REFUND_KEY);\n",
    ),
];

/// A project with some of these files and others, in which `▮` is left out.
fn project(others: &[(&str, &str)]) -> Project {
    let mut project = Project {
        manifest: Some(RelPath::new("hsproject.json")),
        ..Project::default()
    };
    for (path, text) in FILES.iter().chain(others) {
        let path = RelPath::new(path);
        let text = text.replace('▮', "");
        for folder in path.parents() {
            project.entries.insert(RelPath::new(folder), Entry::Folder);
        }
        project.entries.insert(path.clone(), Entry::File);
        match project.kind_of(&path) {
            Some(kind) => project.insert(Document::parse(path, kind, text)),
            None => {
                assert!(is_source(path.file_name()));
                let source = SourceFile::parse(path.clone(), text);
                project.insert_source(path, source);
            }
        }
    }
    project
}

/// Asks at the `▮` in a source file.
fn at<T>(path: &str, text: &str, ask: impl FnOnce(&SourceCx<'_>, u32) -> T) -> T {
    let project = project(&[(path, text)]);
    let index = Index::new(&project);
    let cx = SourceCx {
        index: &index,
        file: &project.sources[path],
    };
    ask(&cx, text.find('▮').unwrap() as u32)
}

/// The text with the first item accepted.
fn accepted(text: &str, items: &[Item]) -> String {
    let item = items.first().unwrap();
    let edit = (item.span, item.new_text.clone());
    edit::apply(&text.replace('▮', ""), &[edit])
}

/// The labels at the `▮` of each line in a file, and the line with the first item accepted.
fn check(path: &str, before: &str, lines: &[&str], expected: Expect) {
    let mut shown = String::new();
    for line in lines {
        let items = at(path, &format!("{before}{line}\n}};\n"), complete);
        writeln!(shown, "{line}").unwrap();
        if items.is_empty() {
            writeln!(shown, "  nothing").unwrap();
            continue;
        }
        let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
        let text = accepted(&format!("{before}{line}"), &items);
        let text = text.strip_prefix(before).unwrap();
        writeln!(shown, "  {}\n  {text}", labels.join(" ")).unwrap();
    }
    expected.assert_eq(&shown);
}

const CARD_START: &str =
    "import { hubspot } from '@hubspot/ui-extensions';\nhubspot.extend(({ actions }) => {\n";

#[test]
fn calls_of_functions_are_completed_with_their_uids() {
    check(
        CARD,
        CARD_START,
        &[
            "hubspot.serverless('▮",
            "hubspot.serverless('▮')",
            "hubspot.serverless(\"ge▮t_old\", { parameters: {} });",
            "hubspot.serverless('ge▮, { parameters: { a: 'b' } });",
            "const a = 'b'; hubspot.serverless<Orders<A>>(`▮`);",
            "hubspot.serverless(\n    '▮",
            "runServerlessFunction({ name: '▮' })",
            "actions.runServerlessFunction({ parameters: { name: f({}) }, 'name': \"re▮",
            "hubspot.serverless('get_orders', '▮')",
            "hubspot.serverless(▮)",
            "other({ name: '▮' })",
            "runServerlessFunction({ parameters: { name: '▮' } })",
            "// hubspot.serverless('▮",
        ],
        expect![[r#"
            hubspot.serverless('▮
              get_orders refund
              hubspot.serverless('get_orders'
            hubspot.serverless('▮')
              get_orders refund
              hubspot.serverless('get_orders')
            hubspot.serverless("ge▮t_old", { parameters: {} });
              get_orders refund
              hubspot.serverless("get_orders", { parameters: {} });
            hubspot.serverless('ge▮, { parameters: { a: 'b' } });
              get_orders refund
              hubspot.serverless('get_orders', { parameters: { a: 'b' } });
            const a = 'b'; hubspot.serverless<Orders<A>>(`▮`);
              get_orders refund
              const a = 'b'; hubspot.serverless<Orders<A>>(`get_orders`);
            hubspot.serverless(
                '▮
              get_orders refund
              hubspot.serverless(
                'get_orders'
            runServerlessFunction({ name: '▮' })
              get_orders refund
              runServerlessFunction({ name: 'get_orders' })
            actions.runServerlessFunction({ parameters: { name: f({}) }, 'name': "re▮
              get_orders refund
              actions.runServerlessFunction({ parameters: { name: f({}) }, 'name': "get_orders"
            hubspot.serverless('get_orders', '▮')
              nothing
            hubspot.serverless(▮)
              nothing
            other({ name: '▮' })
              nothing
            runServerlessFunction({ parameters: { name: '▮' } })
              nothing
            // hubspot.serverless('▮
              nothing
        "#]],
    );
}

#[test]
fn urls_are_completed_with_permitted_origins() {
    check(
        CARD,
        CARD_START,
        &[
            "hubspot.fetch('▮",
            "hubspot.fetch('htt▮ps://old.tech/orders')",
            "hubspot.fetch(`https://a▮/orders/${id}`)",
            "hubspot.fetch('https://api.harbour.tech/or▮",
            "hubspot.fetch(`https://${host▮}`)",
            "fetch('▮')",
            "myhubspot.fetch('▮')",
        ],
        expect![[r#"
            hubspot.fetch('▮
              https://tides.harbour.tech https://tides.harbour.tech/v1 https://api.harbour.tech
              hubspot.fetch('https://tides.harbour.tech
            hubspot.fetch('htt▮ps://old.tech/orders')
              https://tides.harbour.tech https://tides.harbour.tech/v1 https://api.harbour.tech
              hubspot.fetch('https://tides.harbour.tech/orders')
            hubspot.fetch(`https://a▮/orders/${id}`)
              https://tides.harbour.tech https://tides.harbour.tech/v1 https://api.harbour.tech
              hubspot.fetch(`https://tides.harbour.tech/orders/${id}`)
            hubspot.fetch('https://api.harbour.tech/or▮
              nothing
            hubspot.fetch(`https://${host▮}`)
              nothing
            fetch('▮')
              nothing
            myhubspot.fetch('▮')
              nothing
        "#]],
    );
}

#[test]
fn variables_are_completed_with_the_secrets_of_functions_that_reach_the_file() {
    let start = "exports.main = async () => {\n";
    check(
        FUNCTION_CODE,
        start,
        &[
            "const key = process.env.▮",
            "const key = process.env.OR▮DER;",
            "const key = process.env['▮",
            "const key = process?.env?.▮",
            "const key = myprocess.env.▮",
        ],
        expect![[r#"
            const key = process.env.▮
              ORDERS_KEY SHARED
              const key = process.env.ORDERS_KEY
            const key = process.env.OR▮DER;
              ORDERS_KEY SHARED
              const key = process.env.ORDERS_KEY;
            const key = process.env['▮
              ORDERS_KEY SHARED WITH-HYPHEN
              const key = process.env['ORDERS_KEY'
            const key = process?.env?.▮
              nothing
            const key = myprocess.env.▮
              nothing
        "#]],
    );
    // Another function imports this file.
    check(
        "src/app/functions/key.js",
        "exports.key = () => {\n",
        &["return process.env.▮"],
        expect![[r#"
            return process.env.▮
              REFUND_KEY SHARED
              return process.env.REFUND_KEY
        "#]],
    );
    check(
        CARD,
        CARD_START,
        &["return process.env.▮"],
        expect![[r#"
            return process.env.▮
              nothing
        "#]],
    );
}

#[test]
fn items_name_the_component() {
    let text = format!("{CARD_START}hubspot.serverless('▮");
    let items = at(CARD, &text, complete);
    let item = items.first().unwrap();
    assert_eq!(
        item.detail.as_deref(),
        Some("src/app/functions/orders-hsmeta.json")
    );
    assert_eq!(
        item.documentation.plain(),
        "HubSpot runs the export `main` of `/app/functions/orders.js`."
    );
}

#[test]
fn a_cursor_is_within_its_span_at_every_offset_of_any_text() {
    let texts = [
        "hubspot.serverless('é', `ü${'",
        "process.env['ä'] + process.env.Ö\nhubspot.fetch(\"https://é/ü\"",
        "runServerlessFunction({ name: 'é' })\r\n>>>hubspot.fetch<=>('a",
    ];
    for text in texts {
        for offset in 0..text.len() + 2 {
            if let Some(cursor) = cursor(text, offset as u32) {
                let offset = text.floor_char_boundary(offset) as u32;
                assert!(text.get(cursor.span.range()).is_some(), "{cursor:?}");
                assert!(cursor.span.start <= offset && offset <= cursor.span.end);
            }
        }
    }
}
