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
