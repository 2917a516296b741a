//! The JSON Schemas of HubSpot's files: loaded, compiled, looked up and walked.

mod compiled;
mod fast_path;
mod instance;
mod load;
mod lookup;
mod walk;

pub use compiled::{Mark, replaces};
pub use instance::TreeJson;
pub use load::{description, Node, Schema, known_values, schema, schemas, texts, to_json};
pub use lookup::{Known, Subschemas};
pub use walk::{Visit, visit_at, walk, walk_to};
