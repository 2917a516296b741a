//! What the user set in the editor. Settings change what is shown and how much is logged, never which findings there
//! are: the command line knows nothing of them.

use serde_json::Value;

use super::log::Level;

/// The rules whose findings an editor with a JSON service of its own reports too: VS Code's names a syntax error and a
/// repeated key itself (vscode-json-languageservice, `jsonParser.ts`), but neither an empty file nor a byte-order mark.
pub(super) const REPORTED_BY_JSON_SERVICES: &[&str] = &["duplicate-key", "invalid-json"];

/// The settings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Settings {
    /// Whether values of variables are shown beside their names.
    pub(super) inlay_hints: bool,
    /// The profile whose values are shown first.
    pub(super) profile: Option<String>,
    /// Whether the editor itself reports what is no JSON.
    pub(super) json_syntax_reported_by_editor: bool,
    /// How much is logged, if it is set.
    pub(super) log_level: Option<Level>,
}

impl Settings {
    /// Takes over what `json` sets, under `hsmeta` or directly; what it leaves out stays as it was, what has the wrong
    /// type is named in the log.
    pub(super) fn read(&mut self, json: &Value) {
        let own = json.get("hsmeta").unwrap_or(json);
        for (name, value) in own.as_object().into_iter().flatten() {
            let taken = match name.as_str() {
                "inlayHints" => value.as_bool().map(|on| self.inlay_hints = on),
                "jsonSyntaxReportedByEditor" => value.as_bool().map(|on| self.json_syntax_reported_by_editor = on),
                "profile" if value.is_null() => Some(self.profile = None),
                "profile" => value.as_str().map(|name| self.profile = Some(name.to_owned()).filter(|n| !n.is_empty())),
                "logLevel" if value.is_null() => Some(self.log_level = None),
                "logLevel" => value.as_str().and_then(|name| Some(self.log_level = Some(name.parse().ok()?))),
                // Settings of the client itself, such as the path of this program.
                _ => Some(()),
            };
            if taken.is_none() {
                tracing::warn!("the setting `{name}` has no meaning with its value");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_wherever_clients_put_them() {
        let mut settings = Settings::default();
        settings.read(&json!({ "inlayHints": true, "profile": "prod", "trace": { "server": "off" } }));
        assert!(settings.inlay_hints);
        assert_eq!(settings.profile.as_deref(), Some("prod"));
        settings.read(&json!({ "hsmeta": { "profile": "", "logLevel": "debug", "jsonSyntaxReportedByEditor": true } }));
        assert!(settings.inlay_hints && settings.json_syntax_reported_by_editor);
        assert_eq!((settings.profile.clone(), settings.log_level), (None, "debug".parse().ok()));
    }

    #[test]
    fn what_has_no_meaning_changes_nothing() {
        let mut settings = Settings { profile: Some("prod".to_owned()), ..Settings::default() };
        let before = settings.clone();
        for json in [json!(null), json!([1]), json!({ "inlayHints": "yes", "profile": 1, "logLevel": "loud" })] {
            settings.read(&json);
        }
        assert_eq!(settings, before);
    }
}
