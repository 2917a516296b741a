//! Parses `hsmeta.toml`. Never fails: invalid settings become errors, the others apply.

use toml::de::{DeTable, DeValue, Error};

use super::{ConfigError, ConfigErrorKind, ConfigFile, Glob, Ignore, Setting, folder_inside};
use crate::facts::Spanned;
use diagnostics::{Severity, Span, message, suggest};

/// The keys of the file, and of an `[[ignore]]`.
const KEYS: [&str; 5] = ["profiles", "source", "schemas", "rules", "ignore"];
const IGNORE_KEYS: [&str; 4] = ["rule", "path", "pointer", "reason"];

const SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
    ("off", None),
];

/// A name that is not one of a severity.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
#[error("unknown severity {}; expected {}", message::quoted(.0), severity_names())]
pub struct UnknownSeverity(String);

/// The severity called `name`; `None` is off.
pub fn severity(name: &str) -> Result<Option<Severity>, UnknownSeverity> {
    for (known, severity) in SEVERITIES {
        if known == name {
            return Ok(severity);
        }
    }
    Err(UnknownSeverity(name.to_owned()))
}

fn severity_names() -> String {
    message::any_of(SEVERITIES.iter().map(|(name, _)| *name))
}

/// The names in a JSON pointer; `None` if it is invalid.
pub(super) fn pointer(text: &str) -> Option<Vec<String>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let mut after_tildes = text.split('~').skip(1);
    if !after_tildes.all(|rest| rest.starts_with(['0', '1'])) {
        return None;
    }
    let names = text.strip_prefix('/')?.split('/');
    Some(
        names
            .map(|name| name.replace("~1", "/").replace("~0", "~"))
            .collect(),
    )
}

pub(super) fn parse(file: ConfigFile, text: &str) -> ConfigFile {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { file };
    reader.file(table.get_ref());
    let mut file = reader.file;
    // Settings recovered from invalid TOML are uncertain. They apply, so that ignores keep working while a line is typed, but
    // they are not reported on. The errors after the first one are mostly its consequences.
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map(|span| span.start));
    if let Some(error) = first {
        file.errors = vec![not_toml(error)];
    }
    file
}

fn not_toml(error: &Error) -> ConfigError {
    let span = error.span().unwrap_or_default();
    let reason = error.message().lines().collect::<Vec<_>>().join(" ");
    ConfigError {
        kind: ConfigErrorKind::Invalid,
        span: Span::new(span.start, span.end),
        message: format!("invalid TOML: {reason}"),
        help: "fix the syntax; until then, only what can be parsed applies".to_owned(),
    }
}

fn span<T>(spanned: &toml::Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}

struct Reader {
    file: ConfigFile,
}

/// A pointer that has been reported.
struct InvalidPointer;

type Value<'t> = toml::Spanned<DeValue<'t>>;

impl Reader {
    fn file(&mut self, table: &DeTable<'_>) {
        self.report_unknown_keys(table, &KEYS);
        if let Some(value) = table.get("profiles") {
            self.file.profiles = self.strings("profiles", value);
        }
        if let Some(value) = table.get("source") {
            match value.get_ref() {
                DeValue::Boolean(source) => self.file.source = Some((*source, span(value))),
                _ => self.wrong_type("source", value, "`true` or `false`"),
            }
        }
        if let Some(value) = table.get("schemas") {
            self.schemas(value);
            self.file.has_invalid_schemas = self.file.schemas.is_none();
        }
        if let Some(value) = table.get("rules") {
            match value.get_ref() {
                DeValue::Table(rules) => {
                    for (rule, value) in rules.iter() {
                        self.severity(rule, value);
                    }
                }
                _ => self.wrong_type("rules", value, "a table of severities"),
            }
        }
        if let Some(value) = table.get("ignore") {
            match value.get_ref() {
                DeValue::Array(entries) => {
                    for entry in entries.iter() {
                        self.ignore(entry);
                    }
                }
                _ => self.wrong_type("ignore", value, "a list of tables: `[[ignore]]`"),
            }
        }
        // The keys of a table are sorted by name.
        self.file
            .severities
            .sort_by_key(|setting| setting.rule.span);
    }

    fn schemas(&mut self, value: &Value<'_>) {
        let Some(written) = self.string("schemas", value) else {
            return;
        };
        match folder_inside(&written.text) {
            Some(folder) => self.file.schemas = Some((folder, written.span)),
            None => {
                let folder = message::quoted(&written.text);
                let message =
                    format!("`schemas` is not a folder below that of this file: {folder}");
                let help = "write a relative path such as `.hsmeta/schemas`";
                self.invalid(written.span, message, help);
            }
        }
    }

