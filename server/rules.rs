//! The rules: one file each, listed in a table. Adding one takes its file, a `mod` line and an entry in
//! `table.rs`.
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

pub(crate) mod account_api_key;
pub(crate) mod agent_tool_function_url;
mod app_config;
pub(crate) mod app_limit_exceeded;
mod app_object_scopes;
mod around;
mod assets;
pub(crate) mod association_without_app_object;
pub(crate) mod beta_platform_version;
pub(crate) mod beyond_soft_limit;
pub(crate) mod broken_local_dependency;
pub(crate) mod byte_order_mark;
pub(crate) mod calculation_mismatch;
mod called_urls;
pub(crate) mod circular_field_dependency;
pub(crate) mod client_credentials_scope;
pub(crate) mod component_needs_newer_platform;
mod configuration;
pub(crate) mod deprecated_scope;
pub(crate) mod doubtful_kind_of_app;
pub(crate) mod duplicate_account;
pub(crate) mod duplicate_component;
pub(crate) mod duplicate_endpoint;
pub(crate) mod duplicate_entry;
pub(crate) mod duplicate_key;
pub(crate) mod duplicate_name;
pub(crate) mod duplicate_option;
pub(crate) mod duplicate_subscription;
pub(crate) mod duplicate_theme_path;
pub(crate) mod duplicate_uid;
pub(crate) mod empty_file;
pub(crate) mod empty_required_scopes;
pub(crate) mod empty_src_dir;
pub(crate) mod empty_support_field;
pub(crate) mod entrypoint_not_built;
pub(crate) mod entrypoint_outside_folder;
pub(crate) mod entrypoints;
pub(crate) mod enumeration_without_options;
pub(crate) mod expiring_platform_version;
pub(crate) mod file_outside_src_dir;
mod files;
mod fit;
pub(crate) mod flat_support_field;
pub(crate) mod fractional_profile_number;
pub(crate) mod functions_need_newer_platform;
pub(crate) mod functions_without_component;
pub(crate) mod helpdesk_without_tickets;
pub(crate) mod ignored_file;
pub(crate) mod ignored_property;
pub(crate) mod ignored_variables;
pub(crate) mod incomplete_agent_tool;
pub(crate) mod incomplete_field_dependency;
pub(crate) mod insecure_options_url;
pub(crate) mod inside_node_modules;
pub(crate) mod internal_scope;
pub(crate) mod invalid_account_id;
pub(crate) mod invalid_config;
pub(crate) mod invalid_json;
pub(crate) mod invalid_package_json;
pub(crate) mod invalid_permitted_url;
pub(crate) mod invalid_profile_value;
pub(crate) mod invalid_proxy_target;
pub(crate) mod invalid_proxy_url;
pub(crate) mod invalid_redirect_url;
pub(crate) mod invalid_secret_name;
pub(crate) mod invalid_support_email;
pub(crate) mod invalid_support_phone;
pub(crate) mod invalid_support_url;
pub(crate) mod invalid_uid;
pub(crate) mod invalid_utf8;
pub(crate) mod invalid_value;
pub(crate) mod legacy_content;
pub(crate) mod legacy_file;
mod local_dependencies;
pub(crate) mod local_support_url;
pub(crate) mod localhost_only_redirects;
pub(crate) mod localhost_permitted_url;
pub(crate) mod malformed_scope;
pub(crate) mod misplaced_config;
pub(crate) mod misplaced_profile;
pub(crate) mod missing_app;
pub(crate) mod missing_card_scope;
pub(crate) mod missing_entrypoint;
pub(crate) mod missing_feature_scope;
pub(crate) mod missing_functions_package;
pub(crate) mod missing_hsmeta_suffix;
pub(crate) mod missing_hsproject;
pub(crate) mod missing_ignore_reason;
pub(crate) mod missing_image;
pub(crate) mod missing_oauth_scope;
pub(crate) mod missing_package;
pub(crate) mod missing_property;
pub(crate) mod missing_scope;
pub(crate) mod missing_theme_folder;
pub(crate) mod missing_theme_marker;
pub(crate) mod misspelt_scope;
mod names;
mod near_miss;
pub(crate) mod near_miss_file_name;
pub(crate) mod needs;
pub(crate) mod needs_newer_platform;
pub(crate) mod nested_project;
pub(crate) mod newer_platform_version;
pub(crate) mod no_components;
pub(crate) mod not_a_component;
pub(crate) mod not_an_object;
mod objects;
pub(crate) mod outdated_property;
pub(crate) mod placeholder_not_replaced;
pub(crate) mod placeholder_permitted_url;
pub(crate) mod placeholder_support;
pub(crate) mod placeholder_url;
pub(crate) mod placeholders;
mod platform;
pub(crate) mod private_app_scope;
pub(crate) mod profile_needs_newer_platform;
mod profiles;
pub(crate) mod redirect_url_ip_address;
pub(crate) mod redirect_urls_with_static_auth;
mod related;
pub(crate) mod removed_scope;
pub(crate) mod reserved_dependency;
pub(crate) mod reserved_secret_name;
pub(crate) mod reserved_uid;
pub(crate) mod reserved_uid_collision;
pub(crate) mod scope_in_two_lists;
pub(crate) mod scopes;
pub(crate) mod scopes_with_static_auth;
pub(crate) mod secret_in_config;
mod secret_names;
pub(crate) mod sensitive_scope;
pub(crate) mod sensitive_scope_in_marketplace;
pub(crate) mod several_value_types;
pub(crate) mod skipped_file;
pub(crate) mod skipped_link;
mod source;
pub(crate) mod src_dir_not_a_folder;
pub(crate) mod src_dir_not_found;
pub(crate) mod src_dir_outside_project;
pub(crate) mod static_auth_with_marketplace;
mod subscriptions;
pub(crate) mod superseded_platform_version;
mod table;
pub(crate) mod template;
pub(crate) mod temporary_tunnel_url;
pub mod topics;
pub(crate) mod two_event_targets;
pub(crate) mod type_spelling;
pub(crate) mod uids;
pub(crate) mod unbuilt_local_dependency;
pub(crate) mod undefined_variable;
pub(crate) mod undocumented_auth_type;
pub(crate) mod undocumented_entrypoint_type;
pub(crate) mod unexpected_top_level_property;
pub(crate) mod unfit_field_type;
pub(crate) mod unknown_associated_object;
pub(crate) mod unknown_config_key;
pub(crate) mod unknown_dependency;
pub(crate) mod unknown_event_property;
pub(crate) mod unknown_execution_message;
pub(crate) mod unknown_field_name;
pub(crate) mod unknown_icon;
pub(crate) mod unknown_message_token;
pub(crate) mod unknown_object_property;
pub(crate) mod unknown_object_type;
pub(crate) mod unknown_platform_version;
pub(crate) mod unknown_profile;
pub(crate) mod unknown_property;
pub(crate) mod unknown_property_group;
pub(crate) mod unknown_rule;
pub(crate) mod unknown_scope;
pub(crate) mod unknown_type;
pub(crate) mod unlabelled_input_field;
pub(crate) mod unlabelled_output_field;
pub(crate) mod unpermitted_proxy;
pub(crate) mod unreachable_url;
pub(crate) mod unreleased_platform_version;
pub(crate) mod unsupported_entrypoint_type;
pub(crate) mod unsupported_platform_version;
pub(crate) mod unsupported_preview_image;
pub(crate) mod untrimmed_name;
pub(crate) mod unusable_local_json;
pub(crate) mod unusable_variable_name;
pub(crate) mod unused_execution_message;
pub(crate) mod unused_ignore;
pub(crate) mod unused_property_name;
pub(crate) mod unused_variable;
pub(crate) mod unusual_cms_file_name;
pub(crate) mod unusual_object_name;
pub(crate) mod unusual_permitted_url;
pub(crate) mod unusual_profile_name;
pub(crate) mod unusual_redirect_url;
pub(crate) mod unwatchable_property;
pub(crate) mod urls;
pub(crate) mod user_level_without_oauth;
pub(crate) mod variable_with_ignored_profile;
pub(crate) mod variable_without_profile;
pub(crate) mod windows_separator;
mod workflow;
pub(crate) mod wrong_case;
pub(crate) mod wrong_directory;
pub(crate) mod wrong_kind_of_app;
pub(crate) mod wrong_path_case;
pub(crate) mod wrong_type;

