//! Which texts values have.

use super::*;

const IMPORT: &str = "import { hubspot } from '@hubspot/ui-extensions';\n";

/// The texts of the URLs of all `hubspot.fetch` calls of a card with these statements, `?` for one that may have others.
fn urls(card: &str, others: &[(&str, &str)]) -> Vec<String> {
    let card = [IMPORT, card].concat();
    let mut files = vec![("src/app/cards/Card.jsx", card.as_str())];
    files.extend(others);
    with_code(&files, |code| {
        let mut urls = Vec::new();
        for site in code.fetches() {
            urls.extend(site.resolved.texts.iter().map(ResolvedText::shown));
            if site.resolved.is_open {
                urls.push("?".to_owned());
            }
        }
        urls
    })
}

#[test]
fn constants_of_other_files_are_followed() {
    let config = (
        "src/app/config.js",
        "export const BASE = 'https://a.tech';\nexport default { urls: { api: BASE } };",
    );
    let again = (
        "src/app/again.js",
        "export { BASE as ROOT } from './config';\nexport * from './config';",
    );
    let common = (
        "src/app/common.js",
        "module.exports = { BASE: 'https://b.tech' };",
    );
    for (card, url) in [
        (
            "import { BASE } from '../config'; hubspot.fetch(`${BASE}/x`)",
            "https://a.tech/x",
        ),
        (
            "import * as config from '../config'; hubspot.fetch(config.BASE)",
            "https://a.tech",
        ),
        (
            "import config from '../config'; hubspot.fetch(config.urls.api)",
            "https://a.tech",
        ),
        (
            "import { ROOT } from '../again'; hubspot.fetch(ROOT + '/y')",
            "https://a.tech/y",
        ),
        (
            "import { BASE } from '../again'; hubspot.fetch(BASE)",
            "https://a.tech",
        ),
        (
            "const { BASE } = require('../common'); hubspot.fetch(BASE)",
            "https://b.tech",
        ),
        (
            "const common = require('../common'); hubspot.fetch(common.BASE)",
            "https://b.tech",
        ),
        (
            "import common from '../common'; hubspot.fetch(common.BASE)",
            "https://b.tech",
        ),
    ] {
        assert_eq!(urls(card, &[config, again, common]), [url], "{card}");
    }
}

#[test]
fn what_is_not_known_is_a_hole() {
    for (card, texts) in [
        (
            "hubspot.fetch(`https://a.tech/${id}`)",
            vec!["https://a.tech/…"],
        ),
        ("hubspot.fetch(`${host}/x`)", vec!["…/x"]),
        ("hubspot.fetch(url)", vec!["?"]),
        (
            "hubspot.fetch(process.env.URL ?? 'https://a.tech')",
            vec!["https://a.tech", "?"],
        ),
        (
            "hubspot.fetch(a ? 'https://a.tech' : 'https://b.tech')",
            vec!["https://a.tech", "https://b.tech"],
        ),
        (
            "import { missing } from '../config'; hubspot.fetch(missing)",
            vec!["?"],
        ),
        ("import { x } from 'lodash'; hubspot.fetch(x)", vec!["?"]),
        ("hubspot.fetch()", vec!["?"]),
    ] {
        let config = ("src/app/config.js", "export const other = 1;");
        assert_eq!(urls(card, &[config]), texts, "{card}");
    }
}

#[test]
fn circular_imports_end() {
    let one = (
        "src/app/cards/one.js",
        "export * from './two'; export { A } from './two'; export { B as C } from './two';",
    );
    let two = (
        "src/app/cards/two.js",
        "export * from './one'; export { A } from './one'; export { C as B } from './one';",
    );
    for name in ["A", "B", "C", "D"] {
        let card = format!("import {{ {name} }} from './one'; hubspot.fetch({name})");
        assert_eq!(urls(&card, &[one, two]), ["?"], "{name}");
    }
}

#[test]
fn work_is_bounded() {
    let mut config = String::from("export const a0 = x ? 'https://a.tech/' : 'https://b.tech/';\n");
    for number in 1..200 {
        let before = number - 1;
        config += &format!("export const a{number} = `${{x ? a{before} : 'c'}}${{a{before}}}`;\n");
    }
    let found = urls(
        "import { a199 } from '../config'; hubspot.fetch(a199)",
        &[("src/app/config.js", &config)],
    );
    assert!(
        found.len() <= 33 && found.contains(&"?".to_owned()),
        "{found:?}"
    );
}

