//! # browser-storage
//!
//! A UI extension uses `localStorage` or `sessionStorage`.
//!
//! ## What it does
//!
//! Looks for the two globals in the code of UI extensions, also as members of `window`, `self` and
//! `globalThis`. Variables, parameters and properties with these names are not reported, and types
//! are not.
//!
//! ## Why
//!
//! UI extensions run in a web worker of HubSpot, which has neither: code that uses them throws an
//! error, and code that tests for them stores nothing. The upload does not tell.
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
//! hubspot.extend(() => <Button onClick={() => localStorage.setItem('seen', '1')}>Dismiss</Button>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { useState } from 'react';
//! import { Button, hubspot } from '@hubspot/ui-extensions';
//!
//! const Orders = () => {
//!   const [seen, setSeen] = useState(false);
//!   return <Button disabled={seen} onClick={() => setSeen(true)}>Dismiss</Button>;
//! };
//!
//! hubspot.extend(() => <Orders />);
//! ```
//!
//! ## How to fix
//!
//! Keep the value in React state. What has to outlive the page belongs in a property of the record,
//! or in a backend that `hubspot.fetch` calls.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/tools/linting/rules/no-browser-storage>,
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-browser-storage`.

use super::globals::{self, RestrictedGlobal, Usage};
use crate::rule;
use analysis::code::Code;
use diagnostics::Diagnostic;

rule! {
    file: "browser_storage.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-browser-storage",
    check: Code(check),
}

const EFFECT: &str = "does not exist in UI extensions; nothing is stored";
const HELP: &str = "keep the value in React state, or store it in a backend with `hubspot.fetch`";

const GLOBALS: [RestrictedGlobal; 2] = [
    RestrictedGlobal {
        name: "localStorage",
        usage: Usage::Any,
        effect: EFFECT,
        help: HELP,
    },
    RestrictedGlobal {
        name: "sessionStorage",
        usage: Usage::Any,
        effect: EFFECT,
        help: HELP,
    },
];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    globals::check(&RULE, &GLOBALS, code, out);
}
