//! How much of the code is known.

use super::{Code, CodeUse};

/// How many calls there are, by kind.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct CodeCounts {
    /// The source files that were read.
    pub files: usize,
    /// The source files that code of the project imports and that were not read.
    pub skipped: usize,
    /// The source files that were read and have syntax errors.
    pub incomplete: usize,
    /// Calls of `hubspot.fetch`.
    pub fetch: CallCount,
    /// Calls of serverless functions.
    pub serverless: CallCount,
    /// Other HTTP requests.
    pub requests: CallCount,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct CallCount {
    pub total: usize,
    /// Those whose URL or name is known, at least its beginning.
    pub resolved: usize,
}

impl CallCount {
    fn of(uses: &[CodeUse<'_>]) -> CallCount {
        CallCount {
            total: uses.len(),
            resolved: uses.iter().filter(|site| site.resolved.is_known()).count(),
        }
    }
}

impl std::ops::AddAssign for CallCount {
    fn add_assign(&mut self, other: CallCount) {
        self.total += other.total;
        self.resolved += other.resolved;
    }
}

impl std::ops::AddAssign for CodeCounts {
    fn add_assign(&mut self, other: CodeCounts) {
        self.files += other.files;
        self.skipped += other.skipped;
        self.incomplete += other.incomplete;
        self.fetch += other.fetch;
        self.serverless += other.serverless;
        self.requests += other.requests;
    }
}

pub(super) fn of(code: &Code<'_>) -> CodeCounts {
    CodeCounts {
        files: code.sources().count(),
        skipped: code.index.project.skipped_sources.len(),
        incomplete: code
            .sources()
            .filter(|file| file.facts.is_incomplete)
            .count(),
        fetch: CallCount::of(code.fetches()),
        serverless: CallCount::of(code.serverless_calls()),
        requests: CallCount::of(code.requests()),
    }
}
