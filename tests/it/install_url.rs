//! `hsmeta install-url`: `fixtures/install-url/<app>/` has a project and URLs, each with what the program says about it.

use std::path::Path;
use std::process::Output;

use catalog::scopes;
use diagnostics::RelPath;
use proptest::prelude::*;
use tools::install_url::{App, Auth, CLIENT_ID, Request, answer, build, check};

use crate::support;

/// The secret in the fixtures.
const SECRET: &str = "9f8e7d6c-5b4a-4392-8171-605f4e3d2c1b";

const REQUEST: Request<'_> = Request {
    client_id: "1b2c3d4e-0000-4111-8222-333344445555",
    redirect: 1,
    account: None,
    region: None,
    conditional: false,
};

fn install_url(app: &Path, arguments: &[&str]) -> Output {
    support::run(app, &[&["install-url"], arguments].concat())
}

/// Exit code, stdout and stderr as one text.
fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let errors = text(&output.stderr);
    let errors = errors
        .lines()
        .map(|line| format!("stderr: {line}\n"))
        .collect::<String>();
    format!(
        "{}{errors}exit code {}\n",
        text(&output.stdout),
        output.status.code().unwrap()
    )
}

#[test]
fn problems_of_a_url_are_explained() {
    let mut codes = Vec::new();
    for app in support::folders(&support::root().join("fixtures/install-url")) {
        let entries = std::fs::read_dir(&app)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut urls: Vec<_> = entries
            .filter(|path| path.extension().is_some_and(|end| end == "url"))
            .collect();
        urls.sort();
        assert!(!urls.is_empty(), "{}", app.display());
        for path in urls {
            let url = std::fs::read_to_string(&path).unwrap();
            let output = install_url(&app, &["project", "--check", &url]);
            let text = shown(&output);
            assert!(!text.contains(SECRET), "{}: {text}", path.display());
            let is_right = path
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("right");
            assert!(
                !is_right || output.status.code() == Some(0),
                "{}: {text}",
                path.display()
            );
            codes.push(output.status.code().unwrap());
            support::expect_file(&path.with_extension("out"), &text);
        }
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, [0, 1, 2]);
}

#[test]
fn stdout_has_only_urls() {
    let folder = support::root().join("fixtures/install-url");
    let lines = |app: &str, arguments: &[&str]| {
        let output = install_url(&folder.join(app), &[&["project", "-q"], arguments].concat());
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let scope = "scope=oauth%20crm.objects.contacts.read&optional_scope=crm.objects.deals.read";
    let url = |host: &str, id: &str, redirect: &str| {
        format!("https://{host}/authorize?client_id={id}&redirect_uri={redirect}&{scope}")
    };
    let (prod, dev) = (
        "https%3A%2F%2Fharbour.acme.tech%2Fcb",
        "http%3A%2F%2Flocalhost%3A3000%2Fcb",
    );
    assert_eq!(
        lines("oauth", &[]),
        [url("app.hubspot.com/oauth", CLIENT_ID, prod)]
    );
    assert_eq!(
        lines(
            "oauth",
            &[
                "--client-id",
                "a b",
                "--redirect",
                "2",
                "--account",
                "7",
                "--region",
                "na2"
            ]
        ),
        [url(
            "app-na2.hubspot.com/oauth/7",
            "a%20b",
            &format!("{dev}%3Ffrom%3Dhubspot")
        )]
    );
    let both = [
        url("app.hubspot.com/oauth", CLIENT_ID, dev),
        url("app.hubspot.com/oauth", CLIENT_ID, prod),
    ];
    assert_eq!(lines("profiles", &[]), both);
    assert_eq!(lines("profiles", &["--profile", "prod"]), both[1..]);
    let conditional = lines("oauth", &["--conditional"]).concat();
    assert!(
        conditional.contains("contacts.read%20crm.objects.orders.read&optional"),
        "{conditional}"
    );
}

#[test]
fn no_url_is_printed_without_all_of_its_parts() {
    let folder = support::root().join("fixtures/install-url");
    for (app, arguments, words) in [
        ("static", &["project"][..], "hsmeta explain static-auth"),
        (
            "unfilled",
            &["project"],
            "no profile defines the variables of `${HOST}/cb`",
        ),
        (
            "oauth",
            &["project", "--redirect", "0"],
            "no redirect URL number 0",
        ),
        (
            "profiles",
            &["project", "--profile", "pro"],
            "unknown profile `pro`; available: `dev` and `prod`",
        ),
        ("oauth", &["project", "--region", "europe"], "such as eu1"),
        (
            "oauth",
            &[
                "project",
                "--client-id",
                "pat-na1-0a1b2c3d-0000-1111-2222-333344445555",
            ],
            "contains a secret",
        ),
        ("oauth", &["nowhere"], "cannot read `nowhere`"),
        (".", &["."], "pass the path of one of them"),
    ] {
        let output = install_url(&folder.join(app), arguments);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), output.stdout.len()),
            (Some(2), 0),
            "{app} {arguments:?}"
        );
        assert!(
            errors.contains(words) && !errors.contains("0a1b2c3d"),
            "{app} {arguments:?}: {errors}"
        );
    }
}

