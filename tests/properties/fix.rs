//! Fixes of any project: they come to an end, leave nothing to fix, and leave no file less healthy than it was.

use hsmeta::check::check;
use hsmeta::diagnostic::{Diagnostic, Safety, Severity};
use hsmeta::fix::{self, Fixed, Selection, applicable};
use hsmeta::project::Project;

use super::project::read;

/// Holds for every project.
pub fn holds(data: &[u8]) {
    let project = read(data);
    fixes_are_sound(&project, Safety::Safe);
    fixes_are_sound(&project, Safety::Unsafe);
}

/// The project with everything fixed that may be.
pub fn fixed(project: &Project, up_to: Safety) -> Fixed {
    fix::fix(project.clone(), check(project), Selection::all(up_to, &|_, _| true), &mut check)
}

/// What must hold of any project, whatever was fixed in it.
pub fn fixes_are_sound(before: &Project, up_to: Safety) -> Fixed {
    let name = before.root.display();
    let after = fixed(before, up_to);
    assert!(after.is_stable, "{name}: the fixes never end");
    assert!(after.broken.is_empty(), "{name}: the fixes would break {:?}", after.broken);
    assert_eq!(after.findings, check(&after.project), "{name}");
    let left = after.findings.iter().filter(|finding| applicable(finding, up_to).is_some());
    let mut left = left.filter(|finding| !after.worse.contains(&finding.file));
    assert_eq!(left.next(), None, "{name}: something was not fixed");
    if before.documents.values().all(|document| document.syntax.errors.is_empty()) {
        let errors = |found: &[Diagnostic]| found.iter().filter(|one| one.severity == Severity::Error).count();
        assert!(errors(&after.findings) <= errors(&check(before)), "{name}: there are more errors than before");
    }
    for (file, old) in &before.documents {
        let new = &after.project.documents[file];
        let errors = (old.syntax.errors.len(), new.syntax.errors.len());
        assert!(errors.1 <= errors.0, "{name} {file}: {}", new.syntax.source());
        let is_named = after.before.contains_key(file);
        assert!(is_named || old.syntax.source() == new.syntax.source(), "{name} {file} changes secretly");
    }
    let again = fixed(&after.project, up_to);
    assert!(again.mended.is_empty() && again.before.is_empty(), "{name}: fixing twice does more than fixing once");
    after
}
