//! Which family of endpoints a path belongs to.

use super::{Access, FAMILIES, Grade, ScopeFamily};
use crate::singular;

/// The paths of records by their object type.
const RECORDS: &str = "/crm/objects/{type}/**";

/// What is known about the scopes of a path.
#[derive(Clone, PartialEq, Debug)]
pub enum FoundApi {
    Known(ApiScopes),
    /// The object type in the path is not known.
    UnknownType,
    /// No family has the path.
    UnknownPath,
}

/// The scopes that endpoints require.
#[derive(Clone, PartialEq, Debug)]
pub struct ApiScopes {
    pub family: &'static ScopeFamily,
    /// Whether their scopes are more than a guess.
    pub is_certain: bool,
    read: Vec<&'static str>,
    write: Vec<&'static str>,
}

impl ApiScopes {
    /// The scopes any of which is enough, the narrowest first; none if that is not known. One that ends with `*` is the
    /// beginning of several.
    pub fn alternatives(&self, access: Access) -> Vec<&'static str> {
        let mut scopes = Vec::new();
        let (read, write) = match access {
            Access::Read => (self.read.as_slice(), [].as_slice()),
            Access::Write => ([].as_slice(), self.write.as_slice()),
            // With one of the two unknown, nothing is missing for sure.
            Access::Unknown if self.read.is_empty() || self.write.is_empty() => return scopes,
            Access::Unknown => (self.read.as_slice(), self.write.as_slice()),
        };
        add_new(&mut scopes, read);
        add_new(&mut scopes, write);
        scopes
    }
}

/// Adds those that are not in the list yet.
fn add_new(scopes: &mut Vec<&'static str>, others: &[&'static str]) {
    for scope in others {
        if !scopes.contains(scope) {
            scopes.push(scope);
        }
    }
}

/// The scopes of a path: its segments, `None` for those that are not known.
pub fn api_scopes(path: &[Option<&str>]) -> FoundApi {
    let Some(found) = best(path) else {
        return FoundApi::UnknownPath;
    };
    let family = found.family;
    match found.types {
        [Some(Type::Unknown), _] | [_, Some(Type::Unknown)] => FoundApi::UnknownType,
        [Some(Type::Named(from)), Some(Type::Named(to))] => between(family, from, to),
        _ => FoundApi::Known(ApiScopes {
            family,
            is_certain: family.grade != Grade::Inferred,
            read: family.read.to_vec(),
            write: family.write.to_vec(),
        }),
    }
}

/// The scopes that may be enough if the last segment of a path, which is not known, stands for several: those of the families
/// whose patterns go on after the segments before it. Connections of records are opened by the scopes of any object type.
pub fn longer_path_scopes(path: &[Option<&str>], access: Access) -> Vec<&'static str> {
    let mut scopes = Vec::new();
    let Some((None, beginning)) = path.split_last() else {
        return scopes;
    };
    for family in FAMILIES {
        for pattern in family.paths {
            if !goes_on(family, pattern, &without_versions(beginning)) {
                continue;
            }
            family.add_scopes(access, &mut scopes);
            if pattern.contains("{to}") {
                for records in FAMILIES {
                    if records.paths.contains(&RECORDS) {
                        records.add_scopes(access, &mut scopes);
                    }
                }
            }
        }
    }
    scopes
}

/// Whether a pattern begins with these segments and says more than that about a path.
fn goes_on(family: &ScopeFamily, pattern: &str, beginning: &[Option<&str>]) -> bool {
    let mut parts = pattern.split('/').skip(1);
    for segment in beginning {
        let is_same = match (parts.next(), segment) {
            (None | Some("**"), _) => false,
            (Some("{type}"), Some(name)) => family.may_have_type(name),
            (Some("*" | "{type}" | "{to}"), _) | (Some(_), None) => true,
            (Some(literal), Some(name)) => literal == *name,
        };
        if !is_same {
            return false;
        }
    }
    parts.next().is_some_and(|part| part != "**")
}

/// The scopes of what connects records of two types: HubSpot accepts those of either side.
fn between(family: &'static ScopeFamily, from: &str, to: &str) -> FoundApi {
    let (Some(from), Some(to)) = (records(from), records(to)) else {
        return FoundApi::UnknownType;
    };
    let (mut read, mut write) = (Vec::new(), Vec::new());
    if family.note.is_none() {
        for side in [from, to] {
            read.extend(side.read);
            write.extend(side.write);
        }
        for side in [from, to] {
            read.extend(side.write);
            write.extend(side.read);
        }
    }
    FoundApi::Known(ApiScopes {
        family,
        is_certain: from.grade != Grade::Inferred && to.grade != Grade::Inferred,
        read,
        write,
    })
}

