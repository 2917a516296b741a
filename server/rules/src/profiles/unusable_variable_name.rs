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
use analysis::{FileContext, profiles};
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

rule! {
    file: "unusable_variable_name.rs",
    severity: Warning,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(variables) = profiles::value(cx, "variables") else {
        return;
    };
    for member in variables
        .members()
        .filter(|member| member.key.text.contains('}'))
    {
        let name = message::quoted(member.key.text);
        let message =
            format!("variable {name} cannot be used: a placeholder ends at the first `}}`");
        let diagnostic = cx
            .at(&RULE, member.key.span, message)
            .help("rename it without `}`");
        let better: String = member
            .key
            .text
            .chars()
            .filter(|character| !"${}".contains(*character))
            .collect();
        out.push(match variables.member(&better) {
            None if !better.is_empty() => diagnostic.fix(
                format!("rename to {}", message::quoted(&better)),
                Safety::Unsafe,
                edit::rename_key(member.key, &better),
            ),
            _ => diagnostic,
        });
    }
}
