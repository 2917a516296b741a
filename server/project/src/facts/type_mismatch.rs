//! Mismatches between the `type` of a component and its folder, which HubSpot refuses. The schema that `config` matches better
//! decides which of the two is wrong, so that one cause gives one diagnostic.

use std::cmp::Ordering;

use catalog::ComponentType;
use diagnostics::RelPath;
use syntax::{Kind, Value};

/// What is most likely wrong if the `type` of a component is that of another folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeMismatch {
    /// `config` matches the type of the folder better.
    WrongType,
    /// `config` matches the `type` better.
    WrongFolder,
    /// `config` matches both equally, and is checked against neither.
    Ambiguous,
}

/// The mismatch between a `type` and the folder of its file, with the type that the component counts as.
pub(super) fn find(
    path: &RelPath,
    root: Value<'_>,
    declared: &'static ComponentType,
) -> Option<(TypeMismatch, &'static ComponentType)> {
    let folder = ComponentType::by_folder_suffix(path.folder())?;
    if folder == declared {
        return None;
    }
    Some(match (misfit(folder, root), misfit(declared, root)) {
        (Some(by_folder), Some(by_type)) => match by_folder.cmp(&by_type) {
            Ordering::Less => (TypeMismatch::WrongType, folder),
            Ordering::Greater => (TypeMismatch::WrongFolder, declared),
            Ordering::Equal => (TypeMismatch::Ambiguous, folder),
        },
        // A type without known properties matches every `config`, so the comparison would be meaningless.
        (Some(Misfit::NONE), None) => (TypeMismatch::WrongType, folder),
        _ => (TypeMismatch::Ambiguous, folder),
    })
}

/// How badly `config` matches a type, ordered by its fields: missing properties come last, because a file may be
/// unfinished.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Misfit {
    unknown_properties: usize,
    missing_properties: usize,
}

impl Misfit {
    const NONE: Misfit = Misfit {
        unknown_properties: 0,
        missing_properties: 0,
    };
}

/// `None` if the properties of the type are not known, or there is no `config`.
fn misfit(component: &ComponentType, root: Value<'_>) -> Option<Misfit> {
    let schema = schema::schema(component.name)?;
    let config = root.get("config")?;
    if config.kind() != Kind::Object {
        return None;
    }
    let misfit = schema::visit_at(schema, [root, config].into_iter(), |visit| {
        if !visit.names_properties() {
            return None;
        }
        let unknown = config
            .members()
            .filter(|member| !visit.knows(member.key.text));
        let missing = visit
            .schemas()
            .flat_map(|schema| schema::strings(schema.get("required")))
            .filter(|name| config.member(name).is_none());
        Some(Misfit {
            unknown_properties: unknown.count(),
            missing_properties: missing.count(),
        })
    });
    misfit?
}
