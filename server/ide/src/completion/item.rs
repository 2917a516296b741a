//! Completion items, and how they are inserted.

use super::At;
use super::stub::Stub;
use crate::markup::Markup;
use diagnostics::Span;
use syntax::edit;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    pub label: String,
    pub kind: ItemKind,
    /// A few words next to the label.
    pub detail: Option<String>,
    pub documentation: Markup,
    /// Whether HubSpot advises against it.
    pub deprecated: bool,
    pub span: Span,
    /// The text that replaces it. Lines after the first are indented relative to the line of the cursor, as editors do with
    /// `InsertTextMode.adjustIndentation`.
    pub new_text: String,
    /// Whether `new_text` is a snippet in the syntax of the language server protocol.
    pub is_snippet: bool,
    /// Compared with the text between the start of `span` and the cursor.
    pub filter: String,
    /// Orders the items, compared as strings.
    pub sort: String,
    /// Whether it is most likely meant.
    pub preselect: bool,
    /// Other edits in the file, such as a missing comma before the item.
    pub also: Vec<(Span, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemKind {
    /// The key of a property.
    Property,
    /// A value that no schema lists.
    Value,
    /// One of the values that a schema lists.
    EnumMember,
    Scope,
    /// The name of something that is defined elsewhere.
    Reference,
    /// A variable of the profiles.
    Variable,
    File,
    Folder,
    /// A whole file or value with tab stops.
    Snippet,
}

impl At<'_> {
    /// An item that replaces the token by `new_text`, with the commas that are missing around it.
    pub(super) fn item(&self, kind: ItemKind, label: &str, new_text: String) -> Item {
        let mut item = Item {
            label: label.to_owned(),
            kind,
            detail: None,
            documentation: Markup::default(),
            deprecated: false,
            span: self.cursor.replaced(),
            new_text,
            is_snippet: false,
            filter: label.to_owned(),
            sort: String::new(),
            preselect: false,
            also: Vec::new(),
        };
        // Clients compare it with the typed text, including a quote if one was typed.
        if self.cursor.before().starts_with('"') {
            item.filter = edit::quote(label);
        }
        if self.cursor.needs_comma {
            item.new_text.push(',');
        }
        if let Some(end) = self.cursor.comma_before {
            item.also.push((Span { start: end, end }, ",".to_owned()));
        }
        item
    }

    /// An item that replaces the token by a new value.
    pub(super) fn stub(&self, kind: ItemKind, label: &str, stub: Stub<'_>) -> Item {
        let (text, is_snippet) = stub.finish();
        Item {
            is_snippet,
            ..self.item(kind, label, text)
        }
    }

    /// An item that replaces the token by a string.
    pub(super) fn string(&self, kind: ItemKind, text: &str) -> Item {
        self.item(kind, text, edit::quote(text))
    }
}

impl Item {
    /// Adds a paragraph to the documentation.
    pub(crate) fn about(mut self, text: Option<&str>) -> Item {
        if let Some(text) = text {
            self.documentation.text(text);
        }
        self
    }

    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Item {
        self.detail = Some(detail.into());
        self
    }

    pub(super) fn deprecated(mut self, deprecated: bool) -> Item {
        self.deprecated = deprecated;
        self
    }

    pub(super) fn preselect(mut self, preselect: bool) -> Item {
        self.preselect = preselect;
        self
    }
}
