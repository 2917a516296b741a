//! Files in which no rule can find anything, such as those that HubSpot's templates begin with: read without a syntax tree.
//! tree-sitter takes 1,100 instructions for a byte of TypeScript, more than everything else for a project takes.
//!
//! Only what is certain without a tree is taken: imports of React and of the SDK, `hubspot.extend(() => …)` with components of the
//! SDK and texts, and `exports.main = async (context) => {…}`, without any of the words that rules look for. Globals that no rule
//! looks for and short strings are left out.

mod elements;

use std::sync::LazyLock;

use diagnostics::Span;
use memchr::memmem::Finder;

use crate::collect::is_kept_string;
use crate::facts::{
    Call, Callee, Exports, Handler, Import, ImportKind, ImportedName, Root, SourceFacts,
};
use crate::value::Value;

/// The size in bytes above which a file is hardly ever plain.
const MAX_BYTES: usize = 4096;

/// What rules look for, other modules, and what would need a lexer: comments, templates and escapes.
const MARKS: [&str; 16] = [
    "fetch",
    "setAccess",
    "erverless",
    "process",
    "env",
    "frame",
    "Image",
    "require",
    "module",
    "import(",
    "import.",
    "//",
    "/*",
    "`",
    "\\",
    "\r",
];

/// What rules look for in a function: globals, elements, and other exports.
const FUNCTION_MARKS: [&str; 19] = [
    "</",
    "/>",
    "EventListener",
    "Storage",
    "XMLHttp",
    "alert",
    "confirm",
    "console",
    "document",
    "exports",
    "globalThis",
    "history",
    "hubspot",
    "importScripts",
    "location",
    "navigator",
    "prompt",
    "self",
    "window",
];

/// The packages whose imports a plain file may have.
const PACKAGES: [&str; 2] = ["react", SDK];

const SDK: &str = "@hubspot/ui-extensions";

/// The facts of a plain file; `None` if the file has to be parsed.
pub(crate) fn read(text: &str) -> Option<SourceFacts> {
    if text.len() > MAX_BYTES || has_any(text, &FINDERS) {
        return None;
    }
    let mut facts = SourceFacts::default();
    let mut at = skip_whitespace(text, 0);
    while at < text.len() {
        let end = statement(text, at, &mut facts)?;
        at = skip_whitespace(text, end);
    }
    // An empty file proves nothing.
    if facts == SourceFacts::default() {
        return None;
    }
    Some(facts)
}

fn skip_whitespace(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// Adds the facts of the statement at `start`, and returns where its line ends.
fn statement(text: &str, start: usize, facts: &mut SourceFacts) -> Option<usize> {
    let rest = &text[start..];
    if rest.starts_with("import ") {
        let end = rest.find('\n').map_or(text.len(), |end| start + end);
        facts.imports.push(import(&text[start..end], start)?);
        return Some(end);
    }
    let (end, strings) = brackets(text, start)?;
    if rest.starts_with(EXTEND) && strings.is_empty() {
        extend_call(facts, text, Span::new(start, end))?;
    } else if rest.starts_with(MAIN) && is_plain_function(&text[start + 1..end]) {
        export_main(&mut facts.exports, start);
        facts.strings.extend(strings);
    } else {
        return None;
    }
    let end = end + text[end..].strip_prefix(';').map_or(0, |_| 1);
    if text[end..].is_empty() || text[end..].starts_with('\n') {
        Some(end)
    } else {
        None
    }
}

fn is_plain_function(text: &str) -> bool {
    !has_any(text, &FUNCTION_FINDERS)
}

/// Made once: that takes longer than to search a short text.
static FINDERS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| finders(&MARKS));
static FUNCTION_FINDERS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| finders(&FUNCTION_MARKS));

