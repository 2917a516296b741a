//! What `hs project upload` excludes from the archive: a fixed list and the patterns of the project's `.hsignore`.
//!
//! Source: npm @hubspot/local-dev-lib 5.10.3, `lib/ignoreRules.js`. It passes both to the npm package `ignore`, which
//! interprets them as git interprets `.gitignore`, ignoring letter case.
//!
//! Paths are relative to `srcDir`: npm @hubspot/cli 8.14.0, `lib/projects/upload.js`, puts the contents of `srcDir` into the
//! archive and looks up each file by its name there. So the pattern `/app/logo.png` means a file in `srcDir/app`.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use diagnostics::path::has_ending;

/// The fixed list: names, and patterns with `*` at one end.
const FIXED: &[&str] = &[
    "fields.output.json",
    "hubspot.config.yml",
    "hubspot.config.yaml",
    "node_modules",
    ".*",
    "*.log",
    "*.swp",
    "__MACOSX",
    "~",
    "*~",
    "Thumbs.db",
    "ehthumbs.db",
    "Desktop.ini",
    "@eaDir",
];

/// The files that are not uploaded from one project.
pub struct Exclusions {
    /// The fixed list with the patterns of the project, if it has a `.hsignore`.
    matcher: Option<Gitignore>,
}

impl Exclusions {
    /// `hsignore` is the text of the project's `.hsignore`.
    pub fn new(hsignore: Option<&str>) -> Exclusions {
        Exclusions {
            matcher: hsignore.map(matcher),
        }
    }

    /// The pattern that excludes the file at `path`, relative to `srcDir`; `None` if it is uploaded.
    pub fn of(&self, path: &str) -> Option<String> {
        let Some(matcher) = &self.matcher else {
            return fixed_exclusion(path).map(str::to_owned);
        };
        match matcher.matched_path_or_any_parents(path, false) {
            Match::Ignore(glob) => Some(glob.original().to_owned()),
            Match::None | Match::Whitelist(_) => None,
        }
    }
}

/// The result of the fixed list alone: most projects have no `.hsignore`, and building a matcher costs more than the rest of
/// a project's check.
fn fixed_exclusion(path: &str) -> Option<&'static str> {
    for name in path.rsplit('/') {
        for pattern in FIXED.iter().rev() {
            let matches = if let Some(ending) = pattern.strip_prefix('*') {
                has_ending(name, ending)
            } else if let Some(start) = pattern.strip_suffix('*') {
                name.starts_with(start)
            } else {
                name.eq_ignore_ascii_case(pattern)
            };
            if matches {
                return Some(pattern);
            }
        }
    }
    None
}

fn matcher(hsignore: &str) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    let _ = builder.case_insensitive(true);
    // An invalid line is skipped, as by the original.
    for line in FIXED.iter().copied().chain(hsignore.lines()) {
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excluded(hsignore: Option<&str>, path: &str) -> Option<String> {
        Exclusions::new(hsignore).of(path)
    }

    #[test]
    fn the_fixed_list_applies_everywhere_and_can_be_negated() {
        assert_eq!(excluded(None, "src/app/.secret/a.js"), Some(".*".into()));
        assert_eq!(excluded(None, "src/THUMBS.DB"), Some("Thumbs.db".into()));
        assert_eq!(excluded(None, "src/app/cards/A.tsx"), None);
        assert_eq!(excluded(Some("!debug.log"), "src/debug.log"), None);
    }

    #[test]
    fn the_fixed_list_means_the_same_with_and_without_a_matcher() {
        let mut names: Vec<String> = [
            "a",
            "a.json",
            "log",
            "a.logs",
            "a~b",
            ".log",
            ".a~",
            "thumbs.db2",
        ]
        .map(str::to_owned)
        .to_vec();
        for pattern in FIXED {
            names.push(pattern.replace('*', "b"));
            names.push(pattern.replace('*', "a").to_uppercase());
            names.push(format!("{pattern}x"));
            names.push(format!("x{pattern}"));
        }
        for name in names {
            for path in [name.clone(), format!("app/{name}/x"), format!(".a/{name}")] {
                assert_eq!(excluded(None, &path), excluded(Some(""), &path), "{path}");
            }
        }
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        assert_eq!(
            excluded(Some("# x\n\n*.png\n["), "src/app/logo.png"),
            Some("*.png".into())
        );
        assert_eq!(
            excluded(Some("app/"), "src/app/logo.png"),
            Some("app/".into())
        );
        assert_eq!(excluded(Some("/app"), "src/app/logo.png"), None);
        assert_eq!(excluded(Some("*.png\n!logo.png"), "src/app/logo.png"), None);
    }
}
