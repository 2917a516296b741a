//! # unsupported-preview-image
//!
//! The preview image of a card has an ending that HubSpot does not document.
//!
//! ## Why it is wrong
//!
//! HubSpot shows `.png`, `.jpeg`, `.jpg` and `.gif` of at most 5 MB.
//!
//! ## Example
//!
//! ```json
//! "previewImage": { "file": "./assets/preview.webp", "altText": "The orders of a customer" }
//! ```
//!
//! ## How to fix
//!
//! Save the image in one of these formats.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>

use super::{Check, DocumentCx, Rule};
use crate::catalog;
use crate::diagnostic::{Diagnostic, Severity};
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "unsupported-preview-image",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    file: include_str!("unsupported_preview_image.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let file = cx.config_of("card").and_then(|config| config.at(&["previewImage", "file"]));
    let Some((file, text)) = file.and_then(|file| Some((file, file.as_str().filter(|text| !text.is_empty())?))) else {
        return;
    };
    let field = catalog::schema("card").and_then(|schema| schema.field("previewImage")?.get("properties")?.get("file"));
    let endings: Vec<&str> = catalog::texts(field.and_then(|field| field.get("x-fileExtensions"))).collect();
    let lower = text.to_lowercase();
    if !endings.iter().any(|ending| lower.ends_with(ending)) {
        let message = format!("{} has none of the endings that HubSpot shows", words::quoted(text));
        out.push(cx.at(&RULE, file.span(), message).help(format!("save it as {}", words::any_of(endings))));
    }
}