fn finders(marks: &[&'static str]) -> Vec<Finder<'static>> {
    marks.iter().map(|mark| Finder::new(*mark)).collect()
}

fn has_any(text: &str, marks: &[Finder<'_>]) -> bool {
    let mut marks = marks.iter();
    marks.any(|mark| mark.find(text.as_bytes()).is_some())
}

/// `import React from 'react';`, `import { Text, hubspot } from '@hubspot/ui-extensions';`
fn import(line: &str, start: usize) -> Option<Import> {
    let statement = line.strip_suffix(';')?;
    let (clause, written) = statement.strip_prefix("import ")?.split_once(" from ")?;
    let specifier = written
        .strip_prefix('\'')
        .and_then(|written| written.strip_suffix('\''))
        .or_else(|| written.strip_prefix('"')?.strip_suffix('"'))?;
    if !PACKAGES.contains(&specifier) {
        return None;
    }
    let at = start + "import ".len();
    let names = match clause.strip_prefix("{ ") {
        Some(list) => names(list.strip_suffix(" }")?, at + "{ ".len())?,
        None if clause == "React" => vec![name(clause, "default", at)?],
        None => return None,
    };
    let end = start + statement.len();
    Some(Import {
        specifier: Some(specifier.to_owned()),
        span: Span::new(end - written.len(), end),
        statement: Span::new(start, start + line.len()),
        kind: ImportKind::Static,
        is_type_only: false,
        names,
    })
}

/// The names of `Text, hubspot`.
fn names(list: &str, start: usize) -> Option<Vec<ImportedName>> {
    let mut names = Vec::new();
    let mut at = start;
    for written in list.split(", ") {
        names.push(name(written, written, at)?);
        at += written.len() + ", ".len();
    }
    Some(names)
}

fn name(written: &str, imported: &str, at: usize) -> Option<ImportedName> {
    if !is_name(written) {
        return None;
    }
    Some(ImportedName {
        name: Some(imported.to_owned()),
        span: Span::new(at, at + written.len()),
        is_type: false,
        is_value: false,
        members: Vec::new(),
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

const EXTEND: &str = "hubspot.extend(";

/// Adds the call of `hubspot.extend` in `span`.
fn extend_call(facts: &mut SourceFacts, text: &str, span: Span) -> Option<()> {
    let root = used(&mut facts.imports, "hubspot")?;
    let range = span.range();
    let argument = Span::new(range.start + EXTEND.len(), range.end - 1);
    let written = &text[argument.range()];
    let component = written.strip_prefix("() => ")?;
    let start = argument.range().end - component.len();
    for element in elements::read(component, start, &mut facts.imports)? {
        facts.elements.push(element);
    }
    facts.calls.push(Call {
        callee: Callee {
            root,
            members: vec!["extend".to_owned()],
            span: Span::new(range.start, range.start + EXTEND.len() - 1),
        },
        arguments: vec![Value::Unknown { span: argument }],
        span,
    });
    Some(())
}

/// The first import of a name, which is used as a value; `None` if it is not one of the SDK.
fn used(imports: &mut [Import], used: &str) -> Option<Root> {
    for import in imports {
        let mut names = import.names.iter_mut();
        if let Some(name) = names.find(|name| name.name.as_deref() == Some(used)) {
            if import.specifier.as_deref() != Some(SDK) {
                return None;
            }
            name.is_value = true;
            return Some(Root::Imported {
                specifier: SDK.to_owned(),
                name: name.name.clone(),
            });
        }
    }
    None
}

const MAIN: &str = "exports.main = async (context) => {";

/// Adds the `main` of an assignment at `start`.
fn export_main(exports: &mut Exports, start: usize) {
    let span = Span::new(start + "exports.".len(), start + "exports.main".len());
    let handler = Handler {
        span,
        callback_call: None,
    };
    exports.main.get_or_insert(handler);
    let value = Value::Unknown { span };
    exports.names.entry("main".to_owned()).or_insert(value);
}

/// The end of the outermost bracket that is opened at or after `start`, and the strings before it that are not short. The
/// text of an element may have quotes of its own: what looks like a string there is one at most.
fn brackets(text: &str, start: usize) -> Option<(usize, Vec<Span>)> {
    let mut depth = 0_u32;
    let mut open: Option<(u8, usize)> = None;
    let mut strings = Vec::new();
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match (open, byte) {
            (Some(_), b'\n') => return None,
            (Some((quote, start)), byte) if byte == quote => {
                open = None;
                let span = Span::new(start, at + 1);
                if is_kept_string(span) {
                    strings.push(span);
                }
            }
            (Some(_), _) => {}
            (None, b'"' | b'\'') => open = Some((byte, at)),
            (None, b'(' | b'{' | b'[') => depth += 1,
            (None, b')' | b'}' | b']') => {
                depth = depth.checked_sub(1)?;
                // `(context) => {` goes on.
                if depth == 0 && !text[at + 1..].trim_start().starts_with("=>") {
                    return Some((at + 1, strings));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests;
