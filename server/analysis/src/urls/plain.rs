//! A fast path for plain URLs, which are nearly all. Without it, a list of 11 MB of URLs takes 0.39 s instead of 0.15 s,
//! because several rules parse each entry.

use crate::components::strings;
use syntax::Value;

/// The strings of a list that are not plain URLs, and so may have problems.
pub fn to_check<'a>(list: Value<'a>) -> impl Iterator<Item = (Value<'a>, &'a str)> + use<'a> {
    strings(list).filter(|(_, text)| plain_host(text).is_none())
}

/// The host of a plain URL: `https://`, a host of lower-case labels, and a path of letters, digits and `-._/`.
pub(super) fn plain_host(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.contains('.') && host.split('.').all(is_plain_label) && path.bytes().all(is_in_path) {
        Some(host)
    } else {
        None
    }
}

/// Whether a label begins with a letter and is not in Punycode: a number as the last label makes an IP address, and `xn--` may
/// be invalid.
fn is_plain_label(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_lowercase())
        && !label.starts_with("xn--")
        && label.bytes().all(is_in_label)
}

fn is_in_label(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn is_in_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::urls::{https, is_ip, is_local, leads_to_local, undocumented_parts};

    #[test]
    fn plain_urls_have_nothing_to_report() {
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
                let Some(host) = plain_host(&text) else {
                    continue;
                };
                let Ok(url) = https(&text) else {
                    panic!("{text} is not a URL");
                };
                assert_eq!(url.host_str(), Some(host), "{text}");
                assert!(
                    !is_ip(&url) && !is_local(&url) && !leads_to_local(&text),
                    "{text}"
                );
                assert!(url.query().is_none(), "{text}");
                assert!(undocumented_parts(&text, &url).is_empty(), "{text}");
                plain += 1;
            }
        }
        assert_eq!(plain, 15);
    }
}
