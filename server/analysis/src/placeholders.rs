//! What templates and documentation leave to be filled in: reserved hosts, words such as `your-domain`, pieces such as `<host>`,
//! telephone numbers that belong to nobody.

mod contact;
mod pieces;

use std::borrow::Cow;

use crate::urls;
pub use contact::{is_email, is_phone};
use diagnostics::message;
pub use pieces::piece;

/// What is left in a URL.
pub enum Left<'t> {
    /// A piece to be replaced: `<your domain>`.
    Piece(&'t str),
    /// A host or a path that belongs to nobody.
    Words,
}

impl Left<'_> {
    /// What is wrong with the URL `text`.
    pub fn describe(&self, text: &str) -> String {
        match self {
            Left::Piece(piece) => format!(
                "{} contains the placeholder {}",
                urls::shown(text),
                message::quoted(piece)
            ),
            Left::Words => format!("{} is a placeholder URL", urls::shown(text)),
        }
    }
}

/// What is left to be filled in of an address with `https` or `http`.
pub fn left_in(text: &str) -> Option<Left<'_>> {
    if let Some(piece) = piece(text) {
        return Some(Left::Piece(piece));
    }
    let host = urls::host(text)?;
    let (_, rest) = text.split_once("//")?;
    // The first part is the host.
    let mut parts = rest.split(['/', '?', '&', '=', '#']).skip(1);
    if is_host(&host) || parts.any(is_segment) {
        Some(Left::Words)
    } else {
        None
    }
}

/// Hosts that never are anybody's: RFC 2606 and RFC 6761.
const RESERVED_ENDS: [&str; 4] = ["example", "test", "invalid", "localhost"];

/// The registered ones of these.
const RESERVED_HOSTS: [&str; 3] = ["example.com", "example.org", "example.net"];

/// Whether the host is reserved for examples and tests, so that no service can have it.
pub fn is_reserved(host: &str) -> bool {
    let host = normal(host);
    let is_below = |name: &str| {
        host.strip_suffix(name)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    let is_one = |name: &&str| host == **name || is_below(name);
    // `localhost` itself is the matter of other rules.
    host != "localhost" && RESERVED_ENDS.iter().chain(&RESERVED_HOSTS).any(is_one)
}

/// A provider whose customers' hosts are below it.
const NO_PLACEHOLDER: &str = ".your-server.de";

/// Whether the host is reserved, or asks to be filled in.
pub fn is_host(host: &str) -> bool {
    let host = normal(host);
    is_reserved(&host) || !host.ends_with(NO_PLACEHOLDER) && host.split('.').any(is_word)
}

fn normal(host: &str) -> Cow<'_, str> {
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(host.to_ascii_lowercase())
    } else {
        Cow::Borrowed(host)
    }
}

/// Beginnings of words that ask to be filled in.
const ASKING: [&str; 6] = [
    "your-",
    "your_",
    "replace-",
    "replace_",
    "insert-your",
    "insert_your",
];

/// Whole words that do.
const ASKING_WORDS: [&str; 5] = [
    "changeme",
    "change-me",
    "change_me",
    "placeholder",
    "replaceme",
];

/// What follows `your` in such words, where nothing stands between.
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

/// Whether a label of a host, or a name before `@`, in lower case, asks to be filled in.
fn is_word(word: &str) -> bool {
    ASKING.iter().any(|beginning| word.starts_with(beginning))
        || word
            .strip_prefix("your")
            .is_some_and(|noun| NOUNS.contains(&noun))
        || ASKING_WORDS.contains(&word)
        || word.len() >= 4 && word.starts_with("__") && word.ends_with("__")
        || word.len() >= 4 && word.bytes().all(|byte| byte == b'x')
}

/// Words in capitals that ask to be filled in.
const ASKING_IN_CAPITALS: [&str; 8] = [
    "YOUR_",
    "YOUR-",
    "REPLACE_",
    "REPLACE-",
    "REPLACEME",
    "CHANGEME",
    "CHANGE_ME",
    "PLACEHOLDER",
];

/// Parts of paths that documentation writes. Not all with `your-`: sites have pages such as `/your-account`.
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

/// Whether a part of a path or a query asks to be filled in.
fn is_segment(segment: &str) -> bool {
    let is_plain = !segment.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_plain {
        if !segment.starts_with("your") {
            return false;
        }
        let dashed = segment.replace('_', "-");
        return SEGMENTS.contains(&dashed.as_str());
    }
    ASKING_IN_CAPITALS
        .iter()
        .any(|asking| segment.contains(asking))
        || segment.len() >= 4 && segment.bytes().all(|byte| byte == b'X')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_hosts_are_known_by_their_ends() {
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
    fn hosts_that_ask_to_be_filled_in_are_known() {
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
    fn addresses_are_judged_as_a_whole() {
        let is_left = |text: &str| left_in(text).is_some();
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
            assert!(is_left(text), "{text}");
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
            assert!(!is_left(text), "{text}");
        }
    }
}
