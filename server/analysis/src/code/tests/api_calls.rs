//! Which calls of HubSpot's API are found.

use super::*;

const CLIENT: &str = "const hubspot = require('@hubspot/api-client');\n";

/// A call as one line: method, paths or accessor, token.
fn show(call: &ApiCall<'_>) -> String {
    let what = match &call.target {
        ApiTarget::Paths { paths, is_open } => {
            let mut shown: Vec<String> = paths.iter().map(show_path).collect();
            if *is_open {
                shown.push("?".to_owned());
            }
            shown.join(" | ")
        }
        ApiTarget::Accessor(names) => names.join("."),
    };
    let method = call.method.as_deref().unwrap_or("?");
    let token = match call.token {
        Token::App => "app".to_owned(),
        Token::Missing => "no token".to_owned(),
        Token::Unknown => "?".to_owned(),
        Token::Value { file, value } => {
            let span = value.span();
            file.text[span.range()].to_owned()
        }
    };
    format!("{method} {what} ({token})")
}

fn show_path(path: &ApiPath) -> String {
    let mut shown = String::new();
    for segment in &path.segments {
        match &segment.text {
            SegmentText::Known(text) => shown += &format!("/{text}"),
            SegmentText::Partial(text) => shown += &format!("/{text}…"),
            SegmentText::Unknown => shown += "/…",
        }
    }
    shown
}

/// The calls of a function with these statements.
fn of_function(statements: &str, others: &[(&str, &str)]) -> Vec<String> {
    let mut files = vec![("src/app/functions/sync.js", statements)];
    files.extend(others);
    with_code(&files, |code| code.api_calls().iter().map(show).collect())
}

/// The calls of a card with these statements.
fn of_card(statements: &str) -> Vec<String> {
    let files = [("src/app/cards/Card.jsx", statements)];
    with_code(&files, |code| code.api_calls().iter().map(show).collect())
}

#[test]
fn urls_of_the_api_are_found_however_they_are_composed() {
    for (statement, call) in [
        (
            "fetch('https://api.hubapi.com/crm/v3/owners')",
            "GET /crm/v3/owners (no token)",
        ),
        (
            "fetch('HTTPS://API.HubApi.com/crm/v3/owners/')",
            "GET /crm/v3/owners (no token)",
        ),
        (
            "fetch('https://api.hubspot.com/crm/v3/owners?limit=1#x')",
            "GET /crm/v3/owners (no token)",
        ),
        (
            "fetch(`https://api.hubapi.com/crm/v3/objects/${type}/search`)",
            "GET /crm/v3/objects/…/search (no token)",
        ),
        (
            "fetch(`https://api.hubapi.com/crm/v3/objects/0-${n}`)",
            "GET /crm/v3/objects/0-… (no token)",
        ),
        (
            "fetch(`https://api.hubapi.com/crm/v3/objects/${n}-x/y`)",
            "GET /crm/v3/objects/…/y (no token)",
        ),
        (
            "fetch(`https://api.hubapi.com${path}`)",
            "GET /… (no token)",
        ),
        (
            "const B = 'https://api.hubapi.com/'; fetch(B + 'crm/v3/owners')",
            "GET /crm/v3/owners (no token)",
        ),
        (
            "fetch(new URL('/crm/v3/owners', 'https://api.hubapi.com'))",
            "GET /crm/v3/owners… (no token)",
        ),
        (
            "fetch(a ? 'https://api.hubapi.com/a/b' : 'https://api.hubapi.com/c')",
            "GET /a/b | /c (no token)",
        ),
        (
            "fetch(a ?? 'https://api.hubapi.com/a')",
            "GET /a | ? (no token)",
        ),
        (
            "fetch('https://api.hubapi.com/a', { method: 'post' })",
            "POST /a (no token)",
        ),
        (
            "fetch('https://api.hubapi.com/a', { method })",
            "? /a (no token)",
        ),
        ("fetch('https://api.hubapi.com/a', options)", "? /a (?)"),
        (
            "const o = { headers: { authorization: T } }; fetch('https://api.hubapi.com/a', o)",
            "GET /a (T)",
        ),
        (
            "fetch('https://api.hubapi.com/a', { headers: { Accept: 'x', ...more } })",
            "GET /a (?)",
        ),
    ] {
        assert_eq!(of_function(statement, &[]), [call], "{statement}");
    }
    for statement in [
        "fetch('https://api.acme.tech/crm/v3/owners')",
        "fetch('https://api.hubapi.com.acme.tech/crm/v3/owners')",
        "fetch(url)",
        "const url = 'https://api.hubapi.com/crm/v3/owners';",
        "// fetch('https://api.hubapi.com/crm/v3/owners')",
        "function f(fetch) { fetch('https://api.hubapi.com/crm/v3/owners') }",
    ] {
        assert!(of_function(statement, &[]).is_empty(), "{statement}");
    }
}

