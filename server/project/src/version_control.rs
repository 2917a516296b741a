//! Whether a project keeps its profiles out of version control on purpose: its `.gitignore` names them, and an example
//! shows what they look like. Nothing else is ever asked of a `.gitignore`: HubSpot does not read it.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{Entry, Project};
use catalog::example_of;
use diagnostics::RelPath;

/// The first example of a profile whose kind is kept out of version control.
pub fn example_of_ignored_profile(project: &Project) -> Option<&RelPath> {
    let source = project.source_folder()?;
    let files = project
        .entries
        .iter()
        .filter(|(_, entry)| **entry == Entry::File)
        .map(|(path, _)| path);
    let examples: Vec<(&RelPath, String)> = files
        .filter_map(|path| Some((path, example_of(path.file_name())?)))
        .collect();
    let (first, _) = examples.first()?;
    let matchers = matchers(project);
    let named = project
        .gitignores
        .values()
        .flat_map(|text| text.lines())
        .filter_map(literal_name);
    let names = examples.iter().map(|(_, name)| name.as_str()).chain(named);
    for name in names {
        if source
            .join(name)
            .is_some_and(|profile| is_ignored(&matchers, &profile))
        {
            return Some(first);
        }
    }
    None
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

/// What each file says about paths below its folder: the nearest to the files first, as it decides.
fn matchers(project: &Project) -> Vec<(&RelPath, Gitignore)> {
    let mut matchers = Vec::new();
    for (folder, text) in project.gitignores.iter().rev() {
        let mut builder = GitignoreBuilder::new("");
        for line in text.lines() {
            // A line that is no pattern is passed over, as git does.
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
        let verdict = matcher.matched_path_or_any_parents(below, false);
        if !verdict.is_none() {
            return verdict.is_ignore();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_on_purpose(gitignores: &[(&str, &str)], files: &[&str]) -> bool {
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
    fn profiles_are_ignored_by_the_pattern_that_decides() {
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
                is_on_purpose(gitignores, &[EXAMPLE]),
                is_ignored,
                "{gitignores:?}"
            );
        }
    }

    #[test]
    fn an_example_has_to_show_what_is_missing() {
        let gitignores = [("", "hsprofile.*.json")];
        assert!(!is_on_purpose(&gitignores, &[]));
        assert!(is_on_purpose(&gitignores, &["docs/hsprofile.example.json"]));
        assert!(is_on_purpose(
            &gitignores,
            &["src/hsprofile.prod.json.example"]
        ));
    }
}
