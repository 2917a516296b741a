//! One thing that may be written, and how it is put into the text.

use super::At;
use super::stub::Stub;
use crate::markup::Markup;
use diagnostics::Span;
use syntax::edit;

/// One thing that may be written at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: ItemKind,
    /// A few words beside the label.
    pub detail: Option<String>,
    /// What a person should know about it.
    pub documentation: Markup,
    /// Whether HubSpot advises against it.
    pub deprecated: bool,
    /// What is replaced, in bytes.
    pub span: Span,
    /// What is written there. Lines after the first are indented in relation to the line that the text is put into, as
    /// editors do with `InsertTextMode.adjustIndentation`.
    pub new_text: String,
    /// Whether `new_text` is a snippet in the syntax of the language server protocol.
    pub is_snippet: bool,
    /// What the text between the beginning of `span` and the cursor is compared with.
    pub filter: String,
    /// Orders the items as texts.
    pub sort: String,
    /// Whether it is what is meant most likely.
    pub preselect: bool,
    /// Edits elsewhere in the file, such as a comma that was missing before.
    pub also: Vec<(Span, String)>,
}

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemKind {
    /// The name of a member.
    Property,
    /// A value that is not in a fixed list.
    Value,
    /// One of the values that a schema lists.
    EnumMember,
    /// A scope.
    Scope,
    /// The name of something that another place defines.
    Reference,
    /// A variable of the profiles.
    Variable,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A whole file or value to fill in.
    Snippet,
}

impl At<'_> {
    /// An item that puts `new_text` instead of the token, with the commas that are missing around it.
    pub(super) fn item(&self, kind: ItemKind, label: &str, new_text: String) -> Item {
        let comma = self
            .cursor
            .comma_before
            .map(|end| (Span { start: end, end }, ",".to_owned()));
        Item {
            label: label.to_owned(),
            kind,
            detail: None,
            documentation: Markup::default(),
            deprecated: false,
            span: self.cursor.replaced(),
            new_text: if self.cursor.needs_comma {
                new_text + ","
            } else {
                new_text
            },
            is_snippet: false,
            // A client compares it with what is typed, quote included; what is typed without one has none.
            filter: if self.cursor.before().starts_with('"') {
                edit::quote(label)
            } else {
                label.to_owned()
            },
            sort: String::new(),
            preselect: false,
            also: comma.into_iter().collect(),
        }
    }

    /// An item that puts a new value instead of the token.
    pub(super) fn stub(&self, kind: ItemKind, label: &str, stub: Stub<'_>) -> Item {
        let (text, is_snippet) = stub.finish();
        Item {
            is_snippet,
            ..self.item(kind, label, text)
        }
    }

    /// An item that puts a string instead of the token.
    pub(super) fn string(&self, kind: ItemKind, text: &str) -> Item {
        self.item(kind, text, edit::quote(text))
    }
}

impl Item {
    /// With a paragraph about it.
    pub(super) fn about(mut self, text: Option<&str>) -> Item {
        text.into_iter()
            .for_each(|text| self.documentation.text(text));
        self
    }

    /// With a few words beside the label.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Item {
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
