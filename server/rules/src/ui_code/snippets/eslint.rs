//! The examples of the tests of npm @hubspot/eslint-config-ui-extensions 1.2.0, and how often its rules report each.

use super::*;

#[test]
fn html_elements_are_reported_as_eslint_does() {
    assert_counts(
        "html-element",
        &[
            (0, "function App() { return <Button>Click Me</Button> };"),
            (
                0,
                "function App() { return (<Box><Text>A Headline</Text><Button>Click Me</Button></Box>); };",
            ),
            (
                0,
                "function App() { return (<><Text>Fragment Text</Text><Button>Click Me</Button></>); };",
            ),
            (
                0,
                "function Div() { return <Box>Custom Div</Box> }; function App() { return <Div />; };",
            ),
            (1, "function App() { return <div>Invalid Element</div>; };"),
            (
                6,
                "function App() { return (<div><h1>Invalid Header</h1><p>Invalid paragraph content \
                 <a href=\"#\">with a link</a> and a <span style=\"font-weight: bold;\">span tag for \
                 extra styling.</span></p><button>Click Me</button></div>); };",
            ),
            (
                1,
                "function App() { return <img src=\"image.png\" alt=\"Invalid Image\" />; };",
            ),
        ],
    );
}

/// A card with elements of an imported component.
fn app(import: &str, elements: &str) -> String {
    format!("{import}\nfunction App() {{ return <>{elements}</>; }}")
}

#[test]
fn image_sources_are_reported_as_eslint_does() {
    let image = "import { Image } from '@hubspot/ui-extensions';";
    let alias = "import { Image as HubImage } from '@hubspot/ui-extensions';";
    let cases = [
        (
            0,
            app(image, "<Image src=\"https://example.com/image.png\" />"),
        ),
        (
            0,
            app(image, "<Image src=\"http://localhost:3000/image.jpg\" />"),
        ),
        (
            0,
            app(
                image,
                "<Image src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==\" />",
            ),
        ),
        (
            0,
            app(
                image,
                "<Image src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' \
                 width='100'%3E%3C/svg%3E\" />",
            ),
        ),
        (
            0,
            app(
                image,
                "<Image src=\"https://example.com/image.webp?v=2#top\" />",
            ),
        ),
        (
            0,
            app(
                "import { Image } from '@hubspot/ui-extensions'; import testImage from './testImage.png';",
                "<Image src={testImage} />",
            ),
        ),
        (
            0,
            app(
                image,
                "<Image src=\"https://example.com/photo.jpg\" /><Image src=\"https://example.com/photo.jpeg\" />\
                 <Image src=\"https://example.com/photo.png\" /><Image src=\"https://example.com/photo.gif\" />\
                 <Image src=\"https://example.com/photo.svg\" /><Image src=\"https://example.com/photo.webp\" />",
            ),
        ),
        (
            0,
            app(alias, "<HubImage src=\"https://example.com/image.png\" />"),
        ),
        (
            0,
            app(
                "import { Text } from '@hubspot/ui-extensions';",
                "<Image src=\"./relative.png\" />",
            ),
        ),
        (
            0,
            app(
                "import { Iframe } from '@hubspot/ui-extensions';",
                "<Iframe src=\"https://somesite.com\" />",
            ),
        ),
        (1, app(image, "<Image src=\"./image.png\" />")),
        (1, app(image, "<Image src=\"../images/logo.svg\" />")),
        (1, app(image, "<Image src=\"/assets/image.png\" />")),
        (
            1,
            app(image, "<Image src=\"  https://example.com/image.png  \" />"),
        ),
        (1, app(image, "<Image src=\"\" />")),
        (
            1,
            app(image, "<Image src=\"ftp://example.com/image.png\" />"),
        ),
        (
            1,
            app(image, "<Image src=\"file:///Users/me/image.png\" />"),
        ),
        (
            1,
            app(image, "<Image src=\"https://example.com/document.pdf\" />"),
        ),
        (1, app(image, "<Image src=\"https://example.com/image\" />")),
        (1, app(alias, "<HubImage src=\"/local/image.jpg\" />")),
    ];
    let cases: Vec<(usize, &str)> = cases
        .iter()
        .map(|(count, code)| (*count, &**code))
        .collect();
    assert_counts("invalid-image-source", &cases);
}

