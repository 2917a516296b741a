//! The scopes of an app with what uses them: `hsmeta scopes`.

use std::collections::{BTreeMap, BTreeSet};

use analysis::code::Code;
use analysis::code_scopes::{self, CodeScopes, Unresolved};
use analysis::secrets::Secrets;
use diagnostics::{LinePositions, Position, RelPath, Span};
use project::Project;
use project::index::Index;

/// The lists of an app, in the order in which they are shown.
const LISTS: [&str; 3] = [
    "requiredScopes",
    "conditionallyRequiredScopes",
    "optionalScopes",
];

/// The scopes of a project.
#[derive(PartialEq, Eq, Debug)]
pub struct ScopeTable {
    /// Sorted by name.
    pub scopes: Vec<ScopeRow>,
    /// Calls of HubSpot's API whose scopes are not known, in the order of files.
    pub unresolved: Vec<UnresolvedRow>,
}

/// A scope that the project requests or uses.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct ScopeRow {
    pub name: String,
    /// The names of the lists; none if it is not requested.
    pub listed_in: Vec<&'static str>,
    /// Calls of HubSpot's API.
    pub calls: Vec<CallRow>,
    /// Cards, webhooks and other components that require it.
    pub components: Vec<Place>,
}

/// A position in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    pub file: RelPath,
    pub position: Position,
}

#[derive(PartialEq, Eq, Debug)]
pub struct CallRow {
    pub place: Place,
    /// `GET /crm/v3/objects/contacts/…`
    pub call: String,
    /// Whether it sends the token of the app for sure.
    pub is_of_app: bool,
}

#[derive(PartialEq, Eq, Debug)]
pub struct UnresolvedRow {
    pub place: Place,
    pub call: String,
    pub reason: String,
}

/// The scopes of a project; `None` if it has no app.
pub fn table(project: &Project) -> Option<ScopeTable> {
    let index = Index::new(project);
    index.app()?;
    let mut rows: BTreeMap<String, ScopeRow> = BTreeMap::new();
    add_listed(&index, &mut rows);
    let mut places = Places::of(project);
    let requested = code_scopes::requested(&index);
    add_components(&index, &requested, &mut places, &mut rows);
    let code = Code::of(&index);
    let mut found = CodeScopes::default();
    if let Some(code) = &code {
        found = CodeScopes::of(code);
        found.add_unknown_requests(code);
    }
    for site in &found.uses {
        let scope = site.requested(&requested).or(site.narrowest(&requested));
        if let Some(scope) = scope {
            row(&mut rows, scope).calls.push(CallRow {
                place: places.at(site.file, site.span),
                call: places.masked(&site.shown),
                is_of_app: site.is_of_app,
            });
        }
    }
    let mut unresolved = Vec::new();
    for call in &found.unresolved {
        unresolved.push(UnresolvedRow {
            place: places.at(call.file, call.span),
            call: places.masked(&call.shown),
            reason: reason(call.reason),
        });
    }
    Some(ScopeTable {
        scopes: rows.into_values().collect(),
        unresolved,
    })
}

fn reason(reason: Unresolved) -> String {
    match reason {
        Unresolved::Url => "the URL is not known".to_owned(),
        Unresolved::Path => "the path is not known".to_owned(),
        Unresolved::ObjectType => "the object type, or its scope, is not known".to_owned(),
        Unresolved::Scopes => "no documented scope".to_owned(),
        Unresolved::OtherToken => "sends another token than that of the app".to_owned(),
        Unresolved::NoToken => "sends no token".to_owned(),
        Unresolved::Requires(what) => format!("requires {what}"),
    }
}

fn row<'r>(rows: &'r mut BTreeMap<String, ScopeRow>, name: &str) -> &'r mut ScopeRow {
    rows.entry(name.to_owned()).or_insert_with(|| ScopeRow {
        name: name.to_owned(),
        ..ScopeRow::default()
    })
}

/// Adds the scopes in the lists of all components: those of the app, and the permissions of others.
fn add_listed(index: &Index<'_>, rows: &mut BTreeMap<String, ScopeRow>) {
    for component in &index.components {
        let Some(document) = index.project.documents.get(component.path) else {
            continue;
        };
        let Some(root) = document.syntax.root() else {
            continue;
        };
        for path in [["config", "auth"].as_slice(), &["permissions"]] {
            let Some(object) = root.at(path) else {
                continue;
            };
            for list in LISTS {
                let elements = object
                    .get(list)
                    .into_iter()
                    .flat_map(|list| list.elements());
                for name in elements.filter_map(|element| element.as_str()) {
                    let row = row(rows, name);
                    if !row.listed_in.contains(&list) {
                        row.listed_in.push(list);
                    }
                }
            }
        }
    }
    rows.retain(|name, _| !name.is_empty());
}

/// Adds what components require by their type or their records.
fn add_components(
    index: &Index<'_>,
    requested: &BTreeSet<&str>,
    places: &mut Places<'_>,
    rows: &mut BTreeMap<String, ScopeRow>,
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
                row(rows, scope).components.push(place);
            }
        }
    }
}

/// Positions in the files of a project, and its secrets.
struct Places<'p> {
    project: &'p Project,
    lines: BTreeMap<RelPath, LinePositions<'p>>,
    secrets: Secrets,
}

impl<'p> Places<'p> {
    fn of(project: &'p Project) -> Places<'p> {
        let documents = project.documents.values();
        Places {
            project,
            lines: BTreeMap::new(),
            secrets: Secrets::of(documents.map(|document| &document.syntax)),
        }
    }

    fn at(&mut self, file: &RelPath, span: Span) -> Place {
        if !self.lines.contains_key(file)
            && let Some(text) = self.project.text(file)
        {
            self.lines.insert(file.clone(), LinePositions::new(text));
        }
        let position = match self.lines.get(file) {
            Some(lines) => lines.range(span).0,
            None => Position { line: 1, column: 1 },
        };
        Place {
            file: file.clone(),
            position,
        }
    }

    fn masked(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        self.secrets.mask(&mut masked);
        masked
    }
}
