//! From the text of `hsmeta.toml` to what it says. Never fails: what cannot be understood becomes a mistake, the rest counts.

use toml::de::{DeTable, DeValue, Error};

use super::{ConfigError, ConfigErrorKind, ConfigFile, Glob, Ignore, Setting};
use crate::facts::Spanned;
use diagnostics::{Severity, Span, message, suggest};

/// The keys of the file, and those of an ignore.
const KEYS: [&str; 3] = ["profiles", "rules", "ignore"];
const IGNORE_KEYS: [&str; 4] = ["rule", "path", "pointer", "reason"];

/// The words for severities.
const SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("off", None),
];

/// The severity that a word stands for, `None` for off; the error says which words there are.
pub fn severity(word: &str) -> Result<Option<Severity>, String> {
    let known = SEVERITIES
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, severity)| *severity);
    known.ok_or_else(|| {
        let names = message::any_of(SEVERITIES.iter().map(|(name, _)| *name));
        format!("{} is no severity; it is {names}", message::quoted(word))
    })
}

/// The names on the way that a JSON pointer describes; `None` where the text is none.
pub(super) fn pointer(text: &str) -> Option<Vec<String>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let escapes_are_right = text
        .split('~')
        .skip(1)
        .all(|rest| rest.starts_with(['0', '1']));
    let names = text.strip_prefix('/').filter(|_| escapes_are_right)?;
    Some(
        names
            .split('/')
            .map(|name| name.replace("~1", "/").replace("~0", "~"))
            .collect(),
    )
}

pub(super) fn parse(file: ConfigFile, text: &str) -> ConfigFile {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file };
    reader.file(table.get_ref());
    let mut file = reader.file;
    // What is read from broken text is a guess: it counts, so that a half-typed line does not bring back everything that
    // is ignored, but nothing is said about it. The errors after the first one are mostly its consequences.
    if let Some(error) = errors
        .iter()
        .min_by_key(|error| error.span().map(|span| span.start))
    {
        file.errors = vec![not_toml(error)];
    }
    file
}

fn not_toml(error: &Error) -> ConfigError {
    ConfigError {
        kind: ConfigErrorKind::Invalid,
        span: error
            .span()
            .map(|span| Span::new(span.start, span.end))
            .unwrap_or_default(),
        message: format!(
            "the text is not TOML: {}",
            error.message().lines().collect::<Vec<_>>().join(" ")
        ),
        help: "correct it; until then only what can be understood is in force".to_owned(),
    }
}

fn span<T>(spanned: &toml::Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}

struct Reader {
    file: ConfigFile,
}

type Value<'t> = toml::Spanned<DeValue<'t>>;

impl Reader {
    fn file(&mut self, table: &DeTable<'_>) {
        self.keys(table, &KEYS);
        if let Some(value) = table.get("profiles") {
            self.file.profiles = self.strings("profiles", value);
        }
        match table.get("rules").map(|value| (value, value.get_ref())) {
            None => {}
            Some((_, DeValue::Table(rules))) => rules
                .iter()
                .for_each(|(rule, value)| self.severity(rule, value)),
            Some((value, _)) => self.wrong_type("rules", value, "a table of severities"),
        }
        match table.get("ignore").map(|value| (value, value.get_ref())) {
            None => {}
            Some((_, DeValue::Array(entries))) => {
                entries.iter().for_each(|entry| self.entry(entry))
            }
            Some((value, _)) => self.wrong_type("ignore", value, "a list of tables: `[[ignore]]`"),
        }
        // A table has its keys in the order of the alphabet.
        self.file
            .severities
            .sort_by_key(|setting| setting.rule.span);
    }

    fn severity(&mut self, rule: &toml::Spanned<std::borrow::Cow<'_, str>>, value: &Value<'_>) {
        let name = Spanned {
            text: rule.get_ref().to_string(),
            span: span(rule),
        };
        let Some(word) = value.get_ref().as_str() else {
            return self.wrong_type(
                &name.text,
                value,
                "one of `error`, `warning`, `info` and `off`",
            );
        };
        match severity(word) {
            Ok(severity) => self.file.severities.push(Setting {
                rule: name,
                severity,
            }),
            Err(message) => self.invalid(span(value), message, "write one of these words"),
        }
    }

