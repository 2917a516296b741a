//! Files of the layout before 2025.2, and the layout of a project without a version.

use super::{Index, folder_of};
use crate::facts::{CandidateFacts, Facts};
use crate::is_old_card_folder;
use crate::legacy_file::LegacyRole;
use catalog::{ComponentType, is_legacy_file, may_be_component};
use diagnostics::RelPath;

impl<'p> Index<'p> {
    pub(super) fn add_candidate(&mut self, path: &'p RelPath, facts: &'p CandidateFacts) {
        let name = path.file_name();
        let folder = folder_of(self.below_source(path).unwrap_or_default());
        let is_component_folder =
            ComponentType::by_folder(folder).is_some() || is_old_card_folder(folder);
        let has_legacy_name = is_legacy_file(name) && facts.legacy_file.role.is_some();
        let may_be_component = !has_legacy_name && (is_legacy_file(name) || may_be_component(name));
        if is_component_folder && may_be_component && self.may_read(path) {
            self.candidates.push((path, facts));
        }
        // One without a role may be webhooks that an app file lists.
        if (has_legacy_name || is_component_folder) && self.is_uploaded(path) {
            self.legacy_files.push((path, &facts.legacy_file));
        }
    }

    /// Whether `platformVersion` is missing, and the source folder has files of the layout before 2025.2 and no component. HubSpot's
    /// development server takes such a project for one of that layout (npm @hubspot/ui-extensions-dev-server 2.1.2).
    pub(super) fn is_legacy_by_files(&self) -> bool {
        if !self.manifest.is_some_and(|(_, facts)| facts.lacks_version) {
            return false;
        }
        let mut has_legacy_file = false;
        for document in self.project.documents.values() {
            let path = &document.path;
            match &document.facts {
                Facts::Component(_) if self.below_source(path).is_some() => return false,
                Facts::Candidate(facts) => {
                    let role = facts.legacy_file.role;
                    has_legacy_file |=
                        role.is_some_and(LegacyRole::is_by_name) && self.is_uploaded(path);
                }
                _ => {}
            }
        }
        has_legacy_file
    }
}
