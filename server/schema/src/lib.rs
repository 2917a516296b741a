//! The JSON Schemas of HubSpot's files: loaded, compiled, looked up and walked.

mod compiled;
mod fast_path;
mod instance;
mod load;
mod lookup;
mod walk;

pub use compiled::{Annotation, replaces};
pub use instance::TreeJson;
pub use load::{Node, Schema, known_values, schema, schemas, strings, to_json};
pub use lookup::{KnownProperties, Subschemas};
pub use walk::{Visit, visit_at, walk, walk_annotated};
