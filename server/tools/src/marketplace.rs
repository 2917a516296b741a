//! What HubSpot requires of apps in its marketplace, compared with a project: `hsmeta marketplace`. It rests on the problems that
//! a check finds, on what `schemas/marketplace.json` says, and says of everything else that a person has to look.

mod as_marketplace;
mod checks;
mod code;
mod shared_data;
mod table;

use analysis::code::Code;
use analysis::code_scopes::ListedScopes;
use analysis::components::{App, Component};
use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, RuleId, Span};
use project::Project;
use project::index::Index;

use crate::places::{Place, Places};
use crate::scopes::{self, ScopesError, Unread};
use as_marketplace::{Shift, as_marketplace};
use checks::Outcome;
pub use shared_data::{SharedData, SharedObject};
use table::{Files, Only};
pub use table::{Requirement, Stage, requirements};

/// The rules about files that HubSpot does not read because of their names.
const MISNAMED_RULES: [RuleId; 2] = ["missing-hsmeta-suffix", "near-miss-file-name"];

/// Whether a requirement is met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Pass,
    Fail,
    /// A person has to look.
    Review,
}

/// What was found about a requirement, at its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    pub place: Place,
    /// The rule that reports it, if one does.
    pub rule: Option<RuleId>,
    pub message: String,
}

/// A requirement with what the project shows of it.
#[derive(Debug)]
pub struct Row {
    pub requirement: &'static Requirement,
    pub verdict: Verdict,
    pub evidence: Vec<Evidence>,
    /// What the project shows besides.
    pub seen: Option<String>,
}

#[derive(Debug)]
pub struct Report {
    /// Whether the app has marketplace distribution; `None` if it is not known.
    pub is_marketplace: Option<bool>,
    /// All requirements, in the order of the table.
    pub rows: Vec<Row>,
    pub shared_data: SharedData,
    /// Why no source code was read.
    pub unread: Option<Unread>,
}

impl Report {
    pub fn count(&self, verdict: Verdict) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.verdict == verdict).count()
    }
}

/// The report about a project, whatever its configuration leaves out; `None` if it has no app. `check` finds all problems.
pub fn report(
    project: &Project,
    check: fn(&Project) -> Vec<Diagnostic>,
) -> Result<Option<Report>, ScopesError> {
    let index = Index::new(project);
    scopes::check_files(&index)?;
    let Some(component) = index.app() else {
        return Ok(None);
    };
    let document = project.documents.get(component.path);
    let config = document
        .and_then(|document| document.syntax.root())
        .and_then(|root| root.get("config"));
    let app = match Component::of(component.facts.component, config) {
        Component::App(app) => Some(app),
        _ => None,
    };
    let (diagnostics, shift) = match as_marketplace(project) {
        Some((changed, shift)) => (check(&changed), Some(shift)),
        None => (check(project), None),
    };
    let code = Code::of(&index);
    let listed = ListedScopes::of(&index);
    let mut reporter = Reporter {
        index: &index,
        app_path: component.path,
        app_span: component.facts.anchor,
        app,
        code: code.as_ref(),
        shared_data: shared_data::of(&listed),
        diagnostics: &diagnostics,
        shift: shift.as_ref(),
        places: Places::of(project),
        unread: scopes::unread(project),
    };
    let rows = requirements()
        .iter()
        .map(|requirement| reporter.row(requirement))
        .collect();
    Ok(Some(Report {
        is_marketplace: reporter.is_marketplace(),
        rows,
        shared_data: reporter.shared_data,
        unread: reporter.unread,
    }))
}

/// What the rows are made from.
struct Reporter<'r> {
    index: &'r Index<'r>,
    app_path: &'r RelPath,
    /// Where something missing in the app is reported.
    app_span: Span,
    /// `None` if the app file has no `config`.
    app: Option<App<'r>>,
    code: Option<&'r Code<'r>>,
    shared_data: SharedData,
    diagnostics: &'r [Diagnostic],
    shift: Option<&'r Shift>,
    places: Places<'r>,
    unread: Option<Unread>,
}

