//! What HubSpot accepts in developer projects, as data: JSON Schemas (draft 2020-12) and tables, embedded.

/// A JSON Schema: the name of its file without `.json`, and its text.
pub type Schema = (&'static str, &'static str);

macro_rules! schemas {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!($name, ".json")))),*] };
}

/// The schemas of the component types, of `hsproject.json` and of profiles, sorted by name.
pub static SCHEMAS: &[Schema] = schemas![
    "api-client",
    "app",
    "app-event",
    "app-function",
    "app-object",
    "app-object-association",
    "calling",
    "card",
    "cms-assets",
    "crm-bulk-action",
    "hsprofile",
    "hsproject",
    "marketing-event",
    "mcp-client",
    "mcp-server",
    "media-bridge",
    "page",
    "scim",
    "settings",
    "telemetry",
    "theme",
    "video-conferencing",
    "webhooks",
    "webhooks-journal",
    "workflow-action",
];

/// The schemas of `hsmeta.toml` and of the JSON that commands print.
pub static OWN_SCHEMAS: &[Schema] = schemas![
    "comparison",
    "hsmeta-toml",
    "marketplace-report",
    "migration",
    "outlook",
    "output",
    "schema-diff",
];

/// Every known scope.
pub static SCOPES: &str = include_str!("scopes.json");

/// The scopes that HubSpot's API requires, by path.
pub static SCOPE_FAMILIES: &str = include_str!("scope-families.json");

/// How many API calls an app may make.
pub static API_LIMITS: &str = include_str!("api-limits.json");

/// The versions of HubSpot's APIs that end, and their successors.
pub static API_VERSIONS: &str = include_str!("api-versions.json");

/// What HubSpot requires of apps that it lists and certifies in its marketplace, and which scopes give which data.
pub static MARKETPLACE: &str = include_str!("marketplace.json");

/// What each version of HubSpot's SDK for UI extensions exports.
pub static SDK_EXPORTS: &str = include_str!("sdk-exports.json");
