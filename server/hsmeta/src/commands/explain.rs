//! `hsmeta explain`: the page of a rule or a topic, found by its name or by part of an error message.

use crate::Exit;
use crate::error::did_you_mean;
use crate::output::Output;
use diagnostics::message;
use rules::renamed;
use tools::topics;

pub(crate) fn run(query: &str, output: &mut Output) -> Exit {
    let current = renamed::current_id(query);
    if let Some(current) = current {
        output.error(&renamed::notice(query, current));
    }
    if let Some(rule) = rules::registered(current.unwrap_or(query)) {
        output.print(&rule.page());
        return Exit::Clean;
    }
    // Rules of HubSpot's ESLint package, with its prefix or without.
    let name = query.rsplit('/').next().unwrap_or(query);
    for registered in rules::all_registered() {
        if registered.eslint == Some(name) {
            output.print(&registered.page());
            return Exit::Clean;
        }
    }
    if let Some(topic) = topics::find(query) {
        output.print(topic.text);
        return Exit::Clean;
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
    Exit::Error
}
