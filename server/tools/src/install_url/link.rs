//! A URL that somebody pasted, taken apart. Any text may come in here.

use std::borrow::Cow;

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

/// A URL with its parameters.
pub(super) struct Link {
    pub(super) url: Url,
    pub(super) parameters: Vec<Parameter>,
}

/// One parameter, decoded.
pub(super) struct Parameter {
    /// The name as it is written.
    pub(super) name: String,
    /// The parameter that is meant: the name itself, or the one that it is mistaken for.
    pub(super) meant: String,
    pub(super) value: String,
}

impl Link {
    /// Reads a URL, with the quotes and whitespace around it that come with pasting. A line of a server's log, which has a
    /// path only, is read too.
    pub(super) fn read(text: &str) -> Option<Link> {
        let text = trimmed(text);
        let base = || Url::parse("http://localhost").ok()?.join(text).ok();
        let url = Url::parse(text).ok().or_else(|| {
            if text.starts_with(['/', '?']) {
                base()
            } else {
                None
            }
        })?;
        let parameter = |(name, value): (Cow<'_, str>, Cow<'_, str>)| Parameter {
            meant: meant(&name),
            name: name.into_owned(),
            value: value.into_owned(),
        };
        let parameters = url.query_pairs().map(parameter).collect();
        Some(Link { url, parameters })
    }

    /// What may not be printed of the URL, wherever else it stands. What is shorter is no secret, and most likely a part of
    /// an innocent word.
    pub(super) fn secrets(&self) -> Secrets {
        const SHORTEST: usize = 6;
        let carriers = self
            .parameters
            .iter()
            .filter(|parameter| parameters::is_secret(&parameter.name));
        let values = carriers
            .map(|parameter| parameter.value.as_str())
            .chain(self.url.password());
        values
            .filter(|value| value.len() >= SHORTEST)
            .map(str::to_owned)
            .collect()
    }

    /// The values of the parameters that mean `name`.
    pub(super) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters
            .iter()
            .filter(move |parameter| parameter.meant == name)
            .map(|parameter| parameter.value.as_str())
    }

    /// The first value of the parameter `name` that is not blank.
    pub(super) fn value<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.values(name).find(|value| !value.trim().is_empty())
    }

    /// The names in the values of the parameter `name`, which lists some.
    pub(super) fn names<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '+');
        self.values(name)
            .flat_map(move |value| value.split(separators))
            .filter(|name| !name.is_empty())
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>'))
}

/// A pasted link, taken apart where whitespace breaks it.
pub(super) struct Pieces {
    /// Each with whether a list of scopes is broken before it.
    pieces: Vec<(String, bool)>,
    pub(super) has_line_break: bool,
}

impl Pieces {
    pub(super) fn number_of_breaks(&self) -> usize {
        self.pieces.len().saturating_sub(1)
    }

    /// The link in one piece. A space may have been lost where a list of scopes is broken.
    pub(super) fn joined(&self, between_scopes: &str) -> String {
        let mut joined = String::new();
        for (piece, is_in_scopes) in &self.pieces {
            if *is_in_scopes {
                joined.push_str(between_scopes);
            }
            joined.push_str(piece);
        }
        joined
    }
}

/// Spaces between scopes are no break: people write them for `%20`, and browsers take them.
pub(super) fn pieces(text: &str) -> Pieces {
    let mut found = Pieces {
        pieces: vec![(String::new(), false)],
        has_line_break: false,
    };
    let mut parameter = String::new();
    let mut rest = trimmed(text);
    while let Some(next) = rest.chars().next() {
        let is_space = next.is_whitespace();
        let end = rest
            .find(|c: char| c.is_whitespace() != is_space)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let is_line_break = run.contains(['\n', '\r']);
        let is_in_scopes = parameter
            .split_once('=')
            .is_some_and(|(name, _)| name.contains("scope"));
        if is_space && (is_line_break || !is_in_scopes) {
            found.has_line_break |= is_line_break;
            found.pieces.push((String::new(), is_in_scopes));
        } else if let Some((piece, _)) = found.pieces.last_mut() {
            piece.push_str(run);
        }
        if !is_space {
            match run.rfind(['?', '&']) {
                Some(start) => parameter = run[start + 1..].to_owned(),
                None => parameter.push_str(run),
            }
        }
        rest = after;
    }
    found
}

/// `&` in a page of HTML is `&amp;`, which a pasted URL may still have.
pub(super) const HTML: &str = "amp;";

fn meant(name: &str) -> String {
    let name = name.trim_start_matches(HTML);
    let folded: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let mistaken = || {
        MISTAKEN
            .iter()
            .find(|(wrong, _)| *wrong == folded)
            .map(|(_, right)| *right)
    };
    let in_other_case = || {
        KNOWN
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(name))
    };
    if KNOWN.contains(&name) {
        name
    } else {
        in_other_case().or_else(mistaken).unwrap_or(name)
    }
    .to_owned()
}
