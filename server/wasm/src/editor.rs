//! Hover, completion and definition. Positions and answers are those of the language server protocol, as a client gets them that
//! supports Markdown, snippets and `adjustIndentation`.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use diagnostics::{RelPath, Span, Text, Utf16Position};
use ide::completion::{Item, ItemKind};
use ide::{Cx, Requested, SourceCx, code, completion, definition, hover};
use project::Project;
use project::index::Index;
use project::load::{self, Found, MAX_FILE_SIZE};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
pub(crate) struct Request {
    method: Method,
    /// Relative to the working directory, or absolute.
    path: PathBuf,
    #[serde(default)]
    line: u32,
    /// In UTF-16.
    #[serde(default)]
    character: u32,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Method {
    Hover,
    Completion,
    Definition,
}

/// Null if nothing is known.
pub(crate) fn answer(request: &Request) -> Value {
    let path = std::path::absolute(&request.path).unwrap_or_default();
    let Some(project) = innermost_project(&path) else {
        return Value::Null;
    };
    let Some(file) = path_in(&project, &path) else {
        return Value::Null;
    };
    let index = Index::new(&project);
    let cx = match (project.documents.get(&file), project.sources.get(&file)) {
        (Some(document), _) if document.kind.is_of_hubspot() => Requested::Document(Cx {
            index: &index,
            document,
        }),
        (None, Some(file)) => Requested::Source(SourceCx {
            index: &index,
            file,
        }),
        _ => return Value::Null,
    };
    let requested = File {
        text: Text::new(cx.text()),
        cx,
        project: &project,
    };
    let offset = requested.text.byte(Utf16Position {
        line: request.line,
        character: request.character,
    });
    match request.method {
        Method::Hover => requested.hover(offset),
        Method::Completion => requested.completion(offset),
        Method::Definition => requested.definition(offset),
    }
}

/// The project of a file. Those nested in it are found with it.
pub(crate) fn innermost_project(path: &Path) -> Option<Project> {
    let innermost: Mutex<Option<Project>> = Mutex::default();
    load::discover_for_file(path, MAX_FILE_SIZE, &|found| {
        let Found::Project(found, _) = found else {
            return;
        };
        let mut innermost = innermost.lock().unwrap_or_else(PoisonError::into_inner);
        let is_inner = match &*innermost {
            Some(known) => found.root.starts_with(&known.root),
            None => true,
        };
        if is_inner && path_in(&found, path).is_some() {
            *innermost = Some(*found);
        }
    });
    innermost
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
}

fn path_in(project: &Project, path: &Path) -> Option<RelPath> {
    RelPath::relative(&project.root, path)
}

struct File<'a> {
    cx: Requested<'a>,
    text: Text,
    project: &'a Project,
}

impl File<'_> {
    fn hover(&self, offset: u32) -> Value {
        let hover = match &self.cx {
            Requested::Document(cx) => hover::hover(cx, offset, &hover::Options::default()),
            Requested::Source(cx) => code::hover(cx, offset),
        };
        let Some(hover) = hover else {
            return Value::Null;
        };
        json!({ "contents": markdown(&hover.text.markdown()), "range": range(&self.text, hover.span) })
    }

    fn completion(&self, offset: u32) -> Value {
        let items = match &self.cx {
            Requested::Document(cx) => {
                completion::complete(cx, offset, completion::Options { snippets: true })
            }
            Requested::Source(cx) => code::complete(cx, offset),
        };
        if items.is_empty() && matches!(self.cx, Requested::Source(_)) {
            return Value::Null;
        }
        let items: Vec<Value> = items.into_iter().map(|item| self.item(item)).collect();
        json!({ "isIncomplete": false, "items": items })
    }

    fn item(&self, item: Item) -> Value {
        let mut converted = json!({
            "label": item.label,
            "kind": kind(item.kind),
            "sortText": item.sort,
            "filterText": item.filter,
            "textEdit": self.edit(item.span, &item.new_text),
            "insertTextMode": ADJUST_INDENTATION,
        });
        if let Some(detail) = item.detail {
            converted["detail"] = json!(detail);
        }
        if !item.documentation.is_empty() {
            converted["documentation"] = markdown(&item.documentation.markdown());
        }
        if item.deprecated {
            converted["tags"] = json!([DEPRECATED]);
        }
        if item.preselect {
            converted["preselect"] = json!(true);
        }
        if item.is_snippet {
            converted["insertTextFormat"] = json!(SNIPPET);
        }
        if !item.also.is_empty() {
            let mut edits = Vec::new();
            for (span, new_text) in &item.also {
                edits.push(self.edit(*span, new_text));
            }
            converted["additionalTextEdits"] = json!(edits);
        }
        converted
    }

    fn edit(&self, span: Span, new_text: &str) -> Value {
        json!({ "range": range(&self.text, span), "newText": new_text })
    }

    /// Paths are absolute: another file may be opened from anywhere.
    fn definition(&self, offset: u32) -> Value {
        let mut found = Vec::new();
        for definition in definition::definition(self.cx, offset) {
            let file = &definition.target.file;
            let text = Text::new(self.project.text(file).unwrap_or_default());
            let path = self.project.root.join(file.as_str());
            found.push(json!({
                "path": path.to_string_lossy(),
                "range": range(&text, definition.selection),
            }));
        }
        json!(found)
    }
}

fn markdown(text: &str) -> Value {
    json!({ "kind": "markdown", "value": text })
}

fn range(text: &Text, span: Span) -> Value {
    let position = |byte: u32| {
        let position = text.utf16_position(byte);
        json!({ "line": position.line, "character": position.character })
    };
    json!({ "start": position(span.start), "end": position(span.end) })
}

/// `InsertTextMode`.
const ADJUST_INDENTATION: u32 = 2;

/// `InsertTextFormat`.
const SNIPPET: u32 = 2;

/// `CompletionItemTag`.
const DEPRECATED: u32 = 1;

/// `CompletionItemKind`.
fn kind(kind: ItemKind) -> u32 {
    match kind {
        ItemKind::Variable => 6,
        ItemKind::Property => 10,
        ItemKind::Value => 12,
        ItemKind::Snippet => 15,
        ItemKind::File => 17,
        ItemKind::Reference => 18,
        ItemKind::Folder => 19,
        ItemKind::EnumMember => 20,
        ItemKind::Scope => 21,
    }
}
