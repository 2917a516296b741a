//! The addresses that HubSpot's servers call: of webhooks, of workflow actions, of their lists of options.

use url::{Host, Url};

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

/// The addresses of a file that HubSpot accepts; what it refuses, the schema says.
pub fn of<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Called<'a>> + use<'a> {
    let webhooks = cx
        .config_of("webhooks")
        .and_then(|config| config.at(&["settings", "targetUrl"]));
    let action = cx
        .config_of("workflow-action")
        .and_then(|config| config.get("actionUrl"));
    let required = [webhooks, action].into_iter().flatten();
    let required = required.filter_map(|value| Some((value, urls::https(value.as_str()?).ok()?)));
    let options = options(cx).filter_map(|value| match urls::https(value.as_str()?) {
        Ok(url) | Err(Fault::Http(url)) => Some((value, url)),
        Err(_) => None,
    });
    required.chain(options).filter_map(|(value, url)| {
        Some(Called {
            value,
            text: value.as_str()?,
            url,
        })
    })
}

/// The addresses of lists of options; HubSpot's pages do not ask for `https` there.
fn options<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Value<'a>> + use<'a> {
    let config = cx.config_of("workflow-action");
    let lists = ["inputFields", "outputFields"]
        .into_iter()
        .filter_map(move |list| config?.get(list));
    lists
        .flat_map(|list| list.elements())
        .filter_map(|field| field.at(&["typeDefinition", "optionsUrl"]))
}
