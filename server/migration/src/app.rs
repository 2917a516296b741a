//! `app.json` and `public-app.json` → `app/app-hsmeta.json`, and an app file that was only renamed.
//!
//! The mapping of private apps is that of HubSpot's guide, the one of public apps what its server wrote when it migrated a
//! public repository (vayud/wa-integration-clone, commit 3a27b810).

pub(crate) mod auth;
pub(crate) mod compare;
mod distribution;
mod references;
mod urls;

use diagnostics::RelPath;

use crate::Auth;
use crate::account::Account;
use crate::draft::{Draft, trimmed, uid_text};
use crate::json::{self, Object};
use crate::lookup::Lookup;
use crate::plan::{Action, DecisionId};
use crate::units::{Unit, UnitKind};

/// Why known properties have no successor.
const REASONS: &[(&str, &str)] = &[
    ("extensions", "components are found by their folders"),
    ("webhooks", "components are found by their folders"),
    ("webhook", "components are found by their folders"),
    ("public", "`distribution` and `auth.type` replace it"),
    (
        "advancedScopeSettingsEnabled",
        "HubSpot's server drops it too when it migrates an app",
    ),
    ("permittedUrls", "not an object with lists"),
    (
        "additionalScopes",
        "a new required scope requires that every account installs the app again; see the decision",
    ),
    (
        "redirectUrls",
        "HubSpot refuses `redirectUrls` with `auth.type: \"static\"`",
    ),
];

/// Properties of `config` that are of the old layout; all others are kept.
const OLD: &[&str] = &[
    "scopes",
    "public",
    "allowedUrls",
    "approvedExternalUrls",
    "extensions",
    "webhooks",
    "redirectUrls",
    "advancedScopeSettingsEnabled",
];

struct App<'d, 'a> {
    unit: &'d Unit<'a>,
    from: Lookup<'a>,
    target: RelPath,
    account: Account<'a>,
    is_oauth: bool,
}

pub(crate) fn convert<'a>(draft: &mut Draft<'a>, unit: &Unit<'a>) {
    let is_half = !unit.kind.is_app();
    let existing = if is_half {
        None
    } else {
        compare::existing(draft)
    };
    let target = match &existing {
        Some(path) => path.clone(),
        None if is_half => draft.layout.target(unit.path),
        None => draft.free_path("app", "app"),
    };
    let mut app = App {
        unit,
        from: Lookup::new(unit.root),
        account: Account::new(unit.path, unit.root),
        is_oauth: is_oauth(draft, unit),
        target,
    };
    if existing.is_some() {
        compare::leftover(draft, app);
        return;
    }
    if !is_half {
        announce(draft);
        references::list_missing(draft);
    } else if app.target.folder() != draft.inputs.new_app().as_str() {
        let folder = draft.inputs.new_app();
        let what = format!(
            "HubSpot reads apps in `{folder}` only: move the file, or set `srcDir` to the parent folder of `app`"
        );
        draft.by_hand(&app.target, &what, None);
    }
    let json = app.json(draft);
    let fields = app.account.finish(REASONS);
    draft.account(fields);
    let to = app.target;
    if is_half {
        let text = json::pretty(&json, json::line_break(draft.inputs.text(unit.path)));
        draft.act(unit.path, Action::Change { to, text });
    } else {
        draft.create(to.clone(), &json, unit.path);
        draft.remove(unit.path, vec![to]);
    }
}

/// A public app uses OAuth. A half-migrated one does if its `auth` says so, or has what only OAuth has.
fn is_oauth(draft: &Draft<'_>, unit: &Unit<'_>) -> bool {
    if let Some(auth) = draft.inputs.options.auth {
        return auth == Auth::OAuth;
    }
    let from = Lookup::new(unit.root);
    let written = from
        .find(&["auth", "type"])
        .and_then(|value| value.as_str());
    match (unit.kind, written) {
        (UnitKind::PublicApp, _) => true,
        (UnitKind::PrivateApp, _) => false,
        (_, Some(written)) => written.to_ascii_lowercase().starts_with("oauth"),
        _ if from.find(&["public"]).map(|value| value.source()) == Some("false") => false,
        (_, None) => from
            .first(&[&["auth", "redirectUrls"], &["redirectUrls"]])
            .is_some(),
    }
}

