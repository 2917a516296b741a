//! Values in source code that are secrets because of the names that they are assigned to: `const clientSecret = '…'`.

use diagnostics::Span;
use memchr::memchr3_iter;

use super::named::{is_secret_name, may_be_secret};

/// The long string literals of a text that follow such a name with `=` or `:`, or are its alternative, without
/// their quotes.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut end = 0;
    for quote in memchr3_iter(b'"', b'\'', b'`', text.as_bytes()) {
        if quote < end {
            continue;
        }
        let Some(literal) = literal_at(text, quote) else {
            continue;
        };
        if may_be_secret(literal) && has_secret_name(&text[..quote]) {
            let start = quote + 1;
            end = start + literal.len() + 1;
            found.push(Span::new(start, start + literal.len()));
        }
    }
    found
}

/// The text of the literal that a quote may begin, on the same line.
fn literal_at(text: &str, quote: usize) -> Option<&str> {
    let mark = char::from(*text.as_bytes().get(quote)?);
    let rest = &text[quote + 1..];
    let end = rest.find([mark, '\n', '\\'])?;
    if rest[end..].starts_with(mark) {
        Some(&rest[..end])
    } else {
        None
    }
}

/// Whether a text ends with the assignment to such a name.
fn has_secret_name(before: &str) -> bool {
    let before = before.trim_end();
    let mut assigned = None;
    for assignment in ["=", ":", "||", "??"] {
        assigned = assigned.or(before.strip_suffix(assignment));
    }
    let Some(before) = assigned else {
        return false;
    };
    let name = before.trim_end().trim_end_matches(['"', '\'']);
    let start = name
        .rfind(|character: char| !character.is_ascii_alphanumeric() && !"_$-".contains(character))
        .map_or(0, |end| end + 1);
    let Some(name) = name.get(start..) else {
        return false;
    };
    is_secret_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn long_literals_of_secret_names_are_found() {
        for text in [
            "const clientSecret = '0a1b2c3d-0000-1111';",
            "{ client_secret: \"0a1b2c3d-0000-1111\" }",
            "{ 'client-secret' : `0a1b2c3d-0000-1111` }",
            "this.apiKey='0a1b2c3d-0000-1111'",
            "process.env.CLIENT_SECRET || '0a1b2c3d-0000-1111'",
            "clientSecret ?? '0a1b2c3d-0000-1111'",
        ] {
            assert_eq!(found(text), ["0a1b2c3d-0000-1111"], "{text}");
        }
        assert_eq!(found("token = 'HUBSPOT_TOKEN_V2'"), ["HUBSPOT_TOKEN_V2"]);
        for text in [
            "const name = '0a1b2c3d-0000-1111'",
            "const nextPageToken = 'MjAyNi0wMS0wMVQwMDowMA=='",
            "{ continuation_token: 'MjAyNi0wMS0wMVQwMDowMA==' }",
            "secret == other, '0a1b2c3d-0000-1111'",
            "clientSecret = 'short'",
            "clientSecret = `${SECRET_OF_THE_APP_2}`",
            "clientSecret = '0a1b2c3d-0000-1111",
            "ä'",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
