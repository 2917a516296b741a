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
    Topic { id: "limits", text: include_str!("topics/limits.md") },
    Topic { id: "oauth-errors", text: include_str!("topics/oauth-errors.md") },
    Topic { id: "oauth-install", text: include_str!("topics/oauth-install.md") },
    Topic { id: "static-auth", text: include_str!("topics/static-auth.md") },
];

/// The topic called `query`, else the one with the row that has most of the query's words in its first column: people
/// paste what HubSpot shows them, which is longer or shorter than what a table holds.
pub fn find(query: &str) -> Option<&'static Topic> {
    if let Some(topic) = ALL.iter().find(|topic| topic.id == query) {
        return Some(topic);
    }
    let asked = significant(query);
    let scored = ALL.iter().flat_map(|topic| rows(topic).map(move |row| (topic, row)));
    let scored = scored.map(|(topic, row)| {
        let row = significant(row);
        let common = row.intersection(&asked).count();
        (common, row.len().min(asked.len()), topic)
    });
    let near = scored.filter(|(common, of, _)| *common >= 2 && common * 5 >= of * 3);
    near.max_by_key(|(common, ..)| *common).map(|(.., topic)| topic)
}

/// The first columns of a topic's table rows.
fn rows(topic: &Topic) -> impl Iterator<Item = &'static str> + use<> {
    let lines = topic.text.lines().filter_map(|line| line.strip_prefix("| "));
    lines.filter_map(|line| line.split('|').next())
}

/// The words that carry the meaning: in lower case, without what every sentence has.
fn significant(text: &str) -> BTreeSet<String> {
    const EMPTY: &[&str] =
        &["the", "and", "that", "this", "your", "you", "for", "has", "have", "was", "are", "not", "doesn", "hubspot"];
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 2 && !EMPTY.contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_found_by_their_own_words() {
        let found = |query| find(query).map(|topic| topic.id);
        assert_eq!(found("static-auth"), Some("static-auth"));
        assert_eq!(
            found("Authorization failed because the redirect URL doesn't match your app's registered redirect URL."),
            Some("oauth-errors")
        );
        assert_eq!(found("one or more scopes are invalid"), Some("oauth-errors"));
        assert_eq!(found("the weather is nice"), None);
    }
}
