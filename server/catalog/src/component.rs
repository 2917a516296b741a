//! The component types. A new type is one row here and one schema.
//!
//! Folders and limits are those of npm @hubspot/project-parsing-lib 0.23.0 (`constants.js`, `files.js`).

/// One type of component.
#[derive(Debug)]
pub struct ComponentType {
    /// The value of `type`.
    pub name: &'static str,
    /// The folder of its files, relative to `srcDir`.
    pub folder: &'static str,
    /// Whether a project may have only one.
    pub singular: bool,
    /// Whether it is part of an app and so requires an `app` component.
    pub requires_app: bool,
    /// Another value of `type` that HubSpot accepts.
    pub alias: Option<&'static str>,
    /// Common mistakes for the value; for suggestions only.
    pub mistaken_for: &'static [&'static str],
}

/// The name says which type it is: comparing all fields took 0.5 % of the instructions of a run over 100 projects.
impl PartialEq for ComponentType {
    fn eq(&self, other: &ComponentType) -> bool {
        self.name == other.name
    }
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

    /// The type that is most likely meant: spelled as documented or as HubSpot's tools accept it, in singular or plural, or
    /// one of `mistaken_for`.
    pub fn guess(text: &str) -> Option<&'static ComponentType> {
        if let (_, Some(component)) = spelling(text) {
            return Some(component);
        }
        let lower = text.to_lowercase().replace('_', "-");
        let singular = lower.trim_end_matches('s');
        COMPONENTS.iter().find(|component| {
            component.mistaken_for.contains(&lower.as_str())
                || component.name.trim_end_matches('s') == singular
        })
    }

    /// The type whose files are in `folder`, relative to `srcDir`.
    pub fn by_folder(folder: &str) -> Option<&'static ComponentType> {
        COMPONENTS
            .iter()
            .find(|component| component.folder == folder)
    }

    /// The type whose files are in a folder, for any source folder.
    pub fn by_folder_suffix(folder: &str) -> Option<&'static ComponentType> {
        COMPONENTS.iter().find(|component| {
            folder
                .strip_suffix(component.folder)
                .is_some_and(|parent| parent.is_empty() || parent.ends_with('/'))
        })
    }
}

/// How HubSpot's parser treats a value of `type`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Spelling {
    /// As documented.
    Exact,
    /// Accepted by accident: the lookup ignores letter case and treats `_` as `-`, the later steps do not.
    Tolerated,
    /// "Unsupported type".
    Unknown,
}

/// How `type` is written, and the component type that it means.
///
/// The parser upper-cases the value, turns `-` into `_` and looks the result up among its internal names, so `Card` and
/// `app_event` pass; `app` is APPLICATION inside, so `App` fails. Executed, see `schemas/README.md`.
pub fn spelling(text: &str) -> (Spelling, Option<&'static ComponentType>) {
    if let Some(component) = ComponentType::named(text) {
        return (Spelling::Exact, Some(component));
    }
    let internal = text.to_uppercase().replace('-', "_");
    for component in COMPONENTS {
        if internal_name(component) == internal {
            return (Spelling::Tolerated, Some(component));
        }
    }
    (Spelling::Unknown, None)
}

/// The component type with this key in the parser's schema lookup: `APP_FUNCTION`.
pub fn with_internal_name(name: &str) -> Option<&'static ComponentType> {
    COMPONENTS
        .iter()
        .find(|component| internal_name(component) == name)
}

/// The key of a component in the parser's schema lookup, and in HubSpot's answer with all schemas.
pub fn internal_name(component: &ComponentType) -> String {
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
        for pair in COMPONENTS.windows(2) {
            assert!(
                pair[0].name < pair[1].name,
                "component types are not sorted by name: `{}` is listed before `{}`",
                pair[0].name,
                pair[1].name
            );
        }
        let mut folders: Vec<_> = COMPONENTS
            .iter()
            .map(|component| component.folder)
            .collect();
        folders.sort_unstable();
        folders.dedup();
        assert_eq!(folders.len(), COMPONENTS.len());
    }

    #[test]
    fn common_misnomers_are_guessed() {
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
            let guessed = ComponentType::guess(text).map(|component| component.name);
            assert_eq!(guessed, name, "{text}");
        }
    }

    #[test]
    fn spellings_are_judged_as_by_the_official_parser() {
        for exact in ["card", "page", "pages", "cms-assets", "app"] {
            assert_eq!(spelling(exact).0, Spelling::Exact, "{exact}");
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
            assert_eq!(spelling(tolerated).0, Spelling::Tolerated, "{tolerated}");
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
            assert_eq!(spelling(unknown).0, Spelling::Unknown, "{unknown}");
        }
    }
}
