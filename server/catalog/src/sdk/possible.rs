//! The versions of the SDK that an entry of `package.json`, or an installed version, allows.

use std::collections::BTreeSet;

use semver::Version;

use super::SdkVersion;
use super::table::{NEWER_MAJOR, VERSIONS};
use crate::NpmVersion;

/// The known versions of the SDK of which one is installed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PossibleVersions {
    /// Sorted by age, never empty.
    pub versions: Vec<SdkVersion>,
    /// Those of them between which the newest one that npm may install is.
    pub newest: Vec<SdkVersion>,
    /// Whether a version that is newer than the known ones may be installed too. Of its exports, hardly any is known.
    pub may_be_newer: bool,
}

/// Whether a version of the SDK is installed that is newer than the known ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewerSdk {
    Never,
    Possible,
    Certain,
}

impl NewerSdk {
    /// What an installed version is.
    pub fn at(version: &str) -> NewerSdk {
        match Version::parse(version) {
            Ok(version) if version.major >= NEWER_MAJOR => NewerSdk::Certain,
            Ok(_) => NewerSdk::Never,
            Err(_) => NewerSdk::Possible,
        }
    }

    /// What an entry of `package.json` allows.
    pub fn allowed(version: &NpmVersion) -> NewerSdk {
        if !version.allows_major_from(NEWER_MAJOR) {
            NewerSdk::Never
        } else if (0..NEWER_MAJOR).any(|older| version.allows_major(older)) {
            NewerSdk::Possible
        } else {
            NewerSdk::Certain
        }
    }
}

impl PossibleVersions {
    /// Every known version.
    pub fn any() -> PossibleVersions {
        PossibleVersions {
            versions: (0..VERSIONS.len()).map(SdkVersion).collect(),
            newest: vec![SdkVersion::newest()],
            may_be_newer: true,
        }
    }

    /// What an installed version is: itself, or the two known ones around it. `None` outside of the known ones.
    pub fn at(version: &str) -> Option<PossibleVersions> {
        PossibleVersions::around(&Version::parse(version).ok()?)
    }

    /// The known versions that an entry of `package.json` allows; `None` if there are none. One that may install a newer
    /// version is compared with the newest known one, as the nearest to it.
    pub fn allowed(version: &NpmVersion) -> Option<PossibleVersions> {
        let mut possible = match version {
            NpmVersion::Newest => PossibleVersions::one_of(Vec::new()),
            NpmVersion::Exact(version) => return PossibleVersions::around(version),
            NpmVersion::Range(_) => PossibleVersions::in_range(version),
        };
        // The next major version after the released ones is as unknown as any other version.
        possible.may_be_newer = version.allows_major(NEWER_MAJOR);
        if possible.may_be_newer {
            let newest = SdkVersion::newest();
            if !possible.versions.contains(&newest) {
                possible.versions.push(newest);
            }
            possible.newest = vec![newest];
        }
        if possible.versions.is_empty() {
            return None;
        }
        Some(possible)
    }

    /// The known versions that a range allows, and those around the unknown ones that it allows.
    fn in_range(range: &NpmVersion) -> PossibleVersions {
        let mut versions = BTreeSet::new();
        let mut newest = Vec::new();
        for (place, known) in VERSIONS.iter().enumerate() {
            if range.allows(known) {
                newest = vec![SdkVersion(place)];
                versions.extend(&newest);
            }
            if let Some(next) = VERSIONS.get(place + 1)
                && between(known, next)
                    .iter()
                    .any(|version| range.allows(version))
            {
                newest = vec![SdkVersion(place), SdkVersion(place + 1)];
                versions.extend(&newest);
            }
        }
        PossibleVersions {
            versions: versions.into_iter().collect(),
            newest,
            may_be_newer: false,
        }
    }

    fn one_of(versions: Vec<SdkVersion>) -> PossibleVersions {
        PossibleVersions {
            newest: versions.clone(),
            versions,
            may_be_newer: false,
        }
    }

    fn around(version: &Version) -> Option<PossibleVersions> {
        let versions = match VERSIONS.binary_search(version) {
            Ok(place) => vec![SdkVersion(place)],
            Err(place) if place == 0 || place == VERSIONS.len() => return None,
            Err(place) => vec![SdkVersion(place - 1), SdkVersion(place)],
        };
        Some(PossibleVersions::one_of(versions))
    }

    pub fn oldest(&self) -> SdkVersion {
        self.versions
            .first()
            .copied()
            .unwrap_or_else(SdkVersion::newest)
    }

    pub fn newest(&self) -> SdkVersion {
        self.versions
            .last()
            .copied()
            .unwrap_or_else(SdkVersion::newest)
    }
}

/// The ends of the patches that may have been published between two known versions.
fn between(version: &Version, next: &Version) -> Vec<Version> {
    const LAST_PATCH: u64 = 9999;
    let patches = [
        (version, version.patch + 1),
        (version, LAST_PATCH),
        (next, 0),
        (next, next.patch.saturating_sub(1)),
    ];
    let mut between = Vec::new();
    for (of, patch) in patches {
        let unknown = Version::new(of.major, of.minor, patch);
        if *version < unknown && unknown < *next {
            between.push(unknown);
        }
    }
    between
}
