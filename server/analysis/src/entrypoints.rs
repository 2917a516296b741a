//! What the rules about entrypoints share: one look at each of them, and one verdict.

use crate::files::{self, There};
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, Safety, message, suggest};
use project::facts::{Reference, Target};
use project::index::{Component, Index};
use project::{Entry, placeholders};
use syntax::edit;

/// An entrypoint with something to say about it.
pub struct Entrypoint<'i> {
    /// The component that names it.
    pub component: &'i Component<'i>,
    /// How it is named.
    pub reference: &'i Reference,
    /// What is wrong with it.
    pub verdict: Verdict,
}

/// What is wrong with an entrypoint: the first of these that is true.
pub enum Verdict {
    /// The build stops at files with this ending.
    Unsupported(String),
    /// Nothing is there.
    Nothing,
    /// It is a folder.
    Folder,
    /// Only the file is there that it is built from, or the folder is that of a build: why nobody should worry.
    NotBuilt(String),
    /// Only in another letter case: the right path.
    WrongCase(String),
    /// The path leads outside of the component's folder; the path of a file of that name in it.
    Outside(Option<String>),
    /// The documentation names other endings.
    Undocumented(String, String),
}

/// The entrypoints of all components about which there is something to say.
pub fn of<'i>(index: &'i Index<'i>) -> impl Iterator<Item = Entrypoint<'i>> {
    index.components.iter().flat_map(move |component| {
        let entrypoints = component
            .facts
            .references
            .iter()
            .filter(|reference| reference.target == Target::SourceFile);
        entrypoints.filter_map(move |reference| {
            let verdict = judge(index, component, reference)?;
            Some(Entrypoint {
                component,
                reference,
                verdict,
            })
        })
    })
}

/// What the schema says about the endings of entrypoints.
struct Endings {
    accepted: Vec<&'static str>,
    documented: Vec<&'static str>,
    is_strict: bool,
}

impl Endings {
    fn of(component: &ComponentType) -> Option<Endings> {
        let field = schema::schema(component.name)?.field("entrypoint")?;
        let texts = |name| schema::strings(field.get(name)).collect();
        Some(Endings {
            accepted: texts("x-fileExtensions"),
            documented: texts("x-fileExtensionsDocumented"),
            is_strict: field
                .get("x-fileExtensionsSeverity")
                .is_some_and(|severity| severity.as_str() == Some("error")),
        })
    }
}

fn judge(index: &Index<'_>, component: &Component<'_>, reference: &Reference) -> Option<Verdict> {
    if placeholders::first(&reference.name).is_some() {
        return None;
    }
    let src = index.src_dir.as_ref()?;
    let endings = Endings::of(component.facts.component?)?;
    let Some(path) = index.path_of(component.path, reference) else {
        return Some(Verdict::Nothing);
    };
    let is_ui = endings.is_strict;
    // A component in the wrong folder has to move first.
    let is_at_home = is_ui && component.facts.component == Some(component.folder);
    let (_, ending) = split(path.file_name());
    if is_ui && !endings.accepted.contains(&ending) {
        return Some(Verdict::Unsupported(ending.to_owned()));
    }
    match files::look(index, &path) {
        There::Unknown => None,
        There::Folder => Some(Verdict::Folder),
        There::InOtherCase(file) => {
            files::corrected(&reference.name, &file).map(Verdict::WrongCase)
        }
        There::File if is_at_home && path.folder() != component.path.folder() => {
            Some(Verdict::Outside(None))
        }
        There::File if !endings.documented.contains(&ending) => Some(Verdict::Undocumented(
            ending.to_owned(),
            message::any_of(endings.documented.iter().copied()),
        )),
        There::File => None,
        There::Nothing => {
            if let Some(why) = not_built(index, &path) {
                return Some(Verdict::NotBuilt(why));
            }
            // The local server looks for the name alone, in the folder of the component.
            let beside = RelPath::new(component.path.folder())
                .join(path.file_name())
                .filter(|_| is_at_home);
            match beside.filter(|beside| files::look(index, beside) == There::File) {
                Some(beside) => Some(Verdict::Outside(files::rooted(src, &beside))),
                None => Some(Verdict::Nothing),
            }
        }
    }
}

/// Why a missing file is most likely made by a build, if it is.
fn not_built(index: &Index<'_>, path: &RelPath) -> Option<String> {
    let (stem, ending) = split(path.file_name());
    let folder = RelPath::new(path.folder());
    let named = |source: &str| {
        folder
            .join(&format!("{stem}{source}"))
            .filter(|file| index.entry(file).is_some())
    };
    let source = [".ts", ".tsx"]
        .iter()
        .filter(|_| ending == ".js")
        .find_map(|source| named(source));
    let built = || {
        path.folder()
            .split('/')
            .find(|part| matches!(*part, "dist" | "build"))
    };
    match source {
        Some(source) => Some(format!("{} exists", message::quoted(source.file_name()))),
        None => built().map(|folder| format!("{} is a build folder", message::quoted(folder))),
    }
}

/// Adds the path that is most likely meant: of a file in the folder that the path names, or in that of the component. Else
/// `help`.
pub fn suggest(
    diagnostic: Diagnostic,
    index: &Index<'_>,
    found: &Entrypoint<'_>,
    help: &str,
) -> Diagnostic {
    let Some(path) = meant(index, found) else {
        return diagnostic.help(help);
    };
    let shown = message::quoted(&path);
    let edit = (found.reference.span, edit::quote(&path));
    diagnostic.help(format!("did you mean {shown}?")).fix(
        format!("change to {shown}"),
        Safety::Unsafe,
        [edit],
    )
}

fn meant(index: &Index<'_>, found: &Entrypoint<'_>) -> Option<String> {
    let endings = Endings::of(found.component.facts.component?)?;
    let path = index.path_of(found.component.path, found.reference)?;
    let (stem, _) = split(path.file_name());
    let folders = [path.folder(), found.component.path.folder()];
    let file = folders.iter().find_map(|folder| {
        let named = |ending: &&str| RelPath::new(folder).join(&format!("{stem}{ending}"));
        let same = endings
            .accepted
            .iter()
            .filter_map(named)
            .find(|file| index.entry(file) == Some(Entry::File));
        let fits = |name: &str| endings.accepted.contains(&split(name).1);
        let near = || {
            suggest::nearest(
                path.file_name(),
                files::names_to_compare(index, folder, fits),
            )
        };
        same.or_else(|| RelPath::new(folder).join(near()?))
    })?;
    files::rooted(index.src_dir.as_ref()?, &file)
}

/// The name of a file without its ending, and the ending with its period.
fn split(name: &str) -> (&str, &str) {
    name.rfind('.')
        .filter(|at| *at > 0)
        .map_or((name, ""), |at| name.split_at(at))
}
