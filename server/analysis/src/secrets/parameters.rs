//! Secrets in the parameters of URLs: `?token=…`.

use diagnostics::Span;
use memchr::memchr_iter;

use super::named::is_harmless;

/// The value of a parameter that is a secret because of its name.
pub(super) struct Parameter {
    pub(super) span: Span,
    /// Whether it is the API key of an account.
    pub(super) is_account_key: bool,
    /// Whether it looks generated, and so is not an example.
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

/// Whole names whose values are secrets only if they are long and look generated: all of them have other uses.
const AMBIGUOUS_NAMES: [&str; 11] = [
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

/// The length of the shortest value that is masked.
const SHORTEST: usize = 8;

/// The length of the shortest value that is reported.
const SHORTEST_PASTED: usize = 12;

/// The length of the shortest value under an ambiguous name that is masked or reported.
const SHORTEST_AMBIGUOUS: usize = 20;

/// Longer names of parameters are cut.
const LONGEST_NAME: usize = 64;

/// What the name of a parameter says about its value.
#[derive(PartialEq)]
enum Name {
    Secret,
    Ambiguous,
    AccountKey,
}

/// The secrets in the parameters of URLs in a file or a message, in source order.
pub(super) fn find(source: &str) -> impl Iterator<Item = Parameter> {
    // A value contains no other parameter, and nothing is read twice.
    let mut end = 0;
    memchr_iter(b'=', source.as_bytes()).filter_map(move |equals| {
        if equals < end {
            return None;
        }
        let name = name_before(&source[..equals])?;
        let start = equals + 1;
        end = start + value_length(&source[start..]);
        // A message shortens long values.
        let is_shortened = source[end..].starts_with('…');
        parameter(source, name, Span::new(start, end), is_shortened)
    })
}

fn parameter(source: &str, name: Name, span: Span, is_shortened: bool) -> Option<Parameter> {
    let value = &source[span.range()];
    let is_secret = match name {
        Name::Secret | Name::AccountKey => value.len() >= SHORTEST && !is_example(value),
        Name::Ambiguous => value.len() >= SHORTEST_AMBIGUOUS && is_generated(value),
    };
    if value.is_empty() || !is_secret && !is_shortened {
        return None;
    }
    Some(Parameter {
        span,
        is_account_key: name == Name::AccountKey,
        is_pasted: name == Name::Ambiguous || value.len() >= SHORTEST_PASTED && is_generated(value),
    })
}

/// The meaning of the parameter name at the end of a text.
fn name_before(text: &str) -> Option<Name> {
    let length = name_length(text);
    let (before, whole) = text.split_at(text.len() - length);
    // JSON may have `&` as an escape.
    let name = match whole.strip_prefix("u0026") {
        Some(rest) if before.ends_with('\\') => rest,
        _ => whole,
    };
    let folded = folded(name);
    if folded.ends_with("hapikey") {
        return Some(Name::AccountKey);
    }
    if is_harmless(&folded) {
        return None;
    }
    if ends_with_any(&folded, &NAMES) || is_compound_signature(name) {
        return Some(Name::Secret);
    }
    let is_parameter = name.len() < whole.len() || before.ends_with(['?', '&', ';', '#']);
    if is_parameter && AMBIGUOUS_NAMES.contains(&folded.as_str()) {
        Some(Name::Ambiguous)
    } else {
        None
    }
}

/// The length of the name at the end of a text.
fn name_length(text: &str) -> usize {
    text.bytes()
        .rev()
        .take(LONGEST_NAME)
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'%' | b'[' | b']')
        })
        .count()
}

/// A name in lower case and without separators.
fn folded(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

fn ends_with_any(text: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| text.ends_with(end))
}

/// `hook_sig`; `sig` alone is ambiguous.
fn is_compound_signature(name: &str) -> bool {
    match name.rfind(['-', '_', '.']) {
        Some(separator) => name[separator + 1..].eq_ignore_ascii_case("sig"),
        None => false,
    }
}

/// The length of the value at the beginning of a text.
fn value_length(text: &str) -> usize {
    for (position, character) in text.char_indices() {
        let rest = &text[position..];
        // JSON may have `/` as an escape.
        let is_escape = character == '\\' && !rest.starts_with("\\/");
        if ends_value(character) || is_escape || rest.starts_with("${") {
            return position;
        }
    }
    text.len()
}

fn ends_value(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '&' | '#' | '"' | '\'' | '`' | '<' | '>' | '…' | '*' | ',' | ')'
        )
}

/// Whether a value is certainly an example: it is in brackets, or says that it has to be replaced.
fn is_example(value: &str) -> bool {
    is_bracketed(value) || is_placeholder(value) && !has_mixed_part(value)
}

fn is_bracketed(value: &str) -> bool {
    value.starts_with(['{', '<', '['])
        || ["%7b", "%24%7b"]
            .iter()
            .any(|encoded| match value.get(..encoded.len()) {
                Some(start) => start.eq_ignore_ascii_case(encoded),
                None => false,
            })
}

/// Whether words in a value say that it has to be replaced.
fn is_placeholder(value: &str) -> bool {
    const WORDS: [&str; 9] = [
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
    WORDS.iter().any(|word| lower.contains(word))
}

/// Whether a value in source code looks generated, and is not an example of one.
pub(super) fn is_pasted_value(value: &str) -> bool {
    const SEQUENCES: [&str; 2] = ["123456", "abcdef"];
    let lower = value.to_ascii_lowercase();
    is_generated(value) && !SEQUENCES.iter().any(|sequence| lower.contains(sequence))
}

/// Whether a value looks generated: it mixes letters and digits, and is neither a placeholder nor a URL.
fn is_generated(value: &str) -> bool {
    let is_url = value.contains("://") || value.to_ascii_lowercase().contains("%3a%2f%2f");
    !is_url && !is_example(value) && !is_placeholder(value) && has_mixed_part(value)
}

fn has_mixed_part(value: &str) -> bool {
    value
        .split(['-', '_', '.', '+', '/', '=', '%', '~'])
        .any(is_mixed)
}

/// Whether letters and digits are mixed in a part of a value, other than in `oauth2` and `v2`.
fn is_mixed(part: &str) -> bool {
    const SHORTEST: usize = 6;
    let stem = part.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_letters = part.bytes().any(|byte| byte.is_ascii_alphabetic());
    // `webhookHandlerV2Production` is a name.
    let is_name = part.bytes().filter(u8::is_ascii_digit).count() < 2 && part.len() > 2 * SHORTEST;
    part.len() >= SHORTEST
        && has_letters
        && !is_name
        && stem.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<(&str, bool)> {
        find(source)
            .map(|parameter| (&source[parameter.span.range()], parameter.is_pasted))
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
    fn long_values_with_secret_names_are_pasted_secrets() {
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
    fn placeholders_and_words_are_not_pasted_secrets() {
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
        // Masked to be safe, and not reported.
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
    fn shortened_secrets_are_masked() {
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
