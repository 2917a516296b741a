//! # require-call
//!
//! A UI extension calls `require`.
//!
//! ## What it does
//!
//! Looks for calls of the global `require` in the code of UI extensions. Code of functions may call
//! it.
//!
//! ## Why
//!
//! HubSpot builds UI extensions from ES modules: the call stays in the output as it is written, and
//! the browser has no `require`. The build only prints a warning.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//! const format = require('./format');
//!
//! hubspot.extend(() => <Text>{format(42)}</Text>);
//! ```
//!
//! `src/app/cards/format.ts` (whole file)
//!
//! ```ts
//! export default (value: number) => value.toFixed(2);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Text, hubspot } from '@hubspot/ui-extensions';
//! import format from './format';
//!
//! hubspot.extend(() => <Text>{format(42)}</Text>);
//! ```
//!
//! ## How to fix
//!
//! Write `import`.
//!
//! ## Source
//!
//! <https://www.npmjs.com/package/@hubspot/ui-extensions-dev-server>, version 2.1.2,
//! `codeBlockingPlugin.js`: "require statements are not supported, replace require statements with
//! import".

use super::globals::{self, RestrictedGlobal, Usage};
use crate::rule;
use analysis::code::Code;
use diagnostics::Diagnostic;

rule! {
    file: "require_call.rs",
    severity: Warning,
    since: "0.1.0",
    check: Code(check),
}

const GLOBALS: [RestrictedGlobal; 1] = [RestrictedGlobal {
    name: "require",
    usage: Usage::Call,
    effect: "is not supported in UI extensions: the build leaves the call as it is",
    help: "use `import`",
}];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    globals::check(&RULE, &GLOBALS, code, out);
}
