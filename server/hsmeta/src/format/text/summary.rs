//! The last lines of a report: what was checked, what was found but not printed, what can be fixed.

use crate::fix;
use crate::format::omitted;
use crate::summary::{BaselineCounts, Totals};
use analysis::code::CodeCounts;
use diagnostics::message;

pub(in crate::format) fn footer(totals: &Totals) -> String {
    let mut text = omitted(totals);
    if !totals.quiet {
        text.push_str(&checked(totals));
        if let Some(counts) = totals.baseline {
            text.push_str(&baseline(counts));
        }
        if let Some(line) = fix::summary(&totals.summary, totals.mode, totals.changes_only) {
            text.push_str(&format!("{line}\n"));
        }
        if totals.verbose {
            text.push_str(&source(&totals.summary.code));
        }
    }
    text
}

/// How much of the source code is known.
fn source(code: &CodeCounts) -> String {
    let mut parts = vec![message::count(code.files, "source file")];
    if code.skipped > 0 {
        parts.push(format!("{} skipped", code.skipped));
    }
    if code.incomplete > 0 {
        let files = message::count(code.incomplete, "file");
        parts.push(format!("{files} with syntax errors"));
    }
    for (calls, noun) in [
        (code.fetch, "`hubspot.fetch` call"),
        (code.serverless, "serverless call"),
        (code.requests, "other request"),
    ] {
        if calls.total > 0 {
            let total = message::count(calls.total, noun);
            parts.push(format!("{} of {total} resolved", calls.resolved));
        }
    }
    format!("{}\n", parts.join(", "))
}

/// Never says that there are no problems if a file could not be read.
fn checked(totals: &Totals) -> String {
    let (mut shown, mut hidden) = (Vec::new(), Vec::new());
    for (severity, number, noun) in totals.summary.by_severity() {
        if number > 0 {
            let count = message::count(number, noun);
            if severity >= totals.min_severity {
                shown.push(count);
            } else {
                hidden.push(count);
            }
        }
    }
    let found = if !shown.is_empty() {
        shown.join(", ")
    } else {
        let all_read = totals.all_read && (totals.all_compared || !totals.changes_only);
        let found = match (totals.changes_only, all_read) {
            (false, true) => "no problems",
            (false, false) => "no problems in the files that could be read",
            (true, true) => "no changes that a deploy makes visible",
            (true, false) => "no changes in what could be compared",
        };
        found.to_owned()
    };
    let not_shown = if hidden.is_empty() {
        String::new()
    } else {
        format!(
            " ({} not shown; use --min-severity info)",
            hidden.join(", ")
        )
    };
    let projects = message::count(totals.summary.projects, "project");
    let files = message::count(totals.summary.files, "file");
    let done = if totals.changes_only {
        "compared"
    } else {
        "checked"
    };
    format!("{done} {projects}, {files}: {found}{not_shown}\n")
}

fn baseline(counts: BaselineCounts) -> String {
    let mut text = String::new();
    if counts.hidden > 0 {
        let hidden = message::count(counts.hidden, "problem");
        text.push_str(&format!("{hidden} in the baseline\n"));
    }
    if counts.fixed > 0 {
        let fixed = counts.fixed;
        text.push_str(&format!(
            "{fixed} fixed since the baseline; run --update-baseline\n"
        ));
    }
    text
}
