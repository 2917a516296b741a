//! HubSpot's pages about what no migration of files can do.

pub(crate) const PRIVATE_APP: &str = "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-an-existing-private-app";
pub(crate) const LATEST_PLATFORM: &str = "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-to-the-latest-platform-version";
pub(crate) const CLASSIC_CARDS: &str = "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-legacy-crm-cards-to-app-cards";
pub(crate) const FUNCTIONS: &str = "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference";
pub(crate) const PUBLIC_APP: &str = "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-an-existing-public-app";
pub(crate) const CMS: &str = "https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/migrations/migrate-to-2025-2";
