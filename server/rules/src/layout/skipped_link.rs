//! # skipped-link
//!
//! A symbolic link is in a place where HubSpot reads components or profiles.
//!
//! ## What it does
//!
//! Checks the links to files that HubSpot would read, to folders that contain components, and to
//! targets that do not exist. `srcDir` itself may be a link.
//!
//! ## Why
//!
//! HubSpot follows no symbolic links in the source folder. The target of the link is not part of
//! the project, and HubSpot's tools do not warn about it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```text
//! -> ../../../shared/invoices-hsmeta.json
//! ```
//!
//! Good:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```json
//! { "uid": "invoices_card", "type": "card" }
//! ```
//!
//! ## How to fix
//!
//! Replace the link with the files themselves.
//!
//! ## Source
//!
//! npm `@hubspot/local-dev-lib` 5.10.3, `lib/fs.js`: links are removed from the list of files;
//! verified by running it.

use crate::rule;
use analysis::source_folder;
use catalog::FileKind;
use diagnostics::{Diagnostic, Span};
use project::index::Index;
use project::{Entry, LinkTarget};

rule! {
    file: "skipped_link.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Project(check),
}

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
        let is_skipped =
            path.file_name().starts_with('.') || path.file_name().contains("node_modules");
        let message = match entry {
            _ if below.is_empty() || is_skipped => continue,
            Entry::Link(LinkTarget::Broken) => "broken symbolic link; HubSpot skips it",
            Entry::Link(LinkTarget::Folder) if source_folder::leads_to_components(below) => {
                "folder is a symbolic link; HubSpot does not read the components in it"
            }
            Entry::Link(_) if is_read => "file is a symbolic link; HubSpot does not read it",
            Entry::Other if is_read => "not a regular file; HubSpot cannot read it",
            _ => continue,
        };
        let help = match entry {
            Entry::Link(LinkTarget::Broken) => "correct the link, or delete it",
            Entry::Link(LinkTarget::Folder) => "replace it with a folder",
            _ => "replace it with a regular file",
        };
        out.push(RULE.at(path, Span::default(), message).help(help));
    }
}
