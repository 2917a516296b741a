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
        if let Some(absent) = requirement.only.and_then(|only| self.absent(only)) {
            row.seen = Some(absent.to_owned());
            return row;
        }
        let outcome = match requirement.check {
            Some(check) => self.check(check),
            None => Outcome::default(),
        };
        let mut fails = outcome.fails;
        self.add_problems(requirement, &requirement.fails, &mut fails);
        row.evidence = outcome.hints;
        self.add_problems(requirement, &requirement.hints, &mut row.evidence);
        if !fails.is_empty() {
            row.verdict = Verdict::Fail;
        } else if !requirement.decided || outcome.is_uncertain {
            row.verdict = Verdict::Review;
        }
        fails.append(&mut row.evidence);
        row.evidence = fails;
        row.seen = outcome.seen.map(|seen| self.places.masked(&seen));
        row
    }

    /// Why a requirement does not apply.
    fn absent(&self, only: Only) -> Option<&'static str> {
        match only {
            Only::Cards if !self.has("card") && !self.has_misnamed_card() => {
                Some("the project has no cards")
            }
            Only::Webhooks if !self.has("webhooks") && !self.has("webhooks-journal") => {
                Some("the project has no webhooks")
            }
            Only::AgentTools if !self.has_agent_tools() => Some("the project has no agent tools"),
            _ => None,
        }
    }

    fn has(&self, component_type: &str) -> bool {
        let mut components = self.index.components.iter();
        components.any(|component| component.facts.counts_as(component_type))
    }

    /// Whether there is a card that HubSpot does not read, because of the name of its file: it will be one.
    fn has_misnamed_card(&self) -> bool {
        let mut candidates = self.index.candidates.iter();
        candidates.any(|(_, facts)| {
            let type_name = facts.type_name.as_ref();
            facts.is_component && type_name.is_some_and(|name| name.text == "card")
        })
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
            let span = match self.shift {
                Some(shift) => shift.original(&diagnostic.file, diagnostic.span),
                None => diagnostic.span,
            };
            let properties = &requirement.properties;
            if !properties.is_empty() && !self.is_about(properties, &diagnostic.file, span) {
                continue;
            }
            evidence.push(Evidence {
                place: self.places.at(&diagnostic.file, span),
                rule: Some(diagnostic.rule),
                // The check masks secrets.
                message: diagnostic.message.clone(),
            });
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
