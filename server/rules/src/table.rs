//! Every rule, from the tables of the subjects.

use std::sync::LazyLock;

use crate::*;

/// The subjects in the order of the documentation, each with its rules.
pub static SUBJECTS: &[(&str, &[&Rule])] = &[
    ("json", json::RULES),
    ("properties", properties::RULES),
    ("components", components::RULES),
    ("layout", layout::RULES),
    ("platform_version", platform_version::RULES),
    ("app", app::RULES),
    ("auth", auth::RULES),
    ("scopes", scopes::RULES),
    ("urls", urls::RULES),
    ("security", security::RULES),
    ("local_development", local_development::RULES),
    ("ui_extensions", ui_extensions::RULES),
    ("packages", packages::RULES),
    ("functions", functions::RULES),
    ("webhooks", webhooks::RULES),
    ("workflow_actions", workflow_actions::RULES),
    ("fields", fields::RULES),
    ("app_objects", app_objects::RULES),
    ("cms", cms::RULES),
    ("profiles", profiles::RULES),
    ("configuration", configuration::RULES),
];

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<&Rule> = Vec::new();
    for (_, of_subject) in SUBJECTS {
        rules.extend_from_slice(of_subject);
    }
    rules.sort_by_key(|rule| rule.id);
    rules
});

/// Every rule, sorted by id.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}
