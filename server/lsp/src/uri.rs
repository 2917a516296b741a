//! URIs as clients send them. The types of the protocol accept only RFC 3986 and refuse a whole
//! message for one `[` in a folder name; Helix and some Java clients do not encode such characters.
//! Invalid URIs are therefore encoded as valid ones when they are received, and sent back as the
//! client spelled them.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tower_lsp_server::ls_types::Uri;

/// The scheme of encoded invalid URIs, whose percent-encoded original follows.
const RAW_SCHEME: &str = "hsmeta-raw:";

/// Everything but the unreserved characters of RFC 3986 and the path separator.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The platform whose path syntax is used. Both are compiled everywhere, so that both are tested
/// everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Platform {
    Unix,
    Windows,
}

const CURRENT: Platform = if cfg!(windows) {
    Platform::Windows
} else {
    Platform::Unix
};

/// The URI in a form that the types of the protocol accept: unchanged if it is valid. No two URIs
/// become equal.
pub(crate) fn encode(original: &str) -> Cow<'_, str> {
    // A URI of the client with our scheme is encoded too: `original` would change it otherwise.
    if !original.starts_with(RAW_SCHEME) && Uri::from_str(original).is_ok() {
        return Cow::Borrowed(original);
    }
    Cow::Owned(format!(
        "{RAW_SCHEME}{}",
        utf8_percent_encode(original, NON_ALPHANUMERIC)
    ))
}

/// The URI as the client spelled it.
pub(crate) fn original(uri: &str) -> Cow<'_, str> {
    match uri.strip_prefix(RAW_SCHEME) {
        Some(encoded) => percent_decode_str(encoded).decode_utf8_lossy(),
        None => Cow::Borrowed(uri),
    }
}

/// The URI as the client spelled it, for the log.
pub(crate) fn display(uri: &Uri) -> String {
    format!("{:?}", original(uri.as_str()))
}

pub(crate) fn parse(original: &str) -> Option<Uri> {
    Uri::from_str(&encode(original)).ok()
}

/// The URI of a file, for files that the client has not named.
pub(crate) fn from_path(path: &Path) -> Option<Uri> {
    Uri::from_str(&file_uri(&path.to_string_lossy(), CURRENT)?).ok()
}

/// The path of a file, without `.`, `..` and duplicate separators, so that each file has one path.
/// `None` for documents that are not files, such as unsaved ones.
pub(crate) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let path = PathBuf::from(file_path(&original(uri.as_str()), CURRENT)?);
    if path.is_absolute() {
        Some(normalized(&path))
    } else {
        None
    }
}

/// The path of a file URI whose path is normalized.
pub(crate) fn to_normalized_path(original: &str) -> Option<PathBuf> {
    let path = PathBuf::from(file_path(original, CURRENT)?);
    let normalized = normalized(&path);
    if normalized.is_absolute() && normalized.as_os_str() == path.as_os_str() {
        Some(normalized)
    } else {
        None
    }
}

/// The decoded path of a URI that is not a file.
pub(crate) fn document_name(uri: &Uri) -> String {
    let original = original(uri.as_str());
    let rest = match original.split_once(':') {
        Some((_, rest)) => rest,
        None => &original,
    };
    let path = match rest.strip_prefix("//") {
        Some(rest) => &rest[rest.find('/').unwrap_or(rest.len())..],
        None => rest,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// The URI of the parent folder, in the same spelling.
pub(crate) fn parent(original: &str) -> Option<&str> {
    let (parent, _) = original.trim_end_matches('/').rsplit_once('/')?;
    Some(parent)
}

/// The URI of a file in a folder, in the folder's spelling.
pub(crate) fn join(folder: &str, below: &Path) -> Option<Uri> {
    let below = below
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    parse(&format!(
        "{}/{}",
        folder.trim_end_matches('/'),
        utf8_percent_encode(&below, ENCODED)
    ))
}

fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                normalized.pop();
            }
            Component::CurDir => {}
            part => normalized.push(part),
        }
    }
    normalized
}

/// The path of a `file` URI. `?` and `#` are characters of the path that the client did not encode:
/// `file` URIs have no query and no fragment (RFC 8089). So is a `%` that is not followed by two
/// hexadecimal digits.
fn file_path(original: &str, platform: Platform) -> Option<String> {
    let (scheme, rest) = original.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    if platform == Platform::Windows {
        return windows_path(&decode(&rest.replace('\\', "/")));
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return Some(decode(rest));
    };
    // The host is ignored: all files are local.
    Some(decode(&rest[rest.find('/')?..]))
}

fn decode(encoded: &str) -> String {
    percent_decode_str(encoded).decode_utf8_lossy().into_owned()
}

/// `///c:/x`, `//localhost/c:/x`, `/c:/x` and the invalid `//c:/x` are the same path, as are
/// `//server/x` and `////server/x`.
fn windows_path(rest: &str) -> Option<String> {
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    if is_drive(host) {
        return Some(with_drive(&format!("{host}{path}")));
    }
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        return Some(format!("\\\\{host}{}", path.replace('/', "\\")));
    }
    let below = path.strip_prefix('/').unwrap_or(path);
    if is_drive(below.get(..2)?) {
        Some(with_drive(below))
    } else {
        Some(path.replace('/', "\\"))
    }
}

/// `C:` or the obsolete `C|`.
fn is_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':' | b'|'] if letter.is_ascii_alphabetic())
}

/// A path that begins with a drive, whose letter becomes upper case.
fn with_drive(path: &str) -> String {
    format!(
        "{}:{}",
        path[..1].to_ascii_uppercase(),
        path[2..].replace('/', "\\")
    )
}

