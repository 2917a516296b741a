//! Which calls are recorded, and what is called.

use super::*;

fn calls(text: &str) -> Vec<String> {
    facts(text).calls.iter().map(show_call).collect()
}

#[test]
fn a_call_of_an_import_is_recorded_by_its_name_in_the_other_file() {
    let imports = "import { hubspot as h } from '@hubspot/ui-extensions';
import * as sdk from '@hubspot/ui-extensions';
const { hubspot: required } = require('@hubspot/ui-extensions');
const { fetch: renamed } = h;
";
    for call in [
        "h.fetch('x')",
        "h?.fetch?.('x')",
        "h['fetch']('x')",
        "(h as any).fetch('x')",
        "sdk.hubspot.fetch('x')",
        "required.fetch('x')",
        "renamed('x')",
        "(0, h.fetch)('x')",
    ] {
        let expected = ["@hubspot/ui-extensions#hubspot.fetch(\"x\")"];
        assert_eq!(calls(&format!("{imports}{call};")), expected, "{call}");
    }
}

#[test]
fn a_parameter_is_known_by_the_property_that_it_is_taken_from() {
    let text = "hubspot.extend(({ runServerlessFunction: run, actions }) => {
    run({ name: 'x' });
    actions.openIframeModal({ uri: 'y' });
});";
    assert_eq!(
        calls(text),
        [
            "global hubspot.extend(?)",
            "bound runServerlessFunction({name: \"x\"})",
            "bound actions.openIframeModal({uri: \"y\"})",
        ]
    );
}

#[test]
fn calls_of_an_instance_are_recorded_wherever_it_is_stored() {
    for text in [
        "const client = new Client({});",
        "const client = (() => new Client({}))();",
        "let client; client = new Client();",
        "const make = () => { return new Client(); }; const client = make();",
    ] {
        let text = format!(
            "import {{ Client }} from '@hubspot/api-client';\n{text}\nclient.crm.deals.basicApi.getById(1);"
        );
        assert_eq!(
            calls(&text),
            ["new @hubspot/api-client#Client.crm.deals.basicApi.getById(1)"],
            "{text}"
        );
    }
}

#[test]
fn hubspot_is_passed_on_unless_its_functions_are_called() {
    for (statement, is_passed) in [
        ("hubspot.extend(() => null)", false),
        ("hubspot.extend<'a'>(() => null)", false),
        ("(hubspot).fetch('x')", false),
        ("hs.extend(f); SDK.hubspot.extend(f)", false),
        ("context.portal.id", false),
        ("const extend = hubspot.extend.bind(hubspot)", true),
        ("[hubspot.extend].forEach(call)", true),
        ("hubspot.extend.call(x, f)", true),
        ("run(hs)", true),
        ("run(SDK.hubspot.extend)", true),
        ("hubspot[x](f)", true),
        ("const { extend } = hubspot", true),
    ] {
        let imports = "import { hubspot, hubspot as hs } from '@hubspot/ui-extensions';
import * as SDK from '@hubspot/ui-extensions';";
        let facts = facts(&format!("{imports}\n{statement};"));
        assert_eq!(facts.passes_hubspot, is_passed, "{statement}");
    }
}

#[test]
fn a_client_that_another_file_returns_is_known_by_the_function() {
    for text in [
        "const client = await getClient(); client.apiRequest({});",
        "(await getClient()).apiRequest({});",
        "getClient().apiRequest({});",
    ] {
        let text = format!("import {{ getClient }} from './client';\n{text}");
        assert_eq!(calls(&text), ["./client#getClient().apiRequest({})"]);
    }
}

#[test]
fn clients_are_recorded_with_their_arguments() {
    let import = "import { Client } from '@hubspot/api-client'; import axios from 'axios';";
    for (statement, arguments) in [
        (
            "const a = new Client({ accessToken: T })",
            "{accessToken: ?}",
        ),
        ("axios.create({ baseURL: 'x' })", "{baseURL: \"x\"}"),
        ("new Date(1); create(2); new Other(Client)", ""),
    ] {
        let facts = facts(&format!("{import}\n{statement};"));
        let mut shown = Vec::new();
        for instance in &facts.instances {
            shown.push(list(&instance.arguments, ", "));
        }
        assert_eq!(shown.join("; "), arguments, "{statement}");
    }
}

