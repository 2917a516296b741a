//! What no rule reports: what the configuration of a project shows of a requirement.

use std::collections::BTreeSet;

use analysis::urls;
use catalog::{PlatformVersion, VersionStatus};
use diagnostics::message;
use project::legacy_file::LegacyRole;
use syntax::Value;

use super::table::Check;
use super::{Evidence, Reporter};

/// What was found.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) fails: Vec<Evidence>,
    /// What a person has to judge.
    pub(super) hints: Vec<Evidence>,
    /// Whether the project does not show enough to decide.
    pub(super) is_uncertain: bool,
    /// What the project shows besides; secrets in it are masked later.
    pub(super) seen: Option<String>,
}

impl Outcome {
    pub(super) fn seen(text: impl Into<String>) -> Outcome {
        Outcome {
            seen: Some(text.into()),
            ..Outcome::default()
        }
    }

    pub(super) fn fail(evidence: Evidence) -> Outcome {
        Outcome {
            fails: vec![evidence],
            ..Outcome::default()
        }
    }

    pub(super) fn hint(evidence: Evidence) -> Outcome {
        Outcome {
            hints: vec![evidence],
            ..Outcome::default()
        }
    }

    fn uncertain(seen: &str) -> Outcome {
        Outcome {
            is_uncertain: true,
            ..Outcome::seen(seen)
        }
    }
}

