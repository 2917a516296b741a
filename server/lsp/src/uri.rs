//! URIs as clients really send them. The types of the protocol take RFC 3986 only, and refuse a whole message for one `[`
//! in the name of a folder; Helix and some Java clients leave such characters raw. So a spelling that is no URI is carried
//! through the server as one that is, and leaves it again as the client wrote it.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tower_lsp_server::ls_types::Uri;

/// The scheme under which other spellings are carried, percent-encoded as a whole.
const CARRIER: &str = "hsmeta-raw:";

/// Everything but the unreserved characters of RFC 3986 and the separator of paths.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Whose rules a path follows. Both are known everywhere, so that both are tested everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Platform {
    Unix,
    Windows,
}

const HERE: Platform = if cfg!(windows) {
    Platform::Windows
} else {
    Platform::Unix
};

/// The same spelling as the types of the protocol take it: as it is, or carried. No two spellings become one.
pub(super) fn carried(spelling: &str) -> Cow<'_, str> {
    // What begins like a carried one is carried too: else it would leave the server as something else.
    if !spelling.starts_with(CARRIER) && Uri::from_str(spelling).is_ok() {
        return Cow::Borrowed(spelling);
    }
    Cow::Owned(format!(
        "{CARRIER}{}",
        utf8_percent_encode(spelling, NON_ALPHANUMERIC)
    ))
}

/// What the client wrote, of a carried spelling and of any other.
pub(super) fn spelling(uri: &str) -> Cow<'_, str> {
    match uri.strip_prefix(CARRIER) {
        Some(raw) => percent_decode_str(raw).decode_utf8_lossy(),
        None => Cow::Borrowed(uri),
    }
}

/// What the client wrote, for the log.
pub(super) fn shown(uri: &Uri) -> String {
    format!("{:?}", spelling(uri.as_str()))
}

/// The URI of a spelling.
pub(super) fn of_spelling(spelling: &str) -> Option<Uri> {
    Uri::from_str(&carried(spelling)).ok()
}

/// The URI of a file, for those that the client has not named.
pub(super) fn of_path(path: &Path) -> Option<Uri> {
    Uri::from_str(&file_uri(&path.to_string_lossy(), HERE)?).ok()
}

/// Where a file is, without `.`, `..` and doubled separators, so that a file has one path; `None` for what is no file,
/// such as an unsaved document.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let path = PathBuf::from(file_path(&spelling(uri.as_str()), HERE)?);
    if path.is_absolute() {
        Some(normalized(&path))
    } else {
        None
    }
}

/// The path that a spelling names, unless it names it in a roundabout way.
pub(super) fn plain_path(spelling: &str) -> Option<PathBuf> {
    let spelled = PathBuf::from(file_path(spelling, HERE)?);
    let path = normalized(&spelled);
    if path.is_absolute() && path.as_os_str() == spelled.as_os_str() {
        Some(path)
    } else {
        None
    }
}

/// The path that names a document that is no file, decoded.
pub(super) fn document_name(uri: &Uri) -> String {
    let spelling = spelling(uri.as_str());
    let rest = spelling
        .split_once(':')
        .map_or(&*spelling, |(_, rest)| rest);
    let path = match rest.strip_prefix("//") {
        Some(rest) => &rest[rest.find('/').unwrap_or(rest.len())..],
        None => rest,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// The folder of a URI, as it is spelled there.
pub(super) fn parent(spelling: &str) -> Option<&str> {
    let (parent, _) = spelling.trim_end_matches('/').rsplit_once('/')?;
    Some(parent)
}

/// The URI of a file in a folder whose spelling is known.
pub(super) fn joined(folder: &str, below: &Path) -> Option<Uri> {
    let below = below
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    of_spelling(&format!(
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

/// The path that a `file` URI names. Neither query nor fragment: a URI of this scheme has none (RFC 8089), so that `?` and
/// `#` are characters that a client left raw. The same holds for a `%` that no two hexadecimal digits follow.
fn file_path(spelling: &str, platform: Platform) -> Option<String> {
    let (scheme, rest) = spelling.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let decoded = |encoded: &str| percent_decode_str(encoded).decode_utf8_lossy().into_owned();
    if platform == Platform::Windows {
        return windows_path(&decoded(&rest.replace('\\', "/")));
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return Some(decoded(rest));
    };
    // The host is this one, whatever its name.
    Some(decoded(&rest[rest.find('/')?..]))
}

/// `///c:/x`, `//localhost/c:/x`, `/c:/x` and the wrong `//c:/x` are one path; `//server/x` and `////server/x` are another.
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

/// `C:`, and `C|`, as it was written long ago.
fn is_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':' | b'|'] if letter.is_ascii_alphabetic())
}

/// A path that begins with a drive, whose letter may be written in either case.
fn with_drive(path: &str) -> String {
    format!(
        "{}:{}",
        path[..1].to_ascii_uppercase(),
        path[2..].replace('/', "\\")
    )
}

fn file_uri(path: &str, platform: Platform) -> Option<String> {
    if platform == Platform::Unix {
        return if path.starts_with('/') {
            Some(format!("file://{}", utf8_percent_encode(path, ENCODED)))
        } else {
            None
        };
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
    fn every_spelling_leaves_as_it_came() {
        let raw = [
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
        for spelled in raw {
            let uri = Uri::from_str(&carried(spelled)).unwrap();
            assert!(uri.as_str().starts_with(CARRIER), "{spelled}");
            assert_eq!(spelling(uri.as_str()), spelled);
        }
        for spelled in [
            "file:///a/%5Bb%5D",
            "file:///a/%5bb%5d",
            "untitled:x",
            "file:///c%3A/x",
            "file:/a",
        ] {
            assert_eq!(carried(spelled), spelled);
            assert_eq!(spelling(spelled), spelled);
        }
    }

    #[test]
    fn every_spelling_of_a_path_names_it() {
        let unix = |spelling: &str| file_path(spelling, Platform::Unix);
        let same = [
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
        for (path, spellings) in same {
            for spelling in spellings {
                assert_eq!(unix(spelling).as_deref(), Some(path), "{spelling}");
            }
        }
        for nothing in ["untitled:/a", "file://host", "http://a/b", "", "/a/b"] {
            assert_eq!(unix(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn every_spelling_of_a_drive_names_it() {
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
    fn a_path_has_one_uri_and_gets_it_back() {
        let there_and_back = [
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
        for (path, uri, platform) in there_and_back {
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
