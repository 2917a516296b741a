//! All hover messages by language, with numbered arguments: `{0}`, `{1}`.

/// A language in which hovers are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Locale {
    English,
}

macro_rules! texts {
    ($($key:ident: $english:literal,)*) => {
        /// The name of a text.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Key { $($key),* }

        #[cfg(test)]
        const ALL: &[Key] = &[$(Key::$key),*];

        fn english(key: Key) -> &'static str {
            match key { $(Key::$key => $english),* }
        }
    };
}

texts! {
    // Types and limits, which make one sentence.
    Array: "array",
    ArrayOf: "array of {0}",
    Boolean: "`true` or `false`",
    Number: "number",
    Object: "object",
    Objects: "objects",
    Text: "string",
    Texts: "strings",
    Required: "required",
    Optional: "optional",
    NotEmpty: "not empty",
    EachEntry: "Each entry: {0}",
    AtMostCharacters: "at most {0} characters",
    AtMostBytes: "at most {0} MB",
    GreaterThan: "greater than {0}",
    Url: "a URL",
    EndsIn: "ends in {0}",
    Default: "default {0}",
    Since: "since platform version `{0}`",
    Until: "until platform version `{0}`",
    // Sentences about properties.
    ThisVersion: "This project has platform version {0}.",
    MostRecommended: "HubSpot recommends at most {0}; it is unknown whether more is refused.",
    FolderMustHold: "The folder must contain a file `{0}`.",
    Observed: "Not documented by HubSpot, but used by official templates, tools, or public projects.",
    Reserved: "{0} is reserved by HubSpot.",
    Misplaced: "{0} is not allowed here: {1}.",
    Allowed: "Allowed values:",
    AllowedEntries: "Allowed entries:",
    Known: "Known values; others are possible:",
    KnownEntries: "Known entries; others are possible:",
    OthersAllowed: "Also allowed:",
    OthersKnown: "Also known:",
    UseInstead: "Use {0} instead.",
    Example: "Example:",
    More: "… and {0} more",
    Documentation: "HubSpot's documentation",
    AgentTools: "HubSpot's documentation on agent tools",
    Template: "Official template",
    CallLimits: "HubSpot's documentation on API limits",
    // Names.
    ReferredBy: "Referred to by:",
    ReferredByNobody: "No component of this project refers to it.",
    LeadsTo: "Refers to {0} in {1}.",
    LeadsToNothing: "No component of this project has the uid {0}.",
    LeadsToFile: "Refers to {0}.",
    FileMissing: "Refers to {0}, which does not exist.",
    ProfileValues: "Value by profile:",
    ProfileValue: "{0}: {1}",
    ProfileSelected: "{0} (selected): {1}",
    NotDefined: "not defined",
    NotExpanded: "unknown",
    ProfileRefused: "HubSpot refuses its value",
    Expanded: "Resolved string by profile:",
    NoProfiles: "The project has no profiles. Variables are defined in `hsprofile.<name>.json` in the source folder.",
    UsedBy: "Used by:",
    UsedByNobody: "No component of this project uses it.",
    UsedTimes: "{0}, {1} times",
    // Scopes.
    ScopeRequires: "Requires: {0}.",
    ScopeDeprecated: "HubSpot advises against this scope.",
    ScopeOfAppObject: "{0}: {1} of the app object {2} (app {3}).",
    ScopeGranular: "HubSpot splits it into {0}; either form is accepted.",
    ScopeNotForApps: "Not allowed in the scope lists of an app.",
    ScopeUnknown: "Unknown scope {0}: check the name; the list of known scopes may be incomplete.",
    // Components.
    Folder: "Folder: `{0}`",
    Singular: "At most one per project",
    NeedsApp: "Requires an `app` component in the project",
    StandsAlone: "Does not require an `app` component",
    Apps: "Apps: `auth.type` {0}, `distribution` {1}",
    AppsNote: "{0} ({1})",
    NeedsScopes: "The app must request {0}",
    AccountGate: "`{0}` must be enabled for the account by HubSpot",
    MostPerApp: "At most {0} per app",
    ComponentSince: "Since platform version `{0}`",
    SameType: "`{0}` is an alias",
    WriteType: "Write exactly `{0}`.",
    // Combinations of distribution and authentication.
    PrivateStatic: "`private` with `static`",
    PrivateOauth: "`private` with `oauth`",
    MarketplaceOauth: "`marketplace` with `oauth`",
    Combinations: "Combinations that HubSpot accepts:",
    Combination: "{0}: {1}",
    Installs: "Installs: {0}",
    Refused: "HubSpot refuses `marketplace` with `static`: a marketplace app requires `oauth`.",
    PrivateStaticInstalls: "one standard account, and up to 10 developer test accounts",
    PrivateOauthInstalls: "up to 10 accounts on an allow-list (100 for Solutions Partners); developer test accounts do not count",
    MarketplaceInstalls: "any number of accounts once HubSpot lists the app, up to 25 before",
    AllowList: "The allow-list is in the project's settings in HubSpot, not in a file",
    SuperAdmin: "A super admin must install it, in HubSpot or with `hs project install-app`",
    Bearer: "Each API call sends the token on the app's Auth tab in HubSpot: `Authorization: Bearer <token>`",
    Rotation: "The token is a secret: keep it out of files, and rotate it in HubSpot if it leaks",
    StaticScopes: "Only `requiredScopes` may contain scopes; HubSpot refuses `redirectUrls`",
    Calls: "API limits: {0} (HubSpot's documentation as of {1}; responses include `X-HubSpot-RateLimit-*` headers)",
    CallsOfTier: "{0} {1} per 10 seconds and app, {2} per day and account",
    CallsOfAccount: "{0} per 10 seconds and installing account, excluding CRM search",
    OauthTokens: "Your server exchanges codes for tokens; access tokens expire after 30 minutes",
    Listing: "HubSpot reviews the app before listing it and requires a supported platform version (since 2026-11-02)",
    Holds: "Can contain: {0}",
    HoldsNot: "Cannot contain: {0}",
    Disputed: "{0} (uncertain)",
    ExplainStatic: "More: `hsmeta explain static-auth`",
    ExplainOauth: "More: `hsmeta explain oauth-install`",
}

