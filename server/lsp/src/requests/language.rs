//! Completion and hover.

use tower_lsp_server::ls_types::*;

use super::super::convert;
use super::super::server::Server;
use super::{Asked, at};
use diagnostics::Span;
use ide::completion::{self, Item, ItemKind};
use ide::hover;
use ide::markup::Markup;

/// `textDocument/completion`.
pub fn completion(server: &mut Server, params: CompletionParams) -> Option<CompletionResponse> {
    let options = completion::Options {
        snippets: server.client.takes_snippets,
    };
    let struck = params.context.and_then(|context| context.trigger_character);
    at(server, &params.text_document_position, |asked, offset| {
        if struck.is_some_and(|struck| is_before_enter(asked, offset, &struck)) {
            return None;
        }
        let items = completion::complete(&asked.cx, offset, options);
        let items = items
            .into_iter()
            .map(|one| item(server, asked, offset, one))
            .collect();
        // Complete: the client filters while the user types on.
        Some(CompletionResponse::List(CompletionList {
            is_incomplete: false,
            items,
        }))
    })?
}

/// Whether Enter most likely comes after the character that was struck: an editor that shows a list takes it as an answer.
fn is_before_enter(asked: &Asked<'_>, cursor: u32, struck: &str) -> bool {
    let line = asked.text.line_span(asked.text.position(cursor).line);
    let source = |span: Span| asked.cx.source().get(span.range()).unwrap_or_default();
    let (before, behind) = (
        source(Span {
            end: cursor,
            ..line
        }),
        source(Span {
            start: cursor,
            ..line
        }),
    );
    let ends_line = || {
        behind
            .chars()
            .all(|c| matches!(c, ']' | '}' | ',' | ' ' | '\t'))
    };
    match struck {
        "," => ends_line(),
        "{" => !before.ends_with("${") && ends_line(),
        _ => false,
    }
}

fn item(server: &Server, asked: &Asked<'_>, cursor: u32, mut item: Item) -> CompletionItem {
    if !server.client.replaces_behind_cursor {
        leave_behind_cursor(asked, cursor, &mut item);
    }
    let new_text = match item.is_snippet || server.client.adjusts_indentation {
        true => item.new_text,
        false => indented(asked, item.span, &item.new_text),
    };
    let edit = |span, new_text| TextEdit {
        range: convert::range(&asked.text, span),
        new_text,
    };
    let also: Vec<TextEdit> = item
        .also
        .into_iter()
        .map(|(span, text)| edit(span, text))
        .collect();
    let documentation =
        (!item.documentation.is_empty()).then(|| match server.client.completion_markup {
            true => Documentation::MarkupContent(markup(
                &item.documentation,
                server.client.completion_markdown,
            )),
            false => Documentation::String(item.documentation.plain()),
        });
    CompletionItem {
        label: item.label,
        kind: Some(kind(item.kind)),
        detail: item.detail,
        documentation,
        deprecated: (item.deprecated && !server.client.deprecated_tag).then_some(true),
        tags: (item.deprecated && server.client.deprecated_tag)
            .then(|| vec![CompletionItemTag::DEPRECATED]),
        preselect: item.preselect.then_some(true),
        sort_text: Some(item.sort),
        filter_text: Some(item.filter),
        insert_text_format: item.is_snippet.then_some(InsertTextFormat::SNIPPET),
        // Lines after the first follow the one that the text is put into.
        insert_text_mode: server
            .client
            .adjusts_indentation
            .then_some(InsertTextMode::ADJUST_INDENTATION),
        text_edit: Some(CompletionTextEdit::Edit(edit(item.span, new_text))),
        additional_text_edits: (!also.is_empty()).then_some(also),
        ..CompletionItem::default()
    }
}

/// Ends the edit at the cursor if what is behind it would be written again as it is, mostly a closing quote: Neovim's own
/// completion replaces nothing there, and would double it.
fn leave_behind_cursor(asked: &Asked<'_>, cursor: u32, item: &mut Item) {
    let behind = asked
        .cx
        .source()
        .get(cursor as usize..item.span.end as usize)
        .unwrap_or_default();
    if let Some(new_text) = item.new_text.strip_suffix(behind) {
        (item.span.end, item.new_text) = (cursor.min(item.span.end), new_text.to_owned());
    }
}

/// The text with the indentation of the line that it is put into, for clients that do not add it themselves; all of them
/// do so with snippets.
fn indented(asked: &Asked<'_>, span: Span, text: &str) -> String {
    let line = asked.text.line_span(asked.text.position(span.start).line);
    let line = asked.cx.source().get(line.range()).unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    text.replace('\n', &format!("\n{indent}"))
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Property => CompletionItemKind::PROPERTY,
        ItemKind::Value => CompletionItemKind::VALUE,
        ItemKind::EnumMember => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Scope => CompletionItemKind::CONSTANT,
        ItemKind::Reference => CompletionItemKind::REFERENCE,
        ItemKind::Variable => CompletionItemKind::VARIABLE,
        ItemKind::File => CompletionItemKind::FILE,
        ItemKind::Folder => CompletionItemKind::FOLDER,
        ItemKind::Snippet => CompletionItemKind::SNIPPET,
    }
}

/// `textDocument/hover`.
pub fn hover(server: &mut Server, params: HoverParams) -> Option<Hover> {
    let options = hover::Options {
        profile: server.settings.profile.clone(),
    };
    at(
        server,
        &params.text_document_position_params,
        |asked, offset| {
            let hover = hover::hover(&asked.cx, offset, &options)?;
            let contents = HoverContents::Markup(markup(&hover.text, server.client.hover_markdown));
            Some(Hover {
                contents,
                range: Some(convert::range(&asked.text, hover.span)),
            })
        },
    )?
}

fn markup(text: &Markup, as_markdown: bool) -> MarkupContent {
    let (kind, value) = match as_markdown {
        true => (MarkupKind::Markdown, text.markdown()),
        false => (MarkupKind::PlainText, text.plain()),
    };
    MarkupContent { kind, value }
}
