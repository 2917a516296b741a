//! Compares an install URL with the app: the verdict is that of a table of checks.

use super::address;
use super::correct::corrected;
use super::link::Link;
use super::pasted::Pasted;
use super::{App, Auth, InstallUrlError, Problem, STATIC, parameters, redirect, scopes};
use diagnostics::message;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// The problems, in the order of the URL.
    pub problems: Vec<Problem>,
    /// The correct URL, if there is a problem and the app file has all of its parts.
    pub corrected: Option<String>,
}

type Check = fn(&Link, &App, &mut Vec<Problem>);

const CHECKS: [Check; 6] = [
    address::check,
    parameters::secrets,
    parameters::names,
    parameters::client_id,
    redirect::check,
    scopes::check,
];

/// Compares a URL with the app.
pub fn check(text: &str, app: &App) -> Result<Verdict, InstallUrlError> {
    app.ensure_complete()?;
    let pasted = Pasted::read(text);
    if pasted.break_count() == 0 || Link::read(&pasted.joined("")).is_none() {
        let mut verdict = check_link(text, app);
        if verdict.problems.is_empty() {
            verdict.corrected = None;
        }
        return Ok(verdict);
    }
    let mut verdict = check_link(&pasted.joined(""), app);
    let spaced = check_link(&pasted.joined(" "), app);
    // The reading with fewer problems is what was meant.
    if spaced.problems.len() < verdict.problems.len() {
        verdict = spaced;
    }
    verdict.problems.insert(0, broken_link(&pasted));
    Ok(verdict)
}

fn broken_link(pasted: &Pasted) -> Problem {
    let count = pasted.break_count();
    let problem = if pasted.has_line_break {
        format!("link is broken across {} lines", count + 1)
    } else {
        format!("link contains spaces in {}", message::count(count, "place"))
    };
    Problem::new(
        problem,
        "browsers and mail programs open only the part before the first one",
        "write it on one line without spaces",
    )
}

/// Compares a URL without line breaks. The corrected URL is included even if there is no problem.
fn check_link(text: &str, app: &App) -> Verdict {
    let Some(link) = Link::read(text) else {
        let help = "pass the whole link, including `https://`";
        return Verdict {
            problems: vec![Problem::new("not a URL", "browsers cannot open it", help)],
            corrected: None,
        };
    };
    let mut problems = Vec::new();
    if app.auth == Auth::Static || address::is_static(&link) {
        parameters::secrets(&link, app, &mut problems);
        problems.extend(wrong_auth(&link, app));
    } else {
        for check in CHECKS {
            check(&link, app, &mut problems);
        }
    }
    let secrets = link.secrets();
    for problem in &mut problems {
        secrets.mask(&mut problem.message);
        secrets.mask(&mut problem.help);
    }
    let mut corrected = corrected(&link, app);
    if let Some(url) = &corrected
        && secrets.are_in(url)
    {
        corrected = None;
    }
    Verdict {
        problems,
        corrected,
    }
}

/// An OAuth link of an app with static authentication, or the other way around.
fn wrong_auth(link: &Link, app: &App) -> Option<Problem> {
    const REFUSED: &str = "HubSpot refuses the install";
    match (app.auth == Auth::Static, address::is_static(link)) {
        (true, false) => Some(Problem::new(
            "app uses static authentication",
            REFUSED,
            STATIC,
        )),
        (false, true) => Some(Problem::new(
            "link is for apps with static authentication, but the app uses OAuth",
            REFUSED,
            "use the install link that `hsmeta install-url` prints",
        )),
        (true, true) | (false, false) => None,
    }
}
