//! Pieces of a URL that are left to be filled in: `<your domain>`, `{host}`.

/// How a piece to be filled in begins and ends; the encoded forms in capitals.
const BRACKETS: [(&str, &str); 6] = [
    ("<", ">"),
    ("{{", "}}"),
    ("{", "}"),
    ("[", "]"),
    ("%3C", "%3E"),
    ("%7B", "%7D"),
];

/// The longest piece, in bytes.
const LONGEST_PIECE: usize = 80;

/// The first piece to be filled in: `<your domain>`, `{host}`, `{{host}}`, `[host]`, `%7Bhost%7D`, `$HOST`. A `${NAME}` is
/// none: a profile fills it in.
pub fn piece(text: &str) -> Option<&str> {
    if !text.contains(['<', '{', '[', '%', '$']) {
        return None;
    }
    let query = text.find('?').unwrap_or(text.len());
    let starts = text
        .match_indices(['<', '{', '[', '%', '$'])
        .map(|(at, _)| at);
    // A `$` before it makes it the matter of a profile.
    let mut starts = starts.filter(|at| !text[..*at].ends_with('$'));
    starts.find_map(|at| piece_at_start(&text[at..], at > query))
}

fn piece_at_start(rest: &str, is_in_query: bool) -> Option<&str> {
    if let Some(name) = rest.strip_prefix('$') {
        let end = name
            .find(|c: char| !c.is_ascii_uppercase() && c != '_')
            .unwrap_or(name.len());
        return if end >= 2 { Some(&rest[..=end]) } else { None };
    }
    let starts_with = |start: &&str| {
        rest.get(..start.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(start))
    };
    let (start, end) = BRACKETS.iter().find(|(start, _)| starts_with(start))?;
    // Brackets are part of a query (`filter[name]`), and of IPv6 addresses.
    let is_bracket = *start == "[";
    if is_bracket && is_in_query {
        return None;
    }
    let inner = &rest[start.len()..];
    let within = &inner[..inner.floor_char_boundary(LONGEST_PIECE)];
    let length = within.to_ascii_uppercase().find(end)?;
    let name = &within[..length];
    let in_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '%' | '+');
    let is_name = name.contains(|c: char| c.is_alphabetic()) && name.chars().all(in_name);
    let is_address = is_bracket && name.chars().all(|c| c.is_ascii_hexdigit());
    if is_name && !is_address {
        Some(&rest[..start.len() + length + end.len()])
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_to_be_filled_in_are_found() {
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
            assert_eq!(piece(text), Some(found), "{text}");
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
            assert_eq!(piece(text), None, "{text}");
        }
        for character in ["<", "{", "%", "$", "[", "<ü", "%7B", "{{"] {
            let _ = piece(&character.repeat(1 << 16));
        }
    }
}
