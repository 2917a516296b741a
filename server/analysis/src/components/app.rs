//! An app (`type: "app"`).

use syntax::{Kind, Member, Value};

/// The lists of scopes in `auth` and `permissions`, the most demanding first.
pub const SCOPE_LISTS: [&str; 3] = [
    "requiredScopes",
    "conditionallyRequiredScopes",
    "optionalScopes",
];

/// The lists in `permittedUrls`.
const PERMITTED_LISTS: [&str; 3] = ["fetch", "iframe", "img"];

/// The fields of `support`.
pub const SUPPORT_FIELDS: [&str; 4] = [
    "supportEmail",
    "documentationUrl",
    "supportUrl",
    "supportPhone",
];

/// The app of a project.
#[derive(Clone, Copy)]
pub struct App<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> App<'a> {
    /// `name`.
    pub fn name(&self) -> Option<Value<'a>> {
        self.config.get("name")
    }

    /// `distribution`, if it is `text`; HubSpot's tools ignore letter case.
    pub fn distribution_if(&self, text: &str) -> Option<Value<'a>> {
        keyword(self.config, "distribution", text)
    }

    /// `auth`.
    pub fn auth(&self) -> Option<Auth<'a>> {
        Some(Auth {
            value: self.config.get("auth")?,
        })
    }

    /// `auth.type`, if it is `text`; HubSpot's tools ignore letter case.
    pub fn auth_type_if(&self, text: &str) -> Option<Value<'a>> {
        self.auth()?.type_if(text)
    }

    /// `isUserLevel`, if it is true.
    pub fn user_level(&self) -> Option<Member<'a>> {
        let member = self.config.member("isUserLevel")?;
        match member.value.kind() {
            Kind::Bool(true) => Some(member),
            _ => None,
        }
    }

    /// `auth.redirectUrls`; none where the app uses static auth and may not have any.
    pub fn redirect_urls(&self) -> Option<Member<'a>> {
        let auth = self.auth()?;
        match auth.type_if("static") {
            Some(_) => None,
            None => auth.redirect_urls(),
        }
    }

    /// The lists of `permittedUrls`.
    pub fn permitted_urls(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let urls = self.config.get("permittedUrls");
        PERMITTED_LISTS
            .iter()
            .filter_map(move |name| urls?.member(name))
    }

    /// The list of `permittedUrls` called `name`.
    pub fn permitted(&self, name: &str) -> Option<Member<'a>> {
        self.config.get("permittedUrls")?.member(name)
    }

    /// `support`.
    pub fn support(&self) -> Option<Value<'a>> {
        self.config.get("support")
    }

    /// The fields of `support`.
    pub fn support_fields(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let support = self.support();
        SUPPORT_FIELDS
            .iter()
            .filter_map(move |name| support?.member(name))
    }

    /// The fields of `support` that are in `config` itself, where HubSpot ignores them.
    pub fn flat_support_fields(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let config = self.config;
        SUPPORT_FIELDS
            .iter()
            .filter_map(move |name| config.member(name))
    }

    /// The fields of `support` called `names` that are strings with more than whitespace.
    pub fn support_strings(&self, names: &[&str]) -> Vec<(Value<'a>, &'a str)> {
        let Some(support) = self.support() else {
            return Vec::new();
        };
        let mut fields = Vec::new();
        for name in names {
            if let Some(value) = support.get(name)
                && let Some(text) = value.as_str()
                && !text.trim().is_empty()
            {
                fields.push((value, text));
            }
        }
        fields
    }
}

/// `config.auth` of an app.
#[derive(Clone, Copy)]
pub struct Auth<'a> {
    /// The object.
    pub value: Value<'a>,
}

impl<'a> Auth<'a> {
    /// `type`, if it is `text`; HubSpot's tools ignore letter case.
    pub fn type_if(&self, text: &str) -> Option<Value<'a>> {
        keyword(self.value, "type", text)
    }

    /// `redirectUrls`.
    pub fn redirect_urls(&self) -> Option<Member<'a>> {
        self.value.member("redirectUrls")
    }

    /// `requiredScopes`.
    pub fn required_scopes(&self) -> Option<Member<'a>> {
        self.value.member("requiredScopes")
    }

    /// The lists of scopes, the most demanding first.
    pub fn scope_lists(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        scope_lists(self.value)
    }
}

/// The lists of scopes of `auth` or `permissions`, the most demanding first.
pub fn scope_lists<'a>(object: Value<'a>) -> impl Iterator<Item = Member<'a>> + use<'a> {
    SCOPE_LISTS
        .iter()
        .filter_map(move |name| object.member(name))
}

/// The value of `name` in `object`, if it is `text` in any letter case.
fn keyword<'a>(object: Value<'a>, name: &str, text: &str) -> Option<Value<'a>> {
    let value = object.get(name)?;
    if value.as_str()?.eq_ignore_ascii_case(text) {
        Some(value)
    } else {
        None
    }
}
