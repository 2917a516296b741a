//! What the other files of a project may know of a file: names, references and settings, each with its span, but neither its
//! text nor its tree.

mod component;
mod package;
mod profile;
mod references;
mod scopes;
mod string_list;
mod type_mismatch;

use crate::legacy::{self, LegacyContent};
use crate::legacy_file::LegacyFile;
use catalog::FileKind;
use diagnostics::{RelPath, Span};
use syntax::{Key, Kind, Syntax, Value};

pub use component::{ComponentFacts, Endpoint, Permitted, Subscriptions};
pub use package::{LocalDependency, PackageEntry, PackageFacts};
pub use profile::{ProfileFacts, Variable, VariableValue};
pub use references::{Reference, Target};
pub use scopes::{RequiredScopes, ScopeFacts, ScopeReason, ScopeRequirement};
pub use string_list::{Addition, KnownList, StringList};
pub use type_mismatch::TypeMismatch;

/// A string of a file with its span, which includes the quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spanned {
    /// The decoded string.
    pub text: String,
    pub span: Span,
}

impl Spanned {
    fn of(value: Option<Value<'_>>) -> Option<Spanned> {
        let value = value?;
        Some(Spanned {
            text: value.as_str()?.to_owned(),
            span: value.span(),
        })
    }

    fn of_key(key: Key<'_>) -> Spanned {
        Spanned {
            text: key.text.to_owned(),
            span: key.span,
        }
    }
}

/// The facts of a file, by its kind.
#[derive(Clone, PartialEq, Debug)]
pub enum Facts {
    /// `hsproject.json`
    Project(ProjectFacts),
    /// `*-hsmeta.json`
    Component(Box<ComponentFacts>),
    /// `hsprofile.*.json`
    Profile(ProfileFacts),
    /// `local.json`
    Local(LocalFacts),
    /// `package.json`
    Package(PackageFacts),
    /// A JSON file that may be a component.
    Candidate(CandidateFacts),
}

/// Facts of `hsproject.json`.
#[derive(Clone, PartialEq, Debug)]
pub struct ProjectFacts {
    /// The span of diagnostics about missing properties.
    pub anchor: Span,
    /// `name`, if it is a string.
    pub name: Option<Spanned>,
    /// `srcDir`, if it is a string.
    pub src_dir: Option<Spanned>,
    /// `platformVersion`, if it is a string.
    pub platform_version: Option<Spanned>,
    /// Whether there is no `platformVersion`; unknown, and false, in broken text.
    pub lacks_version: bool,
}

/// Facts of `local.json`.
#[derive(Clone, PartialEq, Debug)]
pub struct LocalFacts {
    /// The URLs whose requests are redirected.
    pub proxies: Vec<Spanned>,
}

/// The size in bytes above which a file is not considered as a component under another name.
pub const MAX_CANDIDATE_SIZE: usize = 64 * 1024;

/// Facts of a JSON file that may be a component without the suffix of its name.
#[derive(Clone, PartialEq, Debug)]
pub struct CandidateFacts {
    /// `type`, if it is a string.
    pub type_name: Option<Spanned>,
    /// Whether it has `uid` or `config`, as components have.
    pub is_component: bool,
    /// Set if it is a file of the project layout before 2025.2.
    pub legacy: Option<LegacyContent>,
    /// What it was in that layout.
    pub legacy_file: LegacyFile,
}

/// Extracts the facts of a file.
pub fn gather(kind: FileKind, path: &RelPath, syntax: &Syntax) -> Facts {
    let root = syntax.root();
    match kind {
        FileKind::Project => Facts::Project(ProjectFacts {
            anchor: anchor(root),
            name: Spanned::of(property(root, "name")),
            src_dir: Spanned::of(property(root, "srcDir")),
            platform_version: Spanned::of(property(root, "platformVersion")),
            lacks_version: root.is_some_and(|root| {
                root.kind() == Kind::Object
                    && !root.is_incomplete()
                    && root.get("platformVersion").is_none()
            }),
        }),
        FileKind::Component => Facts::Component(Box::new(component::gather(path, syntax))),
        FileKind::Profile => Facts::Profile(profile::gather(path, syntax)),
        FileKind::Local => Facts::Local(LocalFacts {
            proxies: keys(property(root, "proxy")),
        }),
        FileKind::Package => Facts::Package(package::gather(syntax)),
        FileKind::Candidate => Facts::Candidate(candidate(path, syntax)),
    }
}

fn candidate(path: &RelPath, syntax: &Syntax) -> CandidateFacts {
    let root = syntax.root();
    let mut facts = CandidateFacts {
        type_name: None,
        is_component: property(root, "uid").is_some() || property(root, "config").is_some(),
        legacy: None,
        legacy_file: LegacyFile::default(),
    };
    if syntax.source().len() <= MAX_CANDIDATE_SIZE {
        facts.type_name = Spanned::of(property(root, "type"));
        facts.legacy = root.and_then(legacy::recognize);
        facts.legacy_file = LegacyFile::of(path, root);
    }
    facts
}

fn property<'a>(root: Option<Value<'a>>, name: &str) -> Option<Value<'a>> {
    root?.get(name)
}

/// The first character of the root, or the beginning of the file.
fn anchor(root: Option<Value<'_>>) -> Span {
    root.map_or(Span::default(), |root| Span {
        end: root.span().start + 1,
        ..root.span()
    })
}

fn keys(object: Option<Value<'_>>) -> Vec<Spanned> {
    let Some(object) = object else {
        return Vec::new();
    };
    object
        .members()
        .map(|member| Spanned::of_key(member.key))
        .collect()
}
