//! The names of secrets that a component requests.

use crate::FileContext;
use crate::components::strings;
use syntax::Value;

const LISTS: [&str; 2] = ["secretKeys", "secretNames"];

/// The strings in `secretKeys` and `secretNames`, each with its list.
pub fn of<'a>(
    cx: &FileContext<'a>,
) -> impl Iterator<Item = (Value<'a>, Value<'a>, &'a str)> + use<'a> {
    LISTS
        .map(|name| list(cx, name))
        .into_iter()
        .flatten()
        .flat_map(|list| strings(list).map(move |(value, name)| (list, value, name)))
}

/// The list called `name`, if components of this type may have it.
fn list<'a>(cx: &FileContext<'a>, name: &str) -> Option<Value<'a>> {
    // Few files have one, so the look-up in the schema comes last.
    let component_type = cx.component?;
    let list = cx.config?.get(name)?;
    schema::schema(component_type.name)?.field(name)?;
    Some(list)
}

/// Whether HubSpot reserves this name.
pub fn is_reserved(cx: &FileContext<'_>, name: &str) -> bool {
    let items = cx
        .component
        .and_then(|own| schema::schema(own.name)?.field("secretKeys")?.get("items"));
    schema::strings(items.and_then(|items| items.get("x-reservedValues")))
        .any(|reserved| reserved == name)
}
