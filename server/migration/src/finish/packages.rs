//! `package.json` files of several folders that become one, which has the packages of both.

use diagnostics::RelPath;
use syntax::{Member, Value, edit};

use super::is_unchanged;
use crate::account::Account;
use crate::draft::Draft;
use crate::json;
use crate::plan::Action;

/// The objects with packages and their versions.
const LISTS: &[&str] = &[
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
];

/// What says only whose package it is: that of the other file stays.
const LABELS: &[&str] = &[
    "author",
    "description",
    "homepage",
    "keywords",
    "license",
    "name",
    "private",
    "repository",
    "version",
];

/// Each insertion reads the file again, and no person lists more packages.
const MOST_INSERTIONS: usize = 200;

/// Adds the packages of a file to those of the one that has its path after the migration. `false` if they contradict each
/// other.
pub(super) fn merge(draft: &mut Draft<'_>, owner: &RelPath, path: &RelPath) -> bool {
    let target = draft.layout.target(owner);
    let (Some(old), Some(new)) = (text_of(draft, owner), text_of(draft, path)) else {
        return false;
    };
    let new = syntax::parse(new);
    let Some(root) = valid_root(&new) else {
        return false;
    };
    let mut account = Account::new(path, root);
    let mut text = old.clone();
    let mut insertions = 0;
    for member in root.all_members() {
        let insertion = match insertion_of(&text, member) {
            Verdict::Contradiction => return false,
            Verdict::Known => Vec::new(),
            Verdict::Other => {
                account.dropped(member.value, "the other `package.json` has its own");
                continue;
            }
            Verdict::Missing(missing) => missing,
        };
        account_for(&mut account, member, &target);
        for (list, key, value) in insertion {
            insertions += 1;
            if insertions > MOST_INSERTIONS {
                return false;
            }
            text = inserted(&text, list, key, value);
        }
    }
    let fields = account.finish(&[]);
    draft.account(fields);
    draft.remove(path, vec![target.clone()]);
    if text != old {
        change(draft, owner, &target, text);
    }
    true
}

/// The first of the files that is not valid JSON with an object.
pub(super) fn invalid(draft: &Draft<'_>, files: [&RelPath; 2]) -> Option<RelPath> {
    for file in files {
        let syntax = syntax::parse(draft.inputs.text(file));
        let root = syntax.root();
        if !syntax.errors.is_empty() || !root.is_some_and(json::is_object) {
            return Some(file.clone());
        }
    }
    None
}

fn text_of(draft: &Draft<'_>, path: &RelPath) -> Option<String> {
    match draft.plan.files.get(path) {
        Some(Action::Change { text, .. }) => Some(text.clone()),
        _ if is_unchanged(draft, path) => {
            draft.inputs.project.text(path.as_str()).map(str::to_owned)
        }
        _ => None,
    }
}

fn valid_root(syntax: &syntax::Syntax) -> Option<Value<'_>> {
    let root = syntax.root()?;
    let is_valid = syntax.errors.is_empty() && syntax.duplicate_keys().next().is_none();
    if is_valid && json::is_object(root) {
        Some(root)
    } else {
        None
    }
}

/// What the merged file needs of a member: the list to insert into (none for the file itself), the key and the value.
type Insertions<'a> = Vec<(Option<&'a str>, &'a str, &'a str)>;

enum Verdict<'a> {
    /// The merged file has it.
    Known,
    /// The merged file has another one, which wins.
    Other,
    Missing(Insertions<'a>),
    Contradiction,
}

fn insertion_of<'a>(merged: &str, member: Member<'a>) -> Verdict<'a> {
    let merged = syntax::parse(merged);
    let Some(root) = valid_root(&merged) else {
        return Verdict::Contradiction;
    };
    let key = member.key.text;
    let is_list = LISTS.contains(&key) && json::is_object(member.value);
    match root.get(key) {
        Some(known) if json::canonical(known) == json::canonical(member.value) => Verdict::Known,
        Some(_) if LABELS.contains(&key) => Verdict::Other,
        Some(known) if is_list && json::is_object(known) => packages(root, known, member),
        Some(_) => Verdict::Contradiction,
        None if is_list => packages(root, member.value, member),
        // How the code of the other folder is read.
        None if key == "type" => Verdict::Contradiction,
        None => Verdict::Missing(vec![(None, key, member.value.source())]),
    }
}

/// The packages that the list does not have. `known` is the list of the merged file, or that of the member.
fn packages<'a>(root: Value<'_>, known: Value<'_>, member: Member<'a>) -> Verdict<'a> {
    let key = member.key.text;
    let mut missing = Vec::new();
    for package in member.value.members() {
        let name = package.key.text;
        for list in LISTS {
            let other = root.at(&[list, name]);
            if other.is_some_and(|other| other.source() != package.value.source()) {
                return Verdict::Contradiction;
            }
        }
        if root.get(key).is_some() && known.get(name).is_none() {
            missing.push((Some(key), name, package.value.source()));
        }
    }
    if root.get(key).is_none() {
        missing.push((None, key, member.value.source()));
    }
    Verdict::Missing(missing)
}

fn account_for<'a>(account: &mut Account<'a>, member: Member<'a>, target: &RelPath) {
    let key = member.key.text;
    let is_list = LISTS.contains(&key) && json::is_object(member.value) && !member.value.is_empty();
    if !is_list {
        account.moved(member.value, target, key);
        return;
    }
    for package in member.value.members() {
        let path = format!("{key}.{}", package.key.text);
        account.moved(package.value, target, &path);
    }
}

fn inserted(text: &str, list: Option<&str>, key: &str, value: &str) -> String {
    let syntax = syntax::parse(text);
    let root = syntax.root();
    let object = match list {
        Some(list) => root.and_then(|root| root.get(list)),
        None => root,
    };
    match object {
        Some(object) => edit::apply(text, &edit::insert_member(object, key, value)),
        None => text.to_owned(),
    }
}

fn change(draft: &mut Draft<'_>, owner: &RelPath, target: &RelPath, text: String) {
    if is_unchanged(draft, owner) {
        let syntax = syntax::parse(draft.inputs.text(owner));
        if let Some(root) = syntax.root() {
            let mut account = Account::new(owner, root);
            for list in LISTS {
                if let Some(list) = root.get(list) {
                    for package in list.members() {
                        let path = format!(
                            "{}.{}",
                            list.key().map_or("", |key| key.text),
                            package.key.text
                        );
                        account.moved(package.value, target, &path);
                    }
                }
            }
            let fields = account.finish_in_place(target);
            draft.account(fields);
        }
    }
    let to = target.clone();
    draft.act(owner, Action::Change { to, text });
    let what = "run `npm install` in this folder: it has the packages of several folders now";
    let mut listed = draft.plan.by_hand.iter();
    if !listed.any(|todo| todo.file == *target && todo.what == what) {
        draft.by_hand(target, what, None);
    }
}
