//! An app file at the root of the source folder: what belongs to it moves alone, as everything else is in that folder too.

use diagnostics::RelPath;
use syntax::Value;

use super::Layout;
use crate::inputs::Inputs;

/// What HubSpot's tools read beside the app file.
const BESIDE: &[&str] = &["local.json", "local.json.sample"];

pub(super) fn add(layout: &mut Layout, inputs: &Inputs<'_>, app: Value<'_>) {
    let logo = app.get("logo").and_then(|value| value.as_str());
    for written in BESIDE.iter().copied().chain(logo) {
        let Some(from) = inputs.src.join_written(written) else {
            continue;
        };
        if from.folder() == inputs.src.as_str()
            && inputs.project.contains(from.as_str())
            && let Some(to) = inputs.new_app().join(from.file_name())
            && !inputs.project.contains(to.as_str())
        {
            layout.single(from, to);
        }
    }
}

/// Whether a path is in the source folder itself.
pub(super) fn is_at_root(inputs: &Inputs<'_>, path: &RelPath) -> bool {
    path.folder() == inputs.src.as_str()
}
