//! New projects and components: the files to create and their texts. Performs no I/O. A plan has been checked together with
//! the project that it extends.

mod error;
pub mod names;
pub mod placeholders;
mod plan;

use std::path::Path;

use analysis::uids;
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, message};
use names::{Names, is_plain};
use project::index::Index;
use project::{Entry, Project};
use templates::{Template, TemplateFile, template};

pub use error::ScaffoldError;
pub use plan::{NewFile, Plan, Todo};

/// Checks a project: all its diagnostics.
pub type CheckFn = fn(&Project) -> Vec<Diagnostic>;

/// How the app of a new project authenticates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Auth {
    /// OAuth: the app can be installed in many accounts.
    OAuth,
    /// A static token for one account.
    Static,
}

/// The files of a new project with an app.
pub fn project(
    root: &Path,
    title: &str,
    auth: Auth,
    distribution: &str,
    check: CheckFn,
) -> Result<Plan, ScaffoldError> {
    const SOURCE: &str = "src";
    let manifest = find_template("hsproject")?;
    let app = match auth {
        Auth::OAuth => find_template("app")?,
        Auth::Static => find_template("app-static")?,
    };
    let names = Names {
        title: title.to_owned(),
        uid: "app".to_owned(),
        distribution: distribution.to_owned(),
        ..Names::new("app")
    };
    let manifest = NewFile::new(RelPath::new(manifest.main.path), &manifest.main, &names);
    let app_path = RelPath::new(format!("{SOURCE}/{}", app.main.path));
    let app = NewFile::new(app_path, &app.main, &names);
    let empty = Project {
        root: root.to_owned(),
        manifest: Some(manifest.path.clone()),
        ..Project::default()
    };
    plan::checked(&empty, vec![app, manifest], Vec::new(), check)
}

/// The files of a new component in a project. Its default name is that of its type.
pub fn component(
    project: &Project,
    component: &ComponentType,
    name: Option<&str>,
    check: CheckFn,
) -> Result<Plan, ScaffoldError> {
    let index = Index::new(project);
    let template = find_template(component.name)?;
    let (Some(_), Some(src)) = (index.manifest, &index.src_dir) else {
        return Err(ScaffoldError::NoSourceFolder);
    };
    ensure_allowed(&index, component)?;
    let mut names = match name {
        Some(name) if is_plain(name) => Names::new(name),
        Some(name) => {
            let name = message::quoted(name);
            return Err(ScaffoldError::InvalidName { name });
        }
        None => free_name(&index, src, component, template)?,
    };
    let main = target(src, &template.main, &names);
    if index.entry(&main).is_some() {
        let path = message::quoted(main.as_str());
        return Err(ScaffoldError::Exists { path });
    }
    let (mut files, mut existing) = (Vec::new(), Vec::new());
    for companion in template.companions {
        let path = target(src, companion, &names);
        if index.entry(&path) == Some(Entry::File) {
            existing.push(path);
        } else {
            files.push(NewFile::new(path, companion, &names));
        }
    }
    names.uid =
        uids::for_component(&index, &main, component).unwrap_or_else(|| component.name.to_owned());
    names.app_object = app_object(&index).to_owned();
    files.push(NewFile::new(main, &template.main, &names));
    plan::checked(project, files, existing, check)
}

/// The uid of an app object of the project; empty if there is none.
pub fn app_object<'p>(index: &Index<'p>) -> &'p str {
    for other in &index.components {
        if let Some(component) = other.facts.component
            && component.name == "app-object"
            && let Some(uid) = &other.facts.uid
        {
            return &uid.text;
        }
    }
    ""
}

fn find_template(name: &str) -> Result<&'static Template, ScaffoldError> {
    template(name).ok_or_else(|| ScaffoldError::NoTemplate {
        component: message::quoted(name),
    })
}

/// The path of a new file in the project.
fn target(src: &RelPath, file: &TemplateFile, names: &Names) -> RelPath {
    src.join(&names.plain(file.path))
        .unwrap_or_else(|| src.clone())
}

/// Whether another component of the type can be added to the project.
fn ensure_allowed(index: &Index<'_>, component: &ComponentType) -> Result<(), ScaffoldError> {
    let name = message::quoted(component.name);
    if component.singular {
        for other in &index.components {
            if other.facts.component == Some(component) {
                return Err(ScaffoldError::Singular {
                    component: name,
                    path: message::quoted(other.path.as_str()),
                });
            }
        }
    }
    if component.requires_app && index.app().is_none() {
        return Err(ScaffoldError::RequiresApp { component: name });
    }
    Ok(())
}

/// The name of the type, with a number if files of that name already exist.
fn free_name(
    index: &Index<'_>,
    src: &RelPath,
    component: &ComponentType,
    template: &Template,
) -> Result<Names, ScaffoldError> {
    const MAX_NUMBER: usize = 99;
    for number in 1..=MAX_NUMBER {
        let names = match number {
            1 => Names::new(component.name),
            _ => Names::new(&format!("{}-{number}", component.name)),
        };
        if is_free(index, src, &template.main, &names)
            && template
                .companions
                .iter()
                .all(|file| is_free(index, src, file, &names))
        {
            return Ok(names);
        }
    }
    Err(ScaffoldError::NoFreeName)
}

/// Whether the path of a template file is independent of its name, or does not exist yet.
fn is_free(index: &Index<'_>, src: &RelPath, file: &TemplateFile, names: &Names) -> bool {
    let path = names.plain(file.path);
    if path == file.path {
        return true;
    }
    match src.join(&path) {
        Some(path) => index.entry(&path).is_none(),
        None => false,
    }
}
