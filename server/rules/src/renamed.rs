//! Renamed rules. `hsmeta explain`, `hsmeta.toml`, `--rule`, `--ignore` and baselines accept an old id until the next minor
//! version, and report the current one.

use std::collections::BTreeMap;

use diagnostics::{Severity, message};
use project::config::{Config, Ignore, Origin};

/// Old ids, sorted, each with the current one.
pub const OLD_IDS: [(&str, &str); 9] = [
    ("beyond-soft-limit", "soft-limit-exceeded"),
    ("doubtful-kind-of-app", "uncertain-app-compatibility"),
    ("misspelt-scope", "misspelled-scope"),
    ("two-event-targets", "conflicting-event-targets"),
    ("type-spelling", "nonstandard-type"),
    ("unfit-field-type", "incompatible-field-type"),
    ("unlabelled-input-field", "unlabeled-input-field"),
    ("unlabelled-output-field", "unlabeled-output-field"),
    ("wrong-kind-of-app", "incompatible-app"),
];

/// The current id of the rule that had the id `old`.
pub fn current_id(old: &str) -> Option<&'static str> {
    OLD_IDS.iter().find(|(id, _)| *id == old).map(|(_, id)| *id)
}

/// The warning where an old id is used.
pub fn notice(old: &str, current: &str) -> String {
    let (old, current) = (message::quoted(old), message::quoted(current));
    format!("rule {old} was renamed to {current}")
}

/// The configured severities by current ids. Where a file has both ids of a rule, the current one counts.
pub fn severities(config: &Config) -> BTreeMap<&str, (Option<Severity>, Origin)> {
    let mut severities = config.severities();
    for (old, current) in OLD_IDS {
        if let Some(setting) = severities.remove(old) {
            severities.entry(current).or_insert(setting);
        }
    }
    severities
}

/// Whether an ignore names a rule, by its current or its old id.
pub(crate) fn is_named(ignore: &Ignore, rule: &str) -> bool {
    if ignore.names(rule) {
        return true;
    }
    OLD_IDS
        .iter()
        .any(|(old, current)| *current == rule && ignore.names(old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_ids_are_sorted_and_unused_and_current_ids_exist() {
        assert!(OLD_IDS.is_sorted_by(|(one, _), (next, _)| one < next));
        for (old, current) in OLD_IDS {
            assert!(crate::named(old).is_none(), "{old} is a rule");
            assert!(crate::named(current).is_some(), "{current} is not a rule");
        }
    }
}
