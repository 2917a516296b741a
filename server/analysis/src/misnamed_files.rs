//! Files whose names resemble those of HubSpot's configuration files and that HubSpot does not read.

use crate::source_folder;
use catalog::{ComponentType, FileKind, MANIFEST};
use diagnostics::RelPath;
use diagnostics::path::has_ending;
use project::Entry;
use project::index::Index;

/// A file or folder whose name was most likely meant to be another.
pub struct MisnamedFile<'p> {
    pub path: &'p RelPath,
    /// The file name that HubSpot reads, or its pattern.
    pub meant: String,
    /// The kind of file that has such a name.
    pub kind: FileKind,
    pub is_folder: bool,
}

/// Endings that a configuration file may have by mistake, longest first.
const ENDINGS: &[&str] = &[".json.txt", ".json.json", ".jsonc", ".json5", ".json", ""];

/// All misnamed files of a project.
pub fn find<'p>(index: &Index<'p>) -> Vec<MisnamedFile<'p>> {
    let mut found = Vec::new();
    if index.is_legacy() {
        return found;
    }
    if let Some((path, _)) = index.manifest
        && path.as_str() != MANIFEST
    {
        found.push(MisnamedFile {
            path,
            meant: MANIFEST.to_owned(),
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
    found.retain(|file| !is_copy(index, file));
    found
}

/// Whether the file that it was meant to be exists beside it.
fn is_copy(index: &Index<'_>, file: &MisnamedFile<'_>) -> bool {
    if file.is_folder {
        return false;
    }
    match RelPath::new(file.path.folder()).join(&file.meant) {
        Some(meant) => index.entry(&meant).is_some(),
        None => false,
    }
}

fn component<'p>(path: &'p RelPath, folder: &str, entry: Entry) -> Option<MisnamedFile<'p>> {
    let name = path.file_name();
    let is_component_name = FileKind::of(name) == Some(FileKind::Component);
    let is_folder = match entry {
        Entry::File if !is_component_name => false,
        Entry::Folder if is_component_name => true,
        _ => return None,
    };
    if !source_folder::is_place_for_components(folder) {
        return None;
    }
    let stem = component_stem(name)?;
    let stem = if stem.is_empty() {
        ComponentType::by_folder(folder).map_or("card", |component_type| component_type.name)
    } else {
        stem
    };
    Some(MisnamedFile {
        path,
        meant: format!("{stem}-hsmeta.json"),
        kind: FileKind::Component,
        is_folder,
    })
}

/// Whether a file that is not a component was most likely meant to be one, by its name.
pub fn looks_like_component(name: &str) -> bool {
    component_stem(name).is_some()
}

/// The part before `hsmeta` at the end of a name, without separators: `app` for `app.hsmeta.json`. `None` for other names
/// and for hidden files.
fn component_stem(name: &str) -> Option<&str> {
    let name = without_ending(name)?;
    if !has_ending(name, "hsmeta") {
        return None;
    }
    let stem = name.get(..name.len() - "hsmeta".len())?;
    Some(stem.trim_end_matches(is_separator))
}

fn profile(path: &RelPath) -> Option<MisnamedFile<'_>> {
    let name = path.file_name();
    if FileKind::of(name).is_some() {
        return None;
    }
    let (prefix, rest) = without_ending(name)?.split_at_checked("hsprofile".len())?;
    if !prefix.eq_ignore_ascii_case("hsprofile") {
        return None;
    }
    Some(MisnamedFile {
        path,
        meant: format!("hsprofile.{}.json", meant_profile(rest)?),
        kind: FileKind::Profile,
        is_folder: false,
    })
}

/// The name of the profile that the rest of a file name, after `hsprofile`, most likely means.
fn meant_profile(rest: &str) -> Option<String> {
    let mut parts = rest.split(is_separator);
    // `hsprofiles.json` begins with another word.
    if parts.next().is_some_and(|part| !part.is_empty()) {
        return None;
    }
    let mut name = String::new();
    for part in parts {
        if matches!(part, "example" | "sample" | "template" | "bak") {
            return None;
        }
        if name.is_empty() {
            name.push_str(part);
        } else {
            name.push_str(&capitalized(part));
        }
    }
    if name.is_empty() {
        name.push_str("<name>");
    }
    Some(name)
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A name without the ending of a configuration file; `None` for hidden files.
fn without_ending(name: &str) -> Option<&str> {
    if name.starts_with('.') {
        return None;
    }
    let ending = ENDINGS.iter().find(|ending| has_ending(name, ending))?;
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
    fn misnamed_files_are_found() {
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
    fn other_names_are_ignored() {
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
