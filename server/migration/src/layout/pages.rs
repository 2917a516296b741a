//! Pages and settings in the old folder of cards: each type has a folder of its own, so they do not move with the cards.

use diagnostics::RelPath;
use syntax::Value;

use super::Layout;
use crate::inputs::Inputs;

/// The types, as they are written, with their folders below that of the app.
const TYPES: &[(&str, &str)] = &[
    ("app-page", "pages"),
    ("app-settings", "settings"),
    ("crm-page", "pages"),
    ("page", "pages"),
    ("pages", "pages"),
    ("settings", "settings"),
];

/// Gives components of other types than cards, with their code, a path of their own.
pub(super) fn pull_out(layout: &mut Layout, inputs: &Inputs<'_>) {
    let new_app = inputs.new_app();
    for (path, root) in inputs.components() {
        let Some(folder) = folder(root) else { continue };
        let target = layout.target(path);
        let is_with_cards = new_app
            .join("cards")
            .is_some_and(|cards| target.below(cards.as_str()).is_some());
        if target == *path || !is_with_cards {
            continue;
        }
        let Some(folder) = new_app.join(folder) else {
            continue;
        };
        let code = code(inputs, path, root);
        for file in [Some(path.clone()), code].into_iter().flatten() {
            if let Some(to) = folder.join(file.file_name())
                && !inputs.project.contains(to.as_str())
            {
                layout.single(file, to);
            }
        }
    }
}

fn folder(root: Value<'_>) -> Option<&'static str> {
    let name = root.get("type")?.as_str()?;
    let (_, folder) = TYPES.iter().find(|(type_name, _)| *type_name == name)?;
    Some(folder)
}

/// The code of the component, if it is in its folder and no other component has it.
fn code(inputs: &Inputs<'_>, path: &RelPath, root: Value<'_>) -> Option<RelPath> {
    let file = in_folder(path, root)?;
    let is_shared = inputs.components().any(|(other, root)| {
        other != path
            && other.folder() == path.folder()
            && in_folder(other, root).as_ref() == Some(&file)
    });
    if is_shared || !inputs.project.contains(file.as_str()) {
        None
    } else {
        Some(file)
    }
}

/// The file beside a component with the name of its entrypoint, whatever folder it was written with.
fn in_folder(path: &RelPath, root: Value<'_>) -> Option<RelPath> {
    let names: [&[&str]; 3] = [
        &["config", "entrypoint"],
        &["config", "module", "file"],
        &["data", "module", "file"],
    ];
    let written = names.iter().find_map(|names| root.at(names)?.as_str())?;
    let written = RelPath::new(written.replace('\\', "/"));
    RelPath::new(path.folder()).join(written.file_name())
}
