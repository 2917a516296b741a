//! Definition, references and rename between source files and configuration files.

use std::fmt::Write;

use expect_test::expect;
use ide::references::{self, Declaration};
use ide::{definition, rename};
use rules::check::check;

use crate::ide_case::Case;

const BAKERY: &str = r#"
== hsproject.json
{ "name": "Bakery", "srcDir": "src", "platformVersion": "2026.03" }
== src/app/app-hsmeta.json
{
  "uid": "bakery",
  "type": "app",
  "config": {
    "name": "Bakery",
    "description": "Sells bread.",
    "distribution": "private",
    "auth": { "type": "static", "requiredScopes": ["crm.objects.contacts.read"] },
    "permittedUrls": { "fetch": [], "iframe": [], "img": [] }
  }
}
== src/app/cards/bread-hsmeta.json
{
  "uid": "bread_card",
  "type": "card",
  "config": {
    "name": "Bread",
    "location": "crm.record.tab",
    "entrypoint": "/app/cards/Bread.jsx",
    "objectTypes": ["contacts"]
  }
}
== src/app/cards/package.json
{ "dependencies": { "@hubspot/ui-extensions": "latest", "react": "^18.2.0" } }
== src/app/cards/Bread.jsx
import { hubspot } from '@hubspot/ui-extensions';
import { NAMES } from './names';

const BAKE = 'bake';

hubspot.extend(({ actions, runServerlessFunction }) => {
  hubspot.serverless(BAKE);
  hubspot.serverless("bake", { parameters: { name: 'bake' } });
  runServerlessFunction({ name: `bake` });
  hubspot.serverless(NAMES.bake);
  hubspot.serverless('bread_card');
  return null;
});
== src/app/cards/names.js
export const NAMES = { bake: 'bake', title: 'bake' };
== src/app/functions/bake-hsmeta.json
{
  "uid": "bake",
  "type": "app-function",
  "config": { "entrypoint": "/app/functions/bake.js", "secretKeys": ["OVEN_KEY"] }
}
== src/app/functions/package.json
{}
== src/app/functions/bake.js
exports.main = async () => ({ body: process.env.OVEN_KEY + process.env['OVEN_KEY'] });
"#;

const CARD: &str = "src/app/cards/Bread.jsx";
const NAMES: &str = "src/app/cards/names.js";
const FUNCTION: &str = "src/app/functions/bake-hsmeta.json";
const FUNCTION_CODE: &str = "src/app/functions/bake.js";

fn bakery(file: &str, marked: &str) -> Case {
    Case::new(BAKERY, file, marked)
}

