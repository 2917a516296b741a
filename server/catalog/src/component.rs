//! The component types. A new type is one row here and one schema.
//!
//! Folders and limits are those of npm @hubspot/project-parsing-lib 0.23.0 (`constants.js`, `files.js`).

/// One type of component.
#[derive(PartialEq, Debug)]
pub struct ComponentType {
    /// What `type` says.
    pub name: &'static str,
    /// Where its files lie, below `srcDir`.
    pub folder: &'static str,
    /// Whether a project may have one only.
    pub singular: bool,
    /// Whether it is part of an app and so needs an `app` component.
    pub requires_app: bool,
    /// Other spellings that mean the same.
    pub alias: Option<&'static str>,
    /// Words that people write instead; for suggestions only.
    pub mistaken_for: &'static [&'static str],
}

const fn row(folder: &'static str) -> ComponentType {
    ComponentType {
        name: "",
        folder,
        singular: false,
        requires_app: true,
        alias: None,
        mistaken_for: &[],
    }
}

const fn one(folder: &'static str) -> ComponentType {
    ComponentType {
        singular: true,
        ..row(folder)
    }
}

const fn standalone(folder: &'static str) -> ComponentType {
    ComponentType {
        requires_app: false,
        ..row(folder)
    }
}

/// Makes of each row an entry of `COMPONENTS`.
macro_rules! components {
    ($($name:literal: $row:expr,)*) => {
        /// Every component type, sorted by name.
        pub static COMPONENTS: &[ComponentType] = &[$(ComponentType { name: $name, ..$row }),*];
    };
}

components! {
    "api-client": one("app/api-client"),
    "app": ComponentType { requires_app: false, mistaken_for: &["application"], ..one("app") },
    "app-event": row("app/app-events"),
    "app-function": ComponentType { mistaken_for: &["function", "functions", "serverless"], ..row("app/functions") },
    "app-object": ComponentType { mistaken_for: &["crm-object"], ..row("app/app-objects") },
    "app-object-association": row("app/app-object-associations"),
    "calling": one("app/calling"),
    "card": ComponentType { mistaken_for: &["crm-card", "app-card"], ..row("app/cards") },
    "cms-assets": ComponentType { mistaken_for: &["react-theme"], ..standalone("cms-assets") },
    "crm-bulk-action": ComponentType { mistaken_for: &["action", "bulk-action"], ..row("app/actions") },
    "marketing-event": row("app/marketing-events"),
    "mcp-client": one("app/mcp-client"),
    "mcp-server": one("app/mcp-server"),
    "media-bridge": row("app/media-bridge"),
    "page": ComponentType { alias: Some("pages"), mistaken_for: &["crm-page", "app-page", "home"], ..one("app/pages") },
    "scim": one("app/scim"),
    "settings": ComponentType { mistaken_for: &["app-settings"], ..one("app/settings") },
    "telemetry": one("app/telemetry"),
    "theme": standalone("theme"),
    "video-conferencing": row("app/video-conferencing"),
    "webhooks": one("app/webhooks"),
    "webhooks-journal": one("app/webhooks-journal"),
    "workflow-action": ComponentType { mistaken_for: &["agent-tool", "automation-action", "custom-action"], ..row("app/workflow-actions") },
}

impl ComponentType {
    /// The type called `name`, exactly.
    pub fn named(name: &str) -> Option<&'static ComponentType> {
        COMPONENTS
            .iter()
            .find(|component| component.name == name || component.alias == Some(name))
    }

    /// The type that people mean by `text`: as documented, as HubSpot's tools tolerate it, in the other number, or by a word
    /// that is known to be written instead.
    pub fn guess(text: &str) -> Option<&'static ComponentType> {
        if let (_, Some(component)) = spelling(text) {
            return Some(component);
        }
        let lower = text.to_lowercase().replace('_', "-");
        let stem = |name: &str| name.trim_end_matches('s').to_owned();
        COMPONENTS.iter().find(|component| {
            component.mistaken_for.contains(&lower.as_str()) || stem(component.name) == stem(&lower)
        })
    }

    /// The type whose files lie in `folder` (below `srcDir`), exactly.
    pub fn by_folder(folder: &str) -> Option<&'static ComponentType> {
        COMPONENTS
            .iter()
            .find(|component| component.folder == folder)
    }

    /// The type whose files are in a folder, whatever is above.
    pub fn by_folder_suffix(folder: &str) -> Option<&'static ComponentType> {
        COMPONENTS.iter().find(|component| {
            folder
                .strip_suffix(component.folder)
                .is_some_and(|above| above.is_empty() || above.ends_with('/'))
        })
    }
}

