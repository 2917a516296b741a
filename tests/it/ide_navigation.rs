//! Definition, references, highlight, outline, links and hints over one small project.

use std::fmt::Write;

use catalog::FileKind;
use diagnostics::{RelPath, Span};
use expect_test::expect;
use ide::inlay;
use ide::links::{self, Target};
use ide::references::{self, Declaration};
use ide::symbols::{self, DocumentSymbol};
use ide::{Cx, definition, highlight};
use project::document::Document;
use project::index::Index;
use rules::check::check;

use crate::ide_case::{ACTION, APP, CARD, Case, KIOSK, OBJECT};
use crate::support;

#[test]
fn the_project_of_these_tests_is_clean() {
    let case = Case::kiosk(CARD, "uid");
    assert_eq!(support::show(&case.project, &check(&case.project)), "");
}

#[test]
fn definitions_of_all_kinds() {
    let mut shown = String::new();
    for (file, marked) in [
        (CARD, "\"object\": \"pap▮er\""),
        (CARD, "\"contacts\", \"paper▮\""),
        (CARD, "[\"paper\", \"ki▮osk\"]"),
        (CARD, "/app/▮cards"),
        (CARD, "./assets▮"),
        (APP, "${▮HOST}:"),
        (ACTION, "\"{{amo▮unt}}"),
        (ACTION, "\"labelName\": \"▮done"),
        (CARD, "\"cont▮acts\""),
        ("hsproject.json", "./s▮rc"),
    ] {
        let case = Case::kiosk(file, marked);
        writeln!(shown, "{marked}").unwrap();
        for found in case.ask(|cx, offset| definition::definition(cx, offset)) {
            write!(
                shown,
                "  {}",
                case.show(&found.target.file, found.target.span)
            )
            .unwrap();
        }
    }
    expect![[r#"
        "object": "pap▮er"
          src/app/app-objects/paper-hsmeta.json:2:3-2:17 "uid": "paper"
        "contacts", "paper▮"
          src/app/app-objects/paper-hsmeta.json:2:3-2:17 "uid": "paper"
        ["paper", "ki▮osk"]
          src/app/app-hsmeta.json:2:3-2:17 "uid": "kiosk"
        /app/▮cards
          src/app/cards/Paper.tsx:1:1-1:1
        ./assets▮
          src/app/cards/assets/paper.png
        ${▮HOST}:
          src/hsprofile.dev.json:1:39-1:71 "HOST": "https://dev.kiosk.tech"
          src/hsprofile.prod.json:1:39-1:67 "HOST": "https://kiosk.tech"
        "{{amo▮unt}}
          src/app/workflow-actions/order-hsmeta.json:11:29-11:45 "name": "amount"
        "labelName": "▮done
          src/app/workflow-actions/order-hsmeta.json:26:29-26:50 "done": "It is done."
        "cont▮acts"
        ./s▮rc
    "#]]
    .assert_eq(&shown);
}

#[test]
fn references_of_all_kinds() {
    let mut shown = String::new();
    for (file, marked, declaration) in [
        (OBJECT, "\"uid\": \"▮paper", Declaration::Include),
        ("src/hsprofile.dev.json", "HO▮ST", Declaration::Exclude),
        (CARD, "/app/▮cards", Declaration::Include),
        (CARD, "\"con▮fig\"", Declaration::Include),
    ] {
        let case = Case::kiosk(file, marked);
        writeln!(shown, "{marked}").unwrap();
        for place in case.ask(|cx, offset| references::references(cx, offset, declaration)) {
            write!(shown, "  {}", case.show(&place.file, place.span)).unwrap();
        }
    }
    expect![[r#"
        "uid": "▮paper
          src/app/app-objects/paper-hsmeta.json:2:11-2:16 paper
          src/app/cards/paper-hsmeta.json:8:34-8:39 paper
          src/app/cards/paper-hsmeta.json:11:32-11:37 paper
          src/app/cards/paper-hsmeta.json:11:50-11:55 paper
        HO▮ST
          src/app/app-hsmeta.json:10:27-10:31 HOST
          src/app/app-hsmeta.json:15:37-15:41 HOST
          src/app/workflow-actions/order-hsmeta.json:5:21-5:25 HOST
        /app/▮cards
          src/app/cards/paper-hsmeta.json:7:20-7:40 /app/cards/Paper.tsx
        "con▮fig"
    "#]]
    .assert_eq(&shown);
}

#[test]
fn highlights_within_a_file() {
    let mut shown = String::new();
    for (file, marked) in [
        (ACTION, "\"state\": [▮\"OK\""),
        (ACTION, "\"st▮ate\": [\"OK\""),
        (OBJECT, "[\"pri▮ce"),
        (ACTION, "\"done▮\": \"It"),
    ] {
        let case = Case::kiosk(file, marked);
        writeln!(shown, "{marked}").unwrap();
        for found in case.ask(highlight::highlight) {
            let access = if found.is_write { "write" } else { "read" };
            write!(shown, "  {access} {}", case.show(&case.file, found.span)).unwrap();
        }
    }
    expect![[r#"
        "state": [▮"OK"
        "st▮ate": ["OK"
          read src/app/workflow-actions/order-hsmeta.json:16:64-16:69 state
          write src/app/workflow-actions/order-hsmeta.json:17:53-17:58 state
          read src/app/workflow-actions/order-hsmeta.json:25:33-25:38 state
        ["pri▮ce
          read src/app/app-objects/paper-hsmeta.json:10:45-10:50 price
          write src/app/app-objects/paper-hsmeta.json:13:18-13:23 price
        "done▮": "It
          read src/app/workflow-actions/order-hsmeta.json:16:40-16:44 done
          write src/app/workflow-actions/order-hsmeta.json:26:30-26:34 done
    "#]]
    .assert_eq(&shown);
}

fn outline(symbols: &[DocumentSymbol], depth: usize, shown: &mut String) {
    for symbol in symbols {
        let detail = symbol
            .detail
            .as_deref()
            .map(|detail| format!(" ({detail})"))
            .unwrap_or_default();
        writeln!(
            shown,
            "{}{:?} {}{detail}",
            "  ".repeat(depth),
            symbol.kind,
            symbol.name
        )
        .unwrap();
        outline(&symbol.children, depth + 1, shown);
    }
}

#[test]
fn outlines_of_all_kinds() {
    let of = |text: &str, file: &str| {
        let mut shown = String::new();
        outline(
            &Case::new(text, file, "").ask(|cx, _| symbols::document(cx)),
            0,
            &mut shown,
        );
        shown
    };
    expect![[r#"
        Component kiosk (app)
          String name (Kiosk)
          String description (Sells papers.)
          String distribution (marketplace)
          Object auth
            String type (oauth)
            Array redirectUrls
              String ${HOST}:${PORT}/callback
            Array requiredScopes
              Scope oauth
              Scope crm.objects.contacts.read
            Array optionalScopes
            Array conditionallyRequiredScopes
          Object permittedUrls
            Array fetch
              String ${HOST}
            Array iframe
            Array img
    "#]]
    .assert_eq(&of(KIOSK, APP));
    expect![[r#"
        Component paper (app-object)
          String name (PAPER)
          String description (A paper.)
          String singularForm (Paper)
          String pluralForm (Papers)
          String primaryDisplayLabelPropertyName (title)
          Array secondaryDisplayLabelPropertyNames
            String price
          Array properties
            Field title (string)
              String name (title)
              String label (Title)
              String type (string)
              String fieldType (text)
            Field price (number)
              String name (price)
              String label (Price)
              String type (number)
              String fieldType (number)
    "#]]
    .assert_eq(&of(KIOSK, OBJECT));
    expect![[r#"
            Profile dev (123456)
              Number accountId (123456)
              Object variables
                Variable HOST (https://dev.kiosk.tech)
                Variable PORT (3000)
        "#]]
    .assert_eq(&of(KIOSK, "src/hsprofile.dev.json"));
    expect![[r#"
        Project Kiosk (2026.03)
          String name (Kiosk)
          String srcDir (./src)
          String platformVersion (2026.03)
    "#]]
    .assert_eq(&of(KIOSK, "hsproject.json"));
    let secret = KIOSK.replace(
        "\"PORT\": 3000",
        "\"PORT\": \"pat-na1-0a1b2c3d-0000-1111-2222-333344445555\"",
    );
    assert!(!of(&secret, "src/hsprofile.dev.json").contains("0a1b2c3d"));
}

#[test]
fn the_size_of_an_outline_is_limited() {
    let deep = format!(
        "{{\"config\": {}{}}}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    let wide = format!("{{\"config\": [{}1]}}", "1,".repeat(50_000));
    for (text, most) in [(deep, 20), (wide, 10_002)] {
        let path = RelPath::new(APP);
        let mut project = Case::kiosk(APP, "").project;
        project.insert(Document::parse(path.clone(), FileKind::Component, text));
        let index = Index::new(&project);
        let found = symbols::document(&Cx {
            index: &index,
            document: &project.documents[&path],
        });
        let mut shown = String::new();
        outline(&found, 0, &mut shown);
        assert!(
            shown.lines().count() <= most,
            "{} lines",
            shown.lines().count()
        );
    }
}

#[test]
fn workspace_symbols_are_found_by_uid_in_any_case() {
    let of = |query: &str| {
        let found = Case::kiosk(CARD, "").ask(|cx, _| symbols::workspace(cx.index, query));
        found
            .iter()
            .map(|named| {
                format!(
                    "{} {} {}\n",
                    named.name, named.container, named.location.file
                )
            })
            .collect::<String>()
    };
    expect![[r#"
        paper app-object src/app/app-objects/paper-hsmeta.json
        paper_card card src/app/cards/paper-hsmeta.json
    "#]]
    .assert_eq(&of("PAP"));
    assert_eq!(of("").lines().count(), 4);
    assert_eq!(of("xyz"), "");
}

#[test]
fn links_to_pages_and_files() {
    let text = KIOSK
        .replace(
            "\"iframe\": []",
            "\"iframe\": [\"https://ada:hunter22@kiosk.tech\", \"https://*.kiosk.tech\"]",
        )
        .replace("\"img\": []", "\"img\": [\"https://img.kiosk.tech\"]");
    let mut shown = String::new();
    for file in [APP, CARD, "src/hsprofile.dev.json"] {
        let case = Case::new(&text, file, "");
        for link in case.ask(|cx, _| links::links(cx)) {
            let target = match link.target {
                Target::Url(url) => url,
                Target::File(path) => path.to_string(),
            };
            let origin = case.show(&case.file, link.span);
            shown += &format!("{} -> {target}\n", origin.trim_end());
        }
    }
    expect![[r#"
        src/app/app-hsmeta.json:15:126-15:148 https://img.kiosk.tech -> https://img.kiosk.tech
        src/app/cards/paper-hsmeta.json:7:20-7:40 /app/cards/Paper.tsx -> src/app/cards/Paper.tsx
        src/app/cards/paper-hsmeta.json:9:32-9:50 ./assets/paper.png -> src/app/cards/assets/paper.png
        src/hsprofile.dev.json:1:48-1:70 https://dev.kiosk.tech -> https://dev.kiosk.tech
    "#]]
    .assert_eq(&shown);
}

#[test]
fn hints_show_the_values_of_one_profile() {
    let all = Span {
        start: 0,
        end: u32::MAX,
    };
    let of = |text: &str, file: &str, profile: Option<&str>| {
        let found = Case::new(text, file, "").ask(|cx, _| inlay::hints(cx, all, profile));
        let mut shown = String::new();
        for hint in found {
            let tooltip = hint.tooltip.as_deref().unwrap_or_default();
            shown += &format!("{} {} ({tooltip})\n", hint.at, hint.label);
        }
        shown
    };
    assert_eq!(of(KIOSK, APP, None), "");
    assert_eq!(of(KIOSK, APP, Some("test")), "");
    expect![[r#"
        211 https://kiosk.tech (In profile `prod`)
        219 443 (In profile `prod`)
        413 https://kiosk.tech (In profile `prod`)
    "#]]
    .assert_eq(&of(KIOSK, APP, Some("prod")));
    let only = KIOSK.replace("src/hsprofile.prod.json", "hsprofile.prod.json");
    expect![[r#"
        88 https://dev.kiosk.tech (In profile `dev`)
    "#]]
    .assert_eq(&of(&only, ACTION, None));
    let password = KIOSK.replace(
        "${HOST}:${PORT}/callback",
        "https://ada:${PORT}@kiosk.tech/callback",
    );
    assert!(!of(&password, APP, Some("prod")).contains("443"));
    let secret = KIOSK.replace(
        "https://kiosk.tech",
        "pat-na1-0a1b2c3d-0000-1111-2222-333344445555",
    );
    expect![[r#"
        88 ******** (In profile `prod`)
    "#]]
    .assert_eq(&of(&secret, ACTION, Some("prod")));
}
