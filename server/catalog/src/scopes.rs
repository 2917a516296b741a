//! The scopes that an app can ask for, read from `schemas/scopes.json` when first asked for. The list cannot be
//! complete: a name that is not here is unknown, not wrong.

use std::sync::LazyLock;

use serde::Deserialize;

/// What is known about one scope.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The exact text in a list of scopes.
    pub name: &'static str,
    /// What it allows, as sentences.
    pub description: &'static str,
    /// The subscription or other condition that an account has to meet.
    pub requires: Option<&'static str>,
    /// Whether HubSpot advises against it.
    #[serde(default)]
    pub deprecated: bool,
    /// What to ask for instead: one name, or several separated by a comma and a blank.
    pub replacement: Option<&'static str>,
    /// The narrower scopes that HubSpot splits it into, separated in the same way.
    pub granular: Option<&'static str>,
    /// Where the name was seen, and so what it is good for.
    pub status: ScopeStatus,
    /// The sources by their short names in `schemas/README.md`.
    pub source: &'static str,
}

/// Where the name of a scope was seen, and so what it is good for.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum ScopeStatus {
    /// On HubSpot's scopes page.
    Documented,
    /// In HubSpot's API specifications only.
    Spec,
    /// In HubSpot's scope picker only.
    Listed,
    /// In public projects that HubSpot deployed, or named by analogy with one of these.
    Observed,
    /// A permission name of the API specifications that apps most likely cannot ask for.
    Internal,
    /// A misspelling on HubSpot's scopes page.
    #[serde(rename = "alias-typo")]
    Misspelled,
    /// HubSpot refuses it today.
    Removed,
    /// Asked for with a client credentials token, never in a file.
    ClientCredentials,
}

impl ScopeStatus {
    /// Whether an app can ask for scopes of this status.
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

/// Read without a copy of any text, so no text of the list may have an escape. One that cannot be read is our own mistake; a
/// test counts its entries.
static SCOPES: LazyLock<Vec<Scope>> =
    LazyLock::new(|| serde_json::from_str(schemas::SCOPES).unwrap_or_default());

/// Every known scope, sorted by name.
pub fn scopes() -> &'static [Scope] {
    &SCOPES
}

/// The scope called `name`, exactly.
pub fn scope(name: &str) -> Option<&'static Scope> {
    let index = SCOPES.binary_search_by(|scope| scope.name.cmp(name)).ok()?;
    SCOPES.get(index)
}

/// The scopes that count as `name`: itself, the narrower ones that it is split into, and the broad ones that are split into
/// it. During HubSpot's migration an app may have any of them.
pub fn equivalents(name: &str) -> impl Iterator<Item = &'static str> {
    let own = scope(name);
    let granular = own
        .and_then(|scope| scope.granular)
        .into_iter()
        .flat_map(|names| names.split(", "));
    let is_part_of = move |scope: &&Scope| {
        scope
            .granular
            .is_some_and(|names| names.split(", ").any(|one| one == name))
    };
    let broad: Vec<&'static str> = scopes()
        .iter()
        .filter(is_part_of)
        .map(|scope| scope.name)
        .collect();
    own.map(|scope| scope.name)
        .into_iter()
        .chain(granular)
        .chain(broad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_understood_and_in_its_place() {
        assert!(scopes().len() > 300);
        assert_eq!(scopes().len(), schemas::SCOPES.matches("{\"name\"").count());
        assert!(scopes().windows(2).all(|pair| pair[0].name < pair[1].name));
    }

    #[test]
    fn replacements_are_scopes_to_ask_for() {
        let lists = scopes()
            .iter()
            .flat_map(|scope| [scope.replacement, scope.granular])
            .flatten();
        let names: Vec<&str> = lists.flat_map(|names| names.split(", ")).collect();
        assert!(names.len() > 20);
        for name in names {
            assert!(
                scope(name).is_some_and(|scope| scope.status.is_requestable() && !scope.deprecated),
                "{name}"
            );
        }
    }

    #[test]
    fn broad_scopes_and_their_parts_count_as_each_other() {
        let of = |name| equivalents(name).collect::<Vec<_>>();
        assert_eq!(
            of("timeline"),
            ["timeline", "timeline.read", "timeline.write"]
        );
        assert_eq!(
            of("crm.objects.tickets.read"),
            ["crm.objects.tickets.read", "tickets"]
        );
        assert_eq!(of("hubdb.rows.read"), ["hubdb.rows.read", "hubdb"]);
        assert_eq!(of("files").len(), 4);
        assert_eq!(of("oauth"), ["oauth"]);
        assert!(of("no.such.scope").is_empty());
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
