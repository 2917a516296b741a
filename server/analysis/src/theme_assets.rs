//! What the rules about images and theme folders share.

use crate::files::{self, There};
use diagnostics::RelPath;
use project::facts::{Reference, Target};
use project::index::{Component, Index};
use project::placeholders;

/// Files and folders near a component that it names, with the paths that they stand for. Nothing where files lie in no
/// project, or the path is not known.
fn of<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, RelPath)> {
    // A component in the wrong folder has to move first, and what lies near it with it.
    let at_home = index
        .components
        .iter()
        .filter(|component| component.facts.declared == Some(component.folder));
    at_home.flat_map(move |component| {
        let nearby = component
            .facts
            .references
            .iter()
            .filter(|reference| reference.target == Target::NearbyFile);
        let known = nearby.filter(|reference| placeholders::first(&reference.name).is_none());
        known.filter_map(move |reference| {
            Some((
                component,
                reference,
                index.path_of(component.path, reference)?,
            ))
        })
    })
}

fn is_of_cms(component: &Component<'_>) -> bool {
    component
        .facts
        .component
        .is_some_and(|own| !own.requires_app && own.name != "app")
}

/// The images that components name.
pub fn images<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, RelPath)> {
    of(index).filter(|(component, ..)| !is_of_cms(component))
}

/// The folders of themes and CMS assets, with the file that each has to hold. HubSpot counts them from the component file,
/// a slash before them or not.
pub fn themes<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, RelPath, &'static str)> {
    of(index)
        .filter(|(component, ..)| is_of_cms(component))
        .filter_map(|(component, reference, _)| {
            let schema = schema::schema(component.facts.component?.name)?;
            let marker = schema
                .field("themePath")?
                .get("x-directoryMustContain")?
                .as_str()?;
            let folder = RelPath::new(component.path.folder()).join_written(&reference.name)?;
            Some((component, reference, folder, marker))
        })
}

/// What is there in another letter case only, with the right path.
pub fn in_other_case<'i>(
    index: &'i Index<'i>,
) -> impl Iterator<Item = (&'i Component<'i>, &'i Reference, String)> {
    let folders =
        themes(index).map(|(component, reference, folder, _)| (component, reference, folder));
    images(index)
        .chain(folders)
        .filter_map(
            |(component, reference, path)| match files::look(index, &path) {
                There::InOtherCase(other) => Some((
                    component,
                    reference,
                    files::corrected(&reference.name, &other)?,
                )),
                _ => None,
            },
        )
}
