//! What the rules about files share: whether a path exists, and how to write it.

use diagnostics::path::composed;
use diagnostics::{RelPath, message};
use project::index::Index;
use project::{Entry, LinkTarget};

/// What exists at a path.
#[derive(PartialEq, Eq)]
pub enum PathState {
    /// A file, or a link to one.
    File,
    /// A folder, or a link to one.
    Folder,
    /// Nothing, but this path differs in letter case only.
    OtherCase(RelPath),
    Missing,
    /// Something that was not read.
    Unknown,
}

/// What exists at `path`.
pub fn path_state(index: &Index<'_>, path: &RelPath) -> PathState {
    match index.entry(path) {
        Some(Entry::File | Entry::Link(LinkTarget::File)) => PathState::File,
        Some(Entry::Folder | Entry::Link(LinkTarget::Folder)) => PathState::Folder,
        Some(_) => PathState::Unknown,
        None if is_hidden(index, path) => PathState::Unknown,
        // Only ASCII case is compared; a path that differs in other letters counts as missing.
        None => match index.in_any_case(path) {
            Some(other) => PathState::OtherCase(other.clone()),
            None => PathState::Missing,
        },
    }
}

/// Whether a parent folder of a path was not read.
fn is_hidden(index: &Index<'_>, path: &RelPath) -> bool {
    let folder = path.folder();
    is_unread(index, folder)
        || path
            .parents()
            .skip(1)
            .any(|parent| is_unread(index, parent))
}

fn is_unread(index: &Index<'_>, folder: &str) -> bool {
    let name = folder.rsplit('/').next().unwrap_or_default();
    matches!(name, "node_modules" | ".git")
        || !matches!(index.entry(folder), None | Some(Entry::Folder))
}

/// The file names in a folder that satisfy `fits`, as candidates for a suggestion; not all of a large folder.
pub fn names_to_compare<'i>(
    index: &'i Index<'_>,
    folder: &str,
    fits: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &'i str> {
    const MOST_LOOKED_AT: usize = 1_000;
    const MOST_COMPARED: usize = 200;
    index
        .files_in(folder)
        .iter()
        .take(MOST_LOOKED_AT)
        .map(|file| file.file_name())
        .filter(move |name| fits(name))
        .take(MOST_COMPARED)
}

/// A path as HubSpot's templates write it: relative to the source folder, with a leading slash.
pub fn rooted(src: &RelPath, path: &RelPath) -> Option<String> {
    let below = path.below(src.as_str())?;
    Some(format!("/{below}"))
}

/// `text`, which refers to a path, in the letter case of that path; `None` if it already has it or refers to another path.
pub fn corrected(text: &str, path: &RelPath) -> Option<String> {
    let mut right_parts = path.as_str().rsplit('/');
    let mut parts: Vec<&str> = text.split('/').collect();
    for part in parts.iter_mut().rev() {
        if matches!(*part, "" | "." | "..") {
            break;
        }
        let right = right_parts.next()?;
        if !right.eq_ignore_ascii_case(part) {
            return None;
        }
        *part = right;
    }
    let corrected = parts.join("/");
    if corrected == text {
        None
    } else {
        Some(corrected)
    }
}

/// How a missing path differs from an existing one in another Unicode normalization form.
pub fn in_other_form(index: &Index<'_>, path: &RelPath) -> Option<String> {
    if index.entry(path).is_some() {
        return None;
    }
    difference(path.as_str(), index.in_other_form(path)?.as_str())
}

/// How two names that are equal after Unicode normalization differ, with the code points of the first difference:
/// `` `é` is U+00E9 here and U+0065 U+0301 on disk ``.
pub fn difference(written: &str, on_disk: &str) -> Option<String> {
    let prefix: usize = written
        .chars()
        .zip(on_disk.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (written, on_disk) = (written.get(prefix..)?, on_disk.get(prefix..)?);
    // A letter has few accents. The shortest pair of different spellings comes first.
    const MOST: usize = 6;
    for total in 2..=2 * MOST {
        for length in 1..total {
            let here = first_chars(written, length);
            let there = first_chars(on_disk, total - length);
            if here != there && composed(here) == composed(there) {
                return Some(format!(
                    "{} is {} here and {} on disk",
                    message::quoted(&composed(here)),
                    code_points(here),
                    code_points(there)
                ));
            }
        }
    }
    None
}

fn first_chars(text: &str, number: usize) -> &str {
    match text.char_indices().nth(number) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

fn code_points(text: &str) -> String {
    let points: Vec<String> = text
        .chars()
        .map(|c| format!("U+{:04X}", c as u32))
        .collect();
    points.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_of_normalization_forms_is_shown_as_code_points() {
        for (written, on_disk, expected) in [
            (
                "Caf\u{e9}.tsx",
                "Cafe\u{301}.tsx",
                "`\u{e9}` is U+00E9 here and U+0065 U+0301 on disk",
            ),
            (
                "e\u{323}\u{302}",
                "\u{1ec7}",
                "`\u{1ec7}` is U+0065 U+0323 U+0302 here and U+1EC7 on disk",
            ),
            (
                "\u{30ac}",
                "\u{30ab}\u{3099}",
                "`\u{30ac}` is U+30AC here and U+30AB U+3099 on disk",
            ),
        ] {
            assert_eq!(difference(written, on_disk).as_deref(), Some(expected));
        }
        assert_eq!(difference("a", "b"), None);
        assert_eq!(difference("a", "a"), None);
    }

    #[test]
    fn a_corrected_path_keeps_its_prefix() {
        let path = RelPath::new("src/app/cards/Orders.tsx");
        for (text, right) in [
            ("/app/Cards/orders.tsx", Some("/app/cards/Orders.tsx")),
            ("app/cards/ORDERS.TSX", Some("app/cards/Orders.tsx")),
            ("./orders.tsx", Some("./Orders.tsx")),
            ("/app/cards/Orders.tsx", None),
            ("/app/cards/other.tsx", None),
            ("", None),
        ] {
            assert_eq!(corrected(text, &path).as_deref(), right, "{text}");
        }
    }
}
