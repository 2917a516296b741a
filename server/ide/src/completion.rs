//! Completion. The position of the cursor is determined from the tokens around it, so that invalid JSON gets the same items as
//! valid JSON; the items come from the schema, the project and the catalog.
//!
//! An item replaces the whole token at the cursor and adds what is missing around it: quotes, colon, comma.

mod code_names;
mod item;
mod keys;
mod paths;
mod scopes;
mod skeleton;
mod stub;
mod values;
mod variables;

#[cfg(test)]
mod tests;

pub use item::{Item, ItemKind};

use super::Cx;
use catalog::{FileKind, Spelling, compare_versions, spelling};
use schema::{Schema, Subschemas};
use syntax::cursor::{Cursor, Slot, cursor};

/// The capabilities of the editor.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether it supports snippets: texts with tab stops.
    pub snippets: bool,
}

struct At<'a> {
    cx: &'a Cx<'a>,
    cursor: Cursor<'a>,
    /// The schemas of the containers around the cursor, outermost first.
    container_schemas: Vec<Subschemas>,
    options: Options,
}

/// The items at `offset`, best first. None of them is in the text already.
pub fn complete(cx: &Cx<'_>, offset: u32, options: Options) -> Vec<Item> {
    let cursor = cursor(cx.source(), offset);
    if cursor.slot == Slot::Nowhere {
        return Vec::new();
    }
    let at = At {
        cx,
        container_schemas: container_schemas(cx, &cursor),
        cursor,
        options,
    };
    let mut items = match at.cursor.slot {
        Slot::Key => keys::items(&at),
        Slot::Value if at.cursor.containers.is_empty() => skeleton::items(&at),
        _ => values::items(&at),
    };
    // Names in the project may be empty, but nobody can choose them from a list.
    items.retain(|item| !item.label.is_empty());
    for (rank, item) in items.iter_mut().enumerate() {
        item.sort = format!("{rank:04}");
    }
    items
}

fn container_schemas(cx: &Cx<'_>, cursor: &Cursor<'_>) -> Vec<Subschemas> {
    let mut schemas: Vec<Subschemas> = Vec::new();
    let Some(schema) = cx.schema().or_else(|| schema_by_type(cx, cursor)) else {
        return schemas;
    };
    for container in &cursor.containers {
        schemas.push(match schemas.last() {
            None => Subschemas::of(schema, container),
            Some(parent) => parent.below(container.key.as_deref(), container),
        });
    }
    schemas
}

/// The schema of a component outside of all component folders in whose tree `type` is missing because the JSON is invalid.
fn schema_by_type(cx: &Cx<'_>, cursor: &Cursor<'_>) -> Option<&'static Schema> {
    if cx.document.kind != FileKind::Component {
        return None;
    }
    let written = cursor.containers.first()?.string_of("type")?;
    match spelling(&written) {
        (Spelling::Unknown, _) | (_, None) => None,
        (_, Some(component)) => cx.schema_of(component),
    }
}

impl At<'_> {
    /// The schemas of the value at the cursor.
    fn subschemas(&self) -> Subschemas {
        match self.container_schemas.last() {
            Some(container) => container.below(self.cursor.key.as_deref(), &()),
            None => Subschemas::default(),
        }
    }
}

impl Cx<'_> {
    /// Whether the platform version of the project is in a range. Without one, HubSpot uses the newest.
    fn is_version_within(&self, since: Option<&str>, until: Option<&str>) -> bool {
        let version = match self.index.version() {
            Some(version) => version.text.as_str(),
            None => catalog::NEWEST_STABLE,
        };
        since.is_none_or(|since| compare_versions(version, since).is_ge())
            && until.is_none_or(|until| compare_versions(version, until).is_le())
    }
}
