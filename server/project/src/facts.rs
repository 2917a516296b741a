//! What the other files of a project may know of a file: names, references and settings, each with its span, but
//! neither its text nor its tree.

mod package;
mod role;
mod scopes;

use crate::legacy::{self, LegacyContent};
use crate::placeholders::{self, Placeholder};
use catalog::{ComponentType, FileKind, Spelling, profile_name, spelling};
use diagnostics::{RelPath, Span};
use schema::Annotation;
use syntax::{Kind, Syntax, Value};

pub use package::{LocalDependency, PackageFacts};
pub use role::TypeMismatch;
pub use scopes::{RequiredScopes, ScopeFacts, ScopeReason, ScopeRequirement};

/// A text of a file with its place; strings with their quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spanned {
    /// The decoded text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl ComponentFacts {
    /// Whether HubSpot's tools take it for a component of this type, or would if its `type` did not contradict its folder.
    pub fn counts_as(&self, name: &str) -> bool {
        let is_exact = self.spelling == Spelling::Exact || self.type_mismatch.is_some();
        is_exact
            && self
                .component
                .is_some_and(|component| component.name == name)
    }
}

impl Spanned {
    fn of(value: Option<Value<'_>>) -> Option<Spanned> {
        let value = value?;
        Some(Spanned {
            text: value.as_str()?.to_owned(),
            span: value.span(),
        })
    }
}

/// The facts of a file, by its kind.
#[derive(Clone, PartialEq, Debug)]
pub enum Facts {
    /// Of `hsproject.json`.
    Project(ProjectFacts),
    /// Of `*-hsmeta.json`.
    Component(Box<ComponentFacts>),
    /// Of `hsprofile.*.json`.
    Profile(ProfileFacts),
    /// Of `local.json`.
    Local(LocalFacts),
    /// Of `package.json`.
    Package(PackageFacts),
    /// Of a JSON file that may be a component.
    Candidate(CandidateFacts),
}

/// Facts of `hsproject.json`.
#[derive(Clone, PartialEq, Debug)]
pub struct ProjectFacts {
    /// Where findings about something absent go.
    pub anchor: Span,
    /// `name`, if it is a string.
    pub name: Option<Spanned>,
    /// `srcDir`, if it is a string.
    pub src_dir: Option<Spanned>,
    /// `platformVersion`, if it is a string.
    pub platform_version: Option<Spanned>,
}

/// Facts of a component.
#[derive(Clone, PartialEq, Debug)]
pub struct ComponentFacts {
    /// Where findings about something absent go.
    pub anchor: Span,
    /// Whether the text is an object and has any of `uid`, `type`, `config`.
    pub is_component: bool,
    /// `uid`, if it is a string.
    pub uid: Option<Spanned>,
    /// `type`, if it is a string.
    pub type_name: Option<Spanned>,
    /// How `type` is written, and what it means.
    pub spelling: Spelling,
    /// The component type that `type` means.
    pub declared: Option<&'static ComponentType>,
    /// The component type that it counts as: what `type` means, or what belongs in its folder where they contradict each
    /// other and `config` does not speak for `type`.
    pub component: Option<&'static ComponentType>,
    /// What it is where it is no component but a file of the project layout before 2025.2.
    pub legacy: Option<LegacyContent>,
    /// What is wrong where they contradict each other.
    pub type_mismatch: Option<TypeMismatch>,
    /// Whether the text is healthy, so that what is absent is really absent.
    pub is_well_formed: bool,
    /// `config.auth.type`, in lower case as HubSpot's tools compare it.
    pub auth_type: Option<Spanned>,
    /// `config.distribution`, in lower case as HubSpot's tools compare it.
    pub distribution: Option<Spanned>,
    /// The name of an app object, if it is a string.
    pub object_name: Option<String>,
    /// The scopes that it asks for, and those that it needs.
    pub scopes: ScopeFacts,
    /// The subscriptions of webhooks.
    pub subscriptions: Option<Subscriptions>,
    /// `permittedUrls.fetch`; `None` where more may be permitted than can be read.
    pub permitted_urls: Option<PermittedUrls>,
    /// Where a function is called.
    pub endpoint: Option<Endpoint>,
    /// What this file refers to.
    pub references: Vec<Reference>,
    /// The names of all placeholders in the text, also where HubSpot replaces none.
    pub placeholder_names: Vec<String>,
}

/// The subscriptions of webhooks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subscriptions {
    /// The name `subscriptions`.
    pub span: Span,
    /// How many there are in all lists.
    pub number: usize,
}

/// The addresses that UI extensions may send requests to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PermittedUrls {
    /// The name of the list.
    pub span: Span,
    /// Its texts.
    pub urls: Vec<String>,
}

/// Where a function is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Endpoint {
    /// The path, with a slash before it or not.
    pub path: Spanned,
    /// The methods, in upper case.
    pub methods: Vec<String>,
}

