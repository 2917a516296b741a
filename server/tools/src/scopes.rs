//! The scopes of an app with what uses them: `hsmeta scopes`.

use std::collections::{BTreeMap, BTreeSet};

use analysis::code::Code;
use analysis::code_scopes::{CodeScopes, ListedScopes, ScopeUse, Unresolved};
use diagnostics::message;
use project::Project;
use project::index::Index;

pub use crate::places::Place;
use crate::places::Places;
pub use analysis::code_scopes::CallToken;

/// Why there is no table. Paths are quoted for messages.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum ScopesError {
    #[error("{file} has syntax errors (run `hsmeta check` for details)")]
    BrokenFile { file: String },
}

/// The scopes of a project.
#[derive(PartialEq, Eq, Debug)]
pub struct ScopeTable {
    /// Sorted by name.
    pub scopes: Vec<ScopeRow>,
    /// The other calls of HubSpot's API, in the order of files.
    pub unresolved: Vec<UnresolvedRow>,
    /// Whether the app has static auth, with which only the required scopes count.
    pub is_static: bool,
    /// Why no source code was read.
    pub unread: Option<Unread>,
}

/// Why source code was not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// `source = false`
    SwitchedOff,
    /// There is no `hsproject.json`, which says where the code is.
    NoProject,
}

/// A scope that the project requests or uses.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct ScopeRow {
    pub name: String,
    /// The names of the lists that have it in every profile; none if it is not requested.
    pub listed_in: Vec<&'static str>,
    pub unlisted: Unlisted,
    /// Calls of HubSpot's API that it opens.
    pub calls: Vec<CallRow>,
    /// Cards, webhooks and other components that require it.
    pub components: Vec<Place>,
}

/// What is known about a scope that is in no list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unlisted {
    #[default]
    NotListed,
    InSomeProfiles,
    /// A list has a variable whose value is not known.
    Unknown,
}

#[derive(PartialEq, Eq, Debug)]
pub struct CallRow {
    pub place: Place,
    /// `GET /crm/v3/objects/contacts/…`
    pub call: String,
    pub token: CallToken,
    /// The scopes any of which is enough, the narrowest first.
    pub alternatives: Vec<&'static str>,
}

#[derive(PartialEq, Eq, Debug)]
pub struct UnresolvedRow {
    pub place: Place,
    pub call: String,
    pub reason: String,
}

/// The scopes of a project; `None` if it has no app.
pub fn table(project: &Project) -> Result<Option<ScopeTable>, ScopesError> {
    let index = Index::new(project);
    check_files(&index)?;
    let Some(app) = index.app() else {
        return Ok(None);
    };
    let listed = ListedScopes::of(&index);
    let mut rows = Rows::of(&listed);
    let mut places = Places::of(project);
    let requested = listed.names();
    rows.add_components(&index, &requested, &mut places);
    let code = Code::of(&index);
    let mut found = CodeScopes::default();
    if let Some(code) = &code {
        found = CodeScopes::of(code);
        found.add_unknown_requests(code);
    }
    let mut unresolved = Vec::new();
    for site in &found.uses {
        if !rows.add_call(site, &requested, &mut places) {
            unresolved.push(UnresolvedRow {
                place: places.at(site.file, site.span),
                call: places.masked(&site.shown),
                reason: reason(Unresolved::End),
            });
        }
    }
    for call in &found.unresolved {
        unresolved.push(UnresolvedRow {
            place: places.at(call.file, call.span),
            call: places.masked(&call.shown),
            reason: reason(call.reason),
        });
    }
    unresolved.sort_by(|one, other| one.place.cmp(&other.place));
    let auth_type = app.facts.auth_type.as_ref();
    Ok(Some(ScopeTable {
        scopes: rows.rows.into_values().collect(),
        unresolved,
        is_static: auth_type.is_some_and(|auth_type| auth_type.text == "static"),
        unread: unread(project),
    }))
}

