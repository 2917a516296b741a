//! The names in source code that mean something in configuration files: uids of functions, and secrets.

use std::collections::BTreeSet;

use super::{functions, functions_with};
use crate::SourceCx;
use crate::symbol_index::{Occurrence, Role, Symbol, reference_to};
use analysis::code::{Code, CodeUse, Piece};
use diagnostics::{RelPath, Span};
use project::index::Index;
use project::sources::Runtime;

/// The occurrence at `offset` of a source file.
pub(crate) fn at(cx: &SourceCx<'_>, offset: u32) -> Option<Occurrence> {
    let code = Code::of(cx.index)?;
    for read in &cx.file.facts.env_reads {
        if touches(read.span, offset) && code.runtimes(&cx.file.path).has(Runtime::Function) {
            return Some(secret(&cx.file.text, &read.name, read.span));
        }
    }
    if let Some(main) = &cx.file.facts.exports.main
        && touches(main.span, offset)
        && is_entrypoint(&code, cx)
    {
        let symbol = Symbol::File(cx.file.path.clone());
        return Some(reference_to(symbol, main.span));
    }
    let (name, span) = function_at(&code, &cx.file.path, offset)?;
    if !is_function(cx.index, &name) {
        return None;
    }
    Some(reference_to(Symbol::Uid(name), span))
}

/// Whether HubSpot runs the file as a function.
fn is_entrypoint(code: &Code<'_>, cx: &SourceCx<'_>) -> bool {
    functions_with(code, &cx.file.path).any(|function| {
        function
            .entrypoint
            .is_some_and(|file| file.path == cx.file.path)
    })
}

/// The source files with calls of a function, in the order of their paths.
pub(crate) fn callers<'i>(index: &'i Index<'i>, uid: &str) -> Vec<&'i RelPath> {
    let symbol = Symbol::Uid(uid.to_owned());
    let mut files: Vec<&RelPath> = everywhere(index, &symbol)
        .into_iter()
        .map(|(file, _)| file)
        .collect();
    files.dedup();
    files
}

/// The name of a function in the string literal at `offset`, which a call uses, with its span.
pub(super) fn function_at(code: &Code<'_>, file: &RelPath, offset: u32) -> Option<(String, Span)> {
    for site in code.serverless_calls() {
        for literal in literals(code, site) {
            if literal.file == file && touches(literal.span, offset) {
                return Some((literal.name.to_owned(), literal.span));
            }
        }
    }
    None
}

pub(super) fn touches(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

/// The occurrences of a symbol in source files, in the order of the files.
pub(crate) fn everywhere<'i>(
    index: &'i Index<'i>,
    symbol: &Symbol,
) -> Vec<(&'i RelPath, Occurrence)> {
    let found = match symbol {
        Symbol::Uid(name) if is_function(index, name) => calls(index, name),
        Symbol::Secret(name) => reads(index, name),
        _ => None,
    };
    let mut found = found.unwrap_or_default();
    found.sort_by_key(|(file, occurrence)| (*file, occurrence.token));
    found
}

/// Whether a function has this uid. The uid of another component is not what a call means.
fn is_function(index: &Index<'_>, name: &str) -> bool {
    functions(index).any(|function| match &function.facts.uid {
        Some(uid) => uid.text == name,
        None => false,
    })
}

/// The literals with the name of a function, and the arguments of calls that have it from elsewhere.
fn calls<'i>(index: &'i Index<'i>, name: &str) -> Option<Vec<(&'i RelPath, Occurrence)>> {
    let code = Code::of(index)?;
    let mut seen: BTreeSet<(&RelPath, Span)> = BTreeSet::new();
    let mut found = Vec::new();
    for site in code.serverless_calls() {
        for literal in literals(&code, site) {
            if literal.name != name {
                continue;
            }
            let symbol = Symbol::Uid(name.to_owned());
            if seen.insert((literal.file, literal.span)) {
                found.push((literal.file, reference_to(symbol.clone(), literal.span)));
            }
            let Some(value) = site.value else { continue };
            let span = value.span();
            let is_literal = site.file == literal.file
                && span.start <= literal.span.start
                && literal.span.end <= span.end;
            if !is_literal && seen.insert((site.file, span)) {
                let occurrence = Occurrence {
                    role: Role::Indirect,
                    name: span,
                    ..reference_to(symbol, span)
                };
                found.push((site.file, occurrence));
            }
        }
    }
    Some(found)
}

/// The reads of a secret in functions.
fn reads<'i>(index: &'i Index<'i>, name: &str) -> Option<Vec<(&'i RelPath, Occurrence)>> {
    let code = Code::of(index)?;
    let mut found = Vec::new();
    for file in code.files_of(Runtime::Function) {
        for read in &file.facts.env_reads {
            if read.name == name {
                found.push((&file.path, secret(&file.text, name, read.span)));
            }
        }
    }
    Some(found)
}

fn secret(text: &str, name: &str, span: Span) -> Occurrence {
    let mut occurrence = reference_to(Symbol::Secret(name.to_owned()), span);
    if text.get(span.range()) == Some(name) {
        occurrence.name = span;
    }
    occurrence
}

/// A string literal that is a whole name.
struct Literal<'l, 'c> {
    name: &'l str,
    file: &'c RelPath,
    span: Span,
}

/// The literals that are the name in a call: quoted, and without escapes.
fn literals<'l, 'c>(code: &Code<'c>, site: &'l CodeUse<'c>) -> Vec<Literal<'l, 'c>> {
    let mut literals = Vec::new();
    for text in &site.resolved.texts {
        let [Piece::Known { text, file, span }] = text.pieces.as_slice() else {
            continue;
        };
        let Some(source) = code.source(file) else {
            continue;
        };
        let is_quoted = match source.text.get(span.range()) {
            Some(token) => {
                token.starts_with(['\'', '"', '`'])
                    && token.get(1..token.len() - 1) == Some(text.as_ref())
            }
            None => false,
        };
        if is_quoted && !text.is_empty() {
            literals.push(Literal {
                name: text,
                file,
                span: *span,
            });
        }
    }
    literals
}
