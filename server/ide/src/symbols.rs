//! The outline of a file by meaning: its component with the scopes, subscriptions and fields that it has; and the uids of
//! all components. Bounded in number and depth: editors nest what they get.

use std::collections::HashSet;

use super::{Cx, Place};
use analysis::secrets;
use diagnostics::{Span, message};
use project::facts::Facts;
use project::index::{Component, Index};
use syntax::{Kind, Value};

/// One entry of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// Never empty.
    pub name: String,
    /// A type or a value; secrets are hidden.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it.
    pub span: Span,
    /// The characters to jump to, within `span`.
    pub selection: Span,
    /// What belongs to it.
    pub children: Vec<Symbol>,
}

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolKind {
    /// A component file.
    Component,
    /// `hsproject.json`.
    Project,
    /// A profile.
    Profile,
    /// A scope in a list.
    Scope,
    /// A webhook subscription.
    Subscription,
    /// A field or property that the file declares.
    Field,
    /// A variable of a profile.
    Variable,
    /// Any other object.
    Object,
    /// Any other list.
    List,
    /// Any other text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`, or broken text.
    Null,
}

/// A component of the project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// Its uid.
    pub name: String,
    /// Its type.
    pub container: String,
    /// Always a component.
    pub kind: SymbolKind,
    /// The uid in its file, without quotes.
    pub place: Place,
}

/// The most entries of an outline, and of an answer about all uids.
const MOST: usize = 10_000;

/// How deep an outline goes.
const DEEPEST: usize = 12;

/// The longest name or value, in characters.
const LONGEST: usize = 80;

/// How an object in a list is called: the way to its name, the way to what is said about it, what it is.
const NAMES: &[(&[&str], &[&str], SymbolKind)] = &[
    (
        &["typeDefinition", "name"],
        &["typeDefinition", "type"],
        SymbolKind::Field,
    ),
    (
        &["subscriptionType"],
        &["objectType"],
        SymbolKind::Subscription,
    ),
    (&["name"], &["type"], SymbolKind::Field),
    (&["propertyName"], &[], SymbolKind::Field),
    (
        &["controllingFieldName"],
        &["dependencyType"],
        SymbolKind::Object,
    ),
    (&["labelName"], &[], SymbolKind::Object),
    (&["client"], &[], SymbolKind::Object),
    (&["label"], &["value"], SymbolKind::Object),
];

/// The outline of a file.
pub fn document(cx: &Cx<'_>) -> Vec<Symbol> {
    let Some(root) = cx
        .document
        .syntax
        .root()
        .filter(|root| root.kind() == Kind::Object)
    else {
        return Vec::new();
    };
    let mut secrets = secrets::spans(&cx.document.syntax);
    secrets.sort_unstable();
    let mut outline = Outline {
        scopes: scopes(cx, root),
        variables: None,
        secrets,
        left: MOST,
    };
    let name = |member: &str| root.get(member).filter(|value| value.as_str().is_some());
    let mut title = cx.document.path.file_name();
    let (named, detail, kind, parts) = match &cx.document.facts {
        Facts::Component(_) => (
            name("uid"),
            name("type"),
            SymbolKind::Component,
            outline.component(root),
        ),
        Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => {
            (None, None, SymbolKind::Project, outline.children(root, 1))
        }
        Facts::Project(_) => (
            name("name"),
            name("platformVersion"),
            SymbolKind::Project,
            outline.children(root, 1),
        ),
        Facts::Profile(facts) => {
            title = &facts.name;
            outline.variables = root.get("variables").map(|variables| variables.index());
            (
                None,
                root.get("accountId").filter(|id| !is_container(*id)),
                SymbolKind::Profile,
                outline.children(root, 1),
            )
        }
    };
    let span = root.span();
    vec![Symbol {
        name: named.map_or_else(|| shown(title), |value| outline.text_of(value)),
        detail: detail.map(|value| outline.text_of(value)),
        kind,
        span,
        selection: named.map_or(
            Span {
                end: span.start + 1,
                ..span
            },
            |value| value.span(),
        ),
        children: parts,
    }]
}

/// The components whose uids have the letters of `query` in its order, sorted by uid.
pub fn workspace(index: &Index<'_>, query: &str) -> Vec<Named> {
    let named = |component: &Component<'_>| {
        let uid = component
            .facts
            .uid
            .as_ref()
            .filter(|uid| !uid.text.is_empty() && matches(&uid.text, query))?;
        let written = component
            .facts
            .type_name
            .as_ref()
            .map(|name| name.text.clone());
        Some(Named {
            name: shown(&uid.text),
            container: written.unwrap_or_else(|| component.folder.name.to_owned()),
            kind: SymbolKind::Component,
            place: Place {
                file: component.path.clone(),
                span: uid.span.inside(),
            },
        })
    };
    let mut found: Vec<Named> = index.components.iter().filter_map(named).collect();
    found.sort_by(|a, b| (&a.name, &a.place).cmp(&(&b.name, &b.place)));
    found.truncate(MOST);
    found
}