pub use around::Around;
pub use configuration::ConfigCx;
pub use entrypoints::{Entrypoint, Verdict};
pub use needs::Unmet;
pub use table::ALL;

/// One rule.
pub struct Rule {
    /// Its name, kebab-case; it names the mistake.
    pub id: RuleId,
    /// The one severity of its findings.
    pub severity: Severity,
    /// The version of hsmeta that brought it.
    pub since: &'static str,
    /// The page of HubSpot's documentation, or the package, that it rests on; empty where it is about hsmeta's own file.
    pub source: &'static str,
    /// Its own source file, whose leading `//!` block is its documentation.
    pub file: &'static str,
    /// What finds the mistake.
    pub check: Check,
}

/// How an editor shows the text of a finding beside its message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    /// Struck through: it works, and will not for ever.
    Deprecated,
    /// Faded: it has no effect.
    Unnecessary,
}

/// What finds a mistake.
pub enum Check {
    /// The reader of the text, or `check` itself by a look at the text and its outermost value.
    Syntax,
    /// The schemas, through `validate`.
    Schema,
    /// A look at one file; it runs once for each profile if the file has placeholders.
    Document(fn(&DocumentCx<'_>, &mut Vec<Diagnostic>)),
    /// A look at the facts of all files.
    Project(fn(&Index<'_>, &mut Vec<Diagnostic>)),
    /// A look at one entrypoint that something is wrong with; each is judged once for all of these rules.
    Entrypoint(fn(&Index<'_>, &Entrypoint<'_>, &mut Vec<Diagnostic>)),
    /// A look at one scope that components need and nobody asks for; they are compared once for all of these rules.
    Need(fn(&Unmet<'_>, &mut Vec<Diagnostic>)),
    /// A look at `hsmeta.toml`, and at what all projects made of it.
    Config(fn(&ConfigCx<'_>, &mut Vec<Diagnostic>)),
}

/// What a document rule sees.
pub struct DocumentCx<'a> {
    /// What matters of the project around the file.
    pub around: &'a Around,
    /// The type that belongs in the folder of the file, where HubSpot reads it.
    pub folder: Option<&'static ComponentType>,
    /// The file.
    pub document: &'a Document,
    /// The value of the file, with its placeholders replaced.
    pub root: Value<'a>,
    /// What the file's `type` means, else what belongs in its folder.
    pub component: Option<&'static ComponentType>,
    /// Its `config`, which most rules look at.
    pub config: Option<Value<'a>>,
}

/// The rules whose findings are shown in a special way.
static TAGS: &[(&Rule, Tag)] = &[
    (&deprecated_scope::RULE, Tag::Deprecated),
    (&duplicate_entry::RULE, Tag::Unnecessary),
    (&expiring_platform_version::RULE, Tag::Deprecated),
    (&ignored_property::RULE, Tag::Unnecessary),
    (&ignored_variables::RULE, Tag::Unnecessary),
    (&outdated_property::RULE, Tag::Unnecessary),
    (&superseded_platform_version::RULE, Tag::Deprecated),
    (&unused_variable::RULE, Tag::Unnecessary),
    (&unused_ignore::RULE, Tag::Unnecessary),
    (&unused_property_name::RULE, Tag::Unnecessary),
];

impl Rule {
    /// The rule called `id`.
    pub fn named(id: &str) -> Option<&'static Rule> {
        ALL.iter().find(|rule| rule.id == id).copied()
    }

    /// The page that its findings link to, if there is one.
    pub fn page(&self) -> Option<&'static str> {
        Some(self.source).filter(|source| !source.is_empty())
    }

    /// How its findings are shown in an editor.
    pub fn tag(&self) -> Option<Tag> {
        TAGS.iter()
            .find(|(rule, _)| rule.id == self.id)
            .map(|(_, tag)| *tag)
    }

    /// A finding of this rule.
    pub fn at(&self, file: &RelPath, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self.id,
            severity: self.severity,
            file: file.clone(),
            span,
            message: message.into(),
            missing: None,
            help: None,
            url: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Its documentation, as Markdown.
    pub fn docs(&self) -> String {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let text: Vec<&str> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        text.join("\n").trim_end().to_owned() + "\n"
    }

    /// The first sentence of its documentation.
    pub fn summary(&self) -> String {
        let docs = self.docs();
        let text: Vec<&str> = docs
            .lines()
            .skip_while(|line| line.starts_with('#') || line.is_empty())
            .collect();
        let paragraph = text
            .split(|line| line.is_empty())
            .next()
            .unwrap_or_default()
            .join(" ");
        paragraph
            .split_inclusive(". ")
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_owned()
    }
}

impl<'a> DocumentCx<'a> {
    /// A finding about the file.
    pub fn at(&self, rule: &Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        rule.at(&self.document.path, span, message)
    }

    /// `config` of a component of the type `name`.
    pub fn config_of(&self, name: &str) -> Option<Value<'a>> {
        self.config.filter(|_| {
            self.component
                .is_some_and(|component| component.name == name)
        })
    }

    /// Whether the file is a component.
    pub fn is_component(&self) -> bool {
        matches!(self.document.facts, Facts::Component(_))
    }

    /// Where a finding about something absent from `object` goes: its key, else its opening brace.
    pub fn place_of(&self, object: Value<'_>) -> Span {
        let brace = Span {
            end: object.span().start + 1,
            ..object.span()
        };
        object.key().map_or(brace, |key| key.span)
    }
}
