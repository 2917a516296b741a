//! What the command line says about rules and profiles: it wins over `hsmeta.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostics::{Severity, message, suggest};
use project::config::{self, CommandLine};
use rules::{Rule, all};

/// The options that `check` and `config` share.
#[derive(clap::Args)]
pub(super) struct Overrides {
    /// Give a rule another severity: error, warning, info or off; may be repeated
    #[arg(long = "rule", value_name = "ID=SEVERITY", value_parser = setting)]
    rules: Vec<(&'static str, Option<Severity>)>,
    /// Leave out the findings of a rule; may be repeated
    #[arg(long = "ignore", value_name = "ID", value_parser = rule)]
    ignored: Vec<&'static str>,
    /// Check with this profile only
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Option<String>,
}

impl Overrides {
    /// The same as a part of a configuration.
    pub(super) fn command_line(&self) -> Arc<CommandLine> {
        let severities = self
            .rules
            .iter()
            .copied()
            .chain(self.ignored.iter().map(|rule| (*rule, None)));
        let severities: BTreeMap<String, _> = severities
            .map(|(rule, severity)| (rule.to_owned(), severity))
            .collect();
        Arc::new(CommandLine {
            severities,
            profile: self.profile.clone(),
        })
    }
}

fn rule(name: &str) -> Result<&'static str, String> {
    Rule::named(name).map(|rule| rule.id).ok_or_else(|| {
        let hint = match suggest::nearest(name, all().iter().map(|rule| rule.id)) {
            Some(near) => format!("did you mean {}?", message::quoted(near)),
            None => "`hsmeta rules` lists the rules".to_owned(),
        };
        format!("there is no rule {}; {hint}", message::quoted(name))
    })
}

fn setting(text: &str) -> Result<(&'static str, Option<Severity>), String> {
    let (name, word) = text
        .split_once('=')
        .ok_or("it has no `=`, as in `missing-image=off`")?;
    Ok((
        rule(name)?,
        config::severity(word).map_err(|error| error.to_string())?,
    ))
}
