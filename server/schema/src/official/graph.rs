//! Which schemas lead to which: bounds what a hostile schema can cost. Nothing here recurses.

use std::collections::BTreeSet;

use super::error::Cause;

pub(super) struct Edge {
    pub(super) to: usize,
    /// Whether both schemas apply to the same value, not the second one to a property or an element.
    pub(super) is_same_value: bool,
    pub(super) keyword: &'static str,
}

/// How many schemas may lead to each other before one of them is reached again.
/// serde_json reads 128 levels, of which each schema takes two.
const MAX_CHAIN: usize = 50;

/// How many of them may apply to the same value: the validator recurses through them at each level of a value.
const MAX_CHAIN_OF_VALUE: usize = 20;

/// How many schemas may be checked for one value, each as often as it is reached.
const MAX_CHECKS_OF_VALUE: u64 = 1_000;

/// How often a recursive schema may be checked for the deepest value.
const MAX_CHECKS: u64 = 100_000;

/// How deep a value may be where each level is checked once.
const MAX_DEPTH: usize = 32;

/// How deep a value may be that such schemas check: `None` if they do not recurse.
pub(super) fn max_depth(edges: &[Vec<Edge>]) -> Result<Option<usize>, Cause> {
    let same_value = visit(edges, |edge| edge.is_same_value);
    if same_value.is_recursive {
        return Err(Cause::EndlessReference);
    }
    let counts = sums(edges, &same_value.finished, |_| 1, |_| true);
    if counts.iter().any(|count| *count > MAX_CHECKS_OF_VALUE) {
        return Err(Cause::TooComplex);
    }
    let all = visit(edges, |_| true);
    if all.longest_chain > MAX_CHAIN || same_value.longest_chain > MAX_CHAIN_OF_VALUE {
        return Err(Cause::TooDeep);
    }
    if !all.is_recursive {
        return Ok(None);
    }
    Ok(Some(depth_of_recursion(edges, &same_value.finished)))
}

struct Visited {
    /// The schemas, each after all that it leads to, except through recursion.
    finished: Vec<usize>,
    is_recursive: bool,
    longest_chain: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Follows the edges of one kind from all schemas, depth first.
fn visit(edges: &[Vec<Edge>], is_followed: impl Fn(&Edge) -> bool) -> Visited {
    let mut states = vec![State::New; edges.len()];
    let mut chains = vec![1; edges.len()];
    let mut visited = Visited {
        finished: Vec::new(),
        is_recursive: false,
        longest_chain: 0,
    };
    for start in 0..edges.len() {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some((schema, next)) = stack.last_mut() {
            let Some(edge) = edges[*schema].get(*next) else {
                let (schema, chain) = (*schema, chains[*schema]);
                stack.pop();
                states[schema] = State::Done;
                visited.finished.push(schema);
                visited.longest_chain = visited.longest_chain.max(chain);
                if let Some((parent, _)) = stack.last() {
                    chains[*parent] = chains[*parent].max(chain + 1);
                }
                continue;
            };
            let from = *schema;
            *next += 1;
            if !is_followed(edge) {
                continue;
            }
            match states[edge.to] {
                State::New => {
                    states[edge.to] = State::Open;
                    stack.push((edge.to, 0));
                }
                State::Open => visited.is_recursive = true,
                State::Done => chains[from] = chains[from].max(chains[edge.to] + 1),
            }
        }
    }
    visited
}

/// For each schema what it counts itself, and what those count that apply to the same value.
fn sums(
    edges: &[Vec<Edge>],
    finished: &[usize],
    own: impl Fn(usize) -> u64,
    is_counted: impl Fn(usize) -> bool,
) -> Vec<u64> {
    let mut sums = vec![0_u64; edges.len()];
    for schema in finished {
        let mut sum = own(*schema);
        for edge in &edges[*schema] {
            if edge.is_same_value && is_counted(edge.to) {
                sum = sum.saturating_add(sums[edge.to]);
            }
        }
        sums[*schema] = sum;
    }
    sums
}

/// How deep a value may be: where a schema leads back to itself by several ways, the checks multiply with each level.
fn depth_of_recursion(edges: &[Vec<Edge>], finished: &[usize]) -> usize {
    let recursive = recursive(edges);
    let ways = sums(
        edges,
        finished,
        |schema| {
            let keywords: BTreeSet<&str> = edges[schema]
                .iter()
                .filter(|edge| !edge.is_same_value && recursive[edge.to])
                .map(|edge| edge.keyword)
                .collect();
            keywords.len() as u64
        },
        |schema| recursive[schema],
    );
    let factor = ways.iter().copied().max().unwrap_or_default().max(1);
    let mut checks = 1_u64;
    let mut depth = 0;
    while depth < MAX_DEPTH && checks <= MAX_CHECKS {
        checks = checks.saturating_mul(factor);
        depth += 1;
    }
    depth
}

/// Which schemas are on a cycle, or lead from one to another: all that stay when those are removed that lead to none.
fn recursive(edges: &[Vec<Edge>]) -> Vec<bool> {
    let mut parents: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, edges) in edges.iter().enumerate() {
        for edge in edges {
            parents[edge.to].push(from);
        }
    }
    let mut left: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut is_recursive = vec![true; edges.len()];
    let mut removed: Vec<usize> = (0..edges.len())
        .filter(|schema| left[*schema] == 0)
        .collect();
    while let Some(schema) = removed.pop() {
        is_recursive[schema] = false;
        for parent in &parents[schema] {
            left[*parent] -= 1;
            if left[*parent] == 0 {
                removed.push(*parent);
            }
        }
    }
    is_recursive
}
