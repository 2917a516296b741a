//! A small project in one string (see `tests/properties/project.rs`), for tests of the IDE features.

use diagnostics::{Edit, RelPath, Span};
use ide::{Cx, Requested, SourceCx};
use project::Project;
use project::document::Document;
use project::index::Index;
use syntax::edit;

use crate::support;

/// A project without problems, with symbols of every kind.
pub const KIOSK: &str = r#"
== hsproject.json
{ "name": "Kiosk", "srcDir": "./src", "platformVersion": "2026.03" }
== src/hsprofile.dev.json
{ "accountId": 123456, "variables": { "HOST": "https://dev.kiosk.tech", "PORT": 3000 } }
== src/hsprofile.prod.json
{ "accountId": 234567, "variables": { "HOST": "https://kiosk.tech", "PORT": 443 } }
== src/app/app-hsmeta.json
{
  "uid": "kiosk",
  "type": "app",
  "config": {
    "name": "Kiosk",
    "description": "Sells papers.",
    "distribution": "marketplace",
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
== src/app/cards/package.json
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

pub struct Case {
    pub project: Project,
    pub file: RelPath,
    pub offset: u32,
}

impl Case {
    /// The project in `text`, with the cursor at the `▮` of `marked` in `file`, in which the text around it must occur once.
    pub fn new(text: &str, file: &str, marked: &str) -> Case {
        let project = crate::properties::project::read(text.as_bytes());
        let file = RelPath::new(file);
        let source = project.text(&file).unwrap();
        let around = marked.replace('▮', "");
        assert!(
            around.is_empty() || source.matches(&around).count() == 1,
            "{around} in {file}"
        );
        let offset = source.find(&around).unwrap() + marked.find('▮').unwrap_or(0);
        Case {
            offset: offset as u32,
            file,
            project,
        }
    }

    pub fn kiosk(file: &str, marked: &str) -> Case {
        Case::new(KIOSK, file, marked)
    }

    pub fn ask<T>(&self, ask: impl FnOnce(&Cx<'_>, u32) -> T) -> T {
        let index = Index::new(&self.project);
        ask(
            &Cx {
                index: &index,
                document: &self.project.documents[&self.file],
            },
            self.offset,
        )
    }

    /// The same in a file of any kind.
    pub fn ask_any<T>(&self, ask: impl FnOnce(Requested<'_>, u32) -> T) -> T {
        let index = Index::new(&self.project);
        let file = match self.project.sources.get(&self.file) {
            Some(file) => Requested::Source(SourceCx {
                index: &index,
                file,
            }),
            None => Requested::Document(Cx {
                index: &index,
                document: &self.project.documents[&self.file],
            }),
        };
        ask(file, self.offset)
    }

    /// A location with its text.
    pub fn show(&self, file: &RelPath, span: Span) -> String {
        let text = self
            .project
            .text(file)
            .map_or("", |text| &text[span.range()]);
        format!("{} {text}", support::location(&self.project, file, span))
            .trim_end()
            .to_owned()
            + "\n"
    }

    pub fn edits(&self, edits: &[Edit]) -> String {
        let mut text = String::new();
        for edit in edits {
            let old = self.show(&edit.file, edit.span);
            text += &format!("{} -> {}\n", old.trim_end(), edit.new_text);
        }
        text
    }

    /// The project after edits and moves of files.
    pub fn after(&self, edits: &[Edit], moves: &[(RelPath, RelPath)]) -> Project {
        let mut changed = self.project.clone();
        changed.entries = self
            .project
            .entries
            .iter()
            .map(|(path, entry)| (moved(path, moves), *entry))
            .collect();
        changed.documents.clear();
        for (path, document) in &self.project.documents {
            let edits: Vec<_> = edits
                .iter()
                .filter(|edit| edit.file == *path)
                .map(|edit| (edit.span, edit.new_text.clone()))
                .collect();
            let text = edit::apply(document.syntax.source(), &edits);
            changed.insert(Document::parse(moved(path, moves), document.kind, text));
        }
        for (path, source) in &self.project.sources {
            let edits: Vec<_> = edits
                .iter()
                .filter(|edit| edit.file == *path)
                .map(|edit| (edit.span, edit.new_text.clone()))
                .collect();
            let text = edit::apply(&source.text, &edits);
            changed.insert_source(path.clone(), source.with_text(text));
        }
        changed
    }
}

/// The path after moves of it or of a parent folder.
pub fn moved(path: &RelPath, moves: &[(RelPath, RelPath)]) -> RelPath {
    for (from, to) in moves {
        if path == from {
            return to.clone();
        }
        if let Some(rest) = path.below(from.as_str()) {
            return to.join(rest).unwrap();
        }
    }
    path.clone()
}

pub const APP: &str = "src/app/app-hsmeta.json";
pub const CARD: &str = "src/app/cards/paper-hsmeta.json";
pub const OBJECT: &str = "src/app/app-objects/paper-hsmeta.json";
pub const ACTION: &str = "src/app/workflow-actions/order-hsmeta.json";
