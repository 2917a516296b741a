//! Components of the SDK in locations that lack them.

use super::*;

const IMPORT: &str = "import { hubspot } from '@hubspot/ui-extensions';";

/// Cards in these locations with these entrypoints, and other files.
fn names(cards: &[(&str, &str)], files: &[(&str, &str)]) -> Vec<String> {
    let mut own = vec![("src/app/cards/package.json".to_owned(), PACKAGE.to_owned())];
    for (at, (location, entrypoint)) in cards.iter().enumerate() {
        own.push((
            format!("src/app/cards/card{at}-hsmeta.json"),
            format!(
                r#"{{"uid":"card{at}","type":"card","config":{{"location":"{location}","entrypoint":"/app/cards/{entrypoint}"}}}}"#
            ),
        ));
    }
    let mut all: Vec<(&str, &str)> = Vec::new();
    for (path, text) in &own {
        all.push((path, text));
    }
    all.extend(files);
    let found = reported("unavailable-component", &all);
    found.into_iter().map(|(_, _, text)| text).collect()
}

fn card(location: &str, code: &str) -> Vec<String> {
    let code = format!("{IMPORT} {code} hubspot.extend(() => null);");
    names(&[(location, "Card.tsx")], &[(CARD, &code)])
}

#[test]
fn the_sidebar_has_two_components_and_the_hooks() {
    let code = "import { CrmActionButton, CrmActionLink, CrmReport, useAssociations, useCrmProperties }
  from '@hubspot/ui-extensions/crm';
const a = <><CrmActionButton /><CrmActionLink /><CrmReport />{useAssociations()}{useCrmProperties([])}</>;";
    assert_eq!(card("crm.record.sidebar", code), ["CrmReport"]);
    for location in ["crm.record.tab", "crm.preview", "helpdesk.sidebar"] {
        assert!(card(location, code).is_empty(), "{location}");
    }
}

#[test]
fn a_location_that_is_not_known_has_everything() {
    let code = "import { CrmReport } from '@hubspot/ui-extensions/crm'; const a = <CrmReport />;";
    for location in ["${LOCATION}", "crm.record.new", "settings", ""] {
        assert!(card(location, code).is_empty(), "{location}");
    }
}

#[test]
fn only_what_is_used_is_reported() {
    for code in [
        "import { CrmReport } from '@hubspot/ui-extensions/crm';",
        "import { CrmReport } from '@hubspot/ui-extensions/crm'; type A = typeof CrmReport;",
        "import type { CrmReport } from '@hubspot/ui-extensions/crm'; let a: CrmReport;",
        "import { CrmNewComponent } from '@hubspot/ui-extensions/crm'; const a = <CrmNewComponent />;",
        "import { CrmReport } from 'icons'; const a = <CrmReport />;",
        "import * as Crm from '@hubspot/ui-extensions/crm'; const a = <Crm.CrmActionLink />;",
        "export { CrmReport } from '@hubspot/ui-extensions/crm';",
        "const { CrmReport } = require('@hubspot/ui-extensions/crm'); const a = <CrmReport />;",
    ] {
        assert!(card("crm.record.sidebar", code).is_empty(), "{code}");
    }
    for code in [
        "import { CrmReport as Report } from '@hubspot/ui-extensions/crm'; const a = <Report />;",
        "import * as Crm from '@hubspot/ui-extensions/crm'; const a = <><Crm.CrmReport /><Crm.CrmReport /></>;",
        "import { CrmReport } from '@hubspot/ui-extensions/crm'; render(CrmReport);",
    ] {
        assert_eq!(card("crm.record.sidebar", code), ["CrmReport"], "{code}");
    }
}

const REPORT: &str = "import { CrmReport } from '@hubspot/ui-extensions/crm';
export const Report = () => <CrmReport />;";

#[test]
fn a_shared_file_is_reported_if_no_location_has_it() {
    let files = [
        (
            "src/app/cards/One.jsx",
            "import { Report } from './Report'; const a = <Report />;",
        ),
        (
            "src/app/cards/Two.jsx",
            "import { Report } from './Report'; const a = <Report />;",
        ),
        ("src/app/cards/Report.jsx", REPORT),
    ];
    let sidebar = ("crm.record.sidebar", "One.jsx");
    assert_eq!(names(&[sidebar], &files), ["CrmReport"]);
    let both = [sidebar, ("crm.record.sidebar", "Two.jsx")];
    assert_eq!(names(&both, &files), ["CrmReport"]);
    for location in ["crm.record.tab", "${LOCATION}"] {
        assert!(names(&[sidebar, (location, "Two.jsx")], &files).is_empty());
    }
}

