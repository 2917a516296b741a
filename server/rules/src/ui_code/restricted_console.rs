//! # restricted-console
//!
//! A UI extension writes to the console of the browser.
//!
//! ## What it does
//!
//! Looks for calls of `console.log`, `console.info`, `console.warn`, `console.debug` and
//! `console.error` in the code of UI extensions, also of `console` as a member of `window`, `self`
//! and `globalThis`. Each call is reported.
//!
//! ## Why
//!
//! Only the person whose browser runs the extension can see the console. What is written with
//! `logger` of the SDK is in the logs of the extension in HubSpot, with its level, for all accounts
//! that installed the app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(({ context }) => {
//!   console.log(context.portal.id);
//!   return <Text>Orders</Text>;
//! });
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot, logger } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(({ context }) => {
//!   logger.debug(String(context.portal.id));
//!   return <Text>Orders</Text>;
//! });
//! ```
//!
//! ## How to fix
//!
//! Import `logger` from `@hubspot/ui-extensions` and call `logger.debug`, `logger.info`,
//! `logger.warn` or `logger.error`. Each takes one string.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/tools/linting/rules/no-console>,
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-console`;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/ui-extensions-sdk/logging>.

use super::globals;
use crate::rule;
use analysis::code::Code;
use diagnostics::Diagnostic;

rule! {
    file: "restricted_console.rs",
    severity: Info,
    since: "0.1.0",
    eslint: "no-console",
    check: Code(check),
}

/// The methods of `console`, each with that of `logger`.
const METHODS: [(&str, &str); 5] = [
    ("debug", "debug"),
    ("error", "error"),
    ("info", "info"),
    ("log", "debug"),
    ("warn", "warn"),
];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for usage in globals::uses(code) {
        if usage.name != "console" || !usage.global.is_called {
            continue;
        }
        let [method] = usage.members else {
            continue;
        };
        if let Some((_, successor)) = METHODS.iter().find(|(name, _)| *name == method.name) {
            let written = usage.written(1);
            let message = format!(
                "{written} writes to the console of the browser, not to the logs in HubSpot"
            );
            out.push(
                RULE.at(&usage.file.path, usage.span(1), message)
                    .help(format!("use `logger.{successor}`, which takes one string")),
            );
        }
    }
}
