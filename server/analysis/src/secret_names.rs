//! The names of secrets that a component asks for.

use crate::FileContext;
use crate::components::strings;
use syntax::Value;

/// The texts of `secretKeys` and `secretNames`, each with its list.
pub fn of<'a>(
    cx: &FileContext<'a>,
) -> impl Iterator<Item = (Value<'a>, Value<'a>, &'a str)> + use<'a> {
    let config = cx.component.and(cx.config);
    let has = |name: &str| {
        cx.component
            .and_then(|own| schema::schema(own.name)?.field(name))
            .is_some()
    };
    // Few files have one, so the schema is asked last.
    let list = |name| config?.get(name).filter(|_| has(name));
    let lists: Vec<Value<'a>> = ["secretKeys", "secretNames"]
        .into_iter()
        .filter_map(list)
        .collect();
    lists
        .into_iter()
        .flat_map(|list| strings(list).map(move |(value, name)| (list, value, name)))
}

/// Whether HubSpot keeps this name for itself.
pub fn is_reserved(cx: &FileContext<'_>, name: &str) -> bool {
    let field = cx
        .component
        .and_then(|own| schema::schema(own.name)?.field("secretKeys")?.get("items"));
    schema::strings(field.and_then(|items| items.get("x-reservedValues")))
        .any(|reserved| reserved == name)
}
