//! What may be written at a place in a file. Where the cursor stands comes from the tokens around it, so that broken text
//! gets the same answers as healthy text; what may stand there comes from the schema, the project and the catalog.
//!
//! An item replaces the whole token at the cursor and brings what is missing around it: quotes, colon, comma.

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

/// What the editor can do.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether it understands snippets: texts with places to fill in.
    pub snippets: bool,
}

/// A place that is asked about.
struct At<'a> {
    cx: &'a Cx<'a>,
    cursor: Cursor<'a>,
    /// The schemas of the containers around the cursor, outermost first.
    around: Vec<Subschemas>,
    options: Options,
}

/// What may be written at `offset`, best first. Nothing that is offered stands there already.
pub fn complete(cx: &Cx<'_>, offset: u32, options: Options) -> Vec<Item> {
    let cursor = cursor(cx.source(), offset);
    if cursor.slot == Slot::Nowhere {
        return Vec::new();
    }
    let around = around(cx, &cursor);
    let at = At {
        cx,
        cursor,
        around,
        options,
    };
    let mut items = match at.cursor.slot {
        Slot::Key => keys::items(&at),
        Slot::Value if at.cursor.containers.is_empty() => skeleton::items(&at),
        _ => values::items(&at),
    };
    // A name may be empty in the files, but nobody can choose it from a list.
    items.retain(|item| !item.label.is_empty());
    for (rank, item) in items.iter_mut().enumerate() {
        item.sort = format!("{rank:04}");
    }
    items
}

/// The schemas on the way to the cursor.
fn around(cx: &Cx<'_>, cursor: &Cursor<'_>) -> Vec<Subschemas> {
    let mut around: Vec<Subschemas> = Vec::new();
    let Some(schema) = cx.schema().or_else(|| schema_by_type(cx, cursor)) else {
        return around;
    };
    for container in &cursor.containers {
        around.push(match around.last() {
            None => Subschemas::of(schema, container),
            Some(above) => above.below(container.key.as_deref(), container),
        });
    }
    around
}

/// The schema of a component that lies in no component folder and is so broken that the tree has no `type`.
fn schema_by_type(cx: &Cx<'_>, cursor: &Cursor<'_>) -> Option<&'static Schema> {
    let text = cursor
        .containers
        .first()?
        .string_of("type")
        .filter(|_| cx.document.kind == FileKind::Component)?;
    match spelling(&text) {
        (Spelling::Unknown, _) | (_, None) => None,
        (_, Some(component)) => schema::schema(component.name),
    }
}

impl At<'_> {
    /// The schemas of the value at the cursor.
    fn subschemas(&self) -> Subschemas {
        self.around
            .last()
            .map_or_else(Subschemas::default, |above| {
                above.below(self.cursor.key.as_deref(), &())
            })
    }
}

impl Cx<'_> {
    /// Whether the project's platform version lies between two others; where it says none, HubSpot takes the newest.
    fn is_version_within(&self, since: Option<&str>, until: Option<&str>) -> bool {
        let own = self
            .index
            .version()
            .map_or(catalog::NEWEST_STABLE, |version| &version.text);
        since.is_none_or(|since| compare_versions(own, since).is_ge())
            && until.is_none_or(|until| compare_versions(own, until).is_le())
    }
}
