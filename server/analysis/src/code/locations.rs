//! Where in HubSpot the code of UI extensions is shown.

use std::collections::BTreeSet;

use catalog::{card_location, location_of_type};
use diagnostics::{RelPath, Span};
use project::source_file::SourceFile;
use project::sources::Runtime;

use super::{Code, ComponentCode};

/// The locations of the components that show the code of a file.
#[derive(Default)]
pub struct CodeLocations<'c> {
    /// Those that are known.
    pub names: BTreeSet<&'static str>,
    /// What says so, for related locations.
    pub places: Vec<(&'c RelPath, Span)>,
    /// Whether the file may be shown elsewhere too: the location of a component is not known, or the component has imports
    /// that cannot be followed.
    pub is_open: bool,
}

impl<'c> ComponentCode<'c> {
    /// The location of a UI extension; `None` if it is not known.
    pub fn location(&self) -> Option<&'static str> {
        let facts = self.component.facts;
        match (&facts.location, facts.component) {
            (Some(location), _) => card_location(&location.text),
            (None, Some(component)) => location_of_type(component.name),
            (None, None) => None,
        }
    }
}

impl<'c> Code<'c> {
    /// Where the code of a file is shown.
    pub fn locations(&self, file: &SourceFile) -> CodeLocations<'c> {
        let mut locations = CodeLocations::default();
        for component in self.components() {
            if component.runtime != Runtime::Ui {
                continue;
            }
            if !component.reaches(file) {
                locations.is_open |= !component.is_known && !self.is_entrypoint(file);
                continue;
            }
            match component.location() {
                Some(name) => {
                    locations.names.insert(name);
                    let facts = component.component.facts;
                    let place = facts.location.as_ref().or(facts.type_name.as_ref());
                    let span = place.map_or(facts.anchor, |place| place.span);
                    locations.places.push((component.component.path, span));
                }
                None => locations.is_open = true,
            }
        }
        locations
    }

    /// Whether a file is the entrypoint of a component, so that no other one is likely to import it.
    fn is_entrypoint(&self, file: &SourceFile) -> bool {
        self.components()
            .iter()
            .any(|component| match component.entrypoint {
                Some(entrypoint) => entrypoint.path == file.path,
                None => false,
            })
    }
}
