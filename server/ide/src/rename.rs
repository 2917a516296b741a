//! Renames a symbol with all its occurrences: uids, also in code, profile variables, and the fields and properties of one file. Files are
//! renamed in the editor's file tree (`file_rename`); the names of JSON properties are HubSpot's.

use std::collections::BTreeSet;

use super::Requested;
use super::symbol_index::{self, Occurrence, Role, Symbol};
use analysis::secrets::Secrets;
use analysis::{template, uids};
use diagnostics::{Edit, RelPath, Span, message};
use project::placeholders;
use syntax::edit;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renaming {
    /// Edits of one or more files.
    pub edits: Vec<Edit>,
    /// A question that the user has to confirm.
    pub confirm: Option<String>,
}

/// Why a symbol cannot be renamed. Names are quoted, and secrets in them are masked.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum RenameError {
    #[error("cannot rename this element")]
    NotASymbol,
    #[error("name contains the placeholder {placeholder}: rename the variable instead")]
    Placeholder { placeholder: String },
    #[error("uid {uid} is used by {count} components: change one of them first")]
    DuplicateUid { uid: String, count: usize },
    #[error("uid {uid} is reserved by HubSpot")]
    ReservedUid { uid: String },
    #[error("{problem}")]
    InvalidUid { problem: String },
    #[error("uid {uid} is already used by another component")]
    UidExists { uid: String },
    #[error("variable name is empty")]
    EmptyVariable,
    #[error("invalid variable name {name}: contains `}}` or a line break")]
    InvalidVariable { name: String },
    #[error("variable {name} already exists")]
    VariableExists { name: String },
    #[error("name is empty")]
    EmptyName,
    #[error("used within `{{{{` and `}}}}`: use only letters, digits, `_`, and `-`")]
    InvalidTemplateToken,
    #[error("{name} already exists")]
    NameExists { name: String },
}

/// The span to edit, without quotes, and the current name; `None` if nothing can be renamed here.
pub fn prepare<'a>(file: impl Into<Requested<'a>>, offset: u32) -> Option<(Span, String)> {
    let file = file.into();
    let occurrence = symbol_index::at(&file, offset)?;
    let name = match &occurrence.symbol {
        // HubSpot has the value of a secret under its name.
        Symbol::File(_) | Symbol::Secret(_) => return None,
        Symbol::Variable(name) => name,
        Symbol::Uid(name) | Symbol::Local(_, name) => {
            if !is_defined(&file, &occurrence.symbol) {
                return None;
            }
            name
        }
    };
    Some((occurrence.name, name.clone()))
}

fn is_defined(file: &Requested<'_>, symbol: &Symbol) -> bool {
    symbol_index::everywhere(file, symbol)
        .iter()
        .any(|(_, occurrence)| occurrence.role == Role::Definition)
}

/// Renames the symbol at `offset`.
pub fn rename<'a>(
    file: impl Into<Requested<'a>>,
    offset: u32,
    new: &str,
) -> Result<Renaming, RenameError> {
    let file = file.into();
    let symbol = match symbol_index::at(&file, offset) {
        Some(occurrence) if prepare(file, offset).is_some() => occurrence.symbol,
        _ => return Err(RenameError::NotASymbol),
    };
    let documents = file.index().project.documents.values();
    let rename = Rename {
        file,
        new,
        occurrences: symbol_index::everywhere(&file, &symbol),
        secrets: Secrets::of(documents.map(|document| &document.syntax)),
    };
    rename.run(&symbol)
}

struct Rename<'a> {
    file: Requested<'a>,
    new: &'a str,
    /// Those of the symbol.
    occurrences: Vec<(&'a RelPath, Occurrence)>,
    secrets: Secrets,
}

