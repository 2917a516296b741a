//! References to CRM objects: HubSpot's own, those of an account, and the app objects of the project.

use crate::FileContext;
use diagnostics::{Diagnostic, Safety, message, suggest};
use schema::Annotation;
use syntax::{Value, edit};

/// The value of `x-ref` for the sides of an association.
pub const ASSOCIATION_SIDE: &str = "app-object-uid-or-object-type";

/// A string that refers to an object.
pub struct ObjectReference<'a> {
    pub value: Value<'a>,
    pub text: &'a str,
    /// The values that the documentation lists for this property.
    listed: Vec<&'static str>,
}

/// Calls `visit` with each string of a file that the schema annotates with this `x-ref`; with none if it is uncertain which
/// app objects the project has.
pub fn for_each(cx: &FileContext<'_>, x_ref: &str, visit: &mut dyn FnMut(&ObjectReference<'_>)) {
    if cx.project.objects.is_none() {
        return;
    }
    let schema = cx
        .component
        .and_then(|component| schema::schema(component.name));
    let Some(schema) = schema else { return };
    schema::walk_annotated(Annotation::Object, schema, cx.root, &mut |annotated| {
        if annotated.reference() != Some(x_ref) {
            return;
        }
        let Some(text) = annotated.value.as_str() else {
            return;
        };
        visit(&ObjectReference {
            value: annotated.value,
            text,
            listed: annotated.facts("x-knownValues"),
        });
    });
}

/// Whether a string refers to one of HubSpot's own objects, and not to an app object of the project.
pub fn is_hubspot_object(cx: &FileContext<'_>, text: &str) -> bool {
    match &cx.project.objects {
        Some(objects) => !objects.contains(text) && catalog::is_known_object(text),
        None => false,
    }
}

impl ObjectReference<'_> {
    /// Whether it definitely refers to no object.
    pub fn is_unknown(&self, cx: &FileContext<'_>) -> bool {
        !self.is_listed()
            && !self.is_in_project(cx)
            && !catalog::is_known_object(self.text)
            && !catalog::is_account_object(self.text)
    }

    fn is_listed(&self) -> bool {
        self.listed
            .iter()
            .any(|known| known.eq_ignore_ascii_case(self.text))
    }

    fn is_in_project(&self, cx: &FileContext<'_>) -> bool {
        match &cx.project.objects {
            Some(objects) => objects.contains(self.text),
            None => true,
        }
    }

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
