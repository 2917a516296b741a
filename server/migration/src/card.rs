//! Cards: JSON of type `crm-card` → `app/cards/*-hsmeta.json`, and cards that were migrated in part.

mod problems;

use diagnostics::RelPath;
use syntax::{Kind, Value};

use crate::account::Account;
use crate::draft::{Draft, trimmed, uid_text};
use crate::json::{self, Object};
use crate::lookup::Lookup;
use crate::pages;
use crate::plan::{Action, DecisionId};
use crate::uids;
use crate::units::{Live, Unit, UnitKind};
use problems::{MODULE, problems};

/// Why known properties have no successor.
const REASONS: &[(&str, &str)] = &[
    (
        "propertiesToSend",
        "only classic cards had it; a card reads properties itself",
    ),
    ("actions", "only classic cards had it"),
    (
        "fetchCrmObjectProperties",
        "HubSpot never read it in a card with React",
    ),
    (
        "cardProperties",
        "HubSpot never read it in a card with React",
    ),
    ("serverless", "HubSpot never read it in a card with React"),
    ("version", "it marked a classic card"),
    ("uid", "the uid at the top level wins"),
    ("module", "`entrypoint` names the code"),
    ("file", "`entrypoint` names the code"),
    ("title", "`config.name` wins"),
    ("name", "`title` wins"),
    ("description", "that of `config` wins"),
    ("location", "that of `config` wins"),
    ("objectTypes", "not a list of names"),
    ("previewImage", "not an object with a file"),
];

const NOT_LISTED: &str =
    "the app file does not list it, so it was not live; converting it would make it live";
const APP_GONE: &str =
    "the app file that listed the cards is gone, so nothing says whether this one was live";

struct Card<'d, 'a> {
    unit: &'d Unit<'a>,
    from: Lookup<'a>,
    target: RelPath,
    account: Account<'a>,
}

pub(crate) fn convert<'a>(draft: &mut Draft<'a>, unit: &Unit<'a>) {
    if unit.live != Live::Referenced && !draft.inputs.options.convert_unreferenced {
        leave_unreferenced(draft, unit);
        return;
    }
    let from = Lookup::new(unit.root);
    let is_half = matches!(unit.kind, UnitKind::HalfMigrated(_));
    let problems = problems(&from);
    for (question, _) in &problems {
        let chosen = if is_half {
            "leave it as it is, and convert the rest of the file"
        } else {
            "leave it unconverted; correct it and plan again, or delete it"
        };
        draft.decide(DecisionId::NoSuchValue, unit.path, question, chosen, &[]);
    }
    if let Some((_, what)) = problems.first()
        && !is_half
    {
        leave(draft, unit, what);
        return;
    }
    let target = if is_half {
        draft.layout.target(unit.path)
    } else if let Some(existing) = already_converted(draft, &from) {
        leave(
            draft,
            unit,
            &format!("`{existing}` has the same uid and replaces it"),
        );
        return;
    } else {
        draft.free_path("app/cards", stem(unit.path))
    };
    let account = Account::new(unit.path, unit.root);
    let mut card = Card {
        unit,
        from,
        target,
        account,
    };
    let json = card.json(draft, is_half);
    let fields = card.account.finish(REASONS);
    draft.account(fields);
    let to = card.target;
    if is_half {
        let text = json::pretty(&json, json::line_break(draft.inputs.text(unit.path)));
        draft.act(unit.path, Action::Change { to, text });
    } else {
        draft.create(to.clone(), &json, unit.path);
        draft.remove(unit.path, vec![to]);
    }
}

/// A card without React: HubSpot fetched its contents. Nothing converts it.
pub(crate) fn classic(draft: &mut Draft<'_>, unit: &Unit<'_>) {
    let target = draft.layout.target(unit.path);
    draft.by_hand(
        &target,
        "rebuild this classic card as a card with React; HubSpot shows no classic cards after 2026-10-31",
        Some(pages::CLASSIC_CARDS),
    );
    leave(draft, unit, "a classic card has no successor");
}

pub(crate) fn stem(path: &RelPath) -> &str {
    let name = path.file_name();
    name.strip_suffix(".json").unwrap_or(name)
}

fn leave_unreferenced(draft: &mut Draft<'_>, unit: &Unit<'_>) {
    let reason = match unit.live {
        Live::Unknown => APP_GONE,
        _ => NOT_LISTED,
    };
    draft.decide(
        DecisionId::NotReferenced,
        unit.path,
        reason,
        "leave it unconverted",
        &["--convert-unreferenced"],
    );
    leave(draft, unit, reason);
}

/// Leaves a file as it is, with every property in the account.
pub(crate) fn leave(draft: &mut Draft<'_>, unit: &Unit<'_>, reason: &str) {
    let mut account = Account::new(unit.path, unit.root);
    for member in unit.root.all_members() {
        account.stays(member.value, reason);
    }
    let fields = account.finish(&[]);
    draft.account(fields);
    draft.leave(unit.path, reason);
}

/// The component with the uid of a card that was left behind.
fn already_converted(draft: &Draft<'_>, from: &Lookup<'_>) -> Option<RelPath> {
    let uid = from.find(&["uid"]).and_then(uid_text)?;
    let names = uids::names_after(draft.inputs, uid);
    names.iter().find_map(|uid| existing(draft, "card", uid))
}

/// The component file of this type with this uid.
pub(crate) fn existing(draft: &Draft<'_>, type_name: &str, uid: &str) -> Option<RelPath> {
    for (path, root) in draft.inputs.components() {
        let own = ["type", "uid"].map(|key| root.get(key).and_then(|value| value.as_str()));
        if own == [Some(type_name), Some(uid)] {
            return Some(draft.layout.target(path));
        }
    }
    None
}