#[test]
fn requests_of_other_packages_are_found() {
    for (statements, call) in [
        (
            "const axios = require('axios'); axios.post('https://api.hubapi.com/a', {}, { headers: { Authorization: T } })",
            "POST /a (T)",
        ),
        (
            "const axios = require('axios'); axios({ method: 'PUT', url: 'https://api.hubapi.com/a' })",
            "PUT /a (no token)",
        ),
        (
            "const axios = require('axios'); axios({ method: 'get', baseURL: 'https://api.hubapi.com', url: '/a' })",
            "GET /a (no token)",
        ),
        (
            "import axios from 'axios'; const api = axios.create({ baseURL: 'https://api.hubapi.com', headers: { Authorization: T } }); api.get('/a/b')",
            "GET /a/b (T)",
        ),
        (
            "import axios from 'axios'; const api = axios.create({ baseURL: 'https://api.hubapi.com/a/' }); api.delete(`b/${c}`)",
            "DELETE /a/b/… (no token)",
        ),
        (
            "import got from 'got'; const api = got.extend({ prefixUrl: 'https://api.hubapi.com' }); api.get('a')",
            "GET /a (no token)",
        ),
        (
            "import ky from 'ky'; const api = ky.create({ prefixUrl: 'https://api.hubapi.com/a' }); api.patch('b')",
            "PATCH /a/b (no token)",
        ),
        (
            "import fetch from 'cross-fetch'; fetch('https://api.hubapi.com/a')",
            "GET /a (no token)",
        ),
        (
            "import https from 'https'; https.request({ hostname: 'api.hubapi.com', path: '/a?b', method: 'POST', headers: { Authorization: T } }, f)",
            "POST /a (T)",
        ),
        (
            "const https = require('node:https'); https.get('https://api.hubapi.com/a', f)",
            "GET /a (?)",
        ),
    ] {
        let package = (
            "src/app/functions/package.json",
            r#"{"dependencies":{"axios":"1","got":"1","ky":"1","cross-fetch":"1"}}"#,
        );
        assert_eq!(of_function(statements, &[package]), [call], "{statements}");
    }
}

#[test]
fn a_package_that_is_not_listed_sends_requests_too() {
    let statements = "const fetch = require('node-fetch'); fetch('https://api.hubapi.com/a')";
    assert_eq!(of_function(statements, &[]), ["GET /a (no token)"]);
}

#[test]
fn paths_of_clients_are_those_of_the_api() {
    let new = format!("{CLIENT}const client = new hubspot.Client({{ accessToken: T }});\n");
    for (statement, call) in [
        (
            "client.apiRequest({ path: '/crm/v3/owners' })",
            "GET /crm/v3/owners (T)",
        ),
        (
            "client.apiRequest({ path: 'crm/v3/owners', method: 'POST' })",
            "POST /crm/v3/owners (T)",
        ),
        (
            "client.apiRequest({ path: `/crm/v3/objects/${type}`, method: 'POST' })",
            "POST /crm/v3/objects/… (T)",
        ),
        ("client.apiRequest({ path: `${a}/b` })", "GET /…/b (T)"),
        ("client.apiRequest({ path })", "GET ? (T)"),
        ("client.apiRequest(options)", "? ? (T)"),
        (
            "(c) => c.apiRequest({ path: '/crm/v3/owners' })",
            "GET /crm/v3/owners (?)",
        ),
    ] {
        assert_eq!(
            of_function(&[&new, statement].concat(), &[]),
            [call],
            "{statement}"
        );
    }
    let other = [&new, "(c) => c.apiRequest({ path: '/v3/orders' })"].concat();
    assert!(of_function(&other, &[]).is_empty());
    let card = "import { fetchHubSpotApi } from '@hubspot/ui-extensions/experimental/api-client';
import { hubspot } from '@hubspot/ui-extensions';
fetchHubSpotApi({ path: '/crm/v3/owners', method: 'GET' });
hubspot.fetch('https://api.hubapi.com/a');
fetch('https://api.hubapi.com/b');";
    assert_eq!(
        of_card(card),
        ["GET /crm/v3/owners (app)", "GET /a (no token)"]
    );
}

