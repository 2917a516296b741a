//! What the rules about URLs that an app permits share.

use std::borrow::Cow;

use analysis::code::{Code, CodeUse, Judged, Origin, ResolvedText, UseGroup, group};
use analysis::{placeholders, related, urls};
use diagnostics::{Diagnostic, Rule, Safety, message, suggest};
use project::facts::{Permitted, StringList};

/// A list of `permittedUrls`, and what happens without it.
pub(super) struct UrlList {
    pub(super) rule: &'static Rule,
    pub(super) name: &'static str,
    pub(super) list: fn(&Permitted) -> &StringList,
    /// The end of the message.
    pub(super) effect: &'static str,
    /// What other uses of the URL do.
    pub(super) related: &'static str,
}

impl UrlList {
    /// Reports the URLs of pages and images that the app does not permit.
    pub(super) fn check(&self, code: &Code<'_>, uses: &[CodeUse<'_>], out: &mut Vec<Diagnostic>) {
        for uses in self.unpermitted(code, group(uses, judge)) {
            self.report(code, &uses, out);
        }
    }

    /// The origins that are not in the list; none if the list is not known.
    pub(super) fn unpermitted<'u, 'c>(
        &self,
        code: &Code<'_>,
        mut groups: Vec<UseGroup<'u, 'c, Origin>>,
    ) -> Vec<UseGroup<'u, 'c, Origin>> {
        let Some(app) = code.index.app() else {
            return Vec::new();
        };
        match permitted_urls(code, (self.list)(&app.facts.permitted)) {
            Some(urls) => groups.retain(|uses| !uses.key.is_one_of(urls.iter().map(|url| &**url))),
            None => groups.clear(),
        }
        groups
    }

    pub(super) fn report(
        &self,
        code: &Code<'_>,
        uses: &UseGroup<'_, '_, Origin>,
        out: &mut Vec<Diagnostic>,
    ) {
        let Some(app) = code.index.app() else {
            return;
        };
        let permitted = (self.list)(&app.facts.permitted);
        let origin = message::quoted(&uses.key.text);
        let list = format!("`permittedUrls.{}`", self.name);
        let message = format!("{origin} is not in {list} of the app; {}", self.effect);
        // The list has `https` URLs only.
        let is_fixed = uses.key.is_https() && is_meant(code, uses, permitted);
        let help = if is_fixed {
            format!("add {origin} to {list}")
        } else if uses.key.is_https() {
            format!("add {origin} to {list}, or correct the URL")
        } else if permits_https(code, &uses.key, permitted) {
            "use `https`".to_owned()
        } else {
            format!("use `https`, and add the origin to {list}")
        };
        let mut diagnostic = self.rule.at(uses.file, uses.span, message).help(&help);
        let elsewhere: Vec<_> = uses.elsewhere().collect();
        let total = elsewhere.len();
        diagnostic = related::add(diagnostic, elsewhere, total, self.related);
        if let Some(list) = permitted.known() {
            diagnostic = diagnostic.related(app.path, list.span, "permitted URLs");
        }
        if is_fixed && let Some(addition) = permitted.addition() {
            let edits = [addition.edit(&uses.key.text)];
            diagnostic = diagnostic.fix_in(app.path, help, Safety::Unsafe, edits);
        }
        out.push(diagnostic);
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

/// Whether the list has the origin with `https`.
fn permits_https(code: &Code<'_>, origin: &Origin, permitted: &StringList) -> bool {
    let secure = origin.with_https();
    permitted_urls(code, permitted)
        .is_some_and(|urls| secure.is_one_of(urls.iter().map(|url| &**url)))
}

/// Whether the host of a URL is surely the one that was meant: it is written there, without the name of a user, and no
/// misspelling of one that is permitted.
fn is_meant(code: &Code<'_>, uses: &UseGroup<'_, '_, Origin>, permitted: &StringList) -> bool {
    let (Some(source), Some(host)) = (code.source(uses.file), urls::host(&uses.key.text)) else {
        return false;
    };
    let written = source.text.get(uses.span.range()).unwrap_or_default();
    let written = written.to_ascii_lowercase();
    if !written.contains(&*host) || written.contains(&format!("@{host}")) {
        return false;
    }
    let mut hosts = Vec::new();
    for entry in permitted.entries().unwrap_or_default() {
        hosts.extend(urls::host(&entry.text));
    }
    suggest::closest(&host, hosts.iter().map(|host| &**host)).is_none()
}

/// The origin of a URL. Placeholders and the local machine cannot be permitted, and whether HubSpot's own hosts have to be is in
/// no source.
fn judge(_: &CodeUse<'_>, text: &ResolvedText<'_>) -> Option<Judged<Origin>> {
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
