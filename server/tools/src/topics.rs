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
        id: "deploy",
        text: include_str!("topics/deploy.md"),
    },
    Topic {
        id: "limits",
        text: include_str!("topics/limits.md"),
    },
    Topic {
        id: "migration",
        text: include_str!("topics/migration.md"),
    },
    Topic {
        id: "migration-errors",
        text: include_str!("topics/migration-errors.md"),
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

/// Words that a topic is about.
const WORDS: &[(&str, &str)] = &[
    ("DEPLOY_BLOCKED", "deploy"),
    ("deploying", "deploy"),
    ("hs project deploy", "deploy"),
    ("hs project migrate", "migration"),
    ("hubspot.extend", "source-code"),
    ("hubspot.fetch", "source-code"),
    ("hubspot.serverless", "source-code"),
    ("legacy", "migration"),
    ("migrate", "migration"),
    ("process.env", "source-code"),
    ("secretKeys", "source-code"),
    ("source", "source-code"),
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
    let word = WORDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(query));
    let id = match word {
        Some((_, topic)) => topic,
        None => query,
    };
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
        for word in ["deploy", "hs project deploy", "deploy_blocked"] {
            assert_eq!(found(word), Some("deploy"), "{word}");
        }
        for word in ["migration", "migrate", "hs project migrate"] {
            assert_eq!(found(word), Some("migration"), "{word}");
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
    fn messages_of_hubspots_own_migration_are_found() {
        for message in [
            "[WARNING] The app.json file is not supported on platform version 2026.03 and will be ignored.",
            "The src/app/public-app.json file is not supported on platform version 2025.2 and will be ignored.",
            "Detected components that require a minimum platform version of 2025.2.  You need to update your platform version in your hsproject.json and run `hs project upload`",
            "Projects with platformVersion 2023.2 are no longer supported.",
            "Multiple apps found in project, this is not allowed in 2025.2",
            "Projects containing both themes and apps cannot be migrated together.",
            "No apps in account acme [prod] (123) are currently migratable",
            "Private apps are not currently migratable",
            "Listed apps are not currently migratable",
            "App is already up to date",
            "The project is linked to a GitHub repository.",
            "Unable to migrate app: SOME_CODE",
            "Your account acme isn't enrolled in the required product beta to access this command.",
            "Your project was migrated, but the initial build failed.",
            "What UID would you like to use for Card 'Orders' (ID: 1)?",
            "Failed to migrate project themes. Please verify that your themes are properly formatted before trying again.",
            "Unexpected top-level properties found: data",
            "Unsupported type: crm-card",
        ] {
            let id = find(message).map(|topic| topic.id);
            assert_eq!(id, Some("migration-errors"), "{message}");
        }
        assert!(causes("Private apps are not currently migratable").is_empty());
    }

    #[test]
    fn the_topic_of_a_row_is_the_topic_of_its_message() {
        for topic in ALL.iter().filter(|topic| topic.id.ends_with("-errors")) {
            for row in rows(topic) {
                // The last row of several with the same message, and no row of one word.
                let found = best_row(first_cell(row)).map(|(found, _)| found.id);
                assert!(found.is_none_or(|id| id == topic.id), "{row}");
            }
        }
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
