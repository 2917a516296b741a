//! Cards that HubSpot cannot have shown.

use crate::lookup::Lookup;

/// What names the code of a card.
pub(super) const MODULE: &[&[&str]] = &[&["entrypoint"], &["module", "file"], &["file"]];

/// Why HubSpot cannot have shown the card: each time the question, and the reason.
pub(super) fn problems(from: &Lookup<'_>) -> Vec<(String, String)> {
    let mut problems = Vec::new();
    match from.find(&["location"]).and_then(|value| value.as_str()) {
        None => problems.push((
            "the card has no `location`, so HubSpot never showed it".to_owned(),
            "it has no `location`".to_owned(),
        )),
        Some(location) if catalog::card_location(location).is_none() => {
            let shown = diagnostics::message::quoted(location);
            problems.push((
                format!("HubSpot has no card location {shown}, so it never showed the card"),
                format!("HubSpot has no location {shown}"),
            ));
        }
        Some(_) => {}
    }
    let module = from.named(MODULE).and_then(|value| value.as_str());
    if module.is_none() {
        problems.push((
            "the card names no file with its code".to_owned(),
            "it names no file with its code".to_owned(),
        ));
    }
    problems
}
