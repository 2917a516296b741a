//! `migrate --diff`: the texts that are created, changed and removed.

use std::collections::BTreeSet;

use diagnostics::{RelPath, Span};

use super::Migration;
use crate::diff::{self, Side};
use analysis::secrets::{self, Secrets};
use migration::Action;
use syntax::Syntax;

/// Files that are moved unchanged are not in it.
pub(super) fn of(migration: &Migration) -> String {
    let texts = texts(migration);
    let mut text = String::new();
    for (old, new) in &texts {
        let [old, new] = [old, new].map(|file| file.as_ref().map(Shown::new));
        let syntaxes = [&old, &new].into_iter().flatten();
        let secrets = Secrets::of(syntaxes.map(|shown| &shown.syntax));
        let [old, new] = [&old, &new].map(|shown| match shown {
            Some(shown) => shown.side(),
            None => Side::default(),
        });
        text.push_str(&diff::between(&old, &new, &secrets));
    }
    text
}

struct File<'m> {
    /// As it is printed.
    path: String,
    text: &'m str,
}

/// Before and after; one of both may not exist. In the order of the paths before, with new files last.
fn texts(migration: &Migration) -> Vec<(Option<File<'_>>, Option<File<'_>>)> {
    let plan = &migration.plan;
    let file = |path: &RelPath, text| File {
        path: migration.folder.file(path),
        text,
    };
    let old = |path: &RelPath| {
        migration
            .files
            .text(path.as_str())
            .map(|text| file(path, text))
    };
    let mut texts = Vec::new();
    let mut paired = BTreeSet::new();
    for (path, action) in &plan.files {
        match action {
            Action::Change { to, text } => texts.push((old(path), Some(file(to, text)))),
            Action::Remove { replaced_by } => {
                let new = match replaced_by.as_slice() {
                    [new] => plan.created.get_key_value(new),
                    _ => None,
                };
                paired.extend(new.map(|(path, _)| path));
                texts.push((old(path), new.map(|(path, new)| file(path, &new.text))));
            }
            Action::Keep | Action::Leave { .. } | Action::Move { .. } => {}
        }
    }
    for (path, new) in &plan.created {
        if !paired.contains(path) {
            texts.push((None, Some(file(path, &new.text))));
        }
    }
    texts
}

struct Shown<'m> {
    file: &'m File<'m>,
    syntax: Syntax,
}

impl<'m> Shown<'m> {
    fn new(file: &'m File<'m>) -> Shown<'m> {
        let syntax = syntax::parse(file.text);
        Shown { file, syntax }
    }

    fn side(&self) -> Side<'_> {
        let secrets: Vec<Span> = secrets::spans(&self.syntax);
        Side {
            path: Some(&self.file.path),
            text: self.file.text,
            secrets,
        }
    }
}
