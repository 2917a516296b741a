//! # unknown-meta-env
//!
//! A UI extension reads a property of `import.meta.env` that the build does not define.
//!
//! ## What it does
//!
//! Looks for `import.meta.env.NAME` and `import.meta.env[…]` in the code of UI extensions. `MODE`,
//! `DEV`, `PROD`, `SSR` and `BASE_URL` are defined.
//!
//! ## Why
//!
//! HubSpot's build of UI extensions defines nothing else: variables of an environment or of a
//! `.env` file are not available there. The upload does not tell.
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
//! hubspot.extend(() => <Text>{import.meta.env.VITE_REGION}</Text>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//!
//! const REGION = 'eu1';
//!
//! hubspot.extend(() => <Text>{REGION}</Text>);
//! ```
//!
//! ## How to fix
//!
//! Use a constant, or a variable of the profile through `context.variables`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/tools/linting/rules/no-import-meta-env>,
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-import-meta-env`.

use super::globals;
use crate::rule;
use analysis::code::Code;
use diagnostics::Diagnostic;

rule! {
    file: "unknown_meta_env.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-import-meta-env",
    check: Code(check),
}

const HELP: &str = "use a constant, or a variable of the profile through `context.variables`";

/// What Vite defines in every build.
const DEFINED: [&str; 5] = ["BASE_URL", "DEV", "MODE", "PROD", "SSR"];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for usage in globals::uses(code) {
        if usage.name != "import.meta" {
            continue;
        }
        let (message, span) = match usage.members {
            [env, name, ..] if env.name == "env" && !is_defined(&name.name) => {
                let written = usage.written(2);
                let message = format!("{written} is not available in builds of UI extensions");
                (message, usage.span(2))
            }
            [env] if env.name == "env" && usage.global.has_computed_member => {
                let message = "`import.meta.env` is read by a computed name, which builds of UI extensions do not support";
                (message.to_owned(), usage.span(1))
            }
            _ => continue,
        };
        out.push(RULE.at(&usage.file.path, span, message).help(HELP));
    }
}

fn is_defined(name: &str) -> bool {
    DEFINED.contains(&name)
}
