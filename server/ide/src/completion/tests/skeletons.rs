//! Complete files for empty ones.

use super::*;

#[test]
fn an_empty_file_is_completed_to_a_whole_one() {
    let files = [HSPROJECT, (CARD, "▮"), ("src/app/cards/Tide.tsx", "")];
    let (_, offered) = items(&files, true);
    expect![[r#"
        {
          "uid": "${1:tide}",
          "type": "card",
          "config": {
            "name": "${2:Tide}",
            "location": "${3|LOCATIONS|}",
            "entrypoint": "${4:/app/cards/Tide.tsx}",
            "objectTypes": ["${5:contacts}"]
          \}
        \}"#]]
    .assert_eq(&offered[0].new_text.replace(&locations(","), "LOCATIONS"));
    let (source, offered) = items(&files, false);
    expect![[r#"
        {
          "uid": "tide",
          "type": "card",
          "config": {
            "name": "Tide",
            "location": "crm.record.tab",
            "entrypoint": "/app/cards/Tide.tsx",
            "objectTypes": ["contacts"]
          }
        }"#]]
    .assert_eq(&accepted(&source, &offered[0]));
    assert_eq!(offered.len(), 1);
    assert_eq!(
        labels(&items(&[HSPROJECT, (CARD, "\r\n  ca▮")], true).1, 9),
        "card*"
    );
    assert_eq!(at(CARD, "▮ {}"), []);
    assert!(at("src/lost-hsmeta.json", "▮").len() > 20);
    let (source, offered) = items(&[("hsproject.json", "▮"), (CARD, "{}")], false);
    expect![[r#"
        {
          "name": "",
          "srcDir": "src",
          "platformVersion": "2026.09"
        }"#]]
    .assert_eq(&accepted(&source, &offered[0]));
}

#[test]
fn skeletons_of_all_component_types_are_valid_json() {
    for component in catalog::COMPONENTS {
        let path = format!("src/{}/new-hsmeta.json", component.folder);
        for snippets in [true, false] {
            let (source, offered) = items(&[HSPROJECT, (&path, "▮")], snippets);
            let text = accepted(&source, &offered[0]);
            let text = if snippets { filled_in(&text) } else { text };
            let syntax = parse(text.clone());
            assert!(syntax.errors.is_empty(), "{text}");
            assert_eq!(
                syntax.root().and_then(|root| root.get("type")?.as_str()),
                Some(component.name)
            );
        }
    }
}

/// The text of a snippet with the defaults of its tab stops, and the first of several choices.
fn filled_in(snippet: &str) -> String {
    let mut text = String::new();
    let mut chars = snippet.chars().peekable();
    let mut depth = 0;
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(chars.next().unwrap()),
            '$' if chars.peek() == Some(&'{') => {
                chars.next();
                while chars.next_if(char::is_ascii_digit).is_some() {}
                if chars.next() == Some('|') {
                    text.push_str(&first_choice(&mut chars));
                    assert_eq!(chars.next(), Some('}'));
                } else {
                    depth += 1;
                }
            }
            '$' => while chars.next_if(char::is_ascii_digit).is_some() {},
            '}' if depth > 0 => depth -= 1,
            c => text.push(c),
        }
    }
    text
}

/// The first of the choices before the next `|`.
fn first_choice(chars: &mut impl Iterator<Item = char>) -> String {
    let mut choice = String::new();
    let mut is_first = true;
    while let Some(c) = chars.next() {
        match c {
            '|' => break,
            ',' => is_first = false,
            '\\' => {
                let escaped = chars.next().unwrap();
                if is_first {
                    choice.push(escaped);
                }
            }
            c if is_first => choice.push(c),
            _ => {}
        }
    }
    choice
}
