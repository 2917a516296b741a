//! `auth`: how the app authenticates, and its scopes.

use syntax::{Kind, Value};

use super::App;
use crate::draft::Draft;
use crate::json::{self, Object};
use crate::pages;
use crate::plan::DecisionId;
use crate::units::UnitKind;

const FLAGS: [&str; 2] = ["--auth static", "--auth oauth"];

/// What is unclear about a value of `auth.type` that a half-migrated app has.
pub(crate) fn question(auth: Value<'_>) -> Option<String> {
    let written = auth.get("type")?.as_str()?;
    let scopes = auth.get("requiredScopes");
    match written {
        "oauth" | "static" => None,
        // HubSpot's server has this value.
        "no_api_access" => {
            if scopes.is_some_and(|scopes| !scopes.is_empty()) {
                Some("`auth.type` is `no_api_access`, but the app requests scopes".to_owned())
            } else {
                None
            }
        }
        _ => {
            let shown = diagnostics::message::quoted(written);
            Some(format!(
                "`auth.type` is {shown}; HubSpot has `static` and `oauth`"
            ))
        }
    }
}

/// Asks for the value. It stays until it is answered: what was meant is not in the files.
pub(crate) fn ask(draft: &mut Draft<'_>, file: &diagnostics::RelPath, question: &str) {
    let id = DecisionId::AuthAndDistribution;
    draft.decide(id, file, question, "leave it as it is", &FLAGS);
    if let Some(auth) = draft.inputs.options.auth {
        draft.answered(auth.as_str());
    }
}

impl<'a> App<'_, 'a> {
    pub(super) fn auth(&mut self, draft: &mut Draft<'_>) -> Object {
        let mut auth = Object::default();
        self.auth_type(draft, &mut auth);
        if self.is_oauth {
            let urls = self
                .from
                .first(&[&["auth", "redirectUrls"], &["redirectUrls"]]);
            self.list(draft, &mut auth, "redirectUrls", urls);
        } else if self.unit.kind == UnitKind::PublicApp {
            self.warn_about_static(draft);
        }
        let required = self.from.first(&[
            &["auth", "requiredScopes"],
            &["scopes"],
            &["auth", "scopes"],
        ]);
        self.list(draft, &mut auth, "requiredScopes", required);
        for key in ["optionalScopes", "conditionallyRequiredScopes"] {
            let scopes = self.from.find(&["auth", key]);
            self.list(draft, &mut auth, key, scopes);
        }
        if let Some(value) = self.from.find(&["auth", "additionalScopes"]) {
            let scopes = json::strings(value).join("`, `");
            let question =
                format!("`additionalScopes` of a beta of 2024 has no successor: `{scopes}`");
            draft.decide(
                DecisionId::Scopes,
                self.unit.path,
                &question,
                "leave them out; add what the app requires",
                &[],
            );
        }
        auth
    }

    /// What a public app loses with static auth.
    fn warn_about_static(&self, draft: &mut Draft<'_>) {
        let what = "with static auth, the app can be installed in one account only, and its code for OAuth stops working, with \
            what it reads for that (redirect URLs, `CLIENT_ID`, `CLIENT_SECRET`)";
        draft.by_hand(&self.target, what, Some(pages::PRIVATE_APP));
        let required = self.from.first(&[
            &["auth", "requiredScopes"],
            &["scopes"],
            &["auth", "scopes"],
        ]);
        if required.is_some_and(|scopes| json::strings(scopes).contains(&"oauth")) {
            let what = "ask HubSpot whether an app with static auth may keep the scope `oauth`: it stays in `requiredScopes`";
            draft.by_hand(&self.target, what, None);
        }
    }

    fn auth_type(&mut self, draft: &mut Draft<'_>, auth: &mut Object) {
        let chosen = if self.is_oauth { "oauth" } else { "static" };
        let path = "config.auth.type";
        let Some(value) = self.from.find(&["auth", "type"]) else {
            auth.string("type", chosen);
            let reason = "the old layout has no such property";
            draft.generate(&self.target, path, chosen, reason);
            return;
        };
        let old = self.from.find(&["auth"]);
        let question = old.and_then(question);
        let is_answered = draft.inputs.options.auth.is_some();
        if self.unit.kind.is_app() || is_answered {
            auth.string("type", chosen);
            self.account.carried(value, chosen, &self.target, path);
        } else {
            auth.raw("type", value.source());
            self.account.moved(value, &self.target, path);
        }
        if let Some(question) = question
            && !self.unit.kind.is_app()
        {
            ask(draft, self.unit.path, &question);
        }
    }

    /// A list that the app file has, or an empty one.
    fn list(
        &mut self,
        draft: &mut Draft<'_>,
        auth: &mut Object,
        key: &str,
        value: Option<Value<'a>>,
    ) {
        match value {
            Some(value) => {
                if value.kind() != Kind::Array {
                    let what = format!("write `auth.{key}` as a list of strings");
                    draft.by_hand(&self.target, &what, Some(pages::PRIVATE_APP));
                }
                auth.raw(key, value.source());
                let path = format!("config.auth.{key}");
                self.account.moved(value, &self.target, &path);
            }
            None => auth.raw(key, "[]"),
        }
    }
}
