//! What the core says about files: plain data, without behaviour and without knowledge of any output format.

use crate::path::RelPath;
use crate::text::Span;

/// How bad a finding is. It has one meaning, which every rule must keep.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Deprecated, redundant, or worth knowing.
    Info,
    /// HubSpot accepts it, and it is wrong or ignored.
    Warning,
    /// HubSpot refuses the upload, the build or the install.
    Error,
}

impl Severity {
    /// The word used in every output format.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The kebab-case name of a rule: it names the mistake, never the cure.
pub type RuleId = &'static str;

/// One finding. Messages begin in lower case, quote user text in backticks and say what is wrong and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The rule that speaks.
    pub rule: RuleId,
    /// The rule's severity.
    pub severity: Severity,
    /// The file that is wrong.
    pub file: RelPath,
    /// The exact characters, in bytes; something absent is reported on the nearest text that exists.
    pub span: Span,
    /// What is wrong and why.
    pub message: String,
    /// The name of what is missing, where something is. It tells the diagnostic from others at the same place: a baseline must
    /// not take one missing property for another.
    pub missing: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// The page of HubSpot's documentation that says so, where it is more exact than the rule's own.
    pub url: Option<&'static str>,
    /// Other places that belong to the same mistake.
    pub related: Vec<Related>,
    /// Ways to mend it, the best one first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// Says what to do.
    pub fn help(self, help: impl Into<String>) -> Diagnostic {
        Diagnostic {
            help: Some(help.into()),
            ..self
        }
    }

    /// Names what is missing.
    pub fn missing(self, name: impl Into<String>) -> Diagnostic {
        Diagnostic {
            missing: Some(name.into()),
            ..self
        }
    }

    /// Names a more exact page of HubSpot's documentation than the rule's own.
    pub fn url(self, url: Option<&'static str>) -> Diagnostic {
        Diagnostic {
            url: url.or(self.url),
            ..self
        }
    }

    /// Adds another place.
    pub fn related(mut self, file: &RelPath, span: Span, message: impl Into<String>) -> Diagnostic {
        self.related.push(Related {
            file: file.clone(),
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a way to mend it that changes this file only.
    pub fn fix(
        mut self,
        title: impl Into<String>,
        safety: Safety,
        edits: impl IntoIterator<Item = (Span, String)>,
    ) -> Diagnostic {
        let edit = |(span, new_text)| Edit {
            file: self.file.clone(),
            span,
            new_text,
        };
        let edits = edits.into_iter().map(edit).collect();
        self.fixes.push(Fix {
            title: title.into(),
            safety,
            edits,
        });
        self
    }

    /// Leaves its fixes to people: no command applies them.
    pub fn display_only(mut self) -> Diagnostic {
        for fix in &mut self.fixes {
            fix.safety = Safety::DisplayOnly;
        }
        self
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// The file.
    pub file: RelPath,
    /// The characters, in bytes.
    pub span: Span,
    /// What this place has to do with it.
    pub message: String,
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Safety {
    /// There is one sensible outcome, and nothing that HubSpot accepts today changes its meaning.
    Safe,
    /// A person has to decide.
    Unsafe,
    /// Offered where a person picks it, in an editor or from the JSON report; no command applies it.
    DisplayOnly,
}

impl Safety {
    /// The word used in every output format.
    pub fn as_str(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
            Safety::DisplayOnly => "display-only",
        }
    }
}

/// One way to mend a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// An imperative: "remove the comma".
    pub title: String,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// Changes that do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement of text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Edit {
    /// The file to change.
    pub file: RelPath,
    /// The bytes that go.
    pub span: Span,
    /// The text that comes.
    pub new_text: String,
}
