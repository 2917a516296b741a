//! Reads the source files of a project: those that its components reach, in rounds, each file once.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::file::read_file;
use crate::Project;
use crate::source_file::{MAX_SOURCE_SIZE, SkippedSource, SourceFile};
use crate::sources::{CodeComponents, Resolver};
use diagnostics::RelPath;

/// The fewest files that one task reads.
const FILES_PER_TASK: usize = 2;

/// Reads the source files of a project whose JSON files were read. Those that were read already are kept.
pub fn read_sources(project: &mut Project, limit: u64) {
    let Some(components) = CodeComponents::of(project) else {
        return;
    };
    let (mut unread, mut beside) = (components.entrypoints(), components.beside());
    unread.retain(|path| !project.has_read(path));
    let nested = components.resolver.nested();
    let known = project.sources.values().map(|source| &**source);
    unread.extend(components.resolver.unread(known));
    while !unread.is_empty() {
        let mut paths = Vec::new();
        for (path, read) in read_files(&project.root, unread, limit) {
            project.insert_source(path.clone(), read);
            paths.push(path);
        }
        let new = paths.iter().filter_map(|path| project.sources.get(path));
        let resolver = Resolver::with_nested(project, nested.clone());
        unread = resolver.unread(new.map(|source| &**source));
    }
    beside.retain(|path| !project.has_read(path));
    for (path, read) in read_all(&project.root, beside, limit, source::may_call) {
        // Nothing depends on a file that nothing reaches and that cannot be read.
        if let Some(Ok(source)) = read {
            project.insert_source(path, Ok(source));
        }
    }
}

/// Reads these source files of the project in `root`.
pub fn read_files(
    root: &Path,
    paths: BTreeSet<RelPath>,
    limit: u64,
) -> Vec<(RelPath, Result<SourceFile, SkippedSource>)> {
    let read = read_all(root, paths, limit, |_| true);
    let read = read.into_iter();
    read.filter_map(|(path, read)| Some((path, read?)))
        .collect()
}

type Read = Option<Result<SourceFile, SkippedSource>>;

/// Reads files on all cores; `None` for those that are not `wanted`.
fn read_all(
    root: &Path,
    paths: BTreeSet<RelPath>,
    limit: u64,
    wanted: impl Fn(&[u8]) -> bool + Sync,
) -> Vec<(RelPath, Read)> {
    let limit = limit.min(MAX_SOURCE_SIZE);
    let paths: Vec<RelPath> = paths.into_iter().collect();
    paths
        .into_par_iter()
        .with_min_len(FILES_PER_TASK)
        .map(|path| {
            let full = root.join(path.as_str());
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
