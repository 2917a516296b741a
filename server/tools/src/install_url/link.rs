//! A pasted URL and its parameters.

use url::Url;

use super::parameters;
use analysis::secrets::Secrets;

/// The parameters that an install URL can have.
pub(super) const KNOWN: [&str; 8] = [
    "client_id",
    "redirect_uri",
    "scope",
    "optional_scope",
    "state",
    "response_type",
    "code_challenge",
    "code_challenge_method",
];

/// Names that people write instead, without separators and in lower case.
const MISTAKEN: [(&str, &str); 11] = [
    ("scopes", "scope"),
    ("requiredscopes", "scope"),
    ("optionalscopes", "optional_scope"),
    ("optionalscope", "optional_scope"),
    ("redirecturl", "redirect_uri"),
    ("redirecturls", "redirect_uri"),
    ("redirecturi", "redirect_uri"),
    ("callbackurl", "redirect_uri"),
    ("returnurl", "redirect_uri"),
    ("clientid", "client_id"),
    ("responsetype", "response_type"),
];

pub(super) struct Link {
    pub(super) url: Url,
    pub(super) parameters: Vec<Parameter>,
}

/// A parameter, decoded.
pub(super) struct Parameter {
    /// The name as it is written.
    pub(super) name: String,
    /// The known parameter that is meant, otherwise the name itself.
    pub(super) meant: String,
    pub(super) value: String,
}

impl Link {
    /// Reads a URL without the quotes and whitespace that were pasted with it. Also reads a line of a server's log, which has a
    /// path only.
    pub(super) fn read(text: &str) -> Option<Link> {
        let text = trimmed(text);
        let url = match Url::parse(text) {
            Ok(url) => url,
            Err(_) if text.starts_with(['/', '?']) => {
                Url::parse("http://localhost").ok()?.join(text).ok()?
            }
            Err(_) => return None,
        };
        let mut parameters = Vec::new();
        for (name, value) in url.query_pairs() {
            parameters.push(Parameter {
                meant: meant(&name).to_owned(),
                name: name.into_owned(),
                value: value.into_owned(),
            });
        }
        Some(Link { url, parameters })
    }

    /// The secrets in the URL, which must not be printed in any message. A shorter value is no secret, and most likely a part of
    /// an ordinary word.
    pub(super) fn secrets(&self) -> Secrets {
        const MIN_LENGTH: usize = 6;
        let mut secrets: Vec<&str> = Vec::new();
        for parameter in &self.parameters {
            if parameters::is_secret(&parameter.name) {
                secrets.push(&parameter.value);
            }
        }
        secrets.extend(self.url.password());
        secrets.retain(|secret| secret.len() >= MIN_LENGTH);
        secrets.into_iter().map(str::to_owned).collect()
    }

    /// The values of the parameters that mean `name`.
    pub(super) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters
            .iter()
            .filter(move |parameter| parameter.meant == name)
            .map(|parameter| parameter.value.as_str())
    }

    /// The first value of the parameter `name` that is more than whitespace.
    pub(super) fn value<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.values(name).find(|value| !value.trim().is_empty())
    }

    /// The names in the values of the parameter `name`, which is a list of names.
    pub(super) fn names<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values(name)
            .flat_map(|value| {
                value.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '+'))
            })
            .filter(|name| !name.is_empty())
    }
}

pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>'))
}

/// `&` in a page of HTML is `&amp;`, which a pasted URL may still contain.
pub(super) const HTML: &str = "amp;";

/// The known parameter that a name means.
fn meant(name: &str) -> &str {
    let name = name.trim_start_matches(HTML);
    if KNOWN.contains(&name) {
        return name;
    }
    for known in KNOWN {
        if known.eq_ignore_ascii_case(name) {
            return known;
        }
    }
    let folded = folded(name);
    for (wrong, right) in MISTAKEN {
        if wrong == folded {
            return right;
        }
    }
    name
}

/// A name without separators and in lower case.
pub(super) fn folded(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
