//! The topics of `hsmeta explain`, found by their names or by parts of HubSpot's error messages.

use std::collections::BTreeSet;

pub struct Topic {
    pub id: &'static str,
    /// Markdown.
    pub text: &'static str,
}

/// Every topic, sorted by id.
pub static ALL: &[Topic] = &[
    Topic {
        id: "limits",
        text: include_str!("topics/limits.md"),
    },
    Topic {
        id: "oauth-errors",
        text: include_str!("topics/oauth-errors.md"),
    },
    Topic {
        id: "oauth-install",
        text: include_str!("topics/oauth-install.md"),
    },
    Topic {
        id: "source-code",
        text: include_str!("topics/source-code.md"),
    },
    Topic {
        id: "static-auth",
        text: include_str!("topics/static-auth.md"),
    },
];

/// Words of code and configuration that `source-code` is about.
const WORDS_OF_CODE: &[&str] = &[
    "hubspot.extend",
    "hubspot.fetch",
    "hubspot.serverless",
    "process.env",
    "secretKeys",
    "source",
];

/// A cause of an error: a row of a topic's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cause {
    /// The gist of HubSpot's error message.
    pub message: &'static str,
    pub cause: &'static str,
    pub advice: &'static str,
}

/// The topic called `query`, otherwise the one with the row whose error message has most words in common with it: people paste
/// what HubSpot shows, which is longer or shorter than the text in the table.
pub fn find(query: &str) -> Option<&'static Topic> {
    let is_of_code = WORDS_OF_CODE
        .iter()
        .any(|word| word.eq_ignore_ascii_case(query));
    let id = if is_of_code { "source-code" } else { query };
    if let Some(topic) = ALL.iter().find(|topic| topic.id == id) {
        return Some(topic);
    }
    let (topic, _) = best_row(query)?;
    Some(topic)
}

/// The known causes of an error while an app is installed, by HubSpot's message.
pub fn causes(message: &str) -> Vec<Cause> {
    match best_row(message) {
        Some((topic, row)) if topic.id == "oauth-errors" => rows(topic)
            .filter_map(cause)
            .filter(|cause| cause.message == first_cell(row))
            .collect(),
        _ => Vec::new(),
    }
}

fn cause(row: &'static str) -> Option<Cause> {
    let mut cells = row.split('|').map(str::trim);
    Some(Cause {
        message: cells.next()?,
        cause: cells.next()?,
        advice: cells.next()?,
    })
}

/// The row whose first cell has most words in common with the query: at least two, and three fifths of the shorter one.
fn best_row(query: &str) -> Option<(&'static Topic, &'static str)> {
    let query = significant_words(query);
    let mut best = None;
    let mut most = 2;
    for topic in ALL {
        for row in rows(topic) {
            let words = significant_words(first_cell(row));
            let common = words.intersection(&query).count();
            // On a tie, the last one.
            if common >= most && common * 5 >= words.len().min(query.len()) * 3 {
                most = common;
                best = Some((topic, row));
            }
        }
    }
    best
}

/// The rows of a topic's tables, without their first bar.
fn rows(topic: &'static Topic) -> impl Iterator<Item = &'static str> {
    topic
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
}

fn first_cell(row: &str) -> &str {
    row.split('|').next().unwrap_or_default().trim()
}

/// The words of a text in lower case, without those that most sentences have.
fn significant_words(text: &str) -> BTreeSet<String> {
    const STOP_WORDS: &[&str] = &[
        "the", "and", "that", "this", "your", "you", "for", "has", "have", "was", "are", "not",
        "doesn", "hubspot",
    ];
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.len() > 2 && !STOP_WORDS.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_found_by_parts_of_error_messages() {
        let found = |query| find(query).map(|topic| topic.id);
        assert_eq!(found("static-auth"), Some("static-auth"));
        for word in ["source-code", "secretKeys", "hubspot.fetch"] {
            assert_eq!(found(word), Some("source-code"), "{word}");
        }
        assert_eq!(
            found(
                "Authorization failed because the redirect URL doesn't match your app's registered redirect URL."
            ),
            Some("oauth-errors")
        );
        assert_eq!(
            found("one or more scopes are invalid"),
            Some("oauth-errors")
        );
        assert_eq!(found("the weather is nice"), None);
    }

    #[test]
    fn an_error_may_have_several_causes() {
        let advice = |query| {
            causes(query)
                .iter()
                .map(|cause| cause.advice)
                .collect::<Vec<_>>()
        };
        assert_eq!(advice("the provided scopes are insufficient").len(), 2);
        assert_eq!(
            advice("access_denied"),
            ["have the user agree, or a super admin install"]
        );
        assert!(advice("the weather is nice").is_empty());
    }
}
