//! The outline of a file by meaning: its component with its scopes, subscriptions and fields.

use std::collections::HashSet;

use analysis::secrets;
use diagnostics::Span;
use project::facts::Facts;
use syntax::{Kind, Value};

use super::{DocumentSymbol, MAX_SYMBOLS, SymbolKind, shown};
use crate::Cx;

const MAX_DEPTH: usize = 12;

/// How an object in an array is shown.
struct ElementNaming {
    /// The path to its name.
    name: &'static [&'static str],
    /// The path to the detail.
    detail: &'static [&'static str],
    kind: SymbolKind,
}

const fn naming(
    name: &'static [&'static str],
    detail: &'static [&'static str],
    kind: SymbolKind,
) -> ElementNaming {
    ElementNaming { name, detail, kind }
}

const NAMINGS: &[ElementNaming] = &[
    naming(
        &["typeDefinition", "name"],
        &["typeDefinition", "type"],
        SymbolKind::Field,
    ),
    naming(
        &["subscriptionType"],
        &["objectType"],
        SymbolKind::Subscription,
    ),
    naming(&["name"], &["type"], SymbolKind::Field),
    naming(&["propertyName"], &[], SymbolKind::Field),
    naming(
        &["controllingFieldName"],
        &["dependencyType"],
        SymbolKind::Object,
    ),
    naming(&["labelName"], &[], SymbolKind::Object),
    naming(&["client"], &[], SymbolKind::Object),
    naming(&["label"], &["value"], SymbolKind::Object),
];

/// The outline of a file: one symbol for its root.
pub fn document(cx: &Cx<'_>) -> Vec<DocumentSymbol> {
    let Some(root) = cx.document.syntax.root() else {
        return Vec::new();
    };
    if root.kind() != Kind::Object {
        return Vec::new();
    }
    let mut secrets = secrets::spans(&cx.document.syntax);
    secrets.sort_unstable();
    let mut outline = Outline {
        scopes: scopes(cx, root),
        variables: None,
        secrets,
        remaining: MAX_SYMBOLS,
    };
    vec![outline.root(cx, root)]
}

/// The indices of the strings that are scopes.
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
    /// How many more symbols the outline may have.
    remaining: usize,
}

impl Outline {
    fn root(&mut self, cx: &Cx<'_>, root: Value<'_>) -> DocumentSymbol {
        let span = root.span();
        let mut symbol = DocumentSymbol {
            name: shown(cx.document.path.file_name()),
            detail: None,
            kind: SymbolKind::Project,
            span,
            selection: first_byte(span),
            children: Vec::new(),
        };
        match &cx.document.facts {
            Facts::Component(_) => {
                symbol.kind = SymbolKind::Component;
                self.describe(&mut symbol, root, "uid", "type");
                symbol.children = self.component(root);
            }
            Facts::Project(_) => {
                self.describe(&mut symbol, root, "name", "platformVersion");
                symbol.children = self.children(root, 1);
            }
            Facts::Profile(facts) => {
                symbol.kind = SymbolKind::Profile;
                symbol.name = shown(&facts.name);
                if let Some(id) = root.get("accountId") {
                    symbol.detail = self.scalar(id);
                }
                self.variables = root.get("variables").map(|variables| variables.index());
                symbol.children = self.children(root, 1);
            }
            Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => {
                symbol.children = self.children(root, 1);
            }
        }
        symbol
    }

    /// Takes name and detail of a file from two of its members, if they are strings.
    fn describe(&self, symbol: &mut DocumentSymbol, root: Value<'_>, name: &str, detail: &str) {
        if let Some(name) = string_member(root, name) {
            symbol.name = self.text_of(name);
            symbol.selection = name.span();
        }
        symbol.detail = string_member(root, detail).map(|detail| self.text_of(detail));
    }

