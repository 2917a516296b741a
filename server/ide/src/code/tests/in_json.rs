//! Completion in configuration files of names that code uses.

use super::*;
use crate::Cx;
use crate::completion::{self, Options};

/// The labels at the `▮` in a configuration file, in a project with code.
fn labels(path: &str, text: &str) -> Vec<String> {
    let project = project(&[
        (
            CARD,
            "import { hubspot } from '@hubspot/ui-extensions';\nimport { HOST } from '../host';\n\
             hubspot.extend(() => {});\nhubspot.fetch('https://api.harbour.tech/a');\n\
             hubspot.fetch(`${HOST}/a`);\nhubspot.fetch('http://localhost:3000');\n",
        ),
        (
            "src/app/host.js",
            "export const HOST = 'https://new.harbour.tech';\n",
        ),
        (
            FUNCTION_CODE,
            "exports.main = () => process.env.NEW_KEY + process.env.SHARED + process.env.NODE_ENV;\n",
        ),
        (path, text),
    ]);
    let index = Index::new(&project);
    let cx = Cx {
        index: &index,
        document: &project.documents[path],
    };
    let options = Options { snippets: false };
    completion::complete(&cx, text.find('▮').unwrap() as u32, options)
        .into_iter()
        .map(|item| item.label)
        .collect()
}

#[test]
fn secret_keys_are_completed_with_variables_that_the_code_reads() {
    for (list, expected) in [
        (r#"["SHARED", "▮"]"#, "NEW_KEY"),
        (r#"["▮"#, "NEW_KEY SHARED"),
        ("[▮]", "NEW_KEY SHARED"),
    ] {
        let text = format!(
            r#"{{"uid": "get_orders", "type": "app-function", "config": {{
            "entrypoint": "/app/functions/orders.js", "secretKeys": {list}"#
        );
        let shown = labels("src/app/functions/orders-hsmeta.json", &text).join(" ");
        assert_eq!(shown, expected, "{list}");
    }
}

#[test]
fn permitted_urls_are_completed_with_origins_that_the_code_fetches() {
    let text = r#"{"uid": "harbour", "type": "app", "config": {"permittedUrls": {
        "fetch": ["https://api.harbour.tech", "▮"], "iframe": []}}}"#;
    let shown = labels("src/app/app-hsmeta.json", text).join(" ");
    assert_eq!(shown, "https://new.harbour.tech");
    let text = text.replace('▮', "").replace("[]", "[\"▮\"]");
    assert_eq!(
        labels("src/app/app-hsmeta.json", &text),
        Vec::<String>::new()
    );
}