impl<'a> Card<'_, 'a> {
    fn json(&mut self, draft: &mut Draft<'_>, is_half: bool) -> String {
        if let Some(value) = self.unit.root.get("type") {
            self.account.converted(value, &self.target, "type");
        }
        let title = self.from.named(&[&["name"], &["title"]]);
        let name = match title.and_then(trimmed) {
            Some(name) => name.to_owned(),
            None => {
                let name = stem(self.unit.path).to_owned();
                draft.generate(
                    &self.target,
                    "config.name",
                    &name,
                    "the card has no title; this is its file name",
                );
                name
            }
        };
        if let Some(title) = title {
            let old = trimmed(title).unwrap_or_default();
            self.account.text(title, old, &self.target, "config.name");
        }
        let mut json = Object::default();
        json.string("uid", &self.uid(draft, &name, is_half));
        json.string("type", "card");
        let mut config = Object::default();
        config.string("name", &name);
        self.copy(&mut config, "description");
        self.copy(&mut config, "location");
        self.entrypoint(draft, &mut config);
        self.object_types(draft, &mut config);
        self.preview_image(draft, &mut config);
        json.object("config", config);
        json.finish()
    }

    /// The uid at the top level wins; the development server read the one in `data` only.
    fn uid(&mut self, draft: &mut Draft<'_>, name: &str, is_half: bool) -> String {
        let at_top = self.unit.root.get("uid");
        let value = match at_top {
            Some(value) if uid_text(value).is_some() => Some(value),
            _ => self.from.find(&["uid"]),
        };
        let old = value.and_then(uid_text);
        if is_half {
            draft.uids.release(self.unit.root);
        }
        let uid = draft.uid(self.unit.path, old, name, "card", &self.target);
        if let Some(value) = value {
            self.account.uid(value, old, &uid, &self.target);
        }
        uid
    }

    fn copy(&mut self, config: &mut Object, key: &str) {
        if let Some(value) = self.from.find(&[key]) {
            config.raw(key, value.source());
            self.account
                .moved(value, &self.target, &format!("config.{key}"));
        }
    }

    fn entrypoint(&mut self, draft: &mut Draft<'_>, config: &mut Object) {
        let Some(value) = self.from.named(MODULE) else {
            return;
        };
        let written = value.as_str().unwrap_or_default();
        let Some((path, exists)) = draft.file_path(self.unit.path, written, &self.target) else {
            self.account.dropped(value, "outside of the source folder");
            draft.by_hand(
                &self.target,
                "move the code of the card into the source folder, and name it in `entrypoint`",
                None,
            );
            return;
        };
        config.string("entrypoint", &path);
        self.account
            .converted(value, &self.target, "config.entrypoint");
        let below_cards = path.strip_prefix("/app/cards/");
        if !exists {
            draft.by_hand(
                &self.target,
                &format!("the code `{path}` does not exist"),
                None,
            );
        } else if below_cards.is_none_or(|rest| rest.contains('/')) {
            let what = format!(
                "`hs project dev` finds code directly in `app/cards` only; the build also accepts `{path}`"
            );
            draft.by_hand(&self.target, &what, None);
        }
    }

    /// Objects with a name become strings; the names keep their spelling, as HubSpot's server does it.
    fn object_types(&mut self, draft: &mut Draft<'_>, config: &mut Object) {
        let mut names = Vec::new();
        let list = self.from.find(&["objectTypes"]);
        for element in list.into_iter().flat_map(|list| list.elements()) {
            let path = format!("config.objectTypes[{}]", names.len());
            if element.as_str().is_some() {
                names.push(element.source());
                self.account.moved(element, &self.target, &path);
            } else if let Some(name) = element.get("name")
                && name.as_str().is_some()
            {
                names.push(name.source());
                self.account.moved(name, &self.target, &path);
            }
        }
        if let Some(list) = list
            && list.kind() == Kind::Array
            && list.is_empty()
        {
            self.account.moved(list, &self.target, "config.objectTypes");
        }
        if names.is_empty() {
            draft.by_hand(
                &self.target,
                "list the objects of the card in `objectTypes`",
                Some(pages::PRIVATE_APP),
            );
        }
        config.raw("objectTypes", &json::array(names));
    }

    fn preview_image(&mut self, draft: &mut Draft<'_>, config: &mut Object) {
        let Some(image) = self.from.find(&["previewImage"]) else {
            return;
        };
        let mut new = Object::default();
        for member in image.members() {
            let path = format!("config.previewImage.{}", member.key.text);
            self.preview_member(draft, member.key.text, member.value, &path, &mut new);
        }
        if !new.is_empty() {
            config.object("previewImage", new);
        }
    }

    fn preview_member(
        &mut self,
        draft: &mut Draft<'_>,
        key: &str,
        value: Value<'a>,
        path: &str,
        image: &mut Object,
    ) {
        if key == "file"
            && let Some(written) = value.as_str()
            && let Some((file, exists)) = draft.file_path(self.unit.path, written, &self.target)
        {
            image.string(key, &file);
            self.account.converted(value, &self.target, path);
            if !exists {
                let what = format!("the preview image `{file}` does not exist");
                draft.by_hand(&self.target, &what, None);
            }
        } else if key == "altText" {
            image.raw(key, value.source());
            self.account.moved(value, &self.target, path);
        } else if key == "file" {
            self.account
                .dropped(value, "not a path in the source folder");
        }
    }
}
