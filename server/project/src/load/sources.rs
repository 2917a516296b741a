//! Reads the source files of a project: those that its components reach, in rounds, each file once.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::file::read_file;
use crate::Project;
use crate::source_file::{MAX_SOURCE_SIZE, SkippedSource, SourceFile};
use crate::sources::{self, Resolver};
use diagnostics::RelPath;

/// The fewest files that one task reads.
const FILES_PER_TASK: usize = 2;

/// Reads the source files of a project whose JSON files were read.
pub(super) fn read(project: &mut Project, limit: u64) {
    let roots = sources::roots(project);
    let limit = limit.min(MAX_SOURCE_SIZE);
    let mut next = roots.entrypoints;
    while !next.is_empty() {
        let mut new = Vec::new();
        for (path, read) in read_all(project, next, limit, |_| true) {
            if let Some(read) = read {
                project.insert_source(path.clone(), read);
                new.push(path);
            }
        }
        let new = new.iter().filter_map(|path| project.sources.get(path));
        next = Resolver::new(project).next(new.map(|source| &**source));
    }
    let mut others = roots.others;
    others.retain(|path| !project.sources.contains_key(path));
    for (path, read) in read_all(project, others, limit, may_be_extension) {
        // Nothing depends on a file that nothing reaches and that cannot be read.
        if let Some(Ok(source)) = read {
            project.insert_source(path, Ok(source));
        }
    }
}

type Read = Option<Result<SourceFile, SkippedSource>>;

/// Reads files on all cores; `None` for those that are not `wanted`.
fn read_all(
    project: &Project,
    paths: BTreeSet<RelPath>,
    limit: u64,
    wanted: impl Fn(&[u8]) -> bool + Sync,
) -> Vec<(RelPath, Read)> {
    let paths: Vec<RelPath> = paths.into_iter().collect();
    paths
        .into_par_iter()
        .with_min_len(FILES_PER_TASK)
        .map(|path| {
            let full = project.root.join(path.as_str());
            let read = match read_file(&full, limit) {
                Ok(bytes) if wanted(&bytes) => Some(SourceFile::from_bytes(path.clone(), &bytes)),
                Ok(_) => None,
                Err(_) => Some(Err(reason(&full, limit))),
            };
            (path, read)
        })
        .collect()
}

/// Why a file could not be read.
fn reason(path: &Path, limit: u64) -> SkippedSource {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.len() > limit => SkippedSource::TooLarge,
        _ => SkippedSource::Unreadable,
    }
}

/// Whether a text may call `hubspot.extend`.
fn may_be_extension(bytes: &[u8]) -> bool {
    bytes.windows(6).any(|window| window == b"extend")
}
