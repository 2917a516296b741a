//! The new path in a literal. Paths are documented to differ by the version only in a few families.

use analysis::code::{ApiPath, Code, UseGroup};
use catalog::ApiVersionMatch;
use diagnostics::Span;

/// The families of which HubSpot documents both paths.
const FAMILIES: [&str; 4] = [
    "/crm/v3/lists",
    "/crm/v3/objects",
    "/crm/v3/pipelines",
    "/crm/v3/properties",
];

/// The edit of the prefix in the literal; `None` if the literal does not contain it as a whole, or a path has another form in
/// the new version.
pub(super) fn edit(
    code: &Code<'_>,
    uses: &UseGroup<'_, '_, ApiVersionMatch>,
) -> Option<(Span, String)> {
    let version = uses.key.version;
    if !FAMILIES.contains(&version.prefix) {
        return None;
    }
    for site in &uses.uses {
        for text in &site.resolved.texts {
            if ApiPath::of(text).is_none_or(|path| is_about_associations(&path)) {
                return None;
            }
        }
    }
    let literal = code.source(uses.file)?.text.get(uses.span.range())?;
    let (start, _) = literal.match_indices(version.prefix).next()?;
    let end = start + version.prefix.len();
    let is_whole = match literal[end..].chars().next() {
        Some(next) => !next.is_alphanumeric() && next != '-' && next != '_' && next != '\\',
        None => false,
    };
    if !is_whole || literal[end..].contains(version.prefix) {
        return None;
    }
    let at = uses.span.start as usize;
    Some((
        Span::new(at + start, at + end),
        version.successor?.to_owned(),
    ))
}

/// `/crm/v3/objects/{type}/{id}/associations`
fn is_about_associations(path: &ApiPath) -> bool {
    path.segments
        .iter()
        .any(|segment| segment.known() == Some("associations"))
}
