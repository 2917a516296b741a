//! The shared data of an app, as its listing has it: which objects it reads and writes, by its scopes.

use std::collections::BTreeMap;

use analysis::code_scopes::ListedScopes;
use catalog::Scope;

use super::table::TABLE;

/// A row of the table of shared data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SharedObject {
    pub object: String,
    pub read: bool,
    pub write: bool,
    /// The scopes that give it, sorted.
    pub scopes: Vec<String>,
}

impl SharedObject {
    /// The direction, as the listing has it.
    pub fn direction(&self) -> &'static str {
        match (self.read, self.write) {
            (true, true) => "bidirectional",
            (true, false) => "HubSpot to app",
            _ => "app to HubSpot",
        }
    }
}

/// The shared data, and the scopes of which it is not known whether they belong to it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SharedData {
    /// Sorted by name.
    pub objects: Vec<SharedObject>,
    /// Sorted; never text from files that is not the name of a known scope.
    pub other_scopes: Vec<&'static str>,
    /// Whether there may be others: unknown names, variables, lists that are not the same in every profile.
    pub is_open: bool,
}

pub(super) fn of(listed: &ListedScopes) -> SharedData {
    let mut objects: BTreeMap<String, SharedObject> = BTreeMap::new();
    let mut data = SharedData {
        is_open: listed.is_open,
        ..SharedData::default()
    };
    // A listing describes the app of all accounts, so a scope of one profile counts.
    let names = listed.lists.keys().chain(&listed.in_some_profiles);
    for name in names {
        let Some(scope) = catalog::scope(name) else {
            data.is_open = true;
            continue;
        };
        let accesses = accesses(scope);
        if accesses.is_empty() && scope.name != "oauth" {
            data.other_scopes.push(scope.name);
        }
        for (object, read, write) in accesses {
            let row = objects.entry(object.clone()).or_default();
            row.object = object;
            row.read |= read;
            row.write |= write;
            row.scopes.push(scope.name.to_owned());
        }
    }
    data.other_scopes.sort_unstable();
    data.objects = objects.into_values().collect();
    for object in &mut data.objects {
        object.scopes.sort_unstable();
        object.scopes.dedup();
    }
    data
}

/// The objects that a scope gives, and whether to read or write them.
fn accesses(scope: &Scope) -> Vec<(String, bool, bool)> {
    if let Some(rest) = scope.name.strip_prefix("crm.objects.") {
        let mut parts = rest.split('.');
        let object = parts.next().unwrap_or_default().replace('_', " ");
        let object = match object.as_str() {
            "custom" => "custom objects".to_owned(),
            _ => object,
        };
        let rest: Vec<&str> = parts.collect();
        return vec![(object, rest.contains(&"read"), rest.contains(&"write"))];
    }
    let mut found = Vec::new();
    for row in &TABLE.shared_data {
        if row.scope == scope.name {
            found.push((row.object.clone(), row.read, row.write));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(names: &[&str]) -> Vec<(String, &'static str)> {
        let mut listed = ListedScopes::default();
        for name in names {
            listed
                .lists
                .insert((*name).to_owned(), vec!["requiredScopes"]);
        }
        let data = of(&listed);
        let objects = data.objects.iter();
        objects
            .map(|object| (object.object.clone(), object.direction()))
            .collect()
    }

    #[test]
    fn an_object_that_is_read_and_written_is_bidirectional() {
        assert_eq!(
            direction(&[
                "oauth",
                "crm.objects.contacts.read",
                "crm.objects.contacts.sensitive.write.v2",
                "crm.objects.line_items.read",
                "crm.objects.custom.write",
                "tickets",
            ]),
            [
                ("contacts".to_owned(), "bidirectional"),
                ("custom objects".to_owned(), "app to HubSpot"),
                ("line items".to_owned(), "HubSpot to app"),
                ("tickets".to_owned(), "bidirectional"),
            ]
        );
    }

    #[test]
    fn every_scope_of_an_object_reads_or_writes_it() {
        for scope in catalog::scopes() {
            for (object, read, write) in accesses(scope) {
                assert!(!object.is_empty() && (read || write), "{}", scope.name);
            }
        }
    }
}
