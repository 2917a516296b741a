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
    let Some(src) = &index.src_dir else {
        return;
    };
    if index.is_legacy() {
        return;
    }
    for (path, below, entry) in source_folder::entries_below(index, src) {
        if !matches!(entry, Entry::Link(_) | Entry::Other) {
            continue;
        }
        let name = path.file_name();
        // Emacs locks a file with a link that begins with `.#`.
        if below.is_empty() || name.starts_with('.') || name.contains("node_modules") {
            continue;
        }
        let is_read = match FileKind::of(name) {
            Some(FileKind::Component) => true,
            Some(FileKind::Profile) => !below.contains('/'),
            _ => false,
        };
        let (message, help) = match entry {
            Entry::Link(LinkTarget::Broken) => (
                "broken symbolic link; HubSpot skips it",
                "correct the link, or delete it",
            ),
            Entry::Link(LinkTarget::Folder) if source_folder::leads_to_components(below) => (
                "folder is a symbolic link; HubSpot does not read the components in it",
                "replace it with a folder",
            ),
            Entry::Link(LinkTarget::Folder) if is_read => (
                "file is a symbolic link; HubSpot does not read it",
                "replace it with a folder",
            ),
            Entry::Link(_) if is_read => (
                "file is a symbolic link; HubSpot does not read it",
                "replace it with a regular file",
            ),
            Entry::Other if is_read => (
                "not a regular file; HubSpot cannot read it",
                "replace it with a regular file",
            ),
            _ => continue,
        };
        out.push(RULE.at(path, Span::default(), message).help(help));
    }
}