impl Reporter<'_> {
    fn row(&mut self, requirement: &'static Requirement) -> Row {
        let mut row = Row {
            requirement,
            verdict: Verdict::Pass,
            evidence: Vec::new(),
            seen: None,
        };
        let misnamed = match requirement.only {
            Some(only) => self.misnamed(only),
            None => Vec::new(),
        };
        if let Some(only) = requirement.only
            && misnamed.is_empty()
            && !self.has_any(only)
        {
            row.seen = Some(only.absent().to_owned());
            return row;
        }
        let mut outcome = self.outcome(requirement, misnamed);
        if !outcome.fails.is_empty() {
            row.verdict = Verdict::Fail;
        } else if !requirement.decided || outcome.is_uncertain {
            row.verdict = Verdict::Review;
        }
        row.evidence = outcome.fails;
        row.evidence.append(&mut outcome.hints);
        row.seen = outcome.seen.map(|seen| self.places.masked(&seen));
        row
    }

    /// What the check and the rules of a requirement find, and the files that none of them has looked at.
    fn outcome(&mut self, requirement: &Requirement, misnamed: Vec<Evidence>) -> Outcome {
        let mut outcome = match requirement.check {
            Some(check) => self.check(check),
            None => Outcome::default(),
        };
        outcome.is_uncertain |= !misnamed.is_empty();
        outcome.hints.splice(0..0, misnamed);
        self.add_problems(requirement, &requirement.fails, &mut outcome.fails);
        self.add_problems(requirement, &requirement.hints, &mut outcome.hints);
        outcome
    }

    /// Whether the project has what a requirement is about.
    fn has_any(&self, only: Only) -> bool {
        match only {
            Only::AgentTools => self.has_agent_tools(),
            Only::Cards | Only::Webhooks => {
                let mut names = only.component_types().iter();
                names.any(|name| self.has(name))
            }
        }
    }

    fn has(&self, component_type: &str) -> bool {
        let mut components = self.index.components.iter();
        components.any(|component| component.facts.counts_as(component_type))
    }

    /// The files of components that a requirement is about, and that HubSpot does not read because of their names: once
    /// they have the right ones, it will.
    fn misnamed(&mut self, only: Only) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        for diagnostic in self.diagnostics {
            let name = self.meant_type(&diagnostic.file);
            if MISNAMED_RULES.contains(&diagnostic.rule)
                && name.is_some_and(|name| only.component_types().contains(&name))
            {
                evidence.push(self.of_diagnostic(diagnostic));
            }
        }
        evidence
    }

    /// The type of a component under another name: the one that it has, or that of its folder.
    fn meant_type(&self, path: &RelPath) -> Option<&'static str> {
        let mut candidates = self.index.candidates.iter();
        let written = candidates
            .find(|(candidate, _)| *candidate == path)
            .and_then(|(_, facts)| facts.type_name.as_ref());
        let component_type = match written {
            Some(written) => ComponentType::guess(&written.text),
            None => ComponentType::by_folder_suffix(path.folder()),
        };
        Some(component_type?.name)
    }

    /// Adds the problems of these rules.
    fn add_problems(
        &mut self,
        requirement: &Requirement,
        rules: &[String],
        evidence: &mut Vec<Evidence>,
    ) {
        for diagnostic in self.diagnostics {
            if !rules.iter().any(|rule| rule == diagnostic.rule) {
                continue;
            }
            if let Some(files) = requirement.files
                && !self.is_in(files, &diagnostic.file)
            {
                continue;
            }
            let span = self.original(diagnostic);
            let properties = &requirement.properties;
            if !properties.is_empty() && !self.is_about(properties, &diagnostic.file, span) {
                continue;
            }
            evidence.push(self.of_diagnostic(diagnostic));
        }
    }

    fn of_diagnostic(&mut self, diagnostic: &Diagnostic) -> Evidence {
        let span = self.original(diagnostic);
        Evidence {
            place: self.places.at(&diagnostic.file, span),
            rule: Some(diagnostic.rule),
            // The check masks secrets.
            message: diagnostic.message.clone(),
        }
    }

    /// The span of a diagnostic in the file as it is.
    fn original(&self, diagnostic: &Diagnostic) -> Span {
        match self.shift {
            Some(shift) => shift.original(&diagnostic.file, diagnostic.span),
            None => diagnostic.span,
        }
    }

    /// Whether a span is in one of these properties of `config.support`, or of `config` itself, where some put them.
    fn is_about(&self, properties: &[String], file: &RelPath, span: Span) -> bool {
        let Some(app) = self.app else {
            return false;
        };
        if file != self.app_path {
            return false;
        }
        for object in app.support().into_iter().chain([app.config]) {
            for name in properties {
                if let Some(member) = object.member(name)
                    && member.key.span.start <= span.start
                    && span.end <= member.value.span().end
                {
                    return true;
                }
            }
        }
        false
    }

    fn is_in(&self, files: Files, path: &RelPath) -> bool {
        let component_type = match files {
            Files::App => "app",
            Files::Card => "card",
        };
        let component = self.index.component(path);
        component.is_some_and(|component| component.facts.counts_as(component_type))
    }

    fn evidence(&mut self, file: &RelPath, span: Span, message: &str) -> Evidence {
        Evidence {
            place: self.places.at(file, span),
            rule: None,
            message: self.places.masked(message),
        }
    }

    /// Something about the app file.
    fn in_app(&mut self, span: Option<Span>, message: &str) -> Evidence {
        let (file, span) = (self.app_path.clone(), span.unwrap_or(self.app_span));
        self.evidence(&file, span, message)
    }
}
