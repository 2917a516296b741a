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

/// A field that depends on another one, with the place of its name.
#[derive(Clone, Copy)]
struct Edge<'a> {
    controlling: &'a str,
    dependent: &'a str,
    span: Span,
}

fn check(action: &WorkflowAction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let (loops, edges): (Vec<Edge<'_>>, _) =
        edges(action).partition(|edge| edge.controlling == edge.dependent);
    let loops = loops.into_iter().map(|edge| {
        let name = message::quoted(edge.dependent);
        let message = format!("field {name} depends on itself and can never be filled in");
        cx.at(&RULE, edge.span, message)
            .help("write a different field")
    });
    list_limit::add(loops, out);
    list_limit::add(
        cycles(&edges)
            .iter()
            .filter_map(|cycle| diagnostic(cx, cycle)),
        out,
    );
}

fn edges<'a>(action: &WorkflowAction<'a>) -> impl Iterator<Item = Edge<'a>> {
    action.field_dependencies().flat_map(|dependency| {
        let controlling = dependency.value.get("controllingFieldName").and_then(name);
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
    let free = free(edges);
    // One way from each field that is left to the fields that it waits for; every way ends in a cycle.
    let mut ways: HashMap<&str, Edge<'a>> = HashMap::new();
    for edge in edges.iter().filter(|edge| !free.contains(edge.dependent)) {
        ways.entry(edge.dependent).or_insert(*edge);
    }
    let mut cycles = Vec::new();
    let mut seen = HashSet::new();
    for edge in edges {
        let mut way: Vec<Edge<'a>> = Vec::new();
        let mut field = edge.dependent;
        while let Some(next) = ways.get(field)
            && seen.insert(field)
        {
            way.push(*next);
            field = next.controlling;
        }
        if let Some(start) = way.iter().position(|edge| edge.dependent == field) {
            cycles.push(way.split_off(start));
        }
    }
    cycles
}

/// The fields that depend on nothing, or on one of these.
fn free<'a>(edges: &[Edge<'a>]) -> HashSet<&'a str> {
    let dependents: HashSet<&str> = edges.iter().map(|edge| edge.dependent).collect();
    let mut of: HashMap<&str, Vec<&'a str>> = HashMap::new();
    for edge in edges {
        of.entry(edge.controlling).or_default().push(edge.dependent);
    }
    let mut pending: Vec<&str> = edges.iter().map(|edge| edge.controlling).collect();
    pending.retain(|field| !dependents.contains(field));
    let mut free = HashSet::new();
    while let Some(field) = pending.pop() {
        if free.insert(field) {
            pending.extend(of.get(field).into_iter().flatten());
        }
    }
    free
}

/// At the last of its places; a cycle is closed there for whoever reads from the top.
fn diagnostic(cx: &FileContext<'_>, cycle: &[Edge<'_>]) -> Option<Diagnostic> {
    let mut cycle = cycle.to_vec();
    cycle.sort_by_key(|edge| edge.span.start);
    let last = cycle.pop()?;
    let others = &cycle[..cycle.len().min(MOST_NAMED)];
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
        let edge =
            |(number, (controlling, dependent)): (usize, &(&'static str, &'static str))| Edge {
                controlling,
                dependent,
                span: Span {
                    start: number as u32,
                    end: number as u32,
                },
            };
        let edges: Vec<Edge<'_>> = edges.iter().enumerate().map(edge).collect();
        cycles(&edges)
            .into_iter()
            .map(|cycle| cycle.into_iter().map(|edge| edge.dependent).collect())
            .collect()
    }

    #[test]
    fn a_cycle_is_found_once_and_only_where_nothing_opens_it() {
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
    fn long_ways_are_walked_once() {
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
