//! What components reach.

use source::Need;

use super::*;

const ENTRYPOINT: &str = "src/app/cards/Card.jsx";

/// Whether everything is known that a card with this text reaches.
fn is_known(card: &str, others: &[(&str, &str)]) -> bool {
    let mut files = vec![(ENTRYPOINT, card)];
    files.extend(others);
    with_code(&files, |code| code.components()[0].is_known)
}

#[test]
fn an_import_that_cannot_be_followed_makes_a_component_unknown() {
    let api = ("src/app/cards/api.js", "export const a = 1;");
    for card in [
        "import { a } from './api';",
        "import { useState } from 'react'; import { hubspot } from '@hubspot/ui-extensions';",
        "import get from 'lodash/get'; import fs from 'node:fs'; import path from 'path';",
        "import type { A } from './missing'; import logo from './logo.svg';",
        "const api = await import('./api');",
    ] {
        let logo = ("src/app/cards/logo.svg", "<svg/>");
        assert!(is_known(card, &[api, logo]), "{card}");
    }
    for card in [
        "import { a } from './missing';",
        "import { a } from '@/api';",
        "import { a } from 'shared';",
        "import { a } from 'local';",
        "import { a } from 'unlisted';",
        "import { a } from 'util/format';",
        "import { a } from './dist';",
        "import { a } from '../../../outside';",
        "export * from './missing';",
        "const a = require('./missing');",
        "const a = await import(name);",
        "import { a } from './empty';",
        "import { a } from './broken';",
        "",
    ] {
        let dist = ("src/app/cards/dist/index.js", "export const a = 1;");
        let empty = ("src/app/cards/empty.js", " \n");
        let broken = ("src/app/cards/broken.js", "export const a = {");
        assert!(!is_known(card, &[api, dist, empty, broken]), "{card}");
    }
}

#[test]
fn a_missing_entrypoint_makes_a_component_unknown() {
    with_code(&[], |code| {
        for component in code.components() {
            assert!(!component.is_known && component.files.is_empty());
        }
    });
}

#[test]
fn files_run_where_the_components_run_that_reach_them() {
    let files = [
        (
            ENTRYPOINT,
            "import './shared'; import './Card.test'; import './one';",
        ),
        ("src/app/cards/one.js", "import './Card';"),
        ("src/app/cards/shared.js", "x();"),
        ("src/app/cards/Card.test.js", "x();"),
        (
            "src/app/functions/sync.js",
            "require('../cards/shared'); require('./lib');",
        ),
        ("src/app/functions/lib.js", "x();"),
        ("src/app/functions/other.js", "x();"),
    ];
    with_code(&files, |code| {
        let runtimes = |path: &str| {
            let runtimes = code.runtimes(&RelPath::new(path));
            (runtimes.is_ui, runtimes.is_function)
        };
        assert_eq!(runtimes(ENTRYPOINT), (true, false));
        assert_eq!(runtimes("src/app/cards/one.js"), (true, false));
        assert_eq!(runtimes("src/app/cards/shared.js"), (true, true));
        assert_eq!(runtimes("src/app/cards/Card.test.js"), (false, false));
        assert_eq!(runtimes("src/app/functions/lib.js"), (false, true));
        assert_eq!(runtimes("src/app/functions/other.js"), (false, false));
    });
}

#[test]
fn files_that_nothing_reaches_are_kept_only_if_they_may_be_extensions() {
    let extension = "import { hubspot } from '@hubspot/ui-extensions'; hubspot.extend(() => null);";
    let files = [
        (ENTRYPOINT, "x();"),
        ("src/app/cards/Old.jsx", extension),
        ("src/app/cards/helper.js", "x();"),
        ("src/app/cards/Old.test.jsx", extension),
        ("src/app/elsewhere.jsx", extension),
    ];
    with_code(&files, |code| {
        let sources: Vec<&str> = code.sources().map(|file| file.path.as_str()).collect();
        assert_eq!(sources, [ENTRYPOINT, "src/app/cards/Old.jsx"]);
        assert_eq!(code.extend_calls().len(), 1);
    });
}

#[test]
fn ui_code_that_nothing_reaches_is_kept_apart() {
    let part = "import { Text } from '@hubspot/ui-extensions'; import './lib';";
    let files = [
        (ENTRYPOINT, "import './shared';"),
        ("src/app/cards/shared.js", "x();"),
        ("src/app/cards/Part.jsx", part),
        (
            "src/app/cards/lib.js",
            "import './shared'; import './lib.test';",
        ),
        ("src/app/cards/lib.test.js", "import 'react';"),
        ("src/app/cards/other.js", "x();"),
        ("src/app/cards/types.ts", "import type { A } from 'react';"),
        ("src/app/settings/Page.tsx", "import React from \"react\";"),
        ("src/app/functions/sync.js", "import 'react';"),
        ("src/app/functions/Part.jsx", part),
    ];
    with_code(&files, |code| {
        let paths: Vec<&str> = code.ui_files().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                ENTRYPOINT,
                "src/app/cards/Part.jsx",
                "src/app/cards/lib.js",
                "src/app/cards/shared.js",
                "src/app/settings/Page.tsx",
            ]
        );
        let sources: Vec<&str> = code.sources().map(|file| file.path.as_str()).collect();
        assert_eq!(
            sources,
            [
                ENTRYPOINT,
                "src/app/cards/shared.js",
                "src/app/functions/sync.js",
            ]
        );
        let shared = code
            .source(&RelPath::new("src/app/cards/shared.js"))
            .unwrap();
        assert_eq!(code.ui_components_of(shared).count(), 1);
        let part = code
            .source(&RelPath::new("src/app/cards/Part.jsx"))
            .unwrap();
        assert_eq!(code.ui_components_of(part).count(), 0);
    });
}