fn matches(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .flat_map(char::to_lowercase)
        .all(|wanted| letters.any(|letter| letter == wanted))
}

/// The strings that are scopes.
fn scopes(cx: &Cx<'_>, root: Value<'_>) -> HashSet<u32> {
    let mut found = HashSet::new();
    if let Some(schema) = cx.schema() {
        schema::walk(schema, root, &mut |visit| {
            if visit.reference() == Some("scope") {
                found.insert(visit.value.index());
            }
        });
    }
    found
}

struct Outline {
    scopes: HashSet<u32>,
    /// The object with the variables of a profile.
    variables: Option<u32>,
    /// Sorted.
    secrets: Vec<Span>,
    /// How many entries there may still be.
    left: usize,
}

impl Outline {
    /// What `config` holds stands directly below the component, whose name and type are the heading.
    fn component(&mut self, root: Value<'_>) -> Vec<Symbol> {
        let mut parts = Vec::new();
        for member in root
            .all_members()
            .filter(|member| !matches!(member.key.text, "uid" | "type"))
        {
            if member.key.text == "config" && member.value.kind() == Kind::Object {
                parts.extend(self.children(member.value, 1));
            } else {
                parts.extend(self.symbol(root, member.value, 0, 1));
            }
        }
        parts
    }

    fn children(&mut self, above: Value<'_>, depth: usize) -> Vec<Symbol> {
        let all = above
            .elements()
            .chain(above.all_members().map(|member| member.value));
        let all = all.take(if depth < DEEPEST { self.left } else { 0 });
        all.enumerate()
            .filter_map(|(at, value)| self.symbol(above, value, at, depth))
            .collect()
    }

    fn symbol(
        &mut self,
        above: Value<'_>,
        value: Value<'_>,
        at: usize,
        depth: usize,
    ) -> Option<Symbol> {
        self.left = self.left.checked_sub(1)?;
        let children = self.children(value, depth + 1);
        let detail = Some(value)
            .filter(|value| !is_container(*value))
            .map(|value| self.text_of(value));
        let Some(key) = value.key() else {
            return Some(self.element(value, at, children, detail));
        };
        let is_variable = self.variables == Some(above.index());
        let kind = if is_variable {
            SymbolKind::Variable
        } else {
            kind_of(value)
        };
        let span = Span {
            start: key.span.start,
            end: value.span().end,
        };
        Some(Symbol {
            name: shown(key.text),
            detail,
            kind,
            span,
            selection: key.span,
            children,
        })
    }

    fn element(
        &self,
        value: Value<'_>,
        at: usize,
        children: Vec<Symbol>,
        text: Option<String>,
    ) -> Symbol {
        let span = value.span();
        let symbol = |name, detail, kind, selection| Symbol {
            name,
            detail,
            kind,
            span,
            selection,
            children,
        };
        let named = NAMES.iter().find_map(|(name, about, kind)| {
            let name = value.at(name).filter(|name| name.as_str().is_some())?;
            let about = value.at(about).filter(|about| !is_container(*about));
            Some((name, about.map(|about| self.text_of(about)), *kind))
        });
        match (named, text) {
            (Some((name, about, kind)), _) => symbol(self.text_of(name), about, kind, name.span()),
            (None, Some(text)) if self.scopes.contains(&value.index()) => {
                symbol(text, None, SymbolKind::Scope, span)
            }
            (None, Some(text)) => symbol(text, None, kind_of(value), span),
            (None, None) => symbol(
                format!("[{at}]"),
                None,
                kind_of(value),
                Span {
                    end: span.start + 1,
                    ..span
                },
            ),
        }
    }

    /// A value that has no others in it, as a text.
    fn text_of(&self, value: Value<'_>) -> String {
        if secrets::overlap(&self.secrets, value.span()) {
            return secrets::MASK.to_owned();
        }
        value.as_str().map_or_else(|| shown(value.source()), shown)
    }
}

fn is_container(value: Value<'_>) -> bool {
    matches!(value.kind(), Kind::Object | Kind::Array)
}

fn kind_of(value: Value<'_>) -> SymbolKind {
    match value.kind() {
        Kind::Object => SymbolKind::Object,
        Kind::Array => SymbolKind::List,
        Kind::String => SymbolKind::Text,
        Kind::Number => SymbolKind::Number,
        Kind::Bool(_) => SymbolKind::Boolean,
        Kind::Null | Kind::Unknown => SymbolKind::Null,
    }
}

/// A user's text on one line; editors take no empty name.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).map(message::visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    if shown.trim().is_empty() {
        format!("\"{shown}\"")
    } else {
        shown
    }
}
