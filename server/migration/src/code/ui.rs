//! The code of cards and pages: the hosts that it uses, and the functions that it calls.

use std::collections::{BTreeMap, BTreeSet};

use analysis::code::{Code, CodeUse, PermittedUrls};
use diagnostics::{RelPath, message};

use super::CodeList;
use crate::draft::Draft;
use crate::plan::DecisionId;

pub(super) fn add(draft: &mut Draft<'_>, code: &Code<'_>, list: &mut CodeList) {
    add_hosts(draft, code, list);
    add_calls(draft, code, list);
}

/// Hosts that the app does not permit. None is added: a URL in code may be one of a test.
fn add_hosts(draft: &mut Draft<'_>, code: &Code<'_>, list: &mut CodeList) {
    let Some(app) = code.index.app() else {
        return;
    };
    let mut missing: BTreeMap<PermittedUrls, BTreeSet<String>> = BTreeMap::new();
    for urls in PermittedUrls::ALL {
        let effect = match urls {
            PermittedUrls::Fetch => "HubSpot refuses the request",
            PermittedUrls::Iframe => "HubSpot does not show the page",
            PermittedUrls::Image => "HubSpot does not load the image",
        };
        for group in code.unpermitted(urls) {
            let origin = message::quoted(&group.key.text);
            let what = format!(
                "add {origin} to `permittedUrls.{}` of the app; without it, {effect}",
                urls.name()
            );
            if let Some(source) = code.source(group.file) {
                list.add(group.file, &source.text, group.span, what, None);
            }
            missing.entry(urls).or_default().insert(origin);
        }
    }
    if missing.is_empty() {
        return;
    }
    let mut parts = Vec::new();
    for (urls, origins) in missing {
        let origins: Vec<String> = origins.into_iter().collect();
        parts.push(format!("`{}` {}", urls.name(), origins.join(", ")));
    }
    let question = format!(
        "the code uses hosts that `permittedUrls` does not list: {}",
        parts.join("; ")
    );
    let chosen = "add none: which of them are for production is not in the code";
    draft.decide(DecisionId::PermittedUrls, app.path, &question, chosen, &[]);
}

/// The function that is called by its name before 2025.2, and by its uid since then.
const OLD_CALL: &str = "runServerlessFunction";

/// Said once for each file.
const OPTIONAL: &str = "optional: `hubspot.serverless` replaces `runServerlessFunction`, which still works; it returns the bare response and throws on errors";

fn add_calls(draft: &Draft<'_>, code: &Code<'_>, list: &mut CodeList) {
    let mut files: BTreeSet<&RelPath> = BTreeSet::new();
    for call in code.serverless_calls() {
        let Some(source) = code.source(call.file) else {
            continue;
        };
        let callee = source.text.get(call.span().range()).unwrap_or_default();
        if callee.ends_with(OLD_CALL) && files.insert(call.file) {
            let what = OPTIONAL.to_owned();
            list.add(call.file, &source.text, call.span(), what, None);
        }
        if let Some((old, new)) = renamed(draft, call) {
            let what = format!(
                "call the function by its new uid {} instead of {}",
                message::quoted(new),
                message::quoted(old)
            );
            list.add(call.file, &source.text, call.span(), what, None);
        }
    }
}

/// The old name and the new uid of the function that a call names, if the uid had to change.
fn renamed<'d>(draft: &'d Draft<'_>, call: &CodeUse<'_>) -> Option<(&'d str, &'d str)> {
    for text in &call.resolved.texts {
        let name = text.whole()?;
        if let Some((old, new)) = draft.renamed_functions.get_key_value(&*name) {
            return Some((old, new));
        }
    }
    None
}
