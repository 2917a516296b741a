//! `hsmeta install-url`: prints the install URL of an app, or what is wrong with one.

use std::path::PathBuf;

use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::{Exit, discover};
use diagnostics::message;
use tools::install_url::{self, Answer, App, CLIENT_ID, Problem, Request, Verdict};

#[derive(clap::Args)]
pub(crate) struct InstallUrlArguments {
    /// The app file, or a path in its project
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The client id of the app [default: the placeholder `${CLIENT_ID}`]
    #[arg(long, value_name = "ID", default_value = CLIENT_ID, hide_default_value = true)]
    client_id: String,
    /// Which of the redirect URLs to use, from 1
    #[arg(long, value_name = "N", default_value_t = 1)]
    redirect: usize,
    /// Only for this profile (`hsprofile.<NAME>.json`)
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Only for this account
    #[arg(long, value_name = "ID")]
    account: Option<u64>,
    /// The data center of the accounts, if it is not the first one: `eu1`, `na2`, …
    #[arg(long, value_parser = region)]
    region: Option<String>,
    /// Also request the conditionally required scopes
    #[arg(long)]
    conditional: bool,
    /// Print what is wrong with this install URL, or with the URL that a failed install ended at
    #[arg(long, value_name = "URL", conflicts_with_all = ["client_id", "redirect", "account", "region", "conditional"])]
    check: Option<String>,
    /// Print the URL only
    #[arg(long, short, conflicts_with = "check")]
    quiet: bool,
}

#[derive(thiserror::Error, Debug)]
#[error("a region is two letters and a digit, such as eu1")]
struct RegionError;

fn region(text: &str) -> Result<String, RegionError> {
    if install_url::is_region(text) {
        Ok(text.to_owned())
    } else {
        Err(RegionError)
    }
}

pub(crate) fn run(arguments: &InstallUrlArguments, output: &mut Output) -> Exit {
    let url = arguments.check.as_deref();
    // The URL that an install ended at needs no app file.
    if let Some(answer) = url.and_then(install_url::answer) {
        return explain(&answer, output);
    }
    let done = apps(arguments).and_then(|apps| match url {
        Some(url) => check(url, &apps, output),
        None => print(&apps, arguments, output),
    });
    match done {
        Ok(exit) => exit,
        Err(error) => {
            output.error(&error.to_string());
            Exit::Error
        }
    }
}

/// The app of the project, once for each profile that makes a difference and is selected.
fn apps(arguments: &InstallUrlArguments) -> Result<Vec<App>, Error> {
    let found = discover::at_or_below(&arguments.path);
    let mut with_app = Vec::new();
    for project in &found.projects {
        let apps = install_url::apps(project);
        if !apps.is_empty() {
            with_app.push((apps, &project.root));
        }
    }
    if with_app.len() > 1 {
        return Err(Error::several_apps(with_app.iter().map(|(_, root)| *root)));
    }
    let Some((mut apps, _)) = with_app.pop() else {
        return Err(match found.problems.first() {
            Some(problem) => problem.into(),
            None => Error::NoApp {
                path: quoted_path(&arguments.path),
            },
        });
    };
    if let Some(selected) = &arguments.profile {
        let profiles = found.projects.iter().flat_map(install_url::profiles);
        let profiles: Vec<String> = profiles.collect();
        if !profiles.contains(selected) {
            return Err(unknown_profile(selected, &profiles));
        }
        apps.retain(|app| {
            app.profile
                .as_ref()
                .is_none_or(|profile| profile == selected)
        });
    }
    Ok(apps)
}

fn unknown_profile(name: &str, profiles: &[String]) -> Error {
    let hint = if profiles.is_empty() {
        "the project has no profiles".to_owned()
    } else {
        let names = message::all_of(profiles.iter().map(String::as_str));
        format!("available: {names}")
    };
    Error::UnknownProfile {
        name: message::quoted(name),
        hint,
    }
}

/// One URL per profile on stdout, in the order of their names; everything else goes to stderr.
fn print(
    apps: &[App],
    arguments: &InstallUrlArguments,
    output: &mut Output,
) -> Result<Exit, Error> {
    let request = Request {
        client_id: &arguments.client_id,
        redirect: arguments.redirect,
        account: arguments.account,
        region: arguments.region.as_deref(),
        conditional: arguments.conditional,
    };
    let mut urls = String::new();
    for app in apps {
        let url = install_url::build(app, request)?;
        urls.push_str(&format!("{url}\n"));
    }
    if apps.len() > 1 && !arguments.quiet {
        let profiles = message::all_of(apps.iter().filter_map(|app| app.profile.as_deref()));
        output.note(&format!(
            "one URL per profile, in the order {profiles}; select one with `--profile`"
        ));
    }
    output.print(&urls);
    if !arguments.quiet {
        output.note(install_url::NEXT);
    }
    Ok(Exit::Clean)
}

/// Compares a URL with the app, for the profile with the fewest problems.
fn check(url: &str, apps: &[App], output: &mut Output) -> Result<Exit, Error> {
    let mut verdicts = Vec::new();
    for app in apps {
        let verdict = install_url::check(url, app)?;
        verdicts.push((app, verdict));
    }
    let best = verdicts
        .iter()
        .min_by_key(|(_, verdict)| verdict.problems.len());
    let (
        app,
        Verdict {
            problems,
            corrected,
        },
    ) = best.ok_or(Error::NothingToCompare)?;
    let file = app.file.as_str();
    for problem in problems {
        output.print(&shown(problem));
    }
    if let Some(url) = corrected {
        output.print(&format!("the URL according to {file}:\n{url}\n\n"));
    }
    let profile = match &app.profile {
        Some(name) => format!(" and profile {}", message::quoted(name)),
        None => String::new(),
    };
    let number = match problems.len() {
        0 => "no problems".to_owned(),
        number => message::count(number, "problem"),
    };
    output.print(&format!(
        "compared with {file}{profile}: {number}\n{}\n",
        app.next()
    ));
    Ok(if problems.is_empty() {
        Exit::Clean
    } else {
        Exit::Problems
    })
}

fn shown(problem: &Problem) -> String {
    format!(
        "problem: {}\n    why: {}\n   help: {}\n\n",
        problem.message, problem.reason, problem.help
    )
}

/// Explains the URL that an install ended at.
fn explain(answer: &Answer, output: &mut Output) -> Exit {
    let (said, causes) = match answer {
        Answer::Code => {
            let next = install_url::NEXT;
            output.print(&format!("install authorized: the URL has a code\n{next}\n"));
            return Exit::Clean;
        }
        Answer::Refused { said, causes } => (said, causes),
    };
    output.print(&format!("the install failed; HubSpot says {said}\n\n"));
    for cause in causes {
        let (cause, advice) = (&cause.cause, &cause.advice);
        output.print(&format!("  cause: {cause}\n   help: {advice}\n\n"));
    }
    if causes.is_empty() {
        output.print("  unknown cause; `hsmeta explain oauth-errors` lists the known ones\n\n");
    }
    output
        .print("next: compare the install link with the app: `hsmeta install-url --check <URL>`\n");
    Exit::Problems
}
