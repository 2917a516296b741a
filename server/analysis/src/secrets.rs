//! Strings that look like secrets. No output format ever prints one.

mod assigned;
mod mask;
mod named;
mod parameters;
mod tokens;

use std::collections::BTreeSet;

use diagnostics::Span;
use memchr::{memchr_iter, memchr2};
use project::ProjectFile;
use syntax::{Syntax, Value};

pub use mask::{MASK, Secrets, named_in, named_in_source};
pub use named::is_named;

/// The query parameter with the API key of an account.
const ACCOUNT_KEY: &str = "hapikey=";

/// The length of the shortest value that is masked because of its name: shorter ones are names of secrets, or words.
const SHORTEST: usize = 16;

/// The secrets in a file, sorted and disjoint: tokens anywhere, also in broken JSON and comments, and long values of
/// properties such as `clientSecret`.
pub fn spans(syntax: &Syntax) -> Vec<Span> {
    let named = named::values(syntax).map(|value| value.span().inside());
    merged(tokens(syntax.source()).chain(named).collect())
}

/// The secrets in source code, sorted and disjoint: tokens anywhere, and long literals that are assigned to names such as
/// `clientSecret`.
pub fn spans_in_source(text: &str) -> Vec<Span> {
    merged(tokens(text).chain(assigned::find(text)).collect())
}

/// The most literals that begin after a template and end before a secret in it.
const MOST_NESTED: usize = 100;

/// The string literals of source code with a secret that was pasted into them: what [`pasted`] finds in JSON and keys of
/// accounts, but no examples, which sources have more often.
pub fn pasted_in_source(text: &str, literals: &[Span]) -> BTreeSet<Span> {
    let mut spans: Vec<Span> = tokens::find(text).chain(assigned::find(text)).collect();
    spans.retain(|span| parameters::is_pasted_value(&text[span.range()]));
    for parameter in parameters::find(text) {
        if parameter.is_pasted && parameters::is_pasted_value(&text[parameter.span.range()]) {
            spans.push(parameter.span);
        }
    }
    let mut found = BTreeSet::new();
    for span in spans {
        // The innermost one is the last: a template contains other literals.
        let before = literals.partition_point(|literal| literal.start <= span.start);
        let innermost = literals[..before]
            .iter()
            .rev()
            .take(MOST_NESTED)
            .find(|literal| span.end <= literal.end);
        found.extend(innermost);
    }
    found
}

/// The secrets in a file of a project, sorted and disjoint.
pub fn in_file(file: &ProjectFile) -> Vec<Span> {
    match file {
        ProjectFile::Document(document) => spans(&document.syntax),
        ProjectFile::Source(source) => spans_in_source(&source.text),
    }
}

/// The tokens, parameters and passwords in any text, sorted and disjoint.
pub fn tokens(text: &str) -> impl Iterator<Item = Span> + use<> {
    let mut spans: Vec<Span> = tokens::find(text).collect();
    // A parameter has an `=`, a password an `@`, and few texts have either.
    if memchr2(b'=', b'@', text.as_bytes()).is_some() {
        spans.extend(parameters::find(text).map(|parameter| parameter.span));
        spans.extend(tokens::passwords(text));
    }
    merged(spans).into_iter()
}

/// Spans in order, with adjacent and overlapping ones merged.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    spans
}

/// Whether any of the sorted spans of secrets overlaps a value. A secret never extends beyond its value, so the last one that
/// begins before the end decides.
pub fn overlap(sorted: &[Span], value: Span) -> bool {
    let before = sorted.partition_point(|secret| secret.start < value.end);
    match sorted[..before].last() {
        Some(secret) => secret.end > value.start,
        None => false,
    }
}

/// Whether a text contains the query parameter with the API key of an account.
pub fn has_account_key(text: &str) -> bool {
    // Few texts have an `=`.
    memchr_iter(b'=', text.as_bytes()).any(|equals| text[..=equals].ends_with(ACCOUNT_KEY))
}

/// The strings of a well-formed tree with a secret that was pasted into the file: a token, or a long value of a property or
/// URL parameter whose name says that it is a secret, and that is neither a word nor the name of a secret. Other rules report
/// passwords in URLs and keys of accounts.
pub fn pasted(syntax: &Syntax) -> Vec<Value<'_>> {
    let spans = pasted_spans(syntax.source());
    if spans.is_empty() {
        let named = named::values(syntax);
        return named.filter(|value| is_named(*value)).collect();
    }
    let is_pasted = |value: &Value<'_>| {
        is_named(*value) || value.as_str().is_some() && overlap(&spans, value.span())
    };
    let root = syntax.root().into_iter();
    root.flat_map(|root| root.descendants())
        .filter(is_pasted)
        .collect()
}

