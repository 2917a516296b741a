//! Secrets in the parameters of URLs: `?token=…`.

use diagnostics::Span;

/// The value of a parameter that is a secret by its name.
pub(super) struct Parameter {
    /// The value.
    pub(super) span: Span,
    /// Whether it is the key of an account.
    pub(super) is_account_key: bool,
    /// Whether it looks generated, so that it was not written by hand as an example.
    pub(super) is_pasted: bool,
}

/// Ends of names, in lower case and without separators, whose values are secrets.
const NAMES: [&str; 20] = [
    "accesskey",
    "apikey",
    "authkey",
    "bypass",
    "clientkey",
    "credential",
    "functionkey",
    "functionskey",
    "hapikey",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "secretkey",
    "sharedkey",
    "signature",
    "subscriptionkey",
    "token",
];

/// Whole names whose values are secrets where they are long and look generated: all of them have other uses.
const DOUBTFUL_NAMES: [&str; 11] = [
    "auth",
    "authorization",
    "bearer",
    "code",
    "credentials",
    "hmac",
    "key",
    "pass",
    "pwd",
    "sas",
    "sig",
];

/// The shortest value of a parameter that is hidden, and those that are reported.
const SHORTEST: usize = 8;
const SHORTEST_PASTED: usize = 12;
const SHORTEST_DOUBTFUL: usize = 20;

/// The longest name of a parameter that is looked at.
const LONGEST_NAME: usize = 64;

/// How sure a name makes it that the value is a secret.
#[derive(PartialEq)]
enum Name {
    Secret,
    Doubtful,
    AccountKey,
}

/// The secrets in the parameters of a text, as it is written in a file or a message, in the order of their places.
pub(super) fn find(source: &str) -> impl Iterator<Item = Parameter> {
    // What is in a value is no name, and nothing is read twice.
    let mut end = 0;
    source.match_indices('=').filter_map(move |(at, _)| {
        if at < end {
            return None;
        }
        let (before, rest) = (&source[..at], &source[at + 1..]);
        let name = name_before(before)?;
        let length = length_of_value(rest);
        end = at + 1 + length;
        let value = &rest[..length];
        // A message shortens what is long.
        let is_cut = rest[length..].starts_with('…');
        let is_secret = match name {
            Name::Secret | Name::AccountKey => length >= SHORTEST && !is_example(value) || is_cut,
            Name::Doubtful => length >= SHORTEST_DOUBTFUL && is_generated(value) || is_cut,
        };
        let is_pasted = name == Name::Doubtful || length >= SHORTEST_PASTED && is_generated(value);
        let is_account_key = name == Name::AccountKey;
        let span = Span::new(at + 1, at + 1 + length);
        if is_secret && length > 0 {
            Some(Parameter {
                span,
                is_account_key,
                is_pasted,
            })
        } else {
            None
        }
    })
}

/// What the name at the end of a text says, where it begins like a parameter.
fn name_before(before: &str) -> Option<Name> {
    let bytes = before.as_bytes();
    let in_name = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'%' | b'[' | b']')
    };
    let length = bytes
        .iter()
        .rev()
        .take(LONGEST_NAME)
        .take_while(|byte| in_name(byte))
        .count();
    let start = bytes.len() - length;
    let name = &before[start..];
    // JSON may have `&` as an escape.
    let name = match name.strip_prefix("u0026") {
        Some(rest) if before[..start].ends_with('\\') => rest,
        _ => name,
    };
    let folded: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if folded.ends_with("hapikey") {
        return Some(Name::AccountKey);
    }
    let last = name.rsplit(['-', '_', '.']).next().unwrap_or(name);
    // Where a list goes on is no secret, and what a form sends along is not one of the project.
    if ["pagetoken", "cursortoken", "csrftoken", "synctoken"]
        .iter()
        .any(|end| folded.ends_with(end))
    {
        return None;
    }
    if NAMES.iter().any(|end| folded.ends_with(end))
        || last.eq_ignore_ascii_case("sig") && last.len() < name.len()
    {
        return Some(Name::Secret);
    }
    let is_parameter = name.len() < length || before[..start].ends_with(['?', '&', ';', '#']);
    if is_parameter && DOUBTFUL_NAMES.contains(&folded.as_str()) {
        Some(Name::Doubtful)
    } else {
        None
    }
}

