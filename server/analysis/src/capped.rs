//! What several rules read from the `config` of an app.

use crate::FileContext;
use diagnostics::Diagnostic;
use syntax::{Member, Value};

/// The lists of scopes, the most demanding first.
pub const SCOPE_LISTS: [&str; 3] = [
    "requiredScopes",
    "conditionallyRequiredScopes",
    "optionalScopes",
];

/// The lists in `permittedUrls`.
pub const PERMITTED_LISTS: [&str; 3] = ["fetch", "iframe", "img"];

/// The fields of `support`.
pub const SUPPORT_FIELDS: [&str; 4] = [
    "supportEmail",
    "documentationUrl",
    "supportUrl",
    "supportPhone",
];

/// The most problems of one rule about one list. Nobody reads more, and a hostile file gets no more work out of us.
const MOST: usize = 1_000;

/// Adds problems of the entries of one list; when there are too many, the last one says so.
pub fn add(mut found: impl Iterator<Item = Diagnostic>, out: &mut Vec<Diagnostic>) {
    out.extend(found.by_ref().take(MOST));
    if found.next().is_some()
        && let Some(last) = out.last_mut()
    {
        last.message +=
            &format!(" (and more; only the first {MOST} problems of a list are reported)");
    }
}

/// `config.auth` of an app.
pub fn auth<'a>(cx: &FileContext<'a>) -> Option<Value<'a>> {
    cx.config_of("app")?.get("auth")
}

/// The value under `name` in `object`, if it is `text`; HubSpot's tools compare without regard to letter case.
pub fn word<'a>(object: Value<'a>, name: &str, text: &str) -> Option<Value<'a>> {
    object.get(name).filter(|value| {
        value
            .as_str()
            .is_some_and(|own| own.eq_ignore_ascii_case(text))
    })
}

/// `config.auth.type` of an app, if it is `text`.
pub fn auth_type<'a>(cx: &FileContext<'a>, text: &str) -> Option<Value<'a>> {
    word(auth(cx)?, "type", text)
}

/// `config.auth.redirectUrls` of an app, but not where the app uses static auth and may not have any.
pub fn redirect_urls<'a>(cx: &FileContext<'a>) -> Option<Member<'a>> {
    let auth = auth(cx)?;
    auth.member("redirectUrls")
        .filter(|_| word(auth, "type", "static").is_none())
}

/// The lists of scopes in an object, the most demanding first.
pub fn scope_lists<'a>(object: Option<Value<'a>>) -> impl Iterator<Item = Member<'a>> {
    SCOPE_LISTS
        .iter()
        .filter_map(move |name| object?.member(name))
}

/// The lists of `config.permittedUrls` of an app.
pub fn permitted_lists<'a>(config: Option<Value<'a>>) -> impl Iterator<Item = Member<'a>> {
    let urls = config.and_then(|config| config.get("permittedUrls"));
    PERMITTED_LISTS
        .iter()
        .filter_map(move |name| urls?.member(name))
}

/// The fields of `config.support` of an app that are texts and not blank.
pub fn support_texts<'a>(
    cx: &FileContext<'a>,
    names: &[&str],
) -> impl Iterator<Item = (Value<'a>, &'a str)> + use<'a> {
    let support = cx.config_of("app").and_then(|config| config.get("support"));
    let values: Vec<Value<'a>> = names.iter().filter_map(|name| support?.get(name)).collect();
    let texts = values
        .into_iter()
        .filter_map(|value| Some((value, value.as_str()?)));
    texts.filter(|(_, text)| !text.trim().is_empty())
}

/// The elements of a list that are texts.
pub fn texts<'a>(list: Value<'a>) -> impl Iterator<Item = (Value<'a>, &'a str)> + use<'a> {
    list.elements()
        .filter_map(|value| Some((value, value.as_str()?)))
}
