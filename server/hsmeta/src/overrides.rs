//! The options about rules and profiles that `check` and `config` share. They override `hsmeta.toml`.

use std::sync::Arc;

use crate::error::did_you_mean;
use crate::output::Output;
use diagnostics::{RuleId, Severity, message};
use project::config::{self, CommandLine};
use rules::{all, renamed};

#[derive(clap::Args)]
pub(crate) struct Overrides {
    /// Set the severity of a rule: error, warning, info or off; may be repeated
    #[arg(long = "rule", value_name = "ID=SEVERITY", value_parser = rule_and_severity)]
    rules: Vec<(RuleName, Option<Severity>)>,
    /// Ignore a rule; may be repeated
    #[arg(long = "ignore", value_name = "ID", value_parser = rule_name)]
    ignored: Vec<RuleName>,
    /// Check with this profile only
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

/// A rule as an argument names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct RuleName {
    id: RuleId,
    /// The old id, if that was given.
    old_id: Option<&'static str>,
}

/// Why an argument does not name a rule, or a rule and its severity.
#[derive(thiserror::Error, Debug)]
enum RuleNameError {
    #[error("unknown rule {name}; {hint}")]
    Unknown { name: String, hint: String },
    #[error("write a rule and a severity, as in `missing-image=off`")]
    NoSeverity,
    #[error("{0}")]
    Severity(String),
}

impl Overrides {
    pub(crate) fn command_line(&self) -> Arc<CommandLine> {
        let mut command_line = CommandLine {
            profile: self.profile.clone(),
            ..CommandLine::default()
        };
        for (rule, severity) in &self.rules {
            command_line
                .severities
                .insert(rule.id.to_owned(), *severity);
        }
        for rule in &self.ignored {
            command_line.severities.insert(rule.id.to_owned(), None);
        }
        Arc::new(command_line)
    }

    /// The same options as arguments.
    pub(crate) fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = Vec::new();
        for (rule, severity) in &self.rules {
            let severity = severity.map_or("off", Severity::as_str);
            arguments.push(("--rule", format!("{}={severity}", rule.id)));
        }
        for rule in &self.ignored {
            arguments.push(("--ignore", rule.id.to_owned()));
        }
        if let Some(profile) = &self.profile {
            arguments.push(("--profile", profile.clone()));
        }
        arguments
    }

    /// Says what rules are called now that an argument names by an old id.
    pub(crate) fn warn_about_old_ids(&self, output: &mut Output) {
        let rules = self.rules.iter().map(|(rule, _)| rule);
        for rule in rules.chain(&self.ignored) {
            if let Some(old_id) = rule.old_id {
                output.note(&renamed::notice(old_id, rule.id));
            }
        }
    }
}

fn rule_name(name: &str) -> Result<RuleName, RuleNameError> {
    if let Some(rule) = rules::named(name) {
        let (id, old_id) = (rule.id, None);
        return Ok(RuleName { id, old_id });
    }
    if let Some((old_id, id)) = renamed::OLD_IDS.into_iter().find(|(old, _)| *old == name) {
        let old_id = Some(old_id);
        return Ok(RuleName { id, old_id });
    }
    let ids = all().iter().map(|rule| rule.id);
    Err(RuleNameError::Unknown {
        name: message::quoted(name),
        hint: did_you_mean(name, ids, "`hsmeta rules` lists the rules"),
    })
}

fn rule_and_severity(text: &str) -> Result<(RuleName, Option<Severity>), RuleNameError> {
    let (name, severity) = text.split_once('=').ok_or(RuleNameError::NoSeverity)?;
    let severity =
        config::severity(severity).map_err(|error| RuleNameError::Severity(error.to_string()));
    Ok((rule_name(name)?, severity?))
}
