//! The scopes that HubSpot's API requires, by path. The table covers what HubSpot documents, or what was seen; a path that
//! is not in it says nothing.
//!
//! `table` is written by a test from `schemas/scope-families.json`.

mod matching;
mod sdk;
#[rustfmt::skip] // One family per line.
mod table;

use table::FAMILIES;

pub use matching::{ApiScopes, FoundApi, api_scopes, longer_path_scopes};
pub use sdk::{api_client_access, api_client_path};

/// Endpoints of HubSpot's API that require the same scopes.
#[derive(PartialEq, Debug)]
pub struct ScopeFamily {
    /// What it is about, in the plural: `contacts`.
    pub family: &'static str,
    /// Paths without versions. `{type}` and `{to}` are object types, `*` is one segment, `**` are any.
    paths: &'static [&'static str],
    /// The object types of `{type}`. One that ends with `*` is the beginning of several.
    types: &'static [&'static str],
    /// The scopes any of which is enough to read, the narrowest first. One that ends with `*` is the beginning of several.
    read: &'static [&'static str],
    /// The scopes any of which is enough to write.
    write: &'static [&'static str],
    /// What is required if no single scope is.
    pub note: Option<&'static str>,
    pub grade: Grade,
    pub source: &'static str,
}

/// How much is known about the scopes of a family.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Grade {
    /// A page of HubSpot says which scopes it requires.
    Documented,
    /// Seen in a public project.
    Observed,
    /// By analogy. Nothing is reported because of it.
    Inferred,
}

/// What a call does with the data of a family.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Access {
    Read,
    Write,
    /// One of the two.
    Unknown,
}

impl Access {
    /// What a request does: HubSpot's searches and batch reads are `POST`. `None` for the method means that it is not known,
    /// `None` for a segment of the path the same.
    pub fn of_request(method: Option<&str>, path: &[Option<&str>]) -> Access {
        let Some(method) = method else {
            return Access::Unknown;
        };
        match method.to_ascii_uppercase().as_str() {
            "GET" | "HEAD" => Access::Read,
            "POST" => posted(path),
            _ => Access::Write,
        }
    }
}

fn posted(path: &[Option<&str>]) -> Access {
    match path {
        [.., Some("search" | "all")] | [.., Some("batch"), Some("read")] => Access::Read,
        // It may be one of these.
        [.., None] => Access::Unknown,
        _ => Access::Write,
    }
}

/// Whether an app that requests a scope has one of these alternatives. A scope for sensitive data includes what it is
/// about.
pub fn is_alternative(requested: &str, alternatives: &[&str]) -> bool {
    let plain = requested
        .trim_end_matches(".v2")
        .replace(".highly_sensitive.", ".")
        .replace(".sensitive.", ".");
    alternatives
        .iter()
        .any(|alternative| match alternative.strip_suffix('*') {
            Some(beginning) => requested.starts_with(beginning),
            None => *alternative == requested || *alternative == plain,
        })
}

#[cfg(test)]
mod tests;
