//! The scopes that an app can request. The list cannot be complete: a name that is not in it is unknown, not invalid.
//!
//! `table` is written by a test from `schemas/scopes.json`; reading that took 0.7 of 11.7 M instructions for one project.

#[rustfmt::skip] // One scope per line.
mod table;

use std::sync::LazyLock;

use table::SCOPES;

#[derive(PartialEq, Debug)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct Scope {
    /// The name in a list of scopes.
    pub name: &'static str,
    /// What it allows, as sentences.
    pub description: &'static str,
    /// The subscription or other condition that an account must meet.
    pub requires: Option<&'static str>,
    /// Whether HubSpot advises against it.
    #[cfg_attr(test, serde(default))]
    pub deprecated: bool,
    /// What to request instead: one name, or several separated by a comma and a space.
    pub replacement: Option<&'static str>,
    /// The narrower scopes that HubSpot splits it into, separated in the same way.
    pub granular: Option<&'static str>,
    pub status: ScopeStatus,
    /// The sources by their short names in `schemas/README.md`.
    pub source: &'static str,
}

/// The source of the name of a scope, which determines whether apps can request it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum ScopeStatus {
    /// On HubSpot's scopes page.
    Documented,
    /// In HubSpot's API specifications only.
    Spec,
    /// In HubSpot's scope picker only.
    Listed,
    /// In public projects that HubSpot deployed, or named by analogy with one of these.
    Observed,
    /// A permission name of the API specifications that apps most likely cannot request.
    Internal,
    /// A misspelling on HubSpot's scopes page.
    #[cfg_attr(test, serde(rename = "alias-typo"))]
    Misspelled,
    /// HubSpot refuses it.
    Removed,
    /// Requested with a client credentials token, never in a file.
    ClientCredentials,
}

impl Scope {
    /// Whether it is for data that HubSpot classifies as sensitive.
    pub fn is_sensitive(&self) -> bool {
        self.name
            .split('.')
            .any(|part| matches!(part, "sensitive" | "highly_sensitive"))
    }

    /// The narrower scopes that HubSpot splits it into.
    pub fn granular_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.granular
            .into_iter()
            .flat_map(|names| names.split(", "))
    }
}

impl ScopeStatus {
    /// Whether an app can request scopes of this status.
    pub fn is_requestable(self) -> bool {
        matches!(
            self,
            ScopeStatus::Documented
                | ScopeStatus::Spec
                | ScopeStatus::Listed
                | ScopeStatus::Observed
        )
    }
}

/// All scopes, sorted by name.
pub fn scopes() -> &'static [Scope] {
    SCOPES
}

/// The scope called `name`, exactly.
pub fn scope(name: &str) -> Option<&'static Scope> {
    let index = SCOPES.binary_search_by(|scope| scope.name.cmp(name)).ok()?;
    SCOPES.get(index)
}

/// The few scopes that are split into narrower ones.
static SPLIT: LazyLock<Vec<&'static Scope>> = LazyLock::new(|| {
    let split = scopes().iter().filter(|scope| scope.granular.is_some());
    split.collect()
});

/// The scopes that count as `name`: itself, the narrower ones that it is split into, and the broad ones that are split into
/// it. During HubSpot's migration an app may have any of them.
pub fn equivalents(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let mut found = Vec::new();
    if let Some(own) = scope(name) {
        found.push(own.name);
        found.extend(own.granular_names());
    }
    for broad in SPLIT.iter() {
        if broad.granular_names().any(|granular| granular == name) {
            found.push(broad.name);
        }
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "\
//! Every known scope. Generated from `schemas/scopes.json` (`UPDATE_EXPECT=1 cargo test --no-fail-fast`).

use super::Scope;
use super::ScopeStatus::*;

/// Sorted by name.
pub(super) static SCOPES: &[Scope] = &[
";

    /// The list as it is written; no string in it may have an escape.
    fn listed() -> Vec<Scope> {
        serde_json::from_str(schemas::SCOPES).unwrap_or_default()
    }

    #[test]
    fn the_table_is_generated_from_the_list() {
        let rows = listed()
            .into_iter()
            .map(|scope| format!("    {scope:?},\n"));
        let table = format!("{HEAD}{}];\n", rows.collect::<String>());
        expect_test::expect_file!["scopes/table.rs"].assert_eq(&table);
    }

    #[test]
    fn every_entry_is_read_and_sorted() {
        let listed = listed();
        assert!(listed.len() > 300);
        assert_eq!(listed.len(), schemas::SCOPES.matches("{\"name\"").count());
        for pair in listed.windows(2) {
            assert!(
                pair[0].name < pair[1].name,
                "schemas/scopes.json is not sorted by name: `{}` is listed before `{}`",
                pair[0].name,
                pair[1].name
            );
        }
    }

    #[test]
    fn replacements_can_be_requested() {
        let names: Vec<&str> = scopes()
            .iter()
            .flat_map(|scope| [scope.replacement, scope.granular])
            .flatten()
            .flat_map(|names| names.split(", "))
            .collect();
        assert!(names.len() > 20);
        for name in names {
            assert!(
                scope(name).is_some_and(|scope| scope.status.is_requestable() && !scope.deprecated),
                "{name}"
            );
        }
    }

    fn equivalents_of(name: &str) -> Vec<&'static str> {
        equivalents(name).collect()
    }

    #[test]
    fn broad_scopes_and_their_parts_are_equivalent() {
        assert_eq!(
            equivalents_of("timeline"),
            ["timeline", "timeline.read", "timeline.write"]
        );
        assert_eq!(
            equivalents_of("crm.objects.tickets.read"),
            ["crm.objects.tickets.read", "tickets"]
        );
        assert_eq!(
            equivalents_of("hubdb.rows.read"),
            ["hubdb.rows.read", "hubdb"]
        );
        assert_eq!(equivalents_of("files").len(), 4);
        assert_eq!(equivalents_of("oauth"), ["oauth"]);
        assert!(equivalents_of("no.such.scope").is_empty());
    }

    #[test]
    fn a_scope_is_found_by_its_exact_name() {
        let found = scope("crm.objects.contacts.read");
        assert!(
            found.is_some_and(|scope| scope.status == ScopeStatus::Documented && !scope.deprecated)
        );
        assert!(scope("CRM.objects.contacts.read").is_none());
    }
}
