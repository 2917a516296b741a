//! Snippets at the edges of the rules.

use super::*;

const SDK: &str = "@hubspot/ui-extensions";

#[test]
fn only_tags_are_html_elements() {
    assert_counts(
        "html-element",
        &[
            (
                0,
                "import React from 'react'; const a = '<div>'; const b = `<p>${a}</p>`; // <div>",
            ),
            (
                0,
                "import React from 'react'; const a = <Text>a {'<div>'} &lt;div&gt; {/* <p> */}</Text>;",
            ),
            (
                0,
                "import React from 'react'; const a = <my-element><circle /><svg:path /></my-element>;",
            ),
            (
                0,
                "import React from 'react'; const a = <ui.div><Div /><Form /></ui.div>;",
            ),
            (
                0,
                "import React from 'react'; const a = 1 < div; const b = a<p>(1);",
            ),
            (
                0,
                "import React from 'react'; type A = Map<a, b>; const f = <p,>(x: p) => x;",
            ),
            (
                0,
                "import React from 'react'; const div = () => null; const a = React.createElement(div);",
            ),
            (
                2,
                "import React from 'react'; const a = <svg><path /><style>{'p {}'}</style></svg>;",
            ),
            (1, "import React from 'react'; const a = <div></div>;"),
            (
                1,
                "import React from 'react'; const div = Text; const a = <div {...props} />;",
            ),
            (
                1,
                "import React from 'react'; const a = <Text>{b && <br/>}</Text>;",
            ),
            (
                1,
                "import React from 'react'; const a = <Text title={<b>a</b>} />;",
            ),
        ],
    );
}

#[test]
fn a_type_assertion_is_not_an_element() {
    let card = component("src/app/cards/Card.ts");
    let files = [
        (&*card[0].0, &*card[0].1),
        (
            "src/app/cards/Card.ts",
            "import React from 'react'; const a = <object>{}; const f = <T>(x: T) => x;",
        ),
    ];
    assert_eq!(reported("html-element", &files), []);
}

#[test]
fn only_images_of_the_sdk_are_looked_at() {
    let bad = "src=\"./a.png\"";
    let with = |import: &str, tag: &str| format!("{import}\nconst a = <{tag} {bad} />;");
    let sdk = |name: &str| format!("import {{ {name} }} from '{SDK}';");
    let cases = [
        (1, with(&sdk("Image"), "Image")),
        (1, with(&sdk("Image as Img"), "Img")),
        (0, with(&sdk("Image as Img"), "Image")),
        (0, with(&sdk("Text as Image"), "Image")),
        (
            1,
            with(&format!("import * as UI from '{SDK}';"), "UI.Image"),
        ),
        (0, with(&sdk("Image"), "Image.Caption")),
        (0, with("import { Image } from 'icons';", "Image")),
        (
            0,
            with(&format!("{} const Image = make();", sdk("Text")), "Image"),
        ),
        (
            0,
            format!("{} const f = (Image) => <Image {bad} />;", sdk("Image")),
        ),
        (
            1,
            with(
                "import { Image } from '@hubspot/ui-extensions/experimental';",
                "Image",
            ),
        ),
    ];
    let cases: Vec<(usize, &str)> = cases
        .iter()
        .map(|(count, code)| (*count, &**code))
        .collect();
    assert_counts("invalid-image-source", &cases);
}

#[test]
fn only_literals_are_looked_at() {
    let with = |attributes: &str| {
        format!(
            "import {{ Image }} from '{SDK}'; const SRC = './a.png';\nconst a = <Image {attributes} />;"
        )
    };
    let cases = [
        (1, with("src='./a.png'")),
        (1, with("src={'./a.png'}")),
        (1, with("src={ `./a.png` }")),
        (1, with("src = \"./a.png\"")),
        (1, with("src=' https://a.tech/b.png'")),
        (1, with("{...props} src='./a.png'")),
        (1, with("src='./a.png' {...props}")),
        (0, with("src='https://a.tech/b.png' {...props}")),
        (0, with("src={'./a.png'} {...props}")),
        (0, with("src={SRC}")),
        (0, with("src={`./${name}.png`}")),
        (0, with("src={dark ? './a.png' : './b.png'}")),
        (0, with("src")),
        (0, with("alt='./a.png' data-src='./a.png'")),
        (1, with("src='https://a.tech/b?c=1&amp;d=2'")),
        (0, with("src={'https://a.tech/b'}")),
        (0, with("src='https&#58;//a.tech/b.png'")),
        (0, with("src='https://a.tech/b.png?c=1&amp;d=2'")),
        (0, with("src='DATA:image/png;base64,AA=='")),
        (0, with("src='HTTPS://A.TECH/B.PNG'")),
        (1, with("src='blob:https://a.tech/b.png'")),
        (1, with("src='//a.tech/b.png'")),
    ];
    let cases: Vec<(usize, &str)> = cases
        .iter()
        .map(|(count, code)| (*count, &**code))
        .collect();
    assert_counts("invalid-image-source", &cases);
}

