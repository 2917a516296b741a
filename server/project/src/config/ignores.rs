//! `[[ignore]]`: which diagnostics it suppresses, and the folder that contains all of them.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::facts::Spanned;
use diagnostics::{RelPath, Span};
use syntax::Syntax;

/// Matches every rule.
pub const ALL_RULES: &str = "*";

/// In bytes. A longer pattern is an accident or an attack.
const MAX_GLOB_LENGTH: usize = 1_000;

/// The characters with a meaning in patterns.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// Which diagnostics are suppressed, and why.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// The header `[[ignore]]`.
    pub span: Span,
    pub rules: Vec<Spanned>,
    pub path: Glob,
    /// The names of the JSON pointer to the ignored value; `None` for the whole file.
    pub pointer: Option<Vec<String>>,
    /// The pointer as it is written.
    pub pointer_text: Option<String>,
    /// Empty if there is none, which is a problem of its own.
    pub reason: String,
}

/// A pattern for paths relative to the folder of `hsmeta.toml`.
#[derive(Clone, Debug)]
pub struct Glob {
    /// As it is written.
    pub text: String,
    matcher: GlobSet,
}

/// Why a pattern is invalid.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum GlobError {
    #[error("empty pattern; `.` matches everything")]
    Empty,
    #[error("longer than {MAX_GLOB_LENGTH} bytes")]
    TooLong,
    #[error("folders are separated by `/`")]
    Backslash,
    #[error("paths are relative to the folder of hsmeta.toml and cannot leave it")]
    Outside,
    /// The message of the parser of patterns.
    #[error("{0}")]
    Syntax(String),
}

impl Ignore {
    /// Whether it applies to this rule.
    pub fn names(&self, rule: &str) -> bool {
        self.rules
            .iter()
            .any(|name| name.text == rule || name.text == ALL_RULES)
    }

    /// The part of a file to which it applies: all of it, or the value with its key; `None` if there is no such value.
    /// `syntax` is that of the file, if it was read.
    pub fn part_of(&self, syntax: Option<&Syntax>) -> Option<Span> {
        let whole = Span {
            start: 0,
            end: u32::MAX,
        };
        let names = self.pointer.as_deref().unwrap_or_default();
        if names.is_empty() {
            return Some(whole);
        }
        let mut value = syntax?.root()?;
        for name in names {
            value = match value.get(name) {
                Some(member) => member,
                None => value.elements().nth(name.parse().ok()?)?,
            };
        }
        let start = value.key().map_or(value.span(), |key| key.span).start;
        Some(Span {
            start,
            end: value.span().end,
        })
    }
}

impl Glob {
    /// Parses a pattern. `*` and `?` match within a name, `**` across folders.
    pub fn new(text: &str) -> Result<Glob, GlobError> {
        if text.is_empty() {
            return Err(GlobError::Empty);
        }
        if text.len() > MAX_GLOB_LENGTH {
            return Err(GlobError::TooLong);
        }
        if text.contains('\\') {
            return Err(GlobError::Backslash);
        }
        if text.starts_with('/') || text.split('/').any(|part| part == "..") {
            return Err(GlobError::Outside);
        }
        let parts: Vec<&str> = parts(text).collect();
        let glob = GlobBuilder::new(&parts.join("/"))
            .literal_separator(true)
            .build()?;
        // A single glob panics if its regular expression is nested too deeply; a set returns an error.
        let matcher = GlobSetBuilder::new().add(glob).build()?;
        Ok(Glob {
            text: text.to_owned(),
            matcher,
        })
    }

    /// Whether it matches this path or one of its folders.
    pub fn matches(&self, path: &RelPath) -> bool {
        self.matcher.is_match(path.as_str())
            || path.parents().any(|folder| self.matcher.is_match(folder))
            || self.matcher.is_match("")
    }

    /// The path that the pattern spells, or its longest beginning, if it exists and the pattern does not match it: `[shop]`
    /// is one of four characters.
    pub fn unescaped_name(&self, exists: impl Fn(&RelPath) -> bool) -> Option<RelPath> {
        let parts: Vec<&str> = parts(&self.text).collect();
        for count in (1..=parts.len()).rev() {
            let name = parts[..count].join("/");
            if !name.contains(SPECIAL) {
                return None;
            }
            let path = RelPath::new(&name);
            if exists(&path) && Glob::new(&name).is_ok_and(|glob| !glob.matches(&path)) {
                return Some(path);
            }
        }
        None
    }

    /// The same pattern with a beginning that matches only this name.
    pub fn with_name(&self, name: &RelPath) -> String {
        let mut pattern = literal(name);
        for part in parts(&self.text).skip(name.as_str().split('/').count()) {
            pattern.push('/');
            pattern.push_str(part);
        }
        pattern
    }

    /// The innermost path that is, or contains, every path that it matches.
    pub fn base(&self) -> RelPath {
        let literal: Vec<&str> = parts(&self.text)
            .take_while(|part| !part.contains(SPECIAL))
            .collect();
        RelPath::new(literal.join("/"))
    }
}

impl From<globset::Error> for GlobError {
    fn from(error: globset::Error) -> GlobError {
        let message = error.kind().to_string();
        GlobError::Syntax(message.lines().next().unwrap_or_default().to_owned())
    }
}

/// The names and patterns between the slashes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('/').filter(|part| !matches!(*part, "" | "."))
}

