//! All hover messages by language, with numbered arguments: `{0}`, `{1}`.

/// The language of a hover.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Locale {
    English,
}

macro_rules! messages {
    ($($key:ident: $english:literal,)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Message { $($key),* }

        #[cfg(test)]
        const ALL: &[Message] = &[$(Message::$key),*];

        fn english(message: Message) -> &'static str {
            match message { $(Message::$key => $english),* }
        }
    };
}

messages! {
    // Types and limits: parts of one sentence.
    Array: "array",
    ArrayOf: "array of {0}",
    Boolean: "`true` or `false`",
    Number: "number",
    Object: "object",
    Objects: "objects",
    String: "string",
    Strings: "strings",
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
    ProjectVersion: "This project has platform version {0}.",
    MaxRecommended: "HubSpot recommends at most {0}; it is unknown whether more is refused.",
    FolderMustContain: "The folder must contain a file `{0}`.",
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
    NotReferredTo: "No component of this project refers to it.",
    RefersTo: "Refers to {0} in {1}.",
    UnknownUid: "No component of this project has the uid {0}.",
    RefersToFile: "Refers to {0}.",
    FileMissing: "Refers to {0}, which does not exist.",
    ProfileValues: "Value by profile:",
    ProfileValue: "{0}: {1}",
    ProfileSelected: "{0} (selected): {1}",
    NotDefined: "not defined",
    NotResolved: "unknown",
    ProfileRefused: "HubSpot refuses its value",
    Resolved: "Resolved string by profile:",
    NoProfiles: "The project has no profiles. Variables are defined in `hsprofile.<name>.json` in the source folder.",
    UsedBy: "Used by:",
    Unused: "No component of this project uses it.",
    UsedTimes: "{0}, {1} times",
    CalledIn: "Called in:",
    // Names in source code.
    CallsFunction: "Calls {0} in {1}.",
    RunsMain: "HubSpot runs the export `main` of {0} on its servers, for 15 seconds at most.",
    UnknownFunction: "No function of this project has the uid {0}; the call fails.",
    SecretListed: "Secret, listed by:",
    SecretMissing: "Undefined in these functions, which do not list it in `secretKeys`:",
    GivenVariable: "HubSpot or Node.js sets {0}; `secretKeys` does not have to list it.",
    UrlPermitted: "{0} is permitted by {1}.",
    UrlNotPermitted: "{0} is not in `permittedUrls.fetch` of {1}; HubSpot refuses the request.",
    UrlMapped: "{0} maps it to another URL in local development.",
    FetchLimits: "HubSpot sends the request, for 15 seconds at most, with `Authorization` as the only header.",
    // Scopes.
    ScopeRequires: "Requires: {0}.",
    ScopeDeprecated: "HubSpot advises against this scope.",
    ScopeOfAppObject: "{0}: {1} of the app object {2} (app {3}).",
    ScopeGranular: "HubSpot splits it into {0}; either form is accepted.",
    ScopeCalls: "Used by calls in the code:",
    ScopeCall: "{0}: {1}",
    ScopeNotForApps: "Not allowed in the scope lists of an app.",
    ScopeUnknown: "Unknown scope {0}: check the name; the list of known scopes may be incomplete.",
    // Components.
    Folder: "Folder: `{0}`",
    Singular: "At most one per project",
    RequiresApp: "Requires an `app` component in the project",
    RequiresNoApp: "Does not require an `app` component",
    Apps: "Apps: `auth.type` {0}, `distribution` {1}",
    AppsNote: "{0} ({1})",
    RequiresScopes: "The app must request {0}",
    AccountGate: "`{0}` must be enabled for the account by HubSpot",
    MaxPerApp: "At most {0} per app",
    ComponentSince: "Since platform version `{0}`",
    Alias: "`{0}` is an alias",
    WriteExactly: "Write exactly `{0}`.",
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
    CanContain: "Can contain: {0}",
    CannotContain: "Cannot contain: {0}",
    Disputed: "{0} (uncertain)",
    ExplainStatic: "More: `hsmeta explain static-auth`",
    ExplainOauth: "More: `hsmeta explain oauth-install`",
}

fn template(locale: Locale, message: Message) -> &'static str {
    match locale {
        Locale::English => english(message),
    }
}

/// A message with its arguments filled in.
pub(crate) fn filled(locale: Locale, message: Message, arguments: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = template(locale, message);
    while let Some(open) = rest.find('{')
        && let Some(length) = rest[open..].find('}')
    {
        let close = open + length;
        filled.push_str(&rest[..open]);
        let index = rest[open + 1..close].parse::<usize>();
        match index.ok().and_then(|index| arguments.get(index)) {
            Some(argument) => filled.push_str(argument),
            None => filled.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

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
        include_str!("../../../../fixtures/ide/hover/source-code.plain"),
        include_str!("../../../../fixtures/ide/hover/versions.plain"),
    );

    #[test]
    fn every_message_is_shown_in_a_fixture() {
        let shown = SHOWN.to_lowercase();
        for message in ALL {
            for part in english(*message).split(['{', '}']).step_by(2) {
                assert!(shown.contains(&part.to_lowercase()), "{message:?}");
            }
        }
    }

    #[test]
    fn arguments_are_not_filled_in_twice() {
        let text = filled(Locale::English, Message::RefersTo, &["`{1}`", "`a`"]);
        assert_eq!(text, "Refers to `{1}` in `a`.");
    }
}
