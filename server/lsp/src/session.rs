//! The state that a request is answered from.

use crate::capabilities::ClientFeatures;
use crate::settings::Settings;
use crate::workspace::Workspace;

#[derive(Default)]
pub(crate) struct Session {
    pub(crate) client: ClientFeatures,
    pub(crate) settings: Settings,
    pub(crate) workspace: Workspace,
}

impl Session {
    /// Brings the diagnostics up to date.
    pub(crate) fn check(&mut self) {
        self.workspace.parse();
        self.workspace.check();
    }
}
