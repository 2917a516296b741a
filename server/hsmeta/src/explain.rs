//! `hsmeta explain`: the documentation of a rule or a topic, found by its name or by the words of an error.

use super::Exit;
use super::output::Output;
use diagnostics::{message, suggest};
use rules::topics;

pub(super) fn run(query: &str, output: &mut Output) -> Exit {
    if let Some(rule) = rules::Rule::named(query) {
        output.print(&rule.docs());
        return Exit::Clean;
    }
    if let Some(topic) = topics::find(query) {
        output.print(topic.text);
        return Exit::Clean;
    }
    let names = || {
        rules::all()
            .iter()
            .map(|rule| rule.id)
            .chain(topics::ALL.iter().map(|topic| topic.id))
    };
    let hint = match suggest::nearest(query, names()) {
        Some(near) => format!("did you mean {}?", message::quoted(near)),
        None => "`hsmeta rules` lists the rules".to_owned(),
    };
    let known: Vec<&str> = topics::ALL.iter().map(|topic| topic.id).collect();
    let quoted = message::quoted(query);
    output.complain(&format!(
        "no rule, topic or known error {quoted}; {hint}\ntopics: {}",
        known.join(", ")
    ));
    Exit::Failure
}
