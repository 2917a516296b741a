//! Addresses as the URL standard reads them, which is what HubSpot's tools use. Any text may come in here.

use std::borrow::Cow;

use url::{Host, ParseError, Url};

use crate::components::strings;
use crate::placeholders;
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Value, edit};

/// Why a text is no address with `https`.
pub enum Fault {
    /// Nothing but whitespace.
    Empty,
    /// A path, or a host without a scheme.
    Relative,
    /// A scheme without a host.
    NoHost,
    /// A text that cannot be read as a URL.
    Unreadable,
    /// An address with `http`.
    Http(Url),
    /// An address with another scheme.
    Scheme(String),
}

impl Fault {
    /// What is wrong with the text.
    pub fn describe(&self, text: &str) -> String {
        let shown = shown(text);
        if let Fault::Relative | Fault::NoHost | Fault::Unreadable = self
            && let Some(piece) = placeholders::piece(text)
        {
            return placeholders::Left::Piece(piece).describe(text);
        }
        match self {
            Fault::Empty => "an empty string is not a URL".to_owned(),
            Fault::Relative => format!("{shown} is not an absolute URL"),
            Fault::NoHost => format!("{shown} has no host"),
            Fault::Unreadable => format!("{shown} is not a valid URL"),
            Fault::Http(_) => format!("{shown} uses `http`"),
            Fault::Scheme(scheme) => format!("{shown} uses the scheme {}", message::quoted(scheme)),
        }
    }
}

/// Whether a text is `https://`, a host of plain lower-case words and a plain path: an address about which no rule here
/// has anything to say. Four rules read each URL of a list; without this look 10 MB of them take 0.4 s.
fn is_plain(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let in_label = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_label = |label: &str| {
        // `xn--` may be wrong inside; a number as the last label makes an IP address.
        label.starts_with(|c: char| c.is_ascii_lowercase())
            && !label.starts_with("xn--")
            && label.bytes().all(in_label)
    };
    let in_path =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/');
    host.contains('.') && host.split('.').all(is_label) && path.bytes().all(in_path)
}

/// The texts of a list that are worth a closer look.
pub fn of<'a>(list: Value<'a>) -> impl Iterator<Item = (Value<'a>, &'a str)> + use<'a> {
    strings(list).filter(|(_, text)| !is_plain(text))
}

/// Reads an address with `https` and a host.
pub fn https(text: &str) -> Result<Url, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let url = match Url::parse(text) {
        Ok(url) => url,
        Err(ParseError::RelativeUrlWithoutBase) => return Err(Fault::Relative),
        Err(ParseError::EmptyHost) => return Err(Fault::NoHost),
        Err(_) => return Err(Fault::Unreadable),
    };
    match url.scheme() {
        "http" | "https" if !has_authority(text) => Err(Fault::NoHost),
        "https" => Ok(url),
        "http" => Err(Fault::Http(url)),
        // With a port and without a scheme the host is taken for one: `acme.tech:8080`.
        scheme if scheme.contains('.') || scheme == "localhost" => Err(Fault::Relative),
        scheme => Err(Fault::Scheme(scheme.to_owned())),
    }
}

/// Whether two slashes and a host follow the scheme; the URL standard forgives any number of slashes.
fn has_authority(text: &str) -> bool {
    let rest = text
        .split_once(':')
        .and_then(|(_, rest)| rest.strip_prefix("//"));
    rest.is_some_and(|rest| !rest.starts_with(['/', '\\']))
}

/// Whether the host is an IP address.
pub fn is_ip(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
}

/// Whether the host is `localhost`.
pub fn is_localhost(url: &Url) -> bool {
    url.host() == Some(Host::Domain("localhost"))
}

/// Whether the host is this computer: `localhost`, or an address such as `127.0.0.1` or `[::1]`.
pub fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    }
}

/// Whether the host is this computer or one that only a private network knows.
pub fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let last = name.rsplit('.').next().unwrap_or_default();
            matches!(last, "localhost" | "local" | "internal")
        }
        Some(Host::Ipv4(address)) => {
            is_local(url) || address.is_private() || address.is_link_local()
        }
        Some(Host::Ipv6(address)) => {
            is_local(url) || address.is_unique_local() || address.is_unicast_link_local()
        }
        None => false,
    }
}

