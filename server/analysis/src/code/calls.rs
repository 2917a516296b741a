//! Finds the calls and elements that rules look at.

use project::source_file::SourceFile;
use source::{Call, Element, Root, Value};

use super::exports::PackageFunction;
use super::{Code, CodeUse, Resolved, UseSite};
use catalog::API_CLIENT;

/// The package of UI extensions.
const SDK: &str = "@hubspot/ui-extensions";

/// Packages that send HTTP requests.
const HTTP_PACKAGES: [&str; 8] = [
    "axios",
    "cross-fetch",
    "got",
    "isomorphic-fetch",
    "ky",
    "node-fetch",
    "superagent",
    "undici",
];

/// The methods of these packages, and of their instances, that send a request to the URL in the first argument.
pub(super) const HTTP_METHODS: [&str; 10] = [
    "default", "delete", "fetch", "get", "head", "options", "patch", "post", "put", "request",
];

/// What is called, by HubSpot's documentation.
#[derive(Default)]
pub(super) struct Calls<'c> {
    pub(super) fetches: Vec<CodeUse<'c>>,
    pub(super) serverless: Vec<CodeUse<'c>>,
    pub(super) iframes: Vec<CodeUse<'c>>,
    pub(super) images: Vec<CodeUse<'c>>,
    pub(super) requests: Vec<CodeUse<'c>>,
    pub(super) extends: Vec<CodeUse<'c>>,
}

pub(super) fn find<'c>(code: &Code<'c>) -> Calls<'c> {
    let mut calls = Calls::default();
    for file in code.sources() {
        for call in &file.facts.calls {
            calls.add_call(code, file, call);
        }
        if code.runtimes(&file.path).is_ui {
            for element in &file.facts.elements {
                calls.add_element(code, file, element);
            }
        }
    }
    calls
}

impl<'c> Calls<'c> {
    fn add_call(&mut self, code: &Code<'c>, file: &'c SourceFile, call: &'c Call) {
        let runtimes = code.runtimes(&file.path);
        let function = code.package_function(file, &call.callee);
        let first = call.arguments.first();
        if is_sdk(&function, &["hubspot", "extend"]) {
            self.extends.push(used(code, file, call, None));
        }
        if runtimes.is_ui {
            if is_sdk(&function, &["hubspot", "fetch"]) {
                self.fetches.push(used(code, file, call, first));
            } else if is_sdk(&function, &["hubspot", "serverless"]) {
                self.serverless.push(used(code, file, call, first));
            } else if is_method(call, "runServerlessFunction") || is_method(call, "runServerless") {
                // `runServerless` is what the templates of HubSpot call the property that it is passed on in.
                let name = property(first, "name");
                self.serverless.push(used(code, file, call, name));
            } else if is_method(call, "openIframeModal") {
                let url = property(first, "uri");
                self.iframes.push(used(code, file, call, url));
            } else if is_export(&function, "fetchHubSpotApi") {
                let path = property(first, "path");
                self.requests.push(used(code, file, call, path));
            }
        }
        if runtimes.is_function {
            if is_http_request(&function, call) {
                let url = property(first, "url").or(first);
                self.requests.push(used(code, file, call, url));
            } else if is_api_request(call) {
                let path = property(first, "path");
                self.requests.push(used(code, file, call, path));
            }
        }
    }

    fn add_element(&mut self, code: &Code<'c>, file: &'c SourceFile, element: &'c Element) {
        let Some(function) = code.of_package(file, &element.root, members_of(element)) else {
            return;
        };
        let list = match function.names.last() {
            Some(&"Image") => &mut self.images,
            Some(&"Iframe") => &mut self.iframes,
            _ => return,
        };
        let source = element
            .attributes
            .iter()
            .rev()
            .find(|attribute| attribute.name == "src");
        if is_in_package(function.specifier, SDK)
            && let Some(source) = source
        {
            list.push(CodeUse {
                file: &file.path,
                site: UseSite::Element(element),
                value: Some(&source.value),
                resolved: code.resolve(file, &source.value),
            });
        }
    }
}

/// The names after the first one in the tag of an element: `UI.Image`.
fn members_of(element: &Element) -> Vec<&str> {
    element.name.split('.').skip(1).collect()
}

fn used<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    call: &'c Call,
    value: Option<&'c Value>,
) -> CodeUse<'c> {
    let resolved = match value {
        Some(value) => code.resolve(file, value),
        None => Resolved {
            texts: Vec::new(),
            is_open: true,
        },
    };
    CodeUse {
        file: &file.path,
        site: UseSite::Call(call),
        value,
        resolved,
    }
}

/// The property of an object literal.
pub(super) fn property<'c>(object: Option<&'c Value>, name: &str) -> Option<&'c Value> {
    Some(&object?.property(name)?.value)
}

/// Whether a specifier is that of a package, or of a path in it.
pub(super) fn is_in_package(specifier: &str, package: &str) -> bool {
    match specifier.strip_prefix(package) {
        Some(path) => path.is_empty() || path.starts_with('/'),
        None => false,
    }
}

/// Whether a function is this one of the package of UI extensions.
pub(super) fn is_sdk(function: &Option<PackageFunction<'_>>, names: &[&str]) -> bool {
    function
        .as_ref()
        .is_some_and(|function| is_in_package(function.specifier, SDK) && function.names == names)
}

/// Whether a function is the export `name` of the package of UI extensions.
pub(super) fn is_export(function: &Option<PackageFunction<'_>>, name: &str) -> bool {
    is_sdk(function, &[name])
}

/// Whether the last name of a callee is this one, whatever it is called on: these functions are arguments of the callback of
/// `hubspot.extend`, which are passed on.
fn is_method(call: &Call, name: &str) -> bool {
    match call.callee.members.last() {
        Some(last) => last == name,
        None => match &call.callee.root {
            Root::Bound(root) | Root::Global(root) => root == name,
            Root::Imported { name: imported, .. } => imported.as_deref() == Some(name),
            Root::Instance { .. } | Root::Returned { .. } | Root::Unknown => false,
        },
    }
}

/// Whether a call sends an HTTP request, of which the URL is the first argument or the property `url` of it.
pub(super) fn is_http_request(function: &Option<PackageFunction<'_>>, call: &Call) -> bool {
    if let Some(function) = function {
        let is_method = function
            .names
            .iter()
            .all(|name| HTTP_METHODS.contains(name));
        return is_method && is_http_package(function.specifier);
    }
    let members = &call.callee.members;
    match &call.callee.root {
        Root::Global(name) if name == "fetch" => members.is_empty(),
        Root::Global(name) if name == "globalThis" => members == &["fetch"],
        // A package that no `package.json` lists is one nevertheless.
        Root::Imported { specifier, name } => {
            let mut names = name.iter().chain(members);
            is_http_package(specifier) && names.all(|name| HTTP_METHODS.contains(&name.as_str()))
        }
        Root::Instance { specifier, .. } => {
            is_http_package(specifier)
                && members
                    .iter()
                    .all(|name| HTTP_METHODS.contains(&name.as_str()))
        }
        _ => false,
    }
}

pub(super) fn is_http_package(specifier: &str) -> bool {
    let mut packages = HTTP_PACKAGES.iter();
    packages.any(|package| is_in_package(specifier, package))
}

/// Whether a call is `apiRequest` of HubSpot's API client, of which the path is a property of the first argument.
fn is_api_request(call: &Call) -> bool {
    match &call.callee.root {
        Root::Instance { specifier, .. } => {
            is_in_package(specifier, API_CLIENT) && call.callee.members == ["apiRequest"]
        }
        _ => false,
    }
}