#[test]
fn names_in_code_lead_to_configuration_files() {
    let mut shown = String::new();
    for (file, marked) in [
        (CARD, "(\"ba▮ke\""),
        (CARD, "`▮bake`"),
        (CARD, "const BAKE = 'bake▮'"),
        (CARD, "serverless(BA▮KE)"),
        (CARD, "parameters: { name: 'ba▮ke'"),
        (CARD, "'bread_▮card'"),
        (NAMES, "bake: 'ba▮ke'"),
        (NAMES, "title: 'ba▮ke'"),
        (FUNCTION, "\"/app/▮functions"),
        (FUNCTION_CODE, "env.OVEN▮_KEY"),
        (FUNCTION_CODE, "'OVEN▮_KEY'"),
        (FUNCTION_CODE, "exports.ma▮in"),
    ] {
        let case = bakery(file, marked);
        writeln!(shown, "{marked}").unwrap();
        for found in case.ask_any(|file, offset| definition::definition(file, offset)) {
            let place = case.show(&found.target.file, found.target.span);
            write!(shown, "  {place}").unwrap();
        }
    }
    expect![[r#"
        ("ba▮ke"
          src/app/functions/bake-hsmeta.json:2:3-2:16 "uid": "bake"
        `▮bake`
          src/app/functions/bake-hsmeta.json:2:3-2:16 "uid": "bake"
        const BAKE = 'bake▮'
          src/app/functions/bake-hsmeta.json:2:3-2:16 "uid": "bake"
        serverless(BA▮KE)
        parameters: { name: 'ba▮ke'
        'bread_▮card'
        bake: 'ba▮ke'
          src/app/functions/bake-hsmeta.json:2:3-2:16 "uid": "bake"
        title: 'ba▮ke'
        "/app/▮functions
          src/app/functions/bake.js:1:1-1:1
        env.OVEN▮_KEY
          src/app/functions/bake-hsmeta.json:4:70-4:80 "OVEN_KEY"
        'OVEN▮_KEY'
          src/app/functions/bake-hsmeta.json:4:70-4:80 "OVEN_KEY"
        exports.ma▮in
          src/app/functions/bake-hsmeta.json:4:29-4:53 "/app/functions/bake.js"
    "#]]
    .assert_eq(&shown);
}

#[test]
fn references_of_configuration_files_include_code() {
    let mut shown = String::new();
    for (file, marked, declaration) in [
        (FUNCTION, "\"uid\": \"ba▮ke\"", Declaration::Include),
        (CARD, "`▮bake`", Declaration::Exclude),
        (FUNCTION, "\"OVEN▮_KEY\"", Declaration::Include),
        (FUNCTION_CODE, "env.OVEN▮_KEY", Declaration::Exclude),
        (
            "src/app/cards/bread-hsmeta.json",
            "\"uid\": \"▮bread_card\"",
            Declaration::Include,
        ),
    ] {
        let case = bakery(file, marked);
        writeln!(shown, "{marked}").unwrap();
        let found = case.ask_any(|file, offset| references::references(file, offset, declaration));
        for place in found {
            write!(shown, "  {}", case.show(&place.file, place.span)).unwrap();
        }
    }
    expect![[r#"
        "uid": "ba▮ke"
          src/app/functions/bake-hsmeta.json:2:11-2:15 bake
          src/app/cards/Bread.jsx:4:15-4:19 bake
          src/app/cards/Bread.jsx:8:23-8:27 bake
          src/app/cards/Bread.jsx:9:34-9:38 bake
          src/app/cards/Bread.jsx:10:22-10:32 NAMES.bake
          src/app/cards/names.js:1:31-1:35 bake
        `▮bake`
          src/app/cards/Bread.jsx:4:15-4:19 bake
          src/app/cards/Bread.jsx:8:23-8:27 bake
          src/app/cards/Bread.jsx:9:34-9:38 bake
          src/app/cards/Bread.jsx:10:22-10:32 NAMES.bake
          src/app/cards/names.js:1:31-1:35 bake
        "OVEN▮_KEY"
          src/app/functions/bake-hsmeta.json:4:71-4:79 OVEN_KEY
          src/app/functions/bake.js:1:49-1:57 OVEN_KEY
          src/app/functions/bake.js:1:73-1:81 OVEN_KEY
        env.OVEN▮_KEY
          src/app/functions/bake.js:1:49-1:57 OVEN_KEY
          src/app/functions/bake.js:1:73-1:81 OVEN_KEY
        "uid": "▮bread_card"
          src/app/cards/bread-hsmeta.json:2:11-2:21 bread_card
    "#]]
    .assert_eq(&shown);
}

#[test]
fn the_rename_of_a_uid_changes_literals_in_code() {
    let mut shown = String::new();
    for (file, marked) in [
        (FUNCTION, "\"uid\": \"ba▮ke\""),
        (CARD, "`▮bake`"),
        (NAMES, "bake: 'ba▮ke'"),
    ] {
        let case = bakery(file, marked);
        let (span, name) = case
            .ask_any(|file, offset| rename::prepare(file, offset))
            .unwrap();
        let text = case.project.text(&case.file).unwrap();
        assert_eq!((&text[span.range()], name.as_str()), ("bake", "bake"));
        let renaming = case
            .ask_any(|file, offset| rename::rename(file, offset, "bake-bread"))
            .unwrap();
        let edits = case.edits(&renaming.edits);
        assert!(shown.is_empty() || shown == edits, "{edits}");
        shown = edits;
        let before = check(&case.project);
        let after = check(&case.after(&renaming.edits, &[]));
        assert_eq!(after.len(), before.len(), "{after:?}");
    }
    expect![[r#"
        src/app/cards/Bread.jsx:4:15-4:19 bake -> bake-bread
        src/app/cards/Bread.jsx:8:23-8:27 bake -> bake-bread
        src/app/cards/Bread.jsx:9:34-9:38 bake -> bake-bread
        src/app/cards/names.js:1:31-1:35 bake -> bake-bread
        src/app/functions/bake-hsmeta.json:2:11-2:15 bake -> bake-bread
    "#]]
    .assert_eq(&shown);
}

#[test]
fn secrets_and_unknown_names_are_not_renamed() {
    for (file, marked) in [
        (FUNCTION, "\"OVEN▮_KEY\""),
        (FUNCTION_CODE, "env.OVEN▮_KEY"),
        (CARD, "'bread_▮card'"),
        (CARD, "serverless(BA▮KE)"),
        (CARD, "ret▮urn"),
    ] {
        let case = bakery(file, marked);
        assert_eq!(
            case.ask_any(|file, offset| rename::prepare(file, offset)),
            None,
            "{marked}"
        );
    }
}
