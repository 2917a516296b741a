//! The tool `fix`: safe fixes, and the unsafe ones of rules that the call names.

use std::collections::BTreeSet;

use serde_json::json;

use super::arguments::ToolArguments;
use super::boundary::Location;
use super::command::{self, Ran};
use super::text;
use super::tools::{Answer, CHECK, ToolError, document};
use crate::Exit;
use crate::arguments::Command;
use crate::commands::check;
use crate::error::did_you_mean;
use crate::fix::SelectedFixes;
use diagnostics::{RuleId, message};

/// In bytes: as much as a model can read.
const MAX_DIFF: usize = 100_000;

pub(super) fn fix(at: &Location, arguments: ToolArguments<'_>) -> Answer {
    let write = arguments.flag("write")?;
    let mut unsafe_rules = BTreeSet::new();
    for name in arguments.strings("unsafe_rules")? {
        unsafe_rules.insert(rule(name)?);
    }
    let mut options = CHECK.to_vec();
    options.push("--fix");
    if !unsafe_rules.is_empty() {
        options.push("--unsafe-fixes");
    }
    let parsed = command::parse(&options, &[at.path.as_os_str()]);
    let Ok(Command::Check(mut check)) = parsed else {
        return Err(ToolError::Printed("the path cannot be checked".to_owned()));
    };
    check.selected_fixes = Some(SelectedFixes { unsafe_rules });
    check.fixing.is_trial = !write;
    let mut output = at.output();
    let (exit, diff) = check::run_selected_fixes(&check, &mut output);
    let ran = Ran {
        exit,
        output: output.captured(),
    };
    let report = document(&ran)?;
    let written = write && !diff.is_empty();
    let (diff, omitted) = shortened(diff);
    Ok(mcp::ToolAnswer {
        text: text::of_fixes(&report, &diff, write, &ran.output.notes),
        structured: json!({
            "written": written,
            "diff": diff,
            "omittedBytes": omitted,
            "report": report,
        }),
        is_error: ran.exit == Exit::Error,
    })
}

/// The beginning of a diff, and the number of bytes after it. One line may have megabytes.
fn shortened(mut diff: String) -> (String, usize) {
    let end = diff.floor_char_boundary(MAX_DIFF);
    let omitted = diff.len() - end;
    if omitted > 0 {
        diff.truncate(end);
        diff.push_str(&format!("\n... and {omitted} more bytes\n"));
    }
    (diff, omitted)
}

fn rule(name: &str) -> Result<RuleId, ToolError> {
    if let Some(rule) = rules::named(name) {
        return Ok(rule.id);
    }
    let ids = rules::all().iter().map(|rule| rule.id);
    let hint = did_you_mean(name, ids, "`hsmeta://rules` lists the rules");
    let name = message::quoted(name);
    Err(ToolError::Printed(format!("unknown rule {name}; {hint}")))
}
