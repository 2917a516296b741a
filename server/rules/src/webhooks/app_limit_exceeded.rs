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
use project::index::{Component, Index};

rule! {
    file: "app_limit_exceeded.rs",
    severity: Error,
    since: "0.1.0",
    check: Project(check),
}

const MOST_SUBSCRIPTIONS: usize = 1_000;
const MOST_EVENT_TYPES: usize = 750;

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for component in &index.components {
        if let Some(subscriptions) = &component.facts.subscriptions
            && subscriptions.number > MOST_SUBSCRIPTIONS
        {
            let message = format!(
                "{} subscriptions: HubSpot allows at most {MOST_SUBSCRIPTIONS} per app",
                subscriptions.number
            );
            out.push(
                RULE.at(component.path, subscriptions.span, message)
                    .help("remove those that are not used"),
            );
        }
    }
    let events: Vec<&Component<'_>> = index
        .components
        .iter()
        .filter(|one| is_event(one))
        .collect();
    if let Some(event) = events.get(MOST_EVENT_TYPES) {
        let message = format!(
            "{} event types: HubSpot allows at most {MOST_EVENT_TYPES} per app",
            events.len()
        );
        out.push(
            RULE.at(event.path, event.facts.anchor, message)
                .help("remove those that are not used"),
        );
    }
}

fn is_event(component: &Component<'_>) -> bool {
    component
        .facts
        .component
        .is_some_and(|component_type| component_type.name == "app-event")
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::FileKind;
    use diagnostics::RelPath;
    use project::Project;
    use project::document::Document;

    fn check_with_events(events: usize) -> Vec<Diagnostic> {
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
        let mut diagnostics = Vec::new();
        check(&Index::new(&project), &mut diagnostics);
        diagnostics
    }

    #[test]
    fn first_event_type_beyond_the_limit_is_reported() {
        assert!(check_with_events(750).is_empty());
        let diagnostics = check_with_events(752);
        assert_eq!((diagnostics.len(), diagnostics[0].rule), (1, RULE.id));
        assert_eq!(
            diagnostics[0].file.as_str(),
            "src/app/app-events/booking-750-hsmeta.json"
        );
        assert!(diagnostics[0].message.starts_with("752 "));
    }
}
