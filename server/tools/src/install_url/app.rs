//! The OAuth settings in the app file, with the placeholders of each profile replaced.

use super::{InstallUrlError, NEXT, STATIC_NEXT};
use diagnostics::{RelPath, message};
use project::document::Document;
use project::facts::{Facts, ProfileFacts};
use project::index::Index;
use project::{Project, placeholders};
use syntax::{Kind, Syntax, Value};

/// The settings of an app in one profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct App {
    pub file: RelPath,
    /// `None` if the settings are the same in all profiles.
    pub profile: Option<String>,
    pub auth: Auth,
    pub redirect_urls: Vec<String>,
    /// The scopes that every install link must have.
    pub required: Vec<String>,
    /// The scopes that a link may have, and that are required then.
    pub conditional: Vec<String>,
    /// The scopes for `optional_scope`.
    pub optional: Vec<String>,
    /// Strings with placeholders that no profile defines.
    pub unresolved: Vec<String>,
    /// Whether the file is valid JSON and has `config.auth`.
    pub is_readable: bool,
}

/// How an app authenticates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Auth {
    OAuth,
    /// A static token.
    Static,
    /// Missing, or another value.
    Unknown,
}

/// The app of a project: once, or once for each profile if these differ. Empty if there is no app.
pub fn apps(project: &Project) -> Vec<App> {
    let index = Index::new(project);
    let Some(document) = app_document(project, &index) else {
        return Vec::new();
    };
    let mut apps = Vec::new();
    for profile in &index.profiles {
        if profile.facts.readable {
            apps.push(App::of(document, Some(profile.facts)));
        }
    }
    if apps
        .windows(2)
        .any(|pair| !pair[0].has_same_settings(&pair[1]))
    {
        return apps;
    }
    match apps.into_iter().next() {
        Some(first) => vec![App {
            profile: None,
            ..first
        }],
        None => vec![App::of(document, None)],
    }
}

/// The app file that HubSpot reads, otherwise any other one.
fn app_document<'p>(project: &'p Project, index: &Index<'p>) -> Option<&'p Document> {
    if let Some(app) = index.app()
        && let Some(document) = project.documents.get(app.path)
    {
        return Some(document);
    }
    for document in project.documents.values() {
        if let Facts::Component(facts) = &document.facts
            && let Some(component) = facts.component
            && component.name == "app"
        {
            return Some(document);
        }
    }
    None
}

/// The names of a project's profiles.
pub fn profiles(project: &Project) -> Vec<String> {
    Index::new(project)
        .profiles
        .iter()
        .map(|profile| profile.facts.name.clone())
        .collect()
}

impl App {
    /// The next step after the install.
    pub fn next(&self) -> &'static str {
        if self.auth == Auth::Static {
            STATIC_NEXT
        } else {
            NEXT
        }
    }

    fn of(document: &Document, profile: Option<&ProfileFacts>) -> App {
        let expanded = placeholders::expand(&document.syntax, profile);
        let mut unresolved = Vec::new();
        let mut list = |name| {
            let (values, missing) = strings(&document.syntax, &expanded, name);
            unresolved.extend(missing);
            values
        };
        App {
            file: document.path.clone(),
            profile: profile.map(|profile| profile.name.clone()),
            auth: auth_type(&expanded),
            redirect_urls: list("redirectUrls"),
            required: list("requiredScopes"),
            conditional: list("conditionallyRequiredScopes"),
            optional: list("optionalScopes"),
            unresolved,
            is_readable: document.syntax.errors.is_empty() && auth(&expanded).is_some(),
        }
    }

    /// Whether everything that an install URL contains is known.
    pub(super) fn ensure_complete(&self) -> Result<(), InstallUrlError> {
        let file = message::quoted(self.file.as_str());
        if !self.is_readable || self.auth == Auth::Unknown {
            return Err(InstallUrlError::NoAuth { file });
        }
        match self.unresolved.first() {
            Some(value) => Err(InstallUrlError::UndefinedVariable {
                value: message::quoted(value),
                file,
            }),
            None => Ok(()),
        }
    }

    fn has_same_settings(&self, other: &App) -> bool {
        *self
            == App {
                profile: self.profile.clone(),
                ..other.clone()
            }
    }

    /// Every scope that the app configures.
    pub(super) fn scopes(&self) -> impl Iterator<Item = &str> {
        [&self.required, &self.conditional, &self.optional]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

fn auth(syntax: &Syntax) -> Option<Value<'_>> {
    syntax.root()?.at(&["config", "auth"])
}

fn auth_type(syntax: &Syntax) -> Auth {
    let written = auth(syntax).and_then(|auth| auth.get("type")?.as_str());
    match written.map(str::to_lowercase).as_deref() {
        Some("oauth") => Auth::OAuth,
        Some("static") => Auth::Static,
        _ => Auth::Unknown,
    }
}

/// The strings of a list of `config.auth`: those that are known, and those with undefined placeholders as they are written.
fn strings(written: &Syntax, expanded: &Syntax, name: &str) -> (Vec<String>, Vec<String>) {
    let (mut known, mut unresolved) = (Vec::new(), Vec::new());
    for (written, expanded) in auth_list(written, name).zip(auth_list(expanded, name)) {
        if let Some(string) = expanded.as_str() {
            known.push(string.to_owned());
        } else if expanded.kind() == Kind::Unknown
            && let Some(string) = written.as_str()
        {
            unresolved.push(string.to_owned());
        }
    }
    (known, unresolved)
}

fn auth_list<'a>(syntax: &'a Syntax, name: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
    auth(syntax)
        .and_then(|auth| auth.get(name))
        .into_iter()
        .flat_map(|list| list.elements())
}
