//! Completion in source files: the names of functions, secrets and origins that configuration files declare.

use std::collections::BTreeMap;

use super::cursor::{Cursor, Slot, cursor};
use super::{functions, functions_with, strings};
use crate::SourceCx;
use crate::completion::{Item, ItemKind};
use crate::markup::Markup;
use analysis::code::Code;
use analysis::urls;
use catalog::is_source;
use diagnostics::{RelPath, message};
use project::facts::Target;
use project::index::Component;
use project::placeholders;

/// The items at `offset`, best first.
pub fn complete(cx: &SourceCx<'_>, offset: u32) -> Vec<Item> {
    let Some(cursor) = cursor(&cx.file.text, offset) else {
        return Vec::new();
    };
    let Some(code) = Code::of(cx.index) else {
        return Vec::new();
    };
    let runtimes = code.runtimes(&cx.file.path);
    let is_function_only = runtimes.is_function && !runtimes.is_ui;
    let mut items = match cursor.slot {
        Slot::Variable => variables(cx, &code, &cursor),
        // They are functions of UI code.
        Slot::Function | Slot::Url if is_function_only => Vec::new(),
        Slot::Function => function_names(cx, &cursor),
        Slot::Url => origins(cx, &cursor),
    };
    for (rank, item) in items.iter_mut().enumerate() {
        item.sort = format!("{rank:04}");
    }
    items
}

fn item(cursor: &Cursor, kind: ItemKind, text: &str) -> Item {
    let mut new_text = text.to_owned();
    if let Some(quote) = cursor.quote
        && !cursor.is_closed
        && cursor.slot != Slot::Url
    {
        new_text.push(quote);
    }
    Item {
        label: text.to_owned(),
        kind,
        detail: None,
        documentation: Markup::default(),
        deprecated: false,
        span: cursor.span,
        new_text,
        is_snippet: false,
        filter: text.to_owned(),
        sort: String::new(),
        preselect: false,
        also: Vec::new(),
    }
}

/// The most characters of a path in a detail.
const MOST_CHARS: usize = 120;

fn shown(path: &RelPath) -> String {
    crate::shortened(path.as_str(), MOST_CHARS)
}

/// Whether a name can be written in a string without escapes.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_control() || "'\"`\\$".contains(c))
}

/// The uids of functions.
fn function_names(cx: &SourceCx<'_>, cursor: &Cursor) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for function in functions(cx.index) {
        let Some(uid) = &function.facts.uid else {
            continue;
        };
        let is_known = items.iter().any(|item| item.label == uid.text);
        if is_known || !is_plain(&uid.text) || placeholders::first(&uid.text).is_some() {
            continue;
        }
        let item = item(cursor, ItemKind::Reference, &uid.text).detail(shown(function.path));
        items.push(item.about(entrypoint(function).as_deref()));
    }
    items
}

fn entrypoint(function: &Component<'_>) -> Option<String> {
    let mut references = function.facts.references.iter();
    let reference = references
        .find(|reference| reference.target == Target::SourceFile && is_source(&reference.name))?;
    let name = message::quoted(&reference.name);
    Some(format!("HubSpot runs the export `main` of {name}."))
}

/// The secrets of the functions that reach the file.
fn variables(cx: &SourceCx<'_>, code: &Code<'_>, cursor: &Cursor) -> Vec<Item> {
    let mut secrets: BTreeMap<&str, Vec<&RelPath>> = BTreeMap::new();
    for function in functions_with(code, &cx.file.path) {
        let path = function.component.path;
        for name in strings(cx.index, path, &["config", "secretKeys"]) {
            let is_usable = match cursor.quote {
                Some(_) => is_plain(name),
                None => is_identifier(name),
            };
            let paths = secrets.entry(name).or_default();
            if is_usable && paths.last() != Some(&path) {
                paths.push(path);
            }
        }
    }
    let mut items = Vec::new();
    for (name, paths) in secrets {
        let Some(first) = paths.first() else {
            continue;
        };
        let item = item(cursor, ItemKind::Variable, name).detail(shown(first));
        let files = message::all_of(paths.iter().map(|path| path.as_str()));
        items.push(item.about(Some(&format!("A secret that {files} lists."))));
    }
    items
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The permitted origins, each followed by the permitted URLs with it that have a path.
fn origins(cx: &SourceCx<'_>, cursor: &Cursor) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let Some(app) = cx.index.app() else {
        return items;
    };
    for entry in strings(cx.index, app.path, &["config", "permittedUrls", "fetch"]) {
        let Ok(url) = urls::https(entry) else {
            continue;
        };
        for text in [url.origin().ascii_serialization().as_str(), entry] {
            let is_known = items
                .iter()
                .any(|item| item.label == text || item.label == text.trim_end_matches('/'));
            if is_plain(text) && !is_known {
                items.push(item(cursor, ItemKind::Value, text).detail(shown(app.path)));
            }
        }
    }
    items
}
