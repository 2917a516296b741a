//! What a person should know about the thing under the cursor: what may be put there first, then what it means.
//! Properties and values are described from the schemas, names from the facts of the project.

mod apps;
mod choices;
mod component;
mod names;
mod page;
mod property;
mod texts;
mod variable;

use super::Cx;
use super::markup::Markup;
use diagnostics::Span;
use page::Page;
use project::facts::{Facts, Reference, Target};
use property::Required;
use schema::Visit;
use syntax::{Kind, Value};

/// What is shown for a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// What it is about: a key, a value, a placeholder, a bracket.
    pub span: Span,
    /// What to know about it.
    pub text: Markup,
}

/// What the settings of the editor say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// The name of the selected profile: its values come first.
    pub profile: Option<String>,
}

/// The part of a member or element that is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Its name, or a bracket of its value.
    Whole,
    /// A value without brackets.
    Scalar,
}

/// The thing that is asked about.
#[derive(Clone, Copy)]
struct Hovered<'a> {
    value: Value<'a>,
    part: Part,
}

/// What is known about the thing at `offset`; `None` between things, and where nothing is known.
pub fn hover(cx: &Cx<'_>, offset: u32, options: &Options) -> Option<Hover> {
    let way = cx.path_to(offset);
    let (part, span) = part(*way.last()?, offset)?;
    let mut page = Page::new(cx, options);
    if let Some((span, name)) = variable_at(cx, &way, span, offset) {
        variable::describe(&mut page, name, way.last()?.as_str());
        return Some(Hover {
            span,
            text: page.text,
        });
    }
    let schema = cx.schema()?;
    let hovered = Hovered {
        value: *way.last()?,
        part,
    };
    let look = |way: &[Value<'_>], page: &mut Page<'_>| {
        let required = property::required(schema, way);
        schema::visit_at(schema, way.iter().copied(), |visit| {
            describe(page, visit, hovered, &way[1..], required)
        })
    };
    match look(&way, &mut page) {
        Some(()) => {}
        // Where one uid may stand, a list of them may, and the schema speaks of the one only.
        None if way.len() > 1 && hovered.value.key().is_none() => {
            look(&way[..way.len() - 1], &mut page)?
        }
        None => return None,
    }
    page.finish();
    (!page.text.is_empty()).then_some(Hover {
        span,
        text: page.text,
    })
}

impl<'a> Hovered<'a> {
    /// The text, where it is about one.
    fn text(&self) -> Option<&'a str> {
        self.value.as_str().filter(|_| self.part == Part::Scalar)
    }
}

fn part(value: Value<'_>, offset: u32) -> Option<(Part, Span)> {
    let touches = |span: Span| span.start <= offset && offset <= span.end;
    if let Some(key) = value.key().filter(|key| touches(key.span)) {
        return Some((Part::Whole, key.span));
    }
    let span = value.span();
    if !matches!(value.kind(), Kind::Object | Kind::Array) {
        return touches(span).then_some((Part::Scalar, span));
    }
    let open = Span {
        start: span.start,
        end: span.end.min(span.start + 1),
    };
    let close = Span {
        start: span.end.saturating_sub(1).max(open.end),
        end: span.end.max(open.end),
    };
    // The end of broken text need not be a bracket.
    let is_bracket = |span: &Span| {
        matches!(
            value.syntax().source().get(span.range()),
            Some("{" | "}" | "[" | "]")
        )
    };
    [open, close]
        .into_iter()
        .filter(is_bracket)
        .find(|span| touches(*span))
        .map(|span| (Part::Whole, span))
}

/// The variable that is named at `offset`: by a placeholder, or by the profile that defines it.
fn variable_at<'a>(
    cx: &Cx<'a>,
    way: &[Value<'a>],
    span: Span,
    offset: u32,
) -> Option<(Span, &'a str)> {
    match &cx.document.facts {
        Facts::Profile(_) => {
            let [_, variables, variable] = way else {
                return None;
            };
            let key = variable
                .key()
                .filter(|_| variables.key().is_some_and(|key| key.text == "variables"))?;
            Some((span, key.text))
        }
        Facts::Component(facts) => {
            let here = |reference: &&Reference| {
                reference.target == Target::Variable
                    && reference.span.start <= offset
                    && offset <= reference.span.end
            };
            // Of two that touch, the one that begins here.
            let found = facts
                .references
                .iter()
                .filter(here)
                .max_by_key(|reference| reference.span.start)?;
            Some((found.span, &found.name))
        }
        Facts::Project(_) | Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => None,
    }
}

/// The properties that decide together what an app may do.
const DECIDING: [&[&str]; 2] = [&["config", "distribution"], &["config", "auth", "type"]];

fn describe(
    page: &mut Page<'_>,
    visit: &Visit<'_>,
    hovered: Hovered<'_>,
    way: &[Value<'_>],
    required: Required,
) {
    let keys: Vec<&str> = way
        .iter()
        .filter_map(|value| Some(value.key()?.text))
        .collect();
    match (keys.as_slice(), hovered.text(), page.cx.component()) {
        ([], _, Some(component)) if way.is_empty() => component::describe(page, component, None),
        (["type"], Some(written), Some(component)) => {
            component::describe(page, component, Some(written))
        }
        (keys, _, component) => {
            property::describe(page, visit, hovered, required);
            if component.is_some_and(|component| component.name == "app")
                && DECIDING.contains(&keys)
            {
                apps::describe(page);
            }
        }
    }
}
