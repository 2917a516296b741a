//! Diagnostics as plain data, without knowledge of any output format.

use crate::path::RelPath;
use crate::text::Span;

/// How bad a problem is. Each severity has one meaning, which every rule must keep.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Deprecated, redundant, or worth knowing.
    Info,
    /// HubSpot accepts it, but it is wrong or ignored.
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

/// The kebab-case name of a rule: it names the problem, never the fix.
pub type RuleId = &'static str;

/// One problem. Messages begin in lower case, quote user text in backticks and say what is wrong and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub rule: RuleId,
    pub severity: Severity,
    pub file: RelPath,
    /// The exact characters, in bytes; something missing is reported on the nearest text that exists.
    pub span: Span,
    pub message: String,
    /// The name of the missing property, if one is missing. Several of them may be reported at one span; a baseline must
    /// distinguish them.
    pub missing: Option<String>,
    /// How to fix it, as an imperative.
    pub help: Option<String>,
    /// A page of HubSpot's documentation that is more specific than that of the rule.
    pub url: Option<&'static str>,
    /// The day or the month on which what is found ends: `2026-12-04`, `2027-09`.
    pub ends: Option<&'static str>,
    /// The rule that explains the same better, at the same place: if it reports it, this is not shown.
    pub explained_by: Option<RuleId>,
    /// Other locations that belong to the same problem.
    pub related: Vec<Related>,
    /// How many more of them there are than those that are listed.
    pub unlisted_related: usize,
    /// Alternative fixes, the best one first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    pub fn help(self, help: impl Into<String>) -> Diagnostic {
        Diagnostic {
            help: Some(help.into()),
            ..self
        }
    }

    pub fn missing(self, name: impl Into<String>) -> Diagnostic {
        Diagnostic {
            missing: Some(name.into()),
            ..self
        }
    }

    /// Sets a page of HubSpot's documentation that is more specific than that of the rule, if there is one.
    pub fn url(self, url: Option<&'static str>) -> Diagnostic {
        Diagnostic {
            url: url.or(self.url),
            ..self
        }
    }

    pub fn ends(self, ends: Option<&'static str>) -> Diagnostic {
        Diagnostic { ends, ..self }
    }

    pub fn related(mut self, file: &RelPath, span: Span, message: impl Into<String>) -> Diagnostic {
        self.related.push(Related {
            file: file.clone(),
            span,
            message: message.into(),
        });
        self
    }

    /// Adds a fix that changes this file only.
    pub fn fix(
        self,
        title: impl Into<String>,
        safety: Safety,
        edits: impl IntoIterator<Item = (Span, String)>,
    ) -> Diagnostic {
        let file = self.file.clone();
        self.fix_in(&file, title, safety, edits)
    }

    /// Adds a fix that changes another file only.
    pub fn fix_in(
        mut self,
        file: &RelPath,
        title: impl Into<String>,
        safety: Safety,
        edits: impl IntoIterator<Item = (Span, String)>,
    ) -> Diagnostic {
        let edits = edits
            .into_iter()
            .map(|(span, new_text)| Edit {
                file: file.clone(),
                span,
                new_text,
            })
            .collect();
        self.fixes.push(Fix {
            title: title.into(),
            safety,
            edits,
        });
        self
    }

    /// Makes all fixes display-only: no command applies them.
    pub fn display_only(mut self) -> Diagnostic {
        for fix in &mut self.fixes {
            fix.safety = Safety::DisplayOnly;
        }
        self
    }
}

/// Another location that belongs to a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    pub file: RelPath,
    pub span: Span,
    /// How this location is related to the problem.
    pub message: String,
}

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Safety {
    /// There is one sensible outcome, and nothing that HubSpot accepts today changes its meaning.
    Safe,
    /// A person has to decide.
    Unsafe,
    /// A person picks it in an editor or in the JSON report; no command applies it.
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

/// A fix of a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// An imperative: "remove the comma".
    pub title: String,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// They do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement of text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Edit {
    pub file: RelPath,
    /// The bytes that are replaced.
    pub span: Span,
    pub new_text: String,
}
