//! What the rules about entrypoints share: each entrypoint is checked once and has at most one problem.

use crate::files::{self, PathState};
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, Safety, message, suggest};
use project::facts::{Reference, Target};
use project::index::{Component, Index};
use project::{Entry, placeholders};
use syntax::edit;

/// An entrypoint with a problem.
pub struct Entrypoint<'i> {
    pub component: &'i Component<'i>,
    pub reference: &'i Reference,
    pub problem: EntrypointProblem,
}

/// What is wrong with an entrypoint: the first of these that is true.
pub enum EntrypointProblem {
    /// The build fails for files with this ending.
    Unsupported(String),
    Missing,
    Folder,
    /// It is missing because a build has not generated it yet; the reason to believe so.
    NotBuilt(String),
    /// It exists in another letter case only: the right path.
    WrongCase(String),
    /// It is not in the component's folder; the path of a file of that name in it.
    Outside(Option<String>),
    /// Its ending, and the endings that the documentation lists instead.
    Undocumented(String, String),
}

/// The entrypoints of all components that have a problem.
pub fn of<'i>(index: &'i Index<'i>) -> impl Iterator<Item = Entrypoint<'i>> {
    index.components.iter().flat_map(move |component| {
        component
            .facts
            .references
            .iter()
            .filter(|reference| reference.target == Target::SourceFile)
            .filter_map(move |reference| {
                Some(Entrypoint {
                    component,
                    reference,
                    problem: problem(index, component, reference)?,
                })
            })
    })
}

/// The endings of entrypoints according to the schema.
struct Endings {
    accepted: &'static [&'static str],
    documented: &'static [&'static str],
    is_strict: bool,
}

impl Endings {
    fn of(component: &ComponentType) -> Option<Endings> {
        let field = schema::schema(component.name)?.facts_at(&["config", "entrypoint"])?;
        let severity = field.get("x-fileExtensionsSeverity");
        Some(Endings {
            accepted: field.texts("x-fileExtensions"),
            documented: field.texts("x-fileExtensionsDocumented"),
            is_strict: severity.is_some_and(|severity| severity.as_str() == Some("error")),
        })
    }
}

fn problem(
    index: &Index<'_>,
    component: &Component<'_>,
    reference: &Reference,
) -> Option<EntrypointProblem> {
    if placeholders::first(&reference.name).is_some() {
        return None;
    }
    let src = index.src_dir.as_ref()?;
    let endings = Endings::of(component.facts.component?)?;
    let Some(path) = index.path_of(component.path, reference) else {
        return Some(EntrypointProblem::Missing);
    };
    let (_, ending) = split(path.file_name());
    if endings.is_strict && !endings.accepted.contains(&ending) {
        return Some(EntrypointProblem::Unsupported(ending.to_owned()));
    }
    // A component in the wrong folder has to be moved first.
    let must_be_beside = endings.is_strict && component.facts.component == Some(component.folder);
    match files::path_state(index, &path) {
        PathState::Unknown => None,
        PathState::Folder => Some(EntrypointProblem::Folder),
        PathState::OtherCase(file) => {
            let right = files::corrected(&reference.name, &file)?;
            Some(EntrypointProblem::WrongCase(right))
        }
        PathState::File if must_be_beside && path.folder() != component.path.folder() => {
            Some(EntrypointProblem::Outside(None))
        }
        PathState::File if !endings.documented.contains(&ending) => {
            let documented = message::any_of(endings.documented.iter().copied());
            Some(EntrypointProblem::Undocumented(
                ending.to_owned(),
                documented,
            ))
        }
        PathState::File => None,
        PathState::Missing => {
            if let Some(reason) = not_built(index, &path) {
                return Some(EntrypointProblem::NotBuilt(reason));
            }
            if must_be_beside && let Some(beside) = file_beside(index, component, &path) {
                return Some(EntrypointProblem::Outside(files::rooted(src, &beside)));
            }
            Some(EntrypointProblem::Missing)
        }
    }
}

/// The file of the same name in the folder of the component: HubSpot's local server looks for the name only.
fn file_beside(index: &Index<'_>, component: &Component<'_>, path: &RelPath) -> Option<RelPath> {
    let beside = RelPath::new(component.path.folder()).join(path.file_name())?;
    if files::path_state(index, &beside) == PathState::File {
        Some(beside)
    } else {
        None
    }
}

/// The reason to believe that a build generates the missing file, if there is one.
fn not_built(index: &Index<'_>, path: &RelPath) -> Option<String> {
    if let Some(source) = typescript_source(index, path) {
        return Some(format!("{} exists", message::quoted(source.file_name())));
    }
    let folder = path
        .folder()
        .split('/')
        .find(|part| matches!(*part, "dist" | "build"))?;
    Some(format!("{} is a build folder", message::quoted(folder)))
}

/// The TypeScript file that a JavaScript file is compiled from.
fn typescript_source(index: &Index<'_>, path: &RelPath) -> Option<RelPath> {
    let stem = path.file_name().strip_suffix(".js")?;
    if stem.is_empty() {
        return None;
    }
    let folder = RelPath::new(path.folder());
    [".ts", ".tsx"]
        .iter()
        .filter_map(|ending| folder.join(&format!("{stem}{ending}")))
        .find(|source| index.entry(source).is_some())
}

/// Suggests the path that was most likely meant, else `help`.
pub fn suggest(
    diagnostic: Diagnostic,
    index: &Index<'_>,
    entrypoint: &Entrypoint<'_>,
    help: &str,
) -> Diagnostic {
    let Some(path) = meant(index, entrypoint) else {
        return diagnostic.help(help);
    };
    let quoted = message::quoted(&path);
    let edit = (entrypoint.reference.span, edit::quote(&path));
    diagnostic.help(format!("did you mean {quoted}?")).fix(
        format!("change to {quoted}"),
        Safety::Unsafe,
        [edit],
    )
}

/// A similar file in the referenced folder, else in the folder of the component.
fn meant(index: &Index<'_>, entrypoint: &Entrypoint<'_>) -> Option<String> {
    let component = entrypoint.component;
    let endings = Endings::of(component.facts.component?)?;
    let path = index.path_of(component.path, entrypoint.reference)?;
    let file = [path.folder(), component.path.folder()]
        .iter()
        .find_map(|folder| similar_file(index, folder, path.file_name(), &endings))?;
    files::rooted(index.src_dir.as_ref()?, &file)
}

/// A file in `folder` with another ending or a similar name.
fn similar_file(
    index: &Index<'_>,
    folder: &str,
    file_name: &str,
    endings: &Endings,
) -> Option<RelPath> {
    let (stem, _) = split(file_name);
    let mut path = if folder.is_empty() {
        stem.to_owned()
    } else {
        [folder, "/", stem].concat()
    };
    let stem_end = path.len();
    for ending in endings.accepted {
        path.truncate(stem_end);
        path.push_str(ending);
        if index.entry(&path) == Some(Entry::File) {
            return Some(RelPath::new(path));
        }
    }
    let candidates = files::names_to_compare(index, folder, |name| {
        endings.accepted.contains(&split(name).1)
    });
    RelPath::in_folder(folder, suggest::nearest(file_name, candidates)?)
}

/// A file name's stem, and its ending with the period.
fn split(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(period) if period > 0 => name.split_at(period),
        _ => (name, ""),
    }
}
