//! Workflow actions of 2021, which were implemented by a function. They have no automatic mapping: the new ones send requests
//! to a URL.

use crate::card;
use crate::draft::Draft;
use crate::pages;
use crate::units::Unit;

pub(crate) fn list(draft: &mut Draft<'_>, unit: &Unit<'_>) {
    let target = draft.layout.target(unit.path);
    draft.by_hand(
        &target,
        "write it as a component of type `workflow-action` with your own `actionUrl`; it was a function before",
        Some(pages::PUBLIC_APP),
    );
    let reason = "a workflow action that runs a function has no successor";
    card::leave(draft, unit, reason);
}
