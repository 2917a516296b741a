//! What the rules about scopes share.

use crate::FileContext;
use crate::components::strings;
use catalog::{Scope, ScopeStatus};
use diagnostics::{Diagnostic, Safety, message, suggest};
use project::placeholders;
use syntax::{Value, edit};

/// A scope that a file requests.
pub struct RequestedScope<'a> {
    /// The list that contains it.
    pub list: Value<'a>,
    /// The element of the list.
    pub value: Value<'a>,
    /// The string, which is a single name.
    pub name: &'a str,
    /// The catalog's entry.
    pub known: Option<&'static Scope>,
}

impl RequestedScope<'_> {
    /// Whether it is for data that HubSpot classifies as sensitive.
    pub fn is_sensitive(&self) -> bool {
        self.known.is_some_and(Scope::is_sensitive)
    }
}

/// Whether this character separates scopes that were written into one string.
pub fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | ';' | '\u{feff}' | '\u{200b}')
}

/// The scopes that a component requests, as an app or in its permissions. `malformed-scope` reports strings that are not a
/// single name, and `placeholder-not-replaced` placeholders that HubSpot does not replace.
pub fn requested<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = RequestedScope<'a>> {
    let syntax = cx.root.syntax();
    let scopes = cx.judged.scopes.get_or_init(|| judge(cx));
    scopes.iter().filter_map(move |judged| {
        let value = Value::numbered(syntax, judged.value);
        Some(RequestedScope {
            list: Value::numbered(syntax, judged.list),
            value,
            name: value.as_str()?,
            known: judged.known,
        })
    })
}

/// A requested scope, with the numbers of its values.
pub(crate) struct JudgedScope {
    list: u32,
    value: u32,
    known: Option<&'static Scope>,
}

fn judge(cx: &FileContext<'_>) -> Vec<JudgedScope> {
    let mut scopes = Vec::new();
    let Some(file) = cx.component_file() else {
        return scopes;
    };
    for list in file.scope_lists() {
        for (value, name) in strings(list.value) {
            if is_single_name(name) {
                scopes.push(JudgedScope {
                    list: list.value.index(),
                    value: value.index(),
                    known: catalog::scope(name),
                });
            }
        }
    }
    scopes
}

fn is_single_name(string: &str) -> bool {
    if string.is_empty() {
        return false;
    }
    // Decides nearly all.
    let is_plain = string
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    is_plain || !string.contains(is_separator) && placeholders::first(string).is_none()
}

/// The requested scopes with this status.
pub fn of_status<'a>(
    cx: &FileContext<'a>,
    status: ScopeStatus,
) -> impl Iterator<Item = (RequestedScope<'a>, &'static Scope)> {
    requested(cx).filter_map(move |requested| {
        let scope = requested.known?;
        if scope.status == status {
            Some((requested, scope))
        } else {
            None
        }
    })
}

/// The scope that an unknown name most likely means.
pub fn meant(name: &str) -> Option<&'static Scope> {
    let requestable = catalog::scopes()
        .iter()
        .filter(|scope| scope.status.is_requestable() && !scope.deprecated)
        .map(|scope| scope.name);
    if let Some(near) = suggest::closest(name, requestable) {
        return catalog::scope(near);
    }
    // `crm.contacts.read` and `contacts.read` lack the prefix of most names.
    let suffix = name.strip_prefix("crm.").unwrap_or(name);
    let scope = catalog::scope(&format!("crm.objects.{suffix}"))?;
    if scope.status.is_requestable() {
        Some(scope)
    } else {
        None
    }
}

/// Adds a fix that replaces a scope by its known replacement, or removes it if there is none.
pub fn replace_as_known(
    diagnostic: Diagnostic,
    requested: &RequestedScope<'_>,
    scope: &Scope,
) -> Diagnostic {
    let Some(names) = scope.replacement else {
        return remove(diagnostic.help("remove it"), requested);
    };
    let names: Vec<&str> = names.split(", ").collect();
    let help = format!("change to {}", message::all_of(names.iter().copied()));
    replace(diagnostic.help(help), requested, &names)
}

/// Adds a fix that replaces a scope by those of `names` that the list does not contain yet.
pub fn replace(
    diagnostic: Diagnostic,
    requested: &RequestedScope<'_>,
    names: &[&str],
) -> Diagnostic {
    let mut new = Vec::new();
    for name in names {
        if !strings(requested.list).any(|(_, other)| other == *name) {
            new.push(*name);
        }
    }
    if new.is_empty() {
        return remove(diagnostic, requested);
    }
    let elements: Vec<String> = new.iter().map(|name| edit::quote(name)).collect();
    let edits = edit::replace_value(requested.value, &elements.join(", "));
    diagnostic.fix(
        format!("change to {}", message::all_of(new)),
        Safety::Unsafe,
        edits,
    )
}

/// Adds a fix that removes a scope from its list.
pub fn remove(diagnostic: Diagnostic, requested: &RequestedScope<'_>) -> Diagnostic {
    let title = format!("remove {}", message::quoted(requested.name));
    diagnostic.fix(
        title,
        Safety::Unsafe,
        edit::remove_element(requested.list, requested.value),
    )
}
