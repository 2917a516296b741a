//! The last line: the command to run next.

use crate::fix::Mode;
use crate::summary::Totals;
use diagnostics::Safety;

pub(super) fn line(totals: &Totals) -> String {
    format!("next: {}\n", command(totals))
}

/// Safe fixes first, then a look at the others, then what has to be decided. A fix that this run was asked to apply and did
/// not is no command again: a client would repeat it forever.
fn command(totals: &Totals) -> String {
    let (summary, arguments) = (&totals.summary, &totals.repeated_arguments);
    let (mut safe, mut unsafe_ones) = (summary.fixable > 0, summary.fixable_unsafely > 0);
    match totals.mode {
        Mode::Offer => {}
        Mode::Apply(Safety::Safe) | Mode::Diff(Safety::Safe) => safe = false,
        Mode::Apply(_) | Mode::Diff(_) => (safe, unsafe_ones) = (false, false),
    }
    if totals.changes_only {
        (safe, unsafe_ones) = (false, false);
    }
    if safe {
        return format!("hsmeta check --fix --format agent{arguments}");
    }
    if unsafe_ones {
        return format!("hsmeta check --diff --unsafe-fixes{arguments}");
    }
    match summary.first_rule {
        Some((severity, rule)) if severity >= totals.min_severity => {
            format!("hsmeta explain {rule}")
        }
        _ if !totals.failures.is_empty() => {
            "nothing was found in what could be read; stderr says what could not".to_owned()
        }
        _ => "nothing to do".to_owned(),
    }
}
