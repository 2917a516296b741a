//! Secrets in the texts of a plan. The new files keep what the old ones had; what is shown has none.

use analysis::secrets::Secrets;

use crate::draft::Draft;

/// Replaces the secrets in everything of the plan that is shown.
pub(crate) fn apply(draft: &mut Draft<'_>) {
    let secrets = Secrets::of(draft.inputs.json_syntaxes());
    let plan = &mut draft.plan;
    for decision in &mut plan.decisions {
        secrets.mask(&mut decision.question);
        secrets.mask(&mut decision.chosen);
        for flag in &mut decision.flags {
            secrets.mask(flag);
        }
    }
    for value in &mut plan.generated {
        secrets.mask(&mut value.value);
    }
    for todo in &mut plan.by_hand {
        secrets.mask(&mut todo.what);
        if let Some((_, snippet)) = &mut todo.line {
            secrets.mask(snippet);
        }
    }
    for refusal in &mut plan.refusals {
        secrets.mask(&mut refusal.reason);
    }
}
