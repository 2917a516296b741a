//! The types that every layer uses: text and byte positions, paths of a project, messages, and diagnostics as plain data.

mod diagnostic;
pub mod message;
pub mod path;
mod rule;
pub mod suggest;
pub mod text;

pub use diagnostic::{Diagnostic, Edit, Fix, Related, RuleId, Safety, Severity};
pub use path::RelPath;
pub use rule::{Rule, Tag, leading_comment_length, module_docs, prefix};
pub use text::{LinePositions, Position, Span, Text, Utf16Position};
