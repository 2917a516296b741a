//! What code uses of the package of UI extensions.

use catalog::SDK;
use diagnostics::path::has_ending;
use project::source_file::SourceFile;
use source::Element;

use super::Code;

/// The path of a specifier in the package of UI extensions: `crm/hooks` of `@hubspot/ui-extensions/crm/hooks`, nothing of the
/// package itself; `None` for other packages.
pub fn sdk_path(specifier: &str) -> Option<&str> {
    let rest = specifier.strip_prefix(SDK)?;
    if rest.is_empty() {
        Some("")
    } else {
        rest.strip_prefix('/')
    }
}

impl<'c> Code<'c> {
    /// The elements of UI code. TypeScript has none in `.ts` files: what looks like one there is a type assertion.
    pub fn ui_elements(&self) -> impl Iterator<Item = (&'c SourceFile, &'c Element)> + '_ {
        self.ui_files()
            .filter(|file| !has_ending(file.path.file_name(), ".ts"))
            .flat_map(|file| {
                file.facts
                    .elements
                    .iter()
                    .map(move |element| (file, element))
            })
    }

    /// The name of the component of the SDK that an element is, also if a file of the project exports it again.
    pub fn sdk_component(&self, file: &'c SourceFile, element: &'c Element) -> Option<&'c str> {
        let component = self.of_package(file, &element.root, Vec::new())?;
        let name = match (sdk_path(component.specifier), component.names.as_slice()) {
            (Some(_), [name]) => *name,
            _ => return None,
        };
        // `UI.Image` is a component of all that is imported, `Image.Caption` is not `Image`.
        match element.name.rsplit_once('.') {
            Some((_, last)) if last != name => None,
            _ => Some(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_in_the_package_follows_its_name() {
        for (specifier, path) in [
            ("@hubspot/ui-extensions", Some("")),
            ("@hubspot/ui-extensions/crm", Some("crm")),
            ("@hubspot/ui-extensions/crm/hooks", Some("crm/hooks")),
            ("@hubspot/ui-extensions-dev-server", None),
            ("./crm", None),
        ] {
            assert_eq!(sdk_path(specifier), path, "{specifier}");
        }
    }
}
