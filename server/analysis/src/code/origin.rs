//! The origins of URLs in code.

use project::facts::Spanned;

use super::{Judged, ResolvedText};
use crate::urls;

/// The origin of an `https` URL.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Origin {
    /// `https://` and the host, with a port unless it is the default one.
    pub text: String,
    /// Whether a port may follow: the URL is unknown after the host.
    is_open: bool,
}

const SCHEME: &str = "https://";

impl Origin {
    /// The origin of a text; `None` if it is not known, or the text is no `https` URL.
    pub fn of(text: &ResolvedText<'_>) -> Option<Judged<Origin>> {
        let prefix = text.prefix();
        // Letter case and whitespace are for the URL standard; their length is the same.
        let start = prefix.len() - prefix.trim_start().len() + SCHEME.len();
        let rest = prefix.get(start..)?;
        let end = rest.find(['/', '\\', '?', '#']);
        let is_open = end.is_none() && !text.is_whole();
        let authority = &rest[..end.unwrap_or(rest.len())];
        if is_open && !is_whole_host(authority) {
            return None;
        }
        let url = urls::https(&prefix[..start + authority.len()]).ok()?;
        Some(Judged {
            key: Origin {
                text: url.origin().ascii_serialization(),
                is_open,
            },
            offset: (start + authority.len()).saturating_sub(1),
        })
    }

    /// Whether one of these URLs has the origin, or may have it.
    pub fn is_in(&self, urls: &[Spanned]) -> bool {
        urls.iter().any(|url| match urls::https(&url.text) {
            Ok(url) => {
                let origin = url.origin().ascii_serialization();
                origin == self.text || self.is_open && origin.starts_with(&self.text)
            }
            Err(_) => false,
        })
    }
}

/// Whether a text before an unknown one is a host, as `api.acme.tech` of `https://api.acme.tech${path}`.
fn is_whole_host(text: &str) -> bool {
    text.contains('.')
        && text.ends_with(|last: char| last.is_ascii_alphanumeric())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}
