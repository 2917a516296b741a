//! What the model reads of a result: the same as in the structured one, in fewer words.

use serde_json::Value;

use diagnostics::message;
use tools::scaffold::Plan;

/// Problems that are written out.
const MAX_PROBLEMS: usize = 100;

/// A report of `check`, and what could not be read.
pub(super) fn of_report(report: &Value, notes: &str) -> String {
    let mut text = String::new();
    let problems = list(report, "diagnostics");
    for problem in problems.iter().take(MAX_PROBLEMS) {
        push_problem(&mut text, problem);
    }
    let omitted = report["summary"]["omitted"].as_u64().unwrap_or_default() as usize;
    let more = problems.len().saturating_sub(MAX_PROBLEMS) + omitted;
    if more > 0 {
        text.push_str(&format!("... and {more} more\n"));
    }
    text.push_str(notes);
    let summary = &report["summary"];
    let count = |name: &str| summary[name].as_u64().unwrap_or_default() as usize;
    let hidden = match count("infos") {
        0 => String::new(),
        infos => format!(", {} (not listed)", message::count(infos, "info")),
    };
    text.push_str(&format!(
        "{}, {}{hidden} in {}",
        message::count(count("errors"), "error"),
        message::count(count("warnings"), "warning"),
        message::count(count("files"), "file")
    ));
    if count("fixable") > 0 {
        text.push_str(&format!("; `fix` fixes {}", count("fixable")));
    }
    if count("fixableUnsafely") > 0 {
        let number = count("fixableUnsafely");
        text.push_str(&format!("; {number} fixable with `unsafe_rules`"));
    }
    text.push('\n');
    text
}

fn push_problem(text: &mut String, problem: &Value) {
    let shown = |name: &str| problem[name].as_str().unwrap_or_default();
    let start = &problem["range"]["start"];
    text.push_str(&format!(
        "{}:{}:{}: {}[{}] {}\n",
        shown("file"),
        start["line"],
        start["column"],
        shown("severity"),
        shown("rule"),
        shown("message")
    ));
    if !shown("help").is_empty() {
        text.push_str(&format!("  help: {}\n", shown("help")));
    }
    for fix in list(problem, "fixes") {
        let [title, safety] =
            ["title", "safety"].map(|name| fix[name].as_str().unwrap_or_default());
        text.push_str(&format!("  fix ({safety}): {title}\n"));
    }
}

pub(super) fn of_fixes(report: &Value, diff: &str, write: bool, notes: &str) -> String {
    let fixed = list(report, "fixed").len();
    let said = match (fixed, write) {
        (0, _) => "nothing to fix\n".to_owned(),
        (_, true) => format!("fixed {}:\n", message::count(fixed, "problem")),
        (_, false) => {
            let number = message::count(fixed, "problem");
            format!("would fix {number} (nothing was written):\n")
        }
    };
    let left = of_report(report, notes);
    format!("{said}{diff}\nleft after that:\n{left}")
}

pub(super) fn of_plan(project: &str, plan: &Plan, is_written: bool) -> String {
    let mut text = format!("project: {project}\n");
    for file in &plan.files {
        let path = file.path.as_str();
        if is_written {
            text.push_str(&format!("created {path}\n"));
        } else {
            text.push_str(&format!("would create {path}:\n{}\n", file.text));
        }
    }
    for path in &plan.existing {
        text.push_str(&format!("kept {}\n", path.as_str()));
    }
    for todo in &plan.todos {
        let file = todo.file.as_str();
        text.push_str(&format!("to do: {file}:{}: {}\n", todo.line, todo.text));
    }
    text
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}
