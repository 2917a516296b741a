//! The globals of browsers that rules about UI code look for.

/// By HubSpot's ESLint package, and what leads to them.
pub(crate) const BROWSER_GLOBALS: [&str; 19] = [
    "XMLHttpRequest",
    "addEventListener",
    "alert",
    "confirm",
    "console",
    "document",
    "fetch",
    "globalThis",
    "history",
    "importScripts",
    "localStorage",
    "location",
    "navigator",
    "prompt",
    "removeEventListener",
    "require",
    "self",
    "sessionStorage",
    "window",
];

/// Whether a name is one of the globals that rules about UI code look for.
pub fn is_browser_global(name: &str) -> bool {
    BROWSER_GLOBALS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_in_order() {
        assert!(BROWSER_GLOBALS.is_sorted());
    }
}
