//! `hsmeta schema import`: any bytes are read or refused; what is stored is what a check reads, and is stored as it is when it is
//! imported again.

use schema::official::OfficialSchemas;
use tools::schema_import::Dates;
use tools::{schema_diff, schema_import};

const VERSION: &str = "2026.09";
const DATES: Dates<'_> = Dates {
    given: Some("2026-11-29"),
    today: "2026-11-30",
};

pub fn holds(data: &[u8]) {
    let card = schema_import::component_type("card").unwrap();
    for component in [None, Some(card)] {
        let Ok(imported) = schema_import::import(data, None, VERSION, component, DATES) else {
            continue;
        };
        let schemas = OfficialSchemas::parse(&imported.text).unwrap();
        assert_eq!(schemas.platform_version(), VERSION);
        assert_eq!(schemas.types().count(), imported.types.len());
        let text = imported.text.as_bytes();
        let again =
            schema_import::import(text, Some(&imported.text), VERSION, None, DATES).unwrap();
        assert_eq!(again.text, imported.text);
        for comparison in schema_diff::all_comparisons(&schemas).into_values() {
            let differences = comparison.differences;
            assert!(differences.is_sorted_by(|a, b| (&a.path, a.keyword) <= (&b.path, b.keyword)));
        }
    }
}
