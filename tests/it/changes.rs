//! What a project changes compared with an earlier state of it, where fixtures would be whole projects for one line.

use diagnostics::Diagnostic;
use rules::check::changes_since;

use crate::support;

const MANIFEST: (&str, &str) = (
    "hsproject.json",
    r#"{"name": "orders", "srcDir": "src", "platformVersion": "2026.09"}"#,
);

const CARD: &str = r#"{"uid": "orders", "type": "card", "config": {"location": "crm.record.tab"}}"#;

fn app(auth: &str) -> String {
    format!(r#"{{"uid": "app", "type": "app", "config": {{"auth": {auth}}}}}"#)
}

/// The changes. Files may replace the project file.
pub fn diagnostics(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<Diagnostic> {
    let mut projects = [before, after].map(|files| {
        let mut all = vec![MANIFEST];
        all.extend(files);
        let folder = support::project(&all);
        let (mut projects, problems) = support::load(folder.path());
        assert_eq!(problems, []);
        projects.remove(0)
    });
    let [before, after] = &mut projects;
    changes_since(after, before)
}

/// The rules and messages of the changes, with the profiles that they are about.
pub fn changes(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    diagnostics(before, after)
        .iter()
        .map(|found| format!("{}: {}", found.rule, found.message))
        .collect()
}

pub fn rules(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    changes(before, after)
        .iter()
        .map(|change| change.split(':').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_same_files_change_nothing() {
    let files = [("src/app/cards/card-hsmeta.json", CARD)];
    assert_eq!(changes(&files, &files), [""; 0]);
}

#[test]
fn a_file_may_move_and_change() {
    let other = CARD.replace("crm.record.tab", "crm.record.sidebar");
    assert_eq!(
        rules(
            &[("src/app/cards/a-hsmeta.json", CARD)],
            &[("src/app/cards/b-hsmeta.json", &other)],
        ),
        ["changed-card-placement"]
    );
}

#[test]
fn what_has_no_known_value_is_not_compared() {
    let path = "src/app/app-hsmeta.json";
    let before = app(
        r#"{"type": "oauth", "requiredScopes": ["oauth", "tickets"], "redirectUrls": ["https://acme.tech/a"]}"#,
    );
    for auth in [
        r#"{"type": "${TYPE}", "requiredScopes": ["oauth", "${SCOPE}"], "redirectUrls": ["${URL}"]}"#,
        r#"{"type": "${TYPE}", "requiredScopes": "${SCOPES}", "redirectUrls": "${URLS}"}"#,
        r#""${AUTH}""#,
    ] {
        let after = app(auth);
        assert_eq!(
            rules(&[(path, &before)], &[(path, &after)]),
            [""; 0],
            "{auth}"
        );
        assert_eq!(
            rules(&[(path, &after)], &[(path, &before)]),
            [""; 0],
            "{auth}"
        );
    }
}

#[test]
fn a_component_may_be_in_a_file_that_is_not_certain() {
    let path = "src/app/cards/card-hsmeta.json";
    for uncertain in [
        "{",
        r#"{"uid": "${UID}", "type": "card"}"#,
        r#"{"type": "card"}"#,
    ] {
        assert_eq!(
            rules(&[(path, CARD)], &[(path, uncertain)]),
            [""; 0],
            "{uncertain}"
        );
        let elsewhere = "src/app/cards/other-hsmeta.json";
        assert_eq!(rules(&[(path, CARD)], &[(elsewhere, uncertain)]), [""; 0]);
    }
    assert_eq!(rules(&[(path, CARD)], &[]), ["removed-card"]);
}

#[test]
fn profiles_are_applied_to_both_states() {
    let card = CARD.replace("crm.record.tab", "${LOCATION}");
    let profile = |location: &str| {
        format!(r#"{{"accountId": 1, "variables": {{"LOCATION": "{location}"}}}}"#)
    };
    let (tab, sidebar) = (profile("crm.record.tab"), profile("crm.record.sidebar"));
    let path = "src/app/cards/card-hsmeta.json";
    let (dev, prod) = ("src/hsprofile.dev.json", "src/hsprofile.prod.json");
    let files = |dev_text, prod_text| [(path, card.as_str()), (dev, dev_text), (prod, prod_text)];
    assert_eq!(
        changes(&files(&tab, &sidebar), &files(&tab, &sidebar)),
        [""; 0]
    );
    let found = changes(&files(&tab, &tab), &files(&tab, &sidebar));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("prod"), "{found:?}");
    // The earlier state has no such profile.
    assert_eq!(
        changes(&[(path, &card), (dev, &tab)], &files(&tab, &sidebar)),
        [""; 0]
    );
}

/// A profile with the variable `UID`.
fn profile_with_uid(uid: &str) -> String {
    format!(r#"{{"accountId": 1, "variables": {{"UID": "{uid}"}}}}"#)
}

#[test]
fn nothing_is_deployed_with_a_new_profile() {
    let path = "src/app/cards/card-hsmeta.json";
    let (dev, prod) = ("src/hsprofile.dev.json", "src/hsprofile.prod.json");
    let variable = CARD.replace(r#""orders""#, r#""${UID}""#);
    let (same, other, another) = (
        profile_with_uid("orders"),
        profile_with_uid("other"),
        profile_with_uid("another"),
    );
    let after = [
        (path, variable.as_str()),
        (dev, same.as_str()),
        (prod, other.as_str()),
    ];
    assert_eq!(rules(&[(path, CARD), (dev, &same)], &after), [""; 0]);
    // One of the new profiles has the account of what was deployed without any.
    assert_eq!(rules(&[(path, CARD)], &after), [""; 0]);
    assert_eq!(
        changes(
            &[(path, CARD)],
            &[(path, &variable), (dev, &another), (prod, &other)]
        ),
        [
            "removed-card: the uid of this card was `orders`: HubSpot blocks the deploy, and users lose the card"
        ]
    );
    assert_eq!(
        rules(
            &[(path, CARD), (dev, &same)],
            &[(dev, &same), (prod, &other)]
        ),
        ["removed-card"]
    );
}

#[test]
fn no_fix_replaces_a_variable() {
    let path = "src/app/cards/card-hsmeta.json";
    let dev = "src/hsprofile.dev.json";
    let variable = CARD.replace(r#""orders""#, r#""${UID}""#);
    let (before, after) = (profile_with_uid("orders"), profile_with_uid("other"));
    let found = diagnostics(
        &[(path, &variable), (dev, &before)],
        &[(path, &variable), (dev, &after)],
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule.to_string(), "removed-card");
    assert!(found[0].fixes.is_empty(), "{found:?}");
}

#[test]
fn the_source_folder_may_be_renamed() {
    let manifest = MANIFEST.1.replace(r#""src""#, r#""source""#);
    let action = |uid: &str, published: bool| {
        format!(
            r#"{{"uid": "{uid}", "type": "workflow-action", "config": {{"isPublished": {published}}}}}"#
        )
    };
    let folder = "app/workflow-actions/a-hsmeta.json";
    let app = app("{}");
    assert_eq!(
        rules(
            &[
                ("src/app/app-hsmeta.json", &app),
                (&format!("src/{folder}"), &action("a", true)),
            ],
            &[
                ("hsproject.json", &manifest),
                ("source/app/app-hsmeta.json", &app),
                (&format!("source/{folder}"), &action("b", false)),
            ],
        ),
        ["renamed-uid"]
    );
}

#[test]
fn without_a_source_folder_that_is_the_problem() {
    let path = "src/app/cards/card-hsmeta.json";
    let missing = MANIFEST.1.replace(r#""src""#, r#""source""#);
    let old = MANIFEST.1.replace("2026.09", "2023.2");
    for (manifest, expected) in [
        (missing.as_str(), vec![]),
        (old.as_str(), vec!["lowered-platform-version"]),
    ] {
        assert_eq!(
            rules(&[(path, CARD)], &[("hsproject.json", manifest)]),
            expected
        );
    }
}

#[test]
fn what_is_not_uploaded_is_not_there() {
    let path = "src/app/cards/card-hsmeta.json";
    let ignored = (".hsignore", "card-hsmeta.json");
    let other = CARD.replace("crm.record.tab", "crm.record.sidebar");
    assert_eq!(
        rules(&[(path, CARD)], &[(path, CARD), ignored]),
        ["removed-card"]
    );
    assert_eq!(
        rules(&[(path, CARD), ignored], &[(path, &other), ignored]),
        [""; 0]
    );
}

#[test]
fn of_duplicate_uids_paths_tell_which_is_which() {
    let other = CARD.replace("crm.record.tab", "crm.record.sidebar");
    let (a, b) = ("src/app/cards/a-hsmeta.json", "src/app/cards/b-hsmeta.json");
    assert_eq!(rules(&[(a, CARD)], &[(a, CARD), (b, &other)]), [""; 0]);
    assert_eq!(rules(&[(b, CARD)], &[(a, &other), (b, CARD)]), [""; 0]);
    assert_eq!(rules(&[(a, CARD), (b, &other)], &[(a, CARD)]), [""; 0]);
    assert_eq!(
        rules(&[(a, CARD)], &[(a, &other), (b, CARD)]),
        ["changed-card-placement"]
    );
}

#[test]
fn a_changed_uid_of_the_app_does_not_silence_the_rest() {
    let path = "src/app/app-hsmeta.json";
    let before = app(r#"{"type": "oauth", "requiredScopes": ["oauth"]}"#);
    let after = app(r#"{"type": "static", "requiredScopes": ["oauth", "tickets"]}"#)
        .replace(r#""uid": "app""#, r#""uid": "other""#);
    assert_eq!(
        rules(&[(path, &before)], &[(path, &after)]),
        [
            "changed-app-uid",
            "changed-auth-type",
            "added-required-scope"
        ]
    );
}

#[test]
fn another_type_with_the_same_uid_is_another_component() {
    let function = r#"{"uid": "orders", "type": "app-function", "config": {}}"#;
    assert_eq!(
        rules(
            &[("src/app/cards/a-hsmeta.json", CARD)],
            &[("src/app/functions/a-hsmeta.json", function)],
        ),
        ["removed-card"]
    );
}

#[test]
fn secrets_of_either_state_are_masked() {
    let path = "src/app/webhooks/webhooks-hsmeta.json";
    let webhooks = |url: &str, secret: &str| {
        format!(
            r#"{{"uid": "w", "type": "webhooks", "config": {{"settings": {{"targetUrl": "{url}"}}, "clientSecret": "{secret}"}}}}"#
        )
    };
    let plain = webhooks("https://acme.tech/hook", "");
    let known = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";
    // A secret because of its name, in one state only.
    let named = "correct-horse-battery";
    for (secret, other) in [(known, ""), (named, named)] {
        let with = webhooks(&format!("https://acme.tech/{secret}"), other);
        let found = changes(&[(path, &with)], &[(path, &plain)]);
        assert_eq!(found.len(), 1);
        assert!(!found[0].contains(secret), "{found:?}");
    }
    let now = webhooks("https://acme.tech/hook", named);
    let before = webhooks(&format!("https://acme.tech/{named}"), "");
    let found = changes(&[(path, &before)], &[(path, &now)]);
    assert_eq!(found.len(), 1);
    assert!(!found[0].contains(named), "{found:?}");
}
