//! Component files of functions with properties of `serverless.json`: `endpoint.file`, `endpoint.method`, `secrets`.

use syntax::{Value, edit};

use super::entry::methods;
use crate::account::Account;
use crate::draft::Draft;
use crate::json::{self, Object};
use crate::plan::Action;
use crate::secret_names::{self, Target};
use diagnostics::RelPath;

/// Why known properties have no successor.
const REASONS: &[(&str, &str)] = &[
    ("file", "`entrypoint` names the code"),
    ("method", "`methods` replaces it"),
];

/// Whether a component file of a function has properties of the old layout.
fn is_half(root: Value<'_>) -> bool {
    let is_function = root.get("type").and_then(|value| value.as_str()) == Some("app-function");
    let old: [&[&str]; 4] = [
        &["config", "endpoint", "file"],
        &["config", "endpoint", "method"],
        &["config", "file"],
        &["config", "secrets"],
    ];
    is_function && old.iter().any(|path| root.at(path).is_some())
}

/// Rewrites the `config` of such a file. Returns whether it is one.
pub(crate) fn convert<'a>(draft: &mut Draft<'a>, path: &'a RelPath, root: Value<'a>) -> bool {
    let Some(config) = root.get("config") else {
        return false;
    };
    if !is_half(root) {
        return false;
    }
    let target = draft.layout.target(path);
    let mut account = Account::new(path, root);
    let mut json = Object::default();
    for member in root.all_members() {
        if member.key.text == "config" {
            json.object(
                "config",
                new_config(draft, path, config, &target, &mut account),
            );
        } else {
            json.raw(member.key.text, member.value.source());
            account.moved(member.value, &target, member.key.text);
        }
    }
    let text = json::pretty(&json.finish(), json::line_break(draft.inputs.text(path)));
    let fields = account.finish(REASONS);
    draft.account(fields);
    draft.act(path, Action::Change { to: target, text });
    true
}

fn new_config<'a>(
    draft: &mut Draft<'_>,
    path: &RelPath,
    config: Value<'a>,
    target: &RelPath,
    account: &mut Account<'a>,
) -> Object {
    let mut new = Object::default();
    let files = [
        config.get("entrypoint"),
        config.get("file"),
        config.at(&["endpoint", "file"]),
    ];
    if let Some(file) = files.into_iter().flatten().next() {
        let written = file.as_str().unwrap_or_default();
        let entrypoint = match draft.file_path(path, written, target) {
            Some((entrypoint, _)) => edit::quote(&entrypoint),
            None => file.source().to_owned(),
        };
        new.raw("entrypoint", &entrypoint);
        account.converted(file, target, "config.entrypoint");
    }
    for member in config.members() {
        let key = member.key.text;
        match key {
            "entrypoint" | "file" => {}
            "endpoint" => new.object("endpoint", new_endpoint(member.value, target, account)),
            "secretKeys" | "secrets" => {}
            _ => {
                new.raw(key, member.value.source());
                account.moved(member.value, target, &format!("config.{key}"));
            }
        }
    }
    let lists = [config.get("secretKeys"), config.get("secrets")];
    if lists.iter().any(Option::is_some) {
        let list = Target {
            file: target,
            path: "config.secretKeys",
        };
        let names = secret_names::merged(draft, account, &list, lists.into_iter().flatten());
        new.raw("secretKeys", &names);
    }
    new
}

fn new_endpoint<'a>(old: Value<'a>, target: &RelPath, account: &mut Account<'a>) -> Object {
    let mut new = Object::default();
    for member in old.members() {
        let key = member.key.text;
        match key {
            "file" => {}
            "method" if old.get("methods").is_some() => {}
            "method" => {
                new.raw("methods", &methods(Some(member.value)));
                account.converted(member.value, target, "config.endpoint.methods");
            }
            _ => {
                new.raw(key, member.value.source());
                let path = format!("config.endpoint.{key}");
                account.moved(member.value, target, &path);
            }
        }
    }
    new
}
