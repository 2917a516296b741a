//! What `hs project upload` leaves out of the archive: a fixed list and the patterns of the project's `.hsignore`.
//!
//! Source: npm @hubspot/local-dev-lib 5.10.3, `lib/ignoreRules.js`. It hands both to the npm package `ignore`, which
//! reads them as git reads `.gitignore`, without regard to case.
//!
//! Paths count from `srcDir`: npm @hubspot/cli 8.14.0, `lib/projects/upload.js`, puts the contents of `srcDir` into the
//! archive and asks about each file by its name there. So the pattern `/app/logo.png` means a file in `srcDir/app`.

use std::sync::LazyLock;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use diagnostics::path::has_ending;

/// The fixed list.
const ALWAYS: &[&str] = &[
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

/// Building this costs more than a whole project's check, so projects without `.hsignore` share one.
static WITHOUT_HSIGNORE: LazyLock<Gitignore> = LazyLock::new(|| matcher(""));

/// What keeps files out of the upload of one project.
pub struct Exclusions {
    /// The matcher of a project with `.hsignore`.
    own: Option<Gitignore>,
}

impl Exclusions {
    /// `hsignore` is the text of the project's `.hsignore`.
    pub fn new(hsignore: Option<&str>) -> Exclusions {
        Exclusions {
            own: hsignore.map(matcher),
        }
    }

    /// The pattern that keeps the file at `path`, counted from `srcDir`, out of the upload, or `None` when it is
    /// uploaded.
    pub fn of(&self, path: &str) -> Option<String> {
        if self.own.is_none() && !is_suspicious(path) {
            return None;
        }
        let matcher = self.own.as_ref().unwrap_or(&WITHOUT_HSIGNORE);
        let verdict = matcher.matched_path_or_any_parents(path, false);
        verdict.is_ignore().then(|| {
            verdict
                .inner()
                .map_or_else(String::new, |glob| glob.original().to_owned())
        })
    }
}

/// Whether a part of a path begins or ends as a pattern of the fixed list does. Nearly none does, and then no matcher need
/// be built.
fn is_suspicious(path: &str) -> bool {
    let fits = |part: &str, pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => part.starts_with(start),
        None => has_ending(part, pattern.trim_start_matches('*')),
    };
    path.split('/')
        .any(|part| ALWAYS.iter().any(|pattern| fits(part, pattern)))
}

fn matcher(hsignore: &str) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    // A line that is no pattern is passed over, as the original does.
    let _ = builder.case_insensitive(true);
    for line in ALWAYS.iter().copied().chain(hsignore.lines()) {
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
    fn the_fixed_list_applies_everywhere_and_can_be_undone() {
        assert_eq!(excluded(None, "src/app/.secret/a.js"), Some(".*".into()));
        assert_eq!(excluded(None, "src/THUMBS.DB"), Some("Thumbs.db".into()));
        assert_eq!(excluded(None, "src/app/cards/A.tsx"), None);
        assert_eq!(excluded(Some("!debug.log"), "src/debug.log"), None);
    }

    #[test]
    fn the_quick_look_passes_nothing_that_the_list_excludes() {
        for pattern in ALWAYS {
            let path = format!("app/{}/x", pattern.replace('*', "a").to_uppercase());
            assert!(excluded(None, &path).is_some(), "{path}");
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
