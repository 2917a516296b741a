//! Finds texts that look like secrets, so that no output format ever prints one.

use crate::syntax::{Kind, Syntax, Value};
use crate::text::Span;
use crate::words;

/// Beginnings of tokens that carry their kind in their first characters, with the shortest length of such a token.
const PREFIXES: &[(&str, usize)] = &[
    ("pat-", 24),
    ("sk_live_", 20),
    ("sk_test_", 20),
    ("sk-", 24),
    ("rk_live_", 20),
    ("ghp_", 24),
    ("github_pat_", 24),
    ("xoxb-", 24),
    ("xoxp-", 24),
    ("AKIA", 20),
    ("eyJ", 60),
];

/// Ends of names whose long values are taken for secrets.
const NAMES: &[&str] = &["secret", "password", "apikey", "accesstoken", "refreshtoken", "privatekey"];

/// The shortest value under such a name that is masked: shorter ones are names of secrets or words.
const SHORTEST: usize = 16;

/// The places of secrets in a text: strings with their quotes.
pub fn spans(syntax: &Syntax) -> Vec<Span> {
    let values = syntax.root().into_iter().flat_map(|root| root.descendants());
    values.filter(|value| value.kind() == Kind::String && is_secret(*value)).map(|value| value.span()).collect()
}

fn is_secret(value: Value<'_>) -> bool {
    let text = value.as_str().unwrap_or_default();
    text.len() >= SHORTEST && (has_token(text) || under_telling_name(value, text))
}

fn has_token(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '=' | '&' | ',' | ';' | '"' | '\''));
    let is_token = |word: &str| PREFIXES.iter().any(|(prefix, least)| word.starts_with(prefix) && word.len() >= *least);
    text.contains("hapikey=") || words.into_iter().any(is_token)
}

fn under_telling_name(value: Value<'_>, text: &str) -> bool {
    let Some(key) = value.key() else { return false };
    let name: String = key.text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    NAMES.iter().any(|telling| name.ends_with(telling)) && !text.contains([' ', '$', '/'])
}

/// Replaces secrets in a message. `quoted` shortens long texts, so the shortened form is looked for too.
pub fn mask(message: &mut String, secrets: &[String]) {
    for secret in secrets {
        let shown = words::quoted(secret);
        let start = shown.trim_matches('`').trim_end_matches('…').to_owned();
        for form in [secret.as_str(), start.as_str()] {
            if !form.is_empty() && message.contains(form) {
                *message = message.replace(form, MASK);
            }
        }
    }
}

/// What stands in the place of a secret.
pub const MASK: &str = "********";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    #[test]
    fn tokens_are_secrets_and_their_names_are_not() {
        let found = |text: &str| {
            let syntax = syntax::parse(text);
            spans(&syntax).len()
        };
        assert_eq!(found(r#"["pat-na1-0a1b2c3d-0000-1111-2222-333344445555"]"#), 1);
        assert_eq!(found(r#"{"clientSecret": "0a1b2c3d-0000-1111-2222-333344445555"}"#), 1);
        assert_eq!(found(r#"{"url": "https://api.hubapi.com/x?hapikey=0a1b2c3d"}"#), 1);
        assert_eq!(found(r#"{"clientSecret": "${CLIENT_SECRET_PROD}", "secretKeys": ["HS_ACCESS_TOKEN_LONG"]}"#), 0);
        assert_eq!(found(r#"["a path-finder for everybody out there", "sk-"]"#), 0);
    }

    #[test]
    fn messages_are_masked_even_where_they_shorten() {
        let secret = format!("pat-na1-{}", "x".repeat(80));
        let mut message = format!("{} is not allowed", words::quoted(&secret));
        mask(&mut message, &[secret]);
        assert_eq!(message, format!("`{MASK}…` is not allowed"));
    }
}
