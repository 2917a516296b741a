//! Names of properties.

use super::*;

#[test]
fn required_properties_come_first_with_their_values() {
    check(
        &[
            HSPROJECT,
            (
                CARD,
                r#"{"uid": "tide", "type": "card", "config": {"name": "Tide", ▮}}"#,
            ),
        ],
        expect![[r#"
        Property location | "location": "${1|LOCATIONS|}" | string, required
        Property entrypoint | "entrypoint": "$1" | string, required
        Property objectTypes | "objectTypes": [$1] | array, required
        Property description | "description": "$1" | string
        Property previewImage | "previewImage": {$1\} | object
    "#]],
    );
}

#[test]
fn a_key_replaces_the_whole_token_and_adds_missing_punctuation() {
    for (text, label, expected) in [
        (r#"{"na▮"#, "uid", r#"{"uid": "tide""#),
        (r#"{"ty▮"}"#, "type", r#"{"type": "card"}"#),
        (r#"{"ty▮pe": "card"}"#, "type", r#"{"type": "card"}"#),
        (r#"{"t▮": "card"}"#, "type", r#"{"type": "card"}"#),
        (
            "{\r\n  \"uid\": \"😀\",\r\n  \"ty▮\r\n  \"config\": {}\r\n}",
            "type",
            "{\r\n  \"uid\": \"😀\",\r\n  \"type\": \"card\",\r\n  \"config\": {}\r\n}",
        ),
        (
            "{\n  \"uid\": \"a\"\n  ▮\n}",
            "type",
            "{\n  \"uid\": \"a\",\n  \"type\": \"card\"\n}",
        ),
        (
            r#"{"uid": "a",▮}"#,
            "type",
            r#"{"uid": "a","type": "card"}"#,
        ),
        (
            r#"{ty▮ "uid": "a"}"#,
            "type",
            r#"{"type": "card", "uid": "a"}"#,
        ),
        (
            r#"{"uid": "a", "config": {"previewImage": {▮}, "name": "b"}}"#,
            "file",
            r#"{"uid": "a", "config": {"previewImage": {"file": ""}, "name": "b"}}"#,
        ),
    ] {
        assert_eq!(accept(CARD, text, label), expected, "{text}");
    }
}

#[test]
fn present_keys_and_keys_of_other_platform_versions_are_not_offered() {
    let text = r#"{"uid": "a", ▮ "config": {}}"#;
    assert_eq!(labels(&at(CARD, text), 9), "type dependencies permissions");
    let old = (
        "hsproject.json",
        r#"{"name": "a", "srcDir": "src", "platformVersion": "2026.03"}"#,
    );
    assert_eq!(
        labels(&items(&[old, (CARD, text)], true).1, 9),
        "type dependencies"
    );
}

#[test]
fn conditional_schemas_depend_on_members_before_and_after_the_cursor() {
    let offered = |text| labels(&at(APP, text), 9);
    assert_eq!(
        offered(r#"{"config": {"auth": {▮ "type": "static"}}}"#),
        "requiredScopes redirectUrls optionalScopes conditionallyRequiredScopes"
    );
    assert_eq!(
        offered(r#"{"config": {"auth": {"type": "oauth", ▮"#),
        "redirectUrls requiredScopes optionalScopes conditionallyRequiredScopes"
    );
}
