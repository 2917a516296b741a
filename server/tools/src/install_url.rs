//! The install URL of an OAuth app: built from the app file, or compared with it. Performs no I/O. No result contains a secret,
//! so all can be printed. The requirements are those of `hsmeta explain oauth-install` and `oauth-errors`.

mod address;
mod app;
mod build;
mod callback;
mod check;
mod correct;
mod error;
mod link;
mod parameters;
mod pasted;
mod redirect;
mod scopes;

pub use address::is_region;
pub use app::{App, Auth, apps, profiles};
pub use build::{CLIENT_ID, Request, build};
pub use callback::{Answer, answer};
pub use check::{Verdict, check};
pub use error::InstallUrlError;

/// A problem of a URL. Every part is safe to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub message: String,
    /// What HubSpot, or somebody else, does because of it.
    pub reason: String,
    pub help: String,
}

impl Problem {
    fn new(message: impl Into<String>, reason: &str, help: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            reason: reason.to_owned(),
            help: help.into(),
        }
    }
}

/// The next step after a person agreed to the install.
pub const NEXT: &str = "next: exchange the `code` that the redirect URL receives for tokens, with `client_id`, \
    `client_secret`, and the same `redirect_uri`; only then does the app appear under Connected Apps \
    (`hsmeta explain oauth-install`)";

/// How to install an app with static authentication.
pub const STATIC: &str = "an app with static authentication has no OAuth install URL. Install it as a super admin: on its \
    page in HubSpot, with `hs project install-app`, or at \
    https://app.hubspot.com/static-token/<account id>/authorize?appId=<app id>; then copy the token from its Auth tab \
    (`hsmeta explain static-auth`)";

/// The next step after an app with static authentication was installed.
pub const STATIC_NEXT: &str = "next: copy the token from the Auth tab of the app's page in HubSpot (`hsmeta explain static-auth`)";
