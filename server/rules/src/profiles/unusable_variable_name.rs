//! # unusable-variable-name
//!
//! The name of a profile variable contains `}`, so no placeholder can refer to it.
//!
//! ## What it does
//!
//! Checks the keys of `variables` in each profile.
//!
//! ## Why
//!
//! A `${NAME}` placeholder ends at the first `}`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "HOST}": "https://qa.acme.tech" } }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "HOST": "https://qa.acme.tech" } }
//! ```
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "${HOST}/webhooks" } } }
//! ```
//!
//! ## How to fix
//!
//! Rename the variable.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`; verified by running it.

use crate::rule;
use analysis::FileContext;
use analysis::components::Profile;
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "unusable_variable_name.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Profile(check),
}

fn check(profile: &Profile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(variables) = profile.variables() else {
        return;
    };
    for member in variables.members() {
        if !member.key.text.contains('}') {
            continue;
        }
        let name = message::quoted(member.key.text);
        let message =
            format!("variable {name} cannot be used: a placeholder ends at the first `}}`");
        let mut diagnostic = cx
            .at(&RULE, member.key.span, message)
            .help("rename it without `}`");
        let new_name = member.key.text.replace(['$', '{', '}'], "");
        if !new_name.is_empty() && variables.member(&new_name).is_none() {
            diagnostic = diagnostic.fix(
                format!("rename to {}", message::quoted(&new_name)),
                Safety::Unsafe,
                edit::rename_key(member.key, &new_name),
            );
        }
        out.push(diagnostic);
    }
}
