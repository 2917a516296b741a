//! What the rules about URLs that an app permits share.

use analysis::code::{Code, Origin, PermittedUrls, UseGroup};
use analysis::{related, urls};
use diagnostics::{Diagnostic, Rule, Safety, message, suggest};
use project::facts::StringList;

/// A list of `permittedUrls`, and what happens without it.
pub(super) struct UrlList {
    pub(super) rule: &'static Rule,
    pub(super) urls: PermittedUrls,
    /// The end of the message.
    pub(super) effect: &'static str,
    /// What other uses of the URL do.
    pub(super) related: &'static str,
}

impl UrlList {
    /// Reports the URLs that the app does not permit.
    pub(super) fn check(&self, code: &Code<'_>, out: &mut Vec<Diagnostic>) {
        for uses in code.unpermitted(self.urls) {
            self.report(code, &uses, out);
        }
    }

    fn report(&self, code: &Code<'_>, uses: &UseGroup<'_, '_, Origin>, out: &mut Vec<Diagnostic>) {
        let Some(app) = code.index.app() else {
            return;
        };
        let permitted = self.urls.list(&app.facts.permitted);
        let origin = message::quoted(&uses.key.text);
        let list = format!("`permittedUrls.{}`", self.urls.name());
        let message = format!("{origin} is not in {list} of the app; {}", self.effect);
        // The list has `https` URLs only.
        let is_fixed = uses.key.is_https() && is_meant(code, uses, permitted);
        let help = if is_fixed {
            format!("add {origin} to {list}")
        } else if uses.key.is_https() {
            format!("add {origin} to {list}, or correct the URL")
        } else if code.permits_https(&uses.key, permitted) {
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