fn pasted_spans(source: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for token in tokens::find(source) {
        if !source[..token.start as usize].ends_with(ACCOUNT_KEY) {
            spans.push(token);
        }
    }
    for parameter in parameters::find(source) {
        if parameter.is_pasted && !parameter.is_account_key {
            spans.push(parameter.span);
        }
    }
    merged(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number_of_secrets(text: &str) -> usize {
        spans(&syntax::parse(text)).len()
    }

    fn number_of_pasted(text: &str) -> usize {
        pasted(&syntax::parse(text)).len()
    }

    #[test]
    fn tokens_and_long_values_are_secrets_and_their_names_are_not() {
        assert_eq!(
            number_of_secrets(r#"["pat-na1-0a1b2c3d-0000-1111-2222-333344445555"]"#),
            1
        );
        assert_eq!(
            number_of_secrets(r#"["bearer_pat-na1-0a1b2c3d-0000-1111-2222-333344445555"]"#),
            1
        );
        assert_eq!(
            number_of_secrets(
                r#"["a_taskpat-terns-for-everybody", "apat-na1-0a1b2c3d-0000-1111-2222"]"#
            ),
            0
        );
        assert_eq!(
            number_of_secrets(r#"{"clientSecret": "0a1b2c3d-0000-1111-2222-333344445555"}"#),
            1
        );
        assert_eq!(
            number_of_secrets(r#"{"url": "https://api.hubapi.com/x?hapikey=0a1b2c3d-0000-1111"}"#),
            1
        );
        assert_eq!(
            number_of_secrets(
                r#"["https://ada:hunter2@a.tech/cb", "https://ada@a.tech", "http://a.tech/?client_secret=abcd1234"]"#
            ),
            2
        );
        assert_eq!(
            number_of_secrets(r#"{"broken": "pat-na1-0a1b2c3d-0000-1111-2222-333344445555"#),
            1
        );
        assert_eq!(
            number_of_secrets(
                r#"{"clientSecret": "${CLIENT_SECRET_PROD}", "secretKeys": ["HS_ACCESS_TOKEN_LONG"]}"#
            ),
            0
        );
        assert_eq!(
            number_of_secrets(r#"["a path-finder for everybody out there", "sk-"]"#),
            0
        );
    }

    #[test]
    fn secrets_in_source_code_are_reported_in_literals_only() {
        let token = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";
        for (text, expected) in [
            (format!("const a = 'Bearer {token}';"), 1),
            (format!("const a = `Bearer {token} ${{b}}`;"), 1),
            (
                "const clientSecret = '0a1b2c3d-0000-1111-2222';".to_owned(),
                1,
            ),
            (
                "f({ 'client-secret': \"0a1b2c3d-0000-1111-2222\" });".to_owned(),
                1,
            ),
            (
                "process.env.CLIENT_SECRET || '0a1b2c3d-0000-1111-2222';".to_owned(),
                1,
            ),
            (
                "f('https://a.tech/?hapikey=0a1b2c3d-0000-1111');".to_owned(),
                1,
            ),
            (format!("// const a = '{token}';"), 0),
            (format!("f(<Text>{token}</Text>);"), 0),
            (
                "const a = 'pat-na1-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';".to_owned(),
                0,
            ),
            (
                "const a = 'pat-na1-12345678-1234-1234-1234-123456789abc';".to_owned(),
                0,
            ),
            ("const token = 'hubspot_access_token_v2';".to_owned(), 0),
            (
                "const secret = 'your-client-secret-0a1b2c3d';".to_owned(),
                0,
            ),
            ("const name = 'sk-folding-cube-animation-2';".to_owned(), 0),
        ] {
            let literals = source::read(&text).strings;
            assert_eq!(pasted_in_source(&text, &literals).len(), expected, "{text}");
        }
    }

    #[test]
    fn pasted_secrets_are_not_names_or_words() {
        assert_eq!(
            number_of_pasted(r#"{"a": "pat-na1-0a1b2c3d-0000-1111-2222-333344445555", "b": 1}"#),
            1
        );
        assert_eq!(
            number_of_pasted(r#"{"clientSecret": "0a1b2c3d-0000-1111-2222-333344445555"}"#),
            1
        );
        assert_eq!(
            number_of_pasted(r#"{"url": "https://a.tech/?client_secret=0a1b2c3d-0000"}"#),
            1
        );
        assert_eq!(
            number_of_pasted(r#"{"url": "https://a.tech/?hapikey=0a1b2c3d-0000-1111"}"#),
            0
        );
        assert_eq!(
            number_of_pasted(
                r#"{"token": "HUBSPOT_TOKEN_V2_PRODUCTION", "apiKey": "name_of_the_api_key"}"#
            ),
            0
        );
        assert_eq!(
            number_of_pasted(
                r#"{"url": "https://ada:hunter2@a.tech/cb", "secret": "${SECRET_OF_THE_APP_2}"}"#
            ),
            0
        );
    }
}
