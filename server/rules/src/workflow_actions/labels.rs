//! What the rules about workflow actions share: their fields, and the texts in each language.

use std::collections::HashSet;

use crate::names::{Names, Use};
use crate::{FileContext, app_config, template};
use diagnostics::{Diagnostic, Rule, message};
use syntax::{Kind, Member, Value};

/// Where the name of a field stands.
const NAME: [&str; 2] = ["typeDefinition", "name"];

/// `config` of a workflow action.
pub fn config<'a>(cx: &FileContext<'a>) -> Option<Value<'a>> {
    cx.config_of("workflow-action")
}

/// The fields that users fill in.
pub fn inputs(config: Value<'_>) -> Names<'_> {
    Names::of(config, "inputFields", &NAME)
}

/// The fields that the action returns.
pub fn outputs(config: Value<'_>) -> Names<'_> {
    Names::of(config, "outputFields", &NAME)
}

/// The texts of the action, by language.
pub fn languages<'a>(config: Value<'a>) -> impl Iterator<Item = Member<'a>> + use<'a> {
    let labels = config
        .get("labels")
        .into_iter()
        .flat_map(|labels| labels.members());
    labels.filter(|language| language.value.kind() == Kind::Object)
}

/// The elements of the list `name` of a `config`.
pub fn elements<'a>(config: Value<'a>, name: &str) -> impl Iterator<Item = Value<'a>> + use<'a> {
    config
        .get(name)
        .into_iter()
        .flat_map(|list| list.elements())
}

/// The lists of a field dependency that name the fields which depend on another one: as documented, and as public projects
/// also write it.
pub const DEPENDENT_LISTS: [&str; 2] = ["dependentFieldNames", "targetFieldNames"];

/// The fields that depend on the controlling field of a field dependency. A list of empty strings names none.
pub fn dependents<'a>(dependency: Value<'a>) -> impl Iterator<Item = Value<'a>> + use<'a> {
    let lists = DEPENDENT_LISTS
        .into_iter()
        .filter_map(move |name| dependency.get(name));
    lists
        .filter(|list| !list.elements().all(is_no_name))
        .flat_map(|list| list.elements())
}

/// Whether a value is definitely no name: what a placeholder stands for is not known.
pub fn is_no_name(value: Value<'_>) -> bool {
    value.kind() == Kind::Null || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Whether a field dependency holds for one value of its controlling field only.
pub fn is_conditional(dependency: Value<'_>) -> bool {
    dependency
        .get("dependencyType")
        .and_then(|kind| kind.as_str())
        == Some("CONDITIONAL_SINGLE_FIELD")
}

/// The names between double braces in a text; HubSpot fills in one name, and nothing like `{{#if}}`.
pub fn tokens<'a>(text: Option<Value<'a>>) -> impl Iterator<Item = Use<'a>> + use<'a> {
    text.into_iter()
        .filter_map(|value| Some((value, template::text(value)?)))
        .flat_map(|(value, text)| {
            template::tags(text).filter_map(move |tag| {
                let name = tag.text.trim();
                let is_name =
                    !name.is_empty() && name.chars().all(|c| template::is_in_name(c) || c == '.');
                let at = tag.start + tag.text.len() - tag.text.trim_start().len();
                is_name.then(|| template::used(value, (at, name)))
            })
        })
}

/// Adds the problems about fields of a kind, `input` or `output`, that a language has no label for. A language without any
/// such labels is one problem.
pub fn unlabelled(
    cx: &FileContext<'_>,
    rule: &Rule,
    kind: &str,
    fields: &Names<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let labels = format!("{kind}FieldLabels");
    let Some(config) = config(cx) else { return };
    for language in languages(config).filter(|language| !language.value.is_incomplete()) {
        let code = message::quoted(language.key.text);
        if language.value.get(&labels).is_none() && fields.all.len() > 1 {
            let names = message::all_of(fields.all.iter().map(|(_, name)| *name));
            let message = format!("language {code} has no labels for the {kind} fields {names}");
            out.push(
                cx.at(rule, language.key.span, message)
                    .help(format!("add `{labels}` with a label for each field")),
            );
            continue;
        }
        let found = without_label(fields, language, &labels).map(|(value, name)| {
            let name = message::quoted(name);
            let message = format!("{kind} field {name} has no label in language {code}");
            let found = cx
                .at(rule, value.span(), message)
                .help(format!("add {name} to `{labels}` of {code}"));
            found.related(
                &cx.document.path,
                language.key.span,
                "language defined here",
            )
        });
        app_config::add(found, out);
    }
}

/// The fields for which the object `labels` of a language has no text.
fn without_label<'n, 'a>(
    fields: &'n Names<'a>,
    language: Member<'a>,
    labels: &str,
) -> impl Iterator<Item = (Value<'a>, &'a str)> + use<'n, 'a> {
    let labels = language.value.get(labels);
    let is_sure =
        labels.is_none_or(|labels| labels.kind() == Kind::Object && !labels.is_incomplete());
    let keys = Use::keys(labels).map(|used| used.name);
    // A misspelled label is one problem, which `unknown-field-name` reports.
    let meant = |key| {
        if fields.lacks(key) {
            fields.nearest(key)
        } else {
            Some(key)
        }
    };
    let labelled: HashSet<&str> = keys.filter_map(meant).collect();
    fields
        .all
        .iter()
        .copied()
        .filter(move |(_, name)| is_sure && !labelled.contains(name))
}

/// The entries of `supportedClients` that make the action a tool of agents.
pub fn agents<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Value<'a>> + use<'a> {
    let clients = config(cx)
        .into_iter()
        .flat_map(|config| elements(config, "supportedClients"));
    clients.filter(|client| {
        client
            .get("client")
            .is_some_and(|client| client.as_str() == Some("AGENTS"))
    })
}

/// The fields of a workflow action and the properties of an app object or event: what may have `options`.
pub fn options_holders<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Value<'a>> + use<'a> {
    let fields = config(cx).into_iter().flat_map(|config| {
        let fields = ["inputFields", "outputFields"]
            .into_iter()
            .flat_map(move |list| elements(config, list));
        fields.filter_map(|field| field.get("typeDefinition"))
    });
    let config = cx
        .config_of("app-object")
        .or_else(|| cx.config_of("app-event"));
    fields.chain(
        config
            .into_iter()
            .flat_map(|config| elements(config, "properties")),
    )
}
