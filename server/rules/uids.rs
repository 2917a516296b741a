//! What the rules about uids share: which characters they may have, and what a better one would be.

use super::DocumentCx;
use crate::diagnostic::{Diagnostic, Safety};
use crate::path::RelPath;
use crate::syntax::{Value, edit};

/// The longest uid, in UTF-16 code units as JavaScript counts.
pub(super) const LONGEST: usize = 64;

/// The uid of the component that HubSpot makes for the functions of a project.
pub(super) const RESERVED: &str = "hubspot-serverless-package-uid";

/// Whether a uid may have this character.
pub(super) fn allows(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// The text with what a uid may not have replaced by `_`; empty where nothing remains.
pub(super) fn sanitised(text: &str) -> String {
    let parts: Vec<&str> = text.split(|character| !allows(character)).filter(|part| !part.is_empty()).collect();
    parts.join("_").chars().take(LONGEST).collect()
}

/// A uid made from the name of a component file.
pub(super) fn for_file(path: &RelPath) -> String {
    let name = sanitised(path.file_name().trim_end_matches("-hsmeta.json"));
    if name.is_empty() || name == RESERVED { "component".to_owned() } else { name }
}

/// The uid of the file, where it is the reserved one.
pub(super) fn reserved<'a>(cx: &DocumentCx<'a>) -> Option<Value<'a>> {
    cx.is_component().then(|| cx.root.get("uid"))?.filter(|uid| uid.as_str() == Some(RESERVED))
}

/// Adds the way out: another uid.
pub(super) fn take_another(diagnostic: Diagnostic, cx: &DocumentCx<'_>, uid: Value<'_>) -> Diagnostic {
    let name = for_file(&cx.document.path);
    let edits = edit::replace_value(uid, &edit::quote(&name));
    diagnostic.help("choose another uid").fix(format!("change to `{name}`"), Safety::Unsafe, edits)
}
