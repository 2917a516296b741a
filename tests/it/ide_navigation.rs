//! Navigation over small projects that are written here as one text: `== path` begins a file, `▮` is the cursor.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use expect_test::{Expect, expect};
use hsmeta::catalog::FileKind;
use hsmeta::check::check;
use hsmeta::diagnostic::Edit;
use hsmeta::ide::inlay::Hint;
use hsmeta::ide::links::Target;
use hsmeta::ide::references::Declaration;
use hsmeta::ide::symbols::Symbol;
use hsmeta::ide::{
    Cx, actions, definition, folding, highlight, inlay, links, moves, references, rename, selection, symbols,
};
use hsmeta::path::RelPath;
use hsmeta::project::document::Document;
use hsmeta::project::index::Index;
use hsmeta::project::{Entry, Project};
use hsmeta::syntax::edit;
use hsmeta::text::Span;

use crate::support;

/// A clean project with everything that has a name.
const SHOP: &str = r#"
== hsproject.json
{ "name": "Kiosk", "srcDir": "./src", "platformVersion": "2026.03" }
== src/hsprofile.dev.json
{ "accountId": 123456, "variables": { "HOST": "https://dev.kiosk.test", "PORT": 3000 } }
== src/hsprofile.prod.json
{ "accountId": 234567, "variables": { "HOST": "https://kiosk.test", "PORT": 443 } }
== src/app/app-hsmeta.json
{
  "uid": "kiosk",
  "type": "app",
  "config": {
    "name": "Kiosk",
    "description": "Sells papers.",
    "distribution": "private",
    "auth": {
      "type": "oauth",
      "redirectUrls": ["${HOST}:${PORT}/callback"],
      "requiredScopes": ["oauth", "crm.objects.contacts.read"],
      "optionalScopes": [],
      "conditionallyRequiredScopes": []
    },
    "permittedUrls": { "fetch": ["${HOST}"], "iframe": [], "img": [] }
  }
}
== src/app/cards/paper-hsmeta.json
{
  "uid": "paper_card",
  "type": "card",
  "config": {
    "name": "Papers",
    "location": "crm.record.tab",
    "entrypoint": "/app/cards/Paper.tsx",
    "objectTypes": ["contacts", "paper"],
    "previewImage": { "file": "./assets/paper.png", "altText": "A paper" }
  },
  "dependencies": { "object": "paper", "more": ["paper", "kiosk"] }
}
== src/app/cards/Paper.tsx
== src/app/cards/assets/paper.png
== src/app/app-objects/paper-hsmeta.json
{
  "uid": "paper",
  "type": "app-object",
  "config": {
    "name": "PAPER",
    "description": "A paper.",
    "singularForm": "Paper",
    "pluralForm": "Papers",
    "primaryDisplayLabelPropertyName": "title",
    "secondaryDisplayLabelPropertyNames": ["price"],
    "properties": [
      { "name": "title", "label": "Title", "type": "string", "fieldType": "text" },
      { "name": "price", "label": "Price", "type": "number", "fieldType": "number" }
    ]
  }
}
== src/app/workflow-actions/order-hsmeta.json
{
  "uid": "order",
  "type": "workflow-action",
  "config": {
    "actionUrl": "${HOST}/order",
    "isPublished": true,
    "supportedClients": [{ "client": "WORKFLOWS" }],
    "objectTypes": [],
    "inputFields": [
      {
        "typeDefinition": { "name": "amount", "type": "number", "fieldType": "number" },
        "supportedValueTypes": ["STATIC_VALUE"],
        "isRequired": true
      }
    ],
    "executionRules": [{ "labelName": "done", "conditions": { "state": ["OK"] } }],
    "outputFields": [{ "typeDefinition": { "name": "state", "type": "string", "fieldType": "text" } }],
    "labels": {
      "en": {
        "actionName": "Order",
        "actionDescription": "Orders papers.",
        "appDisplayName": "Kiosk",
        "actionCardContent": "Order \"{{amount}}\" papers",
        "inputFieldLabels": { "amount": "Amount" },
        "outputFieldLabels": { "state": "State" },
        "executionRules": { "done": "It is done." }
      }
    }
  }
}
"#;

