//! How many API calls an app may make, read from `schemas/api-limits.json` when first requested. No rule uses them; hovers
//! show them.

use std::sync::LazyLock;

use serde::Deserialize;

/// The limit for the accounts of a subscription.
#[derive(Deserialize, Debug, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct CallLimit {
    /// `private` or `marketplace`.
    pub distribution: &'static str,
    /// The subscription of the account that the app is installed in.
    pub tier: &'static str,
    /// Calls in 10 seconds, per app and account.
    pub per_10_seconds: u64,
    /// Calls per day, for all apps of the account together.
    pub per_day: Option<u64>,
}

/// The limits, with the page that they come from.
#[derive(Deserialize, Debug, Default)]
pub struct CallLimits {
    pub source: &'static str,
    /// The month in which the page was read: `2026-11`.
    pub read: &'static str,
    pub calls: Vec<CallLimit>,
}

/// The embedded file is always valid; a test counts its rows.
static LIMITS: LazyLock<CallLimits> =
    LazyLock::new(|| serde_json::from_str(schemas::API_LIMITS).unwrap_or_default());

pub fn call_limits() -> &'static CallLimits {
    &LIMITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(
            call_limits().calls.len(),
            schemas::API_LIMITS.matches("per10Seconds").count()
        );
        assert!(
            call_limits()
                .calls
                .iter()
                .any(|limit| limit.per_day == Some(625_000))
        );
        assert!(
            call_limits().source.starts_with("https://") && call_limits().read.starts_with("20")
        );
    }
}
