//! Names that look like those of HubSpot's configuration files and are not read.

use crate::source_folder;
use catalog::{ComponentType, FileKind};
use diagnostics::RelPath;
use diagnostics::path::has_ending;
use project::Entry;
use project::index::Index;

/// A file or folder whose name was most likely meant to be another.
pub struct NearMiss<'p> {
    /// Where it is.
    pub path: &'p RelPath,
    /// What HubSpot reads: a file name, or the form of one.
    pub meant: String,
    /// What the name promises.
    pub kind: FileKind,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The endings that a configuration file may have by problem, longest first.
const ENDINGS: &[&str] = &[".json.txt", ".json.json", ".jsonc", ".json5", ".json", ""];

/// Every such name of a project.
pub fn find<'p>(index: &Index<'p>) -> Vec<NearMiss<'p>> {
    let mut found = Vec::new();
    if index.is_legacy() {
        return found;
    }
    if let Some((path, _)) = index
        .manifest
        .filter(|(path, _)| path.as_str() != "hsproject.json")
    {
        found.push(NearMiss {
            path,
            meant: "hsproject.json".to_owned(),
            kind: FileKind::Project,
            is_folder: false,
        });
    }
    let Some(src) = source_folder::folder(index) else {
        return found;
    };
    for (path, below, entry) in source_folder::entries_below(index, &src) {
        found.extend(component(path, source_folder::folder_of(below), entry));
        if entry == Entry::File && !below.contains('/') {
            found.extend(profile(path));
        }
    }
    // A file beside the one that it would become is a copy.
    let is_copy = |found: &NearMiss<'_>| {
        let meant = RelPath::new(found.path.folder()).join(&found.meant);
        !found.is_folder && meant.is_some_and(|meant| index.entry(&meant).is_some())
    };
    found.retain(|found| !is_copy(found));
    found
}

fn component<'p>(path: &'p RelPath, folder: &str, entry: Entry) -> Option<NearMiss<'p>> {
    let name = path.file_name();
    let is_folder = entry == Entry::Folder;
    let is_exact = FileKind::of(name) == Some(FileKind::Component);
    if !(entry == Entry::File && !is_exact || is_folder && is_exact)
        || !source_folder::is_place_for_components(folder)
    {
        return None;
    }
    let own = stem(name, "hsmeta")?;
    let own = if own.is_empty() {
        ComponentType::by_folder(folder).map_or("card", |known| known.name)
    } else {
        own
    };
    Some(NearMiss {
        path,
        meant: format!("{own}-hsmeta.json"),
        kind: FileKind::Component,
        is_folder,
    })
}

/// Whether a file that is no component was most likely meant to be one, by its name.
pub fn is_almost_component(name: &str) -> bool {
    stem(name, "hsmeta").is_some()
}

/// What stands before `word` at the end of a name, without separators: `app` for `app.hsmeta.json`. `None` for other
/// names, and for hidden files.
fn stem<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    let own = without_ending(name)?;
    let own = own
        .get(..own.len().checked_sub(word.len())?)
        .filter(|rest| own[rest.len()..].eq_ignore_ascii_case(word));
    own.map(|own| own.trim_end_matches(is_separator))
}

fn profile(path: &RelPath) -> Option<NearMiss<'_>> {
    const WORD: &str = "hsprofile";
    let name = path.file_name();
    let own = without_ending(name)?;
    let rest = own
        .get(WORD.len()..)
        .filter(|_| own[..WORD.len()].eq_ignore_ascii_case(WORD))?;
    let deliberate = ["example", "sample", "template", "bak"];
    let mut parts = rest.split(is_separator);
    let is_other_word = parts.next().is_some_and(|part| !part.is_empty());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    if FileKind::of(name).is_some()
        || is_other_word
        || parts.iter().any(|part| deliberate.contains(part))
    {
        return None;
    }
    let mut words = parts.into_iter();
    let first = words.next().unwrap_or("<name>").to_owned();
    let joined = words.fold(first, |joined, word| joined + &capitalized(word));
    Some(NearMiss {
        path,
        meant: format!("hsprofile.{joined}.json"),
        kind: FileKind::Profile,
        is_folder: false,
    })
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn without_ending(name: &str) -> Option<&str> {
    let ending = ENDINGS
        .iter()
        .find(|ending| has_ending(name, ending))
        .filter(|_| !name.starts_with('.'))?;
    name.get(..name.len() - ending.len())
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '_' | '.' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(path: &str, entry: Entry) -> Option<String> {
        let path = RelPath::new(path);
        let component = component(&path, "app/cards", entry).map(|found| found.meant);
        component.or_else(|| profile(&path).map(|found| found.meant))
    }

    #[test]
    fn near_names_are_found() {
        for (name, expected) in [
            ("app.hsmeta.json", "app-hsmeta.json"),
            ("app_hsmeta.json", "app-hsmeta.json"),
            ("x-HSMETA.json", "x-hsmeta.json"),
            ("hsmeta.json", "card-hsmeta.json"),
            ("x-hsmeta.jsonc", "x-hsmeta.json"),
            ("x-hsmeta.json.txt", "x-hsmeta.json"),
            ("x-hsmeta.JSON", "x-hsmeta.json"),
            ("x-hsmeta", "x-hsmeta.json"),
            ("hsprofile.json", "hsprofile.<name>.json"),
            ("hsprofile.a.b.json", "hsprofile.aB.json"),
            ("hsprofile-dev.json", "hsprofile.dev.json"),
            ("HSPROFILE.dev.json", "hsprofile.dev.json"),
        ] {
            assert_eq!(
                meant(name, Entry::File).as_deref(),
                Some(expected),
                "{name}"
            );
        }
        assert_eq!(
            meant("x-hsmeta.json", Entry::Folder).as_deref(),
            Some("x-hsmeta.json")
        );
    }

    #[test]
    fn other_names_are_left_alone() {
        for name in [
            "x-hsmeta.json",
            "hsprofile.dev.json",
            "hsprofile.example.json",
            "hsprofile.dev.example.json",
            "hsprofiles.json",
            "app-hsmeta.example.json",
            "app-hsmeta.json.bak",
            ".app.hsmeta.json",
            "hsmeta.toml",
            ".hsmeta.toml",
            "hsmeta.rs",
            "hsmetä.json",
            "ä",
            "",
        ] {
            assert_eq!(meant(name, Entry::File), None, "{name}");
        }
        assert_eq!(meant("x-hsmeta", Entry::Folder), None);
    }
}
