//! The versions of HubSpot's APIs that end, read from `schemas/api-versions.json` when first requested.

use std::sync::LazyLock;

use serde::Deserialize;

/// The paths below a prefix, whose version ended or will end.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApiVersion {
    /// `/crm/v3/objects`, or the version alone for all paths that no row is about.
    pub prefix: &'static str,
    /// The beginnings of the methods of HubSpot's API client that call it: `oauth.tokensApi`. Only where it is switched off: no
    /// version of the client calls paths with a date, so that all other methods are one problem of the package.
    #[serde(default)]
    client: Vec<&'static str>,
    /// As of the day on which the table was read.
    pub state: ApiVersionState,
    pub kind: EndKind,
    /// A day, or a month.
    pub end: &'static str,
    /// What happens then, if more is known than that it is no longer supported.
    pub effect: Option<&'static str>,
    pub released: Successor,
    /// The path to use instead, or what else.
    pub successor: Option<&'static str>,
    /// Whether HubSpot also documents paths with a date after the prefix: `/cms/v3/hubdb/2026-09`.
    #[serde(default)]
    date_may_follow: bool,
    /// How the row is known: `D`ocumented, `O`bserved, `I`nferred.
    pub grade: &'static str,
    pub source: &'static str,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum ApiVersionState {
    /// It was switched off.
    Ended,
    /// The day of its end is documented, is near, and there is a successor.
    Ending,
    Legacy,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum EndKind {
    /// It is unsupported from then on, and may go on answering.
    Version,
    /// It stops.
    ShutOff,
    /// What it is about ends.
    Feature,
}

/// Whether a version with a date takes its place.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Successor {
    #[serde(rename = "yes")]
    Released,
    #[serde(rename = "no")]
    Unreleased,
    /// No source that was read says it.
    Unverified,
    /// Something that is not an API.
    Other,
}

/// What a path is found to be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ApiVersionMatch {
    pub version: &'static ApiVersion,
    /// The beginning of the path up to the prefix of the row, or to the version.
    pub prefix: String,
    /// The index of the segment with the version.
    pub at: usize,
}

/// The table with the day on which it was read.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields)]
pub struct ApiVersions {
    /// The page about versions.
    pub source: &'static str,
    /// The page about how to move to versions with a date.
    pub guide: &'static str,
    /// The day on which the sources were read.
    pub read: &'static str,
    /// The newest version.
    pub current: &'static str,
    pub rows: Vec<ApiVersion>,
    otherwise: Vec<ApiVersion>,
}

/// The embedded file is always valid; a test counts its rows.
static TABLE: LazyLock<ApiVersions> =
    LazyLock::new(|| serde_json::from_str(schemas::API_VERSIONS).unwrap_or_default());

pub fn api_versions() -> &'static ApiVersions {
    &TABLE
}

impl ApiVersion {
    fn segments(&self) -> impl Iterator<Item = &'static str> {
        self.prefix.split('/').skip(1)
    }

    /// How many segments its prefix has, if the path has it.
    fn length_in(&self, path: &[Option<&str>]) -> Option<usize> {
        let mut length = 0;
        for segment in self.segments() {
            if *path.get(length)? != Some(segment) {
                return None;
            }
            length += 1;
        }
        Some(length)
    }
}

/// The most segments before the version: `/content/api/v2`.
const MOST_BEFORE_VERSION: usize = 2;

