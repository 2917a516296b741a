//! # JSON syntax
//!
//! Whether a file is valid JSON, and the object that HubSpot expects. While a text is broken, other
//! rules report only what is certain.

pub mod byte_order_mark;
pub mod duplicate_key;
pub mod empty_file;
pub mod invalid_json;
pub mod invalid_utf8;
pub mod not_an_object;

use crate::Registered;

/// The rules of this subject.
pub(crate) static RULES: &[&Registered] = &[
    &byte_order_mark::REGISTERED,
    &duplicate_key::REGISTERED,
    &empty_file::REGISTERED,
    &invalid_json::REGISTERED,
    &invalid_utf8::REGISTERED,
    &not_an_object::REGISTERED,
];
