//! Clients that code makes of packages, and the methods that it calls of HubSpot's.

use catalog::API_CLIENT;
use project::source_file::SourceFile;
use source::{Callee, Instance, Root, Value};

use super::tokens::Set;
use super::{ApiPath, Passed, Token, argument_or, is_open, object};
use crate::code::exports::{Located, MOST_FILES};
use crate::code::{Code, ImportTarget};

/// The names below a client of HubSpot's API client 14.0.1.
const GROUPS: [&str; 11] = [
    "automation",
    "cms",
    "communicationPreferences",
    "conversations",
    "crm",
    "events",
    "files",
    "marketing",
    "oauth",
    "settings",
    "webhooks",
];

/// A client whose expression is known.
pub(super) struct Client<'c> {
    pub(super) specifier: &'c str,
    pub(super) file: &'c SourceFile,
    pub(super) instance: &'c Instance,
    /// The names that are used of it.
    pub(super) members: Vec<&'c str>,
}

impl<'c> Client<'c> {
    pub(super) fn is_of_hubspot(&self) -> bool {
        self.specifier == API_CLIENT
    }

    /// The first argument.
    pub(super) fn options(&self) -> Option<&'c Value> {
        self.instance.arguments.first()
    }

    /// The token of HubSpot's client: the `accessToken` that it is made with, or what is set later.
    pub(super) fn token(&self, code: &Code<'c>) -> Token<'c> {
        let set = code.set_tokens.of(self);
        let Some(options) = self.options() else {
            return match set {
                Set::Value(file, value) => Token::Value { file, value },
                Set::Nothing | Set::Unknown => Token::Unknown,
            };
        };
        let Some((file, options)) = object(code, self.file, options, None) else {
            return Token::Unknown;
        };
        match (options.property("accessToken"), set) {
            (Some(token), Set::Nothing) => Token::Value {
                file,
                value: &token.value,
            },
            (None, Set::Value(file, value)) if !is_open(options) => Token::Value { file, value },
            _ => Token::Unknown,
        }
    }

    /// The host of HubSpot's client, which is that of the API if its options have no `basePath`.
    pub(super) fn host(&self, code: &Code<'c>) -> Host {
        let options = self.options();
        let options = options.and_then(|options| object(code, self.file, options, None));
        let Some((file, options)) = options else {
            return Host::Api;
        };
        let Some(base) = options.property("basePath") else {
            return Host::Api;
        };
        let bases = code.resolve(file, &base.value);
        let of_api = bases
            .texts
            .iter()
            .filter(|base| ApiPath::of(base).is_some());
        match of_api.count() {
            _ if !bases.is_known() => Host::Unknown,
            0 => Host::Other,
            count if count == bases.texts.len() => Host::Api,
            _ => Host::Unknown,
        }
    }
}

/// The host that a client of HubSpot sends its requests to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    Api,
    Other,
    Unknown,
}

/// The client that a callee begins with.
pub(super) fn of<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    callee: &'c Callee,
) -> Option<Client<'c>> {
    let located = match &callee.root {
        Root::Instance {
            specifier, span, ..
        } => {
            let instances = &mut file.facts.instances.iter();
            return Some(Client {
                specifier,
                file,
                instance: instances.find(|instance| instance.span == *span)?,
                members: members(callee),
            });
        }
        Root::Imported { specifier, name } => {
            // Most calls are those of packages.
            let ImportTarget::Source(_) = code.import_target(&file.path, specifier) else {
                return None;
            };
            let names: Vec<&str> = name.as_deref().into_iter().chain(members(callee)).collect();
            code.exported(&file.path, specifier, &names)?
        }
        Root::Returned { specifier, name } => {
            returned(code, file, specifier, name.as_deref(), members(callee))?
        }
        Root::Global(_) | Root::Bound(_) | Root::Unknown => return None,
    };
    follow(code, located)
}

