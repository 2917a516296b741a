//! The JSON Schemas of HubSpot's files. Each module uses only those before it: `load` reads the text of a schema,
//! `compiled` is the part that lookups use, made by `compile` (for our schemas written into `tables` by `generate`), `embedded`
//! lists all schemas, `lookup` finds the schemas for a value, `walk` visits a document, and `fast_path` recognizes most valid
//! files without the validator. `official` makes schemas from those that a user has imported from HubSpot.

mod load;

mod compile;
mod compiled;
mod instance;
mod steps;
#[rustfmt::skip] // One schema per line.
mod tables;

mod formats;
mod pattern;
mod validator;

mod embedded;
mod lookup;
mod walk;

mod fast_path;

pub mod official;

pub use compiled::{Annotation, Fact, KnownProperties};
pub use embedded::{Facts, Origin, Schema, Unknown, Validity, schema, schemas};
pub use fast_path::examine;
pub use instance::TreeJson;
pub use load::{Node, description, known_values, replaces, strings, to_json};
pub use lookup::Subschemas;
pub use walk::{Visit, visit_at, walk, walk_annotated};

#[cfg(test)]
mod generate;
#[cfg(test)]
mod tests;
