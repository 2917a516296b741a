//! Fixes of any project: they converge, leave nothing to fix, and add no syntax errors.

use diagnostics::{Diagnostic, Safety, Severity};
use fixer::{Fixed, Selection, applicable};
use project::Project;
use rules::check::check;
use syntax::edit::apply;
use syntax::{Kind, Value, parse};

use super::project::read;

/// Holds for every project.
pub fn holds(data: &[u8]) {
    let project = read(data);
    fixes_are_sound(&project, Safety::Safe);
    fixes_are_sound(&project, Safety::Unsafe);
    fixes_lose_no_value(&project);
}

/// The project after all fixes up to a safety.
pub fn fixed(project: &Project, up_to: Safety) -> Fixed {
    fixer::fix(
        project.clone(),
        check(project),
        Selection::all(up_to, &|_, _| true),
        &mut check,
    )
}

/// Fixes a project, and checks what must hold for any result.
pub fn fixes_are_sound(before: &Project, up_to: Safety) -> Fixed {
    let name = before.root.display();
    let after = fixed(before, up_to);
    assert!(after.is_stable, "{name}: the fixes do not converge");
    assert!(
        after.broken.is_empty(),
        "{name}: the fixes would break {:?}",
        after.broken
    );
    assert_eq!(after.diagnostics, check(&after.project), "{name}");
    for diagnostic in &after.diagnostics {
        assert!(
            applicable(diagnostic, up_to).is_none() || after.worse.contains(&diagnostic.file),
            "{name}: not fixed: {diagnostic:?}"
        );
    }
    if before
        .documents
        .values()
        .all(|document| document.syntax.errors.is_empty())
    {
        let errors = |found: &[Diagnostic]| {
            found
                .iter()
                .filter(|one| one.severity == Severity::Error)
                .count()
        };
        assert!(
            errors(&after.diagnostics) <= errors(&check(before)),
            "{name}: there are more errors than before"
        );
    }
    for (file, old) in &before.documents {
        let new = &after.project.documents[file];
        let errors = (old.syntax.errors.len(), new.syntax.errors.len());
        assert!(
            errors.1 <= errors.0,
            "{name} {file}: {}",
            new.syntax.source()
        );
        let is_named = after.before.contains_key(file);
        assert!(
            is_named || old.syntax.source() == new.syntax.source(),
            "{name} {file} changes without being listed"
        );
    }
    let again = fixed(&after.project, up_to);
    assert!(
        again.applied.is_empty() && again.before.is_empty(),
        "{name}: fixing twice does more than fixing once"
    );
    after
}

/// A fix removes only scalars that its title names. Replacing a scalar by another is not a removal.
pub fn fixes_lose_no_value(project: &Project) {
    for diagnostic in check(project) {
        for fix in diagnostic
            .fixes
            .iter()
            .filter(|fix| fix.safety != Safety::DisplayOnly)
        {
            for (file, document) in &project.documents {
                let edits: Vec<_> = fix.edits.iter().filter(|edit| edit.file == *file).collect();
                let Some(root) = document
                    .syntax
                    .root()
                    .filter(|_| document.syntax.errors.is_empty())
                else {
                    continue;
                };
                let plain: Vec<_> = edits
                    .iter()
                    .map(|edit| (edit.span, edit.new_text.clone()))
                    .collect();
                let new = parse(apply(document.syntax.source(), &plain));
                let mut left: Vec<String> = new.root().map_or_else(Vec::new, leaves);
                for (leaf, keys) in leaves_with_keys(root) {
                    if !text(leaf).contains(char::is_alphanumeric) {
                        continue;
                    }
                    if let Some(at) = left.iter().position(|other| *other == text(leaf)) {
                        left.swap_remove(at);
                        continue;
                    }
                    let whole = leaf.span();
                    let is_replaced = edits.iter().any(|edit| {
                        whole.start <= edit.span.start
                            && edit.span.end <= whole.end
                            && !edit.new_text.is_empty()
                    });
                    let is_named = keys.iter().any(|key| fix.title.contains(key.as_str()))
                        || fix.title.contains(&text(leaf));
                    let still_there = new
                        .root()
                        .map_or_else(Vec::new, leaves)
                        .contains(&text(leaf));
                    assert!(
                        is_replaced || is_named || still_there,
                        "{} {file}: `{}` of {} loses {}",
                        project.root.display(),
                        fix.title,
                        diagnostic.rule,
                        text(leaf)
                    );
                }
            }
        }
    }
}

fn leaves(root: Value<'_>) -> Vec<String> {
    leaves_with_keys(root)
        .into_iter()
        .map(|(leaf, _)| text(leaf))
        .collect()
}

/// Each scalar with the keys of its path. An explicit stack, so that nesting cannot overflow the call stack.
fn leaves_with_keys(root: Value<'_>) -> Vec<(Value<'_>, Vec<String>)> {
    let mut found = Vec::new();
    let mut open = vec![(root, Vec::new())];
    while let Some((value, keys)) = open.pop() {
        if value.members().next().is_none() && value.elements().next().is_none() {
            if !matches!(value.kind(), Kind::Object | Kind::Array) {
                found.push((value, keys));
            }
            continue;
        }
        for member in value.all_members() {
            let mut inner = keys.clone();
            inner.push(member.key.text.to_owned());
            open.push((member.value, inner));
        }
        open.extend(value.elements().map(|element| (element, keys.clone())));
    }
    found
}

/// A string without its quotes, any other scalar as it is written.
fn text(leaf: Value<'_>) -> String {
    leaf.as_str()
        .map_or_else(|| leaf.source().to_owned(), str::to_owned)
}
