//! # app-limit-exceeded
//!
//! An app has more webhook subscriptions or event types than HubSpot allows.
//!
//! ## What it does
//!
//! Counts the webhook subscriptions (at most 1,000) and the `app-event` components (at most 750) of
//! the project.
//!
//! ## Why
//!
//! HubSpot documents these limits for each app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```text
//! { "config": { "subscriptions": { "crmObjects": [1,001 subscriptions] } } }
//! ```
//!
//! Good:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```text
//! { "config": { "subscriptions": { "crmObjects": [1,000 subscriptions] } } }
//! ```
//!
//! ## How to fix
//!
//! Remove those you do not need, or split them between several apps.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks>
//! and
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference>

use crate::rule;
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "app_limit_exceeded.rs",
    severity: Error,
    since: "0.1.0",
    check: Project(check),
}

const MOST_SUBSCRIPTIONS: usize = 1_000;
const MOST_EVENT_TYPES: usize = 750;

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let webhooks = index
        .components
        .iter()
        .filter_map(|one| Some((one.path, one.facts.subscriptions.as_ref()?)));
    for (path, subscriptions) in
        webhooks.filter(|(_, subscriptions)| subscriptions.number > MOST_SUBSCRIPTIONS)
    {
        let number = subscriptions.number;
        let message =
            format!("{number} subscriptions: HubSpot allows at most {MOST_SUBSCRIPTIONS} per app");
        out.push(
            RULE.at(path, subscriptions.span, message)
                .help("remove those that are not used"),
        );
    }
    let is_event = |name: &str| name == "app-event";
    let events = index
        .components
        .iter()
        .filter(|one| one.facts.component.is_some_and(|c| is_event(c.name)));
    let number = events.clone().count();
    if let Some(first) = events.clone().nth(MOST_EVENT_TYPES) {
        let message =
            format!("{number} event types: HubSpot allows at most {MOST_EVENT_TYPES} per app");
        out.push(
            RULE.at(first.path, first.facts.anchor, message)
                .help("remove those that are not used"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::FileKind;
    use diagnostics::RelPath;
    use project::Project;
    use project::document::Document;

    fn findings(events: usize) -> Vec<Diagnostic> {
        let mut project = Project::default();
        let mut add = |path: String, kind, text: &str| {
            let path = RelPath::new(&path);
            project.documents.insert(
                path.clone(),
                Document::parse(path, kind, text.to_owned()).into(),
            );
        };
        add(
            "hsproject.json".to_owned(),
            FileKind::Project,
            r#"{"srcDir":"src"}"#,
        );
        for number in 0..events {
            let path = format!("src/app/app-events/booking-{number:03}-hsmeta.json");
            add(path, FileKind::Component, r#"{"type":"app-event"}"#);
        }
        project.manifest = Some(RelPath::new("hsproject.json"));
        let mut found = Vec::new();
        check(&Index::new(&project), &mut found);
        found
    }

    #[test]
    fn the_first_event_type_beyond_the_limit_is_named() {
        assert!(findings(750).is_empty());
        let found = findings(752);
        assert_eq!((found.len(), found[0].rule), (1, RULE.id));
        assert_eq!(
            found[0].file.as_str(),
            "src/app/app-events/booking-750-hsmeta.json"
        );
        assert!(found[0].message.starts_with("752 "));
    }
}
