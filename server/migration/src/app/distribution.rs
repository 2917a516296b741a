//! `distribution`, which the old layout did not have: `public` and the name of the file said it.

use super::App;
use crate::draft::{Draft, trimmed};
use crate::json::Object;
use crate::plan::DecisionId;
use crate::units::UnitKind;

impl App<'_, '_> {
    pub(super) fn distribution(&mut self, draft: &mut Draft<'_>, config: &mut Object) {
        let written = self.from.find(&["distribution"]);
        let old = written.and_then(trimmed).map(str::to_ascii_lowercase);
        let is_known = old
            .as_deref()
            .is_some_and(|old| matches!(old, "private" | "marketplace"));
        let requested = draft.inputs.options.distribution;
        let default = if self.is_oauth {
            "marketplace"
        } else {
            "private"
        };
        let chosen = match (&requested, old) {
            (Some(requested), _) => requested.as_str().to_owned(),
            (None, Some(old)) if is_known => old,
            _ => default.to_owned(),
        };
        config.string("distribution", &chosen);
        for value in [written, self.from.find(&["public"])].into_iter().flatten() {
            self.account
                .converted(value, &self.target, "config.distribution");
        }
        if is_known {
            return;
        }
        let public = self.from.find(&["public"]).map(|value| value.source());
        let is_public = public == Some("true");
        let reason = match public {
            _ if requested.is_some() => "as requested",
            Some("false") if chosen == "private" => "`public` is `false`",
            Some("true") => "`public` does not say which public apps are in the marketplace",
            _ => "the old layout has no such property",
        };
        draft.generate(&self.target, "config.distribution", &chosen, reason);
        if self.is_oauth || is_public || self.unit.kind == UnitKind::PublicApp {
            let question =
                "marketplace app, or private app for a few accounts; hard to change later";
            let used = format!("use `{chosen}`");
            draft.decide(
                DecisionId::AuthAndDistribution,
                self.unit.path,
                question,
                &used,
                &["--distribution marketplace", "--distribution private"],
            );
            if requested.is_some() {
                draft.answered(&chosen);
            }
        }
    }
}
