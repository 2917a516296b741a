//! `schemas/marketplace.json`: what HubSpot requires, and which scopes give which data.

use std::sync::LazyLock;

use serde::Deserialize;

/// One requirement of HubSpot.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Requirement {
    pub id: String,
    /// As a statement that is true of an app that meets it.
    pub requirement: String,
    pub stages: Vec<Stage>,
    /// The pages that say so.
    pub sources: Vec<String>,
    /// What of the project is looked at; nothing if the project does not show it.
    #[serde(default)]
    pub looked_at: Option<String>,
    /// The rules whose problems the review does not accept.
    #[serde(default)]
    pub(super) fails: Vec<String>,
    /// The rules whose problems a person has to judge.
    #[serde(default)]
    pub(super) hints: Vec<String>,
    /// Where the problems of these rules count.
    #[serde(default)]
    pub(super) files: Option<Files>,
    /// The properties of `config.support` whose problems count.
    #[serde(default)]
    pub(super) properties: Vec<String>,
    /// What the project must have for the requirement to apply.
    #[serde(default)]
    pub(super) only: Option<Only>,
    #[serde(default)]
    pub(super) check: Option<Check>,
    /// Whether the project shows all of it.
    #[serde(default)]
    pub(super) decided: bool,
    /// What is left for a person.
    #[serde(default)]
    pub review: Option<String>,
    /// What is uncertain about the requirement.
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Listing,
    Certification,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Stage::Listing => "listing",
            Stage::Certification => "certification",
        }
    }
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Files {
    App,
    Card,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Only {
    AgentTools,
    Cards,
    Webhooks,
}

impl Only {
    /// The types of the components that may be it.
    pub(super) fn component_types(self) -> &'static [&'static str] {
        match self {
            Only::AgentTools => &["workflow-action"],
            Only::Cards => &["card"],
            Only::Webhooks => &["webhooks", "webhooks-journal"],
        }
    }

    /// Why a requirement does not apply.
    pub(super) fn absent(self) -> &'static str {
        match self {
            Only::AgentTools => "the project has no agent tools",
            Only::Cards => "the project has no cards",
            Only::Webhooks => "the project has no webhooks",
        }
    }
}

/// What no rule reports.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Check {
    AuthType,
    BetaPaths,
    CardNames,
    ClassicCards,
    Distribution,
    DocumentationUrl,
    FormSubmit,
    ImageLinks,
    KnownScopes,
    Mcp,
    PlatformVersion,
    PrimaryButtons,
    PrivacyDeletion,
    ReadsCode,
    RedirectHosts,
    RedirectUrls,
    SharedData,
    SupportContact,
    Tags,
}

/// What a scope gives access to.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeData {
    pub(super) scope: String,
    pub(super) object: String,
    pub(super) read: bool,
    pub(super) write: bool,
}

#[derive(Deserialize, Default, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Table {
    /// The month in which HubSpot's pages were read.
    #[expect(dead_code, reason = "for people who read the table")]
    read: String,
    pub(super) requirements: Vec<Requirement>,
    pub(super) shared_data: Vec<ScopeData>,
}

/// A test reads it, so it can be read.
pub(super) static TABLE: LazyLock<Table> =
    LazyLock::new(|| serde_json::from_str(schemas::MARKETPLACE).unwrap_or_default());

/// All requirements, in the order of the report.
pub fn requirements() -> &'static [Requirement] {
    &TABLE.requirements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_has_a_source() {
        let rows = requirements();
        assert_eq!(rows.len(), 41);
        for row in rows {
            let same = rows.iter().filter(|other| other.id == row.id).count();
            assert_eq!(same, 1, "{}", row.id);
            assert!(!row.sources.is_empty() && !row.stages.is_empty());
            for source in &row.sources {
                assert!(source.starts_with("https://developers.hubspot.com/"));
            }
            assert!(row.decided || row.review.is_some(), "{}", row.id);
            let is_seen = row.check.is_some() || !row.fails.is_empty() || !row.hints.is_empty();
            assert!(!is_seen || row.looked_at.is_some(), "{}", row.id);
        }
    }

    #[test]
    fn scopes_of_shared_data_are_known_and_give_something() {
        for row in &TABLE.shared_data {
            assert!(catalog::scope(&row.scope).is_some(), "{}", row.scope);
            assert!(row.read || row.write, "{}", row.scope);
        }
    }
}