/// Whether a text, with or without a scheme, leads to this computer.
pub fn leads_to_local(text: &str) -> bool {
    let text = bare(text);
    let direct = Url::parse(text).ok();
    let with_scheme = || Url::parse(&format!("http://{text}")).ok();
    direct
        .filter(|url| url.has_host())
        .or_else(with_scheme)
        .is_some_and(|url| is_local(&url))
}

/// The host of an address with `https` or `http`.
pub fn host(text: &str) -> Option<Cow<'_, str>> {
    if is_plain(text) {
        return text["https://".len()..]
            .split('/')
            .next()
            .map(Cow::Borrowed);
    }
    let (Ok(url) | Err(Fault::Http(url))) = https(text) else {
        return None;
    };
    Some(Cow::Owned(url.host_str()?.to_owned()))
}

/// A text without the whitespace and quotes around it.
pub fn bare(text: &str) -> &str {
    let is_noise = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '`' | '\u{2018}'
                    ..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{200b}' | '\u{feff}'
            )
    };
    text.trim_matches(is_noise)
}

/// What an address has that HubSpot's documentation does not speak of, as words for a message.
pub fn oddities(text: &str, url: &Url) -> Vec<&'static str> {
    let odd = [
        (text.contains('*'), "a wildcard"),
        (url.fragment().is_some(), "a fragment (`#`)"),
        (
            !url.username().is_empty() || url.password().is_some(),
            "a user name or password",
        ),
        (text.trim() != text, "surrounding whitespace"),
    ];
    odd.into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, words)| words)
        .collect()
}

/// An address in backticks, without the user name and password that may stand in it.
pub fn shown(text: &str) -> String {
    let start = text.find("//").map_or(0, |at| at + 2);
    let end = text[start..]
        .find(['/', '\\', '?', '#'])
        .map_or(text.len(), |at| start + at);
    match text[start..end].rfind('@') {
        Some(at) => message::quoted(&format!("{}…{}", &text[..start], &text[start + at..])),
        None => message::quoted(text),
    }
}

/// Adds the help and the fix that make an address out of a text, where `is_right` agrees with the outcome; else `help`.
pub fn mend(
    diagnostic: Diagnostic,
    (value, text): (Value<'_>, &str),
    help: &str,
    is_right: impl Fn(&str) -> bool,
) -> Diagnostic {
    let bare = bare(text);
    let host = bare.find(['/', '?', '#']).map_or(bare, |end| &bare[..end]);
    let candidates = [
        Some((
            "remove the surrounding quotes and whitespace",
            Safety::Safe,
            bare.to_owned(),
        )),
        without_http(bare).map(|rest| ("use `https`", Safety::Unsafe, format!("https://{rest}"))),
        looks_like_host(host).then(|| {
            (
                "prefix it with `https://`",
                Safety::Unsafe,
                format!("https://{bare}"),
            )
        }),
        host.starts_with("localhost").then(|| {
            (
                "prefix it with `http://`",
                Safety::Unsafe,
                format!("http://{bare}"),
            )
        }),
        at_localhost(bare).map(|text| ("use `localhost`", Safety::Unsafe, text)),
    ];
    let right = candidates
        .into_iter()
        .flatten()
        .find(|(.., new)| new != text && is_right(new));
    match right {
        Some((title, safety, new)) => diagnostic.help(title).fix(
            title,
            safety,
            edit::replace_value(value, &edit::quote(&new)),
        ),
        None => diagnostic.help(help),
    }
}

/// Whether a text without a scheme is more likely a host than a file.
fn looks_like_host(text: &str) -> bool {
    const FILES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "html"];
    text.rsplit_once('.')
        .is_some_and(|(_, end)| !FILES.contains(&end.to_ascii_lowercase().as_str()))
}

fn without_http(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_at_checked("http://".len())?;
    scheme.eq_ignore_ascii_case("http://").then_some(rest)
}

