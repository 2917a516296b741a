//! Placeholders of templates and documentation: reserved hosts, words such as `your-domain`, markers such as `<host>`,
//! fictional telephone numbers.

mod contact;
mod markers;

use std::borrow::Cow;

use crate::urls;
pub use contact::{is_email, is_phone};
use diagnostics::message;
pub use markers::marker;

/// A placeholder in a URL.
pub enum UrlPlaceholder<'t> {
    /// A marker: `<your domain>`.
    Marker(&'t str),
    /// Words in the host or the path: `your-domain`.
    Words,
}

impl UrlPlaceholder<'_> {
    /// The message about the URL `text` that contains it.
    pub fn describe(&self, text: &str) -> String {
        match self {
            UrlPlaceholder::Marker(marker) => format!(
                "{} contains the placeholder {}",
                urls::shown(text),
                message::quoted(marker)
            ),
            UrlPlaceholder::Words => format!("{} is a placeholder URL", urls::shown(text)),
        }
    }
}

/// The placeholder in an `https` or `http` URL.
pub fn in_url(text: &str) -> Option<UrlPlaceholder<'_>> {
    if let Some(marker) = marker(text) {
        return Some(UrlPlaceholder::Marker(marker));
    }
    let host = urls::host(text)?;
    let (_, rest) = text.split_once("//")?;
    // The first part is the host.
    let mut parts = rest.split(['/', '?', '&', '=', '#']).skip(1);
    if is_host(&host) || parts.any(is_segment) {
        Some(UrlPlaceholder::Words)
    } else {
        None
    }
}

/// Top-level domains that are reserved by RFC 2606 and RFC 6761.
const RESERVED_TOP_LEVEL: [&str; 4] = ["example", "test", "invalid", "localhost"];

/// Second-level domains that are reserved by RFC 2606.
const RESERVED_DOMAINS: [&str; 3] = ["example.com", "example.org", "example.net"];

/// Whether the host is reserved for examples and tests, so that no service can have it.
pub fn is_reserved(host: &str) -> bool {
    let host = normalized(host);
    // Other rules report `localhost` itself.
    host != "localhost"
        && RESERVED_TOP_LEVEL
            .iter()
            .chain(&RESERVED_DOMAINS)
            .any(|domain| is_in_domain(&host, domain))
}

/// Whether a host is a domain or one of its subdomains.
fn is_in_domain(host: &str, domain: &str) -> bool {
    match host.strip_suffix(domain) {
        Some(subdomain) => subdomain.is_empty() || subdomain.ends_with('.'),
        None => false,
    }
}

/// The domain of a real hosting provider; its customers have subdomains.
const YOUR_SERVER: &str = ".your-server.de";

/// Whether the host is reserved or a placeholder.
pub fn is_host(host: &str) -> bool {
    let host = normalized(host);
    is_reserved(&host) || !host.ends_with(YOUR_SERVER) && host.split('.').any(is_word)
}

/// A host in lower case and without the dot of a fully qualified name.
fn normalized(host: &str) -> Cow<'_, str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(host.to_ascii_lowercase())
    } else {
        Cow::Borrowed(host)
    }
}

/// Prefixes of placeholder words.
const PREFIXES: [&str; 6] = [
    "your-",
    "your_",
    "replace-",
    "replace_",
    "insert-your",
    "insert_your",
];

/// Placeholder words.
const WORDS: [&str; 5] = [
    "changeme",
    "change-me",
    "change_me",
    "placeholder",
    "replaceme",
];

/// What follows `your` in placeholder words without a separator.
const NOUNS: [&str; 24] = [
    "api",
    "app",
    "application",
    "backend",
    "brand",
    "business",
    "company",
    "companyname",
    "domain",
    "domainname",
    "email",
    "host",
    "instance",
    "name",
    "org",
    "organization",
    "project",
    "server",
    "service",
    "site",
    "startup",
    "subdomain",
    "tunnel",
    "website",
];

