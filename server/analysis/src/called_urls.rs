//! The addresses that HubSpot's servers call: of webhooks, of workflow actions, of their lists of options.

use url::{Host, Url};

use crate::components::Component;
use crate::{FileContext, urls};
use syntax::Value;
use urls::Fault;

/// An address that HubSpot accepts.
pub struct Called<'a> {
    /// Where it stands.
    pub value: Value<'a>,
    /// It, as it is written.
    pub text: &'a str,
    /// What it means.
    pub url: Url,
}

/// Ends of names that no public name server knows.
const PRIVATE_ENDS: [&str; 4] = [".localhost", ".local", ".internal", ".lan"];

impl Called<'_> {
    /// Whether it leads somewhere else, or nowhere, outside of its own network.
    pub fn is_private(&self) -> bool {
        match self.url.host() {
            Some(Host::Domain(name)) => {
                name == "localhost" || PRIVATE_ENDS.iter().any(|end| name.ends_with(end))
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

/// The addresses of a file that HubSpot accepts; the schema reports the others. HubSpot's pages do not
/// require `https` for lists of options.
pub fn of<'a>(cx: &FileContext<'a>) -> Vec<Called<'a>> {
    let Some(file) = cx.component_file() else {
        return Vec::new();
    };
    let (required, options) = match file.component {
        Component::Webhooks(webhooks) => (webhooks.target_url(), Vec::new()),
        Component::WorkflowAction(action) => {
            let definitions = action.type_definitions();
            let options = definitions.filter_map(|definition| definition.get("optionsUrl"));
            (action.action_url(), options.collect())
        }
        _ => return Vec::new(),
    };
    let mut called = Vec::new();
    if let Some(value) = required
        && let Some(text) = value.as_str()
        && let Ok(url) = urls::https(text)
    {
        called.push(Called { value, text, url });
    }
    for value in options {
        let Some(text) = value.as_str() else {
            continue;
        };
        if let Ok(url) | Err(Fault::Http(url)) = urls::https(text) {
            called.push(Called { value, text, url });
        }
    }
    called
}
