//! The rules: one file each, listed in a table. Adding one takes its file, a `mod` line and an entry in `ALL`.
//!
//! A rule is a function from facts to findings. It reads no file, no clock and no environment, and not what another
//! rule said.

use crate::catalog::ComponentType;
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::path::RelPath;
use crate::project::document::Document;
use crate::project::facts::Facts;
use crate::project::index::Index;
use crate::syntax::Value;
use crate::text::Span;

mod app_config;
pub(crate) mod byte_order_mark;
pub(crate) mod duplicate_entry;
pub(crate) mod duplicate_key;
pub(crate) mod empty_file;
pub(crate) mod empty_required_scopes;
pub(crate) mod empty_support_field;
pub(crate) mod flat_support_field;
pub(crate) mod ignored_property;
pub(crate) mod invalid_json;
pub(crate) mod invalid_permitted_url;
pub(crate) mod invalid_redirect_url;
pub(crate) mod invalid_support_email;
pub(crate) mod invalid_support_phone;
pub(crate) mod invalid_support_url;
pub(crate) mod invalid_utf8;
pub(crate) mod invalid_value;
pub(crate) mod localhost_only_redirects;
pub(crate) mod localhost_permitted_url;
pub(crate) mod malformed_scope;
pub(crate) mod missing_oauth_scope;
pub(crate) mod missing_property;
pub(crate) mod needs_newer_platform;
pub(crate) mod not_a_component;
pub(crate) mod not_an_object;
pub(crate) mod outdated_property;
pub(crate) mod placeholder_support;
pub(crate) mod redirect_url_ip_address;
pub(crate) mod redirect_urls_with_static_auth;
pub(crate) mod scope_in_two_lists;
pub(crate) mod scopes_with_static_auth;
pub(crate) mod static_auth_with_marketplace;
pub mod topics;
pub(crate) mod undocumented_auth_type;
pub(crate) mod unexpected_top_level_property;
pub(crate) mod unknown_property;
pub(crate) mod untrimmed_name;
pub(crate) mod unusual_permitted_url;
pub(crate) mod unusual_redirect_url;
mod urls;
pub(crate) mod user_level_without_oauth;
pub(crate) mod wrong_case;
pub(crate) mod wrong_type;

/// One rule.
pub struct Rule {
    /// Its name, kebab-case; it names the mistake.
    pub id: RuleId,
    /// The one severity of its findings.
    pub severity: Severity,
    /// The version of hsmeta that brought it.
    pub since: &'static str,
    /// The page of HubSpot's documentation, or the package, that it rests on.
    pub source: &'static str,
    /// Its own source file, whose leading `//!` block is its documentation.
    pub file: &'static str,
    /// What finds the mistake.
    pub check: Check,
}

/// What finds a mistake.
pub enum Check {
    /// The reader of the text.
    Syntax,
    /// The schemas, through `validate`.
    Schema,
    /// A look at one file; it runs once for each profile if the file has placeholders.
    Document(fn(&DocumentCx<'_>, &mut Vec<Diagnostic>)),
    /// A look at the facts of all files.
    Project(fn(&Index<'_>, &mut Vec<Diagnostic>)),
}

/// What a document rule sees.
pub struct DocumentCx<'a> {
    /// The project around the file.
    pub index: &'a Index<'a>,
    /// The file.
    pub document: &'a Document,
    /// The value of the file, with its placeholders replaced.
    pub root: Value<'a>,
    /// What the file's `type` means, else what belongs in its folder.
    pub component: Option<&'static ComponentType>,
}

/// Every rule, sorted by id.
pub static ALL: &[&Rule] = &[
    &byte_order_mark::RULE,
    &duplicate_entry::RULE,
    &duplicate_key::RULE,
    &empty_file::RULE,
    &empty_required_scopes::RULE,
    &empty_support_field::RULE,
    &flat_support_field::RULE,
    &ignored_property::RULE,
    &invalid_json::RULE,
    &invalid_permitted_url::RULE,
    &invalid_redirect_url::RULE,
    &invalid_support_email::RULE,
    &invalid_support_phone::RULE,
    &invalid_support_url::RULE,
    &invalid_utf8::RULE,
    &invalid_value::RULE,
    &localhost_only_redirects::RULE,
    &localhost_permitted_url::RULE,
    &malformed_scope::RULE,
    &missing_oauth_scope::RULE,
    &missing_property::RULE,
    &needs_newer_platform::RULE,
    &not_a_component::RULE,
    &not_an_object::RULE,
    &outdated_property::RULE,
    &placeholder_support::RULE,
    &redirect_url_ip_address::RULE,
    &redirect_urls_with_static_auth::RULE,
    &scope_in_two_lists::RULE,
    &scopes_with_static_auth::RULE,
    &static_auth_with_marketplace::RULE,
    &undocumented_auth_type::RULE,
    &unexpected_top_level_property::RULE,
    &unknown_property::RULE,
    &untrimmed_name::RULE,
    &unusual_permitted_url::RULE,
    &unusual_redirect_url::RULE,
    &user_level_without_oauth::RULE,
    &wrong_case::RULE,
    &wrong_type::RULE,
];

impl Rule {
    /// The rule called `id`.
    pub fn named(id: &str) -> Option<&'static Rule> {
        ALL.iter().find(|rule| rule.id == id).copied()
    }

    /// A finding of this rule.
    pub fn at(&self, file: &RelPath, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self.id,
            severity: self.severity,
            file: file.clone(),
            span,
            message: message.into(),
            help: None,
            url: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Its documentation, as Markdown.
    pub fn docs(&self) -> String {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let text: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        text.join("\n").trim_end().to_owned() + "\n"
    }

    /// The first sentence of its documentation.
    pub fn summary(&self) -> String {
        let docs = self.docs();
        let text: Vec<&str> = docs.lines().skip_while(|line| line.starts_with('#') || line.is_empty()).collect();
        let paragraph = text.split(|line| line.is_empty()).next().unwrap_or_default().join(" ");
        paragraph.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
    }
}

impl<'a> DocumentCx<'a> {
    /// A finding about the file.
    pub fn at(&self, rule: &Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        rule.at(&self.document.path, span, message)
    }

    /// `config` of a component of the type `name`.
    pub fn config_of(&self, name: &str) -> Option<Value<'a>> {
        self.component.filter(|component| component.name == name)?;
        self.root.get("config")
    }

    /// Whether the file is a component.
    pub fn is_component(&self) -> bool {
        matches!(self.document.facts, Facts::Component(_))
    }

    /// The place of `name` in `object`: its key, else the key of the object, else the beginning of the file.
    pub fn place_of(&self, object: Value<'_>, name: &str) -> Span {
        let key = object.member(name).map(|member| member.key).or_else(|| object.key());
        key.map_or_else(|| Span { end: object.span().start + 1, ..object.span() }, |key| key.span)
    }
}