/// Files with syntax errors say nothing for sure: `hsproject.json`, and what is in the place of the app file.
pub(crate) fn check_files(index: &Index<'_>) -> Result<(), ScopesError> {
    let components = index.components.iter();
    let apps = components.filter(|component| {
        component.facts.counts_as("app")
            || component.facts.component.is_none() && component.folder.name == "app"
    });
    let manifest = index.project.manifest.as_ref();
    for path in apps.map(|app| app.path).chain(manifest) {
        let document = index.project.documents.get(path);
        if document.is_none_or(|document| !document.syntax.errors.is_empty()) {
            return Err(ScopesError::BrokenFile {
                file: message::quoted(path.as_str()),
            });
        }
    }
    Ok(())
}

pub(crate) fn unread(project: &Project) -> Option<Unread> {
    if project.config.file.skips_source() {
        Some(Unread::SwitchedOff)
    } else if project.manifest.is_none() {
        Some(Unread::NoProject)
    } else {
        None
    }
}

fn reason(reason: Unresolved) -> String {
    match reason {
        Unresolved::Url => "the URL is not known".to_owned(),
        Unresolved::Path => "the path is not known".to_owned(),
        Unresolved::ObjectType => "the object type, or its scope, is not known".to_owned(),
        Unresolved::End => "the end of the path is not known".to_owned(),
        Unresolved::Scopes => "no documented scope".to_owned(),
        Unresolved::OtherToken => "sends another token than that of the app".to_owned(),
        Unresolved::NoToken => "sends no token".to_owned(),
        Unresolved::Requires(what) => format!("requires {what}"),
    }
}

/// The rows of the table, by scope.
struct Rows<'l> {
    listed: &'l ListedScopes,
    rows: BTreeMap<String, ScopeRow>,
}

impl<'l> Rows<'l> {
    /// A row for each scope in a list.
    fn of(listed: &'l ListedScopes) -> Rows<'l> {
        let mut rows = Rows {
            listed,
            rows: BTreeMap::new(),
        };
        for (name, lists) in &listed.lists {
            rows.row(name).listed_in.clone_from(lists);
        }
        for name in &listed.in_some_profiles {
            rows.row(name);
        }
        rows
    }

    fn row(&mut self, name: &str) -> &mut ScopeRow {
        let listed = self.listed;
        self.rows
            .entry(name.to_owned())
            .or_insert_with(|| ScopeRow {
                name: name.to_owned(),
                unlisted: if listed.in_some_profiles.contains(name) {
                    Unlisted::InSomeProfiles
                } else if listed.is_open {
                    Unlisted::Unknown
                } else {
                    Unlisted::NotListed
                },
                ..ScopeRow::default()
            })
    }

    /// Adds what components require by their type or their records.
    fn add_components(
        &mut self,
        index: &Index<'_>,
        requested: &BTreeSet<&str>,
        places: &mut Places<'_>,
    ) {
        for component in &index.components {
            for requirement in &component.facts.scopes.requirements {
                let mut enough: Vec<&str> = requirement.scopes.clone();
                for scope in &requirement.scopes {
                    enough.extend(catalog::equivalents(scope));
                }
                let listed = enough.iter().find(|name| requested.contains(**name));
                if let Some(scope) = listed.or(enough.first()) {
                    let place = places.at(component.path, requirement.span);
                    self.row(scope).components.push(place);
                }
            }
        }
    }

    /// Adds a call to each listed scope that is enough for it, or else to the narrowest one. Returns whether that is known.
    fn add_call(
        &mut self,
        site: &ScopeUse<'_>,
        requested: &BTreeSet<&str>,
        places: &mut Places<'_>,
    ) -> bool {
        let mut scopes = site.opened_by(requested);
        if scopes.is_empty() && site.may_be_opened_by(requested) {
            return false;
        }
        if scopes.is_empty() {
            scopes.extend(site.narrowest(requested));
        }
        for scope in scopes {
            self.row(scope).calls.push(CallRow {
                place: places.at(site.file, site.span),
                call: places.masked(&site.shown),
                token: site.token,
                alternatives: site.alternatives.clone(),
            });
        }
        true
    }
}
