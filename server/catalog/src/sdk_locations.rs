//! The exports of `@hubspot/ui-extensions` that exist in some locations only.
//!
//! npm @hubspot/ui-extensions 0.17.0, `extension-points.synced.d.ts` (`customComponents` of each extension point) and
//! `hooks.synced.d.ts`; github HubSpot/hubspot-project-components `2026.09/defaultFiles/AGENTS.md`.

/// The location of a page, whatever its route.
const PAGES: &str = "pages";

/// The locations of cards.
const CRM: &[&str] = &[
    "crm.record.tab",
    "crm.record.sidebar",
    "crm.preview",
    "helpdesk.sidebar",
];

const CRM_WITHOUT_SIDEBAR: &[&str] = &["crm.record.tab", "crm.preview", "helpdesk.sidebar"];

/// The location of components of a type; `None` for cards, of which each has its own.
pub fn location_of_type(name: &str) -> Option<&'static str> {
    match name {
        "crm-bulk-action" => Some("crm.bulkActions"),
        "page" => Some(PAGES),
        "settings" => Some("settings"),
        _ => None,
    }
}

/// The location that a card names.
pub fn card_location(name: &str) -> Option<&'static str> {
    CRM.iter().copied().find(|location| *location == name)
}

struct Row {
    /// The path in the package.
    path: &'static str,
    name: &'static str,
    locations: &'static [&'static str],
}

const fn row(path: &'static str, name: &'static str, locations: &'static [&'static str]) -> Row {
    Row {
        path,
        name,
        locations,
    }
}

#[rustfmt::skip]
static ROWS: &[Row] = &[
    row("crm", "CrmActionButton", CRM),
    row("crm", "CrmActionLink", CRM),
    row("crm", "CrmAssociationPivot", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmAssociationPropertyList", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmAssociationStageTracker", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmAssociationTable", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmCardActions", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmDataHighlight", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmPropertyList", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmReport", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmSimpleDeadline", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmStageTracker", CRM_WITHOUT_SIDEBAR),
    row("crm", "CrmStatistics", CRM_WITHOUT_SIDEBAR),
    row("crm", "useAssociations", CRM),
    row("crm", "useCrmProperties", CRM),
    row("experimental", "useAssociations", CRM),
    row("experimental", "useCrmProperties", CRM),
    row("pages", "usePageRoute", &[PAGES]),
];

/// The locations in which an export of the SDK is available; `None` if that is everywhere, or not known. `path` is the first
/// part of the path in the package: `crm`.
pub fn locations_of_export(path: &str, name: &str) -> Option<&'static [&'static str]> {
    let row = ROWS
        .iter()
        .find(|row| row.path == path && row.name == name)?;
    Some(row.locations)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;
    use crate::{SdkVersion, sdk_module};

    #[test]
    fn the_exports_are_those_of_the_newest_version() {
        for row in ROWS {
            let module = sdk_module(&format!("/{}", row.path)).unwrap();
            assert!(
                module.exports(row.name, SdkVersion::newest()),
                "{}",
                row.name
            );
        }
        let crm = sdk_module("/crm").unwrap().names(SdkVersion::newest());
        for name in crm {
            assert!(locations_of_export("crm", name).is_some(), "{name}");
        }
    }

    #[test]
    fn an_export_has_the_locations_of_its_path() {
        assert_eq!(locations_of_export("crm", "CrmActionLink"), Some(CRM));
        assert_eq!(
            locations_of_export("crm", "CrmReport"),
            Some(CRM_WITHOUT_SIDEBAR)
        );
        assert_eq!(locations_of_export("", "CrmReport"), None);
        assert_eq!(locations_of_export("crm", "CrmNewComponent"), None);
        assert_eq!(locations_of_export("", "Text"), None);
    }

    #[test]
    fn the_location_of_a_component_is_known_by_its_type_or_its_configuration() {
        assert_eq!(location_of_type("page"), Some("pages"));
        assert_eq!(location_of_type("card"), None);
        assert_eq!(
            card_location("crm.record.sidebar"),
            Some("crm.record.sidebar")
        );
        assert_eq!(card_location("${LOCATION}"), None);
    }
}