/// The version of a path of HubSpot's API, in segments, of which `None` is not known. A path with a date is not in the
/// table, also if it has an old version too.
pub fn api_version(path: &[Option<&str>]) -> Option<ApiVersionMatch> {
    if path.iter().flatten().any(|segment| is_dated(segment)) {
        return None;
    }
    let mut longest: Option<(usize, &'static ApiVersion)> = None;
    for version in &TABLE.rows {
        if let Some(length) = version.length_in(path)
            && longest.is_none_or(|(longest, _)| length > longest)
        {
            longest = Some((length, version));
        }
    }
    if let Some((length, version)) = longest {
        // It may be a date.
        if version.date_may_follow && path.get(length) == Some(&None) {
            return None;
        }
        let at = version.segments().position(is_version)?;
        return Some(ApiVersionMatch {
            version,
            prefix: version.prefix.to_owned(),
            at,
        });
    }
    otherwise(path)
}

/// The version that a method of HubSpot's API client calls, by its names, if a row says so.
pub fn api_client_version(accessor: &[&str]) -> Option<&'static ApiVersion> {
    let accessor = accessor.join(".");
    let mut longest: Option<(usize, &'static ApiVersion)> = None;
    for version in &TABLE.rows {
        for names in &version.client {
            let is_beginning = accessor
                .strip_prefix(names)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if is_beginning && longest.is_none_or(|(longest, _)| names.len() > longest) {
                longest = Some((names.len(), version));
            }
        }
    }
    Some(longest?.1)
}

/// The version of a path that no row is about.
fn otherwise(path: &[Option<&str>]) -> Option<ApiVersionMatch> {
    let mut prefix = String::new();
    for (at, segment) in path.iter().enumerate().take(MOST_BEFORE_VERSION + 1) {
        let segment = (*segment)?;
        prefix.push('/');
        prefix.push_str(segment);
        if at > 0
            && let Some(version) = TABLE.otherwise.iter().find(|row| row.prefix == segment)
        {
            return Some(ApiVersionMatch {
                version,
                prefix,
                at,
            });
        }
    }
    None
}

fn is_version(segment: &str) -> bool {
    TABLE.otherwise.iter().any(|row| row.prefix == segment)
}

/// Whether a segment of a path is a version with a date: `2026-09`, `2027-03-beta`.
pub fn is_dated(segment: &str) -> bool {
    let date = segment.strip_suffix("-beta").unwrap_or(segment);
    let Some((year, month)) = date.split_once('-') else {
        return false;
    };
    year.len() == 4
        && month.len() == 2
        && year.starts_with("20")
        && [year, month]
            .iter()
            .all(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> Option<String> {
        let segments: Vec<Option<&str>> = path
            .split('/')
            .skip(1)
            .map(|segment| {
                if segment == "…" {
                    None
                } else {
                    Some(segment)
                }
            })
            .collect();
        let found = api_version(&segments)?;
        Some(format!("{} {:?}", found.prefix, found.version.state))
    }

    #[test]
    fn the_longest_prefix_wins() {
        for (path, version) in [
            ("/crm/v3/objects/contacts", "/crm/v3/objects Legacy"),
            ("/crm/v3/objects/…/search", "/crm/v3/objects Legacy"),
            ("/crm/v3/objects", "/crm/v3/objects Legacy"),
            ("/files/v3/files/stat/a", "/files/v3/files/stat Legacy"),
            ("/files/v3/files/1", "/files/v3/files Legacy"),
            ("/contacts/v1/lists/1", "/contacts/v1/lists Ended"),
            ("/contacts/v1/contact/1", "/contacts/v1 Legacy"),
            (
                "/crm/v4/objects/a/1/associations/b",
                "/crm/v4/objects Ending",
            ),
            ("/automation/v4/flows", "/automation/v4/flows Legacy"),
            ("/automation/v4/other", "/automation/v4 Legacy"),
            ("/oauth/v1/token", "/oauth/v1 Ending"),
            (
                "/oauth/v1/access-tokens/…",
                "/oauth/v1/access-tokens Ending",
            ),
            ("/account-info/v3/details", "/account-info/v3 Legacy"),
            ("/content/api/v2/pages", "/content/api/v2 Legacy"),
            ("/crm/v3/…", "/crm/v3 Legacy"),
        ] {
            assert_eq!(found(path).as_deref(), Some(version), "{path}");
        }
    }

    #[test]
    fn methods_of_the_client_have_the_version_of_the_longest_name() {
        for (accessor, version) in [
            ("oauth.tokensApi.create", Some("/oauth/v1")),
            ("oauth.accessTokensApi.get", Some("/oauth/v1/access-tokens")),
            ("crm.associations.v4.basicApi.getPage", None),
            ("crm.associations.batchApi.create", None),
            ("crm.contacts.basicApi.getById", None),
            ("oauthOther.tokensApi.create", None),
        ] {
            let names: Vec<&str> = accessor.split('.').collect();
            let found = api_client_version(&names);
            assert_eq!(found.map(|row| row.prefix), version, "{accessor}");
        }
    }

    #[test]
    fn other_paths_are_not_in_the_table() {
        for path in [
            "/crm/objects/2026-09/contacts",
            "/crm/objects/2026-09/contacts/v3",
            "/cms/v3/hubdb/2026-09/tables",
            "/cms/v3/hubdb/…/tables",
            "/automation/v4/2027-03-beta/flows",
            "/automation/v4/…/flows",
            "/collector/graphql",
            "/crm/objects/…/v3",
            "/…/v3/x",
            "/v3/x",
            "/a/b/c/v3",
            "/",
            "",
        ] {
            assert_eq!(found(path), None, "{path}");
        }
    }

    #[test]
    fn every_row_is_read_and_sorted() {
        let table = api_versions();
        assert_eq!(
            table.rows.len() + table.otherwise.len(),
            schemas::API_VERSIONS.matches("\"prefix\"").count()
        );
        assert!(table.rows.is_sorted_by_key(|row| row.prefix));
        assert!(table.guide.starts_with("https://developers.hubspot.com/"));
        assert!(table.read.starts_with("20") && is_dated(table.current));
    }

    /// The day up to which a documented end is near.
    const NEAR: &str = "2027-08-31";

    #[test]
    fn the_state_follows_from_the_rest() {
        let table = api_versions();
        for row in table.rows.iter().chain(&table.otherwise) {
            let state = if row.kind != EndKind::Version && row.end <= table.read {
                ApiVersionState::Ended
            } else if row.released == Successor::Released && row.grade != "I" && row.end < NEAR {
                ApiVersionState::Ending
            } else {
                ApiVersionState::Legacy
            };
            assert_eq!(row.state, state, "{}", row.prefix);
            assert_eq!(
                row.successor.is_some(),
                matches!(row.released, Successor::Released | Successor::Other),
                "{}",
                row.prefix
            );
            assert!(row.source.starts_with("https://developers.hubspot.com/"));
            assert!(matches!(row.grade, "D" | "O" | "I"));
        }
    }
}
