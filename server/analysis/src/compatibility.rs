//! Whether the app of a project can hold a component.

use crate::platform;
use diagnostics::{Diagnostic, Rule, message};
use project::facts::Spanned;
use project::index::{Component, Index};
use schema::Schema;

/// How sure it is that it cannot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// HubSpot's templates and documentation agree.
    Refused,
    /// They do not.
    Doubtful,
}

/// The problems of `rule` about components that fit the app as badly as this. Nothing while the app itself combines what
/// cannot be combined.
pub fn findings<'i>(
    rule: &'static Rule,
    index: &'i Index<'i>,
    fit: Fit,
) -> impl Iterator<Item = Diagnostic> + use<'i> {
    let app = index.app().filter(|app| {
        !(is(&app.facts.auth_type, "static") && is(&app.facts.distribution, "marketplace"))
    });
    let pairs = app.into_iter().flat_map(|app| {
        index
            .components
            .iter()
            .map(move |component| (app, component))
    });
    pairs.filter_map(move |(app, component)| finding(rule, index, app, component, fit))
}

fn is(text: &Option<Spanned>, word: &str) -> bool {
    text.as_ref().is_some_and(|text| text.text == word)
}

/// Whether the app cannot, or should not, hold the component.
pub fn is_misfit(app: &Component<'_>, component: &Component<'_>) -> bool {
    let schema = component
        .facts
        .component
        .and_then(|own| schema::schema(own.name));
    schema.is_some_and(|schema| misfits(schema, app).iter().any(Option::is_some))
}

/// The distribution and the authentication of the app, where the type cannot do with them.
fn misfits<'a>(schema: &'static Schema, app: &'a Component<'_>) -> [Option<&'a Spanned>; 2] {
    [
        misfit(
            schema,
            "distributions",
            &["private", "marketplace"],
            &app.facts.distribution,
        ),
        misfit(
            schema,
            "authTypes",
            &["oauth", "static"],
            &app.facts.auth_type,
        ),
    ]
}

fn finding(
    rule: &Rule,
    index: &Index<'_>,
    app: &Component<'_>,
    component: &Component<'_>,
    fit: Fit,
) -> Option<Diagnostic> {
    let own = component.facts.component?;
    let type_name = component.facts.type_name.as_ref()?;
    let schema = schema::schema(own.name)?;
    let [distribution, auth] = misfits(schema, app);
    let actual = match (distribution, auth) {
        (Some(_), _) => Fit::Refused,
        (None, Some(_)) if schema.fact("compatibilityNote").is_some() => Fit::Doubtful,
        (None, Some(_)) => Fit::Refused,
        (None, None) => return None,
    };
    // Functions of 2025.2 do not run anyway, and its templates allow them with OAuth.
    let is_too_old = || {
        platform::known(index)
            .is_some_and(|own_version| platform::newer(own_version, own).is_some())
    };
    if actual != fit || fit == Fit::Doubtful && is_too_old() {
        return None;
    }
    let name = message::quoted(&type_name.text);
    let wanted = |list: &str| message::any_of(schema.facts(list));
    let mut wants = Vec::new();
    wants.extend(distribution.map(|_| format!("`distribution` {}", wanted("distributions"))));
    wants.extend(auth.map(|_| format!("`auth.type` {}", wanted("authTypes"))));
    let has: Vec<String> = distribution
        .into_iter()
        .chain(auth)
        .map(|text| message::quoted(&text.text))
        .collect();
    let message = format!(
        "{name} requires an app with {}, found {}",
        wants.join(" and "),
        has.join(" and ")
    );
    let diagnostic = distribution.into_iter().chain(auth).fold(
        rule.at(component.path, type_name.span, message),
        |diagnostic, text| diagnostic.related(app.path, text.span, "defined here"),
    );
    Some(
        diagnostic.help(
            "remove it, or move it to a compatible app (neither value can change after the first upload)",
        ),
    )
}

/// What the app says, where the type's list of what it can do with leaves it out. Texts that HubSpot does not know are a
/// problem of their own.
fn misfit<'a>(
    schema: &'static Schema,
    list: &str,
    known: &[&str],
    text: &'a Option<Spanned>,
) -> Option<&'a Spanned> {
    let text = text
        .as_ref()
        .filter(|text| known.contains(&text.text.as_str()))?;
    let mut accepted = schema.facts(list).peekable();
    accepted.peek()?;
    accepted.all(|one| one != text.text).then_some(text)
}
