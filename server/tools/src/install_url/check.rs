//! Everything that is wrong with an install URL, by a table of checks.

use super::address::{self, is_region};
use super::build::{CLIENT_ID, Request, compose};
use super::link::{self, Link};
use super::parameters::{self, is_placeholder};
use super::{App, Auth, Finding, STATIC, redirect, scopes};
use analysis::secrets::Secrets;
use diagnostics::message;

/// What is said about a URL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// What is wrong, in the order of the URL.
    pub findings: Vec<Finding>,
    /// The URL as it should be, where something is wrong and the app file tells.
    pub mended: Option<String>,
}

type Check = fn(&Link, &App, &mut Vec<Finding>);

const CHECKS: [Check; 6] = [
    address::check,
    parameters::secrets,
    parameters::names,
    parameters::client_id,
    redirect::check,
    scopes::check,
];

/// Compares a URL with what the app file says; `Err` where that cannot be read.
pub fn check(text: &str, app: &App) -> Result<Verdict, String> {
    app.usable()?;
    let pieces = link::pieces(text);
    let number = pieces.number_of_breaks();
    if number == 0 || Link::read(&pieces.joined("")).is_none() {
        let verdict = check_whole(text, app);
        let is_right = verdict.findings.is_empty();
        return Ok(if is_right {
            Verdict {
                mended: None,
                ..verdict
            }
        } else {
            verdict
        });
    }
    // What gives fewer problems is what was meant.
    let (joined, spaced) = (
        check_whole(&pieces.joined(""), app),
        check_whole(&pieces.joined(" "), app),
    );
    let mut verdict = if spaced.findings.len() < joined.findings.len() {
        spaced
    } else {
        joined
    };
    let problem = if pieces.has_line_break {
        format!("link is broken across {} lines", number + 1)
    } else {
        format!(
            "link contains spaces in {}",
            message::count(number, "place")
        )
    };
    let why = "browsers and mail programs open only the part before the first one";
    verdict.findings.insert(
        0,
        Finding::new(problem, why, "write it on one line without spaces"),
    );
    Ok(verdict)
}

/// Compares a URL in one piece. What it says of the right URL it says also where nothing is wrong.
fn check_whole(text: &str, app: &App) -> Verdict {
    let Some(link) = Link::read(text) else {
        let help = "pass the whole link, including `https://`";
        let finding = Finding::new("not a URL", "browsers cannot open it", help);
        return Verdict {
            findings: vec![finding],
            mended: None,
        };
    };
    let mut findings = Vec::new();
    match (app.auth == Auth::Static, address::is_static(&link)) {
        (false, false) => CHECKS
            .iter()
            .for_each(|check| check(&link, app, &mut findings)),
        (true, true) => parameters::secrets(&link, app, &mut findings),
        (true, false) => {
            parameters::secrets(&link, app, &mut findings);
            findings.push(Finding::new(
                "app uses static authentication",
                "HubSpot refuses the install",
                STATIC,
            ));
        }
        (false, true) => {
            parameters::secrets(&link, app, &mut findings);
            let problem = "link is for apps with static authentication, but the app uses OAuth";
            let help = "use the install link that `hsmeta install-url` prints";
            findings.push(Finding::new(problem, "HubSpot refuses the install", help));
        }
    }
    let secrets = link.secrets();
    for finding in &mut findings {
        [&mut finding.problem, &mut finding.help]
            .into_iter()
            .for_each(|text| secrets.mask(text));
    }
    let mended = mended(&link, app).filter(|mended| !secrets.are_in(mended));
    Verdict { findings, mended }
}

/// The URL with what the app file says, and of the old one what was right: client, account, redirect URL, optional scopes.
fn mended(link: &Link, app: &App) -> Option<String> {
    if app.auth != Auth::OAuth || app.required.is_empty() || address::is_user_level(link) {
        return None;
    }
    let own = link.value("redirect_uri");
    let kept = app
        .redirect_urls
        .iter()
        .find(|url| Some(url.as_str()) == own);
    let redirect_uri = kept.or(app.redirect_urls.first())?;
    let asked = |name: &&String| {
        let mut names = link.names("scope").chain(link.names("optional_scope"));
        names.any(|own| own == name.as_str())
    };
    let conditional = app.conditional.iter().filter(asked);
    let scopes: Vec<&str> = app
        .required
        .iter()
        .chain(conditional)
        .map(String::as_str)
        .collect();
    let optional: Vec<&str> = app
        .optional
        .iter()
        .filter(asked)
        .map(String::as_str)
        .collect();
    let account = link
        .url
        .path_segments()
        .into_iter()
        .flatten()
        .find_map(|segment| segment.parse().ok());
    let region = link
        .url
        .host_str()
        .and_then(|host| host.strip_prefix("app-")?.strip_suffix(".hubspot.com"));
    let client_id = link
        .value("client_id")
        .filter(|id| !is_placeholder(id))
        .unwrap_or(CLIENT_ID);
    let region = region.filter(|region| is_region(region));
    let request = Request {
        client_id,
        redirect: 1,
        account,
        region,
        conditional: false,
    };
    // A redirect URL in the app file may carry what must not be printed.
    let is_harmless = !Secrets::default().are_in(redirect_uri);
    is_harmless.then(|| compose(request, redirect_uri, &scopes, &optional))
}