    fn entry(&mut self, entry: &Value<'_>) {
        let DeValue::Table(table) = entry.get_ref() else {
            return self.wrong_type("ignore", entry, "a list of tables: `[[ignore]]`");
        };
        self.keys(table, &IGNORE_KEYS);
        let rules = match table.get("rule") {
            Some(value) => match value.get_ref().as_str() {
                Some(name) => vec![Spanned {
                    text: name.to_owned(),
                    span: span(value),
                }],
                None => self.strings("rule", value),
            },
            None => {
                let help =
                    "add `rule` with the name of a rule, or a list of names; `*` is every rule";
                self.invalid(span(entry), "the ignore names no rule", help);
                Vec::new()
            }
        };
        let path = self.path(entry, table);
        let pointer_text = table
            .get("pointer")
            .and_then(|value| self.string("pointer", value));
        let pointer = pointer_text.as_ref().map(|written| {
            let names = pointer(&written.text);
            if names.is_none() {
                let message = format!("{} is no JSON pointer", message::quoted(&written.text));
                self.invalid(
                    written.span,
                    message,
                    "write it as in `/config/auth/requiredScopes/0`",
                );
            }
            names
        });
        let reason = self.reason(entry, table);
        // Half an ignore would leave out more than was meant.
        let (Some(path), Some(pointer)) =
            (path, pointer.map_or(Some(None), |names| names.map(Some)))
        else {
            return;
        };
        let is_wrong_pointer = table.contains_key("pointer") && pointer_text.is_none();
        if !rules.is_empty() && !is_wrong_pointer {
            let pointer_text = pointer_text.map(|written| written.text);
            self.file.ignores.push(Ignore {
                span: span(entry),
                rules,
                path,
                pointer,
                pointer_text,
                reason,
            });
        }
    }

    fn path(&mut self, entry: &Value<'_>, table: &DeTable<'_>) -> Option<Glob> {
        let Some(value) = table.get("path") else {
            let help = "add `path` with a pattern such as `src/app/**`; to switch a rule off use `[rules]`";
            self.invalid(span(entry), "the ignore names no path", help);
            return None;
        };
        let written = self.string("path", value)?;
        match Glob::new(&written.text) {
            Ok(glob) => Some(glob),
            Err(why) => {
                let message = format!(
                    "{} is no path that can be ignored: {why}",
                    message::quoted(&written.text)
                );
                self.invalid(
                    written.span,
                    message,
                    "write a pattern such as `src/app/**/*-hsmeta.json`",
                );
                None
            }
        }
    }

    fn reason(&mut self, entry: &Value<'_>, table: &DeTable<'_>) -> String {
        let written = match table.get("reason") {
            Some(value) => match self.string("reason", value) {
                Some(written) => written,
                None => return String::new(),
            },
            None => Spanned {
                text: String::new(),
                span: span(entry),
            },
        };
        if written.text.trim().is_empty() {
            self.file.errors.push(ConfigError {
                kind: ConfigErrorKind::MissingReason,
                span: written.span,
                message: "the ignore does not say why".to_owned(),
                help: "write the `reason`, for whoever reads this next".to_owned(),
            });
        }
        written.text
    }

