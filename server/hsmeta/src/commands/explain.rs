//! `hsmeta explain`: the page of a rule or a topic, found by its name or by part of an error message.

use crate::Exit;
use crate::error::did_you_mean;
use crate::output::Output;
use diagnostics::message;
use rules::{Registered, renamed};
use tools::topics;

/// What a query found.
pub(crate) struct Page {
    /// `rule` or `topic`.
    pub(crate) kind: &'static str,
    pub(crate) id: &'static str,
    /// Markdown.
    pub(crate) text: String,
}

impl Page {
    fn of_rule(registered: &Registered) -> Page {
        Page {
            kind: "rule",
            id: registered.rule.id,
            text: registered.page(),
        }
    }
}

pub(crate) fn run(query: &str, output: &mut Output) -> Exit {
    match find(query, output) {
        Some(page) => {
            output.print(&page.text);
            Exit::Clean
        }
        None => Exit::Error,
    }
}

/// Finds a page, or says why there is none.
pub(crate) fn find(query: &str, output: &mut Output) -> Option<Page> {
    let current = renamed::current_id(query);
    if let Some(current) = current {
        output.error(&renamed::notice(query, current));
    }
    if let Some(rule) = rules::registered(current.unwrap_or(query)) {
        return Some(Page::of_rule(rule));
    }
    // Rules of HubSpot's ESLint package, with its prefix or without.
    let name = query.rsplit('/').next().unwrap_or(query);
    for registered in rules::all_registered() {
        if registered.eslint == Some(name) {
            return Some(Page::of_rule(registered));
        }
    }
    if let Some(topic) = topics::find(query) {
        return Some(Page {
            kind: "topic",
            id: topic.id,
            text: topic.text.to_owned(),
        });
    }
    let topics: Vec<&str> = topics::ALL.iter().map(|topic| topic.id).collect();
    let rules = rules::all().iter().map(|rule| rule.id);
    let hint = did_you_mean(
        query,
        rules.chain(topics.iter().copied()),
        "`hsmeta rules` lists the rules",
    );
    output.error(&format!(
        "no rule, topic or known error message {}; {hint}\ntopics: {}",
        message::quoted(query),
        topics.join(", ")
    ));
    None
}
