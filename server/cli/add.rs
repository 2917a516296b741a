//! `hsmeta init` and `hsmeta add`: a new project, a new component.

use std::path::{Path, PathBuf};

use super::Exit;
use super::create::create;
use super::nearest::{nearest, unreadable};
use super::output::Output;
use crate::catalog::{COMPONENTS, ComponentType};
use crate::scaffold::{self, Auth, Plan};
use crate::words;

/// Arguments of `hsmeta init`.
#[derive(clap::Args)]
pub(super) struct InitArguments {
    /// The folder of the new project [default: here]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The name of the project and of its app [default: the name of the folder]
    #[arg(long)]
    name: Option<String>,
    /// How the app authenticates
    #[arg(long, value_enum, default_value_t = AuthType::Oauth, value_name = "TYPE")]
    auth: AuthType,
    /// Who can install the app
    #[arg(long, value_enum, default_value_t = Distribution::Private, value_name = "KIND")]
    distribution: Distribution,
}

/// Arguments of `hsmeta add`.
#[derive(clap::Args)]
pub(super) struct AddArguments {
    /// The component type: `card`, `app-function`, `webhooks`, …; `hsmeta add --help` lists all
    #[arg(value_name = "TYPE")]
    component: String,
    /// Its name, such as `order-history`, from which file names and texts are made [default: the type]
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// A path in the project
    #[arg(long, value_name = "PATH", default_value = ".")]
    project: PathBuf,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum AuthType {
    /// OAuth, in many accounts
    Oauth,
    /// One token, in one account
    Static,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Distribution {
    /// The accounts that you choose
    Private,
    /// Anybody; needs OAuth
    Marketplace,
}

/// `hsmeta init`.
pub(super) fn init(arguments: &InitArguments, output: &mut Output) -> Exit {
    let root = arguments.folder.as_deref().unwrap_or(Path::new("."));
    let plan = init_plan(arguments, root);
    let outcome = plan.and_then(|plan| create(root, &plan.files).map(|()| plan));
    finish(outcome, root, "next: `hsmeta add card` adds a component, `hs project upload` uploads the project", output)
}

fn init_plan(arguments: &InitArguments, root: &Path) -> Result<Plan, String> {
    let inside = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    if let Some(project) = inside.ancestors().find_map(project_at) {
        let project = words::quoted(&project.to_string_lossy());
        return Err(format!("{project} is a project already, and projects cannot lie within each other"));
    }
    let folder = inside.file_name().map(|name| name.to_string_lossy().trim().to_owned());
    let name = arguments.name.clone().or(folder).filter(|name| !name.is_empty());
    let name = name.ok_or("the folder has no name: give the project one with `--name`")?;
    let auth = match arguments.auth {
        AuthType::Oauth => Auth::OAuth,
        AuthType::Static => Auth::Static,
    };
    let distribution = match arguments.distribution {
        Distribution::Private => "private",
        Distribution::Marketplace => "marketplace",
    };
    scaffold::project(root, &name, auth, distribution)
}

/// The project that has its file in this folder.
fn project_at(folder: &Path) -> Option<PathBuf> {
    let found = nearest(folder);
    let project = found.projects.into_iter().next().filter(|project| project.manifest.is_some())?;
    let is_here = folder.starts_with(std::path::absolute(&project.root).ok()?);
    is_here.then_some(project.root)
}

/// `hsmeta add`.
pub(super) fn add(arguments: &AddArguments, output: &mut Output) -> Exit {
    let mut root = PathBuf::new();
    let outcome = add_plan(arguments).and_then(|(folder, plan)| {
        root = folder;
        create(&root, &plan.files).map(|()| plan)
    });
    finish(outcome, &root, "next: fill in what the files leave open, then `hsmeta check`", output)
}

fn add_plan(arguments: &AddArguments) -> Result<(PathBuf, Plan), String> {
    let component = component(&arguments.component)?;
    let found = nearest(&arguments.project);
    if let Some(message) = unreadable(&found.problems) {
        return Err(message);
    }
    let mut projects = found.projects.into_iter().filter(|project| project.manifest.is_some());
    let project = match (projects.next(), projects.next()) {
        (Some(project), None) => project,
        (None, _) => {
            return Err(
                "there is no project here: no folder above has hsproject.json; `hsmeta init` makes one".to_owned()
            );
        }
        (Some(_), Some(_)) => {
            return Err("several projects lie below this folder; name one with `--project`".to_owned());
        }
    };
    let plan = scaffold::component(&project, component, arguments.name.as_deref())?;
    Ok((project.root, plan))
}

fn component(name: &str) -> Result<&'static ComponentType, String> {
    let names = || COMPONENTS.iter().flat_map(|component| [component.name].into_iter().chain(component.alias));
    let mistaken = || COMPONENTS.iter().find(|component| component.mistaken_for.contains(&name)).map(|own| own.name);
    ComponentType::named(name).ok_or_else(|| {
        let hint = match mistaken().or_else(|| words::nearest(name, names())) {
            Some(near) => format!("did you mean {}?", words::quoted(near)),
            None => format!("there are {}", list()),
        };
        format!("no component type is called {}; {hint}", words::quoted(name))
    })
}

/// All component types.
pub(super) fn list() -> String {
    COMPONENTS.iter().map(|component| component.name).collect::<Vec<_>>().join(", ")
}

/// Says what was made, what is to be done, and what comes next.
fn finish(outcome: Result<Plan, String>, root: &Path, next: &str, output: &mut Output) -> Exit {
    let plan = match outcome {
        Ok(plan) => plan,
        Err(refusal) => {
            output.complain(&format!("{refusal}\nnothing was written"));
            return Exit::Failure;
        }
    };
    let shown = |path: &crate::path::RelPath| {
        let path = root.join(path.as_str());
        let path = path.strip_prefix(".").unwrap_or(&path).to_string_lossy().into_owned();
        path.chars().map(words::visible).collect::<String>()
    };
    for file in &plan.files {
        output.print(&format!("created {}\n", shown(&file.path)));
    }
    for path in &plan.kept {
        output.print(&format!("kept    {}\n", shown(path)));
    }
    for finding in &plan.findings {
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        output.print(&format!("to do:  {}: {}{help}\n", shown(&finding.file), finding.message));
    }
    output.print(&format!("{next}\n"));
    Exit::Clean
}