    /// Complains about keys that mean nothing here.
    fn keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
        {
            let help = match suggest::nearest(key.get_ref(), known.iter().copied()) {
                Some(near) => format!("did you mean {}?", message::quoted(near)),
                None => format!(
                    "remove it; there are {}",
                    message::all_of(known.iter().copied())
                ),
            };
            self.file.errors.push(ConfigError {
                kind: ConfigErrorKind::UnknownKey,
                span: span(key),
                message: format!("unknown key {}", message::quoted(key.get_ref())),
                help,
            });
        }
    }

    /// The elements of a list of strings, which may not be empty.
    fn strings(&mut self, name: &str, value: &Value<'_>) -> Vec<Spanned> {
        let DeValue::Array(elements) = value.get_ref() else {
            self.wrong_type(name, value, "a list of strings");
            return Vec::new();
        };
        if elements.is_empty() {
            self.invalid(
                span(value),
                format!("the list `{name}` is empty"),
                "name something, or remove it",
            );
        }
        elements
            .iter()
            .filter_map(|element| self.string(name, element))
            .collect()
    }

    fn string(&mut self, name: &str, value: &Value<'_>) -> Option<Spanned> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(name, value, "a string");
        }
        text.map(|text| Spanned {
            text,
            span: span(value),
        })
    }

    fn wrong_type(&mut self, name: &str, value: &Value<'_>, expected: &str) {
        let message = format!(
            "{} is of type {}; expected is {expected}",
            message::quoted(name),
            value.get_ref().type_str()
        );
        self.invalid(span(value), message, "write a value of that type");
    }

    fn invalid(&mut self, span: Span, message: impl Into<String>, help: &str) {
        let (message, help) = (message.into(), help.to_owned());
        self.file.errors.push(ConfigError {
            kind: ConfigErrorKind::Invalid,
            span,
            message,
            help,
        });
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn of(text: &str) -> ConfigFile {
        ConfigFile::parse(PathBuf::new(), text.to_owned())
    }

    #[test]
    fn everything_that_can_be_said_is_understood() {
        let text = "profiles = ['dev']\nrules.b-rule = 'off'\nrules.a-rule = \"error\"\n\n[[ignore]]\nrule = 'x'\n\
            path = 'a/**'\nreason = 'r'\n[[ignore]]\nrule = ['x', '*']\npath = '.'\npointer = '/a~1b/~01'\nreason = 's'\n";
        let file = of(text);
        assert_eq!(file.errors, []);
        let named = |one: &Spanned| (one.text.clone(), text[one.span.range()].to_owned());
        assert_eq!(
            file.profiles.iter().map(named).collect::<Vec<_>>(),
            [("dev".to_owned(), "'dev'".to_owned())]
        );
        let severities: Vec<_> = file
            .severities
            .iter()
            .map(|one| (one.rule.text.as_str(), one.severity))
            .collect();
        assert_eq!(
            severities,
            [("b-rule", None), ("a-rule", Some(Severity::Error))]
        );
        let pointers: Vec<_> = file
            .ignores
            .iter()
            .map(|ignore| ignore.pointer.clone())
            .collect();
        assert_eq!(
            pointers,
            [None, Some(vec!["a/b".to_owned(), "~1".to_owned()])]
        );
        assert!(
            file.ignores
                .iter()
                .all(|ignore| &text[ignore.span.range()] == "[[ignore]]")
        );
        assert!(file.ignores[1].names("anything") && !file.ignores[0].names("y"));
    }

    #[test]
    fn half_an_ignore_is_none_and_one_without_a_reason_counts() {
        for (entry, counts) in [
            ("rule = 'x'\npath = 'a'\nreason = 'r'", true),
            ("rule = 'x'\npath = 'a'", true),
            ("rule = 'x'\npath = 'a'\nreason = 1", true),
            ("rule = []\npath = 'a'\nreason = 'r'", false),
            ("path = 'a'\nreason = 'r'", false),
            ("rule = 'x'\nreason = 'r'", false),
            ("rule = 'x'\npath = '['\nreason = 'r'", false),
            ("rule = 'x'\npath = 'a'\npointer = 'b'\nreason = 'r'", false),
            (
                "rule = 'x'\npath = 'a'\npointer = '/~2'\nreason = 'r'",
                false,
            ),
            ("rule = 'x'\npath = 'a'\npointer = 1\nreason = 'r'", false),
        ] {
            let file = of(&format!("[[ignore]]\n{entry}\n"));
            assert_eq!(file.ignores.len(), usize::from(counts), "{entry}");
            assert_eq!(
                file.errors.len(),
                usize::from(!entry.ends_with("path = 'a'\nreason = 'r'") || !counts),
                "{entry}"
            );
        }
    }

    #[test]
    fn broken_text_has_one_mistake_and_what_can_be_read_counts() {
        let file = of("profiles = [\"a\"\n[rules]\nx = \"off\"\n");
        assert_eq!(file.errors.len(), 1, "{:?}", file.errors);
        let file = of("[rules]\nx = 'off\ny = 'off'\n");
        assert_eq!(file.errors.len(), 1, "{:?}", file.errors);
        assert_eq!(file.severities.len(), 2);
        assert_eq!(
            ConfigFile::from_bytes(PathBuf::new(), b"rules.a = 'of\xff'\n".to_vec())
                .errors
                .len(),
            1
        );
    }

    #[test]
    fn no_nesting_is_too_deep() {
        for text in [
            "[".repeat(100_000),
            "{a=".repeat(100_000),
            "a.".repeat(100_000),
            format!("x={}", "[".repeat(100_000)),
        ] {
            assert!(!of(&text).errors.is_empty());
        }
    }
}