/// A text in a language.
fn text(locale: Locale, key: Key) -> &'static str {
    match locale {
        Locale::English => english(key),
    }
}

/// A text with its arguments in their places.
pub(super) fn filled(locale: Locale, key: Key, arguments: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = text(locale, key);
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|at| open + at) else {
            break;
        };
        let argument = rest[open + 1..close]
            .parse::<usize>()
            .ok()
            .and_then(|number| arguments.get(number));
        filled.push_str(&rest[..open]);
        filled.push_str(argument.unwrap_or(&&rest[open..=close]));
        rest = &rest[close + 1..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the fixtures show.
    const SHOWN: &str = concat!(
        include_str!("../../../../fixtures/ide/hover/app-marketplace.plain"),
        include_str!("../../../../fixtures/ide/hover/app-oauth.plain"),
        include_str!("../../../../fixtures/ide/hover/app-refused.plain"),
        include_str!("../../../../fixtures/ide/hover/app-static.plain"),
        include_str!("../../../../fixtures/ide/hover/app-undecided.plain"),
        include_str!("../../../../fixtures/ide/hover/broken.plain"),
        include_str!("../../../../fixtures/ide/hover/card.plain"),
        include_str!("../../../../fixtures/ide/hover/lists.plain"),
        include_str!("../../../../fixtures/ide/hover/no-profiles.plain"),
        include_str!("../../../../fixtures/ide/hover/profiles.plain"),
        include_str!("../../../../fixtures/ide/hover/workflow.plain"),
        include_str!("../../../../fixtures/ide/hover/project.plain"),
        include_str!("../../../../fixtures/ide/hover/versions.plain"),
    );

    #[test]
    fn every_text_is_shown_in_a_fixture() {
        let is_shown = |key: &&Key| {
            let mut pieces = english(**key).split(['{', '}']).step_by(2);
            pieces.all(|piece| SHOWN.to_lowercase().contains(&piece.to_lowercase()))
        };
        let absent: Vec<&Key> = ALL.iter().filter(|key| !is_shown(key)).collect();
        assert_eq!(absent, Vec::<&Key>::new());
    }

    #[test]
    fn arguments_are_put_in_once() {
        let text = filled(Locale::English, Key::LeadsTo, &["`{1}`", "`a`"]);
        assert_eq!(text, "Refers to `{1}` in `a`.");
    }
}
