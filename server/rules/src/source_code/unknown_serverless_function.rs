//! # unknown-serverless-function
//!
//! A UI extension calls a serverless function that the project does not have.
//!
//! ## What it does
//!
//! Compares the names in calls of `hubspot.serverless` and `runServerlessFunction` with the uids of
//! the project's functions. Constants are followed, also from other files and from profiles; a name
//! that is not known without running the code is not compared.
//!
//! ## Why
//!
//! From platform version 2026.03 on, HubSpot finds a function by its uid; 2025.2 has no functions at
//! all. A call with any other name fails when the extension runs. The upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "get_orders" }
//! ```
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => null);
//! hubspot.serverless('getOrder');
//! ```
//!
//! Good:
//!
//! `src/app/cards/Orders.tsx` (whole file)
//!
//! ```tsx
//! import { hubspot } from '@hubspot/ui-extensions';
//!
//! hubspot.extend(() => null);
//! hubspot.serverless('get_orders');
//! ```
//!
//! ## How to fix
//!
//! Use the uid of a function, or add a function with this uid.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/overview>;
//! npm @hubspot/ui-extensions-dev-server 2.1.2, `serverless/config.js`: a function is looked up by the
//! `uid` of a component of type `app-function`.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::rule;
use crate::source_code::literal;
use analysis::code::{Code, CodeUse, Judged, ResolvedText, UseGroup, group};
use analysis::{platform, related, uids};
use diagnostics::{Diagnostic, RelPath, Safety, Span, message, suggest};
use project::facts::ComponentFacts;
use project::index::Index;
use project::is_in_dot_folder;

rule! {
    file: "unknown_serverless_function.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Code(check),
}

/// The first platform version that does not look up functions in `serverless.json`. It has none; later ones look up uids.
const FIRST_WITHOUT_NAMES: &str = "2025.2";

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    if code.serverless_calls().is_empty() || !looks_up_uids(code.index) {
        return;
    }
    let Some(functions) = Functions::of(code.index) else {
        return;
    };
    for uses in group(code.serverless_calls(), judge) {
        if !functions.uids.contains_key(&uses.key) {
            out.push(describe(code, &functions, &uses));
        }
    }
}

fn looks_up_uids(index: &Index<'_>) -> bool {
    let Some(version) = platform::known(index) else {
        return false;
    };
    let release = platform::release_of(version);
    catalog::compare_versions(release, FIRST_WITHOUT_NAMES) != Ordering::Less
}

/// The functions of a project.
struct Functions<'i> {
    /// Where each uid is, in the file of a component that HubSpot reads.
    uids: BTreeMap<String, Option<(&'i RelPath, Span)>>,
}

impl<'i> Functions<'i> {
    /// `None` if there may be others: one without a known uid, or a file that may become one.
    fn of(index: &'i Index<'_>) -> Option<Functions<'i>> {
        let mut uids = BTreeMap::new();
        for component in &index.components {
            if !may_be_function(component.facts) && component.folder.name != FUNCTION {
                continue;
            }
            if !component.facts.is_well_formed {
                return None;
            }
            for uid in uids::of(index, component.facts)? {
                let span = component.facts.uid.as_ref()?.span;
                uids.insert(uid, Some((component.path, span)));
            }
        }
        // Another rule reports that HubSpot does not read these files.
        for file in &index.skipped_files {
            if may_be_function(file.facts) {
                for uid in uids::of(index, file.facts)? {
                    uids.entry(uid).or_insert(None);
                }
            }
        }
        if has_legacy_functions(index) {
            return None;
        }
        Some(Functions { uids })
    }

    /// The uid that was probably meant.
    fn nearest(&self, name: &str) -> Option<&str> {
        suggest::nearest(name, self.uids.keys().map(String::as_str))
    }
}

const FUNCTION: &str = "app-function";

/// Whether a component is a function, or has a type that is not known.
fn may_be_function(facts: &ComponentFacts) -> bool {
    match facts.component {
        Some(component) => component.name == FUNCTION,
        None => true,
    }
}

/// Whether there are functions of the layout before 2025.2, which `legacy-file` reports.
fn has_legacy_functions(index: &Index<'_>) -> bool {
    let Some(src) = &index.src_dir else {
        return false;
    };
    let mut paths = index.project.entries.keys();
    paths.any(|path| {
        let below = path.below(src.as_str());
        path.file_name() == "serverless.json" && below.is_some_and(|below| !is_in_dot_folder(below))
    })
}

/// The name that is called; the offset is that of its beginning.
fn judge(_: &CodeUse<'_>, text: &ResolvedText<'_>) -> Option<Judged<String>> {
    let name = text.whole()?.into_owned();
    if name.is_empty() {
        return None;
    }
    Some(Judged {
        key: name,
        offset: 0,
    })
}

fn describe(
    code: &Code<'_>,
    functions: &Functions<'_>,
    uses: &UseGroup<'_, '_, String>,
) -> Diagnostic {
    let name = message::quoted(&uses.key);
    let message = format!("no function of the project has the uid {name}; the call fails");
    let mut diagnostic = RULE.at(uses.file, uses.span, message);
    let elsewhere: Vec<_> = uses.elsewhere().collect();
    let total = elsewhere.len();
    diagnostic = related::add(diagnostic, elsewhere, total, "called here");
    let Some(near) = functions.nearest(&uses.key) else {
        return diagnostic.help(help(functions));
    };
    let quoted = message::quoted(near);
    diagnostic = diagnostic.help(format!("did you mean {quoted}?"));
    if let Some(Some((path, span))) = functions.uids.get(near) {
        diagnostic = diagnostic.related(path, *span, "the uid of a function");
    }
    if near.chars().all(uids::allows)
        && let Some(quote) = literal::quote(code, uses.file, uses.span, &uses.key)
    {
        let edit = (uses.span, [quote, near, quote].concat());
        return diagnostic.fix(format!("change to {quoted}"), Safety::Unsafe, [edit]);
    }
    diagnostic
}

fn help(functions: &Functions<'_>) -> String {
    if functions.uids.is_empty() {
        return "add a function with this uid".to_owned();
    }
    let uids = functions.uids.keys().map(String::as_str);
    format!(
        "use the uid of a function ({}), or add a function with this uid",
        message::any_of(uids)
    )
}
