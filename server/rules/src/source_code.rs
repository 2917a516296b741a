//! # Source code
//!
//! JavaScript and TypeScript that the entrypoints of components reach, compared with the
//! configuration of the project. What is not known without running the code is not reported.

pub mod unpermitted_fetch;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[&unpermitted_fetch::REGISTERED];
