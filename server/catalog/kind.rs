//! Which files hsmeta reads, by name. CLI, language server and editor selectors all ask this table.

/// A kind of configuration file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FileKind {
    /// `hsproject.json`, the root of a project.
    Project,
    /// `*-hsmeta.json`, one component.
    Component,
    /// `hsprofile.<name>.json`, the variables of one target account.
    Profile,
    /// `local.json` beside the app: where the local development server sends requests. The name alone says nothing.
    Local,
}

impl FileKind {
    /// The kind of a file by its name, exactly as HubSpot's own parser decides it: case matters, and
    /// a profile's name has no dots. Source: npm @hubspot/project-parsing-lib 0.23.0, `files.js`, `profiles.js`.
    pub fn of(file_name: &str) -> Option<FileKind> {
        if file_name == "hsproject.json" {
            Some(FileKind::Project)
        } else if file_name.ends_with("-hsmeta.json") {
            Some(FileKind::Component)
        } else if profile_name(file_name).is_some() {
            Some(FileKind::Profile)
        } else {
            None
        }
    }
}

/// The endings of images.
pub const IMAGES: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".svg"];

/// Where `local.json` lies, below `srcDir`.
pub(crate) const LOCAL: &str = "app/local.json";

/// The name of the profile that a file defines: `dev` for `hsprofile.dev.json`.
pub(crate) fn profile_name(file_name: &str) -> Option<&str> {
    let name = file_name.strip_prefix("hsprofile.")?.strip_suffix(".json")?;
    (!name.is_empty() && !name.contains('.')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_exact() {
        assert_eq!(FileKind::of("-hsmeta.json"), Some(FileKind::Component));
        assert_eq!(FileKind::of("hsprofile.dev.json"), Some(FileKind::Profile));
        for other in ["hsmeta.json", "a.hsmeta.json", "a-HSMETA.json", "hsprofile.json", "hsprofile.a.b.json"] {
            assert_eq!(FileKind::of(other), None, "{other}");
        }
    }
}
