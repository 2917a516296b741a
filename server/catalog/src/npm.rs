//! Versions of npm packages, as `package.json` names them.

use semver::{Comparator, Version, VersionReq};

/// What an entry of `package.json` lets npm install.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NpmVersion {
    /// This version alone.
    Exact(Version),
    /// The versions that any of these allows, never a prerelease.
    Range(Vec<VersionReq>),
    /// The newest version, whichever it is: `latest`, `*`.
    Newest,
}

impl NpmVersion {
    /// `None` if the text is another tag, a prerelease, a path, a URL or an alias, or no range. Source: npm semver 7.8.6,
    /// `classes/range.js`.
    pub fn parse(text: &str) -> Option<NpmVersion> {
        let text = text.trim();
        if matches!(text, "" | "*" | "x" | "X" | "latest") {
            return Some(NpmVersion::Newest);
        }
        if let Ok(version) = Version::parse(text.trim_start_matches(['=', 'v', ' '])) {
            if !version.pre.is_empty() {
                return None;
            }
            return Some(NpmVersion::Exact(version));
        }
        let mut ranges = Vec::new();
        for part in text.split("||") {
            ranges.push(range(part.trim())?);
        }
        Some(NpmVersion::Range(ranges))
    }

    /// Whether npm may install a version. Of the newest one, it is not known.
    pub fn allows(&self, version: &Version) -> bool {
        match self {
            NpmVersion::Exact(exact) => exact == version,
            NpmVersion::Range(ranges) => ranges.iter().any(|range| range.matches(version)),
            NpmVersion::Newest => true,
        }
    }
}

/// One alternative of a range: comparators with spaces between them, or `1.2 - 2`.
fn range(text: &str) -> Option<VersionReq> {
    if matches!(text, "" | "*" | "x" | "X") {
        return Some(VersionReq::STAR);
    }
    if let Some((first, last)) = text.split_once(" - ") {
        return comparators(&[[">=", first.trim()].concat(), ["<=", last.trim()].concat()]);
    }
    let mut parts: Vec<String> = Vec::new();
    for word in text.split_ascii_whitespace() {
        match parts.last_mut() {
            // `>= 1.2`
            Some(last) if last.ends_with(['<', '>', '=', '^', '~']) => last.push_str(word),
            _ => parts.push(word.to_owned()),
        }
    }
    comparators(&parts)
}

fn comparators(parts: &[String]) -> Option<VersionReq> {
    let mut comparators = Vec::new();
    for part in parts {
        let digits = part.trim_start_matches(['<', '>', '=', '^', '~']);
        let operator = &part[..part.len() - digits.len()];
        // `~>` is an old spelling of `~`.
        let operator = if operator == "~>" { "~" } else { operator };
        let plain = [operator, digits.trim_start_matches('v')].concat();
        let comparator = if plain.is_empty() || matches!(plain.as_str(), "*" | "x" | "X") {
            continue;
        } else if operator.is_empty() && !digits.contains(['*', 'x', 'X']) {
            // Cargo reads `1.2` as `^1.2`, npm as `1.2.x`.
            Comparator::parse(&format!("={plain}")).ok()?
        } else {
            Comparator::parse(&plain).ok()?
        };
        if !comparator.pre.is_empty() {
            return None;
        }
        comparators.push(comparator);
    }
    Some(VersionReq { comparators })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    #[test]
    fn ranges_allow_what_npm_allows() {
        // Compared with npm semver 7.8.6.
        for (range, allowed, others) in [
            ("0.9.2", "0.9.2", "0.9.1 0.9.3"),
            ("=v0.9.2", "0.9.2", "0.9.3"),
            ("^0.9.0", "0.9.0 0.9.9", "0.8.9 0.10.0"),
            ("^0.9", "0.9.0 0.9.9", "0.10.0"),
            ("^18.2.0", "18.2.0 18.3.1", "18.1.0 19.0.0"),
            ("~18.2.0", "18.2.9", "18.3.0"),
            ("~>18.2.0", "18.2.9", "18.3.0"),
            ("~18", "18.3.1", "19.0.0"),
            ("18", "18.0.0 18.3.1", "17.0.2 19.0.0"),
            ("18.x", "18.3.1", "19.0.0"),
            ("0.9.*", "0.9.4", "0.10.0"),
            (">=0.9.0 <0.12.0", "0.9.0 0.11.6", "0.12.0 0.8.56"),
            (">= 0.9.0 < 0.12.0", "0.11.6", "0.12.0"),
            ("17 || ^18.2", "17.0.2 18.3.1", "18.1.0 19.0.0"),
            ("0.9.0 - 0.11.2", "0.11.2", "0.11.3"),
            ("16.8 - 18", "16.8.0 18.3.1", "19.0.0"),
            (">17", "18.0.0", "17.0.2"),
            ("<=18", "18.3.1", "19.0.0"),
            ("18 || *", "19.0.0", ""),
        ] {
            let parsed = NpmVersion::parse(range).unwrap();
            for version in allowed.split_ascii_whitespace() {
                assert!(
                    parsed.allows(&Version::parse(version).unwrap()),
                    "{range} {version}"
                );
            }
            for version in others.split_ascii_whitespace() {
                assert!(
                    !parsed.allows(&Version::parse(version).unwrap()),
                    "{range} {version}"
                );
            }
        }
        for newest in ["", "*", "latest", " x "] {
            assert_eq!(NpmVersion::parse(newest), Some(NpmVersion::Newest));
        }
    }

    #[test]
    fn what_is_no_range_is_unknown() {
        for text in [
            "next",
            "beta",
            "workspace:*",
            "workspace:^",
            "catalog:",
            "file:../sdk",
            "npm:other@^1.0.0",
            "github:HubSpot/sdk",
            "https://registry.test/sdk.tgz",
            "HubSpot/sdk",
            "0.9.0-beta.1",
            "^0.9.0-beta.1",
            ">",
            "1.2.3.4",
            "${VERSION}",
            "99999999999999999999999",
        ] {
            assert_eq!(NpmVersion::parse(text), None, "{text}");
        }
    }
}
