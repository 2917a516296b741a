//! The references of a component to definitions elsewhere: strings whose schema has `x-ref`, and placeholders.

use crate::placeholders::{self, Placeholder};
use catalog::ComponentType;
use diagnostics::Span;
use schema::Annotation;
use syntax::Value;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    pub target: Target,
    /// As it is written: a uid, a variable, a path.
    pub name: String,
    pub span: Span,
}

/// The target of a reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A component of the project, by its uid.
    Uid,
    /// A variable of a profile.
    Variable,
    /// A file or folder, relative to `srcDir`.
    SourceFile,
    /// A file or folder, relative to the folder of the file that names it, or to `srcDir` with a leading slash.
    NearbyFile,
}

pub(super) fn gather(root: Value<'_>, component: Option<&ComponentType>) -> Vec<Reference> {
    let mut found = Vec::new();
    if let Some(schema) = component.and_then(|component| schema::schema(component.name)) {
        schema::walk_annotated(Annotation::Target, schema, root, &mut |visit| {
            let target = match visit.reference() {
                Some("entrypoint-file") => Target::SourceFile,
                Some("asset-file" | "directory") => Target::NearbyFile,
                Some("component-uid") => Target::Uid,
                _ => return,
            };
            // Where the schema allows one uid, it may allow a list of them.
            for value in visit.value.elements().chain([visit.value]) {
                if let Some(name) = value.as_str() {
                    found.push(Reference {
                        target,
                        name: name.to_owned(),
                        span: value.span(),
                    });
                }
            }
        });
    }
    for value in placeholders::strings_with_placeholders(root) {
        for Placeholder { name, span } in placeholders::placeholders(value) {
            found.push(Reference {
                target: Target::Variable,
                name: name.to_owned(),
                span,
            });
        }
    }
    found
}