/// Something that a file names and another place defines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reference {
    /// What kind of thing is named.
    pub target: Target,
    /// Its name as written: a uid, a variable, a path.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
}

/// What a reference leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A component of the project, by its uid.
    Uid,
    /// A variable of a profile.
    Variable,
    /// A file or folder, counted from `srcDir`.
    SourceFile,
    /// A file or folder, counted from the folder of the file that names it, or from `srcDir` with a leading slash.
    NearbyFile,
}

/// Facts of a profile.
#[derive(Clone, PartialEq, Debug)]
pub struct ProfileFacts {
    /// Where findings about something absent go.
    pub anchor: Span,
    /// The name that the file name gives it.
    pub name: String,
    /// Whether the file could be read as an object, so that an absent variable is really absent.
    pub readable: bool,
    /// Where findings about an absent variable go: the name `variables`, else the anchor.
    pub variables_span: Span,
    /// The variables, in the order of the file.
    pub variables: Vec<Variable>,
    /// `accountId` as it is written, if it is a number.
    pub account: Option<Spanned>,
}

/// One variable of a profile.
#[derive(Clone, PartialEq, Debug)]
pub struct Variable {
    /// Its name.
    pub name: Spanned,
    /// Its value; `None` where HubSpot refuses it.
    pub value: Option<VariableValue>,
}

/// The value of a variable.
#[derive(Clone, PartialEq, Debug)]
pub enum VariableValue {
    /// A string.
    String(String),
    /// A number, as it is written.
    Number(String),
    /// A boolean.
    Bool(bool),
}

/// Facts of `local.json`.
#[derive(Clone, PartialEq, Debug)]
pub struct LocalFacts {
    /// The addresses whose requests go elsewhere.
    pub proxies: Vec<Spanned>,
}

/// Bytes above which nobody looks whether a file is a component under another name.
pub const MAX_CANDIDATE_SIZE: usize = 64 * 1024;

/// Facts of a JSON file that may be a component without the ending of its name.
#[derive(Clone, PartialEq, Debug)]
pub struct CandidateFacts {
    /// `type`, if it is a string.
    pub type_name: Option<Spanned>,
    /// Whether it has `uid` or `config`, as components have.
    pub is_component: bool,
    /// What it is where it is a file of the project layout before 2025.2.
    pub legacy: Option<LegacyContent>,
}

/// Gathers the facts of a file.
pub fn gather(kind: FileKind, path: &RelPath, syntax: &Syntax) -> Facts {
    let root = syntax.root();
    let anchor = anchor(root);
    let get = |name| root.and_then(|root| root.get(name));
    match kind {
        FileKind::Project => Facts::Project(ProjectFacts {
            anchor,
            name: Spanned::of(get("name")),
            src_dir: Spanned::of(get("srcDir")),
            platform_version: Spanned::of(get("platformVersion")),
        }),
        FileKind::Component => Facts::Component(Box::new(component(path, syntax, anchor))),
        FileKind::Package => Facts::Package(package::gather(syntax)),
        FileKind::Candidate => {
            let is_small = syntax.source().len() <= MAX_CANDIDATE_SIZE;
            Facts::Candidate(CandidateFacts {
                type_name: if is_small {
                    Spanned::of(get("type"))
                } else {
                    None
                },
                is_component: get("uid").is_some() || get("config").is_some(),
                legacy: if is_small {
                    root.and_then(legacy::recognize)
                } else {
                    None
                },
            })
        }
        FileKind::Local => Facts::Local(LocalFacts {
            proxies: keys(get("proxy")),
        }),
        FileKind::Profile => Facts::Profile(ProfileFacts {
            anchor,
            name: profile_name(path.file_name())
                .unwrap_or_default()
                .to_owned(),
            readable: syntax.errors.is_empty()
                && root.is_some_and(|root| root.kind() == Kind::Object),
            variables_span: get("variables")
                .and_then(|value| value.key())
                .map_or(anchor, |key| key.span),
            variables: variables(get("variables")),
            account: get("accountId").and_then(|value| {
                Some(Spanned {
                    text: value.number()?.to_owned(),
                    span: value.span(),
                })
            }),
        }),
    }
}

/// The first character of the root, or the beginning of the file.
fn anchor(root: Option<Value<'_>>) -> Span {
    root.map_or(Span::default(), |root| Span {
        end: root.span().start + 1,
        ..root.span()
    })
}

