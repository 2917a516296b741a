//! # circular-field-dependency
//!
//! An input field of a workflow action depends on itself, directly or through other fields.
//!
//! ## What it does
//!
//! Follows `controllingFieldName` and the dependent fields of each entry in
//! `inputFieldDependencies`. If a field has several controlling fields, one that can be filled in
//! is enough.
//!
//! ## Why
//!
//! A dependent field cannot be filled in until its controlling field has a value. Fields in a cycle
//! can never be filled in.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "inputFieldDependencies": [
//!       {
//!         "dependencyType": "SINGLE_FIELD",
//!         "controllingFieldName": "depot",
//!         "dependentFieldNames": ["depot"]
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "inputFieldDependencies": [] } }
//! ```
//!
//! ## How to fix
//!
//! Use another controlling field, or remove the field from the list of dependent fields.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions>:
//! dependent fields are disabled or hidden until the controlling field has a value.

use crate::rule;
use std::collections::{HashMap, HashSet};

use analysis::components::{WorkflowAction, is_no_name};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, Span, message};
use syntax::Value;

rule! {
    file: "circular_field_dependency.rs",
    severity: Warning,
    since: "0.1.0",
    check: WorkflowAction(check),
}

/// Fields of a cycle that are named.
const MOST_NAMED: usize = 8;

/// A field that depends on another one, with the span of its name.
#[derive(Clone, Copy)]
struct Edge<'a> {
    controlling: &'a str,
    dependent: &'a str,
    span: Span,
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let (self_loops, edges): (Vec<Edge<'_>>, _) =
        edges(action).partition(|edge| edge.controlling == edge.dependent);
    list_limit::add(self_loops.iter().map(|edge| self_loop(cx, edge)), out);
    list_limit::add(
        cycles(&edges).iter().filter_map(|edges| cycle(cx, edges)),
        out,
    );
}

fn edges<'a>(action: &WorkflowAction<'a>) -> impl Iterator<Item = Edge<'a>> {
    action.field_dependencies().flat_map(|dependency| {
        let controlling = dependency.controlling_field().and_then(name);
        dependency.dependents().filter_map(move |field| {
            Some(Edge {
                controlling: controlling?,
                dependent: name(field)?,
                span: field.span(),
            })
        })
    })
}

fn name(value: Value<'_>) -> Option<&str> {
    if is_no_name(value) {
        None
    } else {
        value.as_str()
    }
}

/// The cycles in which no field has a controlling field that can be filled in: where a field has several, one may be enough.
fn cycles<'a>(edges: &[Edge<'a>]) -> Vec<Vec<Edge<'a>>> {
    let reachable = reachable(edges);
    // One edge from each blocked field to a blocked field that it waits for: every path ends in a cycle.
    let mut blocked: HashMap<&str, Edge<'a>> = HashMap::new();
    for edge in edges {
        if !reachable.contains(edge.dependent) {
            blocked.entry(edge.dependent).or_insert(*edge);
        }
    }
    let mut cycles = Vec::new();
    let mut seen = HashSet::new();
    for edge in edges {
        let mut path: Vec<Edge<'a>> = Vec::new();
        let mut field = edge.dependent;
        while let Some(next) = blocked.get(field)
            && seen.insert(field)
        {
            path.push(*next);
            field = next.controlling;
        }
        if let Some(start) = path.iter().position(|edge| edge.dependent == field) {
            cycles.push(path.split_off(start));
        }
    }
    cycles
}

/// The fields that can be filled in: those that depend on nothing, or on a reachable one.
fn reachable<'a>(edges: &[Edge<'a>]) -> HashSet<&'a str> {
    let dependents: HashSet<&str> = edges.iter().map(|edge| edge.dependent).collect();
    let mut dependents_of: HashMap<&str, Vec<&'a str>> = HashMap::new();
    for edge in edges {
        dependents_of
            .entry(edge.controlling)
            .or_default()
            .push(edge.dependent);
    }
    let mut pending: Vec<&str> = edges.iter().map(|edge| edge.controlling).collect();
    pending.retain(|field| !dependents.contains(field));
    let mut reachable = HashSet::new();
    while let Some(field) = pending.pop() {
        if reachable.insert(field) {
            pending.extend(dependents_of.get(field).into_iter().flatten());
        }
    }
    reachable
}

fn self_loop(cx: &FileContext<'_>, edge: &Edge<'_>) -> Diagnostic {
    let name = message::quoted(edge.dependent);
    let message = format!("field {name} depends on itself and can never be filled in");
    cx.at(&RULE, edge.span, message)
        .help("write a different field")
}

/// The diagnostic at the last edge in the text: it closes the cycle for those who read from the top.
fn cycle(cx: &FileContext<'_>, edges: &[Edge<'_>]) -> Option<Diagnostic> {
    let mut edges = edges.to_vec();
    edges.sort_by_key(|edge| edge.span.start);
    let last = edges.pop()?;
    let others = &edges[..edges.len().min(MOST_NAMED)];
    let names = message::all_of([&last].into_iter().chain(others).map(|edge| edge.dependent));
    let message = format!("fields {names} depend on each other: none of them can be filled in");
    let mut diagnostic = cx
        .at(&RULE, last.span, message)
        .help("remove one of the dependencies");
    for edge in others {
        diagnostic = diagnostic.related(
            &cx.document.path,
            edge.span,
            "this dependency is part of the cycle",
        );
    }
    Some(diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(edges: &[(&'static str, &'static str)]) -> Vec<Vec<&'static str>> {
        let edges: Vec<Edge<'_>> = edges
            .iter()
            .enumerate()
            .map(|(number, (controlling, dependent))| Edge {
                controlling,
                dependent,
                span: Span::new(number, number),
            })
            .collect();
        cycles(&edges)
            .into_iter()
            .map(|cycle| cycle.into_iter().map(|edge| edge.dependent).collect())
            .collect()
    }

    #[test]
    fn a_cycle_without_a_reachable_field_is_found_once() {
        assert_eq!(
            found(&[("a", "b"), ("b", "c"), ("a", "c")]),
            Vec::<Vec<&str>>::new()
        );
        assert_eq!(found(&[("a", "b"), ("b", "a")]), [["b", "a"]]);
        assert_eq!(
            found(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")]),
            [["b", "a", "c"]]
        );
        assert_eq!(
            found(&[("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]),
            [["b", "a"], ["d", "c"]]
        );
        assert_eq!(
            found(&[("a", "b"), ("b", "a"), ("z", "a")]),
            Vec::<Vec<&str>>::new(),
            "`z` may be enough for `a`"
        );
    }

    #[test]
    fn a_long_cycle_is_walked_once() {
        let names: Vec<&'static str> = (0..20_000)
            .map(|number| &*format!("f{number}").leak())
            .collect();
        let mut edges: Vec<(&str, &str)> =
            names.windows(2).map(|pair| (pair[0], pair[1])).collect();
        assert_eq!(found(&edges), Vec::<Vec<&str>>::new());
        edges.push((names[names.len() - 1], names[0]));
        assert_eq!(
            found(&edges).iter().map(Vec::len).collect::<Vec<_>>(),
            [names.len()]
        );
    }
}
