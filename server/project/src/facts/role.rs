//! What a component counts as. Where its `type` and its folder contradict each other, HubSpot refuses it; which of the two is
//! wrong is judged by the schema that its `config` fits, so that one cause gives one diagnostic.

use std::cmp::Ordering;

use catalog::ComponentType;
use diagnostics::RelPath;
use syntax::{Kind, Value};

/// What is most likely wrong where the `type` of a component is that of another folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeMismatch {
    /// The `type`: `config` fits the type of the folder better.
    WrongType,
    /// The folder: `config` fits the `type` better.
    WrongFolder,
    /// Either: `config` does not tell, and is held to neither.
    Ambiguous,
}

/// The contradiction between a `type` and the folder of its file, with the type that the component counts as.
pub(super) fn type_mismatch(
    path: &RelPath,
    root: Value<'_>,
    declared: &'static ComponentType,
) -> Option<(TypeMismatch, &'static ComponentType)> {
    let folder = ComponentType::by_folder_suffix(path.folder())?;
    if folder == declared {
        return None;
    }
    let by_folder = misfits(folder, root);
    let by_type = match misfits(declared, root) {
        Some(by_type) => by_type,
        // A type whose fields nobody knows takes anything, which proves nothing.
        None if by_folder == Some((0, 0)) => return Some((TypeMismatch::WrongType, folder)),
        None => return Some((TypeMismatch::Ambiguous, folder)),
    };
    let Some(by_folder) = by_folder else {
        return Some((TypeMismatch::Ambiguous, folder));
    };
    Some(match by_folder.cmp(&by_type) {
        Ordering::Less => (TypeMismatch::WrongType, folder),
        Ordering::Greater => (TypeMismatch::WrongFolder, declared),
        Ordering::Equal => (TypeMismatch::Ambiguous, folder),
    })
}

/// How many properties of `config` a type does not know, and how many it lacks, which says less: a file may be unfinished.
/// `None` where it is not known what the type has.
fn misfits(component: &ComponentType, root: Value<'_>) -> Option<(usize, usize)> {
    let schema = schema::schema(component.name)?;
    let config = root
        .get("config")
        .filter(|config| config.kind() == Kind::Object)?;
    let count = schema::visit_at(schema, [root, config].into_iter(), |visit| {
        if !visit.names_properties() {
            return None;
        }
        let unknown = config
            .members()
            .filter(|member| !visit.knows(member.key.text))
            .count();
        let required = visit
            .schemas()
            .flat_map(|schema| schema::strings(schema.get("required")));
        Some((
            unknown,
            required
                .filter(|name| config.member(name).is_none())
                .count(),
        ))
    });
    count.flatten()
}
