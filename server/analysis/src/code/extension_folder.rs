//! The folders that HubSpot builds as UI extensions, each without the files around it.

use diagnostics::RelPath;

use super::{Code, sdk_path};

/// A folder of UI extensions.
#[derive(PartialEq, Eq, Debug)]
pub struct ExtensionFolder {
    /// Its path relative to `srcDir`.
    pub path: &'static str,
    /// The first part of the path in the SDK of what only its code may import.
    pub sdk_path: &'static str,
}

/// npm @hubspot/eslint-config-ui-extensions 1.2.0, `constants.js` and `extension-point-utils.js`.
static FOLDERS: [ExtensionFolder; 4] = [
    folder("app/cards", "crm"),
    folder("app/extensions", "crm"),
    folder("app/pages", "pages"),
    folder("app/settings", "settings"),
];

const fn folder(path: &'static str, sdk_path: &'static str) -> ExtensionFolder {
    ExtensionFolder { path, sdk_path }
}

impl Code<'_> {
    /// The folder of UI extensions that contains a file.
    pub fn extension_folder(&self, file: &RelPath) -> Option<&'static ExtensionFolder> {
        let source = self.index.src_dir.as_ref()?;
        let path = file.below(source.as_str())?;
        FOLDERS.iter().find(|folder| {
            path.strip_prefix(folder.path)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// The folder of a file whose code may not import from this path of the SDK.
    pub fn misplaced_in(
        &self,
        file: &RelPath,
        specifier: &str,
    ) -> Option<&'static ExtensionFolder> {
        let first = sdk_path(specifier)?.split('/').next()?;
        // Most imports are of what all folders have.
        if !FOLDERS.iter().any(|folder| folder.sdk_path == first) {
            return None;
        }
        let folder = self.extension_folder(file)?;
        if folder.sdk_path == first {
            None
        } else {
            Some(folder)
        }
    }

    /// The folder of UI extensions that a file leaves by a relative import.
    pub fn left_folder(&self, file: &RelPath, specifier: &str) -> Option<&'static ExtensionFolder> {
        let folder = self.extension_folder(file)?;
        // Outside of the project there is no path.
        let is_inside = match RelPath::in_folder(file.folder(), specifier) {
            Some(target) => self.is_in(&target, folder),
            None => false,
        };
        if is_inside { None } else { Some(folder) }
    }

    /// Whether a path is the folder, or below it.
    fn is_in(&self, path: &RelPath, folder: &ExtensionFolder) -> bool {
        let Some(source) = &self.index.src_dir else {
            return false;
        };
        match source.join(folder.path) {
            Some(folder) => path == &folder || path.below(folder.as_str()).is_some(),
            None => false,
        }
    }
}