/// A pattern that matches one path: each special character is in brackets.
pub fn literal(path: &RelPath) -> String {
    let mut pattern = String::new();
    for character in path.as_str().chars() {
        match character {
            '*' | '?' | '[' | '{' | '}' => pattern.extend(['[', character, ']']),
            character => pattern.push(character),
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_files_and_folders_with_their_contents() {
        for (glob, path, expected) in [
            ("src/app/app-hsmeta.json", "src/app/app-hsmeta.json", true),
            ("./src/app/", "src/app/cards/a-hsmeta.json", true),
            ("src/*", "src/app/cards/a-hsmeta.json", true),
            ("src/*.json", "src/app/a.json", false),
            ("app-hsmeta.json", "src/app/app-hsmeta.json", false),
            ("**/app-hsmeta.json", "src/app/app-hsmeta.json", true),
            ("**/app-hsmeta.json", "app-hsmeta.json", true),
            ("{a,b}/**", "b/c/d", true),
            ("src/ap", "src/app", false),
            (".", "src/app", true),
            ("**", "", true),
            ("SRC", "src/app", false),
        ] {
            assert_eq!(
                Glob::new(glob).map(|glob| glob.matches(&RelPath::new(path))),
                Ok(expected),
                "{glob} {path}"
            );
        }
    }

    #[test]
    fn invalid_patterns_are_refused_and_none_is_slow_or_panics() {
        for (glob, expected) in [
            ("", "empty"),
            ("src\\app", "`/`"),
            ("/src", "cannot leave"),
            ("../src", "cannot leave"),
            ("src/[", "unclosed character class"),
            ("{a", "unclosed alternate group"),
        ] {
            let message = Glob::new(glob).map_or_else(|error| error.to_string(), |glob| glob.text);
            assert!(message.contains(expected), "{glob}: {message}");
        }
        let nested = format!("{}{}", "{a,".repeat(300), "}".repeat(300));
        assert!(Glob::new(&nested).is_err());
        assert!(Glob::new(&"a".repeat(1_001)).is_err());
        let hostile = Glob::new(&("a*".repeat(499) + "c"));
        assert_eq!(
            hostile.map(|glob| glob.matches(&RelPath::new("a".repeat(4_000)))),
            Ok(false)
        );
    }

    #[test]
    fn the_base_of_a_pattern_has_no_special_characters() {
        for (glob, base) in [
            ("a/b/c.json", "a/b/c.json"),
            ("./a/*/c", "a"),
            ("**", ""),
            (".", ""),
            ("a/b{c}", "a"),
            ("a/[[]x", "a"),
        ] {
            assert_eq!(
                Glob::new(glob).map(|glob| glob.base().to_string()),
                Ok(base.to_owned()),
                "{glob}"
            );
        }
    }

    #[test]
    fn the_pattern_of_a_name_with_special_characters_matches_only_that() {
        let path = RelPath::new("src/[a]/{b}*?/![c],-hsmeta.json");
        assert_eq!(
            literal(&path),
            "src/[[]a]/[{]b[}][*][?]/![[]c],-hsmeta.json"
        );
        let glob = Glob::new(&literal(&path));
        assert_eq!(glob.as_ref().map(|glob| glob.matches(&path)), Ok(true));
        assert_eq!(
            glob.map(|glob| glob.matches(&RelPath::new("src/a/b/c-hsmeta.json"))),
            Ok(false)
        );
    }

    #[test]
    fn a_pattern_that_spells_a_folder_without_matching_it_is_found() {
        let existing = [
            "[shop]",
            "apps",
            "apps/[shop]",
            "apps/[shop]/src",
            "{shop}",
            "*",
            "shop",
        ];
        let exists = |path: &RelPath| existing.contains(&path.as_str());
        for (pattern, name, correct) in [
            ("[shop]", "[shop]", "[[]shop]"),
            ("./apps//[shop]/src", "apps/[shop]/src", "apps/[[]shop]/src"),
            ("apps/[shop]/*.json", "apps/[shop]", "apps/[[]shop]/*.json"),
            ("{shop}/**", "{shop}", "[{]shop[}]/**"),
            ("[[]shop]", "", ""),
            ("[other]", "", ""),
            ("*", "", ""),
            ("{shop,apps/x}", "", ""),
            ("shop", "", ""),
            ("apps/*", "", ""),
        ] {
            let glob = Glob::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
            let found = glob
                .unescaped_name(exists)
                .map(|name| (name.to_string(), glob.with_name(&name)));
            let expected = if name.is_empty() {
                None
            } else {
                Some((name.to_owned(), correct.to_owned()))
            };
            assert_eq!(found, expected, "{pattern}");
        }
    }

    #[test]
    fn a_pointer_selects_a_value_with_its_key() {
        let source = r#"{"a": {"b/c": [1, {"d": 2}]}, "0": 3}"#;
        let syntax = syntax::parse(source);
        let part = |pointer: &str| {
            let mut ignore = Ignore {
                span: Span::default(),
                rules: Vec::new(),
                path: Glob::new(".")?,
                pointer: None,
                pointer_text: None,
                reason: String::new(),
            };
            ignore.pointer = super::super::parse::pointer(pointer);
            Ok::<_, GlobError>(
                ignore
                    .part_of(Some(&syntax))
                    .map(|span| source[span.range()].to_owned()),
            )
        };
        for (pointer, expected) in [
            ("/a/b~1c/1/d", Some(r#""d": 2"#)),
            ("/a/b~1c/0", Some("1")),
            ("/0", Some(r#""0": 3"#)),
            ("/a/b~1c/2", None),
            ("/a/x", None),
        ] {
            assert_eq!(part(pointer), Ok(expected.map(str::to_owned)), "{pointer}");
        }
    }
}
