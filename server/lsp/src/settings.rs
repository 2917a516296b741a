//! What the user set in the editor. Settings change what is shown and how much is logged, never which findings there
//! are: the command line knows nothing of them.

use serde_json::Value;

use super::log::Level;

/// The rules whose findings an editor with a JSON service of its own reports too: VS Code's names a syntax error and a
/// repeated key itself (vscode-json-languageservice, `jsonParser.ts`), but neither an empty file nor a byte-order mark.
pub(super) const REPORTED_BY_JSON_SERVICES: &[&str] =
    &["duplicate-key", "invalid-json", "invalid-package-json"];

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
            let text = if value.is_null() {
                Some("")
            } else {
                value.as_str()
            };
            let is_understood = match name.as_str() {
                "inlayHints" => set(&mut self.inlay_hints, value.as_bool()),
                "jsonSyntaxReportedByEditor" => {
                    set(&mut self.json_syntax_reported_by_editor, value.as_bool())
                }
                "profile" => set(
                    &mut self.profile,
                    text.map(|name| Some(name.to_owned()).filter(|name| !name.is_empty())),
                ),
                "logLevel" if text == Some("") => set(&mut self.log_level, Some(None)),
                "logLevel" => set(
                    &mut self.log_level,
                    text.and_then(|name| Some(Some(name.parse().ok()?))),
                ),
                // Settings of the client itself, such as the path of this program.
                _ => true,
            };
            if !is_understood {
                tracing::warn!("the setting `{name}` has no meaning with its value");
            }
        }
    }
}

/// Changes a setting, and says whether there was something to change it to.
fn set<T>(setting: &mut T, value: Option<T>) -> bool {
    value.map(|value| *setting = value).is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_wherever_clients_put_them() {
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
    fn what_has_no_meaning_changes_nothing() {
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
