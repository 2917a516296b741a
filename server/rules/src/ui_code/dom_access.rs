//! # dom-access
//!
//! A UI extension uses `document`.
//!
//! ## What it does
//!
//! Looks for the global `document` in the code of UI extensions, also as a member of `window`,
//! `self` and `globalThis`. Variables, parameters and properties that are called `document` are not
//! reported, and types are not.
//!
//! ## Why
//!
//! UI extensions run in a web worker of HubSpot, which has no DOM: code that uses `document` throws
//! an error, and code that tests for it never runs. The upload does not tell.
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
//! hubspot.extend(() => <Text>{document.title}</Text>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(({ context }) => <Text>{context.portal.id}</Text>);
//! ```
//!
//! ## How to fix
//!
//! Render components of `@hubspot/ui-extensions`, and keep what they show in React state.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/tools/linting/rules/no-dom-access>,
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-dom-access`.

use super::globals::{self, RestrictedGlobal, Usage};
use crate::rule;
use analysis::code::Code;
use diagnostics::Diagnostic;

rule! {
    file: "dom_access.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-dom-access",
    check: Code(check),
}

const GLOBALS: [RestrictedGlobal; 1] = [RestrictedGlobal {
    name: "document",
    usage: Usage::Any,
    effect: "does not exist in UI extensions, which run in a web worker without a DOM",
    help: "use components of `@hubspot/ui-extensions` and React state",
}];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    globals::check(&RULE, &GLOBALS, code, out);
}