    fn severity(&mut self, rule: &toml::Spanned<std::borrow::Cow<'_, str>>, value: &Value<'_>) {
        let name = Spanned {
            text: rule.get_ref().to_string(),
            span: span(rule),
        };
        let Some(written) = value.get_ref().as_str() else {
            return self.wrong_type(&name.text, value, &severity_names());
        };
        match severity(written) {
            Ok(severity) => self.file.severities.push(Setting {
                rule: name,
                severity,
            }),
            Err(error) => {
                let help = format!("use {}", severity_names());
                self.invalid(span(value), error.to_string(), &help);
            }
        }
    }

    fn ignore(&mut self, entry: &Value<'_>) {
        let DeValue::Table(table) = entry.get_ref() else {
            return self.wrong_type("ignore", entry, "a list of tables: `[[ignore]]`");
        };
        self.report_unknown_keys(table, &IGNORE_KEYS);
        let rules = self.rules(entry, table);
        let path = self.path(entry, table);
        let pointer = self.pointer(table);
        let reason = self.reason(entry, table);
        // Half an ignore would suppress more than was meant.
        let (Some(path), Ok(pointer)) = (path, pointer) else {
            return;
        };
        if rules.is_empty() {
            return;
        }
        let (pointer, pointer_text) = pointer.unzip();
        self.file.ignores.push(Ignore {
            span: span(entry),
            rules,
            path,
            pointer,
            pointer_text,
            reason,
        });
    }

    fn rules(&mut self, entry: &Value<'_>, table: &DeTable<'_>) -> Vec<Spanned> {
        let Some(value) = table.get("rule") else {
            let help = "add `rule` with a rule id, or a list of ids; `*` matches every rule";
            self.invalid(span(entry), "`[[ignore]]` without `rule`", help);
            return Vec::new();
        };
        match value.get_ref().as_str() {
            Some(name) => vec![Spanned {
                text: name.to_owned(),
                span: span(value),
            }],
            None => self.strings("rule", value),
        }
    }

    fn path(&mut self, entry: &Value<'_>, table: &DeTable<'_>) -> Option<Glob> {
        let Some(value) = table.get("path") else {
            let help = "add `path` with a pattern such as `src/app/**`; to turn a rule off everywhere, use `[rules]`";
            self.invalid(span(entry), "`[[ignore]]` without `path`", help);
            return None;
        };
        let written = self.string("path", value)?;
        match Glob::new(&written.text) {
            Ok(glob) => Some(glob),
            Err(error) => {
                let message = format!("invalid path {}: {error}", message::quoted(&written.text));
                let help = "write a pattern such as `src/app/**/*-hsmeta.json`";
                self.invalid(written.span, message, help);
                None
            }
        }
    }

    /// The names of the JSON pointer and its text, if there is one.
    fn pointer(
        &mut self,
        table: &DeTable<'_>,
    ) -> Result<Option<(Vec<String>, String)>, InvalidPointer> {
        let Some(value) = table.get("pointer") else {
            return Ok(None);
        };
        let written = self.string("pointer", value).ok_or(InvalidPointer)?;
        match pointer(&written.text) {
            Some(names) => Ok(Some((names, written.text))),
            None => {
                let message = format!("invalid JSON pointer {}", message::quoted(&written.text));
                let help = "write a pointer such as `/config/auth/requiredScopes/0`";
                self.invalid(written.span, message, help);
                Err(InvalidPointer)
            }
        }
    }

    fn reason(&mut self, entry: &Value<'_>, table: &DeTable<'_>) -> String {
        let mut reason_span = span(entry);
        let mut reason = String::new();
        if let Some(value) = table.get("reason") {
            let Some(written) = self.string("reason", value) else {
                return reason;
            };
            reason_span = written.span;
            reason = written.text;
        }
        if reason.trim().is_empty() {
            self.file.errors.push(ConfigError {
                kind: ConfigErrorKind::MissingReason,
                span: reason_span,
                message: "`[[ignore]]` without a reason".to_owned(),
                help: "add a `reason`".to_owned(),
            });
        }
        reason
    }

    fn report_unknown_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys() {
            if known.contains(&key.get_ref().as_ref()) {
                continue;
            }
            let help = match suggest::nearest(key.get_ref(), known.iter().copied()) {
                Some(near) => format!("did you mean {}?", message::quoted(near)),
                None => format!(
                    "remove it; available: {}",
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
                format!("`{name}` is an empty list"),
                "add an entry, or remove the list",
            );
        }
        elements
            .iter()
            .filter_map(|element| self.string(name, element))
            .collect()
    }

    fn string(&mut self, name: &str, value: &Value<'_>) -> Option<Spanned> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(name, value, "a string");
            return None;
        };
        Some(Spanned {
            text: text.to_owned(),
            span: span(value),
        })
    }

    fn wrong_type(&mut self, name: &str, value: &Value<'_>, expected: &str) {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i']) {
            "an"
        } else {
            "a"
        };
        let name = message::quoted(name);
        let message = format!("{name}: expected {expected}, found {article} {found}");
        self.invalid(span(value), message, &format!("write {expected}"));
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
mod tests;
