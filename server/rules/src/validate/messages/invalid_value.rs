//! `invalid-value` and `wrong-case`: a string that is not among the allowed ones.

use super::{SchemaError, wrong_type};
use crate::properties::invalid_value::RULE;
use crate::properties::wrong_case;
use diagnostics::{Diagnostic, Safety, message, suggest};
use syntax::edit;

/// The diagnostic about a value that is none of `options`.
pub(super) fn describe(error: &SchemaError<'_>, options: &[&str]) -> Diagnostic {
    let Some(string) = error.value.as_str() else {
        return wrong_type::not_a_string(error, options);
    };
    if let Some(option) = in_other_case(error, string, options) {
        return wrong_case(error, string, option);
    }
    let expected = message::any_of(options.iter().copied());
    let message = format!(
        "{} is not allowed here; expected {expected}",
        message::quoted(string)
    );
    let diagnostic = error.diagnostic(&RULE, message);
    if let Some(help) = help_for_value(error, string) {
        return diagnostic.help(help);
    }
    match suggest::nearest(string, options.iter().copied()) {
        Some(near) => diagnostic
            .help(format!("did you mean {}?", message::quoted(near)))
            .fix(
                format!("change to `{near}`"),
                Safety::Unsafe,
                edit::replace_value(error.value, &edit::quote(near)),
            ),
        None => diagnostic.help(format!("use {expected}")),
    }
}

/// The option that differs in letter case only, if HubSpot ignores letter case.
fn in_other_case<'o>(
    error: &SchemaError<'_>,
    string: &str,
    options: &[&'o str],
) -> Option<&'o str> {
    error.subschema?.member("x-caseInsensitive")?;
    options
        .iter()
        .copied()
        .find(|option| option.eq_ignore_ascii_case(string))
}

/// HubSpot ignores the letter case of such values, so the fix is safe.
fn wrong_case(error: &SchemaError<'_>, string: &str, option: &str) -> Diagnostic {
    let option_quoted = message::quoted(option);
    let message = format!(
        "{} is documented as {option_quoted}",
        message::quoted(string)
    );
    let title = format!("change to {option_quoted}");
    let edits = edit::replace_value(error.value, &edit::quote(option));
    error
        .diagnostic(&wrong_case::RULE, message)
        .help(title.as_str())
        .fix(title, Safety::Safe, edits)
}

fn help_for_value(error: &SchemaError<'_>, string: &str) -> Option<&'static str> {
    error.subschema?.get("x-valueHelp")?.get(string)?.as_str()
}
