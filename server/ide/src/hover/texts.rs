//! Every fixed text of the hovers, by language. A text names what varies in it by its place: `{0}`, `{1}`.

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
    Default: "{0} when left out",
    Since: "since platform version `{0}`",
    Until: "until platform version `{0}`",
    // Sentences about properties.
    ThisVersion: "This project has platform version {0}.",
    MostRecommended: "HubSpot recommends at most {0}; whether more is refused is not known.",
    FolderMustHold: "The folder must hold a file `{0}`.",
    Observed: "HubSpot does not document this; official templates, tools or public projects use it.",
    Reserved: "HubSpot keeps {0} for itself.",
    Misplaced: "{0} does not belong here: {1}.",
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
    AgentTools: "HubSpot's documentation of agent tools",
    Template: "Official template",
    CallLimits: "HubSpot's page of call limits",
    // Names.
    ReferredBy: "Referred to by:",
    ReferredByNobody: "No component of this project refers to it.",
    LeadsTo: "Leads to {0} in {1}.",
    LeadsToNothing: "No component of this project has the uid {0}.",
    LeadsToFile: "Leads to {0}.",
    FileMissing: "Leads to {0}, which does not exist.",
    ProfileValues: "Value by profile:",
    ProfileValue: "{0}: {1}",
    ProfileSelected: "{0} (selected): {1}",
    NotDefined: "not defined",
    NotExpanded: "not known",
    ProfileRefused: "HubSpot refuses its value",
    Expanded: "Text by profile:",
    NoProfiles: "The project has no profile. A file `hsprofile.<name>.json` in the source folder defines variables.",
    UsedBy: "Used by:",
    UsedByNobody: "No component of this project uses it.",
    UsedTimes: "{0}, {1} times",
    // Scopes.
    ScopeRequires: "Needs: {0}.",
    ScopeDeprecated: "HubSpot advises against this scope.",
    ScopeOfAppObject: "{0}: {1} of the app object {2} (app {3}).",
    ScopeGranular: "HubSpot splits it into {0}; either counts.",
    ScopeNotForApps: "Not for the lists of an app.",
    ScopeUnknown: "hsmeta does not know {0}. Its list of scopes cannot be complete; check the name.",
    // Components.
    Folder: "Folder: `{0}`",
    Singular: "At most one in a project",
    NeedsApp: "Needs an `app` component in the project",
    StandsAlone: "Needs no `app` component",
    Apps: "Apps: `auth.type` {0}, `distribution` {1}",
    AppsNote: "{0} ({1})",
    NeedsScopes: "The app must ask for {0}",
    AccountGate: "HubSpot must have enabled `{0}` for the account",
    MostPerApp: "At most {0} in an app",
    ComponentSince: "Since platform version `{0}`",
    SameType: "`{0}` means the same",
    WriteType: "Write `{0}` here, exactly so.",
    // Combinations of distribution and authentication.
    PrivateStatic: "`private` with `static`",
    PrivateOauth: "`private` with `oauth`",
    MarketplaceOauth: "`marketplace` with `oauth`",
    Combinations: "Combinations that HubSpot accepts:",
    Combination: "{0}: {1}",
    Installs: "Installs: {0}",
    Refused: "HubSpot refuses `marketplace` with `static`: an app for the marketplace needs `oauth`.",
    PrivateStaticInstalls: "one standard account, and up to 10 developer test accounts",
    PrivateOauthInstalls: "up to 10 accounts on an allow-list (100 for Solutions Partners); developer test accounts do not count",
    MarketplaceInstalls: "any number once HubSpot lists the app, up to 25 accounts before",
    AllowList: "The allow-list is kept in the project's settings in HubSpot, not in a file",
    SuperAdmin: "A super admin installs it; `hs project install-app` does that too",
    Bearer: "Its one token goes with each API call: `Authorization: Bearer <token>`. It is on the app's Auth tab in HubSpot",
    Rotation: "The token is a password: keep it out of files, and rotate it in HubSpot when it leaks",
    StaticScopes: "Only `requiredScopes` may hold scopes, and `redirectUrls` is refused",
    Calls: "API calls: {0} (HubSpot's page of call limits, read in {1}; each answer carries its limits in `X-HubSpot-RateLimit-*` headers)",
    CallsOfTier: "{0} {1} in 10 seconds for each app, {2} a day for the account",
    CallsOfAccount: "{0} in 10 seconds for each account that installs it, without those to the CRM search",
    OauthTokens: "Your server exchanges codes for tokens; an access token lives for 30 minutes",
    Listing: "HubSpot reviews the app before it lists it; a supported platform version is needed (since 2026-11-02)",
    Holds: "Can hold: {0}",
    HoldsNot: "Cannot hold: {0}",
    Disputed: "{0} (not certain)",
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
        assert_eq!(text, "Leads to `{1}` in `a`.");
    }
}
