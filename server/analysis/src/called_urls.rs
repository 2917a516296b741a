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
    pub url: &'a Url,
}

/// A called URL, with the number of its value.
pub(crate) struct JudgedUrl {
    value: u32,
    url: Url,
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
                address.is_private() || address.is_link_local() || urls::is_local(self.url)
            }
            Some(Host::Ipv6(address)) => {
                address.is_unique_local()
                    || address.is_unicast_link_local()
                    || urls::is_local(self.url)
            }
            None => false,
        }
    }
}

/// The called URLs of a file that HubSpot accepts; the schema reports the others. HubSpot's documentation does not
/// require `https` for lists of options.
pub fn of<'c>(cx: &'c FileContext<'_>) -> impl Iterator<Item = CalledUrl<'c>> {
    let syntax = cx.root.syntax();
    let called = cx.judged.called_urls.get_or_init(|| judge(cx));
    called.iter().filter_map(move |judged| {
        let value = Value::numbered(syntax, judged.value);
        Some(CalledUrl {
            value,
            text: value.as_str()?,
            url: &judged.url,
        })
    })
}

fn judge(cx: &FileContext<'_>) -> Vec<JudgedUrl> {
    let mut called = Vec::new();
    let Some(file) = cx.component_file() else {
        return called;
    };
    match file.component {
        Component::Webhooks(webhooks) => add(webhooks.target_url(), false, &mut called),
        Component::WorkflowAction(action) => {
            add(action.action_url(), false, &mut called);
            for definition in action.type_definitions() {
                add(definition.get("optionsUrl"), true, &mut called);
            }
        }
        _ => {}
    }
    called
}

fn add(value: Option<Value<'_>>, is_http_accepted: bool, called: &mut Vec<JudgedUrl>) {
    let Some(value) = value else { return };
    let Some(text) = value.as_str() else { return };
    let url = match urls::https(text) {
        Ok(url) => url,
        Err(UrlError::Http(url)) if is_http_accepted => url,
        Err(_) => return,
    };
    called.push(JudgedUrl {
        value: value.index(),
        url,
    });
}
