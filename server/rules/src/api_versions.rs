//! # API versions
//!
//! Calls of HubSpot's API in source code whose version ended or will end. Whether it has ended is
//! as of the day on which the documentation was read: the same code gives the same problems on
//! every day.

mod calls;
mod client;
mod fix;

pub mod ended_api_version;
pub mod ending_api_version;
pub mod legacy_api_version;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &ended_api_version::REGISTERED,
    &ending_api_version::REGISTERED,
    &legacy_api_version::REGISTERED,
];