/// The address with `localhost` instead of the IP address of this computer.
fn at_localhost(text: &str) -> Option<String> {
    let mut url = Url::parse(text)
        .ok()
        .filter(|url| is_ip(url) && is_local(url))?;
    url.set_host(Some("localhost")).ok()?;
    let has_path = text.splitn(4, '/').nth(3).is_some();
    let text = url.to_string();
    Some(if has_path {
        text
    } else {
        text.trim_end_matches('/').to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(text: &str) -> String {
        https(text).map_or_else(
            |fault| fault.describe(text).replace(&shown(text), "it"),
            |url| url.host_str().unwrap_or_default().to_owned(),
        )
    }

    #[test]
    fn any_text_is_read_without_harm() {
        for (text, expected) in [
            ("https://acme.tech/cb", "acme.tech"),
            (" HTTPS://ACME.tech ", "acme.tech"),
            ("https://*.acme.tech", "*.acme.tech"),
            ("https://bücher.tech", "xn--bcher-kva.tech"),
            ("https://127.1", "127.0.0.1"),
            ("https://", "it has no host"),
            ("https:///x", "it has no host"),
            ("https:acme.tech", "it has no host"),
            ("https://[::1", "it is not a valid URL"),
            ("https://exa mple.com", "it is not a valid URL"),
            ("http://LOCALHOST:3000", "it uses `http`"),
            ("", "an empty string is not a URL"),
            ("/cb", "it is not an absolute URL"),
            ("acme.tech", "it is not an absolute URL"),
            ("localhost:3000/cb", "it is not an absolute URL"),
            ("acme.tech:8080/cb", "it is not an absolute URL"),
            ("'https://acme.tech'", "it is not an absolute URL"),
            ("myapp://cb", "it uses the scheme `myapp`"),
        ] {
            assert_eq!(verdict(text), expected, "{text}");
        }
        for character in ["a", "/", "*", ".", "ü", "[", "%", "@", "\u{0}"] {
            let text = format!("https://{}", character.repeat(1 << 20));
            let _ = https(&text).map(|url| oddities(&text, &url));
            let _ = (leads_to_local(&text), shown(&text), at_localhost(&text));
        }
    }

    #[test]
    fn a_plain_address_is_one_about_which_nobody_has_anything_to_say() {
        let mut plain = 0;
        for host in [
            "a.tech",
            "a-1.b2.tech",
            "localhost",
            "a.localhost",
            "127.1",
            "a.1",
            "a.0x1",
            "xn--a.tech",
            "a..b",
        ] {
            for tail in [
                "",
                "/",
                "/cb",
                "/a/../b.c_d",
                "//",
                "/%zz",
                "?q",
                "#f",
                ":80",
                "/*",
                " ",
                "@b.tech",
            ] {
                let text = format!("https://{host}{tail}");
                if is_plain(&text) {
                    let url = https(&text)
                        .ok()
                        .filter(|url| !is_ip(url) && !is_local(url) && url.query().is_none());
                    assert!(
                        url.is_some_and(|url| oddities(&text, &url).is_empty()),
                        "{text}"
                    );
                    assert!(!leads_to_local(&text), "{text}");
                    plain += 1;
                }
            }
        }
        assert_eq!(plain, 15);
    }

    #[test]
    fn private_addresses_are_known() {
        let is = |text: &str| https(text).is_ok_and(|url| is_private(&url));
        for text in [
            "https://localhost:3000",
            "https://10.0.0.7/x",
            "https://[fd00::1]",
            "https://printer.local",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "https://acme.tech",
            "https://8.8.8.8",
            "https://local.acme.tech",
            "https://[2001:db8::1]",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(
            shown("https://ada:secret@acme.tech/x@y"),
            "`https://…@acme.tech/x@y`"
        );
        assert_eq!(shown("acme.tech"), "`acme.tech`");
    }

    #[test]
    fn this_computer_is_known_by_all_its_names() {
        for text in [
            "http://localhost:3000",
            "https://LOCALHOST",
            "http://127.0.0.1/x",
            "http://[::1]:80",
            "localhost:3000",
        ] {
            assert!(leads_to_local(text), "{text}");
        }
        for text in [
            "https://localhost.acme.tech",
            "https://acme.tech/localhost",
            "",
            "::",
            "128.0.0.1",
        ] {
            assert!(!leads_to_local(text), "{text}");
        }
        assert_eq!(
            at_localhost("http://127.0.0.1:3000").as_deref(),
            Some("http://localhost:3000")
        );
        assert_eq!(
            at_localhost("http://[::1]/").as_deref(),
            Some("http://localhost/")
        );
    }
}