/// The calls with the arguments of calls of the functions around them.
fn wrapped(text: &str) -> Vec<String> {
    let facts = facts(text);
    let calls = facts.wrapped_calls.iter();
    calls.map(|wrapped| show_call(&wrapped.call)).collect()
}

#[test]
fn a_request_has_the_arguments_of_the_calls_of_its_function() {
    for (function, call, expected) in [
        (
            "function api(path) { return fetch(B + path); }",
            "api('/x')",
            "\"b\" + \"/x\"",
        ),
        (
            "const api = async (path) => (await fetch(`${B}${path}`)).json();",
            "await api(`/x/${id}`)",
            "\"b\" + \"/x/\" + ?",
        ),
        ("const api = path => fetch(path);", "api('/x')", "\"/x\""),
        (
            "function api(path, options = {}) { const url = B + path; return fetch(url, { method: 'GET', ...options }); }",
            "api('/x', { method: 'PUT' })",
            "\"b\" + \"/x\", {method: \"GET\", method: \"PUT\"}",
        ),
        (
            "function api({ path, method }) { return fetch(B + path, { method }); }",
            "api({ path: '/x', method: 'PUT' })",
            "\"b\" + \"/x\", {method: \"PUT\"}",
        ),
        (
            "function api(path) { return new Promise((done) => { fetch(path).then(done); }); }",
            "api('/x')",
            "\"/x\"",
        ),
        (
            "const api = (token) => fetch('/x', { headers: { Authorization: `Bearer ${token}` } });",
            "api(process.env.T)",
            "\"/x\", {headers: {Authorization: \"Bearer \" + env.T}}",
        ),
        (
            "const api = (path, o = {}) => fetch(path, { method: o.method || 'GET', headers: { a: 'b', ...(o.headers || {}) } });",
            "api('/x', { method: 'PUT' })",
            "\"/x\", {method: (\"PUT\" | \"GET\"), headers: {a: \"b\"}}",
        ),
    ] {
        let text = format!("const B = 'b'; {function} {call};");
        assert_eq!(
            wrapped(&text),
            [format!("global fetch({expected})")],
            "{text}"
        );
    }
    let class = "class Api { get(id) { return this.send(`/x/${id}`); } send(path) { return fetch(path); } }";
    assert_eq!(wrapped(class), ["global fetch(\"/x/\" + ?)"]);
    for text in [
        "function api(path) { return fetch('/y', { path }); } api('/x');",
        "function api(path) { return fetch(path); } other.api('/x');",
        "function api(path) { path = normalize(path); return fetch(path); } api('/x');",
        "function api(a, path) { return fetch(path); } api(...a, '/x');",
        "function api(path) { const inner = (path) => fetch(path); return inner; } api('/x');",
        "function api(path) { return fetch(path); } api();",
    ] {
        assert!(wrapped(text).is_empty(), "{text}");
    }
}

#[test]
fn requests_of_exported_functions_have_their_parameters() {
    for (text, expected) in [
        (
            "export const api = (path, { method }) => fetch('b' + path, { method });",
            "global fetch(\"b\" + parameter 0, {method: parameter 1method})",
        ),
        (
            "function api(path, ...rest) { return fetch(path, rest); } module.exports = { api };",
            "global fetch(parameter 0, ?)",
        ),
        (
            "export function api(path) { path += 'x'; fetch(path); }",
            "",
        ),
        ("export function api(path) { fetch('/x', path); }", ""),
        ("const api = (path) => fetch(path);", ""),
    ] {
        let facts = facts(text);
        let templates = facts.templates.iter();
        let shown: Vec<String> = templates
            .map(|template| show_call(&template.call))
            .collect();
        assert_eq!(shown.join("; "), expected, "{text}");
    }
}

#[test]
fn functions_of_other_files_that_are_given_a_path_are_recorded() {
    let import = "import { api, log } from './api';";
    let text = format!("{import} api('/x'); log('done'); other('/x');");
    assert_eq!(calls(&text), ["./api#api(\"/x\")"]);
}
