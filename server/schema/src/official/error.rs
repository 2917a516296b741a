//! Why imported schemas cannot be used, as a message: what is wrong and what to do.

use std::fmt;

use diagnostics::message::quoted;

use super::MAX_BYTES;

#[derive(Clone, PartialEq, Debug)]
pub enum OfficialError {
    TooLarge {
        bytes: usize,
    },
    InvalidJson,
    /// The property `schemas` is missing, or is not an object.
    NoSchemas,
    /// A property of the file is missing, or is not a string.
    NoString {
        name: &'static str,
    },
    /// `imported` is not a day.
    NoDate,
    /// The schema of this component type, by HubSpot's internal name.
    Schema {
        component: String,
        /// Where in it, as a JSON pointer.
        place: String,
        cause: Cause,
    },
}

/// Why the schema of one component type cannot be used.
#[derive(Clone, PartialEq, Debug)]
pub enum Cause {
    NoSchema,
    OtherDraft(String),
    RemoteReference(String),
    UnknownReference(String),
    NestedId(String),
    InvalidKeyword(&'static str),
    InvalidPattern(String),
    LargePattern(String),
    /// Patterns of keys must run in linear time.
    PatternOfKeys(String),
    /// The patterns are too large together.
    ManyPatterns,
    /// The validator refuses what `verify` has accepted.
    NoValidator,
    /// A reference leads back to itself without going into the value.
    EndlessReference,
    TooDeep,
    TooLarge,
    TooComplex,
}

impl fmt::Display for OfficialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OfficialError::TooLarge { bytes } => write!(
                f,
                "file is {} MiB, over the limit of {} MiB for imported schemas",
                bytes.div_ceil(1024 * 1024),
                MAX_BYTES / (1024 * 1024)
            ),
            OfficialError::InvalidJson => write!(f, "invalid JSON; import the schemas again"),
            OfficialError::NoSchemas => write!(
                f,
                "`schemas` must be an object of schemas by component type; import the schemas again"
            ),
            OfficialError::NoString { name } => {
                write!(f, "`{name}` must be a string; import the schemas again")
            }
            OfficialError::NoDate => {
                write!(
                    f,
                    "`imported` must be a date such as `2026-11-29`; import the schemas again"
                )
            }
            OfficialError::Schema {
                component,
                place,
                cause,
            } => {
                write!(f, "schema of {}", quoted(component))?;
                if !place.is_empty() {
                    write!(f, " at {}", quoted(place))?;
                }
                write!(f, ": {cause}")
            }
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::NoSchema => write!(f, "must be an object; import the schemas again"),
            Cause::OtherDraft(uri) => write!(
                f,
                "declares {}; HubSpot's tools read draft 2020-12 only",
                quoted(uri)
            ),
            Cause::RemoteReference(uri) => write!(
                f,
                "reference to another document is never fetched: {}; import a schema that contains it",
                quoted(uri)
            ),
            Cause::UnknownReference(uri) => {
                write!(f, "nothing is at the reference {}", quoted(uri))
            }
            Cause::NestedId(id) => write!(f, "unsupported `$id` within a schema: {}", quoted(id)),
            Cause::InvalidKeyword(name) => write!(f, "invalid value of the keyword `{name}`"),
            Cause::InvalidPattern(pattern) => {
                write!(f, "invalid or unsupported pattern {}", quoted(pattern))
            }
            Cause::LargePattern(pattern) => {
                write!(f, "pattern is too large: {}", quoted(pattern))
            }
            Cause::PatternOfKeys(pattern) => write!(
                f,
                "unsupported pattern of `patternProperties`, which looks around: {}",
                quoted(pattern)
            ),
            Cause::ManyPatterns => write!(f, "its patterns are too large together"),
            Cause::NoValidator => write!(f, "cannot be compiled"),
            Cause::EndlessReference => write!(f, "a reference leads back to itself"),
            Cause::TooLarge => write!(f, "too large: has more than 10000 schemas"),
            Cause::TooDeep => write!(f, "nested too deeply"),
            Cause::TooComplex => {
                write!(f, "too complex: its references repeat each other too often")
            }
        }
    }
}

impl std::error::Error for OfficialError {}
