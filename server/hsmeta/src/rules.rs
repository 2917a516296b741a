//! `hsmeta rules`: the table of all rules.

use serde_json::{Value, json};

use super::output::Output;
use super::{Exit, Format};

pub(super) fn run(format: Format, output: &mut Output) -> Exit {
    match format {
        Format::Text => {
            let width = rules::all()
                .iter()
                .map(|rule| rule.id.len())
                .max()
                .unwrap_or_default();
            for rule in rules::all() {
                output.print(&format!(
                    "{:width$}  {:7}  {}\n",
                    rule.id,
                    rule.severity.as_str(),
                    rule.summary()
                ));
            }
        }
        Format::Json => {
            let rules = rules::all().iter().map(|rule| {
                json!({
                    "id": rule.id,
                    "severity": rule.severity.as_str(),
                    "since": rule.since,
                    "summary": rule.summary(),
                    "source": rule.page(),
                })
            });
            output.print(&format!("{:#}\n", rules.collect::<Value>()));
        }
    }
    Exit::Clean
}
