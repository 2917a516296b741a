//! The URLs that HubSpot's servers call: of webhooks, of workflow actions, of their lists of options.

use url::{Host, Url};

use crate::FileContext;
use crate::components::Component;
use crate::urls::{self, UrlError};
use syntax::Value;

/// A URL that HubSpot accepts.
pub struct CalledUrl<'a> {
    pub value: Value<'a>,
    /// As written.
    pub text: &'a str,
    pub url: Url,
}

/// Suffixes of host names that no public name server resolves.
const PRIVATE_SUFFIXES: [&str; 4] = [".localhost", ".local", ".internal", ".lan"];

impl CalledUrl<'_> {
    /// Whether it is not publicly reachable.
    pub fn is_private(&self) -> bool {
        match self.url.host() {
            Some(Host::Domain(name)) => {
                name == "localhost" || PRIVATE_SUFFIXES.iter().any(|end| name.ends_with(end))
            }
            Some(Host::Ipv4(address)) => {
                address.is_private() || address.is_link_local() || urls::is_local(&self.url)
            }
            Some(Host::Ipv6(address)) => {
                address.is_unique_local()
                    || address.is_unicast_link_local()
                    || urls::is_local(&self.url)
            }
            None => false,
        }
    }
}

/// The called URLs of a file that HubSpot accepts; the schema reports the others. HubSpot's documentation does not
/// require `https` for lists of options.
pub fn of<'a>(cx: &FileContext<'a>) -> Vec<CalledUrl<'a>> {
    let Some(file) = cx.component_file() else {
        return Vec::new();
    };
    let (https_only, options) = match file.component {
        Component::Webhooks(webhooks) => (webhooks.target_url(), Vec::new()),
        Component::WorkflowAction(action) => {
            let definitions = action.type_definitions();
            let options = definitions.filter_map(|definition| definition.get("optionsUrl"));
            (action.action_url(), options.collect())
        }
        _ => return Vec::new(),
    };
    let mut called = Vec::new();
    if let Some(value) = https_only
        && let Some(text) = value.as_str()
        && let Ok(url) = urls::https(text)
    {
        called.push(CalledUrl { value, text, url });
    }
    for value in options {
        let Some(text) = value.as_str() else {
            continue;
        };
        if let Ok(url) | Err(UrlError::Http(url)) = urls::https(text) {
            called.push(CalledUrl { value, text, url });
        }
    }
    called
}