#[test]
fn variables_have_the_values_of_each_profile() {
    let dev = (
        "src/hsprofile.dev.json",
        r#"{"variables":{"BASE":"https://dev.tech"}}"#,
    );
    let prod = (
        "src/hsprofile.prod.json",
        r#"{"variables":{"BASE":"https://a.tech"}}"#,
    );
    let none = ("src/hsprofile.qa.json", r#"{"variables":{}}"#);
    let card = "hubspot.extend(({ context }) => { hubspot.fetch(context.variables.BASE + '/x') })";
    assert_eq!(
        urls(card, &[dev, prod]),
        ["https://dev.tech/x", "https://a.tech/x"]
    );
    assert_eq!(urls(card, &[dev, none]), ["https://dev.tech/x", "…/x"]);
    assert_eq!(urls(card, &[]), ["…/x"]);
}

#[test]
fn a_package_function_is_known_through_other_names() {
    let sdk = (
        "src/app/sdk.js",
        "export { hubspot as hs } from '@hubspot/ui-extensions';",
    );
    for card in [
        "import { hubspot as other } from '@hubspot/ui-extensions'; other.fetch('https://a.tech')",
        "import * as sdk from '@hubspot/ui-extensions'; sdk.hubspot.fetch('https://a.tech')",
        "import { hs } from '../sdk'; hs.fetch('https://a.tech')",
        "const { fetch } = hubspot; fetch('https://a.tech')",
    ] {
        assert_eq!(urls(card, &[sdk]), ["https://a.tech"], "{card}");
    }
    for card in ["fetch('https://a.tech')", "client.fetch('https://a.tech')"] {
        assert!(urls(card, &[]).is_empty(), "{card}");
    }
}

#[test]
fn uses_of_one_literal_are_one_group() {
    let card = [IMPORT, "import { BASE } from '../config';\nhubspot.fetch(BASE); hubspot.fetch(`${BASE}/x`); hubspot.fetch('https://b.tech');"].concat();
    let files = [
        ("src/app/cards/Card.jsx", card.as_str()),
        ("src/app/config.js", "export const BASE = 'https://a.tech';"),
    ];
    with_code(&files, |code| {
        let groups = group(code.fetches(), |_, text| Origin::of(text));
        let found: Vec<_> = groups
            .iter()
            .map(|group| {
                (
                    group.key.text.as_str(),
                    group.file.as_str(),
                    group.uses.len(),
                    group.elsewhere().count(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("https://b.tech", "src/app/cards/Card.jsx", 1, 0),
                ("https://a.tech", "src/app/config.js", 2, 2),
            ]
        );
    });
}

#[test]
fn an_origin_is_known_if_its_host_is() {
    for (url, origin) in [
        ("'https://a.tech/x'", Some("https://a.tech")),
        ("'HTTPS://A.tech:443'", Some("https://a.tech")),
        ("'https://a.tech:8443/x'", Some("https://a.tech:8443")),
        ("`https://a.tech/${id}`", Some("https://a.tech")),
        ("`https://a.tech${path}`", Some("https://a.tech")),
        ("`https://a.tech?${query}`", Some("https://a.tech")),
        ("`https://${host}/x`", None),
        ("`https://a.${domain}/x`", None),
        ("`https://a.tech:${port}/x`", None),
        ("`https://api${path}`", None),
        ("'http://a.tech'", None),
        ("'/x'", None),
    ] {
        let card = format!("{IMPORT}hubspot.fetch({url})");
        with_code(&[("src/app/cards/Card.jsx", &card)], |code| {
            let text = code.fetches()[0].resolved.texts.first();
            let found = text.and_then(Origin::of).map(|judged| judged.key.text);
            assert_eq!(found.as_deref(), origin, "{url}");
        });
    }
}

#[test]
fn a_host_that_something_may_continue_is_not_known() {
    for (url, origin) in [
        ("'https://a.tech'", Some("https://a.tech")),
        ("'https://a.tech/' + x", Some("https://a.tech")),
        ("'https://a.tech' + '/x'", Some("https://a.tech")),
        ("'https://a.tech' + '?x'", Some("https://a.tech")),
        ("`https://${'api'}.a.tech/x`", Some("https://api.a.tech")),
        ("new URL('https://a.tech')", Some("https://a.tech")),
        ("'https://a.tech' + x", Some("https://a.tech")),
        ("'https://a.tech' + 'https://b.tech/x'", None),
        ("'https://a.tech' + 'orders'", None),
        ("'https://a.tech' + 'orders/x'", None),
    ] {
        let card = format!("{IMPORT}hubspot.fetch({url})");
        let found = with_code(&[("src/app/cards/Card.jsx", card.as_str())], |code| {
            let text = code.fetches()[0].resolved.texts.first()?;
            Some(Origin::of(text)?.key.text)
        });
        assert_eq!(found.as_deref(), origin, "{url}");
    }
}