#[test]
fn a_shared_file_with_several_exports_may_be_imported_for_another_one() {
    let report = "import { CrmReport } from '@hubspot/ui-extensions/crm';
export const Report = () => <CrmReport />;";
    let total = "export const Total = () => null;";
    let code =
        format!("{IMPORT} import {{ Report }} from './shared'; hubspot.extend(() => <Report />);");
    for (shared, expected) in [
        (report.to_owned(), 1),
        (format!("{report} {total}"), 0),
        (format!("{report} export * from './others';"), 0),
    ] {
        let files = [
            (CARD, code.as_str()),
            ("src/app/cards/shared.tsx", shared.as_str()),
            ("src/app/cards/others.tsx", total),
        ];
        let found = names(&[("crm.record.sidebar", "Card.tsx")], &files);
        assert_eq!(found.len(), expected, "{shared}");
    }
}

#[test]
fn code_that_cannot_be_followed_may_show_a_shared_file_but_not_an_entrypoint() {
    let unknown = "import { Report } from '@/Report'; const a = <Report />;";
    let cards = [
        ("crm.record.sidebar", "One.jsx"),
        ("crm.record.tab", "Two.jsx"),
    ];
    let shared = [
        (
            "src/app/cards/One.jsx",
            "import { Report } from './Report'; const a = <Report />;",
        ),
        ("src/app/cards/Two.jsx", unknown),
        ("src/app/cards/Report.jsx", REPORT),
    ];
    assert!(names(&cards, &shared).is_empty());
    let own = [
        ("src/app/cards/One.jsx", REPORT),
        ("src/app/cards/Two.jsx", unknown),
    ];
    assert_eq!(names(&cards, &own), ["CrmReport"]);
}

#[test]
fn only_cards_have_crm_components() {
    let code = "import { useCrmProperties } from '@hubspot/ui-extensions/crm'; export const a = () => useCrmProperties([]);";
    let shared = "src/app/shared/report.js";
    let page = r#"{"uid":"a","type":"page","config":{"entrypoint":"/app/pages/Page.jsx"}}"#;
    let action =
        r#"{"uid":"b","type":"crm-bulk-action","config":{"entrypoint":"/app/actions/Act.jsx"}}"#;
    let mut files = vec![
        ("src/app/pages/a-hsmeta.json", page),
        (
            "src/app/pages/Page.jsx",
            "import { a } from '../shared/report';",
        ),
        (shared, code),
    ];
    assert_eq!(names(&[], &files), ["useCrmProperties"]);
    files.extend([
        ("src/app/actions/b-hsmeta.json", action),
        ("src/app/actions/Act.jsx", code),
    ]);
    assert_eq!(names(&[], &files), ["useCrmProperties", "useCrmProperties"]);
    // Reported as misplaced by its folder.
    files.push(("src/app/pages/Other.jsx", code));
    files[1].1 = "import { a } from './Other';";
    assert_eq!(names(&[], &files), ["useCrmProperties"]);
}

#[test]
fn routes_are_those_of_pages() {
    let code = "import { usePageRoute } from '@hubspot/ui-extensions/pages'; export const a = () => usePageRoute();";
    let settings =
        r#"{"uid":"a","type":"settings","config":{"entrypoint":"/app/settings/Page.jsx"}}"#;
    let page = r#"{"uid":"b","type":"page","config":{"entrypoint":"/app/pages/Page.jsx"}}"#;
    let importing = "import { a } from '../shared/route';";
    let mut files = vec![
        ("src/app/settings/a-hsmeta.json", settings),
        ("src/app/settings/Page.jsx", importing),
        ("src/app/shared/route.js", code),
    ];
    assert_eq!(names(&[], &files), ["usePageRoute"]);
    files.extend([
        ("src/app/pages/b-hsmeta.json", page),
        ("src/app/pages/Page.jsx", importing),
    ]);
    assert!(names(&[], &files).is_empty());
}

#[test]
fn experimental_hooks_have_the_locations_of_the_stable_ones() {
    let code = "import { useAssociations } from '@hubspot/ui-extensions/experimental'; const a = useAssociations({});";
    assert!(card("crm.record.sidebar", code).is_empty());
    let page = r#"{"uid":"a","type":"page","config":{"entrypoint":"/app/pages/Page.jsx"}}"#;
    let files = [
        ("src/app/pages/a-hsmeta.json", page),
        ("src/app/pages/Page.jsx", code),
    ];
    assert_eq!(names(&[], &files), ["useAssociations"]);
}
