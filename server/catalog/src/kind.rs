//! Which files hsmeta reads, by name. CLI, language server and editor selectors all use this table.

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
    /// `local.json` next to the app: where the local development server sends requests. The name alone does not determine it.
    Local,
    /// `package.json` below the source folder: what npm installs. The name alone does not determine it.
    Package,
    /// A JSON file in a folder of components that may be one without the suffix `-hsmeta`, or a file of the layout before
    /// 2025.2. HubSpot never reads it.
    Candidate,
}

impl FileKind {
    /// Every kind that the file name alone determines.
    pub const ALL: &[FileKind] = &[FileKind::Project, FileKind::Component, FileKind::Profile];

    /// A glob of the file names, for editors. It may match files of other kinds.
    pub fn glob(self) -> &'static str {
        match self {
            FileKind::Project => MANIFEST,
            FileKind::Component => "*-hsmeta.json",
            FileKind::Profile => "hsprofile.*.json",
            FileKind::Local => LOCAL_JSON,
            FileKind::Package => PACKAGE_JSON,
            FileKind::Candidate => "*.json",
        }
    }

    /// Whether HubSpot defines the content of the file: npm defines `package.json`, and nothing reads a candidate.
    pub fn is_of_hubspot(self) -> bool {
        !matches!(self, FileKind::Package | FileKind::Candidate)
    }

    /// The kind of a file by its name, as HubSpot's own parser decides it: letter case matters, and a profile's name has no
    /// dots. Source: npm @hubspot/project-parsing-lib 0.23.0, `files.js`, `profiles.js`.
    pub fn of(file_name: &str) -> Option<FileKind> {
        if file_name == MANIFEST {
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

/// The file at the root of a project.
pub const MANIFEST: &str = "hsproject.json";

/// Whether this is a name of the project file. HubSpot's CLI finds it in any letter case.
pub fn is_manifest(file_name: &str) -> bool {
    file_name.eq_ignore_ascii_case(MANIFEST)
}

pub fn is_image(name: &str) -> bool {
    [".png", ".jpg", ".jpeg", ".gif", ".svg"]
        .iter()
        .any(|ending| has_ending(name, ending))
}

/// The endings of source files in JavaScript and TypeScript, in the order in which HubSpot's bundler (Vite) tries them for an
/// import without one.
pub const SOURCE_ENDINGS: [&str; 6] = [".mjs", ".js", ".ts", ".jsx", ".tsx", ".cjs"];

/// Whether this is the name of a source file in JavaScript or TypeScript with code in it: a declaration file has only types.
pub fn is_source(name: &str) -> bool {
    let has_code = SOURCE_ENDINGS.iter().any(|ending| name.ends_with(ending));
    has_code && !name.ends_with(".d.ts")
}

/// The path of `local.json`, relative to `srcDir`.
pub const LOCAL_JSON: &str = "app/local.json";

/// The file that says what npm installs.
pub const PACKAGE_JSON: &str = "package.json";

/// JSON files next to components that other tools read, or HubSpot by these names.
const OTHER_JSON_FILES: &[&str] = &[
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

/// The files of the layout before 2025.2 that HubSpot's tools know by name: npm @hubspot/cli 8.14.0, `lib/constants.js`.
pub const LEGACY_FILES: [&str; 3] = ["app.json", "public-app.json", "serverless.json"];

/// Whether this is the name of an app file, or of a list of functions, of the layout before 2025.2. Other tools have an
/// `app.json` too.
pub fn is_legacy_file(file_name: &str) -> bool {
    LEGACY_FILES.contains(&file_name)
}

/// Whether a JSON file may be a component, by its name. Few projects have such a file in a folder of components, and each
/// costs a read.
pub fn may_be_component(file_name: &str) -> bool {
    may_be_legacy_card(file_name)
        && !file_name
            .split(['.', '-', '_'])
            .any(|part| DISABLED.contains(&part) || EXAMPLES.contains(&part))
}

/// Whether a JSON file may be a card of the layout before 2025.2, by its name: there the app file lists the cards, and those of
/// HubSpot's templates were called `example-card.json`.
pub fn may_be_legacy_card(file_name: &str) -> bool {
    let Some(stem) = file_name.strip_suffix(".json") else {
        return false;
    };
    if stem.is_empty() || stem.starts_with('.') {
        return false;
    }
    // A file whose name is similar to that of a component file is reported for its name alone.
    if has_ending(stem, "hsmeta") || stem.starts_with("hsprofile") || stem.starts_with("hsproject")
    {
        return false;
    }
    !OTHER_JSON_FILES.contains(&file_name)
        && !stem.starts_with("tsconfig")
        && !stem.ends_with(".config")
}

/// Parts of the names of JSON files that are disabled on purpose.
const DISABLED: &[&str] = &["backup", "bak", "copy", "disabled", "off", "old", "orig"];

/// Parts of the names of files that show what another file should look like.
const EXAMPLES: &[&str] = &["dist", "example", "sample", "template", "tpl"];

/// The file name of the profile that a file is an example of: `hsprofile.dev.json` for `hsprofile.dev.example.json`. If the
/// name does not contain the profile, `dev` is used.
pub fn example_of(file_name: &str) -> Option<String> {
    let lower = file_name.to_ascii_lowercase();
    let parts: Vec<&str> = lower
        .strip_prefix("hsprofile")?
        .split(['.', '-', '_'])
        .filter(|part| !part.is_empty())
        .collect();
    if !parts.contains(&"json") || !parts.iter().any(|part| EXAMPLES.contains(part)) {
        return None;
    }
    let profile = parts
        .iter()
        .find(|part| **part != "json" && !EXAMPLES.contains(*part))
        .unwrap_or(&"dev");
    Some(format!("hsprofile.{profile}.json"))
}

/// The name of the profile that a file defines: `dev` for `hsprofile.dev.json`.
pub fn profile_name(file_name: &str) -> Option<&str> {
    let name = file_name
        .strip_prefix("hsprofile.")?
        .strip_suffix(".json")?;
    if name.is_empty() || name.contains('.') {
        None
    } else {
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_the_names_of_their_kind() {
        let names = ["hsproject.json", "app-hsmeta.json", "hsprofile.dev.json"];
        for (kind, name) in FileKind::ALL.iter().zip(names) {
            assert_eq!(FileKind::of(name), Some(*kind));
            let (start, end) = kind.glob().split_once('*').unwrap_or((kind.glob(), ""));
            assert!(name.starts_with(start) && name.ends_with(end), "{name}");
        }
    }

    #[test]
    fn files_of_other_tools_and_examples_cannot_be_components() {
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
    fn declaration_files_are_no_source_files() {
        for name in ["Card.jsx", "api.mjs", "a.cjs", ".ts", "a.d.tsx"] {
            assert!(is_source(name), "{name}");
        }
        for name in ["api.d.ts", "Card.JSX", "a.mts", "a.json", "js"] {
            assert!(!is_source(name), "{name}");
        }
    }

    #[test]
    fn an_example_names_its_profile() {
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
    fn kinds_are_decided_by_exact_names() {
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
