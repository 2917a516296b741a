//! Platform versions with their status. A new version is one row here.
//!
//! Known values and their order: npm @hubspot/project-parsing-lib 0.23.0 (`platformVersion.js`). Dates:
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning> and HubSpot's changelog, November 2026; of 2025.1:
//! <https://developers.hubspot.com/changelog/upcoming-deprecation-hubspot-projects-v2025-1-aug-1-2026>.

use std::cmp::Ordering;

/// What HubSpot does with a platform version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionStatus {
    /// Uploads or builds are refused.
    Unsupported,
    /// Supported; end of support is announced or near.
    Expiring,
    /// A beta whose stable version is out.
    Superseded,
    Supported,
    /// A beta that accounts must be enrolled in.
    Beta,
    /// Known to HubSpot's tools and not released.
    Unreleased,
}

#[derive(Debug)]
pub struct PlatformVersion {
    /// As written in `platformVersion`.
    pub name: &'static str,
    pub status: VersionStatus,
    /// What a user should know about it, as the end of a message.
    pub note: &'static str,
    /// The day or the month on which its support ends: that of its release and 18 months, where no day is announced.
    pub ends: Option<&'static str>,
}

const fn row(name: &'static str, status: VersionStatus, note: &'static str) -> PlatformVersion {
    PlatformVersion {
        name,
        status,
        note,
        ends: None,
    }
}

impl PlatformVersion {
    const fn until(self, ends: &'static str) -> PlatformVersion {
        PlatformVersion {
            ends: Some(ends),
            ..self
        }
    }
}

/// Every current and former platform version, oldest first.
#[rustfmt::skip] // One row per line.
pub static VERSIONS: &[PlatformVersion] = &[
    row("2023.1", VersionStatus::Unsupported, "HubSpot has removed it"),
    row("2023.2", VersionStatus::Unsupported, "uploads are refused since 2025-10-01").until("2025-10-01"),
    row("2025.1", VersionStatus::Unsupported, "builds fail since 2026-08-01").until("2026-08-01"),
    row("2025.2", VersionStatus::Expiring, "support ends about March 2027, 18 months after its release").until("2027-03"),
    row("2026.03-beta", VersionStatus::Superseded, "2026.03 has replaced this beta"),
    row("2026.03", VersionStatus::Supported, "supported until about September 2027").until("2027-09"),
    row("2026.09-beta", VersionStatus::Superseded, "2026.09 has replaced this beta"),
    row("2026.09", VersionStatus::Supported, "the current version, supported until about March 2028").until("2028-03"),
    row("2027.03-beta", VersionStatus::Beta, "an upload fails unless the account is enrolled in this beta"),
    row("2027.03", VersionStatus::Unreleased, "HubSpot has not released it; it is expected in March 2027"),
    row("unstable", VersionStatus::Unreleased, "HubSpot uses it internally"),
];

/// The version that messages suggest.
pub const NEWEST_STABLE: &str = "2026.09";

/// The first version with `*-hsmeta.json`; older ones have the legacy layout.
const FIRST_WITH_COMPONENTS: &str = "2025.2";

impl PlatformVersion {
    /// The version called `name`, exactly.
    pub fn named(name: &str) -> Option<&'static PlatformVersion> {
        VERSIONS.iter().find(|version| version.name == name)
    }
}

/// Whether a project of this version has the legacy layout (`app.json`, `serverless.json`) instead of components.
pub fn is_legacy(version: &str) -> bool {
    compare_versions(version, FIRST_WITH_COMPONENTS) == Ordering::Less
}

/// Whether `version` looks like a release after the newest in this table: HubSpot releases each March and September, so it
/// may exist.
pub fn is_newer_release(version: &str) -> bool {
    let Some(parsed) = Parsed::of(version) else {
        return false;
    };
    let newest = VERSIONS.iter().filter_map(|row| Parsed::of(row.name)).max();
    Some(parsed) > newest
        && matches!(parsed.month, 3 | 9)
        && version.trim_end_matches("-beta").len() == NEWEST_STABLE.len()
}

/// Orders versions as HubSpot's tools do: by year, month, beta before release; what cannot be parsed is the newest.
pub fn compare_versions(left: &str, right: &str) -> Ordering {
    let left = Parsed::of(left).unwrap_or(Parsed::NEWEST);
    let right = Parsed::of(right).unwrap_or(Parsed::NEWEST);
    left.cmp(&right)
}

/// Ordered by its fields.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Parsed {
    year: u32,
    month: u32,
    is_release: bool,
}

impl Parsed {
    const NEWEST: Parsed = Parsed {
        year: u32::MAX,
        month: 0,
        is_release: false,
    };

    fn of(version: &str) -> Option<Parsed> {
        let number = version.strip_suffix("-beta").unwrap_or(version);
        let (year, month) = number.split_once('.')?;
        if year.len() != 4
            || !matches!(month.len(), 1 | 2)
            || !is_numeric(year)
            || !is_numeric(month)
        {
            return None;
        }
        Some(Parsed {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            is_release: !version.ends_with("-beta"),
        })
    }
}

fn is_numeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_the_newest_stable_version() {
        assert!(
            VERSIONS
                .windows(2)
                .all(|pair| compare_versions(pair[0].name, pair[1].name) == Ordering::Less)
        );
        assert!(
            PlatformVersion::named(NEWEST_STABLE)
                .is_some_and(|v| v.status == VersionStatus::Supported)
        );
    }

    #[test]
    fn a_beta_precedes_its_release_and_an_invalid_version_is_last() {
        assert_eq!(compare_versions("2026.09-beta", "2026.09"), Ordering::Less);
        assert_eq!(compare_versions("2025.2", "2026.03-beta"), Ordering::Less);
        assert_eq!(compare_versions("latest", "2027.03"), Ordering::Greater);
        assert!(is_legacy("2025.1") && !is_legacy("2025.2") && !is_legacy("latest"));
    }

    #[test]
    fn only_a_well_formed_later_release_may_exist() {
        assert!(is_newer_release("2027.09") && is_newer_release("2028.03-beta"));
        for other in [
            "2026.3", "2027.3", "2027.10", "v2028.03", "latest", "2025.02", "2027.03",
        ] {
            assert!(!is_newer_release(other), "{other}");
        }
    }
}
