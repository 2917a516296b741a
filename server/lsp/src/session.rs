//! The state that a request is answered from.

use crate::capabilities::ClientFeatures;
use crate::conversion::{Conversion, PlanText, Stage};
use crate::settings::Settings;
use crate::workspace::Workspace;

#[derive(Default)]
pub(crate) struct Session {
    pub(crate) client: ClientFeatures,
    pub(crate) settings: Settings,
    pub(crate) workspace: Workspace,
    pub(crate) conversion: Option<Conversion>,
    pub(crate) plan: Option<PlanText>,
}

impl Session {
    /// Whether the client is applying a conversion.
    pub(crate) fn is_converting(&self) -> bool {
        match &self.conversion {
            Some(conversion) => conversion.stage == Stage::Applying,
            None => false,
        }
    }

    /// Brings the diagnostics up to date.
    pub(crate) fn check(&mut self) {
        self.workspace.parse();
        self.workspace.check();
    }
}
