//! # parent-import
//!
//! A UI extension imports a file outside of its folder.
//!
//! ## What it does
//!
//! Compares relative imports of files below `app/cards`, `app/extensions`, `app/pages` and
//! `app/settings` in the source folder with that folder. Imports of types are reported too, as HubSpot's
//! ESLint package does; `require` is not, because nothing that it names is built.
//!
//! ## Why
//!
//! HubSpot builds each of these folders alone. Files outside of it exist on the local machine only.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/shared/format.ts` (whole file)
//!
//! ```ts
//! export const format = (id: string) => `#${id}`;
//! ```
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//! import { format } from '../shared/format';
//!
//! hubspot.extend(() => <Text>{format('1')}</Text>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/shared/format.ts` (whole file)
//!
//! ```ts
//! export const format = (id: string) => `#${id}`;
//! ```
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//! import { format } from './shared/format';
//!
//! hubspot.extend(() => <Text>{format('1')}</Text>);
//! ```
//!
//! ## How to fix
//!
//! Move the file into the folder. If code of several folders needs it, make it a package of an npm
//! workspace.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/linting/rules/no-parent-imports>:
//! "Files outside this boundary are not included when the extension is packaged for deployment"; npm
//! @hubspot/eslint-config-ui-extensions 1.2.0, `no-parent-imports`.

use super::imports::imports;
use crate::rule;
use analysis::code::Code;
use diagnostics::{Diagnostic, message};
use project::sources::is_relative;

rule! {
    file: "parent_import.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-parent-imports",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for import in imports(code) {
        if !is_relative(import.specifier) {
            continue;
        }
        let Some(folder) = code.left_folder(&import.file.path, import.specifier) else {
            continue;
        };
        let specifier = message::quoted(import.specifier);
        let message = format!(
            "{specifier} is outside of `{}`, which HubSpot builds alone",
            folder.path
        );
        out.push(
            import
                .report(&RULE, message)
                .help("move it into the folder, or share it as a package of an npm workspace"),
        );
    }
}
