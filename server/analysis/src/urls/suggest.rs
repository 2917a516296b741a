//! The fix that makes a string a valid URL.

use url::Url;

use super::{is_ip, is_local};
use diagnostics::{Diagnostic, Safety};
use syntax::{Value, edit};

/// A string that may be what was meant.
struct Candidate {
    title: &'static str,
    safety: Safety,
    url: String,
}

/// Adds the first fix whose result `is_valid`, with its title as help; else `help`.
pub fn suggest(
    diagnostic: Diagnostic,
    (value, text): (Value<'_>, &str),
    help: &str,
    is_valid: impl Fn(&str) -> bool,
) -> Diagnostic {
    for candidate in candidates(trimmed(text)) {
        if candidate.url != text && is_valid(&candidate.url) {
            let edits = edit::replace_value(value, &edit::quote(&candidate.url));
            return diagnostic
                .help(candidate.title)
                .fix(candidate.title, candidate.safety, edits);
        }
    }
    diagnostic.help(help)
}

/// What may have been meant by a trimmed string, most likely first.
fn candidates(trimmed: &str) -> Vec<Candidate> {
    let mut candidates = vec![Candidate {
        title: "remove the surrounding quotes and whitespace",
        safety: Safety::Safe,
        url: trimmed.to_owned(),
    }];
    let host = match trimmed.find(['/', '?', '#']) {
        Some(end) => &trimmed[..end],
        None => trimmed,
    };
    if let Some(rest) = without_http(trimmed) {
        candidates.push(rewritten("use `https`", format!("https://{rest}")));
    }
    if looks_like_host(host) {
        let url = format!("https://{trimmed}");
        candidates.push(rewritten("prefix it with `https://`", url));
    }
    if host.starts_with("localhost") {
        let url = format!("http://{trimmed}");
        candidates.push(rewritten("prefix it with `http://`", url));
    }
    if let Some(url) = with_localhost(trimmed) {
        candidates.push(rewritten("use `localhost`", url));
    }
    candidates
}

fn rewritten(title: &'static str, url: String) -> Candidate {
    Candidate {
        title,
        safety: Safety::Unsafe,
        url,
    }
}

/// A string without surrounding whitespace and quotes.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_quote_or_space)
}

fn is_quote_or_space(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\'' | '`' | '\u{2018}'
                ..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{200b}' | '\u{feff}'
        )
}

/// Whether a string without a scheme is more likely a host than a file.
fn looks_like_host(text: &str) -> bool {
    const FILES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "html"];
    match text.rsplit_once('.') {
        Some((_, ending)) => !FILES.contains(&ending.to_ascii_lowercase().as_str()),
        None => false,
    }
}

fn without_http(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_at_checked("http://".len())?;
    if scheme.eq_ignore_ascii_case("http://") {
        Some(rest)
    } else {
        None
    }
}

/// The URL with `localhost` instead of an IP address of the local machine.
fn with_localhost(text: &str) -> Option<String> {
    let mut url = Url::parse(text).ok()?;
    if !is_ip(&url) || !is_local(&url) {
        return None;
    }
    url.set_host(Some("localhost")).ok()?;
    let has_path = text.splitn(4, '/').nth(3).is_some();
    if has_path {
        Some(url.to_string())
    } else {
        Some(url.as_str().trim_end_matches('/').to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ip_address_of_the_local_machine_becomes_localhost() {
        assert_eq!(
            with_localhost("http://127.0.0.1:3000").as_deref(),
            Some("http://localhost:3000")
        );
        assert_eq!(
            with_localhost("http://[::1]/").as_deref(),
            Some("http://localhost/")
        );
    }

    #[test]
    fn any_string_may_be_trimmed_and_fixed() {
        for character in ["a", "/", "*", ".", "ü", "[", "%", "@", "\u{0}"] {
            let text = format!("https://{}", character.repeat(1 << 20));
            let _ = candidates(trimmed(&text));
        }
    }
}
