//! # browser-dialog
//!
//! A UI extension calls `alert`, `confirm` or `prompt` of the browser.
//!
//! ## What it does
//!
//! Looks for calls of the three globals in the code of UI extensions, also as members of `window`,
//! `self` and `globalThis`. Functions of the project with these names are not reported.
//!
//! ## Why
//!
//! UI extensions run in a web worker of HubSpot that replaces them with functions that throw an
//! error. The upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Button, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Button onClick={() => alert('Saved')}>Save</Button>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Button, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(({ actions }) => (
//!   <Button onClick={() => actions.addAlert({ type: 'success', message: 'Saved' })}>Save</Button>
//! ));
//! ```
//!
//! ## How to fix
//!
//! Instead of `alert`, call `actions.addAlert` or show an `<Alert>`. Instead of `confirm` and
//! `prompt`, show a `<Modal>` with a `<Button>` or an `<Input>`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/tools/linting/rules/no-browser-dialogs>,
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-browser-dialogs`.

use super::globals::{self, RestrictedGlobal, Usage};
use crate::rule;
use analysis::code::Code;
use diagnostics::Diagnostic;

rule! {
    file: "browser_dialog.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-browser-dialogs",
    check: Code(check),
}

const EFFECT: &str = "throws an error in UI extensions; no dialog is shown";

const GLOBALS: [RestrictedGlobal; 3] = [
    RestrictedGlobal {
        name: "alert",
        usage: Usage::Call,
        effect: EFFECT,
        help: "use `actions.addAlert` or `<Alert>`",
    },
    RestrictedGlobal {
        name: "confirm",
        usage: Usage::Call,
        effect: EFFECT,
        help: "use a `<Modal>` with a `<Button>`",
    },
    RestrictedGlobal {
        name: "prompt",
        usage: Usage::Call,
        effect: EFFECT,
        help: "use a `<Modal>` with an `<Input>`",
    },
];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    globals::check(&RULE, &GLOBALS, code, out);
}
