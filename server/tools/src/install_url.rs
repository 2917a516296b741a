//! The install URL of an OAuth app: built from what the app file says, or compared with it. Pure, and whatever comes back
//! can be printed: no secret is in it. The rules are those of `hsmeta explain oauth-install` and `oauth-errors`.

mod address;
mod app;
mod build;
mod callback;
mod check;
mod link;
mod parameters;
mod redirect;
mod scopes;

pub use address::is_region;
pub use app::{App, Auth, apps, profiles};
pub use build::{CLIENT_ID, Request, build};
pub use callback::{Answer, answer};
pub use check::{Verdict, check};

/// Something that is wrong with a URL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What is wrong.
    pub problem: String,
    /// What HubSpot, or somebody else, does because of it.
    pub why: String,
    /// What to do.
    pub help: String,
}

impl Finding {
    fn new(problem: impl Into<String>, why: &str, help: impl Into<String>) -> Finding {
        Finding {
            problem: problem.into(),
            why: why.to_owned(),
            help: help.into(),
        }
    }
}

/// What has to happen after a person agreed to the install.
pub const NEXT: &str = "next: exchange the `code` that the redirect URL receives for tokens, with `client_id`, \
    `client_secret`, and the same `redirect_uri`; only then does the app appear under Connected Apps \
    (`hsmeta explain oauth-install`)";

/// What a static app has instead of an install URL.
pub const STATIC: &str = "an app with static authentication has no OAuth install URL. Install it as a super admin: on its \
    page in HubSpot, with `hs project install-app`, or at \
    https://app.hubspot.com/static-token/<account id>/authorize?appId=<app id>; then copy the token from its Auth tab \
    (`hsmeta explain static-auth`)";

/// What has to happen after a static app was installed.
pub const STATIC_NEXT: &str = "next: copy the token from the Auth tab of the app's page in HubSpot (`hsmeta explain static-auth`)";
