//! Which paths may be touched: a journal may come with an untrusted repository.

/// Whether a path is below the folder of the project, and in no folder of git, on any system.
pub(super) fn is_safe(path: &str) -> bool {
    path.split('/').all(is_safe_name)
}

fn is_safe_name(name: &str) -> bool {
    if matches!(name, "" | "." | "..") || name.contains(['\0', '\\']) {
        return false;
    }
    // A stream of a file, or a drive.
    if cfg!(windows) && name.contains(':') {
        return false;
    }
    !is_git_folder(name)
}

/// Whether some file system reads a name as `.git`: macOS ignores certain characters, Windows dots and spaces at the end, and has
/// a short name.
fn is_git_folder(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_git = letters.eq_ignore_ascii_case("git");
    let is_short = name
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("git~"));
    is_short || is_git && (name.starts_with('.') || !name.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn paths_of_a_project_are_safe() {
        for path in ["hsproject.json", "src/app/git/.gitignore", "a b/ö…/.env"] {
            assert!(is_safe(path), "{path}");
        }
    }

    #[test]
    fn paths_out_of_the_project_and_into_git_are_not() {
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../../b",
            "a//b",
            "./a",
            "a\\b",
            ".git/hooks/pre-commit",
            "src/.GIT/config",
            "src/.g\u{200c}it/config",
            ".git./config",
            "GIT~1/config",
        ] {
            assert!(!is_safe(path), "{path}");
        }
    }
}
