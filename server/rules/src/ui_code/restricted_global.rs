//! # restricted-global
//!
//! A UI extension uses a global of the browser that does not work there.
//!
//! ## What it does
//!
//! Looks for `location`, `history`, `navigator`, `addEventListener`, `removeEventListener` and
//! `importScripts` in the code of UI extensions, also as members of `window`, `self` and
//! `globalThis`. Variables, parameters and properties with these names are not reported, and types
//! are not.
//!
//! ## Why
//!
//! UI extensions run in a web worker of HubSpot. `location` and `history` are not available there,
//! `navigator` lacks most of what it has in a page, events of the page do not arrive, and scripts
//! cannot be loaded. The upload does not tell.
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
//! hubspot.extend(() => <Button onClick={() => navigator.clipboard.writeText('42')}>Copy</Button>);
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
//!   <Button onClick={() => actions.copyTextToClipboard('42')}>Copy</Button>
//! ));
//! ```
//!
//! ## How to fix
//!
//! Use what HubSpot passes to the extension: `context`, with the location, the user and the
//! account, and `actions`. Use `<Link>` for navigation, event props of components such as
//! `onClick`, and imports of modules.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/tools/linting/rules/no-restricted-globals>,
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-restricted-globals`.

use super::globals::{self, RestrictedGlobal, Usage};
use crate::rule;
use analysis::code::Code;
use diagnostics::Diagnostic;

rule! {
    file: "restricted_global.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-restricted-globals",
    check: Code(check),
}

const GLOBALS: [RestrictedGlobal; 6] = [
    RestrictedGlobal {
        name: "addEventListener",
        usage: Usage::Any,
        effect: "does not work for events of the page in UI extensions",
        help: "use event props of components, such as `onClick`",
    },
    RestrictedGlobal {
        name: "history",
        usage: Usage::Any,
        effect: "is not available in UI extensions",
        help: "use `<Link>` or `actions.openIframeModal`",
    },
    RestrictedGlobal {
        name: "importScripts",
        usage: Usage::Any,
        effect: "does not work in UI extensions",
        help: "import the module",
    },
    RestrictedGlobal {
        name: "location",
        usage: Usage::Any,
        effect: "is not available in UI extensions",
        help: "use `context`, such as `context.location`",
    },
    RestrictedGlobal {
        name: "navigator",
        usage: Usage::Any,
        effect: "lacks most of its properties in UI extensions",
        help: "use `context` and `actions`, such as `actions.copyTextToClipboard`",
    },
    RestrictedGlobal {
        name: "removeEventListener",
        usage: Usage::Any,
        effect: "does not work for events of the page in UI extensions",
        help: "use event props of components, such as `onClick`",
    },
];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    globals::check(&RULE, &GLOBALS, code, out);
}
