//! Random legacy projects, from the tables of the mapping.

use migration::{Auth, Content, Distribution, Options, ProjectFiles, plan};
use proptest::prelude::*;
use proptest::sample::select;

use crate::sound;

/// A part of a project: the text of a property or file, or nothing.
fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    select(texts)
}

fn object(members: Vec<&'static str>) -> String {
    let members: Vec<&str> = members
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    ["{", &members.join(", "), "}"].concat()
}

fn members(groups: &'static [&'static [&'static str]]) -> impl Strategy<Value = String> {
    let groups: Vec<_> = groups.iter().map(|group| one_of(group)).collect();
    groups.prop_map(object)
}

const UIDS: &[&str] = &[
    "",
    r#""uid": "one""#,
    r#""uid": "two""#,
    r#""uid": "bad uid!""#,
    r#""uid": """#,
    r#""uid": 12"#,
];

const APP: &[&[&str]] = &[
    UIDS,
    &["", r#""name": "Orchard""#, r#""name": " Trim ""#],
    &["", r#""description": "Fruit""#, r#""description": """#],
    &["", r#""scopes": ["a", "b"]"#, r#""scopes": []"#],
    &[r#""public": false"#, r#""public": true"#],
    &[
        "",
        r#""extensions": {}"#,
        r#""extensions": {"crm": {"cards": [{"file": "extensions/a.json"}, {"file": "./extensions/deep/b.json", "version": 2}]}}"#,
        r#""extensions": {"crm": {"cards": [{"file": "c.json"}, {"file": "../../../out.json"}]}}"#,
    ],
    &["", r#""webhooks": {"file": "./webhooks/webhooks.json"}"#],
    &[
        "",
        r#""logo": "./logo.png""#,
        r#""logo": "..\\logo.png""#,
        r#""logo": 1"#,
    ],
    &[
        "",
        r#""allowedUrls": ["https://a.example", "https://b.example"]"#,
    ],
    &[
        "",
        r#""permittedUrls": {"fetch": ["https://a.example"]}"#,
        r#""permittedUrls": {"fetch": "https://c.example", "img": {"a": 1}}"#,
        r#""permittedUrls": []"#,
    ],
    &[
        "",
        r#""auth": {"redirectUrls": ["https://a.example/cb"], "requiredScopes": ["oauth"], "advancedScopeSettingsEnabled": true}"#,
        r#""auth": {"additionalScopes": ["x"]}"#,
    ],
    &["", r#""support": {"supportEmail": "a@example.com"}"#],
    &[
        "",
        r#""unknown": {"deep": [1, {"x": null}]}"#,
        r#""a.b": [[]], "": 1"#,
        r#""name": 1, "allowedUrls": "https://d.example", "auth": []"#,
    ],
];

const CARD_DATA: &[&[&str]] = &[
    UIDS,
    &["", r#""title": "Orders""#],
    &[
        r#""location": "crm.record.tab""#,
        r#""location": "crm.preview""#,
        r#""location": "crm.record.contact.right""#,
        "",
    ],
    &[
        r#""module": {"file": "Card.jsx"}"#,
        r#""module": {"file": "../Card.jsx", "x": 1}"#,
        "",
    ],
    &[
        r#""objectTypes": [{"name": "contacts"}, {"name": "deals", "propertiesToSend": ["a"]}]"#,
        r#""objectTypes": ["CONTACT", 1]"#,
        "",
    ],
    &[
        "",
        r#""previewImage": {"file": "./img/a.png", "altText": "a", "x": []}"#,
    ],
    &[
        "",
        r#""actions": {"baseUrls": []}"#,
        r#""description": "d""#,
    ],
];

const FUNCTIONS: &[&[&str]] = &[
    &["", r#""runtime": "nodejs16.x""#],
    &["", r#""version": "1.0""#],
    &["", r#""environment": {"MODE": "x"}"#],
    &["", r#""secrets": ["SHARED"]"#],
    &[
        "",
        r#""appFunctions": {}"#,
        r#""appFunctions": {"one": {"file": "one.js", "secrets": ["K", "PRIVATE_APP_ACCESS_TOKEN"]}, "bad name/x": {"file": "lib/two.js", "endpoint": {"path": "a/b", "method": "GET"}}}"#,
        r#""appFunctions": {"two": {"file": "../gone.js", "secrets": "pat-na1", "endpoint": {"path": "p"}}, "none": {}}"#,
        r#""appFunctions": {"one": {"file": "one.js", "timeout": 3}, "one": {"file": "two.js"}}"#,
    ],
    &[
        "",
        r#""endpoints": {"pick/it": {"file": "pick.js", "method": ["GET", "POST"]}}"#,
        r#""endpoints": ["pick.js"]"#,
        r#""endpoints": {"a": {"file": "one.js", "endpoint": "x", "secrets": [1, "A", "pat-na1-00000000-1111-2222-3333-444444444444"]}}"#,
    ],
];

const WEBHOOKS: &[&[&str]] = &[
    &[
        r#""settings": {"targetUrl": "https://a.example", "maxConcurrentRequests": 1}"#,
        r#""settings": {}"#,
        "",
    ],
    &[
        r#""subscriptions": {"crmObjects": [{"subscriptionType": "object.creation", "objectName": "deal", "active": true}, 1], "hubEvents": []}"#,
        r#""subscriptions": {"crm": [{"a": 1}], "legacyCrmObjects": [{"propertyName": "x"}]}"#,
        r#""subscriptions": []"#,
        "",
    ],
];

const HALF: &[&[&str]] = &[
    UIDS,
    &[
        "",
        r#""type": "card""#,
        r#""type": "app""#,
        r#""type": "crm-card""#,
        r#""type": "app-function""#,
        r#""type": "app-page""#,
        r#""type": "workflowAction""#,
        r#""type": "page""#,
        r#""type": "crmCard""#,
    ],
    &[
        "",
        r#""scopes": ["a"], "name": "Half""#,
        r#""file": "./Card.jsx""#,
        r#""data": {"uid": "one", "title": "D", "location": "crm.record.tab", "module": {"file": "Card.jsx"}}"#,
    ],
    &[
        "",
        r#""config": {"title": "T", "location": "crm.record.tab", "module": {"file": "Card.jsx"}, "objectTypes": [{"name": "deals"}]}"#,
        r#""config": {"entrypoint": "/extensions/Card.jsx", "name": "X", "location": "crm.record.tab"}"#,
        r#""config": {"scopes": ["a"], "public": false, "isUserLevel": true}"#,
        r#""config": {"auth": {"type": "static", "redirectUrls": ["https://a.example"]}, "logo": "/app/logo.png", "name": "N"}"#,
        r#""config": {"auth": {"type": "private", "scopes": ["a"]}}"#,
        r#""config": {"published": true, "supportedClients": ["WORKFLOWS", 1], "objectTypes": [{"name": "a"}, {"name": "b", "x": 1}, "c"]}"#,
        r#""config": {"title": "T", "name": "N", "location": "crm.record.tab", "file": "Card.jsx", "x": 1}"#,
        r#""config": {"supportedClients": ["WORKFLOWS"], "outputFields": [{"name": "a", "type": "string"}, {"typeDefinition": {}}, 1]}"#,
        r#""config": {"entrypoint": "Card.jsx", "secrets": "pat-na1-00000000-1111-2222-3333-444444444444", "secretKeys": ["B"]}"#,
        r#""config": {"entrypoint": "Card.jsx", "endpoint": {"path": "p", "method": "GET", "file": "one.js"}, "secrets": ["A"]}"#,
    ],
];

#[derive(Clone, Debug)]
struct Legacy {
    version: &'static str,
    src: &'static str,
    app_name: &'static str,
    app_folder: &'static str,
    app: String,
    cards: Vec<(&'static str, String, bool)>,
    functions: Vec<(&'static str, String)>,
    webhooks: Option<(&'static str, String)>,
    half: Option<(&'static str, String)>,
    theme: &'static str,
    others: Vec<&'static str>,
    to: &'static str,
    answers: bool,
}

const OTHERS: &[&str] = &[
    "app/extensions/Card.jsx",
    "app/extensions/deep/Card.jsx",
    "app/extensions/package.json",
    "app/extensions/node_modules/react/index.js",
    "app/cards/Card.jsx",
    "app/cards/package.json",
    "app/app.functions/one.js",
    "app/app.functions/package.json",
    "app/other.functions/package.json",
    "app/functions/one.js",
    "app/logo.png",
    "app/app-hsmeta.json",
    "app/a.json",
    "theme/x.css",
    "theme/theme.json",
    "theme/other-hsmeta.json",
    "theme.json",
    "cms/assets/cms-assets.json",
    "main/Card.jsx",
    "App/notes.md",
    "app/Extensions/Card.jsx",
    "app/app.functions/.env",
    "app/app.functions/package-lock.json",
    "app/cards/card.jsx",
    "app/extensions/package-lock.json",
    "app/extensions/page-hsmeta.json",
    "app/functions/ONE.js",
    "app/other.functions/one.js",
    "app/other.functions/package-lock.json",
    "app/pages/Card.jsx",
    "extensions/Card.jsx",
    "extensions/package.json",
    "local.json",
    "logo.png",
    "other.functions/package.json",
    "templates/a.html",
];

const PAGE: &str =
    r#"{"uid": "page", "type": "page", "config": {"entrypoint": "/app/extensions/Card.jsx"}}"#;

/// Different packages by the folder: some contradict each other.
fn package(path: &str) -> String {
    let (name, version) = (path.len() % 3, path.len() % 2);
    format!(r#"{{"name": "p{name}", "scripts": {{}}, "dependencies": {{"d{name}": "{version}"}}}}"#)
}

fn legacy() -> impl Strategy<Value = Legacy> {
    let paths = &[
        "extensions/a.json",
        "extensions/deep/b.json",
        "c.json",
        "cards/a.json",
        "ui/d.json",
    ][..];
    let card = (select(paths), members(CARD_DATA), any::<bool>());
    let functions = (
        select(&["app.functions", "other.functions", "functions"][..]),
        members(FUNCTIONS),
    );
    let webhooks = (
        select(&["webhooks/webhooks.json", "webhooks.json"][..]),
        members(WEBHOOKS),
    );
    let half = (
        select(
            &[
                "cards/h-hsmeta.json",
                "extensions/h-hsmeta.json",
                "extensions/deep/h-hsmeta.json",
                "app-hsmeta.json",
                "functions/h-hsmeta.json",
            ][..],
        ),
        members(HALF),
    );
    (
        (
            select(&["2023.1", "2023.2", "2025.1", "2025.2", "2026.03", ""][..]),
            select(&["src", "src", "src", "."][..]),
            select(&["app.json", "public-app.json", ""][..]),
            select(&["app", "main", "app", "app", ""][..]),
            members(APP),
            prop::collection::vec(card, 0..4),
        ),
        (
            prop::collection::vec(functions, 0..3),
            prop::option::of(webhooks),
            prop::option::of(half),
            select(&["", "shop", "theme/shop", "my shop", "."][..]),
            prop::collection::vec(select(OTHERS), 0..8),
            (select(&["", "", "2025.2", "2026.03"][..]), any::<bool>()),
        ),
    )
        .prop_map(
            |(
                (version, src, app_name, app_folder, app, cards),
                (functions, webhooks, half, theme, others, (to, answers)),
            )| Legacy {
                version,
                src,
                app_name,
                app_folder,
                app,
                cards,
                functions,
                webhooks,
                half,
                theme,
                others,
                to,
                answers,
            },
        )
}

fn files(legacy: &Legacy) -> ProjectFiles {
    let mut project = ProjectFiles::default();
    let version = match legacy.version {
        "" => String::new(),
        version => format!(r#", "platformVersion": "{version}""#),
    };
    let src = legacy.src;
    let manifest = format!(r#"{{"name": "orchard", "srcDir": "{src}"{version}}}"#);
    let mut insert = |folder: &str, path: &str, text: &str| {
        let parts = [src, folder, path];
        let path: Vec<&str> = parts
            .into_iter()
            .filter(|part| !matches!(*part, "" | "."))
            .collect();
        project.insert(&path.join("/"), Content::text(text));
    };
    for path in &legacy.others {
        let text = if path.ends_with("package.json") {
            package(path)
        } else if path.ends_with("page-hsmeta.json") {
            PAGE.to_owned()
        } else if path.ends_with(".json") {
            format!("{{\"size\": {}}}\n", path.len())
        } else {
            format!("// {}\n", path.len())
        };
        insert("", path, &text);
    }
    let app = legacy.app_folder;
    if !legacy.app_name.is_empty() {
        insert(app, legacy.app_name, &legacy.app);
    }
    for (path, data, has_type) in &legacy.cards {
        let type_name = if *has_type {
            r#""type": "crm-card", "#
        } else {
            ""
        };
        insert(app, path, &format!(r#"{{{type_name}"data": {data}}}"#));
    }
    for (path, text) in legacy.webhooks.iter().chain(&legacy.half) {
        insert(app, path, text);
    }
    for (folder, text) in &legacy.functions {
        insert(app, &format!("{folder}/serverless.json"), text);
    }
    if !legacy.theme.is_empty() {
        let theme = r#"{"label": "Shop", "secret_names": ["A"]}"#;
        insert(legacy.theme, "theme.json", theme);
        insert(legacy.theme, "css/a.css", "a {}");
    }
    project.insert("hsproject.json", Content::text(&manifest));
    project.insert(
        "README.md",
        Content::text("See app/app.functions/one.js.\n"),
    );
    project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_plan_is_sound(legacy in legacy()) {
        let project = files(&legacy);
        let mut options = Options::default();
        if !legacy.to.is_empty() {
            options.to = Some(legacy.to.to_owned());
        }
        if legacy.answers {
            options.auth = Some(Auth::Static);
            options.distribution = Some(Distribution::Private);
            options.convert_unreferenced = true;
            options.theme_folder = Some("made".to_owned());
            options.uids = [("one".to_owned(), "three".to_owned())].into();
        }
        sound::assert_sound(&project, &options, &plan(&project, &options));
    }
}
