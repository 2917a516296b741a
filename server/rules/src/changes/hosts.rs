//! The hosts of URLs that are no longer listed.

use analysis::{placeholders, urls};

/// Whether accounts can have used a URL: not one of a private network or of a template, and not an invalid one.
pub(super) fn is_public(url: &str) -> bool {
    let is_public = urls::https(url).is_ok_and(|url| !urls::is_private(&url));
    is_public && placeholders::in_url(url).is_none()
}
