//! Workflow actions of 2021, which were implemented by a function, and definitions for the automation API. They have no
//! automatic mapping: whether such a definition was ever sent to HubSpot is not in the files.

use crate::card;
use crate::draft::Draft;
use crate::pages;
use crate::units::Unit;

pub(crate) fn list(draft: &mut Draft<'_>, unit: &Unit<'_>) {
    let target = draft.layout.target(unit.path);
    draft.by_hand(
        &target,
        "write it as a component of type `workflow-action` with an `actionUrl` of your own",
        Some(pages::PUBLIC_APP),
    );
    let reason = "a definition of a workflow action has no automatic successor";
    card::leave(draft, unit, reason);
}
