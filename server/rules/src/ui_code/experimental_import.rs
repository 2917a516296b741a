//! # experimental-import
//!
//! A UI extension imports from an experimental path of the SDK.
//!
//! ## What it does
//!
//! Looks for imports of `@hubspot/ui-extensions/experimental` and of paths below it.
//!
//! ## Why
//!
//! HubSpot may change or remove what is experimental in any version, and does not recommend it for
//! production.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//! import { Grid } from '@hubspot/ui-extensions/experimental';
//!
//! hubspot.extend(() => <Grid><Text>Orders</Text></Grid>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { AutoGrid, Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <AutoGrid><Text>Orders</Text></AutoGrid>);
//! ```
//!
//! ## How to fix
//!
//! Use a stable component, or suppress the rule and pin the version of the SDK.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/linting/rules/no-experimental-imports>;
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-experimental-imports`.

use super::imports::imports;
use crate::rule;
use analysis::code::{Code, sdk_path};
use diagnostics::{Diagnostic, message};

rule! {
    file: "experimental_import.rs",
    severity: Info,
    since: "0.1.0",
    eslint: "no-experimental-imports",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for import in imports(code) {
        let path = sdk_path(import.specifier).unwrap_or_default();
        if !path.split('/').any(|part| part.starts_with("experimental")) {
            continue;
        }
        let specifier = message::quoted(import.specifier);
        let message = format!("{specifier} is experimental; HubSpot may change it in any version");
        out.push(
            import
                .report(&RULE, message)
                .help("use a stable export of `@hubspot/ui-extensions`"),
        );
    }
}
