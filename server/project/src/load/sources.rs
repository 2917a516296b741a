//! Reads the source files of a project: those that its components reach, in rounds, each file once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::file::read_file;
use crate::Project;
use crate::source_file::{MAX_SOURCE_SIZE, SkippedSource, SourceFile};
use crate::sources::{CodeComponents, Folders, Resolver};
use diagnostics::RelPath;

/// The fewest files that one task reads.
const FILES_PER_TASK: usize = 2;

/// Reads the source files of a project whose JSON files were read. Those that were read already are kept.
pub fn read_sources(project: &mut Project, limit: u64) {
    let Some(components) = CodeComponents::of(project) else {
        return;
    };
    let (mut unread, beside) = (components.entrypoints(), components.beside());
    unread.retain(|path| !project.has_read(path));
    let nested = components.resolver.nested();
    let known = project.sources.values().map(|source| &**source);
    unread.extend(components.resolver.unread(known));
    while !unread.is_empty() {
        let read = read_files(&project.root, unread, limit);
        unread = insert(project, read, &nested);
    }
    read_beside(project, &beside, &nested, limit);
}

/// Reads the files that may be extensions or other UI code, with what these import. Nothing depends on those that cannot be
/// read.
fn read_beside(
    project: &mut Project,
    beside: &BTreeMap<RelPath, Folders>,
    nested: &Arc<[String]>,
    limit: u64,
) {
    let mut paths: BTreeSet<RelPath> = beside.keys().cloned().collect();
    paths.retain(|path| !project.has_read(path));
    let mut read = read_all(&project.root, paths, limit, |path, bytes| {
        let folders = beside.get(path);
        folders.is_some_and(|folders| folders.may_have_code(bytes))
    });
    while !read.is_empty() {
        read.retain(|(_, read)| read.is_ok());
        let unread = insert(project, read, nested);
        read = read_files(&project.root, unread, limit);
    }
}

/// Adds files that were read. Returns those that they import and that were not read.
fn insert(project: &mut Project, read: Vec<Read>, nested: &Arc<[String]>) -> BTreeSet<RelPath> {
    let mut paths = Vec::new();
    for (path, read) in read {
        project.insert_source(path.clone(), read);
        paths.push(path);
    }
    let new = paths.iter().filter_map(|path| project.sources.get(path));
    let resolver = Resolver::with_nested(project, nested.clone());
    resolver.unread(new.map(|source| &**source))
}

/// Reads these source files of the project in `root`.
pub fn read_files(root: &Path, paths: BTreeSet<RelPath>, limit: u64) -> Vec<Read> {
    read_all(root, paths, limit, |_, _| true)
}

type Read = (RelPath, Result<SourceFile, SkippedSource>);

/// Reads files on all cores, without those that are not `wanted`.
fn read_all(
    root: &Path,
    paths: BTreeSet<RelPath>,
    limit: u64,
    wanted: impl Fn(&RelPath, &[u8]) -> bool + Sync,
) -> Vec<Read> {
    let limit = limit.min(MAX_SOURCE_SIZE);
    let paths: Vec<RelPath> = paths.into_iter().collect();
    paths
        .into_par_iter()
        .with_min_len(FILES_PER_TASK)
        .filter_map(|path| {
            let full = root.join(path.as_str());
            let read = match read_file(&full, limit) {
                Ok(bytes) if wanted(&path, &bytes) => SourceFile::from_bytes(path.clone(), &bytes),
                Ok(_) => return None,
                Err(_) => Err(reason(&full, limit)),
            };
            Some((path, read))
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
