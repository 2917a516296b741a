//! # native-http
//!
//! A UI extension sends a request with `fetch` or `XMLHttpRequest` of the browser.
//!
//! ## What it does
//!
//! Looks for calls of `fetch` and for `new XMLHttpRequest()` in the code of UI extensions, also as
//! members of `window`, `self` and `globalThis`, and for calls of a `fetch` that is imported from a
//! package, such as `node-fetch`. A function of the project that is called `fetch` is not reported,
//! and types are not.
//!
//! ## Why
//!
//! UI extensions run in a web worker of HubSpot that replaces both with functions that throw an
//! error. Requests go through `hubspot.fetch`, to origins that the app permits. The upload does not
//! tell.
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
//! hubspot.extend(() => <Button onClick={() => fetch('https://api.acme.tech/orders')}>Load</Button>);
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { Button, hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => <Button onClick={() => hubspot.fetch('https://api.acme.tech/orders')}>Load</Button>);
//! ```
//!
//! ## How to fix
//!
//! Call `hubspot.fetch`, and add the origin to `permittedUrls.fetch` of the app.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/tools/linting/rules/no-native-http>,
//! npm @hubspot/eslint-config-ui-extensions 1.2.0, `no-native-http`.

use super::globals::{self, RestrictedGlobal, Usage};
use crate::rule;
use analysis::code::{Code, ImportTarget};
use diagnostics::{Diagnostic, message};
use project::source_file::SourceFile;
use source::Global;

rule! {
    file: "native_http.rs",
    severity: Warning,
    since: "0.1.0",
    eslint: "no-native-http",
    check: Code(check),
}

const EFFECT: &str = "throws an error in UI extensions";
const HELP: &str = "use `hubspot.fetch`, and permit the origin in `permittedUrls.fetch`";

const GLOBALS: [RestrictedGlobal; 2] = [
    RestrictedGlobal {
        name: "fetch",
        usage: Usage::Call,
        effect: EFFECT,
        help: HELP,
    },
    RestrictedGlobal {
        name: "XMLHttpRequest",
        usage: Usage::Call,
        effect: EFFECT,
        help: HELP,
    },
];

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    globals::check(&RULE, &GLOBALS, code, out);
    for file in code.ui_files() {
        for global in &file.facts.globals {
            if let Some(package) = package_of(code, file, global) {
                let name = message::quoted(&global.name);
                let package = message::quoted(package);
                let message = format!("{name} of {package} cannot send requests in UI extensions");
                out.push(RULE.at(&file.path, global.span, message).help(HELP));
            }
        }
    }
}

/// Packages that are known to send requests, also where no `package.json` lists them.
const PACKAGES: [&str; 6] = [
    "cross-fetch",
    "isomorphic-fetch",
    "node-fetch",
    "undici",
    "unfetch",
    "whatwg-fetch",
];

/// The package of npm whose `fetch` or `XMLHttpRequest` is called. HubSpot's ESLint package takes those of the project for
/// the browser's too; what they do is not known.
fn package_of<'c>(code: &Code<'_>, file: &SourceFile, global: &'c Global) -> Option<&'c str> {
    let specifier = global.imported_from.as_deref()?;
    let is_named = GLOBALS.iter().any(|known| known.name == global.name);
    let is_call = global.is_called && global.members.is_empty();
    if !is_named || !is_call || specifier.starts_with("@hubspot/") {
        return None;
    }
    let target = code.import_target(&file.path, specifier);
    if PACKAGES.contains(&specifier) || matches!(target, ImportTarget::Package) {
        Some(specifier)
    } else {
        None
    }
}
