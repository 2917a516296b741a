//! # skipped-link
//!
//! A symbolic link stands where HubSpot looks for components or profiles. HubSpot follows no link in the source
//! folder.
//!
//! ## Why it is wrong
//!
//! What lies behind the link is not part of the project, without a word.
//!
//! ## Example
//!
//! ```text
//! src/app/cards -> ../../shared/cards
//! ```
//!
//! ## How to fix
//!
//! Put the files themselves there. `srcDir` itself may be a link.
//!
//! ## Source
//!
//! npm `@hubspot/local-dev-lib` 5.10.3, `lib/fs.js`: links are dropped from the list of files; executed.

use crate::analysis::source_folder;
use crate::{Check, Rule};
use catalog::FileKind;
use diagnostics::{Diagnostic, Severity, Span};
use project::index::Index;
use project::{Entry, LinkTarget};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "skipped-link",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("skipped_link.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(src) = index.src_dir.as_ref().filter(|_| !index.is_legacy()) else {
        return;
    };
    for (path, below, entry) in source_folder::entries_below(index, src) {
        let is_read = match FileKind::of(path.file_name()) {
            Some(FileKind::Component) => true,
            Some(FileKind::Profile) => !below.contains('/'),
            _ => false,
        };
        // Emacs locks a file with a link that begins with `.#`.
        let is_own_business =
            path.file_name().starts_with('.') || path.file_name().contains("node_modules");
        let message = match entry {
            _ if below.is_empty() || is_own_business => continue,
            Entry::Link(LinkTarget::Broken) => {
                "this symbolic link leads nowhere; HubSpot passes over it"
            }
            Entry::Link(LinkTarget::Folder) if source_folder::leads_to_components(below) => {
                "HubSpot follows no symbolic links: the components behind this one are not part of the project"
            }
            Entry::Link(_) if is_read => {
                "HubSpot follows no symbolic links: this file is not part of the project"
            }
            Entry::Other if is_read => "this is no regular file; HubSpot cannot read it",
            _ => continue,
        };
        let help = match entry {
            Entry::Link(LinkTarget::Broken) => "correct the link, or delete it",
            Entry::Link(LinkTarget::Folder) => "put the files themselves here",
            _ => "put the file itself here",
        };
        out.push(RULE.at(path, Span::default(), message).help(help));
    }
}