fn component(path: &RelPath, syntax: &Syntax, anchor: Span) -> ComponentFacts {
    let root = syntax.root();
    let get = |name| root.and_then(|root| root.get(name));
    let type_name = Spanned::of(get("type"));
    let (spelling, declared) = type_name
        .as_ref()
        .map_or((Spelling::Unknown, None), |name| spelling(&name.text));
    let judged = root
        .zip(declared)
        .and_then(|(root, declared)| role::type_mismatch(path, root, declared));
    let component = judged.map_or(declared, |(_, component)| Some(component));
    let type_mismatch = judged.map(|(type_mismatch, _)| type_mismatch);
    // What nobody can tell the type of says nothing to other files.
    let understood = if type_mismatch == Some(TypeMismatch::Ambiguous) {
        None
    } else {
        component
    };
    let lower = |path: &[&str]| {
        let located = Spanned::of(root?.at(path))?;
        Some(Spanned {
            text: located.text.to_lowercase(),
            ..located
        })
    };
    ComponentFacts {
        anchor,
        is_component: ["uid", "type", "config"]
            .iter()
            .any(|name| get(name).is_some()),
        uid: Spanned::of(get("uid")),
        spelling,
        declared,
        component,
        legacy: root.and_then(legacy::recognize),
        type_mismatch,
        is_well_formed: syntax.errors.is_empty(),
        placeholder_names: root.map_or_else(Vec::new, |root| placeholders::all_names(root)),
        auth_type: lower(&["config", "auth", "type"]),
        distribution: lower(&["config", "distribution"]),
        object_name: understood
            .filter(|own| own.name == "app-object")
            .and(root)
            .and_then(object_name),
        scopes: root.map_or_else(ScopeFacts::default, |root| scopes::gather(root, understood)),
        subscriptions: subscriptions(root),
        permitted_urls: root.and_then(permitted),
        endpoint: understood
            .filter(|own| own.name == "app-function")
            .and(root)
            .and_then(endpoint),
        references: root.map_or_else(Vec::new, |root| references(root, understood)),
        type_name,
    }
}

fn object_name(root: Value<'_>) -> Option<String> {
    root.at(&["config", "name"])?.as_str().map(str::to_owned)
}

fn subscriptions(root: Option<Value<'_>>) -> Option<Subscriptions> {
    let member = root?.get("config")?.member("subscriptions")?;
    let lists = member
        .value
        .members()
        .filter(|list| list.value.kind() == Kind::Array);
    Some(Subscriptions {
        span: member.key.span,
        number: lists.map(|list| list.value.len()).sum(),
    })
}

fn keys(object: Option<Value<'_>>) -> Vec<Spanned> {
    let members = object.into_iter().flat_map(|object| object.members());
    members
        .map(|member| Spanned {
            text: member.key.text.to_owned(),
            span: member.key.span,
        })
        .collect()
}

fn permitted(root: Value<'_>) -> Option<PermittedUrls> {
    let list = root
        .at(&["config", "permittedUrls", "fetch"])
        .filter(|list| !list.is_incomplete())?;
    let text = |value: Value<'_>| {
        value
            .as_str()
            .filter(|text| placeholders::first(text).is_none())
            .map(str::to_owned)
    };
    Some(PermittedUrls {
        span: list.key()?.span,
        urls: list.elements().map(text).collect::<Option<_>>()?,
    })
}

/// None where a profile fills in the path.
fn endpoint(root: Value<'_>) -> Option<Endpoint> {
    let endpoint = root.at(&["config", "endpoint"])?;
    let path = Spanned::of(endpoint.get("path"))
        .filter(|path| placeholders::first(&path.text).is_none())?;
    let methods = endpoint
        .get("methods")
        .into_iter()
        .flat_map(|methods| methods.elements());
    Some(Endpoint {
        path,
        methods: methods
            .filter_map(|method| Some(method.as_str()?.to_uppercase()))
            .collect(),
    })
}

/// The table of references: what the schema marks with `x-ref`, and every placeholder.
fn references(root: Value<'_>, component: Option<&ComponentType>) -> Vec<Reference> {
    let mut found = Vec::new();
    if let Some(schema) = component.and_then(|component| schema::schema(component.name)) {
        schema::walk_annotated(Annotation::Target, schema, root, &mut |visit| {
            let target = match visit.reference() {
                Some("entrypoint-file") => Target::SourceFile,
                Some("asset-file" | "directory") => Target::NearbyFile,
                Some("component-uid") => Target::Uid,
                _ => return,
            };
            // Where one uid may stand, a list of them may.
            for value in visit.value.elements().chain([visit.value]) {
                let name = value.as_str().map(str::to_owned);
                found.extend(name.map(|name| Reference {
                    target,
                    name,
                    span: value.span(),
                }));
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

fn variables(value: Option<Value<'_>>) -> Vec<Variable> {
    let members = value.into_iter().flat_map(|value| value.members());
    let value = |value: Value<'_>| match value.kind() {
        Kind::String => value
            .as_str()
            .map(|text| VariableValue::String(text.to_owned())),
        Kind::Number => value
            .number()
            .map(|text| VariableValue::Number(text.to_owned())),
        Kind::Bool(value) => Some(VariableValue::Bool(value)),
        _ => None,
    };
    let name = |key: syntax::Key<'_>| Spanned {
        text: key.text.to_owned(),
        span: key.span,
    };
    members
        .map(|member| Variable {
            name: name(member.key),
            value: value(member.value),
        })
        .collect()
}
