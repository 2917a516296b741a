//! # byte-order-mark
//!
//! The file starts with a byte-order mark, the invisible character U+FEFF.
//!
//! ## What it does
//!
//! Checks the first character of component files, profiles and `hsproject.json`. Some editors on
//! Windows add it.
//!
//! ## Why
//!
//! `JSON.parse` does not accept it, so HubSpot reports `Invalid JSON` for a file that looks correct
//! in every editor.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```text
//! <U+FEFF>{ "uid": "orders_card" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_card" }
//! ```
//!
//! ## How to fix
//!
//! Save the file as UTF-8 without a byte-order mark.
//!
//! ## Source
//!
//! `JSON.parse` (ECMA-262), with which npm `@hubspot/project-parsing-lib` 0.23.0 reads every file
//! (`files.js`, `project.js`); verified by running it.

use crate::rule;

rule! {
    file: "byte_order_mark.rs",
    severity: Error,
    fixes: Safe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Syntax,
}