impl Reporter<'_> {
    pub(super) fn check(&mut self, check: Check) -> Outcome {
        match check {
            Check::AuthType => self.auth_type(),
            Check::CardNames => self.card_names(),
            Check::ClassicCards => self.classic_cards(),
            Check::Distribution => self.distribution(),
            Check::DocumentationUrl => self.support_field("documentationUrl"),
            Check::SupportContact => self.support_field("supportEmail"),
            Check::KnownScopes => self.known_scopes(),
            Check::Mcp => self.mcp(),
            Check::PlatformVersion => self.platform_version(),
            Check::PrivacyDeletion => self.privacy_deletion(),
            Check::RedirectHosts => self.redirect_hosts(),
            Check::RedirectUrls => self.redirect_urls(),
            Check::SharedData => self.shared_data(),
            Check::BetaPaths => self.beta_paths(),
            Check::FormSubmit => self.form_submit(),
            Check::ImageLinks => self.image_links(),
            Check::PrimaryButtons => self.primary_buttons(),
            Check::ReadsCode => self.read_code(),
            Check::Tags => self.tags(),
        }
    }

    /// Whether the app has marketplace distribution; `None` if it is not known.
    pub(super) fn is_marketplace(&self) -> Option<bool> {
        let Some(value) = self.app.and_then(|app| app.config.get("distribution")) else {
            return Some(false);
        };
        known(value).map(|text| text.eq_ignore_ascii_case("marketplace"))
    }

    fn distribution(&mut self) -> Outcome {
        let value = self.app.and_then(|app| app.config.get("distribution"));
        match (value, self.is_marketplace()) {
            (_, Some(true)) => Outcome::default(),
            (None, _) => Outcome::fail(self.in_app(None, "the app has no `distribution`")),
            (Some(value), Some(false)) => {
                let text =
                    "this is not a marketplace app; the other lines are about it as if it were one";
                Outcome::fail(self.in_app(Some(value.span()), text))
            }
            (Some(_), None) => Outcome::uncertain("the value depends on the profile"),
        }
    }

    fn auth_type(&mut self) -> Outcome {
        let auth = self.app.and_then(|app| app.auth());
        let Some(value) = auth.and_then(|auth| auth.value.get("type")) else {
            return Outcome::fail(self.in_app(None, "the app has no `auth.type`"));
        };
        match known(value) {
            Some(text) if text.eq_ignore_ascii_case("oauth") => {
                Outcome::seen("`auth.type` is `oauth`")
            }
            Some(_) => Outcome::fail(self.in_app(Some(value.span()), "`auth.type` is not `oauth`")),
            None => Outcome::seen("`auth.type` depends on the profile"),
        }
    }

    /// The name of HubSpot's event is also a word about sales: only a person knows which is meant.
    fn card_names(&mut self) -> Outcome {
        let mut outcome = Outcome::default();
        for component in &self.index.components {
            let Some(name) = &component.facts.shown_name else {
                continue;
            };
            let mut words = name.text.split(|c: char| !c.is_alphanumeric());
            let has_word = words.any(|word| word.eq_ignore_ascii_case("inbound"));
            let mut problems = self.diagnostics.iter();
            let is_reported = problems
                .any(|problem| problem.rule == "brand-name" && problem.file == *component.path);
            if component.facts.counts_as("card") && has_word && !is_reported {
                let text =
                    "the name has the word `inbound`, which may not refer to HubSpot's event";
                let evidence = self.evidence(component.path, name.span, text);
                outcome.hints.push(evidence);
            }
        }
        outcome
    }

    fn platform_version(&mut self) -> Outcome {
        let (Some((path, _)), Some(written)) = (self.index.manifest, self.index.version()) else {
            return Outcome::uncertain("there is no platform version");
        };
        let Some(version) = PlatformVersion::named(&written.text) else {
            return Outcome::uncertain("the platform version is not known");
        };
        let shown = format!("platform version `{}`: {}", version.name, version.note);
        match version.status {
            VersionStatus::Supported | VersionStatus::Expiring => Outcome::seen(shown),
            VersionStatus::Unsupported => Outcome::fail(self.evidence(path, written.span, &shown)),
            _ => Outcome::uncertain(&shown),
        }
    }

    fn classic_cards(&mut self) -> Outcome {
        let mut outcome = self.calls_of_classic_cards();
        for (path, file) in &self.index.legacy_files {
            if file.role == Some(LegacyRole::ClassicCard) {
                let start = diagnostics::Span::new(0, 0);
                outcome
                    .fails
                    .push(self.evidence(path, start, "file of a classic CRM card"));
            }
        }
        outcome
    }

    fn known_scopes(&self) -> Outcome {
        if self.shared_data.is_open {
            return Outcome::uncertain("not all requested scopes are known");
        }
        Outcome::default()
    }

    fn shared_data(&self) -> Outcome {
        let number = self.shared_data.objects.len();
        Outcome::seen(format!("{} in the table", message::count(number, "object")))
    }

    fn redirect_urls(&mut self) -> Outcome {
        let list = self.app.and_then(|app| app.redirect_urls());
        let Some(list) = list else {
            return Outcome::fail(self.in_app(None, "the app has no `redirectUrls`"));
        };
        if list.value.is_empty() && !list.value.is_incomplete() {
            let evidence = self.in_app(Some(list.key.span), "`redirectUrls` is empty");
            return Outcome::fail(evidence);
        }
        Outcome::default()
    }

    /// The hosts of the redirect URLs: those of one domain are verified together.
    fn redirect_hosts(&self) -> Outcome {
        let mut hosts = BTreeSet::new();
        if let Some(list) = self.app.and_then(|app| app.redirect_urls()) {
            for value in list.value.elements() {
                if let Some(text) = known(value)
                    && let Ok(url) = urls::https(text)
                    && let Some(host) = url.host_str()
                    && !urls::is_localhost(&url)
                {
                    hosts.insert(message::quoted(host));
                }
            }
        }
        if hosts.is_empty() {
            return Outcome::seen("no redirect URL is public");
        }
        let hosts: Vec<String> = hosts.into_iter().take(5).collect();
        Outcome::seen(format!("redirect URLs: {}", hosts.join(", ")))
    }

    /// A field of `config.support`: the listing has its own, so an absent one is no refusal.
    fn support_field(&mut self, name: &str) -> Outcome {
        let support = self.app.and_then(|app| app.support());
        let value = support.and_then(|support| support.get(name));
        match value.and_then(|value| value.as_str()) {
            Some(text) if !text.trim().is_empty() => Outcome::seen(format!("`{name}` is set")),
            Some(_) => {
                let text = format!("`{name}` is empty");
                Outcome::hint(self.in_app(value.map(|value| value.span()), &text))
            }
            None => {
                let text = format!("`config.support` has no `{name}`");
                Outcome::hint(self.in_app(support.map(|support| support.span()), &text))
            }
        }
    }

    fn mcp(&mut self) -> Outcome {
        let components = self.index.components.iter();
        let mcp = components
            .filter(|component| {
                component.facts.counts_as("mcp-server") || component.facts.counts_as("mcp-client")
            })
            .map(|component| (component.path, component.facts.anchor))
            .next();
        let Some((path, span)) = mcp else {
            return Outcome::seen("the project has no MCP component");
        };
        if self.app.and_then(|app| app.user_level()).is_some() {
            return Outcome::seen("the app sets `isUserLevel`");
        }
        let text = "the project has an MCP component, and the app does not set `isUserLevel`";
        Outcome::hint(self.evidence(path, span, text))
    }

    fn privacy_deletion(&self) -> Outcome {
        let mut has_contacts = false;
        for object in &self.shared_data.objects {
            has_contacts |= object.object == "contacts";
        }
        let components = self.index.components.iter();
        let mut webhooks = components.filter(|component| component.facts.counts_as("webhooks"));
        let subscribes = webhooks.any(|component| {
            let document = self.index.project.documents.get(component.path);
            document.is_some_and(|document| {
                document.syntax.source().contains("contact.privacyDeletion")
            })
        });
        Outcome::seen(match (has_contacts, subscribes) {
            (_, true) => "a webhook subscribes to `contact.privacyDeletion`",
            (true, false) => {
                "the app has contacts, and no webhook of the project subscribes to `contact.privacyDeletion`"
            }
            (false, false) => "no known scope is for contacts",
        })
    }

    pub(super) fn has_agent_tools(&self) -> bool {
        for component in &self.index.components {
            let document = self.index.project.documents.get(component.path);
            let clients = document
                .and_then(|document| document.syntax.root())
                .and_then(|root| root.at(&["config", "supportedClients"]));
            let Some(clients) = clients else {
                continue;
            };
            for client in clients.elements() {
                let name = client.get("client").unwrap_or(client);
                if name.as_str() == Some("AGENTS") {
                    return true;
                }
            }
        }
        false
    }
}

/// A string without placeholders.
fn known(value: Value<'_>) -> Option<&str> {
    let text = value.as_str()?;
    if text.contains("${") {
        None
    } else {
        Some(text)
    }
}
