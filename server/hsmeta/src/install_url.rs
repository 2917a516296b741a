//! `hsmeta install-url`: prints the install URL of an app, or says what is wrong with one.

use std::path::PathBuf;

use super::output::Output;
use super::{Exit, nearest};
use diagnostics::message;
use tools::install_url::{self, Answer, App, CLIENT_ID, Finding, Request, Verdict};

/// Arguments of `hsmeta install-url`.
#[derive(clap::Args)]
pub(super) struct InstallUrlArguments {
    /// The app file, or a path in its project
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The app's client id; without it the URL has `${CLIENT_ID}` in its place
    #[arg(long, value_name = "ID", default_value = CLIENT_ID, hide_default_value = true)]
    client_id: String,
    /// Which of the redirect URLs to use, counted from 1
    #[arg(long, value_name = "N", default_value_t = 1)]
    redirect: usize,
    /// Only for this profile (`hsprofile.<NAME>.json`)
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Only for this account
    #[arg(long, value_name = "ID")]
    account: Option<u64>,
    /// The region of the accounts, where it is not the first one: `eu1`, `na2`, …
    #[arg(long, value_parser = region)]
    region: Option<String>,
    /// Ask for the conditionally required scopes too
    #[arg(long)]
    conditional: bool,
    /// Say what is wrong with this install URL, or with the URL that an install ended at
    #[arg(long, value_name = "URL", conflicts_with_all = ["client_id", "redirect", "account", "region", "conditional"])]
    check: Option<String>,
    /// Print nothing but the URL
    #[arg(long, short, conflicts_with = "check")]
    quiet: bool,
}

fn region(text: &str) -> Result<String, String> {
    let is_region = install_url::is_region(text);
    is_region
        .then(|| text.to_owned())
        .ok_or_else(|| "a region is two letters and a digit, such as eu1".to_owned())
}

pub(super) fn run(arguments: &InstallUrlArguments, output: &mut Output) -> Exit {
    // What comes back from an install needs no app file.
    if let Some(answer) = arguments.check.as_deref().and_then(install_url::answer) {
        return explain(&answer, output);
    }
    let outcome = apps(arguments).and_then(|apps| match &arguments.check {
        Some(url) => check(url, &apps, output),
        None => print(&apps, arguments, output),
    });
    outcome.unwrap_or_else(|message| {
        output.complain(&message);
        Exit::Failure
    })
}

/// The app around the path, once for each profile that makes a difference and is asked for.
fn apps(arguments: &InstallUrlArguments) -> Result<Vec<App>, String> {
    let found = nearest::at(&arguments.path);
    let with_app: Vec<Vec<App>> = found
        .projects
        .iter()
        .map(install_url::apps)
        .filter(|apps| !apps.is_empty())
        .collect();
    let apps = match <[_; 1]>::try_from(with_app) {
        Ok([apps]) => apps,
        Err(none) if none.is_empty() => {
            let nothing = format!(
                "no app file found around {}",
                message::quoted(&arguments.path.to_string_lossy())
            );
            return Err(found.unreadable().unwrap_or(nothing));
        }
        Err(_) => {
            return Err(
                "several projects with an app lie below this folder; name one of them".to_owned(),
            );
        }
    };
    let Some(wanted) = &arguments.profile else {
        return Ok(apps);
    };
    let profiles: Vec<String> = found
        .projects
        .iter()
        .flat_map(install_url::profiles)
        .collect();
    if !profiles.contains(wanted) {
        let known = message::all_of(profiles.iter().map(String::as_str));
        let hint = if profiles.is_empty() {
            "the project has none".to_owned()
        } else {
            format!("the project has {known}")
        };
        return Err(format!(
            "no profile is called {}; {hint}",
            message::quoted(wanted)
        ));
    }
    Ok(apps
        .into_iter()
        .filter(|app| app.profile.as_ref().is_none_or(|profile| profile == wanted))
        .collect())
}

/// One line a profile on stdout, in the order of their names; everything else goes to stderr.
fn print(
    apps: &[App],
    arguments: &InstallUrlArguments,
    output: &mut Output,
) -> Result<Exit, String> {
    let request = Request {
        client_id: &arguments.client_id,
        redirect: arguments.redirect,
        account: arguments.account,
        region: arguments.region.as_deref(),
        conditional: arguments.conditional,
    };
    let urls = apps
        .iter()
        .map(|app| install_url::build(app, request))
        .collect::<Result<Vec<String>, String>>()?;
    if let ([_, _, ..], false) = (apps, arguments.quiet) {
        let profiles = message::all_of(apps.iter().filter_map(|app| app.profile.as_deref()));
        output.complain(&format!(
            "one URL each for the profiles {profiles}, in this order; `--profile` prints one"
        ));
    }
    urls.iter()
        .for_each(|url| output.print(&format!("{url}\n")));
    if !arguments.quiet {
        output.complain(install_url::NEXT);
    }
    Ok(Exit::Clean)
}

/// Compares a URL with the app as the profile fills it in that it fits best.
fn check(url: &str, apps: &[App], output: &mut Output) -> Result<Exit, String> {
    let verdicts = apps
        .iter()
        .map(|app| Ok((app, install_url::check(url, app)?)));
    let verdicts = verdicts.collect::<Result<Vec<(&App, Verdict)>, String>>()?;
    let best = verdicts
        .iter()
        .min_by_key(|(_, verdict)| verdict.findings.len());
    let (app, Verdict { findings, mended }) = best.ok_or("no profile is left to compare with")?;
    let file = app.file.as_str();
    let profile = app.profile.as_ref().map_or_else(String::new, |name| {
        format!(" and profile {}", message::quoted(name))
    });
    findings
        .iter()
        .for_each(|finding| output.print(&show(finding)));
    if let Some(mended) = mended {
        output.print(&format!("as {file} has it:\n{mended}\n\n"));
    }
    let number = match findings.len() {
        0 => "no problems".to_owned(),
        number => message::count(number, "problem"),
    };
    output.print(&format!(
        "compared with {file}{profile}: {number}\n{}\n",
        app.next()
    ));
    Ok(if findings.is_empty() {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

fn show(finding: &Finding) -> String {
    format!(
        "problem: {}\n    why: {}\n   help: {}\n\n",
        finding.problem, finding.why, finding.help
    )
}

/// What came back from HubSpot.
fn explain(answer: &Answer, output: &mut Output) -> Exit {
    match answer {
        Answer::Code => {
            output.print(&format!(
                "the install was agreed to; the URL has the code\n{}\n",
                install_url::NEXT
            ));
            Exit::Clean
        }
        Answer::Refused { said, causes } => {
            output.print(&format!("the install failed. HubSpot says {said}\n\n"));
            for cause in causes {
                output.print(&format!(
                    "  cause: {}\n   help: {}\n\n",
                    cause.cause, cause.advice
                ));
            }
            if causes.is_empty() {
                output.print("  the cause is not known; `hsmeta explain oauth-errors` lists those that are\n\n");
            }
            output.print(
                "next: compare the install link with the app: `hsmeta install-url --check <URL>`\n",
            );
            Exit::Findings
        }
    }
}
