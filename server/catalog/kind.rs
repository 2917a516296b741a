//! Which files hsmeta reads, by name. CLI, language server and editor selectors all ask this table.

use crate::path::has_ending;

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
    /// Every kind that the name of a file tells.
    pub const ALL: &[FileKind] = &[FileKind::Project, FileKind::Component, FileKind::Profile];

    /// The pattern of the names, for editors. It may match more files than are of this kind.
    pub fn glob(self) -> &'static str {
        match self {
            FileKind::Project => "hsproject.json",
            FileKind::Component => "*-hsmeta.json",
            FileKind::Profile => "hsprofile.*.json",
            FileKind::Local => LOCAL,
        }
    }

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

/// Whether a file is an image, by its name.
pub fn is_image(name: &str) -> bool {
    [".png", ".jpg", ".jpeg", ".gif", ".svg"].iter().any(|ending| has_ending(name, ending))
}

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
    fn names_match_their_globs() {
        let names = ["hsproject.json", "app-hsmeta.json", "hsprofile.dev.json"];
        for (kind, name) in FileKind::ALL.iter().zip(names) {
            assert_eq!(FileKind::of(name), Some(*kind));
            let (start, end) = kind.glob().split_once('*').unwrap_or((kind.glob(), ""));
            assert!(name.starts_with(start) && name.ends_with(end), "{name}");
        }
    }

    #[test]
    fn names_are_exact() {
        assert_eq!(FileKind::of("-hsmeta.json"), Some(FileKind::Component));
        assert_eq!(FileKind::of("hsprofile.dev.json"), Some(FileKind::Profile));
        for other in ["hsmeta.json", "a.hsmeta.json", "a-HSMETA.json", "hsprofile.json", "hsprofile.a.b.json"] {
            assert_eq!(FileKind::of(other), None, "{other}");
        }
    }
}
