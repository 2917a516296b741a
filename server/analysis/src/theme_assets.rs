//! What the rules about images and theme folders share.

use crate::files::{self, PathState};
use diagnostics::RelPath;
use project::facts::{Reference, Target};
use project::index::{Component, Index};
use project::placeholders;

/// The files and folders that components reference relative to themselves, with their paths. None outside of projects, and
/// none with an unknown path.
fn nearby_files<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, RelPath)> {
    index
        .components
        .iter()
        // A component in the wrong folder has to be moved first, together with the files near it.
        .filter(|component| component.facts.declared == Some(component.folder))
        .flat_map(move |component| {
            component
                .facts
                .references
                .iter()
                .filter_map(move |reference| {
                    let path = nearby_file(index, component, reference)?;
                    Some((component, reference, path))
                })
        })
}

fn nearby_file(
    index: &Index<'_>,
    component: &Component<'_>,
    reference: &Reference,
) -> Option<RelPath> {
    if reference.target != Target::NearbyFile || placeholders::first(&reference.name).is_some() {
        return None;
    }
    index.path_of(component.path, reference)
}

fn is_cms_component(component: &Component<'_>) -> bool {
    component
        .facts
        .component
        .is_some_and(|own| !own.requires_app && own.name != "app")
}

/// The images that components reference.
pub fn images<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, RelPath)> {
    nearby_files(index).filter(|(component, ..)| !is_cms_component(component))
}

/// The folders of themes and CMS assets, with the file that each must contain. HubSpot takes them as relative to the
/// component file, with or without a leading slash.
pub fn themes<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, RelPath, &'static str)> {
    nearby_files(index)
        .filter(|(component, ..)| is_cms_component(component))
        .filter_map(|(component, reference, _)| {
            let schema = schema::schema(component.facts.component?.name)?;
            let marker = schema
                .facts_at(&["config", "themePath"])?
                .get("x-directoryMustContain")?
                .as_str()?;
            let folder = RelPath::new(component.path.folder()).join_written(&reference.name)?;
            Some((component, reference, folder, marker))
        })
}

/// The references that differ from an existing path in letter case only, with the right path.
pub fn in_other_case<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, String)> {
    let folders =
        themes(index).map(|(component, reference, folder, _)| (component, reference, folder));
    images(index)
        .chain(folders)
        .filter_map(|(component, reference, path)| {
            let PathState::OtherCase(existing) = files::path_state(index, &path) else {
                return None;
            };
            let right = files::corrected(&reference.name, &existing)?;
            Some((component, reference, right))
        })
}
