//! `hsmeta init`: a new project with an app.

use std::path::{Path, PathBuf};

use super::add::finish;
use crate::error::Error;
use crate::output::Output;
use crate::{Exit, discover};
use diagnostics::message;
use rules::check::check;
use tools::scaffold::{self, Auth, Plan};

#[derive(clap::Args)]
pub(crate) struct InitArguments {
    /// The folder of the new project [default: .]
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
    /// OAuth, for several accounts
    Oauth,
    /// A static token, for one account
    Static,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Distribution {
    /// Selected accounts
    Private,
    /// Any account; requires OAuth
    Marketplace,
}

pub(crate) fn run(arguments: &InitArguments, output: &mut Output) -> Exit {
    let next = "next: `hsmeta add card` adds a component, `hs project upload` uploads the project";
    finish(plan(arguments), next, output)
}

fn plan(arguments: &InitArguments) -> Result<(PathBuf, Plan), Error> {
    let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
    let root = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    if let Some(project) = discover::containing(&root).projects.first() {
        let folder = project.root.to_string_lossy();
        return Err(Error::InsideProject {
            folder: message::quoted(folder.trim_end_matches(['/', '\\'])),
        });
    }
    let name = match (&arguments.name, root.file_name()) {
        (Some(name), _) => name.clone(),
        (None, Some(folder)) => folder.to_string_lossy().trim().to_owned(),
        (None, None) => String::new(),
    };
    if name.is_empty() {
        return Err(Error::Unnamed);
    }
    let auth = match arguments.auth {
        AuthType::Oauth => Auth::OAuth,
        AuthType::Static => Auth::Static,
    };
    let distribution = match arguments.distribution {
        Distribution::Private => "private",
        Distribution::Marketplace => "marketplace",
    };
    let plan = scaffold::project(&root, &name, auth, distribution, check)?;
    Ok((root, plan))
}
