//! Reports in every format about any project: they can be parsed, conform to their standard, and contain neither secrets
//! nor control characters.

use std::sync::LazyLock;

use analysis::secrets::Secrets;
use project::Project;
use serde_json::Value as Json;

use super::project::read;

/// A token. It replaces `TOKEN` in the files of a project, except within a word.
const TOKEN: &str = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";
/// A value that is a secret if its name says so. It replaces `NAMED`.
const NAMED: &str = "0123456789abcdef0123456789abcdef";

/// Holds for every project.
pub fn holds(data: &[u8]) {
    let project = read(data);
    let project = with_secrets(&project);
    let secrets = Secrets::of(project.documents.values().map(|document| &document.syntax));
    let is_secret = secrets.are_in(NAMED);
    super::agent::edits_are_exact(&project);
    for format in [
        "text", "compact", "agent", "json", "sarif", "github", "gitlab", "junit",
    ] {
        let report = hsmeta::report(&project, format).unwrap();
        let control = report
            .chars()
            .find(|c| !is_allowed(*c, format) && diagnostics::message::is_invisible(*c));
        assert_eq!(control, None, "{format}: {report}");
        let has_secret = report.contains(TOKEN) || is_secret && report.contains(NAMED);
        assert!(!has_secret, "{format}: {report}");
        match format {
            "sarif" => assert_sarif(&report),
            "json" | "gitlab" => {
                json(&report);
            }
            "junit" => assert_xml(&report),
            _ => {}
        }
    }
}

/// Line breaks, and the tabs of lines that are printed to be found and replaced.
pub fn is_allowed(character: char, format: &str) -> bool {
    character == '\n' || character == '\t' && format == "agent"
}

/// The project with secrets in the texts of its files, but not in their paths.
fn with_secrets(project: &Project) -> Project {
    let mut with_secrets = project.clone();
    for document in project.documents.values() {
        let mut text = String::new();
        for piece in document.syntax.source().split_inclusive("TOKEN") {
            let before = piece
                .strip_suffix("TOKEN")
                .filter(|before| !before.ends_with(char::is_alphanumeric));
            text.extend(before.map_or([piece, ""], |before| [before, TOKEN]));
        }
        let text = text.replace("NAMED", NAMED);
        with_secrets.insert(document.with_text(text));
    }
    with_secrets
}

fn json(report: &str) -> Json {
    serde_json::from_str(report).unwrap_or_else(|error| panic!("{error} in {report}"))
}

fn assert_xml(report: &str) {
    let mut reader = quick_xml::Reader::from_str(report);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

/// The schema of SARIF 2.1.0.
pub static SARIF: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = include_str!("../../fixtures/formats/sarif-schema-2.1.0.json");
    // The pattern for `language`, which reports do not contain, has a bracket that only lenient parsers of patterns accept.
    let schema = json(&schema.replace("{2}]?$", "{2}?$"));
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
});

fn assert_sarif(report: &str) {
    let mut log = json(report);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
    // The rules are the same in every report and slow to validate.
    log["runs"][0]["tool"]["driver"]["rules"] = Json::Array(Vec::new());
    let errors: Vec<String> = SARIF
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{report}");
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}
