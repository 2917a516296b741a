//! # calculation-mismatch
//!
//! A calculated property of an app object has no formula, or a property with a formula is not
//! calculated.
//!
//! ## What it does
//!
//! Compares `fieldType` with the presence of `calculationFormula` for each property of an app
//! object.
//!
//! ## Why
//!
//! HubSpot computes properties whose `fieldType` is `calculation_equation` from their
//! `calculationFormula`. One without the other has no effect.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "properties": [
//!       { "name": "order_number", "label": "Number", "type": "number", "fieldType": "number" },
//!       {
//!         "name": "next_number",
//!         "label": "Next number",
//!         "type": "number",
//!         "fieldType": "calculation_equation"
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "properties": [
//!       { "name": "order_number", "label": "Number", "type": "number", "fieldType": "number" },
//!       {
//!         "name": "next_number",
//!         "label": "Next number",
//!         "type": "number",
//!         "fieldType": "calculation_equation",
//!         "calculationFormula": "ADD(order_number, 1)"
//!       }
//!     ]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add the formula, or change `fieldType`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>

use crate::rule;
use analysis::components::{AppObject, Field};
use analysis::{FileContext, list_limit};
use diagnostics::Diagnostic;

rule! {
    file: "calculation_mismatch.rs",
    severity: Warning,
    since: "0.1.0",
    check: AppObject(check),
}

fn check(object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = object
        .properties()
        .filter_map(|property| diagnostic(property, cx));
    list_limit::add(diagnostics, out);
}

fn diagnostic(property: Field<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    let field_type = property.field_type()?;
    let is_calculated = field_type.as_str()? == "calculation_equation";
    match property.calculation_formula() {
        None if is_calculated && !property.value.is_incomplete() => {
            let message =
                "calculated property has no `calculationFormula`; HubSpot has nothing to compute";
            Some(
                cx.at(&RULE, field_type.span(), message)
                    .help("add `calculationFormula`, or change `fieldType`"),
            )
        }
        Some(formula) if !is_calculated => {
            let message =
                "`calculationFormula` has no effect: `fieldType` is not `calculation_equation`";
            Some(
                cx.at(&RULE, formula.key.span, message)
                    .help("remove it, or change `fieldType`"),
            )
        }
        _ => None,
    }
}
