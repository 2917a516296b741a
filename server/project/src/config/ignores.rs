//! One `[[ignore]]`: which findings it leaves out, and which folder all of them lie in.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::facts::Spanned;
use diagnostics::{RelPath, Span};
use syntax::Syntax;

/// What stands for every rule.
pub const ALL_RULES: &str = "*";

/// A longer pattern is a mistake or an attack.
const LONGEST_GLOB: usize = 1_000;

/// What makes a pattern of a name.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// Which findings are left out, and why.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// Where it begins: `[[ignore]]`.
    pub span: Span,
    /// The rules.
    pub rules: Vec<Spanned>,
    /// The files.
    pub path: Glob,
    /// The value in the file that it is about; the whole file where there is none.
    pub pointer: Option<Vec<String>>,
    /// The same as it is written.
    pub pointer_text: Option<String>,
    /// Why. Empty where nobody has said it, which is a mistake of its own.
    pub reason: String,
}

/// A pattern for paths from the folder of `hsmeta.toml`.
#[derive(Clone, Debug)]
pub struct Glob {
    /// As it is written.
    pub text: String,
    matcher: GlobSet,
}

impl Ignore {
    /// Whether it names this rule.
    pub fn names(&self, rule: &str) -> bool {
        self.rules
            .iter()
            .any(|name| name.text == rule || name.text == ALL_RULES)
    }

    /// The part of a file that it is about: all of it, or the value with its key; `None` where there is no such value.
    /// `syntax` is that of the file, where it was read.
    pub fn part_of(&self, syntax: Option<&Syntax>) -> Option<Span> {
        let whole = Span {
            start: 0,
            end: u32::MAX,
        };
        let Some(names) = self.pointer.as_ref().filter(|names| !names.is_empty()) else {
            return Some(whole);
        };
        let mut value = syntax?.root()?;
        for name in names {
            let element = || value.elements().nth(name.parse().ok()?);
            value = value.get(name).or_else(element)?;
        }
        let start = value.key().map_or(value.span(), |key| key.span).start;
        Some(Span {
            start,
            end: value.span().end,
        })
    }
}

impl Glob {
    /// From what a user wrote; the error says what is wrong with it. `/` separates folders, `*` and `?` stay within a
    /// name, `**` does not.
    pub fn new(text: &str) -> Result<Glob, String> {
        if text.is_empty() {
            return Err("it is empty; `.` stands for everything".to_owned());
        }
        if text.len() > LONGEST_GLOB {
            return Err(format!("it has more than {LONGEST_GLOB} bytes"));
        }
        if text.contains('\\') {
            return Err("folders are separated by `/`".to_owned());
        }
        if text.starts_with('/') || text.split('/').any(|part| part == "..") {
            return Err(
                "it counts from the folder of hsmeta.toml and cannot lead out of it".to_owned(),
            );
        }
        let parts: Vec<&str> = parts(text).collect();
        let glob = GlobBuilder::new(&parts.join("/"))
            .literal_separator(true)
            .build();
        // A glob by itself panics where its regular expression is nested too deeply; a set gives an error.
        let matcher = glob.and_then(|glob| GlobSetBuilder::new().add(glob).build());
        let matcher = matcher.map_err(|error| {
            error
                .kind()
                .to_string()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned()
        })?;
        Ok(Glob {
            text: text.to_owned(),
            matcher,
        })
    }

    /// Whether it stands for this path, or for a folder that the path lies in.
    pub fn matches(&self, path: &RelPath) -> bool {
        let above = std::iter::successors(Some(path.as_str()), |path| {
            (!path.is_empty()).then(|| path.rsplit_once('/').map_or("", |(folder, _)| folder))
        });
        above.into_iter().any(|path| self.matcher.is_match(path))
    }

    /// The longest beginning of the pattern that is the name of something, by `is_there`, as long as nothing in it is
    /// special, and that does not stand for this name: `[shop]` is one of four characters.
    pub fn unescaped_name(&self, is_there: impl Fn(&RelPath) -> bool) -> Option<RelPath> {
        let parts: Vec<&str> = parts(&self.text).collect();
        for count in (1..=parts.len()).rev() {
            let name = parts[..count].join("/");
            if !name.contains(SPECIAL) {
                return None;
            }
            let path = RelPath::new(&name);
            if is_there(&path) && Glob::new(&name).is_ok_and(|glob| !glob.matches(&path)) {
                return Some(path);
            }
        }
        None
    }

    /// The same pattern with a beginning that is a name and nothing else.
    pub fn with_name(&self, name: &RelPath) -> String {
        let mut pattern = literal(name);
        for part in parts(&self.text).skip(name.as_str().split('/').count()) {
            pattern.push('/');
            pattern.push_str(part);
        }
        pattern
    }

    /// The innermost path that everything lies in, or is, that it stands for.
    pub fn base(&self) -> RelPath {
        let plain: Vec<&str> = parts(&self.text)
            .take_while(|part| !part.contains(SPECIAL))
            .collect();
        RelPath::new(plain.join("/"))
    }
}

/// The names and patterns between the slashes.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('/').filter(|part| !matches!(*part, "" | "."))
}

/// A pattern for one path alone: each character that is special in patterns is put in brackets.
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
    fn globs_stand_for_files_and_for_folders_with_all_in_them() {
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
    fn patterns_that_cannot_match_are_refused_and_none_is_slow_or_deadly() {
        for (glob, words) in [
            ("", "empty"),
            ("src\\app", "`/`"),
            ("/src", "cannot lead out"),
            ("../src", "cannot lead out"),
            ("src/[", "unclosed character class"),
            ("{a", "unclosed alternate group"),
        ] {
            let message = Glob::new(glob).err().unwrap_or_default();
            assert!(message.contains(words), "{glob}: {message}");
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
    fn the_home_of_a_pattern_is_what_cannot_vary() {
        for (glob, home) in [
            ("a/b/c.json", "a/b/c.json"),
            ("./a/*/c", "a"),
            ("**", ""),
            (".", ""),
            ("a/b{c}", "a"),
            ("a/[[]x", "a"),
        ] {
            assert_eq!(
                Glob::new(glob).map(|glob| glob.base().to_string()),
                Ok(home.to_owned()),
                "{glob}"
            );
        }
    }

    #[test]
    fn a_name_with_signs_in_it_is_one_path() {
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
    fn a_pattern_that_looks_like_the_name_of_a_folder_is_known() {
        let there = [
            "[shop]",
            "apps",
            "apps/[shop]",
            "apps/[shop]/src",
            "{shop}",
            "*",
            "shop",
        ];
        let is_there = |path: &RelPath| there.contains(&path.as_str());
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
                .unescaped_name(is_there)
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
    fn a_pointer_leads_to_a_value_with_its_key() {
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
            Ok::<_, String>(
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