impl<'a> App<'_, 'a> {
    fn json(&mut self, draft: &mut Draft<'_>) -> String {
        let name = self.name(draft);
        let mut json = Object::default();
        json.string("uid", &self.uid(draft, &name));
        json.string("type", "app");
        if let Some(value) = self.unit.root.get("type") {
            self.account.moved(value, &self.target, "type");
        }
        let mut config = Object::default();
        config.string("name", &name);
        self.description(draft, &mut config);
        self.logo(draft, &mut config);
        self.distribution(draft, &mut config);
        config.object("auth", self.auth(draft));
        config.object("permittedUrls", self.permitted_urls(draft));
        if let Some(support) = self.from.find(&["support"]) {
            config.raw("support", support.source());
            self.account.moved(support, &self.target, "config.support");
        }
        self.other_properties(&mut config);
        json.object("config", config);
        json.finish()
    }

    fn name(&mut self, draft: &mut Draft<'_>) -> String {
        if let Some(value) = self.from.find(&["name"]) {
            let name = trimmed(value).unwrap_or_default();
            self.account.text(value, name, &self.target, "config.name");
            if !name.is_empty() {
                return name.to_owned();
            }
        }
        let manifest = draft.inputs.root(&draft.inputs.manifest);
        let name = manifest.and_then(|root| trimmed(root.get("name")?));
        let name = name.unwrap_or("App").to_owned();
        let reason = "the app has no name; this is the name of the project";
        draft.generate(&self.target, "config.name", &name, reason);
        name
    }

    fn uid(&mut self, draft: &mut Draft<'_>, name: &str) -> String {
        let value = self.from.find(&["uid"]);
        let old = value.and_then(uid_text);
        if !self.unit.kind.is_app() {
            draft.uids.release(self.unit.root);
        }
        let uid = draft.uid(self.unit.path, old, name, "app", &self.target);
        if let Some(value) = value {
            self.account.uid(value, old, &uid, &self.target);
        }
        uid
    }

    fn description(&mut self, draft: &mut Draft<'_>, config: &mut Object) {
        let value = self.from.find(&["description"]);
        if let Some(value) = value {
            config.raw("description", value.source());
            self.account
                .moved(value, &self.target, "config.description");
        }
        if value.and_then(trimmed).is_none() {
            let question = "the app has no description, which HubSpot requires";
            let chosen = "nothing is invented; write one";
            draft.decide(DecisionId::Content, self.unit.path, question, chosen, &[]);
        }
    }

    fn logo(&mut self, draft: &mut Draft<'_>, config: &mut Object) {
        let Some(value) = self.from.find(&["logo"]) else {
            return;
        };
        let path = value
            .as_str()
            .and_then(|written| draft.file_path(self.unit.path, written, &self.target));
        match path {
            Some((path, exists)) => {
                config.string("logo", &path);
                self.account.converted(value, &self.target, "config.logo");
                if !exists {
                    let what = format!("the logo `{path}` does not exist");
                    draft.by_hand(&self.target, &what, None);
                }
            }
            None => {
                self.account
                    .dropped(value, "not a path in the source folder");
                let what = "move the logo into the source folder, and name it in `config.logo`";
                draft.by_hand(&self.target, what, None);
            }
        }
    }

    /// What a half-migrated file has in `config` already.
    fn other_properties(&mut self, config: &mut Object) {
        let Some(old) = self.unit.root.get("config") else {
            return;
        };
        let written = [
            "name",
            "description",
            "logo",
            "distribution",
            "auth",
            "permittedUrls",
            "support",
            "uid",
        ];
        for member in old.members() {
            let key = member.key.text;
            if !written.contains(&key) && !OLD.contains(&key) {
                config.raw(key, member.value.source());
                let path = format!("config.{key}");
                self.account.moved(member.value, &self.target, &path);
            }
        }
    }
}

/// What only a person can know about the app in the account.
fn announce(draft: &mut Draft<'_>) {
    let inputs = draft.inputs;
    let question = "Is this app deployed, and must it stay the same app? Then stop: only `hs project migrate` keeps its \
        credentials, installs and card positions.";
    draft.decide(
        DecisionId::DeployedApp,
        &inputs.manifest,
        question,
        "convert the files; nothing is uploaded",
        &["--new-app"],
    );
    if inputs.options.new_app {
        draft.answered("--new-app");
    }
}