struct Case {
    project: Project,
    file: RelPath,
    offset: u32,
}

impl Case {
    /// `SHOP`, or another text, with the cursor at the `▮` of `marked` in its `file`; without the mark that text must stand
    /// there once.
    fn new(text: &str, file: &str, marked: &str) -> Case {
        let mut project = Project {
            root: PathBuf::from("/kiosk"),
            manifest: Some(RelPath::new("hsproject.json")),
            inside: None,
            below_node_modules: None,
            entries: BTreeMap::new(),
            documents: BTreeMap::new(),
            hsignore: None,
        };
        for part in text.split("\n== ").skip(1) {
            let (path, text) = part.split_once('\n').unwrap_or((part, ""));
            let path = RelPath::new(path);
            let mut folder = path.folder();
            while !folder.is_empty() {
                project.entries.insert(RelPath::new(folder), Entry::Folder);
                folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            }
            match FileKind::of(path.file_name()) {
                Some(kind) => project.insert(Document::parse(path, kind, text.to_owned())),
                None => drop(project.entries.insert(path, Entry::File)),
            }
        }
        let file = RelPath::new(file);
        let source = project.documents[&file].syntax.source();
        let around = marked.replace('▮', "");
        assert!(around.is_empty() || source.matches(&around).count() == 1, "{around} in {file}");
        let offset = source.find(&around).unwrap() + marked.find('▮').unwrap_or(0);
        Case { offset: offset as u32, file, project }
    }

    fn shop(file: &str, marked: &str) -> Case {
        Case::new(SHOP, file, marked)
    }