#[test]
fn imports_of_any_form_that_the_build_follows_are_looked_at() {
    let cases = [
        (1, "import { a } from '../a';"),
        (1, "import '../a';"),
        (1, "import a, * as b from \"../a\";"),
        (1, "import type { A } from '../a';"),
        (1, "export { a } from '../a';"),
        (1, "export * from '../a';"),
        (1, "const a = await import('../a');"),
        (1, "import a from '..';"),
        (1, "import a from '../cards-of-others/a';"),
        (0, "export type { A } from '../a';"),
        (0, "const a = require('../a');"),
        (0, "import a from '../cards/a';"),
        (0, "import a from '.';"),
        (0, "import a from '@/a';"),
        (0, "import a from '/a';"),
        (0, "const a = import(`../${b}`);"),
        (
            0,
            "// import a from '../a';\nconst b = \"import a from '../a'\";",
        ),
        (0, "import a from 'icons/../a';"),
    ];
    assert_counts("parent-import", &cases);
}

#[test]
fn an_import_of_many_lines_is_reported_from_its_first_line() {
    let import = "import {\n  Grid,\n  GridItem as importItem,\n} from '@hubspot/ui-extensions/experimental';";
    let code = format!("import React from 'react';\n{import}");
    let card = component(CARD);
    let files = [(&*card[0].0, &*card[0].1), (CARD, &*code)];
    assert_eq!(
        reported("experimental-import", &files),
        [(CARD.to_owned(), 2, import.to_owned())]
    );
}

#[test]
fn a_tag_is_reported_from_the_line_of_its_bracket() {
    let code = "import React from 'react'; const a = <\n  div\n></div>;";
    assert_eq!(reported_in("html-element", CARD, code), ["<\n  div"]);
}

#[test]
fn other_packages_are_not_the_sdk() {
    for rule in ["experimental-import", "misplaced-sdk-import"] {
        assert_counts(
            rule,
            &[
                (
                    0,
                    "import a from '@hubspot/ui-extensions-dev-server/pages/experimental';",
                ),
                (
                    0,
                    "import a from './@hubspot/ui-extensions/pages/experimental';",
                ),
                (
                    0,
                    "import a from 'icons/experimental'; import b from './pages';",
                ),
                (0, "const a = '@hubspot/ui-extensions/pages/experimental';"),
                (0, "import a from '@hubspot/ui-extensions/testing';"),
            ],
        );
    }
}

#[test]
fn the_source_folder_of_the_project_counts() {
    let meta = r#"{"uid":"a","type":"settings","config":{"entrypoint":"/app/settings/Page.jsx"}}"#;
    let code = "import { CrmReport } from '@hubspot/ui-extensions/crm'; import a from '../a';";
    for (manifest, folder) in [
        (
            r#"{"name":"a","srcDir":".","platformVersion":"2026.03"}"#,
            "app",
        ),
        (
            r#"{"name":"a","srcDir":"code/hub","platformVersion":"2026.03"}"#,
            "code/hub/app",
        ),
    ] {
        let (component, page) = (
            format!("{folder}/settings/a-hsmeta.json"),
            format!("{folder}/settings/Page.jsx"),
        );
        let files = [
            ("hsproject.json", manifest),
            (&*component, meta),
            (&*page, code),
        ];
        for rule in ["misplaced-sdk-import", "parent-import"] {
            assert_eq!(reported(rule, &files).len(), 1, "{rule} in {folder}");
        }
    }
}
