//! The options of `hsmeta migrate`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

use crate::arguments::ListFormat;
use crate::error::Error;
use crate::printable;
use diagnostics::message;
use migration::{Auth, Distribution, Options};

/// The promise, as `--help` prints it.
const HELP: &str = "\
Convert the files of a project of the layout before 2025.2 to the current layout

Without --write it prints the plan and writes nothing. Every file and every property of a converted file is in the plan: \
converted, kept, or listed with the reason. All uids, function names, endpoint paths and scopes are kept, code is moved \
unchanged, and every generated value is listed.

It does not migrate the deployed app: its credentials, its installs and the positions of its cards follow only \
`hs project migrate`, which runs on HubSpot's server. hsmeta uploads nothing and requires no account.";

/// How `hsmeta migrate` ends.
const EXIT_CODES: &str =
    "Exit codes: 0 complete, 1 decisions are open or problems are left, 2 error.";

#[derive(clap::Args)]
#[command(long_about = HELP, after_help = EXIT_CODES)]
pub(crate) struct MigrateArguments {
    /// A project, or a path in one
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,
    /// The platform version to convert to [default: the newest one, or that of a project of the current layout]
    ///
    /// 2026.03 is the newest version that `hs project migrate` takes: choose it to see what that command will give. 2025.2 has
    /// no app functions.
    #[arg(long, value_name = "VERSION", value_parser = PossibleValuesParser::new(migration::targets()))]
    to: Option<String>,
    /// Convert the files; requires a git repository without uncommitted changes
    #[arg(long)]
    pub(super) write: bool,
    /// With --write: also in a folder with uncommitted changes, or outside of a git repository
    #[arg(long, requires = "write")]
    pub(super) allow_dirty: bool,
    /// Print the texts that are created, changed and removed, as a unified diff to read, not to apply
    #[arg(long, conflicts_with_all = ["write", "format", "verbose"])]
    pub(super) diff: bool,
    /// After `hs project migrate`: list what of the old source folder is missing in the new one
    ///
    /// OLD and NEW are source folders or projects; without them, `archive` and the source folder of the project. One folder is
    /// OLD; name a project in front: `hsmeta migrate PROJECT --compare`. Files,
    /// components, scopes, secrets, endpoints, URLs and other values are compared, wherever HubSpot's server wrote them; nothing
    /// is written.
    #[arg(
        long,
        value_names = ["OLD", "NEW"],
        num_args = 0..=2,
        conflicts_with_all = ["to", "write", "diff", "distribution", "auth", "uids", "convert_unreferenced", "theme_folder", "new_app"]
    )]
    pub(super) compare: Option<Vec<PathBuf>>,
    /// Output format of the plan
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub(super) format: ListFormat,
    /// List every file and every property, not only what has to be read
    #[arg(long, short)]
    pub(super) verbose: bool,
    /// Who can install the app
    #[arg(long, value_enum, value_name = "KIND", help_heading = "Decisions")]
    distribution: Option<DistributionKind>,
    /// How the app authenticates
    #[arg(long, value_enum, value_name = "TYPE", help_heading = "Decisions")]
    auth: Option<AuthType>,
    /// The uid of a component; OLD is its old uid, its file, or `FILE#NAME` for a function
    #[arg(long = "uid", value_name = "OLD=NEW", value_parser = uid, help_heading = "Decisions")]
    uids: Vec<(String, String)>,
    /// The folder below `theme` for a theme that is at the root of the source folder
    #[arg(long, value_name = "NAME", help_heading = "Decisions")]
    theme_folder: Option<String>,
    /// Also convert cards and webhooks that the app file does not list: they become live with the next deploy
    #[arg(long, help_heading = "Decisions")]
    convert_unreferenced: bool,
    /// The app is not deployed, or the result is to be another app
    #[arg(long, help_heading = "Decisions")]
    new_app: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum DistributionKind {
    /// Selected accounts
    Private,
    /// Any account; requires OAuth
    Marketplace,
}

#[derive(Clone, Copy, ValueEnum)]
enum AuthType {
    /// A static token, for one account
    Static,
    /// OAuth, for several accounts
    Oauth,
}

#[derive(thiserror::Error, Debug)]
#[error("write the old uid, or the file, and the new uid: OLD=NEW")]
struct UidError;

/// A new uid has no `=`; a path may have one.
fn uid(text: &str) -> Result<(String, String), UidError> {
    match text.rsplit_once('=') {
        Some((old, new)) if !old.is_empty() && !new.is_empty() => {
            Ok((old.to_owned(), new.to_owned()))
        }
        _ => Err(UidError),
    }
}

impl MigrateArguments {
    /// Refuses two different new uids for one old one.
    pub(super) fn refuse_contradictions(&self) -> Result<(), Error> {
        let mut known: BTreeMap<&str, &str> = BTreeMap::new();
        for (old, new) in &self.uids {
            let first = known.entry(old).or_insert(new);
            if *first != new {
                return Err(Error::TwoUids {
                    old: printable::path(old),
                    uids: message::all_of([*first, new]),
                });
            }
        }
        Ok(())
    }

    /// The answers in the arguments.
    pub(super) fn options(&self) -> Options {
        Options {
            to: self.to.clone(),
            distribution: self.distribution.map(|kind| match kind {
                DistributionKind::Private => Distribution::Private,
                DistributionKind::Marketplace => Distribution::Marketplace,
            }),
            auth: self.auth.map(|auth| match auth {
                AuthType::Static => Auth::Static,
                AuthType::Oauth => Auth::OAuth,
            }),
            uids: self.uids.iter().cloned().collect(),
            theme_folder: self.theme_folder.clone(),
            convert_unreferenced: self.convert_unreferenced,
            new_app: self.new_app,
        }
    }
}
