//! Whether a project excludes its profiles from version control on purpose: its `.gitignore` names them, and an example shows
//! what they look like. Nothing else depends on a `.gitignore`: HubSpot does not read it.

use std::collections::BTreeSet;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{Entry, Project};
use catalog::example_of;
use diagnostics::RelPath;

/// The first example of a profile, if profiles like it are excluded from version control.
pub fn example_of_ignored_profile(project: &Project) -> Option<&RelPath> {
    let source = project.source_folder()?;
    let mut first_example = None;
    let mut names = BTreeSet::new();
    for (path, entry) in &project.entries {
        if *entry == Entry::File
            && let Some(profile) = example_of(path.file_name())
        {
            first_example.get_or_insert(path);
            names.insert(profile);
        }
    }
    let first_example = first_example?;
    let lines = project.gitignores.values().flat_map(|text| text.lines());
    names.extend(lines.filter_map(literal_name).map(str::to_owned));
    let matchers = matchers(project);
    let mut profiles = names.iter().filter_map(|name| source.join(name));
    if profiles.any(|profile| is_ignored(&matchers, &profile)) {
        Some(first_example)
    } else {
        None
    }
}

/// The file name of a profile that a pattern names without wildcards.
fn literal_name(line: &str) -> Option<&str> {
    let name = line.trim().rsplit('/').next()?;
    if name.starts_with("hsprofile.") && !name.contains(['*', '?', '[']) {
        Some(name)
    } else {
        None
    }
}

/// The matcher of each `.gitignore` with its folder; the one nearest to a file comes first, as it decides.
fn matchers(project: &Project) -> Vec<(&RelPath, Gitignore)> {
    let mut matchers = Vec::new();
    for (folder, text) in project.gitignores.iter().rev() {
        let mut builder = GitignoreBuilder::new("");
        for line in text.lines() {
            // An invalid line is skipped, as by git.
            let _ = builder.add_line(None, line);
        }
        matchers.push((
            folder,
            builder.build().unwrap_or_else(|_| Gitignore::empty()),
        ));
    }
    matchers
}

fn is_ignored(matchers: &[(&RelPath, Gitignore)], path: &RelPath) -> bool {
    for (folder, matcher) in matchers {
        let Some(below) = path.below(folder.as_str()) else {
            continue;
        };
        match matcher.matched_path_or_any_parents(below, false) {
            Match::Ignore(_) => return true,
            Match::Whitelist(_) => return false,
            Match::None => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_excluded_on_purpose(gitignores: &[(&str, &str)], files: &[&str]) -> bool {
        let mut project = Project {
            manifest: Some(RelPath::new("hsproject.json")),
            ..Project::default()
        };
        project.insert_file(&RelPath::new("src/app/app-hsmeta.json"));
        for file in files {
            project.insert_file(&RelPath::new(file));
        }
        for (folder, text) in gitignores {
            project
                .gitignores
                .insert(RelPath::new(folder), (*text).to_owned());
        }
        example_of_ignored_profile(&project).is_some()
    }

    #[test]
    fn the_last_matching_pattern_of_the_nearest_gitignore_decides() {
        const EXAMPLE: &str = "src/hsprofile.dev.example.json";
        for (gitignores, is_ignored) in [
            (&[("", "hsprofile.*.json\n")][..], true),
            (
                &[("", "src/hsprofile.*.json\n!src/hsprofile.*.example.json\n")],
                true,
            ),
            (&[("src", "/hsprofile.dev.json\n")], true),
            (&[("", "# secrets\nsrc/hsprofile.prod.json\n")], true),
            (&[("", "node_modules\n*.log\n")], false),
            (&[("", "# hsprofile.dev.json\n")], false),
            (&[("", "hsprofile.*.json\n!hsprofile.dev.json\n")], false),
            (
                &[("", "hsprofile.*.json\n"), ("src", "!hsprofile.*.json\n")],
                false,
            ),
            (&[("src/app", "hsprofile.*.json\n")], false),
            (&[], false),
        ] {
            assert_eq!(
                is_excluded_on_purpose(gitignores, &[EXAMPLE]),
                is_ignored,
                "{gitignores:?}"
            );
        }
    }

    #[test]
    fn without_an_example_profiles_are_not_excluded_on_purpose() {
        let gitignores = [("", "hsprofile.*.json")];
        assert!(!is_excluded_on_purpose(&gitignores, &[]));
        assert!(is_excluded_on_purpose(
            &gitignores,
            &["docs/hsprofile.example.json"]
        ));
        assert!(is_excluded_on_purpose(
            &gitignores,
            &["src/hsprofile.prod.json.example"]
        ));
    }
}
