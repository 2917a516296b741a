//! The settings of the editor. They change what is shown and logged, but not which problems are
//! found: the command line does not have them.

use serde_json::Value;

use crate::log::Level;

/// The rules whose diagnostics an editor with a JSON language service reports itself. VS Code's
/// reports syntax errors and duplicate keys (vscode-json-languageservice, `jsonParser.ts`), but
/// neither an empty file nor a byte-order mark.
pub(crate) const REPORTED_BY_JSON_SERVICES: &[&str] =
    &["duplicate-key", "invalid-json", "invalid-package-json"];

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Settings {
    /// Whether the values of variables are shown as inlay hints.
    pub(crate) inlay_hints: bool,
    /// The profile whose values are shown first.
    pub(crate) profile: Option<String>,
    pub(crate) json_syntax_reported_by_editor: bool,
    /// Whether the client shows documents of the scheme `hsmeta-plan`.
    pub(crate) plan_documents: bool,
    pub(crate) log_level: Option<Level>,
}

impl Settings {
    /// Updates the settings that are in `json`, under `hsmeta` or at the top level. Invalid values
    /// are logged.
    pub(crate) fn read(&mut self, json: &Value) {
        let Some(values) = json.get("hsmeta").unwrap_or(json).as_object() else {
            return;
        };
        for (name, value) in values {
            if !self.set(name, value) {
                tracing::warn!("ignored setting `{name}`: invalid value");
            }
        }
    }

    /// Returns whether the value is valid. Unknown settings are those of the client, such as the
    /// path of this program.
    fn set(&mut self, name: &str, value: &Value) -> bool {
        match (name, value) {
            ("inlayHints", Value::Bool(value)) => self.inlay_hints = *value,
            ("jsonSyntaxReportedByEditor", Value::Bool(value)) => {
                self.json_syntax_reported_by_editor = *value;
            }
            ("planDocuments", Value::Bool(value)) => self.plan_documents = *value,
            ("profile", Value::Null) => self.profile = None,
            ("profile", Value::String(name)) if name.is_empty() => self.profile = None,
            ("profile", Value::String(name)) => self.profile = Some(name.clone()),
            ("logLevel", Value::Null) => self.log_level = None,
            ("logLevel", Value::String(name)) if name.is_empty() => self.log_level = None,
            ("logLevel", Value::String(name)) => match name.parse() {
                Ok(level) => self.log_level = Some(level),
                Err(_) => return false,
            },
            (
                "inlayHints"
                | "jsonSyntaxReportedByEditor"
                | "planDocuments"
                | "profile"
                | "logLevel",
                _,
            ) => return false,
            _ => {}
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_from_the_section_and_the_top_level() {
        let mut settings = Settings::default();
        settings
            .read(&json!({ "inlayHints": true, "profile": "prod", "trace": { "server": "off" } }));
        assert!(settings.inlay_hints);
        assert_eq!(settings.profile.as_deref(), Some("prod"));
        settings.read(&json!({ "hsmeta": { "profile": "", "logLevel": "debug", "jsonSyntaxReportedByEditor": true } }));
        assert!(settings.inlay_hints && settings.json_syntax_reported_by_editor);
        assert_eq!(
            (settings.profile.clone(), settings.log_level),
            (None, "debug".parse().ok())
        );
    }

    #[test]
    fn invalid_values_change_nothing() {
        let mut settings = Settings {
            profile: Some("prod".to_owned()),
            ..Settings::default()
        };
        let before = settings.clone();
        for json in [
            json!(null),
            json!([1]),
            json!({ "inlayHints": "yes", "profile": 1, "logLevel": "loud" }),
        ] {
            settings.read(&json);
        }
        assert_eq!(settings, before);
    }
}