/// The family of the records of an object type.
fn records(object_type: &str) -> Option<&'static ScopeFamily> {
    FAMILIES
        .iter()
        .find(|family| family.paths.contains(&RECORDS) && family.has_type(object_type))
}

/// The object type in a path.
#[derive(Clone, Copy)]
enum Type<'p> {
    Named(&'p str),
    Unknown,
}

struct Match<'p> {
    family: &'static ScopeFamily,
    /// Those of `{type}` and `{to}`.
    types: [Option<Type<'p>>; 2],
    /// How many segments of the path the pattern says something about.
    specificity: usize,
}

/// The family with the most specific pattern.
fn best<'p>(path: &[Option<&'p str>]) -> Option<Match<'p>> {
    let versionless = without_versions(path);
    let mut best: Option<Match<'p>> = None;
    for family in FAMILIES {
        for pattern in family.paths {
            let segments = if is_versioned(pattern) {
                path
            } else {
                &versionless
            };
            if let Some(found) = match_pattern(family, pattern, segments)
                && best
                    .as_ref()
                    .is_none_or(|best| best.specificity < found.specificity)
            {
                best = Some(found);
            }
        }
    }
    best
}

fn match_pattern<'p>(
    family: &'static ScopeFamily,
    pattern: &str,
    path: &[Option<&'p str>],
) -> Option<Match<'p>> {
    let mut found = Match {
        family,
        types: [None, None],
        specificity: 0,
    };
    let mut path = path.iter();
    for part in pattern.split('/').skip(1) {
        if part == "**" {
            return Some(found);
        }
        let segment = *path.next()?;
        match part {
            "*" => continue,
            "{type}" if segment.is_some_and(|name| !family.may_have_type(name)) => return None,
            "{type}" => found.types[0] = Some(Type::of(segment)),
            "{to}" => found.types[1] = Some(Type::of(segment)),
            literal if segment == Some(literal) => {}
            _ => return None,
        }
        found.specificity += 1;
    }
    match path.next() {
        None => Some(found),
        Some(_) => None,
    }
}

impl<'p> Type<'p> {
    fn of(segment: Option<&'p str>) -> Type<'p> {
        match segment {
            Some(name) => Type::Named(name),
            None => Type::Unknown,
        }
    }
}

impl ScopeFamily {
    fn add_scopes(&self, access: Access, scopes: &mut Vec<&'static str>) {
        if access != Access::Write {
            add_new(scopes, self.read);
        }
        if access != Access::Read {
            add_new(scopes, self.write);
        }
    }

    /// Whether the object type may be in its paths.
    fn may_have_type(&self, name: &str) -> bool {
        self.types.is_empty() || self.has_type(name)
    }

    /// Whether it is about records of this object type: `contacts`, `contact` or `0-1`.
    fn has_type(&self, name: &str) -> bool {
        self.types
            .iter()
            .any(|known| match known.strip_suffix('*') {
                Some(beginning) => name.starts_with(beginning),
                None => *known == name || is_same_word(known, name),
            })
    }
}

/// Whether two names differ by their plural, letter case and separators only.
fn is_same_word(known: &str, name: &str) -> bool {
    // Decides nearly all, and `singular` allocates.
    let (Some(first), Some(other)) = (known.bytes().next(), name.bytes().next()) else {
        return false;
    };
    first.eq_ignore_ascii_case(&other) && singular(known) == singular(name)
}

fn is_versioned(pattern: &str) -> bool {
    pattern.split('/').any(is_version)
}

/// The segments without versions. Where none is known, the first unknown one after the name of the API may be one.
fn without_versions<'p>(path: &[Option<&'p str>]) -> Vec<Option<&'p str>> {
    let mut rest: Vec<Option<&str>> = Vec::new();
    for segment in path {
        if !segment.is_some_and(is_version) {
            rest.push(*segment);
        }
    }
    if rest.len() == path.len()
        && let Some(unknown) = rest.iter().position(Option::is_none)
        && (1..=2).contains(&unknown)
    {
        rest.remove(unknown);
    }
    rest
}

/// Whether a segment is a version of an API: `v3`, `2026-09` or `2027-03-beta`.
fn is_version(segment: &str) -> bool {
    if let Some(number) = segment.strip_prefix('v') {
        return number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit());
    }
    let date = segment.trim_end_matches("-beta");
    match date.split_once('-') {
        Some((year, month)) => {
            year.len() == 4
                && month.len() == 2
                && year
                    .bytes()
                    .chain(month.bytes())
                    .all(|b| b.is_ascii_digit())
        }
        None => false,
    }
}