    fn ask<T>(&self, ask: impl FnOnce(&Cx<'_>, u32) -> T) -> T {
        let index = Index::new(&self.project);
        ask(&Cx { index: &index, document: &self.project.documents[&self.file] }, self.offset)
    }

    /// A place with its text.
    fn show(&self, file: &RelPath, span: Span) -> String {
        let text = self.project.documents.get(file).map_or("", |document| &document.syntax.source()[span.range()]);
        format!("{} {text}\n", support::place(&self.project, file, span))
    }

    fn definitions(&self) -> String {
        let found = self.ask(definition::definition);
        found.iter().map(|found| self.show(&found.target.file, found.target.span)).collect()
    }

    fn references(&self, declaration: Declaration) -> String {
        let found = self.ask(|cx, offset| references::references(cx, offset, declaration));
        found.iter().map(|place| self.show(&place.file, place.span)).collect()
    }

    fn highlights(&self) -> String {
        let found = self.ask(highlight::highlight);
        let line = |found: &highlight::Highlight| {
            format!("{} {}", if found.is_write { "write" } else { "read" }, self.show(&self.file, found.span))
        };
        found.iter().map(line).collect()
    }

    fn edits(&self, edits: &[Edit]) -> String {
        let line = |edit: &Edit| format!("{} -> {}\n", self.show(&edit.file, edit.span).trim_end(), edit.new_text);
        edits.iter().map(line).collect()
    }

    fn rename(&self, name: &str) -> Result<rename::Renaming, String> {
        self.ask(|cx, offset| rename::rename(cx, offset, name))
    }

    /// The project once the edits are made, and the files moved.
    fn after(&self, edits: &[Edit], moves: &[(RelPath, RelPath)]) -> Project {
        let moved = |path: &RelPath| {
            let rest = |from: &RelPath| if path == from { Some("") } else { path.below(from.as_str()) };
            moves.iter().find_map(|(from, to)| to.join(rest(from)?)).unwrap_or_else(|| path.clone())
        };
        let mut changed = self.project.clone();
        changed.entries = self.project.entries.iter().map(|(path, entry)| (moved(path), *entry)).collect();
        changed.documents.clear();
        for (path, document) in &self.project.documents {
            let own: Vec<_> = edits.iter().filter(|edit| edit.file == *path).collect();
            let own: Vec<_> = own.iter().map(|edit| (edit.span, edit.new_text.clone())).collect();
            let text = edit::apply(document.syntax.source(), &own);
            changed.insert(Document::parse(moved(path), document.kind, text));
        }
        changed
    }
}

fn compare(actual: &str, expected: &Expect) {
    expected.assert_eq(actual);
}

const APP: &str = "src/app/app-hsmeta.json";
const CARD: &str = "src/app/cards/paper-hsmeta.json";
const OBJECT: &str = "src/app/app-objects/paper-hsmeta.json";
const ACTION: &str = "src/app/workflow-actions/order-hsmeta.json";

#[test]
fn the_project_of_these_tests_is_clean() {
    let case = Case::shop(CARD, "uid");
    assert_eq!(support::show(&case.project, &check(&case.project)), "");
}

#[test]
fn definitions() {
    let of = |file, marked| Case::shop(file, marked).definitions();
    compare(
        &of(CARD, "\"object\": \"pap▮er\""),
        &expect![[r#"
        src/app/app-objects/paper-hsmeta.json:2:3-2:17 "uid": "paper"
    "#]],
    );
    compare(
        &of(CARD, "\"contacts\", \"paper▮\""),
        &expect![[r#"
        src/app/app-objects/paper-hsmeta.json:2:3-2:17 "uid": "paper"
    "#]],
    );
    compare(
        &of(CARD, "[\"paper\", \"ki▮osk\"]"),
        &expect![[r#"
        src/app/app-hsmeta.json:2:3-2:17 "uid": "kiosk"
    "#]],
    );
    compare(
        &of(CARD, "/app/▮cards"),
        &expect![[r#"
        src/app/cards/Paper.tsx 
    "#]],
    );
    compare(
        &of(CARD, "./assets▮"),
        &expect![[r#"
        src/app/cards/assets/paper.png 
    "#]],
    );
    compare(
        &of(APP, "${▮HOST}:"),
        &expect![[r#"
        src/hsprofile.dev.json:1:39-1:71 "HOST": "https://dev.kiosk.test"
        src/hsprofile.prod.json:1:39-1:67 "HOST": "https://kiosk.test"
    "#]],
    );
    compare(
        &of(ACTION, "\"{{amo▮unt}}"),
        &expect![[r#"
        src/app/workflow-actions/order-hsmeta.json:11:29-11:45 "name": "amount"
    "#]],
    );
    compare(
        &of(ACTION, "\"labelName\": \"▮done"),
        &expect![[r#"
        src/app/workflow-actions/order-hsmeta.json:26:29-26:50 "done": "It is done."
    "#]],
    );
    compare(&of(CARD, "\"cont▮acts\""), &expect![[r#""#]]);
    compare(&of("hsproject.json", "./s▮rc"), &expect![[r#""#]]);
}

#[test]
fn references_of_all_kinds() {
    let of = |file, marked, declaration| Case::shop(file, marked).references(declaration);
    compare(
        &of(OBJECT, "\"uid\": \"▮paper", Declaration::Include),
        &expect![[r#"
        src/app/app-objects/paper-hsmeta.json:2:11-2:16 paper
        src/app/cards/paper-hsmeta.json:8:34-8:39 paper
        src/app/cards/paper-hsmeta.json:11:32-11:37 paper
        src/app/cards/paper-hsmeta.json:11:50-11:55 paper
    "#]],
    );
    compare(
        &of("src/hsprofile.dev.json", "HO▮ST", Declaration::Leave),
        &expect![[r#"
        src/app/app-hsmeta.json:10:27-10:31 HOST
        src/app/app-hsmeta.json:15:37-15:41 HOST
        src/app/workflow-actions/order-hsmeta.json:5:21-5:25 HOST
    "#]],
    );
    compare(
        &of(CARD, "/app/▮cards", Declaration::Include),
        &expect![[r#"
        src/app/cards/paper-hsmeta.json:7:20-7:40 /app/cards/Paper.tsx
    "#]],
    );
    compare(&of(CARD, "\"con▮fig\"", Declaration::Include), &expect![[r#""#]]);
}

#[test]
fn highlights_within_a_file() {
    compare(&Case::shop(ACTION, "\"state\": [▮\"OK\"").highlights(), &expect![[r#""#]]);
    compare(
        &Case::shop(ACTION, "\"st▮ate\": [\"OK\"").highlights(),
        &expect![[r#"
        read src/app/workflow-actions/order-hsmeta.json:16:64-16:69 state
        write src/app/workflow-actions/order-hsmeta.json:17:53-17:58 state
        read src/app/workflow-actions/order-hsmeta.json:25:33-25:38 state
    "#]],
    );
    compare(
        &Case::shop(OBJECT, "[\"pri▮ce").highlights(),
        &expect![[r#"
        read src/app/app-objects/paper-hsmeta.json:10:45-10:50 price
        write src/app/app-objects/paper-hsmeta.json:13:18-13:23 price
    "#]],
    );
    compare(
        &Case::shop(ACTION, "\"done▮\": \"It").highlights(),
        &expect![[r#"
        read src/app/workflow-actions/order-hsmeta.json:16:40-16:44 done
        write src/app/workflow-actions/order-hsmeta.json:26:30-26:34 done
    "#]],
    );
}

#[test]
fn renames_change_every_place_and_make_no_finding() {
    for (file, marked, new, expected) in [
        (
            OBJECT,
            "\"uid\": \"▮paper",
            "news.paper",
            expect![[r#"
            src/app/app-objects/paper-hsmeta.json:2:11-2:16 paper -> news.paper
            src/app/cards/paper-hsmeta.json:8:34-8:39 paper -> news.paper
            src/app/cards/paper-hsmeta.json:11:32-11:37 paper -> news.paper
            src/app/cards/paper-hsmeta.json:11:50-11:55 paper -> news.paper
            HubSpot recognises a component by its uid. If `paper` is in an account already, HubSpot most likely makes a new component of `news.paper`. Rename it?"#]],
        ),
        (
            "src/hsprofile.dev.json",
            "HO▮ST",
            "URL \"é\"",
            expect![[r#"
            src/app/app-hsmeta.json:10:27-10:31 HOST -> URL \"é\"
            src/app/app-hsmeta.json:15:37-15:41 HOST -> URL \"é\"
            src/app/workflow-actions/order-hsmeta.json:5:21-5:25 HOST -> URL \"é\"
            src/hsprofile.dev.json:1:40-1:44 HOST -> URL \"é\"
            src/hsprofile.prod.json:1:40-1:44 HOST -> URL \"é\"
        "#]],
        ),
        (
            ACTION,
            "\"{{amo▮unt}}",
            "number_of_papers",
            expect![[r#"
            src/app/workflow-actions/order-hsmeta.json:11:38-11:44 amount -> number_of_papers
            src/app/workflow-actions/order-hsmeta.json:23:41-23:47 amount -> number_of_papers
            src/app/workflow-actions/order-hsmeta.json:24:32-24:38 amount -> number_of_papers
        "#]],
        ),
        (
            ACTION,
            "\"labelName\": \"▮done",
            "ready",
            expect![[r#"
            src/app/workflow-actions/order-hsmeta.json:16:40-16:44 done -> ready
            src/app/workflow-actions/order-hsmeta.json:26:30-26:34 done -> ready
        "#]],
        ),
        (
            OBJECT,
            "[\"pri▮ce",
            "cost",
            expect![[r#"
            src/app/app-objects/paper-hsmeta.json:10:45-10:50 price -> cost
            src/app/app-objects/paper-hsmeta.json:13:18-13:23 price -> cost
        "#]],
        ),
    ] {
        let case = Case::shop(file, marked);
        let found = case.rename(new).unwrap();
        compare(&(case.edits(&found.edits) + &found.confirm.unwrap_or_default()), &expected);
        assert_eq!(support::show(&case.project, &check(&case.after(&found.edits, &[]))), "", "{new}");
    }
}

#[test]
fn what_cannot_be_renamed_is_refused_with_a_reason() {
    let mut shown = String::new();
    for (file, marked, new) in [
        (OBJECT, "\"uid\": \"▮paper", "news paper"),
        (OBJECT, "\"uid\": \"▮paper", "kiosk"),
        (OBJECT, "\"uid\": \"▮paper", "constructor"),
        (OBJECT, "\"uid\": \"▮paper", "hubspot-serverless-package-uid"),
        ("src/hsprofile.dev.json", "HO▮ST", "A}"),
        ("src/hsprofile.dev.json", "HO▮ST", "A\nB"),
        ("src/hsprofile.dev.json", "HO▮ST", ""),
        ("src/hsprofile.dev.json", "HO▮ST", "PORT"),
        (OBJECT, "[\"pri▮ce", "title"),
        (CARD, "/app/▮cards", "x"),
        (CARD, "\"con▮fig\"", "x"),
    ] {
        writeln!(shown, "{}", Case::shop(file, marked).rename(new).unwrap_err()).unwrap();
    }
    let text = SHOP.replace("\"uid\": \"paper\"", "\"uid\": \"${PORT}\"");
    writeln!(shown, "{}", Case::new(&text, OBJECT, "\"uid\": ▮\"").rename("x").unwrap_err()).unwrap();
    let text = SHOP.replace("paper_card", "paper");
    writeln!(shown, "{}", Case::new(&text, OBJECT, "\"uid\": ▮\"").rename("x").unwrap_err()).unwrap();
    let text = SHOP.replace("\"uid\": \"order\"", "\"uid\": \"o${PORT}\"");
    writeln!(shown, "{}", Case::new(&text, OBJECT, "\"uid\": ▮\"").rename("o443").unwrap_err()).unwrap();
    compare(
        &shown,
        &expect![[r#"
        the uid `news paper` has a blank in it, which HubSpot does not allow
        another component has the uid `kiosk`
        the uid `constructor` is a name of JavaScript's own, which HubSpot's tools take for a duplicate
        `hubspot-serverless-package-uid` is HubSpot's own uid
        no placeholder can name `A}`: it has `}` or a line break in it
        no placeholder can name `A␊B`: it has `}` or a line break in it
        a variable needs a name
        `PORT` is a variable already
        `title` is there already
        nothing here can be renamed
        nothing here can be renamed
        the uid has the placeholder `${PORT}`: rename the variable
        2 components have the uid `paper`: change one of them first
        another component has the uid `o443`
    "#]],
    );
}

#[test]
fn only_what_is_defined_can_be_renamed() {
    let prepare = |text: &str, file: &str, marked: &str| Case::new(text, file, marked).ask(rename::prepare);
    let name = |found: Option<(Span, String)>| found.map(|(_, name)| name);
    assert_eq!(name(prepare(SHOP, OBJECT, "\"uid\": ▮\"")).as_deref(), Some("paper"));
    assert_eq!(name(prepare(SHOP, APP, "${▮HOST}:")).as_deref(), Some("HOST"));
    assert_eq!(prepare(SHOP, CARD, "/app/▮cards"), None);
    assert_eq!(prepare(&SHOP.replace("\"uid\": \"kiosk\"", "\"uid\": \"k\""), CARD, "\"ki▮osk"), None);
}

#[test]
fn a_variable_in_a_string_with_escapes_is_renamed_once() {
    let text = SHOP.replace("${HOST}:${PORT}/callback", r"${HOST}\u003a${PORT}/${HOST}");
    let case = Case::new(&text, APP, r"${HO▮ST}\u003a");
    let found = case.rename("URL").unwrap();
    compare(
        &case.edits(&found.edits),
        &expect![[r#"
        src/app/app-hsmeta.json:10:25-10:53 ${HOST}\u003a${PORT}/${HOST} -> ${URL}:${PORT}/${URL}
        src/app/app-hsmeta.json:15:37-15:41 HOST -> URL
        src/app/workflow-actions/order-hsmeta.json:5:21-5:25 HOST -> URL
        src/hsprofile.dev.json:1:40-1:44 HOST -> URL
        src/hsprofile.prod.json:1:40-1:44 HOST -> URL
    "#]],
    );
}

#[test]
fn moves_keep_paths_leading_where_they_led() {
    let case = Case::shop(CARD, "uid");
    let path = RelPath::new;
    for (from, to, expected) in [
        (
            "src/app/cards/Paper.tsx",
            "src/app/cards/News.tsx",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:7:19-7:41 "/app/cards/Paper.tsx" -> "/app/cards/News.tsx"
        "#]],
        ),
        (
            "src/app/cards/assets",
            "src/app/images",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:9:31-9:51 "./assets/paper.png" -> "../images/paper.png"
        "#]],
        ),
        (
            "src/app/cards/paper-hsmeta.json",
            "src/app/settings/paper-hsmeta.json",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:9:31-9:51 "./assets/paper.png" -> "../cards/assets/paper.png"
        "#]],
        ),
        (
            "src",
            "packages/source",
            expect![[r#"
            hsproject.json:1:30-1:37 "./src" -> "./packages/source"
        "#]],
        ),
        ("src/app/cards/Paper.tsx", "Paper.tsx", expect![[r#""#]]),
        ("src/app/cards/paper-hsmeta.json", "paper-hsmeta.json", expect![[r#""#]]),
        (
            "src/app/cards",
            "src/app/extensions",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:7:19-7:41 "/app/cards/Paper.tsx" -> "/app/extensions/Paper.tsx"
        "#]],
        ),
    ] {
        let moved = [(path(from), path(to))];
        let edits = case.ask(|cx, _| moves::renamed(cx.index, &moved));
        compare(&case.edits(&edits), &expected);
    }
}

#[test]
fn moves_make_no_finding_and_every_path_leads_to_a_file() {
    let case = Case::shop(CARD, "uid");
    for (from, to) in [
        ("src", "packages/source"),
        ("src/app/cards/Paper.tsx", "src/app/cards/News.tsx"),
        ("src/app/cards/assets", "src/app/images"),
        ("src/app/cards/paper-hsmeta.json", "src/app/cards/news-hsmeta.json"),
    ] {
        let moved = [(RelPath::new(from), RelPath::new(to))];
        let edits = case.ask(|cx, _| moves::renamed(cx.index, &moved));
        let after = case.after(&edits, &moved);
        assert_eq!(support::show(&after, &check(&after)), "", "{from} -> {to}");
        let index = Index::new(&after);
        let mut paths = 0;
        for component in &index.components {
            let references = component.facts.references.iter();
            for path in references.filter_map(|reference| index.path_of(component.path, reference)) {
                assert_eq!(index.entry(&path), Some(Entry::File), "{from} -> {to}: {path}");
                paths += 1;
            }
        }
        assert_eq!(paths, 2, "{from} -> {to}");
    }
}

fn outline(symbols: &[Symbol], depth: usize, shown: &mut String) {
    for symbol in symbols {
        let detail = symbol.detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
        writeln!(shown, "{}{:?} {}{detail}", "  ".repeat(depth), symbol.kind, symbol.name).unwrap();
        outline(&symbol.children, depth + 1, shown);
    }
}

#[test]
fn outlines() {
    let of = |text: &str, file: &str| {
        let mut shown = String::new();
        outline(&Case::new(text, file, "").ask(|cx, _| symbols::document(cx)), 0, &mut shown);
        shown
    };
    compare(
        &of(SHOP, APP),
        &expect![[r#"
        Component kiosk (app)
          Text name (Kiosk)
          Text description (Sells papers.)
          Text distribution (private)
          Object auth
            Text type (oauth)
            List redirectUrls
              Text ${HOST}:${PORT}/callback
            List requiredScopes
              Scope oauth
              Scope crm.objects.contacts.read
            List optionalScopes
            List conditionallyRequiredScopes
          Object permittedUrls
            List fetch
              Text ${HOST}
            List iframe
            List img
    "#]],
    );
    compare(
        &of(SHOP, OBJECT),
        &expect![[r#"
        Component paper (app-object)
          Text name (PAPER)
          Text description (A paper.)
          Text singularForm (Paper)
          Text pluralForm (Papers)
          Text primaryDisplayLabelPropertyName (title)
          List secondaryDisplayLabelPropertyNames
            Text price
          List properties
            Field title (string)
              Text name (title)
              Text label (Title)
              Text type (string)
              Text fieldType (text)
            Field price (number)
              Text name (price)
              Text label (Price)
              Text type (number)
              Text fieldType (number)
    "#]],
    );
    compare(
        &of(SHOP, "src/hsprofile.dev.json"),
        &expect![[r#"
        Profile hsprofile.dev.json
          Number accountId (123456)
          Object variables
            Variable HOST (https://dev.kiosk.test)
            Variable PORT (3000)
    "#]],
    );
    compare(
        &of(SHOP, "hsproject.json"),
        &expect![[r#"
        Project Kiosk (2026.03)
          Text name (Kiosk)
          Text srcDir (./src)
          Text platformVersion (2026.03)
    "#]],
    );
    let secret = SHOP.replace("\"PORT\": 3000", "\"PORT\": \"pat-na1-0a1b2c3d-0000-1111-2222-333344445555\"");
    assert!(!of(&secret, "src/hsprofile.dev.json").contains("0a1b2c3d"));
}

#[test]
fn an_outline_is_bounded() {
    let deep = format!("{{\"config\": {}{}}}", "[".repeat(50_000), "]".repeat(50_000));
    let wide = format!("{{\"config\": [{}1]}}", "1,".repeat(50_000));
    for (text, most) in [(deep, 20), (wide, 10_002)] {
        let path = RelPath::new(APP);
        let mut project = Case::shop(APP, "").project;
        project.insert(Document::parse(path.clone(), FileKind::Component, text));
        let index = Index::new(&project);
        let found = symbols::document(&Cx { index: &index, document: &project.documents[&path] });
        let mut shown = String::new();
        outline(&found, 0, &mut shown);
        assert!(shown.lines().count() <= most, "{} lines", shown.lines().count());
    }
}

#[test]
fn uids_are_found_by_their_letters() {
    let of = |query: &str| {
        let found = Case::shop(CARD, "").ask(|cx, _| symbols::workspace(cx.index, query));
        found
            .iter()
            .map(|named| format!("{} {} {}\n", named.name, named.container, named.place.file))
            .collect::<String>()
    };
    compare(
        &of("PAP"),
        &expect![[r#"
        paper app-object src/app/app-objects/paper-hsmeta.json
        paper_card card src/app/cards/paper-hsmeta.json
    "#]],
    );
    assert_eq!(of("").lines().count(), 4);
    assert_eq!(of("xyz"), "");
}

#[test]
fn links_to_pages_and_files() {
    let text = SHOP
        .replace("\"iframe\": []", "\"iframe\": [\"https://ada:hunter22@kiosk.test\", \"https://*.kiosk.test\"]")
        .replace("\"img\": []", "\"img\": [\"https://img.kiosk.test\"]");
    let of = |file: &str| {
        let case = Case::new(&text, file, "");
        let target = |target: Target| match target {
            Target::Url(url) => url,
            Target::File(path) => path.to_string(),
        };
        let found = case.ask(|cx, _| links::links(cx)).into_iter();
        found
            .map(|link| format!("{} -> {}\n", case.show(&case.file, link.span).trim_end(), target(link.target)))
            .collect::<String>()
    };
    let shown: String = [APP, CARD, "src/hsprofile.dev.json"].map(of).concat();
    compare(
        &shown,
        &expect![[r#"
        src/app/app-hsmeta.json:15:126-15:148 https://img.kiosk.test -> https://img.kiosk.test
        src/app/cards/paper-hsmeta.json:7:20-7:40 /app/cards/Paper.tsx -> src/app/cards/Paper.tsx
        src/app/cards/paper-hsmeta.json:9:32-9:50 ./assets/paper.png -> src/app/cards/assets/paper.png
        src/hsprofile.dev.json:1:48-1:70 https://dev.kiosk.test -> https://dev.kiosk.test
    "#]],
    );
}

#[test]
fn hints_show_the_values_of_one_profile() {
    let all = Span { start: 0, end: u32::MAX };
    let of = |text: &str, file: &str, profile: Option<&str>| {
        let found = Case::new(text, file, "").ask(|cx, _| inlay::hints(cx, all, profile));
        let line =
            |hint: &Hint| format!("{} {} ({})\n", hint.at, hint.label, hint.tooltip.as_deref().unwrap_or_default());
        found.iter().map(line).collect::<String>()
    };
    assert_eq!(of(SHOP, APP, None), "");
    assert_eq!(of(SHOP, APP, Some("test")), "");
    compare(
        &of(SHOP, APP, Some("prod")),
        &expect![[r#"
        207 https://kiosk.test (In profile `prod`)
        215 443 (In profile `prod`)
        409 https://kiosk.test (In profile `prod`)
    "#]],
    );
    let only = SHOP.replace("src/hsprofile.prod.json", "hsprofile.prod.json");
    compare(
        &of(&only, ACTION, None),
        &expect![[r#"
        88 https://dev.kiosk.test (In profile `dev`)
    "#]],
    );
    let secret = SHOP.replace("https://kiosk.test", "pat-na1-0a1b2c3d-0000-1111-2222-333344445555");
    compare(
        &of(&secret, ACTION, Some("prod")),
        &expect![[r#"
        88 ******** (In profile `prod`)
    "#]],
    );
}

/// Everything that can be asked, at every offset; every span stands in its text, at the borders of characters.
fn ask_everything(project: &Project, file: &RelPath, step: usize) {
    let index = Index::new(project);
    let document = &project.documents[file];
    let cx = Cx { index: &index, document };
    let findings = check(project);
    let whole = |file: &RelPath, span: Span| {
        let text = project.documents.get(file).map_or("", |document| document.syntax.source());
        assert!(text.get(span.range()).is_some(), "{file}: {span:?} in {text}");
    };
    let here = |span: Span| whole(file, span);
    let of_edits = |edits: &[Edit]| edits.iter().for_each(|edit| whole(&edit.file, edit.span));
    folding::folding(&document.syntax).into_iter().for_each(here);
    links::links(&cx).iter().for_each(|link| here(link.span));
    let mut pending = symbols::document(&cx);
    while let Some(symbol) = pending.pop() {
        here(symbol.span);
        here(symbol.selection);
        assert!(symbol.span.start <= symbol.selection.start && symbol.selection.end <= symbol.span.end, "{symbol:?}");
        assert!(!symbol.name.is_empty());
        pending.extend(symbol.children);
    }
    let all = Span { start: 0, end: u32::MAX };
    for hint in inlay::hints(&cx, all, None) {
        here(Span { start: hint.at, end: hint.at });
    }
    actions::actions(&cx, &findings, all).iter().for_each(|action| of_edits(&action.edits));
    of_edits(&actions::fix_all(&cx, &findings).map(|action| action.edits).unwrap_or_default());
    let end = document.syntax.source().len();
    for offset in (0..end + 2).step_by(step).chain([end, u32::MAX as usize]) {
        let offset = offset as u32;
        for found in definition::definition(&cx, offset) {
            here(found.origin);
            whole(&found.target.file, found.target.span);
            whole(&found.target.file, found.selection);
        }
        for place in references::references(&cx, offset, Declaration::Include) {
            whole(&place.file, place.span);
        }
        highlight::highlight(&cx, offset).iter().for_each(|found| here(found.span));
        if let Some((span, _)) = rename::prepare(&cx, offset) {
            here(span);
        }
        of_edits(&rename::rename(&cx, offset, "other_name").map(|found| found.edits).unwrap_or_default());
        let steps = selection::selection(&document.syntax, offset);
        steps.iter().copied().for_each(here);
        for pair in steps.windows(2) {
            assert!(pair[1].start <= pair[0].start && pair[0].end <= pair[1].end && pair[0] != pair[1], "{steps:?}");
        }
        actions::actions(&cx, &findings, Span { start: offset, end: offset });
    }
}

#[test]
fn every_place_of_the_fixtures_can_be_asked_about() {
    for folder in ["fixtures/rules", "fixtures/projects"] {
        for project in support::load(&support::root().join(folder)).0 {
            for file in project.documents.keys() {
                let length = project.documents[file].syntax.source().len();
                ask_everything(&project, file, 1 + length / 60);
            }
        }
    }
}

#[test]
fn every_place_of_broken_text_can_be_asked_about() {
    for file in [APP, CARD, ACTION, "src/hsprofile.dev.json", "hsproject.json"] {
        let case = Case::shop(file, "");
        let source = case.project.documents[&case.file].syntax.source().to_owned();
        let cuts: Vec<usize> = (0..source.len()).step_by(37).collect();
        for cut in cuts {
            for text in [
                source[..cut].to_owned(),
                source[cut..].to_owned(),
                format!("{}é\"{}", &source[..cut], &source[cut..]),
                format!("{}{}", &source[..cut], &source[(cut + 1).min(source.len())..]),
            ] {
                let mut project = case.project.clone();
                let kind = project.documents[&case.file].kind;
                project.documents.insert(case.file.clone(), Arc::new(Document::parse(case.file.clone(), kind, text)));
                ask_everything(&project, &case.file, 53);
            }
        }
    }
}
