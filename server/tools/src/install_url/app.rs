//! What the app file says about an install, as each profile fills it in.

use super::{NEXT, STATIC_NEXT};
use diagnostics::{RelPath, message};
use project::document::Document;
use project::facts::{Facts, ProfileFacts};
use project::index::Index;
use project::{Project, placeholders};
use syntax::{Kind, Syntax, Value};

/// An app, as one profile fills it in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct App {
    /// Its file.
    pub file: RelPath,
    /// The profile; `None` where no profile makes a difference.
    pub profile: Option<String>,
    /// How it authenticates.
    pub auth: Auth,
    /// The registered redirect URLs.
    pub redirect_urls: Vec<String>,
    /// The scopes that every install link must have.
    pub required: Vec<String>,
    /// The scopes that a link may have, and that are required then.
    pub conditional: Vec<String>,
    /// The scopes for `optional_scope`.
    pub optional: Vec<String>,
    /// Texts with placeholders that no profile fills in.
    pub unfilled: Vec<String>,
    /// Whether the file can be read at all.
    pub is_readable: bool,
}

/// How an app authenticates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Auth {
    /// By OAuth.
    OAuth,
    /// By a static token.
    Static,
    /// That is missing, or something else.
    Unknown,
}

/// The app of a project: once, or once for each profile where these differ. None where there is no app.
pub fn apps(project: &Project) -> Vec<App> {
    let index = Index::new(project);
    let is_app = |document: &&Document| match &document.facts {
        Facts::Component(facts) => facts.component.is_some_and(|own| own.name == "app"),
        _ => false,
    };
    let documents = || project.documents.values().map(|document| &**document);
    let main = index
        .app()
        .and_then(|app| documents().find(|document| document.path == *app.path));
    let Some(document) = main.or_else(|| documents().find(is_app)) else {
        return Vec::new();
    };
    let profiles = index
        .profiles
        .iter()
        .map(|profile| profile.facts)
        .filter(|facts| facts.readable);
    let apps: Vec<App> = profiles
        .map(|profile| App::of(document, Some(profile)))
        .collect();
    let is_same = |pair: &[App]| pair[0].has_same_values(&pair[1]);
    match apps.first() {
        Some(_) if !apps.windows(2).all(is_same) => apps,
        Some(first) => vec![App {
            profile: None,
            ..first.clone()
        }],
        None => vec![App::of(document, None)],
    }
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
    /// What comes after the install.
    pub fn next(&self) -> &'static str {
        if self.auth == Auth::Static {
            STATIC_NEXT
        } else {
            NEXT
        }
    }

    fn of(document: &Document, profile: Option<&ProfileFacts>) -> App {
        let expanded = placeholders::expand(&document.syntax, profile);
        let auth = auth(&expanded);
        let mut app = App {
            file: document.path.clone(),
            profile: profile.map(|profile| profile.name.clone()),
            auth: match auth
                .and_then(|auth| auth.get("type")?.as_str())
                .map(str::to_lowercase)
                .as_deref()
            {
                Some("oauth") => Auth::OAuth,
                Some("static") => Auth::Static,
                _ => Auth::Unknown,
            },
            redirect_urls: Vec::new(),
            required: Vec::new(),
            conditional: Vec::new(),
            optional: Vec::new(),
            unfilled: Vec::new(),
            is_readable: document.syntax.errors.is_empty() && auth.is_some(),
        };
        let mut list = |name: &str| {
            let written = auth_list(&document.syntax, name);
            let filled: Vec<Value<'_>> = auth_list(&expanded, name).collect();
            let unfilled = written
                .zip(&filled)
                .filter(|(_, filled)| filled.kind() == Kind::Unknown);
            app.unfilled
                .extend(unfilled.filter_map(|(written, _)| written.as_str().map(str::to_owned)));
            filled
                .iter()
                .filter_map(|value| value.as_str().map(str::to_owned))
                .collect()
        };
        let redirect_urls = list("redirectUrls");
        let (required, conditional) = (list("requiredScopes"), list("conditionallyRequiredScopes"));
        let optional = list("optionalScopes");
        App {
            redirect_urls,
            required,
            conditional,
            optional,
            ..app
        }
    }

    /// Whether all of it is known.
    pub(super) fn usable(&self) -> Result<(), String> {
        let file = message::quoted(self.file.as_str());
        if !self.is_readable || self.auth == Auth::Unknown {
            return Err(format!(
                "{file} has no valid `config.auth` of type `oauth` (run `hsmeta check` for details)"
            ));
        }
        match self.unfilled.first() {
            Some(text) => {
                let text = message::quoted(text);
                Err(format!(
                    "no profile defines the variables of {text} in {file}: add them to hsprofile.<name>.json"
                ))
            }
            None => Ok(()),
        }
    }

    fn has_same_values(&self, other: &App) -> bool {
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

fn auth_list<'a>(syntax: &'a Syntax, name: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
    auth(syntax)
        .and_then(|auth| auth.get(name))
        .into_iter()
        .flat_map(|list| list.elements())
}
