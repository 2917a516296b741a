//! Json.

pub mod byte_order_mark;
pub mod duplicate_key;
pub mod empty_file;
pub mod invalid_json;
pub mod invalid_utf8;
pub mod not_an_object;

/// The rules of this subject.
pub static RULES: &[&crate::Rule] = &[
    &byte_order_mark::RULE,
    &duplicate_key::RULE,
    &empty_file::RULE,
    &invalid_json::RULE,
    &invalid_utf8::RULE,
    &not_an_object::RULE,
];
