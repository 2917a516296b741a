//! `hsmeta init`: a new project with an app.

use std::path::{Path, PathBuf};

use super::add::finish;
use super::output::Output;
use super::{Exit, nearest};
use diagnostics::message;
use tools::scaffold::{self, Auth, Plan};

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

pub(super) fn run(arguments: &InitArguments, output: &mut Output) -> Exit {
    let plan = plan(arguments);
    finish(
        plan,
        "next: `hsmeta add card` adds a component, `hs project upload` uploads the project",
        output,
    )
}

fn plan(arguments: &InitArguments) -> Result<(PathBuf, Plan), String> {
    let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
    let root = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    if let Some(project) = nearest::above(&root).projects.first() {
        let folder = project.root.to_string_lossy();
        let folder = message::quoted(folder.trim_end_matches(['/', '\\']));
        return Err(format!(
            "{folder} is a project already, and projects cannot lie within each other"
        ));
    }
    let folder = root
        .file_name()
        .map(|name| name.to_string_lossy().trim().to_owned());
    let name = arguments
        .name
        .clone()
        .or(folder)
        .filter(|name| !name.is_empty());
    let name = name.ok_or("the folder has no name: give the project one with `--name`")?;
    let auth = match arguments.auth {
        AuthType::Oauth => Auth::OAuth,
        AuthType::Static => Auth::Static,
    };
    let distribution = match arguments.distribution {
        Distribution::Private => "private",
        Distribution::Marketplace => "marketplace",
    };
    let plan = scaffold::project(&root, &name, auth, distribution)?;
    Ok((root, plan))
}
