//! Why imported schemas cannot be used, as a message: what is wrong and what to do.

use std::fmt;

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
        }
    }
}

impl std::error::Error for OfficialError {}
