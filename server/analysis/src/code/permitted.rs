//! The URLs of UI code that the app does not permit.

use std::borrow::Cow;

use project::facts::{Permitted, StringList};

use super::{Code, CodeUse, Judged, Origin, ResolvedText, UseGroup, group};
use crate::{placeholders, urls};

/// A list of `permittedUrls`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PermittedUrls {
    /// What `hubspot.fetch` requests.
    Fetch,
    /// Pages that are shown.
    Iframe,
    Image,
}

impl PermittedUrls {
    pub const ALL: [PermittedUrls; 3] = [
        PermittedUrls::Fetch,
        PermittedUrls::Iframe,
        PermittedUrls::Image,
    ];

    /// The name of the list.
    pub fn name(self) -> &'static str {
        match self {
            PermittedUrls::Fetch => "fetch",
            PermittedUrls::Iframe => "iframe",
            PermittedUrls::Image => "img",
        }
    }

    pub fn list(self, permitted: &Permitted) -> &StringList {
        match self {
            PermittedUrls::Fetch => &permitted.fetch,
            PermittedUrls::Iframe => &permitted.iframe,
            PermittedUrls::Image => &permitted.img,
        }
    }
}

impl<'c> Code<'c> {
    /// The origins that UI code uses and that are not in this list of the app; none if the list is not known.
    pub fn unpermitted(&self, urls: PermittedUrls) -> Vec<UseGroup<'_, 'c, Origin>> {
        let mut groups = match urls {
            PermittedUrls::Fetch => group(self.fetches(), judge_request),
            PermittedUrls::Iframe => group(self.iframes(), judge_shown),
            PermittedUrls::Image => group(self.images(), judge_shown),
        };
        let Some(app) = self.index.app() else {
            return Vec::new();
        };
        match permitted_urls(self, urls.list(&app.facts.permitted)) {
            Some(urls) => groups.retain(|uses| !uses.key.is_one_of(urls.iter().map(|url| &**url))),
            None => groups.clear(),
        }
        if urls == PermittedUrls::Fetch
            && let Some((_, local)) = self.index.local
        {
            groups.retain(|uses| !uses.key.is_in(&local.proxies));
        }
        groups
    }

    /// Whether the list has the origin with `https`.
    pub fn permits_https(&self, origin: &Origin, permitted: &StringList) -> bool {
        let secure = origin.with_https();
        permitted_urls(self, permitted)
            .is_some_and(|urls| secure.is_one_of(urls.iter().map(|url| &**url)))
    }
}

/// The most URLs of a list with the values of all profiles.
const MOST_URLS: usize = 1000;

/// The URLs of a list, with the values of each profile; `None` if one of them is not known.
fn permitted_urls<'c>(code: &Code<'c>, list: &'c StringList) -> Option<Vec<Cow<'c, str>>> {
    let StringList::Filled(entries) = list else {
        let entries = list.entries()?.iter();
        return Some(entries.map(|entry| entry.text.as_str().into()).collect());
    };
    let profiles = &code.index.profiles;
    if profiles.is_empty() || profiles.len() * entries.len() > MOST_URLS {
        return None;
    }
    let mut urls = Vec::new();
    for profile in profiles {
        for entry in entries {
            urls.push(project::placeholders::interpolated(&entry.text, profile.facts)?.into());
        }
    }
    Some(urls)
}

/// The origin that is requested. Placeholders, and the local machine, cannot be permitted.
fn judge_request(_: &CodeUse<'_>, text: &ResolvedText<'_>) -> Option<Judged<Origin>> {
    let origin = Origin::of(text)?;
    let is_placeholder = placeholders::in_url(&text.prefix()).is_some();
    if is_placeholder || urls::leads_to_local(&origin.key.text) {
        None
    } else {
        Some(origin)
    }
}

/// The origin of a URL that is shown. Placeholders and the local machine cannot be permitted, and whether HubSpot's own hosts
/// have to be is in no source.
fn judge_shown(_: &CodeUse<'_>, text: &ResolvedText<'_>) -> Option<Judged<Origin>> {
    let origin = Origin::of_http(text)?;
    let url = &origin.key.text;
    if placeholders::in_url(&text.prefix()).is_some()
        || urls::leads_to_local(url)
        || is_of_hubspot(url)
    {
        return None;
    }
    Some(origin)
}

/// Domains of HubSpot.
const HUBSPOT: [&str; 8] = [
    "hs-sites.com",
    "hsappstatic.net",
    "hsforms.com",
    "hsforms.net",
    "hubapi.com",
    "hubspot.com",
    "hubspot.net",
    "hubspotpreview.com",
];

/// The beginning of the domains of files that HubSpot hosts, such as `hubspotusercontent-na1.net`.
const HUBSPOT_FILES: &str = "hubspotusercontent";

fn is_of_hubspot(origin: &str) -> bool {
    let Some(host) = urls::host(origin) else {
        return false;
    };
    let mut labels = host.rsplit('.').skip(1);
    if labels
        .next()
        .is_some_and(|name| name.starts_with(HUBSPOT_FILES))
    {
        return true;
    }
    HUBSPOT
        .iter()
        .any(|domain| match host.strip_suffix(domain) {
            Some(rest) => rest.is_empty() || rest.ends_with('.'),
            None => false,
        })
}
