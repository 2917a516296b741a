//! What every diagnostic goes through before it is shown.

use analysis::secrets::Secrets;
use diagnostics::{Diagnostic, Fix, message};

/// Masks secrets and makes invisible characters visible, whichever rule the text comes from. Fixes that contain a secret are
/// dropped.
pub(super) fn presentable(mut diagnostics: Vec<Diagnostic>, secrets: &Secrets) -> Vec<Diagnostic> {
    for diagnostic in &mut diagnostics {
        clean(&mut diagnostic.message, secrets);
        if let Some(help) = &mut diagnostic.help {
            clean(help, secrets);
        }
        for related in &mut diagnostic.related {
            clean(&mut related.message, secrets);
        }
        diagnostic
            .fixes
            .retain(|fix| !contains_secret(fix, secrets));
        for fix in &mut diagnostic.fixes {
            message::reveal(&mut fix.title);
        }
    }
    diagnostics
}

fn clean(text: &mut String, secrets: &Secrets) {
    secrets.mask(text);
    message::reveal(text);
}

fn contains_secret(fix: &Fix, secrets: &Secrets) -> bool {
    secrets.are_in(&fix.title) || fix.edits.iter().any(|edit| secrets.are_in(&edit.new_text))
}
