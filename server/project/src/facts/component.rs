//! The facts of a component.

use super::references::{self, Reference};
use super::scopes::{self, ScopeFacts};
use super::type_mismatch::{self, TypeMismatch};
use super::{Spanned, StringList, anchor, property};
use crate::legacy::{self, LegacyContent};
use crate::placeholders;
use catalog::{ComponentType, Spelling, spelling};
use diagnostics::{RelPath, Span};
use syntax::{Kind, Syntax, Value};

#[derive(Clone, PartialEq, Debug)]
pub struct ComponentFacts {
    /// The span of diagnostics about missing properties.
    pub anchor: Span,
    /// Whether the file is an object with any of `uid`, `type`, `config`.
    pub is_component: bool,
    /// `uid`, if it is a string.
    pub uid: Option<Spanned>,
    /// `type`, if it is a string.
    pub type_name: Option<Spanned>,
    /// How `type` is written.
    pub spelling: Spelling,
    /// The component type that `type` means.
    pub declared: Option<&'static ComponentType>,
    /// The component type that the file counts as: that of `type`, or that of its folder if the two contradict each other
    /// and `config` does not fit `type` better.
    pub component: Option<&'static ComponentType>,
    /// Set if it is a file of the project layout before 2025.2 and no component.
    pub legacy: Option<LegacyContent>,
    /// What is wrong if `type` and folder contradict each other.
    pub type_mismatch: Option<TypeMismatch>,
    /// Whether the file has no syntax errors, so that absent properties are really absent.
    pub is_well_formed: bool,
    /// `config.auth.type`, in lower case as HubSpot's tools compare it.
    pub auth_type: Option<Spanned>,
    /// `config.distribution`, in lower case as HubSpot's tools compare it.
    pub distribution: Option<Spanned>,
    /// `config.name` of an app or a card, if it is a string.
    pub shown_name: Option<Spanned>,
    /// The name of an app object, if it is a string.
    pub object_name: Option<String>,
    /// `config.location` of a card, if it is a string.
    pub location: Option<Spanned>,
    pub scopes: ScopeFacts,
    /// The subscriptions of webhooks.
    pub subscriptions: Option<Subscriptions>,
    /// `permittedUrls` of an app.
    pub permitted: Permitted,
    /// The endpoint of an app function.
    pub endpoint: Option<Endpoint>,
    /// `secretKeys` of an app function.
    pub secret_keys: StringList,
    pub references: Vec<Reference>,
    /// The names of all placeholders in the file, also where HubSpot does not replace them.
    pub placeholder_names: Vec<String>,
}

/// The subscriptions of webhooks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subscriptions {
    /// The key `subscriptions`.
    pub span: Span,
    /// How many there are in all lists.
    pub number: usize,
}

/// The URLs that UI extensions may use.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Permitted {
    pub fetch: StringList,
    pub iframe: StringList,
    pub img: StringList,
}

/// The endpoint of an app function.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Endpoint {
    /// With or without a leading slash.
    pub path: Spanned,
    /// In upper case.
    pub methods: Vec<String>,
}

impl ComponentFacts {
    /// Whether HubSpot's tools take it for a component of this type, or would if its `type` did not contradict its folder.
    pub fn counts_as(&self, name: &str) -> bool {
        let is_exact = self.spelling == Spelling::Exact || self.type_mismatch.is_some();
        match self.component {
            Some(component) => is_exact && component.name == name,
            None => false,
        }
    }
}

pub(super) fn gather(path: &RelPath, syntax: &Syntax) -> ComponentFacts {
    let root = syntax.root();
    let uid = property(root, "uid");
    let type_value = property(root, "type");
    let config = property(root, "config");
    let type_name = Spanned::of(type_value);
    let (spelling, declared) = match &type_name {
        Some(name) => spelling(&name.text),
        None => (Spelling::Unknown, None),
    };
    let mut component = declared;
    let mut mismatch = None;
    if let (Some(root), Some(declared)) = (root, declared)
        && let Some((found, counts_as)) = type_mismatch::find(path, root, declared)
    {
        mismatch = Some(found);
        component = Some(counts_as);
    }
    let mut facts = ComponentFacts {
        anchor: anchor(root),
        is_component: uid.is_some() || type_value.is_some() || config.is_some(),
        uid: Spanned::of(uid),
        type_name,
        spelling,
        declared,
        component,
        legacy: None,
        type_mismatch: mismatch,
        is_well_formed: syntax.errors.is_empty(),
        auth_type: None,
        distribution: None,
        shown_name: None,
        object_name: None,
        location: None,
        scopes: ScopeFacts::default(),
        subscriptions: None,
        permitted: Permitted::default(),
        endpoint: None,
        secret_keys: StringList::default(),
        references: Vec::new(),
        placeholder_names: Vec::new(),
    };
    if let Some(root) = root {
        // Other files must not depend on a component whose type is uncertain.
        let certain = match mismatch {
            Some(TypeMismatch::Ambiguous) => None,
            _ => component,
        };
        facts.legacy = legacy::recognize(root);
        facts.scopes = scopes::gather(root, certain);
        facts.references = references::gather(root, certain);
        facts.placeholder_names = placeholders::all_names(root);
        if let Some(config) = config {
            facts.add_config(config, certain);
        }
    }
    facts
}

impl ComponentFacts {
    fn add_config(&mut self, config: Value<'_>, component: Option<&'static ComponentType>) {
        self.auth_type = lower_case(config, &["auth", "type"]);
        self.distribution = lower_case(config, &["distribution"]);
        self.subscriptions = subscriptions(config);
        match component.map(|component| component.name) {
            Some("app") => {
                self.permitted = permitted(config);
                self.shown_name = Spanned::of(config.get("name"));
            }
            Some("app-object") => {
                let name = config.get("name").and_then(|name| name.as_str());
                self.object_name = name.map(str::to_owned);
            }
            Some("card") => {
                self.location = Spanned::of(config.get("location"));
                self.shown_name = Spanned::of(config.get("name"));
            }
            Some("app-function") => {
                self.endpoint = endpoint(config);
                self.secret_keys = StringList::of(Some(config), "secretKeys");
            }
            _ => {}
        }
    }
}

fn lower_case(config: Value<'_>, path: &[&str]) -> Option<Spanned> {
    let mut string = Spanned::of(config.at(path))?;
    string.text = string.text.to_lowercase();
    Some(string)
}

fn subscriptions(config: Value<'_>) -> Option<Subscriptions> {
    let member = config.member("subscriptions")?;
    let mut number = 0;
    for list in member.value.members() {
        if list.value.kind() == Kind::Array {
            number += list.value.len();
        }
    }
    Some(Subscriptions {
        span: member.key.span,
        number,
    })
}

fn permitted(config: Value<'_>) -> Permitted {
    if config.is_incomplete() {
        return Permitted::default();
    }
    let urls = config.get("permittedUrls");
    Permitted {
        fetch: StringList::of(urls, "fetch"),
        iframe: StringList::of(urls, "iframe"),
        img: StringList::of(urls, "img"),
    }
}

/// `None` if a profile fills in the path.
fn endpoint(config: Value<'_>) -> Option<Endpoint> {
    let endpoint = config.get("endpoint")?;
    let path = Spanned::of(endpoint.get("path"))?;
    if placeholders::first(&path.text).is_some() {
        return None;
    }
    let mut methods = Vec::new();
    if let Some(list) = endpoint.get("methods") {
        methods.extend(list.elements().filter_map(|method| method.as_str()));
    }
    Some(Endpoint {
        path,
        methods: methods.into_iter().map(str::to_uppercase).collect(),
    })
}
