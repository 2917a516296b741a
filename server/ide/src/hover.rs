//! Hover: allowed values first, then their meaning. Properties and values are described from the schemas, names from the facts
//! of the project.

mod apps;
mod choices;
mod component;
pub(crate) mod messages;
mod page;
mod property;
mod references;
mod variable;

use super::Cx;
use super::markup::Markup;
use diagnostics::Span;
use page::Page;
use project::facts::{ComponentFacts, Facts, Target};
use property::Required;
use schema::{Schema, Visit};
use syntax::{Kind, Value};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// The described key, value, placeholder or bracket.
    pub span: Span,
    pub text: Markup,
}

/// Settings of the editor.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// The name of the selected profile: its values come first.
    pub profile: Option<String>,
}

/// The part of a member or element at the offset.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The key, or a bracket of the value.
    Whole,
    /// A value without brackets.
    Scalar,
}

#[derive(Clone, Copy)]
struct Hovered<'a> {
    value: Value<'a>,
    part: Part,
}

impl<'a> Hovered<'a> {
    /// The string at the offset.
    fn string(&self) -> Option<&'a str> {
        match self.part {
            Part::Scalar => self.value.as_str(),
            Part::Whole => None,
        }
    }
}

/// The description of the token at `offset`; `None` between tokens, and if nothing is known.
pub fn hover(cx: &Cx<'_>, offset: u32, options: &Options) -> Option<Hover> {
    let path = cx.path_to(offset);
    let value = *path.last()?;
    let (part, span) = part(value, offset)?;
    let mut page = Page::new(cx, options);
    if let Some((span, name)) = variable_at(cx, &path, span, offset) {
        variable::describe(&mut page, name, value.as_str());
        return Some(Hover {
            span,
            text: page.text,
        });
    }
    let schema = cx.schema()?;
    let hovered = Hovered { value, part };
    if !describe_path(&mut page, schema, &path, hovered) {
        // A list of uids may be written instead of one uid, and the schema describes the uid only.
        let parents = &path[..path.len() - 1];
        if parents.is_empty()
            || value.key().is_some()
            || !describe_path(&mut page, schema, parents, hovered)
        {
            return None;
        }
    }
    page.finish();
    if page.text.is_empty() {
        return None;
    }
    Some(Hover {
        span,
        text: page.text,
    })
}

/// Describes the value at the end of a path. Whether a schema applies to it.
fn describe_path(
    page: &mut Page<'_>,
    schema: &'static Schema,
    path: &[Value<'_>],
    hovered: Hovered<'_>,
) -> bool {
    let required = property::required(schema, path);
    schema::visit_at(schema, path.iter().copied(), |visit| {
        describe(page, visit, hovered, &path[1..], required);
    })
    .is_some()
}

/// The key, scalar or bracket at `offset`.
fn part(value: Value<'_>, offset: u32) -> Option<(Part, Span)> {
    if let Some(key) = value.key()
        && touches(key.span, offset)
    {
        return Some((Part::Whole, key.span));
    }
    let span = value.span();
    if !matches!(value.kind(), Kind::Object | Kind::Array) {
        if touches(span, offset) {
            return Some((Part::Scalar, span));
        }
        return None;
    }
    let open = Span {
        start: span.start,
        end: span.end.min(span.start + 1),
    };
    let close = Span {
        start: span.end.saturating_sub(1).max(open.end),
        end: span.end.max(open.end),
    };
    for span in [open, close] {
        // In invalid JSON, the last character may be another one.
        let text = value.syntax().source().get(span.range());
        if matches!(text, Some("{" | "}" | "[" | "]")) && touches(span, offset) {
            return Some((Part::Whole, span));
        }
    }
    None
}

fn touches(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

/// The variable at `offset`: in a placeholder, or in the profile that defines it.
fn variable_at<'a>(
    cx: &Cx<'a>,
    path: &[Value<'a>],
    span: Span,
    offset: u32,
) -> Option<(Span, &'a str)> {
    match &cx.document.facts {
        Facts::Profile(_) => match path {
            [_, variables, variable] if variables.key()?.text == "variables" => {
                Some((span, variable.key()?.text))
            }
            _ => None,
        },
        Facts::Component(facts) => placeholder_at(facts, offset),
        Facts::Project(_) | Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => None,
    }
}

/// The placeholder at `offset`; of two adjacent ones, the second.
fn placeholder_at(facts: &ComponentFacts, offset: u32) -> Option<(Span, &str)> {
    let reference = facts
        .references
        .iter()
        .filter(|reference| reference.target == Target::Variable && touches(reference.span, offset))
        .max_by_key(|reference| reference.span.start)?;
    Some((reference.span, &reference.name))
}

/// The properties that determine together what an app can do.
const APP_KIND_PROPERTIES: [&[&str]; 2] =
    [&["config", "distribution"], &["config", "auth", "type"]];

fn describe(
    page: &mut Page<'_>,
    visit: &Visit<'_>,
    hovered: Hovered<'_>,
    path: &[Value<'_>],
    required: Required,
) {
    let mut keys = Vec::new();
    for value in path {
        if let Some(key) = value.key() {
            keys.push(key.text);
        }
    }
    match (keys.as_slice(), hovered.string(), page.cx.component()) {
        ([], _, Some(component)) if path.is_empty() => component::describe(page, component, None),
        (["type"], Some(written), Some(component)) => {
            component::describe(page, component, Some(written));
        }
        (keys, _, component) => {
            property::describe(page, visit, hovered, required);
            if component.is_some_and(|component| component.name == "app")
                && APP_KIND_PROPERTIES.contains(&keys)
            {
                apps::describe(page);
            }
        }
    }
}
