//! What the rules about scopes share.

use crate::FileContext;
use crate::components::strings;
use catalog::{Scope, ScopeStatus};
use diagnostics::{Diagnostic, Safety, message, suggest};
use project::placeholders;
use syntax::{Member, Value, edit};

/// One scope that a file asks for.
pub struct Asked<'a> {
    /// The list that it stands in.
    pub list: Value<'a>,
    /// The element of the list.
    pub value: Value<'a>,
    /// Its text, which is no more than one name.
    pub name: &'a str,
    /// What is known about it.
    pub known: Option<&'static Scope>,
}

impl Asked<'_> {
    /// Whether it is about data that HubSpot protects more than other data.
    pub fn is_sensitive(&self) -> bool {
        self.known.is_some_and(|scope| {
            scope
                .name
                .split('.')
                .any(|part| matches!(part, "sensitive" | "highly_sensitive"))
        })
    }
}

/// Whether this character stands between two scopes that were written into one text.
pub fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | ';' | '\u{feff}' | '\u{200b}')
}

/// The scopes that a component asks for, as an app or in its permissions. Texts that are no single name are the business
/// of `malformed-scope`, and placeholders where HubSpot replaces none that of `placeholder-not-replaced`.
pub fn asked<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Asked<'a>> + use<'a> {
    lists(cx).flat_map(|list| {
        let names = strings(list.value).filter(|(_, name)| is_one_name(name));
        names.map(move |(value, name)| Asked {
            list: list.value,
            value,
            name,
            known: catalog::scope(name),
        })
    })
}

/// The lists of scopes of a component, as an app or in its permissions.
fn lists<'a>(cx: &FileContext<'a>) -> impl Iterator<Item = Member<'a>> + use<'a> {
    cx.component_file()
        .into_iter()
        .flat_map(|file| file.scope_lists())
}

fn is_one_name(text: &str) -> bool {
    // The first look decides nearly all: five rules ask about each scope.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let is_whole = || !text.contains(is_separator) && placeholders::first(text).is_none();
    !text.is_empty() && (text.bytes().all(is_plain) || is_whole())
}

/// Those of a status.
pub fn of_status<'a>(
    cx: &FileContext<'a>,
    status: ScopeStatus,
) -> impl Iterator<Item = (Asked<'a>, &'static Scope)> + use<'a> {
    asked(cx)
        .filter_map(|asked| Some((asked.known?, asked)))
        .filter_map(move |(scope, asked)| (scope.status == status).then_some((asked, scope)))
}

/// The scope that an unknown name most likely stands for.
pub fn meant(name: &str) -> Option<&'static Scope> {
    let requestable = || {
        catalog::scopes()
            .iter()
            .filter(|scope| scope.status.is_requestable() && !scope.deprecated)
    };
    let near =
        suggest::closest(name, requestable().map(|scope| scope.name)).and_then(catalog::scope);
    // `crm.contacts.read` and `contacts.read` lack what most names begin with.
    let whole = || {
        catalog::scope(&format!(
            "crm.objects.{}",
            name.strip_prefix("crm.").unwrap_or(name)
        ))
    };
    near.or_else(|| whole().filter(|scope| scope.status.is_requestable()))
}

/// Offers the known replacement of a scope, else to remove it.
pub fn replace_as_known(diagnostic: Diagnostic, asked: &Asked<'_>, scope: &Scope) -> Diagnostic {
    let Some(names) = scope.replacement else {
        return remove(diagnostic.help("remove it"), asked);
    };
    let names: Vec<&str> = names.split(", ").collect();
    replace(
        diagnostic.help(format!(
            "change to {}",
            message::all_of(names.iter().copied())
        )),
        asked,
        &names,
    )
}

/// Offers to replace a scope, but by none that is already in the list.
pub fn replace(diagnostic: Diagnostic, asked: &Asked<'_>, names: &[&str]) -> Diagnostic {
    let is_there = |name: &str| strings(asked.list).any(|(_, other)| other == name);
    let new: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !is_there(name))
        .collect();
    if new.is_empty() {
        return remove(diagnostic, asked);
    }
    let elements: Vec<String> = new.iter().map(|name| edit::quote(name)).collect();
    let edits = edit::replace_value(asked.value, &elements.join(", "));
    diagnostic.fix(
        format!("change to {}", message::all_of(new)),
        Safety::Unsafe,
        edits,
    )
}

/// Offers to take a scope out of its list.
pub fn remove(diagnostic: Diagnostic, asked: &Asked<'_>) -> Diagnostic {
    let title = format!("remove {}", message::quoted(asked.name));
    diagnostic.fix(
        title,
        Safety::Unsafe,
        edit::remove_element(asked.list, asked.value),
    )
}
