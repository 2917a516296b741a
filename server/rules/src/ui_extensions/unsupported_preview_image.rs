//! # unsupported-preview-image
//!
//! The preview image of a card has a file extension that HubSpot does not support, or is larger
//! than 5 MB.
//!
//! ## What it does
//!
//! Checks the extension of `previewImage.file`, and the size of the file.
//!
//! ## Why
//!
//! HubSpot shows only `.png`, `.jpeg`, `.jpg` and `.gif` files of at most 5 MB.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "previewImage": { "file": "./preview.webp", "altText": "A list of orders" } } }
//! ```
//!
//! `src/app/cards/preview.webp`
//!
//! ```text
//! (the image)
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "previewImage": { "file": "./preview.png", "altText": "A list of orders" } } }
//! ```
//!
//! `src/app/cards/preview.png`
//!
//! ```text
//! (the image)
//! ```
//!
//! ## How to fix
//!
//! Save the image in one of these formats, or reduce its size.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>

use crate::rule;
use analysis::theme_assets;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "unsupported_preview_image.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let field = schema::schema("card")
        .and_then(|schema| schema.facts_at(&["config", "previewImage", "file"]));
    let extensions = field.map_or(&[][..], |field| field.texts("x-fileExtensions"));
    let most_bytes = field
        .and_then(|field| field.get("x-maxFileBytes")?.as_u64())
        .unwrap_or(u64::MAX);
    for (component, reference, path) in theme_assets::images(index) {
        if component.folder.name != "card" {
            continue;
        }
        let name = message::quoted(&reference.name);
        let lower_name = reference.name.to_lowercase();
        if !extensions.iter().any(|end| lower_name.ends_with(end)) {
            let message = format!("unsupported file type {name}: HubSpot does not show it");
            let help = format!("save it as {}", message::any_of(extensions.iter().copied()));
            out.push(RULE.at(component.path, reference.span, message).help(help));
        } else if let Some(bytes) = index.project.image_sizes.get(&path)
            && *bytes > most_bytes
        {
            let message = format!(
                "{name} is {} MB; HubSpot shows images of at most {} MB",
                bytes >> 20,
                most_bytes >> 20
            );
            let diagnostic = RULE.at(component.path, reference.span, message);
            out.push(diagnostic.help("make it smaller"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::FileKind;
    use diagnostics::RelPath;
    use project::Project;
    use project::document::Document;

    #[test]
    fn image_above_the_limit_is_reported() {
        let mut project = Project::default();
        let mut add = |path: &str, kind, text: &str| {
            project.insert(Document::parse(RelPath::new(path), kind, text.to_owned()));
        };
        add("hsproject.json", FileKind::Project, r#"{"srcDir":"src"}"#);
        let card = r#"{"type":"card","config":{"previewImage":{"file":"./boat.png"}}}"#;
        add("src/app/cards/boat-hsmeta.json", FileKind::Component, card);
        project.manifest = Some(RelPath::new("hsproject.json"));
        for (size, number) in [(5 << 20, 0), ((5 << 20) + 1, 1)] {
            project
                .image_sizes
                .insert(RelPath::new("src/app/cards/boat.png"), size);
            let mut diagnostics = Vec::new();
            check(&Index::new(&project), &mut diagnostics);
            let of_the_rule = diagnostics.iter().filter(|one| one.rule == RULE.id);
            assert_eq!(of_the_rule.count(), number, "{size}");
        }
    }
}
