//! The uids of new components. HubSpot identifies a component by its uid, so each existing one is kept; what has none gets the
//! one that HubSpot's CLI proposes.

use std::collections::BTreeMap;

use syntax::Value;

use crate::inputs::Inputs;

/// The uids that are taken in the project.
#[derive(Clone)]
pub(crate) struct Uids {
    /// How many components have each.
    taken: BTreeMap<String, usize>,
    /// The last number in new uids, by their beginnings.
    numbers: BTreeMap<String, usize>,
}

/// A uid, and why it is not the old one.
pub(crate) struct Chosen {
    pub uid: String,
    pub change: Option<Change>,
}

#[derive(PartialEq, Eq)]
pub(crate) enum Change {
    Requested,
    /// There was none.
    Missing,
    /// It has characters that HubSpot refuses, or is too long.
    Invalid,
    /// Another component has it. In the old layout, the uid of a card was unique in its app only.
    Taken,
}

impl Uids {
    /// Those of the components that exist.
    pub(crate) fn of(inputs: &Inputs<'_>) -> Uids {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for (_, root) in inputs.components() {
            if let Some(uid) = root.get("uid").and_then(|value| value.as_str()) {
                *taken.entry(uid.to_owned()).or_default() += 1;
            }
        }
        Uids {
            taken,
            numbers: BTreeMap::new(),
        }
    }

    /// Gives back the uid of a component that gets a new one. Other components may have the same.
    pub(crate) fn release(&mut self, component: Value<'_>) {
        let uid = component.get("uid").and_then(|value| value.as_str());
        if let Some(uid) = uid
            && let Some(count) = self.taken.get_mut(uid)
        {
            *count -= 1;
            if *count == 0 {
                self.taken.remove(uid);
            }
        }
    }

    /// Chooses a uid: the requested one, `old`, or one made from `name`. `component` is its type.
    pub(crate) fn choose(
        &mut self,
        inputs: &Inputs<'_>,
        key: &str,
        old: Option<&str>,
        name: &str,
        component: &str,
    ) -> Chosen {
        let uids = &inputs.options.uids;
        let requested = match (uids.get(key), old) {
            (Some(requested), _) => Some(requested),
            (None, Some(old)) => uids.get(old),
            (None, None) => None,
        };
        let (wanted, mut change) = match (requested, old) {
            (Some(requested), _) => (requested.clone(), Some(Change::Requested)),
            (None, Some(old)) if is_valid(old) => (old.to_owned(), None),
            (None, Some(old)) => (stripped(old), Some(Change::Invalid)),
            (None, None) => (stripped(name), Some(Change::Missing)),
        };
        let wanted = if is_valid(&wanted) {
            wanted
        } else {
            component.to_owned()
        };
        let uid = self.free(&wanted, component);
        if uid != wanted && change != Some(Change::Missing) {
            change = Some(Change::Taken);
        }
        *self.taken.entry(uid.clone()).or_default() += 1;
        Chosen { uid, change }
    }

    fn free(&mut self, wanted: &str, component: &str) -> String {
        if !self.taken.contains_key(wanted) {
            return wanted.to_owned();
        }
        let short: String = wanted.chars().take(40).collect();
        let with_type = format!("{short}-{component}");
        let number = self.numbers.entry(with_type.clone()).or_default();
        loop {
            *number += 1;
            let uid = match number {
                1 => with_type.clone(),
                _ => format!("{with_type}-{number}"),
            };
            if !self.taken.contains_key(&uid) {
                return uid;
            }
        }
    }
}

/// Whether HubSpot accepts it.
pub(crate) fn is_valid(uid: &str) -> bool {
    let length = uid.chars().count();
    (1..=analysis::uids::LONGEST).contains(&length)
        && uid.chars().all(analysis::uids::allows)
        && uid != analysis::uids::RESERVED
}

/// As the CLI proposes a uid: without the characters that it may not contain.
fn stripped(name: &str) -> String {
    let allowed = name
        .chars()
        .filter(|character| analysis::uids::allows(*character));
    allowed.take(analysis::uids::LONGEST).collect()
}

/// Whether a component with this uid may have been made from a name: it had to change, or was requested.
pub(crate) fn may_be_made_from(
    inputs: &Inputs<'_>,
    key: &str,
    name: &str,
    component: &str,
    uid: &str,
) -> bool {
    let requested = &inputs.options.uids;
    let made = stripped(name);
    let made = if is_valid(&made) {
        made
    } else {
        component.to_owned()
    };
    let answers = [key, name].map(|key| requested.get(key));
    answers.into_iter().flatten().chain([&made]).any(|wanted| {
        let short: String = wanted.chars().take(40).collect();
        uid == wanted || uid.starts_with(&format!("{short}-{component}"))
    })
}

/// The uids that a component with this one may have after a migration.
pub(crate) fn names_after(inputs: &Inputs<'_>, uid: &str) -> Vec<String> {
    let mut names = vec![uid.to_owned()];
    names.extend(inputs.options.uids.get(uid).cloned());
    if !is_valid(uid) {
        names.push(stripped(uid));
    }
    names
}

/// The answer to the question for a uid. A uid that another component has too is named by the file.
pub(crate) fn flag(change: &Change, old: Option<&str>, key: &str) -> String {
    let key = match (change, old) {
        (Change::Invalid, Some(old)) => old,
        _ => key,
    };
    format!("--uid {key}=NEW")
}
