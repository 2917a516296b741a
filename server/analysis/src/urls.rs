//! URLs as the URL standard parses them, which HubSpot's tools follow.

mod host;
mod image;
mod plain;
mod suggest;

use url::{ParseError, Url};

use crate::placeholders::{self, UrlPlaceholder};
use diagnostics::message;

pub use host::{host, is_ip, is_local, is_localhost, is_private, leads_to_local};
pub use image::{ImageUrlError, image_error, trimmed_image};
pub use plain::to_check;
pub use suggest::{suggest, trimmed};

/// Why a string is not an `https` URL.
pub enum UrlError {
    /// Nothing but whitespace.
    Empty,
    /// A path, or a host without a scheme.
    Relative,
    /// A scheme without a host.
    NoHost,
    /// The URL standard rejects it.
    Invalid,
    Http(Url),
    OtherScheme(String),
}

impl UrlError {
    /// The message about the string with this error.
    pub fn describe(&self, text: &str) -> String {
        if self.may_come_from_placeholder()
            && let Some(marker) = placeholders::marker(text)
        {
            return UrlPlaceholder::Marker(marker).describe(text);
        }
        let shown = shown(text);
        match self {
            UrlError::Empty => "an empty string is not a URL".to_owned(),
            UrlError::Relative => format!("{shown} is not an absolute URL"),
            UrlError::NoHost => format!("{shown} has no host"),
            UrlError::Invalid => format!("{shown} is not a valid URL"),
            UrlError::Http(_) => format!("{shown} uses `http`"),
            UrlError::OtherScheme(scheme) => {
                format!("{shown} uses the scheme {}", message::quoted(scheme))
            }
        }
    }

    fn may_come_from_placeholder(&self) -> bool {
        matches!(
            self,
            UrlError::Relative | UrlError::NoHost | UrlError::Invalid
        )
    }
}

/// Parses an `https` URL with a host.
pub fn https(text: &str) -> Result<Url, UrlError> {
    if text.trim().is_empty() {
        return Err(UrlError::Empty);
    }
    let url = match Url::parse(text) {
        Ok(url) => url,
        Err(ParseError::RelativeUrlWithoutBase) => return Err(UrlError::Relative),
        Err(ParseError::EmptyHost) => return Err(UrlError::NoHost),
        Err(_) => return Err(UrlError::Invalid),
    };
    match url.scheme() {
        "http" | "https" if !has_authority(text) => Err(UrlError::NoHost),
        "https" => Ok(url),
        "http" => Err(UrlError::Http(url)),
        // A host with a port and without a scheme is parsed as a scheme: `acme.tech:8080`.
        scheme if scheme.contains('.') || scheme == "localhost" => Err(UrlError::Relative),
        scheme => Err(UrlError::OtherScheme(scheme.to_owned())),
    }
}

/// Whether exactly two slashes and a host follow the scheme; the URL standard accepts any number of slashes.
fn has_authority(text: &str) -> bool {
    let Some((_, rest)) = text.split_once(':') else {
        return false;
    };
    match rest.strip_prefix("//") {
        Some(authority) => !authority.starts_with(['/', '\\']),
        None => false,
    }
}

/// The parts of a URL that HubSpot's documentation does not mention, as noun phrases for a message.
pub fn undocumented_parts(text: &str, url: &Url) -> Vec<&'static str> {
    let mut parts = Vec::new();
    if text.contains('*') {
        parts.push("a wildcard");
    }
    if url.fragment().is_some() {
        parts.push("a fragment (`#`)");
    }
    if !url.username().is_empty() || url.password().is_some() {
        parts.push("a user name or password");
    }
    if text.trim() != text {
        parts.push("surrounding whitespace");
    }
    parts
}

/// A URL in backticks, without its user name and password.
pub fn shown(text: &str) -> String {
    let start = match text.find("//") {
        Some(slashes) => slashes + 2,
        None => 0,
    };
    let end = match text[start..].find(['/', '\\', '?', '#']) {
        Some(length) => start + length,
        None => text.len(),
    };
    match text[start..end].rfind('@') {
        Some(at) => message::quoted(&format!("{}…{}", &text[..start], &text[start + at..])),
        None => message::quoted(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host_or_error(text: &str) -> String {
        match https(text) {
            Ok(url) => url.host_str().unwrap_or_default().to_owned(),
            Err(error) => error.describe(text).replace(&shown(text), "it"),
        }
    }

    #[test]
    fn any_string_has_a_host_or_an_error() {
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
            assert_eq!(host_or_error(text), expected, "{text}");
        }
        for character in ["a", "/", "*", ".", "ü", "[", "%", "@", "\u{0}"] {
            let text = format!("https://{}", character.repeat(1 << 20));
            let _ = https(&text).map(|url| undocumented_parts(&text, &url));
            let _ = (leads_to_local(&text), shown(&text), host(&text));
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
}
