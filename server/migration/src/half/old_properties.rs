//! Properties of the old layout in the `config` of an app that has the new ones too: HubSpot reads those, so the old ones go if
//! nothing is only in them.

use syntax::Value;

use super::Edits;
use crate::draft::Draft;
use crate::json;
use crate::plan::DecisionId;

/// Lists with the ones that replace them.
const LISTS: &[(&str, &[&[&str]])] = &[
    (
        "scopes",
        &[
            &["auth", "requiredScopes"],
            &["auth", "optionalScopes"],
            &["auth", "conditionallyRequiredScopes"],
        ],
    ),
    ("allowedUrls", &[&["permittedUrls", "fetch"]]),
];

/// What nothing replaces.
const OTHERS: &[(&str, &str)] = &[
    ("extensions", "components are found by their folders"),
    ("public", "`distribution` and `auth.type` replace it"),
    ("webhooks", "components are found by their folders"),
];

pub(super) fn remove(draft: &mut Draft<'_>, edits: &mut Edits<'_>, config: Value<'_>) {
    let mut reasons: Vec<(&str, String)> = Vec::new();
    for (key, new) in LISTS {
        let Some(old) = config.get(key) else { continue };
        let Some(list) = new.iter().find_map(|path| config.at(path)) else {
            continue;
        };
        let known: Vec<&str> = new
            .iter()
            .filter_map(|path| config.at(path))
            .flat_map(json::strings)
            .collect();
        let mut missing = json::strings(old);
        missing.retain(|entry| !known.contains(entry));
        let name = list.key().map_or("", |key| key.text);
        if missing.is_empty() {
            reasons.push((key, format!("`{name}` has all of it")));
            continue;
        }
        let question = format!(
            "`config.{key}`, which HubSpot does not read, has `{}`, and `{name}` has not",
            missing.join("`, `")
        );
        let chosen = format!("leave it; add to `{name}` what the app requires, and remove `{key}`");
        draft.decide(DecisionId::Scopes, edits.path, &question, &chosen, &[]);
    }
    for (key, reason) in OTHERS {
        let has_new = config.get("auth").is_some() && config.get("distribution").is_some();
        if config.get(key).is_some() && has_new {
            reasons.push((key, (*reason).to_owned()));
        }
    }
    edits.remove_all(&reasons);
}