fn file_uri(path: &str, platform: Platform) -> Option<String> {
    if platform == Platform::Unix {
        if !path.starts_with('/') {
            return None;
        }
        return Some(format!("file://{}", utf8_percent_encode(path, ENCODED)));
    }
    let path = path.replace('\\', "/");
    match path.strip_prefix("//") {
        Some(share) => Some(format!("file://{}", utf8_percent_encode(share, ENCODED))),
        None if is_drive(path.get(..2)?) => {
            let drive = path[..1].to_ascii_uppercase();
            Some(format!(
                "file:///{drive}%3A{}",
                utf8_percent_encode(&path[2..], ENCODED)
            ))
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    #[test]
    fn invalid_uris_are_encoded_and_restored() {
        let invalid = [
            "file:///a/[b]",
            "file:///a/{b}",
            "file:///a/b|c",
            "file:///a/^",
            "file:///a/`",
            "file:///a/<b>",
            "file:///a/\"b\"",
            "file:///a/b\\c",
            "file:///a/é",
            "file:///a/日本",
            "file:///a/😀",
            "file:///a b",
            "file:///a/%zz",
            "file:///a/%",
            "file:///a/%e9/[x]",
            "untitled:my [x]",
            "",
            "no scheme",
            "hsmeta-raw:a%5B",
        ];
        for spelling in invalid {
            let uri = Uri::from_str(&encode(spelling)).unwrap();
            assert!(uri.as_str().starts_with(RAW_SCHEME), "{spelling}");
            assert_eq!(original(uri.as_str()), spelling);
        }
        for spelling in [
            "file:///a/%5Bb%5D",
            "file:///a/%5bb%5d",
            "untitled:x",
            "file:///c%3A/x",
            "file:/a",
        ] {
            assert_eq!(encode(spelling), spelling);
            assert_eq!(original(spelling), spelling);
        }
    }

    #[test]
    fn all_spellings_of_a_unix_path_are_equal() {
        let equal = [
            (
                "/a/[b] {c}|^`<>\"\\é",
                [
                    "file:///a/[b] {c}|^`<>\"\\é",
                    "file:///a/%5Bb%5d%20%7bc%7D%7C%5e%60%3C%3E%22%5C%C3%A9",
                ],
            ),
            ("/a/b", ["file:///a/b", "file:///%61/b"]),
            ("/a/b", ["file://localhost/a/b", "file:/a/b"]),
            ("/a/b", ["FILE:///a/b", "file://LOCALHOST/a/b"]),
            (
                "/a/%zz/100%",
                ["file:///a/%zz/100%", "file:///a/%25zz/100%25"],
            ),
            (
                "/c#/what?/x",
                ["file:///c#/what?/x", "file:///c%23/what%3F/x"],
            ),
            (
                "/日本/😀",
                ["file:///日本/😀", "file:///%E6%97%A5%E6%9C%AC/%F0%9F%98%80"],
            ),
        ];
        for (path, spellings) in equal {
            for spelling in spellings {
                assert_eq!(
                    file_path(spelling, Platform::Unix).as_deref(),
                    Some(path),
                    "{spelling}"
                );
            }
        }
        for other in ["untitled:/a", "file://host", "http://a/b", "", "/a/b"] {
            assert_eq!(file_path(other, Platform::Unix), None, "{other}");
        }
    }

    #[test]
    fn all_spellings_of_a_windows_path_are_equal() {
        for spelling in [
            "file:///c:/a b/[x].json",
            "file:///C:/a%20b/[x].json",
            "file:///c%3A/a%20b/%5Bx%5D.json",
            "file:///c%3a/a b/%5bx%5d.json",
            "file://localhost/c:/a b/[x].json",
            "file:/c:/a b/[x].json",
            "file://c:/a b/[x].json",
            "file:///c|/a b/[x].json",
            "file:///C:\\a b\\[x].json",
            "file:\\\\\\c:\\a b\\[x].json",
        ] {
            assert_eq!(
                file_path(spelling, Platform::Windows).as_deref(),
                Some("C:\\a b\\[x].json"),
                "{spelling}"
            );
        }
        for spelling in [
            "file://server/share/x",
            "file:////server/share/x",
            "file:\\\\server\\share\\x",
        ] {
            assert_eq!(
                file_path(spelling, Platform::Windows).as_deref(),
                Some("\\\\server\\share\\x"),
                "{spelling}"
            );
        }
        assert_eq!(
            file_path("file:///c:", Platform::Windows).as_deref(),
            Some("C:")
        );
    }

    #[test]
    fn paths_round_trip() {
        let paths = [
            (
                "/home/[x] é#",
                "file:///home/%5Bx%5D%20%C3%A9%23",
                Platform::Unix,
            ),
            (
                "C:\\Users\\me\\[x]",
                "file:///C%3A/Users/me/%5Bx%5D",
                Platform::Windows,
            ),
            (
                "\\\\server\\share\\x",
                "file://server/share/x",
                Platform::Windows,
            ),
        ];
        for (path, uri, platform) in paths {
            assert_eq!(file_uri(path, platform).as_deref(), Some(uri));
            assert_eq!(file_path(uri, platform).as_deref(), Some(path));
        }
        assert_eq!(
            file_uri("c:/x", Platform::Windows).as_deref(),
            Some("file:///C%3A/x")
        );
        assert_eq!(
            [
                file_uri("a/b", Platform::Unix),
                file_uri("a\\b", Platform::Windows)
            ],
            [None, None]
        );
    }
}
