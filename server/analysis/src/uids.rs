//! What the rules about uids share: which characters they may have, whether one is taken, and what a better one
//! would be.

use diagnostics::message;
use std::collections::BTreeSet;

use crate::FileContext;
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, Safety};
use project::facts::ComponentFacts;
use project::index::Index;
use project::placeholders;
use syntax::{Value, edit};

/// The longest uid, in UTF-16 code units as JavaScript counts.
pub const LONGEST: usize = 64;

/// The uid of the component that HubSpot makes for the functions of a project.
pub const RESERVED: &str = "hubspot-serverless-package-uid";

/// Whether a uid may have this character.
pub fn allows(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// The text with what a uid may not have replaced by `_`; empty where nothing remains.
pub fn sanitised(text: &str) -> String {
    let parts: Vec<&str> = text
        .split(|character| !allows(character))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("_").chars().take(LONGEST).collect()
}

/// The uids of the project, as they are written and as each profile fills them in.
pub fn taken(index: &Index<'_>) -> BTreeSet<String> {
    filled_in(
        index,
        index.components.iter().map(|component| component.facts),
    )
}

/// Those of the app objects, also where HubSpot passes the file over: that is reported by another rule.
pub fn of_app_objects(index: &Index<'_>) -> BTreeSet<String> {
    let skipped_files = index.skipped_files.iter().map(|file| file.facts);
    let all = index
        .components
        .iter()
        .map(|component| component.facts)
        .chain(skipped_files);
    filled_in(
        index,
        all.filter(|facts| facts.component.is_some_and(|own| own.name == "app-object")),
    )
}

/// Whether all uids are known: each file can be read and has one, and profiles fill in what is left open.
pub fn are_certain(index: &Index<'_>) -> bool {
    let is_known = |uid: &str| placeholders::first(uid).is_none() || !index.profiles.is_empty();
    let mut all = index.components.iter().map(|component| component.facts);
    !index.components.is_empty()
        && all.all(|facts| {
            facts.is_well_formed && facts.uid.as_ref().is_some_and(|uid| is_known(&uid.text))
        })
}

fn filled_in<'f>(
    index: &Index<'_>,
    components: impl Iterator<Item = &'f ComponentFacts>,
) -> BTreeSet<String> {
    let mut taken = BTreeSet::new();
    for uid in components.filter_map(|facts| facts.uid.as_ref()) {
        if placeholders::first(&uid.text).is_some() {
            let profiles = index.profiles.iter();
            taken.extend(
                profiles.filter_map(|profile| placeholders::interpolated(&uid.text, profile.facts)),
            );
        }
        taken.insert(uid.text.clone());
    }
    taken
}

/// Whether a component has no uid that HubSpot takes, so that another one may be proposed.
pub fn one_is_wanted(index: &Index<'_>) -> bool {
    let is_good = |uid: &str| uid != RESERVED && problem(uid).is_none();
    let mut uids = index
        .components
        .iter()
        .map(|component| component.facts.uid.as_ref());
    !uids.all(|uid| uid.is_some_and(|uid| is_good(&uid.text)))
}

/// A uid from the name of a component file, else with the type of the component or a number added: the first that HubSpot
/// accepts and that is free.
pub fn for_file(path: &RelPath, type_name: &str, is_free: impl Fn(&str) -> bool) -> Option<String> {
    let own = sanitised(path.file_name().trim_end_matches("-hsmeta.json"));
    let own = if own.is_empty() {
        "component".to_owned()
    } else {
        own
    };
    let typed = format!("{own}-{type_name}");
    let numbered = (2..10).map(|number| format!("{typed}-{number}"));
    let is_good = |name: &String| name != RESERVED && problem(name).is_none() && is_free(name);
    [own, typed.clone()]
        .into_iter()
        .chain(numbered)
        .find(is_good)
}

/// A uid for the file that no component has.
pub fn free(cx: &FileContext<'_>) -> Option<String> {
    let type_name = cx.component.map_or("component", |component| component.name);
    for_file(&cx.document.path, type_name, |name| {
        !cx.project.uids.contains(name)
    })
}

/// A uid for the file at `path` that no other component of the project has.
pub fn for_component(
    index: &Index<'_>,
    path: &RelPath,
    component: &ComponentType,
) -> Option<String> {
    let others = index.components.iter().filter(|other| other.path != path);
    let taken: BTreeSet<&str> = others
        .filter_map(|other| Some(other.facts.uid.as_ref()?.text.as_str()))
        .collect();
    for_file(path, component.name, |name| !taken.contains(name))
}

/// The uid of the file, where it is the reserved one.
pub fn reserved<'a>(cx: &FileContext<'a>) -> Option<Value<'a>> {
    cx.is_component()
        .then(|| cx.root.get("uid"))?
        .filter(|uid| uid.as_str() == Some(RESERVED))
}

/// Suggests a different uid.
pub fn take_another(diagnostic: Diagnostic, cx: &FileContext<'_>, uid: Value<'_>) -> Diagnostic {
    let diagnostic = diagnostic.help("choose a different uid");
    match free(cx) {
        Some(name) => {
            let edits = edit::replace_value(uid, &edit::quote(&name));
            diagnostic.fix(format!("change to `{name}`"), Safety::Unsafe, edits)
        }
        None => diagnostic,
    }
}

/// What JavaScript finds in every object.
const INHERITED: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// What is wrong with a text as a uid, in words for a person.
pub fn problem(text: &str) -> Option<String> {
    let shown = || message::quoted(text);
    let length = text.encode_utf16().count();
    let too_long = length > LONGEST;
    if text.is_empty() {
        return Some("uid is empty".to_owned());
    }
    if INHERITED.contains(&text) {
        let shown = shown();
        return Some(format!(
            "uid {shown} is a built-in name of JavaScript: HubSpot's tools report it as a duplicate"
        ));
    }
    match text.chars().find(|&character| !allows(character)) {
        Some(' ') => Some(format!(
            "uid {} contains a space, which HubSpot does not allow",
            shown()
        )),
        Some(wrong) => {
            let wrong = message::quoted(wrong.encode_utf8(&mut [0; 4]));
            Some(format!(
                "uid {} contains {wrong}, which HubSpot does not allow",
                shown()
            ))
        }
        None => too_long.then(|| {
            format!(
                "uid is {length} characters long; HubSpot allows at most {}",
                LONGEST
            )
        }),
    }
}
