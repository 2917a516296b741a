//! # misplaced-sdk-import
//!
//! Code in the folder of one kind of UI extension imports what the SDK has for another kind.
//!
//! ## What it does
//!
//! Compares imports of `@hubspot/ui-extensions/crm`, `/pages` and `/settings` with the folder below
//! `app` in the source folder: code in `cards` and `extensions` may import from `/crm` only, code in
//! `pages` from `/pages`, and code in `settings` from `/settings`. Other paths of the SDK are available
//! everywhere.
//!
//! ## Why
//!
//! Each kind of UI extension has an environment of its own. Components for another one are not
//! rendered, and hooks have no data.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//! import { PageTitle } from '@hubspot/ui-extensions/pages';
//!
//! hubspot.extend(() => <PageTitle>Orders</PageTitle>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Heading, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Heading>Orders</Heading>);
//! ```
//!
//! ## How to fix
//!
//! Use what `@hubspot/ui-extensions` has for all kinds of UI extensions.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/linting/rules/no-invalid-extension-point-imports>;
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-invalid-extension-point-imports`.

use super::imports::imports;
use crate::rule;
use analysis::code::Code;
use diagnostics::{Diagnostic, message};

rule! {
    file: "misplaced_sdk_import.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-invalid-extension-point-imports",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for import in imports(code) {
        let Some(folder) = code.misplaced_in(&import.file.path, import.specifier) else {
            continue;
        };
        let specifier = message::quoted(import.specifier);
        let message = format!("{specifier} is not available in `{}`", folder.path);
        out.push(
            import
                .report(&RULE, message)
                .help("use what `@hubspot/ui-extensions` has for all UI extensions"),
        );
    }
}
