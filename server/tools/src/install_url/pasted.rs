//! Line breaks and spaces in a pasted link.

use super::link::trimmed;

/// A pasted link, split at whitespace that breaks it.
pub(super) struct Pasted {
    parts: Vec<Part>,
    pub(super) has_line_break: bool,
}

#[derive(Default)]
struct Part {
    text: String,
    /// Whether the break before it is in a list of scopes.
    is_in_scopes: bool,
}

impl Pasted {
    /// Spaces between scopes do not break a link: people write them for `%20`, and browsers accept them.
    pub(super) fn read(text: &str) -> Pasted {
        let mut pasted = Pasted {
            parts: vec![Part::default()],
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
            pasted.add(run, is_space, is_scope_list(&parameter));
            if !is_space {
                match run.rfind(['?', '&']) {
                    Some(start) => parameter = run[start + 1..].to_owned(),
                    None => parameter.push_str(run),
                }
            }
            rest = after;
        }
        pasted
    }

    /// Adds a run of whitespace, or one without.
    fn add(&mut self, run: &str, is_space: bool, is_in_scopes: bool) {
        let is_line_break = run.contains(['\n', '\r']);
        if is_space && (is_line_break || !is_in_scopes) {
            self.has_line_break |= is_line_break;
            self.parts.push(Part {
                text: String::new(),
                is_in_scopes,
            });
        } else if let Some(part) = self.parts.last_mut() {
            part.text.push_str(run);
        }
    }

    pub(super) fn break_count(&self) -> usize {
        self.parts.len().saturating_sub(1)
    }

    /// The link without its breaks. A space may have been lost at a break in a list of scopes.
    pub(super) fn joined(&self, between_scopes: &str) -> String {
        let mut joined = String::new();
        for part in &self.parts {
            if part.is_in_scopes {
                joined.push_str(between_scopes);
            }
            joined.push_str(&part.text);
        }
        joined
    }
}

/// Whether a parameter with its value is a list of scopes.
fn is_scope_list(parameter: &str) -> bool {
    match parameter.split_once('=') {
        Some((name, _)) => name.contains("scope"),
        None => false,
    }
}
