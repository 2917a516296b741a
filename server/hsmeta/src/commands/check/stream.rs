//! The report of a run while its projects are checked, on any core and in any order. Projects are printed in the order of their
//! paths as soon as none before them is still to come.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::format::Format;
use crate::output::Output;
use crate::output_buffer::{OutputBuffer, RenderedProject};
use crate::paths::{Bases, normalized, with_slashes, without_verbatim_prefix};
use project::load::{Folder, Step};

pub(super) struct Stream<'r> {
    pub(super) buffer: OutputBuffer,
    bases: &'r Bases,
    /// `None` if everything is kept in the buffer.
    out: Option<(&'static Format, &'r mut Output)>,
    /// How many searches are about to pass on projects whose paths begin with this one. No path of a project below a folder is
    /// less than that of the folder.
    pending: BTreeMap<String, usize>,
    /// The folders of configuration files.
    configured: BTreeSet<PathBuf>,
}

impl<'r> Stream<'r> {
    pub(super) fn new(
        buffer: OutputBuffer,
        bases: &'r Bases,
        out: Option<(&'static Format, &'r mut Output)>,
    ) -> Stream<'r> {
        Stream {
            buffer,
            bases,
            out,
            pending: BTreeMap::new(),
            configured: BTreeSet::new(),
        }
    }

    pub(super) fn push(&mut self, project: RenderedProject) {
        self.buffer.push(project);
    }

    pub(super) fn follow(&mut self, step: Step<'_>) {
        if self.out.is_none() {
            return;
        }
        match step {
            Step::Pending(Folder {
                named, canonical, ..
            }) => self.wait_for(self.least_path(named, canonical)),
            Step::Done(Folder {
                named, canonical, ..
            }) => self.done(&self.least_path(named, canonical)),
            Step::Configured(config) => {
                // Its own problems are known last.
                if config.text.is_some() && self.configured.insert(config.folder.clone()) {
                    let canonical = self.bases.real(&config.folder);
                    self.wait_for(self.least_path(&config.folder, &canonical));
                }
            }
        }
    }

    fn wait_for(&mut self, path: String) {
        *self.pending.entry(path).or_default() += 1;
    }

    fn done(&mut self, path: &str) {
        if let Some(searches) = self.pending.get_mut(path) {
            *searches -= 1;
            if *searches == 0 {
                self.pending.remove(path);
            }
        }
        if let Some((format, output)) = &mut self.out
            && let Some((least, _)) = self.pending.first_key_value()
        {
            output.print_with(|out| self.buffer.write_before(least, format, out));
        }
    }

    /// Projects are sorted by their paths as they are named, or behind all links: by which one is decided for each.
    fn least_path(&self, named: &Path, canonical: &Path) -> String {
        let named = normalized(&self.bases.working_directory.join(named));
        let canonical = without_verbatim_prefix(canonical);
        with_slashes(&named).min(with_slashes(&canonical))
    }
}
