//! References to CRM objects: HubSpot's own, those of an account, and the app objects of the project.

use crate::FileContext;
use diagnostics::{Diagnostic, Safety, message, suggest};
use schema::Annotation;
use syntax::{Value, edit};

/// The value of `x-ref` for the sides of an association.
pub const ASSOCIATION_SIDE: &str = "app-object-uid-or-object-type";

/// A string that definitely refers to no object.
pub struct ObjectReference<'a> {
    pub value: Value<'a>,
    pub text: &'a str,
    /// The values that the documentation lists for this property.
    listed: &'a [&'static str],
}

/// An unknown object, with the number of its value.
pub(crate) struct UnknownObject {
    value: u32,
    x_ref: &'static str,
    listed: Vec<&'static str>,
}

/// The strings of a file that the schema annotates with this `x-ref` and that definitely refer to no object; none if it is
/// uncertain which app objects the project has.
pub fn unknown<'c>(
    cx: &'c FileContext<'_>,
    x_ref: &str,
) -> impl Iterator<Item = ObjectReference<'c>> {
    let syntax = cx.root.syntax();
    let unknown = cx.judged.unknown_objects.get_or_init(|| judge(cx));
    unknown.iter().filter_map(move |object| {
        if object.x_ref != x_ref {
            return None;
        }
        let value = Value::numbered(syntax, object.value);
        Some(ObjectReference {
            value,
            text: value.as_str()?,
            listed: &object.listed,
        })
    })
}

fn judge(cx: &FileContext<'_>) -> Vec<UnknownObject> {
    let mut unknown = Vec::new();
    let (Some(objects), Some(component)) = (&cx.project.objects, cx.component) else {
        return unknown;
    };
    let Some(schema) = schema::schema(component.name) else {
        return unknown;
    };
    schema::walk_annotated(Annotation::Object, schema, cx.root, &mut |annotated| {
        let (Some(text), Some(x_ref)) = (annotated.value.as_str(), annotated.reference()) else {
            return;
        };
        if objects.contains(text)
            || catalog::is_known_object(text)
            || catalog::is_account_object(text)
        {
            return;
        }
        let listed: Vec<&str> = annotated.schemas().flat_map(schema::known_values).collect();
        if !listed.iter().any(|known| known.eq_ignore_ascii_case(text)) {
            unknown.push(UnknownObject {
                value: annotated.value.index(),
                x_ref,
                listed,
            });
        }
    });
    unknown
}

/// Whether a string refers to one of HubSpot's own objects, and not to an app object of the project.
pub fn is_hubspot_object(cx: &FileContext<'_>, text: &str) -> bool {
    match &cx.project.objects {
        Some(objects) => !objects.contains(text) && catalog::is_known_object(text),
        None => false,
    }
}

impl ObjectReference<'_> {
    /// Suggests the object that was most likely meant, else `help`.
    pub fn suggest(&self, cx: &FileContext<'_>, diagnostic: Diagnostic, help: &str) -> Diagnostic {
        let declared = cx.project.objects.iter().flatten().map(String::as_str);
        let Some(near) = suggest::nearest(self.text, declared.chain(self.listed.iter().copied()))
        else {
            return diagnostic.help(help);
        };
        let quoted = message::quoted(near);
        diagnostic.help(format!("did you mean {quoted}?")).fix(
            format!("change to {quoted}"),
            Safety::Unsafe,
            edit::replace_value(self.value, &edit::quote(near)),
        )
    }
}
