//! What the rules about the structure of a project share: where `srcDir` leads and what lies there. All of it is silent
//! about projects in the layout of older platform versions.

use catalog::{COMPONENTS, ComponentType};
use diagnostics::{Diagnostic, RelPath, Safety, message};
use project::facts::Spanned;
use project::index::{Index, SkipReason, SkippedFile};
use project::{Entry, LinkTarget};
use syntax::edit;

/// `srcDir` and what is there.
pub struct Source<'p> {
    /// The file that says `srcDir`.
    pub file: &'p RelPath,
    /// `srcDir` as it is written.
    pub written: &'p Spanned,
    /// What is there.
    pub state: State,
}

/// What is there.
#[derive(PartialEq, Eq)]
pub enum State {
    /// A place outside the project.
    Outside,
    /// A folder that HubSpot finds nothing in, because of a folder with `node_modules` in its name on the way to it.
    InNodeModules(String),
    /// Nothing.
    Missing,
    /// A file.
    NotAFolder,
    /// A link that was not followed, or a folder that could not be listed; what is there is not known.
    Unknown,
    /// A folder without any file that HubSpot sees.
    Empty,
    /// A folder with files.
    Filled(RelPath),
}

/// Where `srcDir` leads; `None` where it is absent or no text, and in the older layout.
pub fn source<'p>(index: &Index<'p>) -> Option<Source<'p>> {
    let (file, facts) = index.manifest?;
    let written = facts
        .src_dir
        .as_ref()
        .filter(|text| !text.text.is_empty())?;
    let found = |state| {
        Some(Source {
            file,
            written,
            state,
        })
    };
    if index.is_legacy() {
        return None;
    }
    let Some(src) = &index.src_dir else {
        return found(State::Outside);
    };
    let own = src
        .as_str()
        .split('/')
        .find(|part| part.contains("node_modules"));
    if let Some(folder) = index.project.below_node_modules.as_deref().or(own) {
        return found(State::InNodeModules(folder.to_owned()));
    }
    let is_hidden = match index.entry(src) {
        None | Some(Entry::Link(LinkTarget::Broken)) => return found(State::Missing),
        Some(Entry::File | Entry::Link(LinkTarget::File) | Entry::Other) => {
            return found(State::NotAFolder);
        }
        Some(Entry::Folder) => false,
        Some(Entry::Link(LinkTarget::Folder) | Entry::Unreadable) => true,
    };
    let is_file = |entry: Entry| matches!(entry, Entry::File | Entry::Other);
    let is_filled = entries_below(index, src).any(|(_, _, entry)| is_file(entry));
    found(match (is_filled, is_hidden) {
        (true, _) => State::Filled(src.clone()),
        (false, true) => State::Unknown,
        (false, false) => State::Empty,
    })
}

/// The source folder, where there is one with files.
pub fn folder(index: &Index<'_>) -> Option<RelPath> {
    match source(index)?.state {
        State::Filled(src) => Some(src),
        _ => None,
    }
}

/// Everything below the source folder with its way from there, but what HubSpot does not look into: folders with
/// `node_modules` in their names.
pub fn entries_below<'p>(
    index: &Index<'p>,
    src: &RelPath,
) -> impl Iterator<Item = (&'p RelPath, &'p str, Entry)> {
    let below =
        |(path, entry): (&'p RelPath, &Entry)| Some((path, path.below(src.as_str())?, *entry));
    let from = index.project.entries.range(src.clone()..);
    // What begins with the name of the folder stands together; `src-old` may stand among what lies in `src`.
    let within = from.take_while(|(path, _)| path.as_str().starts_with(src.as_str()));
    within
        .filter_map(below)
        .filter(|(_, below, _)| !folder_of(below).contains("node_modules"))
}

/// The folder that a way leads to.
pub fn folder_of(way: &str) -> &str {
    way.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A place below the source folder as a person writes it: `src/app/cards`.
pub fn shown(src: &RelPath, below: &str) -> String {
    src.join(below)
        .map_or_else(|| below.to_owned(), |path| path.to_string())
}

/// The source folder as a person writes it.
pub fn shown_root(src: &RelPath) -> &str {
    if src.as_str().is_empty() {
        "."
    } else {
        src.as_str()
    }
}

/// Whether files of the source folder's `folder` are, or once were, read: a component folder, or the old
/// `app/extensions`.
pub fn is_place_for_components(folder: &str) -> bool {
    ComponentType::by_folder(folder).is_some() || folder == OLD_CARDS
}

/// Where the cards of older projects lay.
pub const OLD_CARDS: &str = "app/extensions";

/// The folders that HubSpot reads components in, counted from the source folder.
pub fn component_folders() -> impl Iterator<Item = &'static str> {
    COMPONENTS.iter().map(|component| component.folder)
}

/// Whether a component folder lies at or below `folder`.
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
    let root = |component: &ComponentType| match folder.strip_suffix(component.folder)? {
        "" => Some("."),
        root => root.strip_suffix('/'),
    };
    COMPONENTS.iter().find_map(root)
}

/// The source folder that component files, which HubSpot does not read now, seem to be made for.
pub fn likely_root<'p>(index: &Index<'p>) -> Option<&'p str> {
    let root = |wanted: SkipReason| {
        let mut files = skipped_files(index, move |reason| *reason == wanted);
        files.find_map(|file| {
            root_of(file.path.folder()).filter(|root| !root.contains("node_modules"))
        })
    };
    root(SkipReason::NoComponentFolder).or_else(|| root(SkipReason::OutsideSource))
}

/// Adds the proposal of another `srcDir`.
pub fn propose(found: Diagnostic, root: &str) -> Diagnostic {
    let (name, edit) = (message::quoted(root), (found.span, edit::quote(root)));
    found.help(format!("did you mean {name}?")).fix(
        format!("change to {name}"),
        Safety::Unsafe,
        [edit],
    )
}

/// The component files that HubSpot passes over for one of these reasons. Projects within this one are not asked for:
/// they have problems of their own.
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
    fn the_root_of_a_component_folder_is_found() {
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
    fn folders_above_components_lead_to_them() {
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
