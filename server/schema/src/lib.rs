//! The JSON Schemas of HubSpot's files. Each module uses only those before it: `load` reads the text of a schema,
//! `compiled` prepares it, `embedded` lists all schemas, `lookup` finds the schemas for a value, `walk` visits a document,
//! and `fast_path` recognizes most valid values without the validator.

mod load;

mod compiled;
mod instance;

mod embedded;
mod lookup;
mod walk;

mod fast_path;

pub use compiled::{Annotation, KnownProperties};
pub use embedded::{Schema, schema, schemas};
pub use fast_path::definitely_valid;
pub use instance::TreeJson;
pub use load::{Node, description, known_values, replaces, strings, to_json};
pub use lookup::Subschemas;
pub use walk::{Visit, visit_at, walk, walk_annotated};

#[cfg(test)]
mod tests;
