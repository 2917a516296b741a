//! The tool `fix`: safe fixes, and the unsafe ones of rules that the call names.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use super::arguments::ToolArguments;
use super::command::{self, Ran};
use super::text;
use super::tools::{Answer, CHECK, ToolError, document};
use crate::Exit;
use crate::arguments::{Color, Command};
use crate::commands::check;
use crate::error::did_you_mean;
use crate::fix::SelectedFixes;
use crate::output::Output;
use diagnostics::{RuleId, message};

pub(super) fn fix(path: &Path, arguments: ToolArguments<'_>) -> Answer {
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
    let parsed = command::parse(&options, &[path.as_os_str()]);
    let Ok(Command::Check(mut check)) = parsed else {
        return Err(ToolError::Printed("the path cannot be checked".to_owned()));
    };
    check.selected_fixes = Some(SelectedFixes { unsafe_rules });
    check.fixing.is_trial = !write;
    let mut output = Output::in_memory(Color::Never);
    let (exit, diff) = check::run_selected_fixes(&check, &mut output);
    let ran = Ran {
        exit,
        output: output.captured(),
    };
    let report = document(&ran)?;
    let written = write && !diff.is_empty();
    Ok(mcp::ToolAnswer {
        text: text::of_fixes(&report, &diff, write, &ran.output.notes),
        structured: json!({ "written": written, "diff": diff, "report": report }),
        is_error: ran.exit == Exit::Error,
    })
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
