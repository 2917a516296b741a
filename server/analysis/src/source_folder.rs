//! What the rules about the layout of a project share: where `srcDir` is and what it contains. Nothing is found in projects
//! with the layout of older platform versions.

use catalog::{COMPONENTS, ComponentType};
use diagnostics::{Diagnostic, RelPath, Safety, message};
use project::facts::Spanned;
use project::index::{Index, SkipReason, SkippedFile};
use project::{Entry, LinkTarget};
use syntax::edit;

/// `srcDir` and what exists there.
pub struct Source<'p> {
    /// The file that contains `srcDir`.
    pub file: &'p RelPath,
    /// The value of `srcDir`.
    pub written: &'p Spanned,
    pub state: State,
}

/// What exists at `srcDir`.
#[derive(PartialEq, Eq)]
pub enum State {
    /// It is outside of the project.
    Outside,
    /// HubSpot ignores it, because it is in or below this folder with `node_modules` in its name.
    InNodeModules(String),
    Missing,
    NotAFolder,
    /// A link that was not followed, or a folder that could not be listed.
    Unknown,
    /// A folder without any file that HubSpot reads.
    Empty,
    /// A folder with files.
    Filled(RelPath),
}

/// The source folder; `None` if `srcDir` is missing or not a string, and in the legacy layout.
pub fn source<'p>(index: &Index<'p>) -> Option<Source<'p>> {
    let (file, facts) = index.manifest?;
    let written = facts.src_dir.as_ref()?;
    if written.text.is_empty() || index.is_legacy() {
        return None;
    }
    Some(Source {
        file,
        written,
        state: state(index),
    })
}

fn state(index: &Index<'_>) -> State {
    let Some(src) = &index.src_dir else {
        return State::Outside;
    };
    if let Some(folder) = ignored_folder(index, src) {
        return State::InNodeModules(folder.to_owned());
    }
    let is_listed = match index.entry(src) {
        None | Some(Entry::Link(LinkTarget::Broken)) => return State::Missing,
        Some(Entry::File | Entry::Link(LinkTarget::File) | Entry::Other) => {
            return State::NotAFolder;
        }
        Some(Entry::Folder) => true,
        Some(Entry::Link(LinkTarget::Folder) | Entry::Unreadable) => false,
    };
    let has_file =
        entries_below(index, src).any(|(_, _, entry)| matches!(entry, Entry::File | Entry::Other));
    if has_file {
        State::Filled(src.clone())
    } else if is_listed {
        State::Empty
    } else {
        State::Unknown
    }
}

/// The folder with `node_modules` in its name that is the source folder or one of its parents.
fn ignored_folder<'a>(index: &'a Index<'_>, src: &'a RelPath) -> Option<&'a str> {
    if let Some(folder) = &index.project.below_node_modules {
        return Some(folder);
    }
    src.as_str()
        .split('/')
        .find(|part| part.contains("node_modules"))
}

/// The source folder, if it has files.
pub fn folder(index: &Index<'_>) -> Option<RelPath> {
    match source(index)?.state {
        State::Filled(src) => Some(src),
        _ => None,
    }
}

/// All entries below the source folder with their paths relative to it, except those in folders with `node_modules` in
/// their names, which HubSpot ignores.
pub fn entries_below<'p>(
    index: &Index<'p>,
    src: &RelPath,
) -> impl Iterator<Item = (&'p RelPath, &'p str, Entry)> {
    let has_node_modules = index.has_node_modules();
    index
        .project
        .entries
        .range(src.clone()..)
        // Paths with this prefix are contiguous; `src-old` may be among those in `src`.
        .take_while(|(path, _)| path.as_str().starts_with(src.as_str()))
        .filter_map(|(path, entry)| Some((path, path.below(src.as_str())?, *entry)))
        .filter(move |(_, below, _)| {
            !has_node_modules || !folder_of(below).contains("node_modules")
        })
}

/// The parent folder of a path that is relative to the source folder.
pub fn folder_of(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some((folder, _)) => folder,
        None => "",
    }
}

/// A path below the source folder, relative to the project: `src/app/cards`.
pub fn shown(src: &RelPath, below: &str) -> String {
    match src.join(below) {
        Some(path) => path.to_string(),
        None => below.to_owned(),
    }
}

/// The source folder, as written in `srcDir`.
pub fn shown_root(src: &RelPath) -> &str {
    if src.as_str().is_empty() {
        "."
    } else {
        src.as_str()
    }
}

/// Whether HubSpot reads, or once read, components in a folder, relative to the source folder: a component folder, or the
/// legacy `app/extensions`.
pub fn is_place_for_components(folder: &str) -> bool {
    ComponentType::by_folder(folder).is_some() || folder == OLD_CARDS
}

/// The folder of cards in older projects.
pub const OLD_CARDS: &str = "app/extensions";

/// The folders that HubSpot reads components in, relative to the source folder.
pub fn component_folders() -> impl Iterator<Item = &'static str> {
    COMPONENTS.iter().map(|component| component.folder)
}

/// Whether `folder` is or contains a component folder.
pub fn leads_to_components(folder: &str) -> bool {
    COMPONENTS.iter().any(|component| {
        component
            .folder
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The source folder that would make `folder` a component folder: `src` for `src/app/cards`.
pub fn root_of(folder: &str) -> Option<&str> {
    component_folders().find_map(|component_folder| {
        match folder.strip_suffix(component_folder)? {
            "" => Some("."),
            root => root.strip_suffix('/'),
        }
    })
}

/// The source folder that skipped component files seem to be written for.
pub fn likely_root<'p>(index: &Index<'p>) -> Option<&'p str> {
    for wanted in [SkipReason::NoComponentFolder, SkipReason::OutsideSource] {
        for file in skipped_files(index, |reason| *reason == wanted) {
            if let Some(root) = root_of(file.path.folder())
                && !root.contains("node_modules")
            {
                return Some(root);
            }
        }
    }
    None
}

/// Suggests another `srcDir`.
pub fn propose(diagnostic: Diagnostic, root: &str) -> Diagnostic {
    let name = message::quoted(root);
    let edit = (diagnostic.span, edit::quote(root));
    diagnostic.help(format!("did you mean {name}?")).fix(
        format!("change to {name}"),
        Safety::Unsafe,
        [edit],
    )
}

/// The component files that HubSpot skips for one of these reasons, without those of nested projects, which have problems of
/// their own.
pub fn skipped_files<'i, 'p>(
    index: &'i Index<'p>,
    wanted: impl Fn(&SkipReason) -> bool,
) -> impl Iterator<Item = &'i SkippedFile<'p>> {
    index
        .skipped_files
        .iter()
        .filter(move |file| wanted(&file.reason) && !index.is_nested(file.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_of_removes_the_component_folder() {
        for (folder, root) in [
            ("src/app/cards", Some("src")),
            ("packages/orders/src/theme", Some("packages/orders/src")),
            ("app", Some(".")),
            ("src/myapp", None),
            ("src/app/extensions", None),
            ("", None),
        ] {
            assert_eq!(root_of(folder), root, "{folder}");
        }
    }

    #[test]
    fn parents_of_component_folders_lead_to_components() {
        assert!(
            leads_to_components("app")
                && leads_to_components("app/cards")
                && leads_to_components("theme")
        );
        assert!(
            !leads_to_components("ap")
                && !leads_to_components("app/lib")
                && !leads_to_components("theme/tide")
        );
    }
}