fn members(callee: &Callee) -> Vec<&str> {
    callee.members.iter().map(String::as_str).collect()
}

/// The client that a value of a file is.
fn follow<'c>(code: &Code<'c>, located: Located<'c>) -> Option<Client<'c>> {
    let mut located = located;
    for _ in 0..MOST_FILES {
        match located.value {
            Value::Instance {
                specifier, span, ..
            } => {
                let instances = &mut located.file.facts.instances.iter();
                return Some(Client {
                    specifier,
                    instance: instances.find(|instance| instance.span == *span)?,
                    file: located.file,
                    members: located.members,
                });
            }
            Value::Imported {
                specifier,
                name,
                members,
                ..
            } => {
                let mut names: Vec<&str> = name.as_deref().into_iter().collect();
                names.extend(members.iter().map(String::as_str));
                names.append(&mut located.members);
                located = code.exported(&located.file.path, specifier, &names)?;
            }
            object @ Value::Object { .. } => {
                let (first, rest) = located.members.split_first()?;
                located = Located {
                    file: located.file,
                    value: &object.property(first)?.value,
                    members: rest.to_vec(),
                };
            }
            _ => return None,
        }
    }
    None
}

/// What a function of another file returns.
fn returned<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    specifier: &'c str,
    name: Option<&'c str>,
    members: Vec<&'c str>,
) -> Option<Located<'c>> {
    let (file, value) = code.find_export(file, specifier, name, |file, name| {
        Some((file, file.facts.exports.returns.get(name)?))
    })?;
    Some(Located {
        file,
        value,
        members,
    })
}

/// The names of a method of HubSpot's client: of one that is known, and by its names of any other, such as a parameter.
pub(super) fn accessor<'c>(
    client: Option<&Client<'c>>,
    callee: &'c Callee,
) -> Option<Vec<&'c str>> {
    let members = match client {
        Some(client) if !client.is_of_hubspot() => return None,
        Some(client) => client.members.clone(),
        None => match callee.members.as_slice() {
            [.., api, _] if api.ends_with("Api") => members(callee),
            _ => return None,
        },
    };
    let [.., api, _] = members.as_slice() else {
        return None;
    };
    let first = members.iter().position(|name| GROUPS.contains(name))?;
    let names = members.get(first..)?;
    if names.len() < 3 && !api.ends_with("Api") {
        return None;
    }
    Some(names.to_vec())
}

/// The value of the header `Authorization` in the options of a request.
pub(super) fn authorization<'c>(
    code: &Code<'c>,
    file: &'c SourceFile,
    options: &'c Value,
    passed: Option<Passed<'c>>,
) -> Token<'c> {
    let Some((file, options)) = object(code, file, options, passed) else {
        return Token::Unknown;
    };
    let Some(headers) = options.property("headers") else {
        return if is_open(options) {
            Token::Unknown
        } else {
            Token::Missing
        };
    };
    let Some((file, headers)) = object(code, file, &headers.value, passed) else {
        return Token::Unknown;
    };
    let Value::Object { properties, .. } = headers else {
        return Token::Unknown;
    };
    for property in properties.iter().rev() {
        if property.name.eq_ignore_ascii_case("authorization") {
            let value = after_scheme(&property.value, passed);
            let (file, value) = argument_or(file, value, passed);
            return Token::Value { file, value };
        }
    }
    if is_open(headers) {
        Token::Unknown
    } else {
        Token::Missing
    }
}

/// The parameter after `Bearer`, if the header is that; the whole value if not.
fn after_scheme<'c>(value: &'c Value, passed: Option<Passed<'c>>) -> &'c Value {
    if let Value::Joined { parts, .. } = value
        && let [
            Value::Text { text, .. },
            parameter @ Value::Parameter { .. },
        ] = parts.as_slice()
        && text.trim().eq_ignore_ascii_case("bearer")
        && passed.is_some_and(|passed| passed.argument(parameter).is_some())
    {
        return parameter;
    }
    value
}
