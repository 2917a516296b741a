//! What the rules about files share: is something there, and how would its path be written.

use diagnostics::path::composed;
use diagnostics::{RelPath, message};
use project::index::Index;
use project::{Entry, LinkTarget};

/// What stands at a path.
#[derive(PartialEq, Eq)]
pub enum There {
    /// A file, or a link to one.
    File,
    /// A folder, or a link to one.
    Folder,
    /// Nothing of this name, but something whose name differs in letter case only.
    InOtherCase(RelPath),
    /// Nothing.
    Nothing,
    /// Something that was not looked at.
    Unknown,
}

/// Looks at a path.
pub fn look(index: &Index<'_>, path: &RelPath) -> There {
    match index.entry(path) {
        Some(Entry::File | Entry::Link(LinkTarget::File)) => There::File,
        Some(Entry::Folder | Entry::Link(LinkTarget::Folder)) => There::Folder,
        Some(_) => There::Unknown,
        None if is_hidden(index, path) => There::Unknown,
        // The case of other alphabets is not compared; such a path counts as missing.
        None => index
            .in_any_case(path)
            .map_or(There::Nothing, |other| There::InOtherCase(other.clone())),
    }
}

/// Whether a folder on the way to a path was not looked into.
fn is_hidden(index: &Index<'_>, path: &RelPath) -> bool {
    let mut folders = std::iter::successors(Some(path.folder()), |folder| {
        Some(folder.rsplit_once('/')?.0)
    });
    folders.any(|folder| {
        let name = folder.rsplit('/').next().unwrap_or_default();
        let entry = index.entry(&RelPath::new(folder));
        matches!(name, "node_modules" | ".git") || !matches!(entry, None | Some(Entry::Folder))
    })
}

/// The names in a folder that fit, to be compared with one that is not there: of many not all are looked at.
pub fn names_to_compare<'i>(
    index: &'i Index<'_>,
    folder: &str,
    fits: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &'i str> {
    const MOST_LOOKED_AT: usize = 1_000;
    const MOST_COMPARED: usize = 200;
    let names = index
        .files_in(folder)
        .iter()
        .take(MOST_LOOKED_AT)
        .map(|file| file.file_name());
    names.filter(move |name| fits(name)).take(MOST_COMPARED)
}

/// A path as official templates write it: from the source folder, with a slash before it.
pub fn rooted(src: &RelPath, path: &RelPath) -> Option<String> {
    path.below(src.as_str()).map(|below| format!("/{below}"))
}

/// `text`, which names a path, with the letter case of that path; `None` where they do not fit.
pub fn corrected(text: &str, path: &RelPath) -> Option<String> {
    let mut right = path.as_str().rsplit('/');
    let mut parts: Vec<&str> = text.split('/').collect();
    for part in parts
        .iter_mut()
        .rev()
        .take_while(|part| !matches!(**part, "" | "." | ".."))
    {
        *part = right
            .next()
            .filter(|right| right.eq_ignore_ascii_case(part))?;
    }
    Some(parts.join("/")).filter(|new| new != text)
}

/// How a path that leads to nothing differs from that of a file or folder in another Unicode form.
pub fn in_other_form(index: &Index<'_>, path: &RelPath) -> Option<String> {
    if index.entry(path).is_some() {
        return None;
    }
    difference(path.as_str(), index.in_other_form(path)?.as_str())
}

/// How two names differ that are one but for their Unicode forms, with the code points of the first difference:
/// `` `é` is U+00E9 here and U+0065 U+0301 on disk ``.
pub fn difference(written: &str, there: &str) -> Option<String> {
    let alike = written
        .chars()
        .zip(there.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum::<usize>();
    let (written, there) = (written.get(alike..)?, there.get(alike..)?);
    // A letter has few accents.
    const MOST: usize = 6;
    for (own, other) in (2..=2 * MOST).flat_map(|sum| (1..sum).map(move |own| (own, sum - own))) {
        let (own, other) = (first(written, own), first(there, other));
        if own != other && composed(own) == composed(other) {
            let name = message::quoted(&composed(own));
            return Some(format!(
                "{name} is {} here and {} on disk",
                points(own),
                points(other)
            ));
        }
    }
    None
}

fn first(text: &str, number: usize) -> &str {
    text.char_indices()
        .nth(number)
        .map_or(text, |(end, _)| &text[..end])
}

fn points(text: &str) -> String {
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
    fn names_in_two_unicode_forms_differ_in_their_code_points() {
        for (written, there, expected) in [
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
            assert_eq!(difference(written, there).as_deref(), Some(expected));
        }
        assert_eq!(difference("a", "b"), None);
        assert_eq!(difference("a", "a"), None);
    }

    #[test]
    fn a_path_keeps_its_form_when_its_case_changes() {
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