const BASIC: &str = "import { hubspot } from '@hubspot/ui-extensions';";
const CRM: &str = "import { useCrmProperties } from '@hubspot/ui-extensions/crm/hooks';";
const SETTINGS: &str = "import { SettingsComponent } from '@hubspot/ui-extensions/settings';";
const PAGES: &str = "import { PageComponent } from '@hubspot/ui-extensions/pages';";
const HOOKS: &str = "import { useExtensionContext } from '@hubspot/ui-extensions/hooks';";
const OTHER: &str =
    "import { useEffect } from 'react'; import { FakeComponent } from 'apackage/extensions/pages';";

#[test]
fn imports_for_other_folders_are_reported_as_eslint_does() {
    let mut cases = Vec::new();
    for (path, own) in [
        ("src/app/cards/Component.tsx", CRM),
        ("src/app/settings/Component.tsx", SETTINGS),
        ("src/app/pages/Component.tsx", PAGES),
        ("src/app/pages/nested/Component.tsx", PAGES),
        ("src/app/cards/pages/Component.tsx", CRM),
    ] {
        for code in [BASIC, HOOKS, OTHER] {
            cases.push((0, path, code));
        }
        for code in [CRM, SETTINGS, PAGES] {
            cases.push((usize::from(code != own), path, code));
        }
    }
    assert_counts_in("misplaced-sdk-import", &cases);
}

#[test]
fn imports_of_parent_folders_are_reported_as_eslint_does() {
    let mut cases = Vec::new();
    for folder in ["cards", "settings", "pages"] {
        for (expected, file, specifier) in [
            (0, "Component.tsx", "./utils"),
            (0, "index.tsx", "./components/Button"),
            (0, "Component.tsx", "react"),
            (0, "Component.tsx", "@hubspot/ui-extensions"),
            (0, "Component.tsx", "@company/package"),
            (0, "nested/Component.tsx", "../utils"),
            (0, "nested/deep/Component.tsx", "../../utils"),
            (0, "nested/Component.tsx", "./../components/../utils"),
            (0, "nested/Component.tsx", "../"),
            (1, "Component.tsx", "../shared/utils"),
            (1, "nested/deep/Component.tsx", "../../../lib/utils"),
            (1, "nested/Component.tsx", "../../lib/utils"),
            (1, "Component.tsx", "./../../../shared/utils"),
            (1, "Component.tsx", "../app/shared/utils"),
            (1, "Component.tsx", "../"),
        ] {
            let path = format!("src/app/{folder}/{file}");
            let code = format!("import {{ hubspot, util }} from '{specifier}';");
            cases.push((expected, path, code));
        }
    }
    let cases: Vec<(usize, &str, &str)> = cases
        .iter()
        .map(|(expected, path, code)| (*expected, &**path, &**code))
        .collect();
    assert_counts_in("parent-import", &cases);
}

#[test]
fn files_of_the_layout_before_2025_2_are_reported_too() {
    for (rule, code, text) in [
        (
            "parent-import",
            "import React from 'react';\nimport { util } from '../shared/utils';",
            "'../shared/utils'",
        ),
        (
            "misplaced-sdk-import",
            "\nimport { P } from '@hubspot/ui-extensions/pages';",
            "'@hubspot/ui-extensions/pages'",
        ),
    ] {
        let path = "src/app/extensions/Component.jsx";
        let expected = vec![(path.to_owned(), 2, text.to_owned())];
        assert_eq!(reported(rule, &[(path, code)]), expected, "{rule}");
    }
}

#[test]
fn files_outside_of_the_folders_of_extensions_may_import_parent_folders() {
    let card = [component(CARD)].concat();
    let mut files: Vec<(&str, &str)> = Vec::new();
    for (path, text) in &card {
        files.push((path, text));
    }
    files.extend([
        (CARD, "import { a } from '../shared/Component';"),
        (
            "src/app/shared/Component.tsx",
            "import { util } from '../../lib/helper'; export const a = util;",
        ),
        (
            "src/lib/helper.ts",
            "import { c } from '../../config/constants'; export const util = c;",
        ),
    ]);
    let texts = reported("parent-import", &files);
    assert_eq!(
        texts,
        [(CARD.to_owned(), 1, "'../shared/Component'".to_owned())]
    );
}

#[test]
fn experimental_imports_are_reported_as_eslint_does() {
    assert_counts(
        "experimental-import",
        &[
            (0, "import { Text, Button } from '@hubspot/ui-extensions';"),
            (0, "import { useState } from 'react';"),
            (0, CRM),
            (
                1,
                "import { Grid } from '@hubspot/ui-extensions/experimental';",
            ),
            (
                1,
                "import { getDistance } from '@hubspot/ui-extensions/experimental/Layout/constants';",
            ),
            (
                1,
                "import ExperimentalComponent from '@hubspot/ui-extensions/experimental';",
            ),
        ],
    );
}