    /// The members of `config` are children of the component itself; `uid` and `type` are its name and detail.
    fn component(&mut self, root: Value<'_>) -> Vec<DocumentSymbol> {
        let mut symbols = Vec::new();
        for member in root.all_members() {
            if matches!(member.key.text, "uid" | "type") {
                continue;
            }
            if member.key.text == "config" && member.value.kind() == Kind::Object {
                symbols.extend(self.children(member.value, 1));
            } else {
                symbols.extend(self.symbol(root, member.value, 0, 1));
            }
        }
        symbols
    }

    fn children(&mut self, parent: Value<'_>, depth: usize) -> Vec<DocumentSymbol> {
        let mut symbols = Vec::new();
        if depth >= MAX_DEPTH {
            return symbols;
        }
        let values = parent
            .elements()
            .chain(parent.all_members().map(|member| member.value));
        for (index, value) in values.enumerate() {
            match self.symbol(parent, value, index, depth) {
                Some(symbol) => symbols.push(symbol),
                None => break,
            }
        }
        symbols
    }

    /// The symbol of a value; `None` if the outline is full.
    fn symbol(
        &mut self,
        parent: Value<'_>,
        value: Value<'_>,
        index: usize,
        depth: usize,
    ) -> Option<DocumentSymbol> {
        self.remaining = self.remaining.checked_sub(1)?;
        let children = self.children(value, depth + 1);
        let detail = self.scalar(value);
        let symbol = match value.key() {
            Some(key) => DocumentSymbol {
                name: shown(key.text),
                detail,
                kind: if self.variables == Some(parent.index()) {
                    SymbolKind::Variable
                } else {
                    kind_of(value)
                },
                span: Span {
                    start: key.span.start,
                    end: value.span().end,
                },
                selection: key.span,
                children,
            },
            None => DocumentSymbol {
                children,
                ..self.element(value, index, detail)
            },
        };
        Some(symbol)
    }

    /// An element of an array. `text` is that of a scalar.
    fn element(&self, value: Value<'_>, index: usize, text: Option<String>) -> DocumentSymbol {
        let span = value.span();
        let mut symbol = DocumentSymbol {
            name: format!("[{index}]"),
            detail: None,
            kind: kind_of(value),
            span,
            selection: first_byte(span),
            children: Vec::new(),
        };
        if let Some((naming, name)) = naming_of(value) {
            symbol.name = self.text_of(name);
            symbol.kind = naming.kind;
            symbol.selection = name.span();
            if let Some(detail) = value.at(naming.detail) {
                symbol.detail = self.scalar(detail);
            }
        } else if let Some(text) = text {
            symbol.name = text;
            symbol.selection = span;
            if self.scopes.contains(&value.index()) {
                symbol.kind = SymbolKind::Scope;
            }
        }
        symbol
    }

    /// The text of a value that is neither an object nor an array.
    fn scalar(&self, value: Value<'_>) -> Option<String> {
        match value.kind() {
            Kind::Object | Kind::Array => None,
            _ => Some(self.text_of(value)),
        }
    }

    fn text_of(&self, value: Value<'_>) -> String {
        if secrets::overlap(&self.secrets, value.span()) {
            return secrets::MASK.to_owned();
        }
        shown(value.as_str().unwrap_or(value.source()))
    }
}

fn string_member<'a>(object: Value<'a>, name: &str) -> Option<Value<'a>> {
    let value = object.get(name)?;
    value.as_str()?;
    Some(value)
}

/// The first naming of which the value has a name.
fn naming_of(value: Value<'_>) -> Option<(&'static ElementNaming, Value<'_>)> {
    for naming in NAMINGS {
        if let Some(name) = value.at(naming.name)
            && name.as_str().is_some()
        {
            return Some((naming, name));
        }
    }
    None
}

fn first_byte(span: Span) -> Span {
    Span {
        end: span.start + 1,
        ..span
    }
}

fn kind_of(value: Value<'_>) -> SymbolKind {
    match value.kind() {
        Kind::Object => SymbolKind::Object,
        Kind::Array => SymbolKind::Array,
        Kind::String => SymbolKind::String,
        Kind::Number => SymbolKind::Number,
        Kind::Bool(_) => SymbolKind::Boolean,
        Kind::Null | Kind::Unknown => SymbolKind::Null,
    }
}
