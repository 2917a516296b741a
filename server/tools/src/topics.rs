//! Topics that `hsmeta explain` knows beside the rules, found by their names or by the words of HubSpot's errors.

use std::collections::BTreeSet;

/// One topic.
pub struct Topic {
    /// Its name.
    pub id: &'static str,
    /// Its text, as Markdown.
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
        id: "static-auth",
        text: include_str!("topics/static-auth.md"),
    },
];

/// A cause of an error: a row of a topic's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cause {
    /// The gist of what HubSpot says.
    pub says: &'static str,
    /// What causes it.
    pub cause: &'static str,
    /// What to do.
    pub advice: &'static str,
}

/// The topic called `query`, else the one with the row that has most of the query's words in its first column: people
/// paste what HubSpot shows them, which is longer or shorter than what a table holds.
pub fn find(query: &str) -> Option<&'static Topic> {
    ALL.iter()
        .find(|topic| topic.id == query)
        .or_else(|| best(query).map(|(topic, _)| topic))
}

/// What is known to cause an error while an app is installed, by HubSpot's words for it.
pub fn causes(words: &str) -> Vec<Cause> {
    let Some((topic, says)) = best(words).filter(|(topic, _)| topic.id == "oauth-errors") else {
        return Vec::new();
    };
    let cause = |row: &'static str| {
        let mut cells = row.split('|').map(str::trim);
        Some(Cause {
            says: cells.next()?,
            cause: cells.next()?,
            advice: cells.next()?,
        })
    };
    rows(topic)
        .filter_map(cause)
        .filter(|cause| cause.says == says.trim())
        .collect()
}

/// The topic and the first column of the row that has most of the words in it.
fn best(query: &str) -> Option<(&'static Topic, &'static str)> {
    let asked = significant(query);
    let heads = |topic| rows(topic).filter_map(move |row| Some((topic, row.split('|').next()?)));
    let scored = ALL.iter().flat_map(heads).map(|(topic, head)| {
        let words = significant(head);
        let common = words.intersection(&asked).count();
        (common, words.len().min(asked.len()), (topic, head))
    });
    let near = scored.filter(|(common, of, _)| *common >= 2 && common * 5 >= of * 3);
    near.max_by_key(|(common, ..)| *common)
        .map(|(.., found)| found)
}

/// The rows of a topic's tables, without their first bar.
fn rows(topic: &'static Topic) -> impl Iterator<Item = &'static str> {
    topic
        .text
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
}

/// The words that carry the meaning: in lower case, without what every sentence has.
fn significant(text: &str) -> BTreeSet<String> {
    const EMPTY: &[&str] = &[
        "the", "and", "that", "this", "your", "you", "for", "has", "have", "was", "are", "not",
        "doesn", "hubspot",
    ];
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase);
    words
        .filter(|word| word.len() > 2 && !EMPTY.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_found_by_their_own_words() {
        let found = |query| find(query).map(|topic| topic.id);
        assert_eq!(found("static-auth"), Some("static-auth"));
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
            ["let them agree, or let a super admin install"]
        );
        assert!(advice("the weather is nice").is_empty());
    }
}
