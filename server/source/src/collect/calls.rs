//! Calls of functions that rules know, and the clients of packages.

use std::borrow::Cow;

use super::wrappers::Wrappers;
use crate::facts::{Call, Callee, Instance, Root, SourceFacts};
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
    "setAccessToken",
];

/// Packages and modules that send requests.
const CLIENTS: &[&str] = &[
    "axios",
    "cross-fetch",
    "got",
    "http",
    "https",
    "isomorphic-fetch",
    "ky",
    "node-fetch",
    "node:http",
    "node:https",
    "superagent",
    "undici",
];

pub(super) fn call(file: &File<'_>, call: Id, facts: &mut SourceFacts, wrappers: &mut Wrappers) {
    let Some(function) = file.tree.child(call, Field::Function) else {
        return;
    };
    if file.tree.kind(function) == Kind::ImportKeyword {
        return;
    }
    let place = file.place(function);
    wrappers.note_call(file, &place, call);
    let (mut root, members) = match place {
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
    let is_client = is_method_of_client(&members);
    if !is_known
        && !is_client
        && !is_known_root(&root, members.is_empty())
        && !is_given_path_or_token(file, &root, call)
    {
        return;
    }
    if matches!(last, Some("create" | "extend")) {
        instance(file, call, facts);
    }
    if is_client
        && matches!(root, Root::Bound(_) | Root::Unknown)
        && let Some(returned) = returned(file, function, members.len())
    {
        root = returned;
    }
    facts.calls.push(Call {
        callee: Callee {
            root,
            members: members.into_iter().map(Cow::into_owned).collect(),
            span: file.tree.span(function),
        },
        arguments: arguments(file, call),
        span: file.tree.span(call),
    });
    wrappers.note_fact(call, facts);
}

/// `new Client(…)`, `axios.create(…)`
pub(super) fn instance(file: &File<'_>, id: Id, facts: &mut SourceFacts) {
    if let Place::Chain(chain) = file.place(id)
        && let Root::Instance {
            specifier, span, ..
        } = &chain.root
        && chain.members.is_empty()
        && *span == file.tree.span(id)
        && is_package(specifier)
    {
        facts.instances.push(Instance {
            arguments: arguments(file, id),
            span: *span,
        });
    }
}

fn arguments(file: &File<'_>, call: Id) -> Vec<crate::Value> {
    let mut arguments = Vec::new();
    for argument in file.arguments(call) {
        arguments.push(file.value(argument));
    }
    arguments
}

/// Whether a function is one of HubSpot's API client, by its names: `crm.deals.basicApi.getById`, `apiRequest`.
fn is_method_of_client(members: &[Cow<'_, str>]) -> bool {
    match members {
        [.., api, _] if api.ends_with("Api") => true,
        [.., last] => last == "apiRequest",
        [] => false,
    }
}

/// The function of another file whose result has the last `count` members of a callee: `(await getClient()).apiRequest`,
/// and `client.apiRequest` after `const client = await getClient()`.
fn returned(file: &File<'_>, function: Id, count: usize) -> Option<Root> {
    let mut object = file.inner(function);
    for _ in 0..count {
        object = file.inner(file.tree.child(object, Field::Object)?);
    }
    let place = file.place(object);
    let call = match place {
        Place::Node { id, .. } if file.tree.kind(id) == Kind::Call => id,
        _ => return None,
    };
    match file.place(file.tree.child(call, Field::Function)?) {
        Place::Chain(chain) => match chain.root {
            Root::Imported { specifier, name }
                if specifier.starts_with('.') && chain.members.is_empty() =>
            {
                Some(Root::Returned { specifier, name })
            }
            _ => None,
        },
        Place::Node { .. } => None,
    }
}

/// Whether a function of another file is called with what may be a path or a token, so that it may send a request.
fn is_given_path_or_token(file: &File<'_>, root: &Root, call: Id) -> bool {
    match (root, file.tree.child(call, Field::Arguments)) {
        (Root::Imported { specifier, .. }, Some(arguments)) => {
            let arguments = file.tree.slice(arguments);
            let marks = ["/", "oken", "OKEN"];
            specifier.starts_with('.') && marks.iter().any(|mark| arguments.contains(mark))
        }
        _ => false,
    }
}

/// Whether all calls of what such a root gives matter: clients, the SDK, and clients of another file.
fn is_known_root(root: &Root, is_called_itself: bool) -> bool {
    let (Root::Imported { specifier, .. } | Root::Instance { specifier, .. }) = root else {
        return false;
    };
    is_package(specifier) || (specifier.starts_with('.') && !is_called_itself)
}

fn is_package(specifier: &str) -> bool {
    specifier.starts_with("@hubspot/") || CLIENTS.contains(&specifier)
}