/// How far the value at the beginning of a text goes.
fn length_of_value(rest: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '&' | '#' | '"' | '\'' | '`' | '<' | '>' | '…' | '*' | ',' | ')'
            )
    };
    let mut length = 0;
    for (at, c) in rest.char_indices() {
        // JSON may have `/` as an escape.
        let is_escape = c == '\\' && !rest[at..].starts_with("\\/");
        if ends(c) || is_escape || rest[at..].starts_with("${") {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// Whether a value is definitely none: it stands in brackets, or asks in plain words to be replaced.
fn is_example(value: &str) -> bool {
    let is_bracketed = value.starts_with(['{', '<', '['])
        || ["%7b", "%24%7b"].iter().any(|start| {
            value
                .get(..start.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(start))
        });
    is_bracketed || asks_to_be_filled_in(value) && !has_mixed_piece(value)
}

/// Whether words in a value say that it is to be replaced.
fn asks_to_be_filled_in(value: &str) -> bool {
    const ASKING: [&str; 9] = [
        "your",
        "replace",
        "changeme",
        "change_me",
        "change-me",
        "placeholder",
        "example",
        "xxxx",
        "0000000",
    ];
    let lower = value.to_ascii_lowercase();
    ASKING.iter().any(|asking| lower.contains(asking))
}

/// Whether a value looks generated: letters and digits are mixed in one piece, it asks for nothing, and it is no URL.
fn is_generated(value: &str) -> bool {
    let is_url = value.contains("://") || value.to_ascii_lowercase().contains("%3a%2f%2f");
    !is_url && !is_example(value) && !asks_to_be_filled_in(value) && has_mixed_piece(value)
}

fn has_mixed_piece(value: &str) -> bool {
    value
        .split(['-', '_', '.', '+', '/', '=', '%', '~'])
        .any(is_mixed)
}

/// Whether letters and digits are mixed in a piece of a value, other than in `oauth2` and `v2`.
fn is_mixed(piece: &str) -> bool {
    const SHORTEST: usize = 6;
    let stem = piece.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_letters = piece.bytes().any(|byte| byte.is_ascii_alphabetic());
    // `webhookHandlerV2Production` is a name.
    let is_name =
        piece.bytes().filter(u8::is_ascii_digit).count() < 2 && piece.len() > 2 * SHORTEST;
    piece.len() >= SHORTEST
        && has_letters
        && !is_name
        && stem.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<(&str, bool)> {
        find(source)
            .map(|one| (&source[one.span.range()], one.is_pasted))
            .collect()
    }

    #[test]
    fn names_cursors_and_urls_are_not_reported() {
        for text in [
            "https://a.io/?token=hubspotWebhookHandlerV2Production",
            "https://a.io/?next_page_token=Xk29fQ7mPz81LrTnWq4vAb",
            "https://a.io/?key=https%3A%2F%2Facme.io%2Fsome%2Fpath%2F0123456789",
            "https://a.io/?token=%24%7BTOKEN%7D",
        ] {
            assert!(
                found(text).iter().all(|(_, is_pasted)| !is_pasted),
                "{text}"
            );
        }
    }

    #[test]
    fn long_values_under_telling_names_are_secrets() {
        for (text, value) in [
            ("https://a.io/?token=k3J9xQ2mZ7vB1nT5", "k3J9xQ2mZ7vB1nT5"),
            (
                "https://a.io/?x=1&api_key=k3J9xQ2mZ7vB1nT5#z",
                "k3J9xQ2mZ7vB1nT5",
            ),
            ("https://a.io/?apiKey=k3J9xQ2mZ7vB1nT5", "k3J9xQ2mZ7vB1nT5"),
            (
                "https://a.io/?x-vercel-protection-bypass=k3J9xQ2mZ7vB1nT5k3J9",
                "k3J9xQ2mZ7vB1nT5k3J9",
            ),
            (
                "https://a.io/?access_token=0a1b2c3d-0000-1111-2222-333344445555",
                "0a1b2c3d-0000-1111-2222-333344445555",
            ),
            (
                "https://f.azurewebsites.net/api/x?code=k3J9xQ2mZ7/vB1nT5+k3J9==",
                "k3J9xQ2mZ7/vB1nT5+k3J9==",
            ),
            (
                "https://l.azure.com/x?sp=%2Frun&sv=1.0&sig=k3J9xQ2mZ7vB1nT5k3J9-aB3dE",
                "k3J9xQ2mZ7vB1nT5k3J9-aB3dE",
            ),
            (
                "https://s3.io/x?X-Amz-Signature=fe5f80f77d5fa3beca038a248ff027",
                "fe5f80f77d5fa3beca038a248ff027",
            ),
            (
                "\"https:\\/\\/a.io\\/?a=1\\u0026secret=k3J9xQ2m\\/Z7vB1nT5\"",
                "k3J9xQ2m\\/Z7vB1nT5",
            ),
            (
                "https://a.io/?a=1&amp;key=k3J9xQ2mZ7vB1nT5k3J9xQ2m",
                "k3J9xQ2mZ7vB1nT5k3J9xQ2m",
            ),
            (
                "https://a.io/?hook_sig=k3J9xQ2mZ7vB1nT5",
                "k3J9xQ2mZ7vB1nT5",
            ),
        ] {
            assert_eq!(found(text), [(value, true)], "{text}");
        }
    }

    #[test]
    fn what_is_to_be_filled_in_or_made_of_words_is_no_pasted_secret() {
        for text in [
            "https://a.io/?token=YOUR_TOKEN_1234567890",
            "https://a.io/?token=${TOKEN_OF_THE_HOOK_2}",
            "https://a.io/?token=prefix-${TOKEN_2}",
            "https://a.io/?token={token1234567890}",
            "https://a.io/?token=<token1234567890>",
            "https://a.io/?api_key=YOUR-API-KEY",
            "https://a.io/?code=abc",
            "https://a.io/?code=WELCOME-DISCOUNT-2026-SPRING",
            "https://a.io/?key=customer-onboarding-workflow-v2",
            "https://a.io/?monkey=k3J9xQ2mZ7vB1nT5k3J9xQ2m",
            "https://a.io/?state=k3J9xQ2mZ7vB1nT5k3J9xQ2m",
            "https://a.io/?token=",
            "code=k3J9xQ2mZ7vB1nT5k3J9xQ2m",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(
            found("https://a.io/?token=orders-webhook-oauth2"),
            [("orders-webhook-oauth2", false)]
        );
        assert_eq!(
            found("https://a.io/?password=hunter22"),
            [("hunter22", false)]
        );
        // Hidden to be safe, and not reported.
        for value in ["example-prod-8f3k2j9dkq", "xxxx12ab34cd56ef"] {
            assert_eq!(
                found(&format!("https://a.io/?token={value}")),
                [(value, false)]
            );
        }
        assert_eq!(
            found("https://a.io/?token=k3J9xQ2mZ7vB${TAIL}"),
            [("k3J9xQ2mZ7vB", true)]
        );
    }

    #[test]
    fn what_a_message_cuts_off_is_hidden_too() {
        assert_eq!(
            found("`https://a.io/?token=k3J…` is wrong"),
            [("k3J", false)]
        );
        assert_eq!(found("`https://a.io/?code=k3J9x…` is wrong")[0].0, "k3J9x");
        for character in ["=", "&token=", "?code=ü", "token=…"] {
            assert!(found(&character.repeat(1 << 12)).len() <= 1 << 12);
        }
    }
}