/// How HubSpot's parser takes the text of a `type`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Spelling {
    /// Written as documented.
    Exact,
    /// Accepted by accident: the look-up ignores case and takes `_` for `-`, everything after it does not.
    Tolerated,
    /// "Unsupported type".
    Unknown,
}

/// What `type` means and how it is written.
///
/// The parser upper-cases the text, turns `-` into `_` and looks the result up among its internal names, so `Card` and
/// `app_event` pass; `app` is APPLICATION inside, so `App` fails. Executed, see `schemas/README.md`.
pub fn spelling(text: &str) -> (Spelling, Option<&'static ComponentType>) {
    if let Some(component) = ComponentType::named(text) {
        return (Spelling::Exact, Some(component));
    }
    let internal = text.to_uppercase().replace('-', "_");
    let tolerated = COMPONENTS
        .iter()
        .find(|component| internal_name(component) == internal);
    match tolerated {
        Some(component) => (Spelling::Tolerated, Some(component)),
        None => (Spelling::Unknown, None),
    }
}

/// The name that the parser's schema look-up knows a component by.
fn internal_name(component: &ComponentType) -> String {
    let own = match component.name {
        "app" => "APPLICATION",
        "cms-assets" => "REACT_THEME",
        "scim" => "SCIM_INTEGRATION",
        "telemetry" => "TELEMETRY_CONFIG",
        name => name,
    };
    own.to_uppercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_unambiguous() {
        assert!(
            COMPONENTS
                .windows(2)
                .all(|pair| pair[0].name < pair[1].name)
        );
        let mut folders: Vec<_> = COMPONENTS
            .iter()
            .map(|component| component.folder)
            .collect();
        folders.sort_unstable();
        folders.dedup();
        assert_eq!(folders.len(), COMPONENTS.len());
    }

    #[test]
    fn what_people_write_is_known() {
        let meant = |text| ComponentType::guess(text).map(|component| component.name);
        for (text, name) in [
            ("card", Some("card")),
            ("Cards", Some("card")),
            ("crm-card", Some("card")),
            ("function", Some("app-function")),
            ("app_events", Some("app-event")),
            ("webhook", Some("webhooks")),
            ("home", Some("page")),
            ("automation-action", Some("workflow-action")),
            ("module", None),
            ("object", None),
            ("", None),
        ] {
            assert_eq!(meant(text), name, "{text}");
        }
    }

    #[test]
    fn spellings_are_those_the_official_parser_was_seen_to_take() {
        let of = |text| spelling(text).0;
        for exact in ["card", "page", "pages", "cms-assets", "app"] {
            assert_eq!(of(exact), Spelling::Exact, "{exact}");
        }
        for tolerated in [
            "Card",
            "app_event",
            "APPLICATION",
            "aPp-oBjEcT",
            "Page",
            "REACT_THEME",
            "scim-integration",
        ] {
            assert_eq!(of(tolerated), Spelling::Tolerated, "{tolerated}");
        }
        for unknown in [
            "cards",
            "App",
            "cms_assets",
            "SCIM",
            "TELEMETRY",
            "PAGES",
            " card",
            "constructor",
            "",
        ] {
            assert_eq!(of(unknown), Spelling::Unknown, "{unknown}");
        }
    }
}
