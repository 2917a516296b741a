//! Objects that components name: HubSpot's own, those of an account, and the app objects of the project.

use crate::FileContext;
use diagnostics::{Diagnostic, Safety, message, suggest};
use schema::Annotation;
use syntax::{Value, edit};

/// What `x-ref` says of a side of an association.
pub const SIDE: &str = "app-object-uid-or-object-type";

/// A text that names an object.
pub struct Named<'a> {
    /// The string.
    pub value: Value<'a>,
    /// Its text.
    pub text: &'a str,
    /// What the documentation lists for this place.
    listed: Vec<&'static str>,
}

/// Looks at the texts of a file that the schema marks with this kind of `x-ref`; at none while it is uncertain which app
/// objects the project has.
pub fn each(cx: &FileContext<'_>, kind: &str, look: &mut dyn FnMut(&Named<'_>)) {
    let schema = cx
        .component
        .and_then(|component| schema::schema(component.name));
    let Some(schema) = schema.filter(|_| cx.project.objects.is_some()) else {
        return;
    };
    schema::walk_annotated(Annotation::Object, schema, cx.root, &mut |visit| {
        if let Some(text) = visit
            .value
            .as_str()
            .filter(|_| visit.reference() == Some(kind))
        {
            let listed = visit.schemas().flat_map(schema::known_values).collect();
            look(&Named {
                value: visit.value,
                text,
                listed,
            });
        }
    });
}

/// Whether a text is one of HubSpot's own objects, and no app object of the project.
pub fn is_of_hubspot(cx: &FileContext<'_>, text: &str) -> bool {
    cx.project
        .objects
        .as_ref()
        .is_some_and(|objects| !objects.contains(text))
        && catalog::is_known_object(text)
}

impl Named<'_> {
    fn is_of_project(&self, cx: &FileContext<'_>) -> bool {
        cx.project
            .objects
            .as_ref()
            .is_none_or(|objects| objects.contains(self.text))
    }

    /// Whether it is definitely nothing.
    pub fn is_unknown(&self, cx: &FileContext<'_>) -> bool {
        let is_listed = self
            .listed
            .iter()
            .any(|known| known.eq_ignore_ascii_case(self.text));
        !is_listed
            && !self.is_of_project(cx)
            && !catalog::is_known_object(self.text)
            && !catalog::is_account_object(self.text)
    }

    /// Adds the object that is most likely meant, else `help`.
    pub fn suggest(&self, cx: &FileContext<'_>, diagnostic: Diagnostic, help: &str) -> Diagnostic {
        let own = cx.project.objects.iter().flatten().map(String::as_str);
        match suggest::nearest(self.text, own.chain(self.listed.iter().copied())) {
            Some(near) => diagnostic
                .help(format!("did you mean {}?", message::quoted(near)))
                .fix(
                    format!("change to {}", message::quoted(near)),
                    Safety::Unsafe,
                    edit::replace_value(self.value, &edit::quote(near)),
                ),
            None => diagnostic.help(help),
        }
    }
}
