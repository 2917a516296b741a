//! What the rules about `hsmeta.toml` see and share.

use diagnostics::{Diagnostic, RelPath, Rule, Span};
use project::config::{ConfigErrorKind, ConfigFile, Usages};

/// What a rule about `hsmeta.toml` sees.
pub struct ConfigCx<'a> {
    /// What the file says.
    pub config: &'a ConfigFile,
    /// What the projects used of it.
    pub usages: &'a Usages,
}

impl ConfigCx<'_> {
    /// A diagnostic about the file.
    pub fn at(&self, rule: &Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        rule.at(&RelPath::new(self.config.name()), span, message)
    }

    /// Reports the errors of one kind.
    pub fn report(&self, rule: &Rule, kind: ConfigErrorKind, out: &mut Vec<Diagnostic>) {
        for error in &self.config.errors {
            if error.kind == kind {
                out.push(self.at(rule, error.span, &error.message).help(&error.help));
            }
        }
    }
}
