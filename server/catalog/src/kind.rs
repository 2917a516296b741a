//! Which files hsmeta reads, by name. CLI, language server and editor selectors all ask this table.

use diagnostics::path::has_ending;

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
    /// `package.json` below the source folder: what npm installs. The name alone says nothing.
    Package,
    /// A JSON file in a folder of components that may be one without the ending of its name. HubSpot never reads it.
    Candidate,
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
            FileKind::Local => LOCAL_JSON,
            FileKind::Package => PACKAGE_JSON,
            FileKind::Candidate => "*.json",
        }
    }

    /// Whether HubSpot's own tools define what the file says; others read `package.json` too, and nobody a candidate.
    pub fn is_of_hubspot(self) -> bool {
        !matches!(self, FileKind::Package | FileKind::Candidate)
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
    [".png", ".jpg", ".jpeg", ".gif", ".svg"]
        .iter()
        .any(|ending| has_ending(name, ending))
}

/// Where `local.json` lies, below `srcDir`.
pub const LOCAL_JSON: &str = "app/local.json";

/// The file that says what npm installs.
pub const PACKAGE_JSON: &str = "package.json";

/// JSON files that lie beside components and are read by other tools, or by HubSpot under these very names.
const OF_OTHERS: &[&str] = &[
    "app.json",
    "components.json",
    "deno.json",
    "fields.json",
    "jsconfig.json",
    "local.json",
    "package-lock.json",
    "package.json",
    "public-app.json",
    "serverless.json",
    "tsconfig.json",
    "vercel.json",
];

/// Whether a JSON file may be a component, by its name. Few projects have such a file in a folder of components, and
/// each is one more to read.
pub fn may_be_component(file_name: &str) -> bool {
    let Some(stem) = file_name.strip_suffix(".json") else {
        return false;
    };
    // What is named almost like a component file is reported for its name alone.
    let is_near_miss = has_ending(stem, "hsmeta")
        || stem.starts_with("hsprofile")
        || stem.starts_with("hsproject");
    let is_set_aside = |part: &str| SET_ASIDE.contains(&part) || EXAMPLES.contains(&part);
    let is_of_others =
        OF_OTHERS.contains(&file_name) || stem.starts_with("tsconfig") || stem.ends_with(".config");
    let is_hidden = stem.is_empty() || stem.starts_with('.');
    !is_hidden && !is_near_miss && !is_of_others && !stem.split(['.', '-', '_']).any(is_set_aside)
}

/// Words in the names of JSON files that are set aside on purpose.
const SET_ASIDE: &[&str] = &["backup", "bak", "copy", "disabled", "off", "old", "orig"];

/// Words in the names of files that show what another one should look like.
const EXAMPLES: &[&str] = &["dist", "example", "sample", "template", "tpl"];

/// The file name of the profile that a file is an example of: `hsprofile.dev.json` for `hsprofile.dev.example.json`.
/// Where the name tells of no profile it is that of some profile.
pub fn example_of(file_name: &str) -> Option<String> {
    let rest = file_name.to_ascii_lowercase();
    let parts: Vec<&str> = rest
        .strip_prefix("hsprofile")?
        .split(['.', '-', '_'])
        .filter(|part| !part.is_empty())
        .collect();
    if !parts.contains(&"json") || !parts.iter().any(|part| EXAMPLES.contains(part)) {
        return None;
    }
    let own = parts
        .iter()
        .find(|part| **part != "json" && !EXAMPLES.contains(*part))
        .unwrap_or(&"dev");
    Some(format!("hsprofile.{own}.json"))
}

/// The name of the profile that a file defines: `dev` for `hsprofile.dev.json`.
pub fn profile_name(file_name: &str) -> Option<&str> {
    let name = file_name
        .strip_prefix("hsprofile.")?
        .strip_suffix(".json")?;
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
    fn only_names_without_another_meaning_may_be_those_of_components() {
        for name in [
            "send.json",
            "order-card.json",
            "theme.json",
            "webhooks.json",
            "app-config.json",
        ] {
            assert!(may_be_component(name), "{name}");
        }
        for name in [
            "package.json",
            "tsconfig.json",
            "tsconfig.build.json",
            "eslint.config.json",
            ".prettierrc.json",
            "app.json",
            "send-hsmeta.json",
            "send.hsmeta.json",
            "hsprofile.dev.json",
            "send.bak.json",
            "card-example.json",
            "send.js",
            ".json",
        ] {
            assert!(!may_be_component(name), "{name}");
        }
    }

    #[test]
    fn an_example_of_a_profile_tells_which_one() {
        for (name, of) in [
            ("hsprofile.dev.example.json", Some("hsprofile.dev.json")),
            ("hsprofile.example.json", Some("hsprofile.dev.json")),
            ("hsprofile.prod.json.example", Some("hsprofile.prod.json")),
            ("hsprofile-qa.sample.json", Some("hsprofile.qa.json")),
            ("hsprofile.dev.json", None),
            ("hsprofile.example.md", None),
            ("example.json", None),
        ] {
            assert_eq!(example_of(name).as_deref(), of, "{name}");
        }
    }

    #[test]
    fn names_are_exact() {
        assert_eq!(FileKind::of("-hsmeta.json"), Some(FileKind::Component));
        assert_eq!(FileKind::of("hsprofile.dev.json"), Some(FileKind::Profile));
        for other in [
            "hsmeta.json",
            "a.hsmeta.json",
            "a-HSMETA.json",
            "hsprofile.json",
            "hsprofile.a.b.json",
        ] {
            assert_eq!(FileKind::of(other), None, "{other}");
        }
    }
}