fn app(redirect_urls: Vec<String>, [required, conditional, optional]: [Vec<String>; 3]) -> App {
    App {
        file: RelPath::new("src/app/app-hsmeta.json"),
        profile: None,
        auth: Auth::OAuth,
        redirect_urls,
        required,
        conditional,
        optional,
        unresolved: Vec::new(),
        is_readable: true,
    }
}

fn sample() -> App {
    let list = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    let lists = [
        list(&["oauth", "tickets"]),
        list(&["crm.objects.orders.read"]),
        list(&["crm.objects.deals.read"]),
    ];
    app(
        list(&["https://harbour.acme.tech/cb", "http://localhost:3000/cb"]),
        lists,
    )
}

/// All messages about a URL.
fn messages(url: &str, app: &App) -> String {
    format!("{:?} {:?}", check(url, app), answer(url))
}

fn parameter() -> impl Strategy<Value = String> {
    let names = [
        "client_id",
        "scope",
        "scopes",
        "optional_scope",
        "redirect_uri",
        "redirect_url",
        "state",
        "error",
    ];
    let value = prop_oneof![
        "[ -~]{0,12}",
        Just("oauth%20tickets".to_owned()),
        Just("https%3A%2F%2Fharbour.acme.tech%2Fcb".to_owned()),
    ];
    (prop::sample::select(names.to_vec()), value)
        .prop_map(|(name, value)| format!("{name}={value}"))
}

/// A URL with parameters in any order.
fn url() -> impl Strategy<Value = String> {
    let base = [
        "https://app.hubspot.com/oauth/authorize?",
        "http://ada:pw@app.hubspot.com/x?",
        "/cb?",
        "?",
        "https://?",
    ];
    (
        prop::sample::select(base.to_vec()),
        prop::collection::vec(parameter(), 0..8),
    )
        .prop_map(|(base, parameters)| format!("{base}{}", parameters.join("&")))
}

proptest! {
    #[test]
    fn any_text_can_be_checked(text in prop_oneof![any::<String>(), url()]) {
        messages(&text, &sample());
        messages(&text, &App { auth: Auth::Static, ..sample() });
    }

    #[test]
    fn a_printed_url_has_no_problems_and_a_broken_one_is_corrected(
        lists in prop::collection::btree_map(0..scopes().len(), 0..3_usize, 1..20),
        redirect in "(https://[a-z]{1,9}\\.test|http://localhost:3000)(/[a-z %ü+&=]{0,9})?(\\?[a-z&=%+]{0,9})?",
        broken in url(),
    ) {
        let mut names: [Vec<String>; 3] = Default::default();
        for (scope, list) in lists {
            let name = scopes()[scope].name;
            if name != "oauth" {
                names[list].push(name.to_owned());
            }
        }
        names[0].push("oauth".to_owned());
        let app = app(vec![redirect], names);
        for conditional in [false, true] {
            let built = build(&app, Request { conditional, ..REQUEST }).unwrap();
            prop_assert_eq!(check(&built, &app).unwrap().problems, []);
        }
        if let Some(corrected) = check(&broken, &app).unwrap().corrected {
            let corrected = corrected.replace(CLIENT_ID, REQUEST.client_id);
            prop_assert_eq!(check(&corrected, &app).unwrap().problems, []);
        }
    }

    #[test]
    fn no_secret_is_printed(
        url in url(),
        name in prop::sample::select(&["client_secret", "clientSecret", "hapikey", "token", "Access-Token", "password"][..]),
        also in prop::sample::select(&["state", "scope", "optional_scope", "redirect_uri", "error_description"][..]),
    ) {
        let url = format!("{url}&{name}={SECRET}&{also}={SECRET}");
        let messages = messages(&url, &sample());
        prop_assert!(!messages.contains(SECRET), "{}", messages);
    }
}
