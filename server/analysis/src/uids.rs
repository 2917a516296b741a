//! What the rules about uids share: which uids HubSpot accepts, which are taken, and which to suggest.

use std::collections::BTreeSet;

use crate::FileContext;
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, Safety, message};
use project::facts::ComponentFacts;
use project::index::Index;
use project::placeholders;
use syntax::{Value, edit};

/// The length of the longest uid, in UTF-16 code units as JavaScript counts.
pub const LONGEST: usize = 64;

/// The uid of the component that HubSpot generates for the functions of a project.
pub const RESERVED: &str = "hubspot-serverless-package-uid";

/// Whether a uid may contain this character.
pub fn allows(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// The string with each run of invalid characters replaced by `_`; empty if nothing remains.
pub fn sanitized(string: &str) -> String {
    let parts: Vec<&str> = string
        .split(|character| !allows(character))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("_").chars().take(LONGEST).collect()
}

/// The uids of the project, as written and with the values of each profile.
pub fn taken(index: &Index<'_>) -> BTreeSet<String> {
    let mut uids = BTreeSet::new();
    for component in &index.components {
        add_uids(index, component.facts, &mut uids);
    }
    uids
}

/// The uids of app objects, including those in files that HubSpot skips, which other rules report.
pub fn of_app_objects(index: &Index<'_>) -> BTreeSet<String> {
    let components = index.components.iter().map(|component| component.facts);
    let skipped = index.skipped_files.iter().map(|file| file.facts);
    let mut uids = BTreeSet::new();
    for facts in components.chain(skipped) {
        if let Some(component_type) = facts.component
            && component_type.name == "app-object"
        {
            add_uids(index, facts, &mut uids);
        }
    }
    uids
}

fn add_uids(index: &Index<'_>, facts: &ComponentFacts, uids: &mut BTreeSet<String>) {
    let Some(uid) = &facts.uid else { return };
    if placeholders::first(&uid.text).is_some() {
        for profile in &index.profiles {
            uids.extend(placeholders::interpolated(&uid.text, profile.facts));
        }
    }
    uids.insert(uid.text.clone());
}

/// The uids that a component may have: one, or one for each profile; `None` if they are not known.
pub fn of(index: &Index<'_>, facts: &ComponentFacts) -> Option<BTreeSet<String>> {
    let uid = facts.uid.as_ref()?;
    if placeholders::first(&uid.text).is_none() {
        return Some(BTreeSet::from([uid.text.clone()]));
    }
    if index.profiles.is_empty() {
        return None;
    }
    let mut uids = BTreeSet::new();
    for profile in &index.profiles {
        uids.insert(placeholders::interpolated(&uid.text, profile.facts)?);
    }
    Some(uids)
}

/// Whether all uids are known: each file is well-formed and has one, and profiles replace its placeholders.
pub fn are_certain(index: &Index<'_>) -> bool {
    !index.components.is_empty()
        && index
            .components
            .iter()
            .all(|component| is_certain(index, component.facts))
}

fn is_certain(index: &Index<'_>, facts: &ComponentFacts) -> bool {
    let Some(uid) = &facts.uid else {
        return false;
    };
    facts.is_well_formed && (placeholders::first(&uid.text).is_none() || !index.profiles.is_empty())
}

/// Whether a component has no valid uid, so that a rule may suggest one.
pub fn one_is_wanted(index: &Index<'_>) -> bool {
    index
        .components
        .iter()
        .any(|component| match &component.facts.uid {
            Some(uid) => !is_valid(&uid.text),
            None => true,
        })
}

fn is_valid(uid: &str) -> bool {
    uid != RESERVED && problem(uid).is_none()
}

/// A uid from the name of a component file, or with the type of the component and a number added: the first one that is valid
/// and free.
pub fn for_file(path: &RelPath, type_name: &str, is_free: impl Fn(&str) -> bool) -> Option<String> {
    let mut stem = sanitized(path.file_name().trim_end_matches("-hsmeta.json"));
    if stem.is_empty() {
        stem.push_str("component");
    }
    let with_type = format!("{stem}-{type_name}");
    let numbered = (2..10).map(|number| format!("{with_type}-{number}"));
    [stem, with_type.clone()]
        .into_iter()
        .chain(numbered)
        .find(|uid| is_valid(uid) && is_free(uid))
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
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for other in &index.components {
        if other.path != path
            && let Some(uid) = &other.facts.uid
        {
            taken.insert(&uid.text);
        }
    }
    for_file(path, component.name, |name| !taken.contains(name))
}

/// The uid of the file, if it is the reserved one.
pub fn reserved<'a>(cx: &FileContext<'a>) -> Option<Value<'a>> {
    if !cx.is_component() {
        return None;
    }
    let uid = cx.root.get("uid")?;
    if uid.as_str() == Some(RESERVED) {
        Some(uid)
    } else {
        None
    }
}

/// Suggests a different uid.
pub fn suggest_another(diagnostic: Diagnostic, cx: &FileContext<'_>, uid: Value<'_>) -> Diagnostic {
    let diagnostic = diagnostic.help("choose a different uid");
    match free(cx) {
        Some(name) => {
            let edits = edit::replace_value(uid, &edit::quote(&name));
            diagnostic.fix(format!("change to `{name}`"), Safety::Unsafe, edits)
        }
        None => diagnostic,
    }
}

/// Properties that every object of JavaScript inherits.
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

/// Why a string is not a valid uid, as a message.
pub fn problem(uid: &str) -> Option<String> {
    if uid.is_empty() {
        return Some("uid is empty".to_owned());
    }
    if INHERITED.contains(&uid) {
        let quoted = message::quoted(uid);
        return Some(format!(
            "uid {quoted} is a built-in name of JavaScript: HubSpot's tools report it as a duplicate"
        ));
    }
    if let Some(invalid) = uid.chars().find(|&character| !allows(character)) {
        let shown = match invalid {
            ' ' => "a space".to_owned(),
            _ => message::quoted(invalid.encode_utf8(&mut [0; 4])),
        };
        let quoted = message::quoted(uid);
        return Some(format!(
            "uid {quoted} contains {shown}, which HubSpot does not allow"
        ));
    }
    // Only ASCII is left, so these are UTF-16 code units too.
    let length = uid.len();
    if length > LONGEST {
        return Some(format!(
            "uid is {length} characters long; HubSpot allows at most {LONGEST}"
        ));
    }
    None
}
