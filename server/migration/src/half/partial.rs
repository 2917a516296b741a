//! Components with a part of their properties in `config`, and others where the old layout, or nobody, had them.

use diagnostics::RelPath;
use project::legacy::{self, LegacyKind};
use syntax::Value;

use crate::draft::Draft;
use crate::json;
use crate::units::{Live, Unit, UnitKind};
use crate::{app, card, webhooks};

/// Properties outside of `config`, and those in it that the old layout had under these names.
struct Properties {
    /// The values of `type`.
    types: &'static [&'static str],
    kind: &'static LegacyKind,
    at_top: &'static [&'static str],
    in_config: &'static [&'static str],
}

static PROPERTIES: [Properties; 3] = [
    Properties {
        types: &["app"],
        kind: &legacy::APP,
        at_top: &[
            "allowedUrls",
            "auth",
            "description",
            "distribution",
            "logo",
            "name",
            "permittedUrls",
            "redirectUrls",
            "scopes",
            "support",
        ],
        in_config: &[],
    },
    Properties {
        types: &["card", "crm-card", "crmCard", "app-card"],
        kind: &legacy::CARD,
        at_top: &[
            "data",
            "description",
            "entrypoint",
            "file",
            "location",
            "module",
            "name",
            "objectTypes",
            "previewImage",
            "title",
        ],
        in_config: &["file", "module", "title"],
    },
    Properties {
        types: &["webhooks"],
        kind: &legacy::WEBHOOKS,
        at_top: &["settings", "subscriptions"],
        in_config: &[],
    },
];

/// Converts such a component. Returns whether it is one.
pub(super) fn convert<'a>(draft: &mut Draft<'a>, path: &'a RelPath, root: Value<'a>) -> bool {
    let Some(kind) = kind_of(root) else {
        return false;
    };
    let unit = Unit {
        kind: UnitKind::HalfMigrated(kind),
        path,
        root,
        live: Live::Referenced,
    };
    match kind.component {
        "app" => app::convert(draft, &unit),
        "webhooks" => webhooks::convert(draft, &unit),
        _ => card::convert(draft, &unit),
    }
    true
}

fn kind_of(root: Value<'_>) -> Option<&'static LegacyKind> {
    let type_name = root.get("type")?.as_str()?;
    let config = root.get("config");
    if config.is_some_and(|config| !json::is_object(config)) {
        return None;
    }
    let properties = PROPERTIES
        .iter()
        .find(|properties| properties.types.contains(&type_name))?;
    let at_top = properties.at_top.iter().any(|key| root.get(key).is_some());
    let in_config = properties
        .in_config
        .iter()
        .any(|key| config.is_some_and(|config| config.get(key).is_some()));
    // Webhooks with both would be two lists of subscriptions.
    let is_clear = properties.kind.component != "webhooks" || config.is_none();
    if (at_top || in_config) && is_clear {
        Some(properties.kind)
    } else {
        None
    }
}
