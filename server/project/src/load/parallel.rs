//! Work on all cores.
//!
//! rayon starts a thread for each core when it is first used, which takes a tenth of a run over one small project. So a single
//! item is left to the thread that has it.

use rayon::prelude::*;

/// The results for all items, in their order.
pub(super) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    if items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    items.into_par_iter().map(work).collect()
}

/// The results in any order. Threads take the items in their order, while [`map`] gives each thread a range of them.
pub(super) fn map_in_order<T: Send, R: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> R + Send + Sync,
) -> Vec<R> {
    if items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    items.into_iter().par_bridge().map(work).collect()
}

pub(super) fn for_each<T: Send>(items: Vec<T>, work: impl Fn(T) + Send + Sync) {
    if items.len() < 2 {
        return items.into_iter().for_each(work);
    }
    items.into_par_iter().for_each(work);
}
