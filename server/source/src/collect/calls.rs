//! Calls of functions that rules know.

use crate::facts::{Call, Callee, Root, SourceFacts};
use crate::file::File;
use crate::kind::{Field, Kind};
use crate::place::Place;
use crate::tree::Id;

/// Functions that are known by their name, wherever they come from: they are properties of parameters.
const KNOWN: &[&str] = &[
    "apiRequest",
    "extend",
    "fetch",
    "fetchHubSpotApi",
    "openIframeModal",
    // What HubSpot's templates call the property that contains `runServerlessFunction`.
    "runServerless",
    "runServerlessFunction",
    "serverless",
];

/// Packages that send requests.
const CLIENTS: &[&str] = &["axios", "got", "ky", "node-fetch", "superagent", "undici"];

pub(super) fn call(file: &File<'_>, call: Id, facts: &mut SourceFacts) {
    let Some(function) = file.tree.child(call, Field::Function) else {
        return;
    };
    if file.tree.kind(function) == Kind::ImportKeyword {
        return;
    }
    let (root, members) = match file.place(function) {
        Place::Chain(chain) => (chain.root, chain.members),
        Place::Node { name, .. } => {
            let root = name.map_or(Root::Unknown, |name| Root::Bound(name.to_owned()));
            (root, Vec::new())
        }
    };
    let last = match (members.last(), &root) {
        (Some(member), _) => Some(&**member),
        (None, Root::Imported { name, .. }) => name.as_deref(),
        (None, Root::Global(name) | Root::Bound(name)) => Some(name.as_str()),
        (None, _) => None,
    };
    let is_known = last.is_some_and(|name| KNOWN.contains(&name));
    if !is_known && !is_known_root(&root, members.is_empty()) {
        return;
    }
    let mut arguments = Vec::new();
    for argument in file.arguments(call) {
        arguments.push(file.value(argument));
    }
    facts.calls.push(Call {
        callee: Callee {
            root,
            members: members
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect(),
            span: file.tree.span(function),
        },
        arguments,
        span: file.tree.span(call),
    });
}

/// Whether all calls of what such a root gives matter: clients, the SDK, and clients of another file.
fn is_known_root(root: &Root, is_called_itself: bool) -> bool {
    let (Root::Imported { specifier, .. } | Root::Instance { specifier, .. }) = root else {
        return false;
    };
    specifier.starts_with("@hubspot/")
        || CLIENTS.contains(&specifier.as_str())
        || (specifier.starts_with('.') && !is_called_itself)
}
