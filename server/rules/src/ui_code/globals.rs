//! Uses of globals that UI extensions do not have, or that do something else there.

use analysis::code::Code;
use diagnostics::{Diagnostic, Rule, Span, message};
use project::source_file::SourceFile;
use source::{Global, Member};

/// The names of the global object, whose members are globals too.
const GLOBAL_OBJECTS: [&str; 3] = ["globalThis", "self", "window"];

/// A global that UI extensions should not use.
pub(super) struct RestrictedGlobal {
    pub(super) name: &'static str,
    pub(super) usage: Usage,
    /// What a use does, after the name.
    pub(super) effect: &'static str,
    pub(super) help: &'static str,
}

/// The uses of a global that matter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    Any,
    /// `fetch(…)`, `new XMLHttpRequest()`
    Call,
}

/// A use of a global by its name, or as a member of the global object.
pub(super) struct GlobalUse<'c> {
    pub(super) file: &'c SourceFile,
    pub(super) name: &'c str,
    /// What is used of it.
    pub(super) members: &'c [Member],
    pub(super) global: &'c Global,
}

impl GlobalUse<'_> {
    fn of<'c>(file: &'c SourceFile, global: &'c Global) -> GlobalUse<'c> {
        let mut name = global.name.as_str();
        let mut members = global.members.as_slice();
        while GLOBAL_OBJECTS.contains(&name)
            && let Some((first, rest)) = members.split_first()
        {
            name = &first.name;
            members = rest;
        }
        GlobalUse {
            file,
            name,
            members,
            global,
        }
    }

    /// The members from the name in the code to the first `count` members of the global: `fetch` in `window.fetch`.
    fn path(&self, count: usize) -> &[Member] {
        let all = self.global.members.as_slice();
        let end = all.len() - self.members.len() + count;
        all.get(..end).unwrap_or(all)
    }

    /// The expression that is the global with its first `count` members, or the key of a pattern that is.
    pub(super) fn span(&self, count: usize) -> Span {
        match self.path(count).last() {
            Some(member) => member.expression,
            None => self.global.span,
        }
    }

    /// That expression without parentheses and types: `window.fetch`.
    pub(super) fn written(&self, count: usize) -> String {
        let mut written = self.global.name.clone();
        for member in self.path(count) {
            written.push('.');
            written.push_str(&member.name);
        }
        message::quoted(&written)
    }
}

/// The uses of globals in the code of UI extensions, in the order of files and spans. What is imported is not global,
/// whatever its name is.
pub(super) fn uses<'c>(code: &Code<'c>) -> impl Iterator<Item = GlobalUse<'c>> {
    code.ui_files().flat_map(|file| {
        let globals = file.facts.globals.iter();
        globals
            .filter(|global| global.imported_from.is_none())
            .map(move |global| GlobalUse::of(file, global))
    })
}

/// Reports the uses of the globals in a table.
pub(super) fn check(
    rule: &'static Rule,
    table: &[RestrictedGlobal],
    code: &Code<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let mut last = None;
    for usage in uses(code) {
        let Some(restricted) = table.iter().find(|global| global.name == usage.name) else {
            continue;
        };
        let is_call = usage.global.is_called && usage.members.is_empty();
        if restricted.usage == Usage::Call && !is_call {
            continue;
        }
        let span = usage.span(0);
        // `const { href, search } = location` is a use for each key.
        if last.replace((&usage.file.path, span)) == Some((&usage.file.path, span)) {
            continue;
        }
        let message = format!("{} {}", usage.written(0), restricted.effect);
        let diagnostic = rule.at(&usage.file.path, span, message);
        out.push(diagnostic.help(restricted.help));
    }
}
