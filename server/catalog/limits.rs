//! How many API calls an app may make, read from `schemas/api-limits.json` when first asked for. Nothing of it can be seen
//! in a project; hovers tell it.

use std::sync::LazyLock;

use serde_json::Value;

/// The limit for the accounts of a subscription.
#[derive(Debug, PartialEq)]
pub struct CallLimit {
    /// `private` or `marketplace`.
    pub distribution: &'static str,
    /// The subscription of the account that the app is installed in.
    pub tier: &'static str,
    /// Calls in 10 seconds, for each app in each account.
    pub per_10_seconds: u64,
    /// Calls in a day, for all apps of the account together.
    pub per_day: Option<u64>,
}

/// The limits, with the page that they are from and the month in which it was read.
#[derive(Debug, Default)]
pub struct CallLimits {
    /// The page.
    pub source: &'static str,
    /// The month, as `2026-11`.
    pub read: &'static str,
    /// In the order of the page.
    pub calls: Vec<CallLimit>,
}

static LIMITS: LazyLock<CallLimits> = LazyLock::new(|| {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/api-limits.json"));
    // A file that is no JSON is our own mistake; a test reads it.
    let json: &'static Value = Box::leak(Box::new(serde_json::from_str(text).unwrap_or_default()));
    of(json).unwrap_or_default()
});

/// What is known of call limits.
pub fn call_limits() -> &'static CallLimits {
    &LIMITS
}

fn of(json: &'static Value) -> Option<CallLimits> {
    let text = |json: &'static Value, name: &str| json.get(name)?.as_str();
    let call = |row: &'static Value| {
        Some(CallLimit {
            distribution: text(row, "distribution")?,
            tier: text(row, "tier")?,
            per_10_seconds: row.get("per10Seconds")?.as_u64()?,
            per_day: row.get("perDay").and_then(Value::as_u64),
        })
    };
    let calls = json.get("calls")?.as_array()?.iter().map(call).collect::<Option<_>>()?;
    Some(CallLimits { source: text(json, "source")?, read: text(json, "read")?, calls })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/api-limits.json"));
        assert_eq!(call_limits().calls.len(), text.matches("per10Seconds").count());
        assert!(call_limits().calls.iter().any(|limit| limit.per_day == Some(625_000)));
        assert!(call_limits().source.starts_with("https://") && call_limits().read.starts_with("20"));
    }
}
