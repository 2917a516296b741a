//! Why there is no install URL.

use super::STATIC;

/// Files and values are quoted for messages.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum InstallUrlError {
    #[error("{STATIC}")]
    StaticAuth,
    #[error("{file} has no valid `config.auth` of type `oauth` (run `hsmeta check` for details)")]
    NoAuth { file: String },
    #[error(
        "no profile defines the variables of {value} in {file}: add them to hsprofile.<name>.json"
    )]
    UndefinedVariable { value: String, file: String },
    #[error("client id or redirect URL contains a secret, which is not printed")]
    Secret,
    #[error("`requiredScopes` of the app is empty; HubSpot requires at least one scope")]
    NoScopes,
    #[error("`redirectUrls` in {file} is empty: HubSpot cannot send the code")]
    NoRedirectUrls { file: String },
    #[error("no redirect URL number {number}: the app has {count}")]
    NoSuchRedirectUrl { number: usize, count: usize },
}