/// Whether a label of a host, or the local part of an e-mail address, in lower case, is a placeholder.
fn is_word(word: &str) -> bool {
    PREFIXES.iter().any(|prefix| word.starts_with(prefix))
        || word
            .strip_prefix("your")
            .is_some_and(|noun| NOUNS.contains(&noun))
        || WORDS.contains(&word)
        || word.len() >= 4 && word.starts_with("__") && word.ends_with("__")
        || word.len() >= 4 && word.bytes().all(|byte| byte == b'x')
}

/// Parts of placeholder words in capitals.
const IN_CAPITALS: [&str; 8] = [
    "YOUR_",
    "YOUR-",
    "REPLACE_",
    "REPLACE-",
    "REPLACEME",
    "CHANGEME",
    "CHANGE_ME",
    "PLACEHOLDER",
];

/// Path segments in documentation. Not every `your-` is a placeholder: sites have pages such as `/your-account`.
const SEGMENTS: [&str; 16] = [
    "your-app-name",
    "your-company",
    "your-domain",
    "your-github-username",
    "your-handle",
    "your-org",
    "your-organization",
    "your-project-name",
    "your-repo",
    "your-repository",
    "your-username",
    "yourcompany",
    "yourdomain",
    "yourorg",
    "yourorganization",
    "yourusername",
];

/// Whether a segment of a path or a part of a query is a placeholder.
fn is_segment(segment: &str) -> bool {
    if !segment.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return segment.starts_with("your")
            && SEGMENTS.contains(&segment.replace('_', "-").as_str());
    }
    IN_CAPITALS.iter().any(|part| segment.contains(part))
        || segment.len() >= 4 && segment.bytes().all(|byte| byte == b'X')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_in_reserved_domains_are_reserved() {
        for host in [
            "acme.example",
            "a.b.test",
            "x.invalid",
            "app.localhost",
            "example.com",
            "www.example.org",
            "EXAMPLE.NET",
            "acme.test.",
            "example.com.",
            "example",
        ] {
            assert!(is_reserved(host) && is_host(host), "{host}");
        }
        for host in [
            "example.company.com",
            "myexample.com",
            "test.io",
            "contest.org",
            "testing.acme.com",
            "example.co",
            "latest",
            "localhost",
            "example.com.acme.io",
            "your-server.de",
            "static.88.clients.your-server.de",
            "",
        ] {
            assert!(!is_reserved(host), "{host}");
        }
    }

    #[test]
    fn hosts_with_placeholder_words_are_placeholders() {
        for host in [
            "your-app.com",
            "api.your-company.io",
            "yourdomain.com",
            "www.yourcompany.com",
            "your_org.acme.io",
            "replace-me.io",
            "changeme.com",
            "xxxx.ngrok.io",
            "__host__.acme.io",
            "placeholder.acme.io",
        ] {
            assert!(is_host(host) && !is_reserved(host), "{host}");
        }
        for host in [
            "yourmechanic.com",
            "yours.io",
            "youtube.com",
            "static.88.clients.your-server.de",
            "for-your-app.com",
            "xxx.io",
            "acme.io",
            "exchange.acme.io",
            "replacement.io",
        ] {
            assert!(!is_host(host), "{host}");
        }
    }

    #[test]
    fn placeholders_are_found_in_host_path_and_query() {
        for text in [
            "https://EXAMPLE.COM",
            "https://acme.test:8080",
            "https://user@mail.example/",
            "http://example.org?x",
            "https://github.com/your-org/repo",
            "https://script.google.com/macros/s/REPLACE_WITH_YOUR_URL/exec",
            "https://acme.io/hook?token=YOUR_TOKEN",
            "https://acme.io/YOUR-ID",
            "https://acme.io?token=YOUR_TOKEN",
        ] {
            assert!(in_url(text).is_some(), "{text}");
        }
        for text in [
            "https://acme.io",
            "https://acme.io/your-account",
            "https://acme.io/example.com",
            "https://acme.io/?u=example.com",
            "https://example.acme.io/test",
            "https://acme.io/replace",
            "ftp://example.com",
            "/example.com",
            "",
        ] {
            assert!(in_url(text).is_none(), "{text}");
        }
    }
}