impl Rename<'_> {
    fn run(&self, symbol: &Symbol) -> Result<Renaming, RenameError> {
        let mut confirm = None;
        match symbol {
            Symbol::File(_) | Symbol::Secret(_) => return Err(RenameError::NotASymbol),
            Symbol::Uid(old) | Symbol::Variable(old) | Symbol::Local(_, old) if old == self.new => {
                return Ok(Renaming {
                    edits: Vec::new(),
                    confirm: None,
                });
            }
            Symbol::Uid(old) => {
                self.check_placeholder(old)?;
                self.check_uid(old)?;
                confirm = Some(self.question(old));
            }
            Symbol::Variable(_) => self.check_variable()?,
            Symbol::Local(kind, old) => {
                self.check_placeholder(old)?;
                self.check_local(kind)?;
            }
        }
        Ok(Renaming {
            edits: self.edits(),
            confirm,
        })
    }

    /// A name for a message, quoted and without secrets.
    fn shown(&self, name: &str) -> String {
        self.masked(message::quoted(name))
    }

    fn masked(&self, mut message: String) -> String {
        self.secrets.mask(&mut message);
        message
    }

    fn question(&self, old: &str) -> String {
        let (old, new) = (self.shown(old), self.shown(self.new));
        format!(
            "HubSpot identifies a component by its uid. If {old} is already in an account, HubSpot most likely creates a \
             new component {new}. Rename it?"
        )
    }

    /// A name that comes from a profile is changed there.
    fn check_placeholder(&self, old: &str) -> Result<(), RenameError> {
        match placeholders::first(old) {
            Some(placeholder) => Err(RenameError::Placeholder {
                placeholder: self.shown(placeholder),
            }),
            None => Ok(()),
        }
    }

    fn check_uid(&self, old: &str) -> Result<(), RenameError> {
        let count = self
            .occurrences
            .iter()
            .filter(|(_, occurrence)| occurrence.role == Role::Definition)
            .count();
        if count > 1 {
            let uid = self.shown(old);
            return Err(RenameError::DuplicateUid { uid, count });
        }
        let uid = self.shown(self.new);
        if self.new == uids::RESERVED {
            return Err(RenameError::ReservedUid { uid });
        }
        if let Some(problem) = uids::problem(self.new) {
            return Err(RenameError::InvalidUid {
                problem: self.masked(problem),
            });
        }
        if uids::taken(self.file.index()).contains(self.new) {
            return Err(RenameError::UidExists { uid });
        }
        Ok(())
    }

    fn check_variable(&self) -> Result<(), RenameError> {
        if self.new.is_empty() {
            return Err(RenameError::EmptyVariable);
        }
        let name = self.shown(self.new);
        // A placeholder ends at the first brace, and at the end of a line it is none.
        let placeholder = format!("${{{}}}", self.new);
        if placeholders::first(&format!(" {placeholder}")) != Some(&placeholder) {
            return Err(RenameError::InvalidVariable { name });
        }
        let variable = Symbol::Variable(self.new.to_owned());
        if !symbol_index::everywhere(&self.file, &variable).is_empty() {
            return Err(RenameError::VariableExists { name });
        }
        Ok(())
    }

    fn check_local(&self, kind: &'static str) -> Result<(), RenameError> {
        if self.new.is_empty() {
            return Err(RenameError::EmptyName);
        }
        if !self.new.chars().all(template::is_in_name) && self.is_in_template() {
            return Err(RenameError::InvalidTemplateToken);
        }
        if is_defined(&self.file, &Symbol::Local(kind, self.new.to_owned())) {
            return Err(RenameError::NameExists {
                name: self.shown(self.new),
            });
        }
        Ok(())
    }

    fn is_in_template(&self) -> bool {
        self.occurrences
            .iter()
            .any(|(_, occurrence)| occurrence.is_template_token())
    }

    fn edits(&self) -> Vec<Edit> {
        // A set: a string with escapes is rewritten as a whole, once for all of its placeholders.
        let mut edits = BTreeSet::new();
        for (file, occurrence) in &self.occurrences {
            if occurrence.role == Role::Indirect {
                continue;
            }
            let new_text = self
                .rewritten_string(file, occurrence)
                .unwrap_or_else(|| edit::escape(self.new));
            edits.insert(Edit {
                file: (*file).clone(),
                span: occurrence.name,
                new_text,
            });
        }
        edits.into_iter().collect()
    }

    /// The new inside of a string whose escapes make the spans of its placeholders uncertain.
    fn rewritten_string(&self, file: &RelPath, occurrence: &Occurrence) -> Option<String> {
        let Symbol::Variable(old) = &occurrence.symbol else {
            return None;
        };
        if occurrence.role == Role::Definition || occurrence.name != occurrence.token.inside() {
            return None;
        }
        let document = self.file.index().project.documents.get(file)?;
        let string = super::path_to(&document.syntax, occurrence.name.start).pop()?;
        let renamed = placeholders::renamed(string.as_str()?, old, self.new);
        Some(edit::escape(&renamed))
    }
}
