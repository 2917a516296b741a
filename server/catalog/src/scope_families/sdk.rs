//! The operations of HubSpot's API client for Node.js as paths of the API (npm `@hubspot/api-client` 14.0.1).

use super::Access;
use super::table::ACCESSORS;

/// The beginnings of the names of methods that read.
const READ: [&str; 7] = [
    "check", "doSearch", "download", "export", "get", "read", "search",
];

/// The beginnings of the names of methods that write.
const WRITE: [&str; 44] = [
    "_delete",
    "add",
    "archive",
    "associate",
    "attach",
    "cancel",
    "clear",
    "clone",
    "complete",
    "configure",
    "create",
    "delete",
    "detach",
    "disassociate",
    "doAsync",
    "doValidate",
    "end",
    "generate",
    "import",
    "mark",
    "merge",
    "move",
    "publish",
    "purge",
    "push",
    "record",
    "register",
    "remove",
    "rename",
    "replace",
    "request",
    "rerun",
    "reset",
    "restore",
    "schedule",
    "send",
    "set",
    "start",
    "subscribe",
    "unpublish",
    "unsubscribe",
    "update",
    "upload",
    "upsert",
];

/// The segments of the path that an accessor below the client calls, as far as the table has it: `["crm", "contacts",
/// "basicApi", "getById"]`. `argument` gives the text of an argument by its position. `None` if the accessor is not known.
pub fn api_client_path<'a>(
    accessor: &[&str],
    mut argument: impl FnMut(usize) -> Option<&'a str>,
) -> Option<Vec<Option<&'a str>>> {
    let accessor = accessor.join(".");
    let (_, template) = ACCESSORS
        .iter()
        .filter(|(known, _)| match accessor.strip_prefix(known) {
            Some(rest) => rest.is_empty() || rest.starts_with('.'),
            None => false,
        })
        .max_by_key(|(known, _)| known.len())?;
    let mut path = Vec::new();
    for segment in template.split('/').skip(1) {
        let position = segment
            .strip_prefix('{')
            .and_then(|segment| segment.strip_suffix('}'));
        path.push(match position {
            Some(position) => argument(position.parse().ok()?),
            None => Some(segment),
        });
    }
    Some(path)
}

/// What a method of the client does.
pub fn api_client_access(method: &str) -> Access {
    if READ.iter().any(|verb| method.starts_with(verb)) {
        Access::Read
    } else if WRITE.iter().any(|verb| method.starts_with(verb)) {
        Access::Write
    } else {
        Access::Unknown
    }
}
