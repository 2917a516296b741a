//! Environment variables that functions have without a secret.
//!
//! Those of HubSpot: npm @hubspot/ui-extensions-dev-server 2.1.2, `dist/lib/serverless`, which sets them for every function.
//! Those of Node.js: <https://nodejs.org/api/cli.html#environment-variables>. Those of the shell exist wherever Node.js runs.

/// Sorted by name.
#[rustfmt::skip] // One origin per line.
static GIVEN: &[&str] = &[
    "FORCE_COLOR",
    "HOME",
    "HS_ENVIRONMENT", "HS_HUBLET", "HS_SERVERLESS_FUNCTION_ID",
    "LANG",
    "NODE_DEBUG", "NODE_ENV", "NODE_EXTRA_CA_CERTS", "NODE_NO_WARNINGS", "NODE_OPTIONS", "NODE_PATH",
    "NODE_TLS_REJECT_UNAUTHORIZED", "NO_COLOR",
    "PATH",
    "PRIVATE_APP_ACCESS_TOKEN",
    "PWD",
    "TMPDIR", "TZ",
];

/// What a runtime, a build or npm may set. No source says that functions lack them.
static POSSIBLE: &[&str] = &["CI", "LOGNAME", "USER", "_HANDLER"];

/// Beginnings of such names.
static POSSIBLE_PREFIXES: &[&str] = &["AWS_", "LAMBDA_", "NODE_", "npm_"];

/// Whether a function has the variable `name`, or may have it, although no secret has this name.
pub fn is_given_variable(name: &str) -> bool {
    GIVEN.binary_search(&name).is_ok()
        || POSSIBLE.contains(&name)
        || POSSIBLE_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_tokens_are_secrets() {
        assert!(GIVEN.is_sorted());
        assert!(is_given_variable("PRIVATE_APP_ACCESS_TOKEN") && is_given_variable("NODE_ENV"));
        assert!(!is_given_variable("HUBSPOT_ACCESS_TOKEN"));
        for name in ["AWS_REGION", "CI", "npm_package_version", "_HANDLER"] {
            assert!(is_given_variable(name), "{name}");
        }
    }
}
