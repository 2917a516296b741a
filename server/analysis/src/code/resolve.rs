//! The texts that a value may have, across the files of a project.

use std::borrow::Cow;

use diagnostics::{RelPath, Span};
use project::facts::{ProfileFacts, VariableValue};
use project::source_file::SourceFile;
use source::Value;

use super::Code;
use super::api_calls::Passed;
use super::exports::Located;
use super::texts::{MOST_TEXTS, Piece, Resolved, ResolvedText};

/// The most values that are looked at for one value.
const MOST_STEPS: usize = 500;

/// The most nested values and imports from one to another.
const MOST_LEVELS: usize = 40;

/// The texts that a value of a file may have: for each profile if it depends on variables.
pub(super) fn resolve<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    value: &'c Value,
    passed: Option<Passed<'c>>,
) -> Resolved<'c> {
    let mut resolution = Resolution::new(code, None, passed);
    let mut resolved = resolution.resolve(file, value);
    if !resolution.has_variable {
        return resolved;
    }
    let mut profiles = code.index.profiles.iter();
    if let Some(first) = profiles.next() {
        resolved = Resolution::new(code, Some(first.facts), passed).resolve(file, value);
    }
    for profile in profiles {
        let other = Resolution::new(code, Some(profile.facts), passed).resolve(file, value);
        resolved.is_open |= other.is_open;
        for text in other.texts {
            resolved.add(text);
        }
    }
    resolved
}

type Pieces<'c> = Vec<Piece<'c>>;

struct Resolution<'a, 'c> {
    code: &'a Code<'c>,
    profile: Option<&'c ProfileFacts>,
    /// Whether a value depends on the profile.
    has_variable: bool,
    /// What the function around the value is called with.
    passed: Option<Passed<'c>>,
    /// Whether there may be more texts than those that were found.
    is_open: bool,
    steps: usize,
}

impl<'a, 'c> Resolution<'a, 'c> {
    fn new(
        code: &'a Code<'c>,
        profile: Option<&'c ProfileFacts>,
        passed: Option<Passed<'c>>,
    ) -> Resolution<'a, 'c> {
        Resolution {
            code,
            profile,
            passed,
            has_variable: false,
            is_open: false,
            steps: 0,
        }
    }

    fn resolve(&mut self, file: &'c SourceFile, value: &'c Value) -> Resolved<'c> {
        let located = Located {
            file,
            value,
            members: Vec::new(),
        };
        let mut resolved = Resolved::default();
        for pieces in self.pieces(located, 0) {
            if pieces.iter().all(|piece| *piece == Piece::Unknown) {
                self.is_open = true;
            } else {
                resolved.add(ResolvedText { pieces });
            }
        }
        resolved.is_open |= self.is_open;
        resolved
    }

    /// The alternatives of a value. `level` bounds the recursion.
    fn pieces(&mut self, at: Located<'c>, level: usize) -> Vec<Pieces<'c>> {
        self.steps += 1;
        if self.steps > MOST_STEPS || level > MOST_LEVELS {
            return vec![vec![Piece::Unknown]];
        }
        if let Some((name, members)) = at.members.split_first()
            && !matches!(at.value, Value::Imported { .. } | Value::Either(_))
        {
            return self.member(&at, name, members, level);
        }
        let path = &at.file.path;
        match at.value {
            Value::Text { text, span } => vec![vec![Piece::Known {
                text: Cow::Borrowed(text),
                file: path,
                span: *span,
            }]],
            Value::Number { value, span } => vec![vec![Piece::Known {
                text: Cow::Owned(value.to_string()),
                file: path,
                span: *span,
            }]],
            Value::Variable { name, span } => vec![vec![self.variable(path, name, *span)]],
            Value::Imported { .. } => match self.imported(&at) {
                Some(exported) => self.pieces(exported, level + 1),
                None => vec![vec![Piece::Unknown]],
            },
            Value::Joined { parts, .. } => self.joined(at.file, parts, level),
            Value::Either(values) => {
                let mut alternatives = Vec::new();
                for value in values {
                    let one = Located {
                        value,
                        ..at.clone()
                    };
                    alternatives.extend(self.pieces(one, level + 1));
                }
                self.limit(&mut alternatives);
                alternatives
            }
            Value::Parameter { .. } => match self.argument(at.value) {
                Some(argument) => self.pieces(argument, level + 1),
                None => vec![vec![Piece::Unknown]],
            },
            Value::Env { .. }
            | Value::Object { .. }
            | Value::Instance { .. }
            | Value::Unknown { .. } => {
                vec![vec![Piece::Unknown]]
            }
        }
    }

    fn member(
        &mut self,
        at: &Located<'c>,
        name: &str,
        members: &[&'c str],
        level: usize,
    ) -> Vec<Pieces<'c>> {
        if let Value::Object { is_open: true, .. } = at.value {
            self.is_open = true;
        }
        let Some(property) = at.value.property(name) else {
            return vec![vec![Piece::Unknown]];
        };
        let property = Located {
            file: at.file,
            value: &property.value,
            members: members.to_vec(),
        };
        self.pieces(property, level + 1)
    }

    /// The combinations of the alternatives of each part.
    fn joined(
        &mut self,
        file: &'c SourceFile,
        parts: &'c [Value],
        level: usize,
    ) -> Vec<Pieces<'c>> {
        let mut texts: Vec<Pieces<'c>> = vec![Vec::new()];
        for value in parts {
            let part = Located {
                file,
                value,
                members: Vec::new(),
            };
            let alternatives = self.pieces(part, level + 1);
            let mut longer = Vec::new();
            for text in &texts {
                for alternative in &alternatives {
                    longer.push([text.as_slice(), alternative.as_slice()].concat());
                }
            }
            self.limit(&mut longer);
            texts = longer;
        }
        texts
    }

    fn limit(&mut self, alternatives: &mut Vec<Pieces<'c>>) {
        if alternatives.len() > MOST_TEXTS {
            alternatives.truncate(MOST_TEXTS);
            self.is_open = true;
        }
    }

    /// The value of a variable in the profile.
    fn variable(&mut self, file: &'c RelPath, name: &str, span: Span) -> Piece<'c> {
        self.has_variable = true;
        let Some(profile) = self.profile else {
            return Piece::Unknown;
        };
        let variables = &profile.variables;
        let variable = variables.iter().find(|variable| variable.name.text == name);
        let text = match variable.and_then(|variable| variable.value.as_ref()) {
            Some(VariableValue::String(text) | VariableValue::Number(text)) => text,
            _ => return Piece::Unknown,
        };
        Piece::Known {
            text: Cow::Borrowed(text),
            file,
            span,
        }
    }

    /// The argument that a parameter has.
    fn argument(&self, value: &Value) -> Option<Located<'c>> {
        let (file, value) = self.passed?.argument(value)?;
        Some(Located {
            file,
            value,
            members: Vec::new(),
        })
    }

    /// The value in another file that an import means.
    fn imported(&self, at: &Located<'c>) -> Option<Located<'c>> {
        let Value::Imported {
            specifier,
            name,
            members,
            ..
        } = at.value
        else {
            return None;
        };
        let mut names: Vec<&str> = Vec::new();
        names.extend(name.as_deref());
        names.extend(members.iter().map(String::as_str));
        names.extend(&at.members);
        self.code.exported(&at.file.path, specifier, &names)
    }
}
