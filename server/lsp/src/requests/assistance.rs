//! Completion and hover.

use diagnostics::Span;
use ide::completion::{self, Item, ItemKind};
use ide::markup::Markup;
use ide::{Requested, code, hover};
use tower_lsp_server::ls_types::*;

use super::{AnyFile, at_any_position};
use crate::capabilities::ClientFeatures;
use crate::session::Session;

/// `textDocument/completion`.
pub(crate) fn completion(
    session: &mut Session,
    params: CompletionParams,
) -> Option<CompletionResponse> {
    let client = session.client;
    let options = completion::Options {
        snippets: client.snippets,
    };
    let trigger = params.context.and_then(|context| context.trigger_character);
    at_any_position(session, &params.text_document_position, |file, offset| {
        let found = match &file.cx {
            Requested::Document(cx) => {
                if let Some(trigger) = &trigger
                    && (matches!(trigger.as_str(), "'" | "`")
                        || is_before_enter(file, offset, trigger))
                {
                    return None;
                }
                completion::complete(cx, offset, options)
            }
            Requested::Source(cx) => code::complete(cx, offset),
        };
        // Where source code is completed by others, an empty list could close theirs.
        if found.is_empty() && matches!(file.cx, Requested::Source(_)) {
            return None;
        }
        let mut items = Vec::new();
        for item in found {
            items.push(completion_item(client, file, offset, item));
        }
        // The list is complete: the client filters it while the user types.
        Some(CompletionResponse::List(CompletionList {
            is_incomplete: false,
            items,
        }))
    })?
}

/// Whether the user is likely to press Enter after the trigger character. An editor with an open
/// list would insert an item instead of a line break.
fn is_before_enter(file: &AnyFile<'_>, cursor: u32, trigger: &str) -> bool {
    let line = file.text.line_span(file.text.position(cursor).line);
    let before = Span {
        end: cursor,
        ..line
    };
    let after = Span {
        start: cursor,
        ..line
    };
    let after = file.cx.text().get(after.range()).unwrap_or_default();
    let is_at_line_end = after
        .chars()
        .all(|c| matches!(c, ']' | '}' | ',' | ' ' | '\t'));
    match trigger {
        "," => is_at_line_end,
        "{" => {
            let before = file.cx.text().get(before.range()).unwrap_or_default();
            is_at_line_end && !before.ends_with("${")
        }
        _ => false,
    }
}

fn completion_item(
    client: ClientFeatures,
    file: &AnyFile<'_>,
    cursor: u32,
    mut item: Item,
) -> CompletionItem {
    if !client.insert_replace {
        end_at_cursor(file, cursor, &mut item);
    }
    let new_text = if item.is_snippet || client.adjust_indentation {
        item.new_text
    } else {
        indented(file, item.span, &item.new_text)
    };
    let mut converted = CompletionItem {
        label: item.label,
        kind: Some(completion_kind(item.kind)),
        detail: item.detail,
        sort_text: Some(item.sort),
        filter_text: Some(item.filter),
        text_edit: Some(CompletionTextEdit::Edit(text_edit(
            file, item.span, new_text,
        ))),
        ..CompletionItem::default()
    };
    if !item.documentation.is_empty() {
        converted.documentation = Some(documentation(client, &item.documentation));
    }
    if item.deprecated {
        if client.deprecated_tag {
            converted.tags = Some(vec![CompletionItemTag::DEPRECATED]);
        } else {
            converted.deprecated = Some(true);
        }
    }
    if item.preselect {
        converted.preselect = Some(true);
    }
    if item.is_snippet {
        converted.insert_text_format = Some(InsertTextFormat::SNIPPET);
    }
    if client.adjust_indentation {
        converted.insert_text_mode = Some(InsertTextMode::ADJUST_INDENTATION);
    }
    if !item.also.is_empty() {
        let edits = item
            .also
            .into_iter()
            .map(|(span, new_text)| text_edit(file, span, new_text))
            .collect();
        converted.additional_text_edits = Some(edits);
    }
    converted
}

fn text_edit(file: &AnyFile<'_>, span: Span, new_text: String) -> TextEdit {
    TextEdit {
        range: file.range(span),
        new_text,
    }
}

fn documentation(client: ClientFeatures, text: &Markup) -> Documentation {
    if client.completion_markup {
        Documentation::MarkupContent(markup(text, client.completion_markdown))
    } else {
        Documentation::String(text.plain())
    }
}

/// Ends the edit at the cursor if it does not change the text after the cursor, which is usually a
/// closing quote: Neovim's own completion does not replace text after the cursor and would
/// duplicate it.
fn end_at_cursor(file: &AnyFile<'_>, cursor: u32, item: &mut Item) {
    let after = file
        .cx
        .text()
        .get(cursor as usize..item.span.end as usize)
        .unwrap_or_default();
    if let Some(new_text) = item.new_text.strip_suffix(after) {
        item.new_text = new_text.to_owned();
        item.span.end = cursor.min(item.span.end);
    }
}

/// The text with the indentation of the line that it is inserted in, for clients that do not add
/// it. All clients add it to snippets.
fn indented(file: &AnyFile<'_>, span: Span, text: &str) -> String {
    let line = file.text.line_span(file.text.position(span.start).line);
    let line = file.cx.text().get(line.range()).unwrap_or_default();
    let indentation = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    text.replace('\n', &format!("\n{indentation}"))
}

fn completion_kind(kind: ItemKind) -> CompletionItemKind {
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
pub(crate) fn hover(session: &mut Session, params: HoverParams) -> Option<Hover> {
    let options = hover::Options {
        profile: session.settings.profile.clone(),
    };
    let position = &params.text_document_position_params;
    at_any_position(session, position, |file, offset| {
        let hover = match &file.cx {
            Requested::Document(cx) => hover::hover(cx, offset, &options)?,
            Requested::Source(cx) => code::hover(cx, offset)?,
        };
        Some(Hover {
            contents: HoverContents::Markup(markup(&hover.text, session.client.hover_markdown)),
            range: Some(file.range(hover.span)),
        })
    })?
}

fn markup(text: &Markup, is_markdown: bool) -> MarkupContent {
    if is_markdown {
        MarkupContent {
            kind: MarkupKind::Markdown,
            value: text.markdown(),
        }
    } else {
        MarkupContent {
            kind: MarkupKind::PlainText,
            value: text.plain(),
        }
    }
}
