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
use crate::catalog::{self, Visit};
use crate::project::facts::{Facts, Reference, Target};
use crate::syntax::{Kind, Value};
use crate::text::Span;
use page::Page;

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

/// What is known about the thing at `offset`; `None` between things, and where nothing is known.
pub fn hover(cx: &Cx<'_>, offset: u32, options: &Options) -> Option<Hover> {
    let way = cx.way_to(offset);
    let (part, span) = part(*way.last()?, offset)?;
    let mut page = Page::new(cx, options);
    if let Some((span, name)) = variable_at(cx, &way, part, offset) {
        variable::describe(&mut page, name);
        return Some(Hover { span, text: page.text });
    }
    let schema = cx.schema()?;
    let look = |way: &[Value<'_>], page: &mut Page<'_>| {
        let required = property::required(schema, way);
        catalog::visit_at(schema, way.iter().copied(), |visit| describe(page, visit, part, &way[1..], required))
    };
    match look(&way, &mut page) {
        Some(()) => {}
        // Where one uid may stand, a list of them may, and the schema speaks of the one only.
        None if way.len() > 1 && way.last()?.key().is_none() => look(&way[..way.len() - 1], &mut page)?,
        None => return None,
    }
    if part == Part::Scalar {
        names::describe(&mut page, &references_at(cx, span));
    }
    page.finish();
    (!page.text.is_empty()).then_some(Hover { span, text: page.text })
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
    let open = Span { start: span.start, end: span.end.min(span.start + 1) };
    let close = Span { start: span.end.saturating_sub(1).max(open.end), end: span.end.max(open.end) };
    // The end of broken text need not be a bracket.
    let is_bracket = |span: &Span| matches!(value.syntax().source().get(span.range()), Some("{" | "}" | "[" | "]"));
    [open, close].into_iter().filter(is_bracket).find(|span| touches(*span)).map(|span| (Part::Whole, span))
}

/// The variable that is named at `offset`: by a placeholder, or by the profile that defines it.
fn variable_at<'a>(cx: &Cx<'a>, way: &[Value<'a>], part: Part, offset: u32) -> Option<(Span, &'a str)> {
    match &cx.document.facts {
        Facts::Profile(_) => {
            let [_, variables, variable] = way else { return None };
            let key = variable.key().filter(|_| variables.key().is_some_and(|key| key.text == "variables"))?;
            let span = if part == Part::Scalar { variable.span() } else { key.span };
            Some((span, key.text))
        }
        Facts::Component(facts) => {
            let here = |reference: &&Reference| {
                reference.target == Target::Variable && reference.span.start <= offset && offset <= reference.span.end
            };
            // Of two that touch, the one that begins here.
            let found = facts.references.iter().filter(here).max_by_key(|reference| reference.span.start)?;
            Some((found.span, &found.name))
        }
        Facts::Project(_) => None,
    }
}

fn references_at<'a>(cx: &Cx<'a>, span: Span) -> Vec<&'a Reference> {
    let Facts::Component(facts) = &cx.document.facts else { return Vec::new() };
    facts.references.iter().filter(|reference| reference.span == span && reference.target != Target::Variable).collect()
}

fn describe(page: &mut Page<'_>, visit: &Visit<'_>, part: Part, way: &[Value<'_>], required: property::Required) {
    let keys: Vec<Option<&str>> = way.iter().map(|value| value.key().map(|key| key.text)).collect();
    match (keys.as_slice(), part, page.cx.component()) {
        ([], _, Some(component)) => component::describe(page, component),
        ([Some("type")], Part::Scalar, Some(component)) => {
            if visit.value.as_str().is_none_or(|text| ![Some(component.name), component.alias].contains(&Some(text))) {
                page.say(texts::Key::WriteType, &[component.name]);
            }
            component::describe(page, component);
        }
        _ => {
            property::describe(page, visit, part, required);
            let is_app = page.cx.component().is_some_and(|component| component.name == "app");
            let decides =
                [&["config", "distribution"][..], &["config", "auth", "type"]].map(|path| path.iter().copied());
            if is_app && decides.into_iter().any(|path| keys.iter().copied().eq(path.map(Some))) {
                apps::describe(page);
            }
        }
    }
}
