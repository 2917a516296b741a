//! What every layer speaks of: text and positions in bytes, paths of a project, messages, and diagnostics as plain data.

mod diagnostic;
pub mod message;
pub mod path;
mod rule;
pub mod suggest;
pub mod text;

pub use diagnostic::{Diagnostic, Edit, Fix, Related, RuleId, Safety, Severity};
pub use path::RelPath;
pub use rule::{Rule, Tag, module_docs};
pub use text::{Lines, Position, Span, Text, Utf16Position};
