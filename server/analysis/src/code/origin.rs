//! The origins of URLs in code.

use project::facts::Spanned;

use super::{Judged, Piece, ResolvedText};
use crate::placeholders;
use crate::urls::{self, UrlError};

/// The origin of an `https` or `http` URL.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Origin {
    /// The scheme and the host, with a port unless it is the default one.
    pub text: String,
    /// Whether a port may follow: the URL is unknown after the host.
    is_open: bool,
}

impl Origin {
    /// The origin of a text; `None` if it is not known, or the text is no `https` URL.
    pub fn of(text: &ResolvedText<'_>) -> Option<Judged<Origin>> {
        let origin = Origin::of_http(text)?;
        if origin.key.is_https() {
            Some(origin)
        } else {
            None
        }
    }

    /// The origin of a text; `None` if it is not known, or the text is neither an `https` nor an `http` URL.
    pub fn of_http(text: &ResolvedText<'_>) -> Option<Judged<Origin>> {
        let prefix = text.prefix();
        let start = prefix.find("://")? + 3;
        let rest = prefix.get(start..)?;
        let end = rest.find(['/', '\\', '?', '#']);
        let is_open = end.is_none() && !text.is_whole();
        let authority = &rest[..end.unwrap_or(rest.len())];
        if is_open && !is_whole_host(authority) || is_host_continued(text) {
            return None;
        }
        let url = match urls::https(&prefix[..start + authority.len()]) {
            Ok(url) | Err(UrlError::Http(url)) => url,
            Err(_) => return None,
        };
        Some(Judged {
            key: Origin {
                text: url.origin().ascii_serialization(),
                is_open,
            },
            offset: (start + authority.len()).saturating_sub(1),
        })
    }

    pub fn is_https(&self) -> bool {
        self.text.starts_with("https:")
    }

    /// The same host and port by `https`.
    pub fn with_https(&self) -> Origin {
        Origin {
            text: self.text.replacen("http:", "https:", 1),
            is_open: self.is_open,
        }
    }

    /// Whether one of these URLs has the origin, or may have it.
    pub fn is_in(&self, urls: &[Spanned]) -> bool {
        self.is_one_of(urls.iter().map(|url| url.text.as_str()))
    }

    /// Whether one of these URLs has the origin, or may have it: what a wildcard or a placeholder means is not known.
    pub fn is_one_of<'u>(&self, urls: impl IntoIterator<Item = &'u str>) -> bool {
        urls.into_iter().any(|url| {
            if url.contains('*') || placeholders::marker(url).is_some() {
                return self.is_open || self.may_be(url);
            }
            match urls::https(url) {
                Ok(url) | Err(UrlError::Http(url)) => {
                    let origin = url.origin().ascii_serialization();
                    origin == self.text || self.is_open && origin.starts_with(&self.text)
                }
                Err(_) => false,
            }
        })
    }

    /// Whether a URL with a wildcard or a placeholder may mean the origin. Without a scheme it is a host.
    fn may_be(&self, url: &str) -> bool {
        let url = url.trim().to_ascii_lowercase();
        let (scheme, rest) = url.split_once("://").unwrap_or(("*", &url));
        let Some((own_scheme, host)) = self.text.split_once("://") else {
            return true;
        };
        if scheme != own_scheme && !scheme.contains('*') {
            return false;
        }
        let authority = rest.split('/').next().unwrap_or_default();
        let Some(start) = authority.find(['*', '<', '{', '[', '%', '$']) else {
            return authority == host;
        };
        let after = match authority.rfind(['*', '>', '}', ']', '%', '$']) {
            // `$HOST` and `%3E` have no certain end.
            Some(last) if !authority[last..].starts_with(['%', '$']) => &authority[last + 1..],
            _ => "",
        };
        host.starts_with(&authority[..start]) && host.ends_with(after)
    }
}

/// Whether a piece of a text ends with a whole host, and the next one continues it: `https://api.acme.tech` before
/// `https://…` or before `orders`. Such a host is not meant; more likely a condition keeps the two apart.
fn is_host_continued(text: &ResolvedText<'_>) -> bool {
    let mut before = String::new();
    for piece in &text.pieces {
        let Piece::Known { text, .. } = piece else {
            return false;
        };
        let is_end = text.is_empty() || text.starts_with(['/', '\\', '?', '#', ':']);
        if !is_end
            && let Some((_, host)) = before.split_once("://")
            && is_whole_host(host)
        {
            return true;
        }
        before.push_str(text);
    }
    false
}

/// Whether a text before an unknown one is a host, as `api.acme.tech` of `https://api.acme.tech${path}`.
fn is_whole_host(text: &str) -> bool {
    text.contains('.')
        && text.ends_with(|last: char| last.is_ascii_alphanumeric())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}
