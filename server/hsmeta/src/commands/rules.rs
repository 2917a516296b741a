//! `hsmeta rules`: the table of all rules.

use serde_json::{Value, json};

use crate::Exit;
use crate::arguments::ListFormat;
use crate::output::Output;
use rules::{Fixes, Registered};

pub(crate) fn run(format: ListFormat, output: &mut Output) -> Exit {
    match format {
        ListFormat::Text => {
            let ids = rules::all().iter().map(|rule| rule.id.len());
            let width = ids.max().unwrap_or_default();
            for rule in rules::all() {
                let severity = rule.severity.as_str();
                output.print(&format!(
                    "{:width$}  {severity:7}  {}\n",
                    rule.id,
                    rule.summary()
                ));
            }
        }
        ListFormat::Json => {
            let rules: Value = rules::all()
                .iter()
                .filter_map(|rule| rules::registered(rule.id))
                .map(as_json)
                .collect();
            output.print(&format!("{rules:#}\n"));
        }
    }
    Exit::Clean
}

fn as_json(registered: &Registered) -> Value {
    let rule = registered.rule;
    json!({
        "id": rule.id,
        "severity": rule.severity.as_str(),
        "appliesTo": registered.applies_to(),
        "fixes": match registered.fixes {
            Fixes::None => "none",
            Fixes::EditorOnly => "editor-only",
            Fixes::Unsafe => "unsafe",
            Fixes::Safe => "safe",
        },
        "since": rule.since,
        "summary": rule.summary(),
        "source": rule.source_page(),
    })
}
