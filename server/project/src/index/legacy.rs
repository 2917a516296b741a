//! The layout of a project without a version.

use super::Index;
use crate::facts::Facts;
use crate::legacy_file::LegacyRole;

impl Index<'_> {
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
