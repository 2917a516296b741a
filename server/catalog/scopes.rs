//! The scopes that an app can ask for, read from `schemas/scopes.json` when first asked for. The list cannot be
//! complete: a name that is not here is unknown, not wrong.

use std::sync::LazyLock;

use serde_json::Value;

/// What is known about one scope.
#[derive(Debug)]
pub struct Scope {
    /// The exact text in a list of scopes.
    pub name: &'static str,
    /// What it allows, as sentences.
    pub description: &'static str,
    /// The subscription or other condition that an account has to meet.
    pub requires: Option<&'static str>,
    /// Whether HubSpot advises against it.
    pub deprecated: bool,
    /// What to ask for instead: one name, or several separated by a comma and a blank.
    pub replacement: Option<&'static str>,
    /// Where the name was seen, and so what it is good for.
    pub status: ScopeStatus,
    /// The sources by their short names in `schemas/README.md`.
    pub source: &'static str,
}

/// Where the name of a scope was seen, and so what it is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeStatus {
    /// On HubSpot's scopes page.
    Documented,
    /// In HubSpot's API specifications only.
    Spec,
    /// In HubSpot's scope picker only.
    Listed,
    /// A permission name of the API specifications that apps most likely cannot ask for.
    Internal,
    /// A misspelling on HubSpot's scopes page.
    Misspelt,
    /// HubSpot refuses it today.
    Removed,
    /// Asked for with a client credentials token, never in a file.
    ClientCredentials,
}

impl ScopeStatus {
    fn of(text: &str) -> Option<ScopeStatus> {
        Some(match text {
            "documented" => ScopeStatus::Documented,
            "spec" => ScopeStatus::Spec,
            "listed" => ScopeStatus::Listed,
            "internal" => ScopeStatus::Internal,
            "alias-typo" => ScopeStatus::Misspelt,
            "removed" => ScopeStatus::Removed,
            "client-credentials" => ScopeStatus::ClientCredentials,
            _ => return None,
        })
    }

    /// Whether an app can ask for scopes of this status.
    pub fn is_requestable(self) -> bool {
        matches!(self, ScopeStatus::Documented | ScopeStatus::Spec | ScopeStatus::Listed)
    }
}

static DATA: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/scopes.json"));
    serde_json::from_str(text).unwrap_or_default()
});

/// An entry that is not understood is our own mistake; a test counts them.
static SCOPES: LazyLock<Vec<Scope>> = LazyLock::new(|| DATA.iter().filter_map(read).collect());

fn read(entry: &'static Value) -> Option<Scope> {
    let text = |name: &str| entry.get(name)?.as_str();
    Some(Scope {
        name: text("name")?,
        description: text("description")?,
        requires: text("requires"),
        deprecated: entry.get("deprecated").is_some_and(|value| value == true),
        replacement: text("replacement"),
        status: ScopeStatus::of(text("status")?)?,
        source: text("source")?,
    })
}

/// Every known scope, sorted by name.
pub fn scopes() -> &'static [Scope] {
    &SCOPES
}

/// The scope called `name`, exactly.
pub fn scope(name: &str) -> Option<&'static Scope> {
    let index = SCOPES.binary_search_by(|scope| scope.name.cmp(name)).ok()?;
    SCOPES.get(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_understood_and_in_its_place() {
        assert!(DATA.len() > 300);
        assert_eq!(scopes().len(), DATA.len());
        assert!(scopes().windows(2).all(|pair| pair[0].name < pair[1].name));
        let known = ["name", "status", "description", "requires", "deprecated", "replacement", "source"];
        let mut keys = DATA.iter().filter_map(Value::as_object).flat_map(|entry| entry.keys());
        assert_eq!(keys.find(|key| !known.contains(&key.as_str())), None);
    }

    #[test]
    fn replacements_are_scopes_to_ask_for() {
        let replacements = scopes().iter().filter_map(|scope| scope.replacement);
        let names: Vec<&str> = replacements.flat_map(|names| names.split(", ")).collect();
        assert!(names.len() > 5);
        for name in names {
            assert!(scope(name).is_some_and(|scope| scope.status.is_requestable() && !scope.deprecated), "{name}");
        }
    }

    #[test]
    fn a_scope_is_found_by_its_exact_name() {
        let found = scope("crm.objects.contacts.read");
        assert!(found.is_some_and(|scope| scope.status == ScopeStatus::Documented && !scope.deprecated));
        assert!(scope("CRM.objects.contacts.read").is_none());
    }
}
