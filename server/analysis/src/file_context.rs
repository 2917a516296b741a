//! What a rule about one file sees.

use std::cell::OnceCell;

use catalog::ComponentType;
use diagnostics::{Diagnostic, Rule, Span};
use project::document::Document;
use syntax::Value;

use crate::ProjectContext;
use crate::called_urls::JudgedUrl;
use crate::components::{ComponentFile, FileView};
use crate::object_references::UnknownObject;
use crate::scopes::JudgedScope;

/// A file with what rules about one file may know of its project.
pub struct FileContext<'a> {
    /// What rules may know of the project.
    pub project: &'a ProjectContext,
    /// The type that belongs in the folder of the file, where HubSpot reads it.
    pub folder: Option<&'static ComponentType>,
    pub document: &'a Document,
    /// The value of the file, with its placeholders replaced.
    pub root: Value<'a>,
    /// What the file's `type` means, else what belongs in its folder.
    pub component: Option<&'static ComponentType>,
    /// `config`, unless the type of the component is uncertain.
    pub config: Option<Value<'a>>,
    /// The view of the file.
    pub view: FileView<'a>,
    pub judged: Judged,
}

/// What several rules ask of a file: judged when the first one asks. Values are kept as their numbers in the tree, because
/// references would make the lifetime of the context invariant. Saves 4 % of a check of small projects.
#[derive(Default)]
pub struct Judged {
    pub(crate) scopes: OnceCell<Vec<JudgedScope>>,
    pub(crate) called_urls: OnceCell<Vec<JudgedUrl>>,
    pub(crate) unknown_objects: OnceCell<Vec<UnknownObject>>,
}

impl<'a> FileContext<'a> {
    /// A diagnostic in the file.
    pub fn at(&self, rule: &Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        rule.at(&self.document.path, span, message)
    }

    /// The file, if it is a component file.
    pub fn component_file(&self) -> Option<ComponentFile<'a>> {
        match self.view {
            FileView::Component(file) => Some(file),
            _ => None,
        }
    }

    /// Whether the file is a component.
    pub fn is_component(&self) -> bool {
        matches!(self.view, FileView::Component(_))
    }

    /// Where a diagnostic about something absent from `object` goes: its key, else its opening brace.
    pub fn anchor(&self, object: Value<'_>) -> Span {
        match object.key() {
            Some(key) => key.span,
            None => Span {
                end: object.span().start + 1,
                ..object.span()
            },
        }
    }
}