#[test]
fn methods_of_the_client_are_found_wherever_it_is_made() {
    let own = "const client = new hubspot.Client({ accessToken: T });";
    for (statements, token) in [
        (own, "T"),
        (
            "const { Client } = require('@hubspot/api-client'); const client = new Client();",
            "?",
        ),
        (
            "let client = null; function get() { if (!client) client = new hubspot.Client({ accessToken: T }); return client; } get();",
            "T",
        ),
        (
            "const get = async () => { return new hubspot.Client({ accessToken: T }); }; const client = await get();",
            "T",
        ),
        ("const { client } = require('./hs');", "U"),
        ("import client from './hs';", "U"),
        (
            "import { get } from './hs'; const client = await get();",
            "U",
        ),
        (
            "const hs = require('./again'); const client = hs.get();",
            "U",
        ),
        ("import { all } from './hs'; const { client } = all;", "U"),
        ("import { other } from './hs'; const client = other();", "?"),
    ] {
        let others = [
            (
                "src/app/functions/hs.js",
                "import { Client } from '@hubspot/api-client';\nconst client = new Client({ accessToken: U });\nexport { client };\nexport default client;\nexport const all = { client };\nexport async function get() { return client; }\nexport function other() { if (a) return client; return b; }",
            ),
            ("src/app/functions/again.js", "export { get } from './hs';"),
        ];
        let text = format!("{CLIENT}{statements}\nclient.crm.deals.basicApi.getById(1);");
        let call = format!("? crm.deals.basicApi.getById ({token})");
        assert_eq!(of_function(&text, &others), [call], "{statements}");
    }
    for (statement, call) in [
        (
            "class A { constructor() { this.client = new hubspot.Client({ accessToken: T }); } f() { this.client.crm.lists.listsApi.getAll() } }",
            "? crm.lists.listsApi.getAll (T)",
        ),
        (
            "const f = (hs) => hs.crm.contacts.searchApi.doSearch({})",
            "? crm.contacts.searchApi.doSearch (?)",
        ),
        (
            "new hubspot.Client().crm.contacts.getAll()",
            "? crm.contacts.getAll (?)",
        ),
        (
            "const api = new hubspot.Client().crm.deals.basicApi; api.create({})",
            "? crm.deals.basicApi.create (?)",
        ),
    ] {
        let text = format!("{CLIENT}{statement}");
        assert_eq!(of_function(&text, &[]), [call], "{statement}");
    }
    for statement in [
        "new hubspot.Client().setAccessToken(token)",
        "app.crm.deals.getById(1)",
        "client.orders.ordersApi.get(1)",
    ] {
        let text = format!("{CLIENT}{statement}");
        assert!(of_function(&text, &[]).is_empty(), "{statement}");
    }
}

#[test]
fn calls_of_a_function_that_sends_requests_are_found() {
    let api = "const BASE = 'https://api.hubapi.com';
async function api(path, token, options = {}) {
  const response = await fetch(`${BASE}${path}`, { ...options, headers: { Authorization: token } });
  return response.json();
}
";
    for (statement, calls) in [
        ("api('/crm/v3/owners', T)", "GET /crm/v3/owners (T)"),
        (
            "const get = (id) => api(`/crm/v3/objects/deals/${id}`, T, { method: 'PATCH' })",
            "PATCH /crm/v3/objects/deals/… (T)",
        ),
        (
            "api('/a', T); api('/b', T); api(other, T)",
            "GET /a (T); GET /b (T); GET /… (T)",
        ),
        ("run(api)", "? /… (token)"),
    ] {
        let found = of_function(&[api, statement].concat(), &[]);
        assert_eq!(found.join("; "), calls, "{statement}");
    }
    let text = [api, "api('/a', T); fetch(`${BASE}/b`);"].concat();
    with_code(&[("src/app/functions/sync.js", &text)], |code| {
        let calls = code.api_calls().iter();
        let spans: Vec<&str> = calls.map(|call| &text[call.span().range()]).collect();
        assert_eq!(spans, ["'/a'", "`${BASE}/b`"]);
    });
}

#[test]
fn calls_of_a_function_of_another_file_that_sends_requests_are_found() {
    let others = [
        (
            "src/app/functions/api.js",
            "const BASE = 'https://api.hubapi.com';
export async function api(path, options) { return fetch(`${BASE}${path}`, options); }
export const post = ({ path, token }) => fetch(BASE + path, { method: 'POST', headers: { Authorization: token } });
export default (url) => fetch(url);
export const run = (path) => { path = clean(path); return fetch(BASE + path); };",
        ),
        ("src/app/functions/again.js", "export { api as again } from './api';"),
    ];
    // The functions that nothing calls are calls whose paths are unknown.
    let own = ["? /… (?)", "POST /… (token)", "GET /… (no token)"];
    for (statements, called, call) in [
        (
            "import { api } from './api'; api(`/crm/v3/objects/${type}`, { method: 'PUT' })",
            Some(0),
            "PUT /crm/v3/objects/… (no token)",
        ),
        (
            "const lib = require('./again'); lib.again('/a/b', { headers: { Authorization: T } })",
            Some(0),
            "GET /a/b (T)",
        ),
        (
            "import { post } from './api'; post({ path: '/a', token: T })",
            Some(1),
            "POST /a (T)",
        ),
        (
            "import send from './api'; send('https://api.hubapi.com/a')",
            None,
            "GET /a (no token)",
        ),
    ] {
        let mut expected = own.to_vec();
        if let Some(called) = called {
            expected.remove(called);
        }
        expected.push(call);
        assert_eq!(of_function(statements, &others), expected, "{statements}");
    }
    for statements in [
        "import send from './api'; send('https://api.acme.tech/a')",
        "import { run } from './api'; run('/a')",
        "import { api } from './api'; other.api('/a')",
    ] {
        assert_eq!(of_function(statements, &others), own, "{statements}");
    }
}
