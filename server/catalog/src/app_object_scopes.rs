//! The scopes that HubSpot creates for each app object, such as `crm.app.objects.<FQN>.view`. The fully qualified name is
//! `a<appId>_<name>` with the object's name in lower case, as the quickstart of app objects says; which scopes there are was
//! seen in two unrelated public projects, one of them by a HubSpot engineer.

use diagnostics::suggest;

/// The parts of a scope for an app object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AppObjectScope<'a> {
    /// The id of the app that defines the object, in digits.
    pub app_id: &'a str,
    /// The name of the object, in lower case.
    pub object: &'a str,
    /// The right that the scope grants, continued by "… of the app object".
    pub allows: &'static str,
}

const OBJECTS: &str = "crm.app.objects.";
const SCHEMAS: &str = "crm.app.schemas.";

/// The parts before and after the name of the object, and what the scope allows.
static RIGHTS: [(&str, &str, &str); 7] = [
    (OBJECTS, ".view", "Read records"),
    (OBJECTS, ".create", "Create records"),
    (OBJECTS, ".edit", "Change records"),
    (OBJECTS, ".delete", "Delete records"),
    (OBJECTS, ".merge", "Merge records"),
    (SCHEMAS, ".read", "Read the properties"),
    (
        SCHEMAS,
        ".properties.write",
        "Create and change the properties",
    ),
];

/// The names of these rights in HubSpot's other scopes: prefix, wrong suffix, right suffix.
static SYNONYMS: [(&str, &str, &str); 6] = [
    (OBJECTS, ".read", ".view"),
    (OBJECTS, ".write", ".edit"),
    (OBJECTS, ".update", ".edit"),
    (OBJECTS, ".archive", ".delete"),
    (SCHEMAS, ".view", ".read"),
    (SCHEMAS, ".write", ".properties.write"),
];

/// The parts of `name` if it is a scope for an app object.
pub fn app_object_scope(name: &str) -> Option<AppObjectScope<'_>> {
    if !name.starts_with("crm.app.") {
        return None;
    }
    RIGHTS.iter().find_map(|(prefix, suffix, allows)| {
        let (app_id, object) = parts(name.strip_prefix(prefix)?.strip_suffix(suffix)?)?;
        Some(AppObjectScope {
            app_id,
            object,
            allows,
        })
    })
}

/// Every scope for an app object, with what it allows.
pub fn app_object_scopes(
    app_id: &str,
    object: &str,
) -> impl Iterator<Item = (String, &'static str)> {
    RIGHTS.iter().map(move |(prefix, suffix, allows)| {
        (format!("{prefix}a{app_id}_{object}{suffix}"), *allows)
    })
}

/// The scope for an app object that a name in the wrong letter case, or with an unknown right, most likely means.
pub fn suggest_app_object_scope(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let (prefix, rest) = [OBJECTS, SCHEMAS]
        .iter()
        .find_map(|prefix| Some((*prefix, lower.strip_prefix(prefix)?)))?;
    let (qualified, _) = rest.split_once('.')?;
    let right = &rest[qualified.len()..];
    let (app_id, object) = parts(qualified)?;
    for (synonym_prefix, synonym, correct) in SYNONYMS {
        if synonym_prefix == prefix && synonym == right {
            return Some(format!("{prefix}{qualified}{correct}"));
        }
    }
    let scopes: Vec<String> = app_object_scopes(app_id, object)
        .map(|(scope, _)| scope)
        .collect();
    suggest::closest(&lower, scopes.iter().map(String::as_str)).map(str::to_owned)
}

/// The id of the app and the name of the object in a fully qualified name.
fn parts(qualified: &str) -> Option<(&str, &str)> {
    let (app_id, object) = qualified.strip_prefix('a')?.split_once('_')?;
    if app_id.is_empty() || object.is_empty() {
        return None;
    }
    let is_id = app_id.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = object
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if is_id && is_name {
        Some((app_id, object))
    } else {
        None
    }
}

/// The name of an app object as it appears in scopes.
pub fn qualified_object(name: &str) -> String {
    name.trim()
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_of_an_app_object_is_recognized() {
        let all: Vec<_> = app_object_scopes("16858319", "golf_round").collect();
        assert_eq!(all.len(), 7);
        for (scope, allows) in &all {
            let parts = AppObjectScope {
                app_id: "16858319",
                object: "golf_round",
                allows,
            };
            assert_eq!(app_object_scope(scope), Some(parts), "{scope}");
        }
        assert_eq!(qualified_object("GOLF_ROUND"), "golf_round");
    }

    #[test]
    fn other_names_are_not_recognized_and_the_right_one_is_suggested() {
        for (name, meant) in [
            (
                "crm.app.objects.a1_boat.read",
                Some("crm.app.objects.a1_boat.view"),
            ),
            (
                "crm.app.objects.a1_boat.write",
                Some("crm.app.objects.a1_boat.edit"),
            ),
            (
                "crm.app.schemas.a1_boat.write",
                Some("crm.app.schemas.a1_boat.properties.write"),
            ),
            (
                "crm.app.objects.a1_BOAT.view",
                Some("crm.app.objects.a1_boat.view"),
            ),
            (
                "crm.app.objects.a1_boat.veiw",
                Some("crm.app.objects.a1_boat.view"),
            ),
            ("crm.app.objects.a1_boat.everything", None),
            ("crm.app.objects.boat.view", None),
            ("crm.app.objects.a_boat.view", None),
            ("crm.app.objects.a1_.view", None),
            ("crm.app.objects.a1_boat", None),
            ("crm.objects.a1_boat.view", None),
        ] {
            assert_eq!(app_object_scope(name), None, "{name}");
            assert_eq!(suggest_app_object_scope(name).as_deref(), meant, "{name}");
        }
    }
}
