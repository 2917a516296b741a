//! `migrate --format json`: the whole plan, described by `schemas/migration.json`. The texts of files are not in it: they may
//! have secrets.

use diagnostics::RelPath;
use serde_json::{Value, json};

use super::Migration;
use super::result::Problem;
use crate::printable;
use crate::transaction::Written;
use migration::{Action, Decision, Field, Outcome, Plan, Refusal};

/// What a run that writes adds.
pub(super) struct Result<'r> {
    pub(super) written: Option<&'r Written>,
    /// What `check --format json` printed about the project.
    pub(super) check: &'r str,
}

pub(super) fn document(migration: &Migration, result: Option<&Result<'_>>) -> String {
    let plan = &migration.plan;
    let written = result.and_then(|result| result.written);
    let check = result.map_or("null", |result| result.check.trim_end());
    let value = json!({
        "version": 1,
        "project": migration.folder.shown(),
        "platformVersion": { "from": plan.from, "to": plan.to },
        "changesAnything": plan.changes_anything(),
        "units": units(plan),
        "refusals": plan.refusals.iter().map(refusal).collect::<Vec<_>>(),
        "files": plan.files.iter().map(|(path, action)| file(path, action)).collect::<Vec<_>>(),
        "created": created(plan),
        "properties": plan.fields.iter().map(property).collect::<Vec<_>>(),
        "generated": generated(plan),
        "decisions": plan.decisions.iter().map(decision).collect::<Vec<_>>(),
        "byHand": by_hand(plan),
        "problems": migration.problems.iter().map(problem).collect::<Vec<_>>(),
        "written": written.map(shown_written),
    });
    let mut text = printable::json(&value);
    // The report is not read again: its form is the one of `check`.
    text.truncate(text.len().saturating_sub(1));
    format!("{text},\"check\":{check}}}\n")
}

fn units(plan: &Plan) -> Vec<Value> {
    let units = plan.units.iter();
    units
        .map(|(kind, count)| json!({ "kind": kind, "count": count }))
        .collect()
}

fn refusal(refusal: &Refusal) -> Value {
    json!({
        "file": refusal.file.as_str(),
        "reason": refusal.reason,
        "help": refusal.help,
        "decision": refusal.decision.map(|id| id.as_str()),
    })
}

fn file(path: &RelPath, action: &Action) -> Value {
    let (name, to, reason): (_, Option<&RelPath>, Option<&str>) = match action {
        Action::Keep => ("keep", Some(path), None),
        Action::Leave { to, reason } => ("leave", Some(to), Some(reason)),
        Action::Move { to } => ("move", Some(to), None),
        Action::Change { to, .. } => ("change", Some(to), None),
        Action::Remove { .. } => ("remove", None, None),
    };
    let replaced_by: Vec<&str> = match action {
        Action::Remove { replaced_by } => replaced_by.iter().map(RelPath::as_str).collect(),
        _ => Vec::new(),
    };
    json!({
        "path": path.as_str(),
        "action": name,
        "to": to.map(RelPath::as_str),
        "reason": reason,
        "replacedBy": replaced_by,
    })
}

fn created(plan: &Plan) -> Vec<Value> {
    let created = plan.created.iter();
    created
        .map(|(path, file)| json!({ "path": path.as_str(), "from": file.from.as_str() }))
        .collect()
}

fn property(field: &Field) -> Value {
    let (outcome, to, reason): (_, _, Option<&str>) = match &field.outcome {
        Outcome::Moved { file, path } => ("moved", Some((file, path)), None),
        Outcome::Converted { file, path } => ("converted", Some((file, path)), None),
        Outcome::Dropped { reason } => ("dropped", None, Some(reason)),
        Outcome::Stays { reason } => ("stays", None, Some(reason)),
    };
    json!({
        "file": field.file.as_str(),
        "path": field.path,
        "outcome": outcome,
        "to": to.map(|(file, path)| json!({ "file": file.as_str(), "path": path })),
        "reason": reason,
    })
}

fn generated(plan: &Plan) -> Vec<Value> {
    let mut values = Vec::new();
    for value in &plan.generated {
        let path = if value.path.is_empty() {
            None
        } else {
            Some((&value.path, &value.value))
        };
        values.push(json!({
            "file": value.file.as_str(),
            "path": path.map(|(path, _)| path),
            "value": path.map(|(_, value)| value),
            "reason": value.reason,
        }));
    }
    values
}

fn decision(decision: &Decision) -> Value {
    json!({
        "id": decision.id.as_str(),
        "file": decision.file.as_str(),
        "question": decision.question,
        "isAnswered": decision.is_answered,
        "chosen": decision.chosen,
        "flags": decision.flags,
    })
}

fn by_hand(plan: &Plan) -> Vec<Value> {
    let mut values = Vec::new();
    for todo in &plan.by_hand {
        values.push(json!({
            "file": todo.file.as_str(),
            "line": todo.line.as_ref().map(|(line, _)| line),
            "snippet": todo.line.as_ref().map(|(_, snippet)| snippet),
            "what": todo.what,
            "url": todo.page,
        }));
    }
    values
}

fn problem(problem: &Problem) -> Value {
    let diagnostic = &problem.diagnostic;
    json!({
        "rule": diagnostic.rule,
        "severity": diagnostic.severity.as_str(),
        "file": diagnostic.file.as_str(),
        "line": problem.position.line,
        "column": problem.position.column,
        "message": diagnostic.message,
    })
}

fn shown_written(written: &Written) -> Value {
    let paths = |paths: &[RelPath]| -> Vec<String> {
        paths.iter().map(|path| path.as_str().to_owned()).collect()
    };
    let set_aside: Vec<Value> = written
        .set_aside
        .iter()
        .map(|(from, to)| json!({ "from": from.as_str(), "to": to.as_str() }))
        .collect();
    json!({
        "deleted": paths(&written.deleted),
        "setAside": set_aside,
        "foldersLeft": paths(&written.folders_left),
        "notDeleted": written.not_deleted,
    })
}
