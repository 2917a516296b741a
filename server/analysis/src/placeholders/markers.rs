//! Markers in a URL that a person has to replace: `<your domain>`, `{host}`.

/// How a marker begins and ends; percent-encoded forms in capitals.
const BRACKETS: [(&str, &str); 6] = [
    ("<", ">"),
    ("{{", "}}"),
    ("{", "}"),
    ("[", "]"),
    ("%3C", "%3E"),
    ("%7B", "%7D"),
];

/// The longest content of a marker, in bytes.
const LONGEST: usize = 80;

/// The first marker: `<your domain>`, `{host}`, `{{host}}`, `[host]`, `%7Bhost%7D`, `$HOST`. A `${NAME}` is not one:
/// profiles replace it.
pub fn marker(text: &str) -> Option<&str> {
    let query = text.find('?').unwrap_or(text.len());
    for (start, _) in text.match_indices(['<', '{', '[', '%', '$']) {
        // The brace of a `${NAME}`.
        if text[..start].ends_with('$') {
            continue;
        }
        if let Some(marker) = marker_at_start(&text[start..], start > query) {
            return Some(marker);
        }
    }
    None
}

fn marker_at_start(text: &str, is_in_query: bool) -> Option<&str> {
    if text.starts_with('$') {
        return shell_variable(text);
    }
    let (open, close) = BRACKETS.iter().find(|(open, _)| has_prefix(text, open))?;
    // Square brackets are also part of queries (`filter[name]`) and of IPv6 addresses.
    if *open == "[" && is_in_query {
        return None;
    }
    let content = &text[open.len()..];
    let content = &content[..content.floor_char_boundary(LONGEST)];
    let length = content.to_ascii_uppercase().find(close)?;
    let name = &content[..length];
    if !is_name(name) || *open == "[" && name.chars().all(|c| c.is_ascii_hexdigit()) {
        return None;
    }
    Some(&text[..open.len() + length + close.len()])
}

/// `$HOST`; amounts such as `$1` are none.
fn shell_variable(text: &str) -> Option<&str> {
    let name = text.strip_prefix('$')?;
    let length = name
        .find(|c: char| !c.is_ascii_uppercase() && c != '_')
        .unwrap_or(name.len());
    if length >= 2 {
        Some(&text[..=length])
    } else {
        None
    }
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    match text.get(..prefix.len()) {
        Some(start) => start.eq_ignore_ascii_case(prefix),
        None => false,
    }
}

fn is_name(text: &str) -> bool {
    text.contains(char::is_alphabetic) && text.chars().all(is_name_character)
}

fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | ' ' | '.' | '%' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_found() {
        for (text, found) in [
            ("https://<your domain>/hook", "<your domain>"),
            ("https://{host}/hook", "{host}"),
            ("https://{{ host }}/", "{{ host }}"),
            ("https://acme.io/{tenant-id}?x=1", "{tenant-id}"),
            ("https://acme.io/%7Btenant%7D", "%7Btenant%7D"),
            ("https://acme.io/%7btenant%7d", "%7btenant%7d"),
            ("https://%3Cyour%20domain%3E/", "%3Cyour%20domain%3E"),
            ("https://[YOUR_DOMAIN]/", "[YOUR_DOMAIN]"),
            ("https://$HOST/hook", "$HOST"),
            ("https://<ドメイン>/", "<ドメイン>"),
            ("https://a.${HOST}/<id>", "<id>"),
        ] {
            assert_eq!(marker(text), Some(found), "{text}");
        }
        for text in [
            "https://${HOST}/x",
            "https://[::1]/",
            "https://[fd00::1]:80",
            "https://[cafe]/",
            "https://acme.io/?f[name]=x",
            "https://acme.io/?q={\"a\":1}",
            "https://acme.io/a%20b",
            "https://acme.io/$1",
            "https://acme.io/<>",
            "{",
            "%",
            "",
            "https://acme.io/{12}",
            "https://acme.io/%7",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
        for character in ["<", "{", "%", "$", "[", "<ü", "%7B", "{{"] {
            let _ = marker(&character.repeat(1 << 16));
        }
    }
}
