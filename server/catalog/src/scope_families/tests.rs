#![allow(clippy::expect_used, reason = "a test that panics has failed")]

use serde::Deserialize;

use super::table::ACCESSORS;
use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(rename = "read")]
    _read: String,
    families: Vec<ListedFamily>,
    sdk: Vec<ListedAccessor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedFamily {
    family: String,
    paths: Vec<String>,
    #[serde(default)]
    types: Vec<String>,
    read: Vec<String>,
    write: Vec<String>,
    note: Option<String>,
    grade: Grade,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedAccessor {
    accessor: String,
    path: String,
}

const HEAD: &str = "\
//! Generated from `schemas/scope-families.json` (`UPDATE_EXPECT=1 cargo test --no-fail-fast`).

use super::Grade::*;
use super::ScopeFamily;

/// The families, in the order of the file.
pub(super) static FAMILIES: &[ScopeFamily] = &[
";

const ACCESSORS_HEAD: &str = "\
];

/// The accessors of HubSpot's API client for Node.js with the paths that they call, sorted; `{0}` is the first argument.
pub(super) static ACCESSORS: &[(&str, &str)] = &[
";

fn listed() -> Listed {
    serde_json::from_str(schemas::SCOPE_FAMILIES).expect("the embedded file is valid")
}

#[test]
fn the_table_is_generated_from_the_list() {
    let listed = listed();
    let mut table = String::from(HEAD);
    for row in &listed.families {
        table.push_str(&format!(
            "    ScopeFamily {{ family: {:?}, paths: &{:?}, types: &{:?}, read: &{:?}, write: &{:?}, note: {:?}, \
             grade: {:?}, source: {:?} }},\n",
            row.family, row.paths, row.types, row.read, row.write, row.note, row.grade, row.source
        ));
    }
    table.push_str(ACCESSORS_HEAD);
    for row in &listed.sdk {
        table.push_str(&format!("    ({:?}, {:?}),\n", row.accessor, row.path));
    }
    table.push_str("];\n");
    expect_test::expect_file!["table.rs"].assert_eq(&table);
}

#[test]
fn every_scope_of_the_table_can_be_requested() {
    let mut count = 0;
    for family in FAMILIES {
        for name in family.read.iter().chain(family.write) {
            let is_known = match name.strip_suffix('*') {
                Some("crm.app." | "crm.app.objects.") => true,
                Some(beginning) => crate::scopes()
                    .iter()
                    .any(|scope| scope.name.starts_with(beginning)),
                None => crate::scope(name).is_some_and(|scope| scope.status.is_requestable()),
            };
            assert!(is_known, "{}: {name}", family.family);
            count += 1;
        }
        for first in [family.read.first(), family.write.first()]
            .into_iter()
            .flatten()
        {
            assert!(!first.ends_with('*'), "{first} cannot be added");
        }
    }
    assert!(count > 250);
}

#[test]
fn every_accessor_has_a_path_of_a_family() {
    for (accessor, template) in ACCESSORS {
        let is_found = ["deals", "p_boats"].iter().any(|object| {
            let path = template.replace("{0}", object).replace("{1}", object);
            found(&path.replace("{2}", object)) != FoundApi::UnknownPath
        });
        assert!(is_found, "{accessor}: {template}");
    }
}

/// The segments of a path; `?` is one that is not known.
fn segments(path: &str) -> Vec<Option<&str>> {
    let parts = path.split('/').skip(1);
    parts
        .map(|part| if part == "?" { None } else { Some(part) })
        .collect()
}

fn found(path: &str) -> FoundApi {
    api_scopes(&segments(path))
}

/// The alternatives of a path, or why there are none.
fn scopes(method: &str, path: &str) -> String {
    let segments = segments(path);
    let access = Access::of_request(Some(method), &segments);
    match api_scopes(&segments) {
        FoundApi::Known(found) => found.alternatives(access).join(" "),
        FoundApi::UnknownType => "unknown type".to_owned(),
        FoundApi::UnknownPath => "unknown path".to_owned(),
    }
}

#[test]
fn versions_do_not_matter_unless_a_pattern_has_one() {
    for path in [
        "/crm/v3/objects/contacts/1",
        "/crm/objects/2026-09/contacts/1",
        "/crm/objects/2027-03-beta/contact/?",
        "/crm/v3/objects/0-1",
        "/crm/?/objects/contacts",
        "/crm/objects/?/CONTACTS/1",
    ] {
        assert_eq!(scopes("GET", path), "crm.objects.contacts.read", "{path}");
    }
    assert_eq!(
        scopes("GET", "/integrators/timeline/v4/x"),
        "timeline timeline.read"
    );
    assert_eq!(
        scopes("GET", "/integrators/timeline/v3/1/event-templates"),
        "unknown path"
    );
    assert_eq!(
        scopes("POST", "/cms/v3/hubdb/2026-09/tables"),
        "hubdb hubdb.tables.write hubdb.tables.publish"
    );
}

#[test]
fn the_most_specific_row_wins() {
    assert_eq!(
        scopes("POST", "/crm/v3/objects/deals/splits/batch/read"),
        "crm.dealsplits.read_write"
    );
    assert_eq!(
        scopes("GET", "/cms/v3/hubdb/tables/?/rows"),
        "hubdb hubdb.rows.read"
    );
    assert_eq!(
        scopes("GET", "/cms/v3/hubdb/tables/1"),
        "hubdb hubdb.tables.read"
    );
    assert_eq!(
        scopes("GET", "/settings/v3/users/teams"),
        "settings.users.teams.read"
    );
    assert_eq!(scopes("GET", "/settings/v3/users/1"), "settings.users.read");
}

#[test]
fn searches_and_batch_reads_read() {
    for (method, path, access) in [
        ("POST", "/crm/v3/objects/contacts/search", Access::Read),
        ("post", "/crm/v3/objects/contacts/batch/read", Access::Read),
        (
            "POST",
            "/crm/v3/objects/contacts/batch/create",
            Access::Write,
        ),
        ("POST", "/crm/v3/objects/contacts/?", Access::Unknown),
        ("POST", "/crm/v3/objects/contacts", Access::Write),
        ("PATCH", "/crm/v3/objects/contacts/?", Access::Write),
        ("HEAD", "/crm/v3/objects/contacts/?", Access::Read),
    ] {
        assert_eq!(
            Access::of_request(Some(method), &segments(path)),
            access,
            "{method} {path}"
        );
    }
    assert_eq!(Access::of_request(None, &[]), Access::Unknown);
}

#[test]
fn types_that_are_not_known_say_nothing() {
    assert_eq!(scopes("GET", "/crm/v3/objects/?/1"), "unknown type");
    assert_eq!(scopes("GET", "/crm/v3/objects/boats/1"), "unknown path");
    assert_eq!(
        scopes("GET", "/crm/v4/objects/contacts/?/associations/?"),
        "unknown type"
    );
    assert_eq!(
        scopes("GET", "/crm/v4/objects/contacts/?/associations/boats"),
        "unknown type"
    );
    assert_eq!(scopes("GET", "/contacts/v1/lists"), "unknown path");
    assert_eq!(scopes("GET", "/crm/v3/schemas/contacts"), "unknown path");
}

#[test]
fn associations_require_a_scope_of_either_side() {
    assert_eq!(
        scopes(
            "PUT",
            "/crm/v4/objects/contacts/?/associations/default/deals/?"
        ),
        "crm.objects.contacts.write crm.objects.deals.write crm.objects.contacts.read crm.objects.deals.read"
    );
    assert_eq!(
        scopes("GET", "/crm/v4/associations/contacts/deals/labels"),
        ""
    );
    let FoundApi::Known(notes) = found("/crm/v4/objects/contacts/?/associations/notes") else {
        panic!("not found");
    };
    assert!(!notes.is_certain);
}

#[test]
fn an_unknown_end_of_several_segments_may_lead_to_a_longer_row() {
    let longer = |path| longer_path_scopes(&segments(path), Access::Read).join(" ");
    assert_eq!(
        longer("/cms/v3/hubdb/2026-09/tables/?/?"),
        "hubdb hubdb.rows.read"
    );
    assert_eq!(
        longer("/settings/users/2026-09/?"),
        "settings.users.teams.read"
    );
    let deals = longer("/crm/objects/2026-09/deals/?");
    for scope in ["crm.dealsplits.read_write", "crm.objects.contacts.read"] {
        assert!(deals.contains(scope), "{scope}");
    }
    assert!(!deals.contains("crm.objects.contacts.write"));
    assert_eq!(longer("/crm/v3/lists/?"), "");
    assert_eq!(longer("/cms/v3/hubdb/tables"), "");
}

#[test]
fn ids_of_object_types_are_known() {
    assert_eq!(
        scopes("GET", "/crm/objects/2026-09/0-123/1"),
        "crm.objects.orders.read"
    );
    assert_eq!(
        scopes("GET", "/crm/v3/objects/0-48"),
        "crm.objects.contacts.read crm.objects.calls.read"
    );
}

#[test]
fn an_unknown_access_requires_one_of_both() {
    let FoundApi::Known(deals) = found("/crm/v3/objects/deals") else {
        panic!("not found");
    };
    assert_eq!(
        deals.alternatives(Access::Unknown).join(" "),
        "crm.objects.deals.read crm.objects.deals.write"
    );
    let FoundApi::Known(owners) = found("/crm/v3/owners") else {
        panic!("not found");
    };
    assert!(owners.alternatives(Access::Unknown).is_empty());
}

#[test]
fn requested_scopes_are_compared_with_the_alternatives() {
    let alternatives = ["crm.objects.contacts.read", "crm.schemas.contacts.*"];
    for name in [
        "crm.objects.contacts.read",
        "crm.schemas.contacts.write",
        "crm.objects.contacts.sensitive.read.v2",
        "crm.objects.contacts.highly_sensitive.read",
    ] {
        assert!(is_alternative(name, &alternatives), "{name}");
    }
    assert!(!is_alternative("crm.objects.contacts.write", &alternatives));
}

#[test]
fn operations_of_the_client_are_paths() {
    let path = |accessor: &str, arguments: &[Option<&'static str>]| {
        let names: Vec<&str> = accessor.split('.').collect();
        let path = api_client_path(&names, |position| {
            arguments.get(position).copied().flatten()
        });
        path.map(|path| {
            let shown: Vec<&str> = path.iter().map(|segment| segment.unwrap_or("?")).collect();
            shown.join("/")
        })
    };
    assert_eq!(
        path("crm.contacts.basicApi.getById", &[]).as_deref(),
        Some("crm/v3/objects/contacts")
    );
    assert_eq!(
        path("crm.objects.basicApi.getPage", &[Some("orders")]).as_deref(),
        Some("crm/v3/objects/orders")
    );
    assert_eq!(
        path("crm.objects.basicApi.getPage", &[None]).as_deref(),
        Some("crm/v3/objects/?")
    );
    assert_eq!(
        path(
            "crm.associations.v4.basicApi.create",
            &[Some("contacts"), None, Some("deals")]
        )
        .as_deref(),
        Some("crm/v4/objects/contacts/?/associations/deals")
    );
    assert_eq!(path("crm.unknown.basicApi.getById", &[]), None);
    assert_eq!(api_client_access("getById"), Access::Read);
    assert_eq!(api_client_access("upsert"), Access::Write);
    assert_eq!(api_client_access("frobnicate"), Access::Unknown);
}
