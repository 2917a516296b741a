//! Names that the code of the project uses and that a list does not contain yet: secrets in `secretKeys`, origins in
//! `permittedUrls.fetch`.

use std::collections::BTreeMap;

use super::{At, Item, ItemKind};
use analysis::code::{Code, Origin};
use analysis::{placeholders, urls};
use catalog::is_given_variable;
use diagnostics::{RelPath, message};
use project::facts::Facts;

pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    let mut keys = Vec::new();
    for container in &at.cursor.containers {
        keys.extend(container.key.as_deref());
    }
    match keys.as_slice() {
        ["config", "secretKeys"] => secrets(at).unwrap_or_default(),
        ["config", "permittedUrls", "fetch"] => origins(at).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The variables that this function reads.
fn secrets(at: &At<'_>) -> Option<Vec<Item>> {
    let code = Code::of(at.cx.index)?;
    let mut names: BTreeMap<&str, &RelPath> = BTreeMap::new();
    for component in code.components() {
        if *component.component.path != at.cx.document.path {
            continue;
        }
        for variable in component.env_reads() {
            if !is_given_variable(&variable.read.name) {
                names.entry(&variable.read.name).or_insert(variable.file);
            }
        }
    }
    let mut items = Vec::new();
    for (name, file) in names {
        let about = format!("Read in {}.", message::quoted(file.as_str()));
        items.push(at.string(ItemKind::Variable, name).about(Some(&about)));
    }
    Some(items)
}

/// The origins that UI code fetches and that no entry permits.
fn origins(at: &At<'_>) -> Option<Vec<Item>> {
    let code = Code::of(at.cx.index)?;
    let Facts::Component(facts) = &at.cx.document.facts else {
        return None;
    };
    let permitted = facts.permitted.fetch.entries().unwrap_or_default();
    let mut origins: BTreeMap<String, &RelPath> = BTreeMap::new();
    for site in code.fetches() {
        for text in &site.resolved.texts {
            let Some(origin) = Origin::of(text) else {
                continue;
            };
            let origin = origin.key;
            if !origin.is_in(permitted)
                && !urls::leads_to_local(&origin.text)
                && placeholders::in_url(&text.prefix()).is_none()
            {
                origins.entry(origin.text).or_insert(site.file);
            }
        }
    }
    let mut items = Vec::new();
    for (origin, file) in origins {
        let about = format!("Fetched in {}.", message::quoted(file.as_str()));
        items.push(at.string(ItemKind::Value, &origin).about(Some(&about)));
    }
    Some(items)
}