#[test]
fn environment_variables_are_those_of_all_files_that_a_function_reaches() {
    let files = [
        (
            "src/app/functions/sync.js",
            "require('./lib'); process.env.ONE;",
        ),
        ("src/app/functions/lib.js", "process.env.TWO || 'x';"),
        ("src/app/functions/other.js", "process.env.THREE;"),
    ];
    with_code(&files, |code| {
        let function = code.components().last().unwrap();
        let mut names: Vec<_> = function
            .env_reads()
            .map(|found| (found.read.name.as_str(), found.read.need))
            .collect();
        names.sort();
        assert_eq!(names, [("ONE", Need::Required), ("TWO", Need::Replaced)]);
        assert!(!function.may_read_any_variable());
    });
    let files = [("src/app/functions/sync.js", "process.env[name];")];
    with_code(&files, |code| {
        assert!(code.components().last().unwrap().may_read_any_variable());
    });
}

#[test]
fn files_that_are_still_to_be_read_are_named() {
    let mut project = project(&[(ENTRYPOINT, "import './api'; import './missing';")]);
    for path in ["src/app/cards/api.js", "src/app/functions/sync.js"] {
        project.insert_file(&RelPath::new(path));
    }
    let index = Index::new(&project);
    let code = Code::of(&index).unwrap();
    let unread: Vec<String> = code
        .unread_sources()
        .iter()
        .map(RelPath::to_string)
        .collect();
    assert_eq!(
        unread,
        ["src/app/cards/api.js", "src/app/functions/sync.js"]
    );
    assert!(!code.components()[0].is_known);
}

#[test]
fn calls_are_counted_with_those_that_are_known() {
    let card = "import { hubspot, Image } from '@hubspot/ui-extensions';
        hubspot.extend(({ runServerlessFunction, actions }) => {
            hubspot.fetch('https://a.tech'); hubspot.fetch(url);
            hubspot.serverless('sync'); runServerlessFunction({ name: name });
            actions.openIframeModal({ uri: 'https://b.tech', height: 1 });
            return <Image src='https://c.tech/a.png' />;
        });";
    let function = "const axios = require('axios'); fetch('https://a.tech'); axios.get(`https://a.tech/${id}`); axios({ url });
        const client = axios.create({ baseURL: 'https://a.tech' }); client.post('/items'); axios.isAxiosError(error);
        const hubspot = require('@hubspot/api-client'); const api = new hubspot.Client({}); api.apiRequest({ path: '/crm/v3/x' });";
    let package = (
        "src/app/functions/package.json",
        r#"{"dependencies":{"axios":"1"}}"#,
    );
    let files = [
        (ENTRYPOINT, card),
        ("src/app/functions/sync.js", function),
        package,
    ];
    with_code(&files, |code| {
        let counts = code.counts();
        let count = |total, resolved| CallCount { total, resolved };
        assert_eq!(counts.files, 2);
        assert_eq!(counts.fetch, count(2, 1));
        assert_eq!(counts.serverless, count(2, 1));
        assert_eq!(counts.requests, count(5, 4));
        assert_eq!(code.iframes().len(), 1);
        assert_eq!(code.images().len(), 1);
    });
}

#[test]
fn helpers_of_tests_and_scripts_that_nothing_reaches_are_no_ui_code() {
    let part = "import React from 'react';\nexport const a = fetch('a');";
    let on_node = "import React from 'react';\nimport fs from 'node:fs';";
    let testing = "import { createRenderer } from '@hubspot/ui-extensions/testing';";
    let script = "#!/usr/bin/env node\nimport React from 'react';";
    let files = [
        (ENTRYPOINT, "import './tools/used';"),
        ("src/app/cards/tools/used.js", part),
        ("src/app/cards/tools/unused.js", part),
        ("src/app/cards/test/render.jsx", part),
        ("src/app/cards/testUtils.tsx", part),
        ("src/app/cards/setup-tests.ts", part),
        ("src/app/cards/card.e2e.ts", part),
        ("src/app/cards/latest.js", part),
        ("src/app/cards/render.js", on_node),
        ("src/app/cards/render.tsx", testing),
        ("src/app/cards/print.js", script),
    ];
    with_code(&files, |code| {
        let paths: Vec<&str> = code.ui_files().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                ENTRYPOINT,
                "src/app/cards/latest.js",
                "src/app/cards/tools/used.js",
            ]
        );
    });
}
