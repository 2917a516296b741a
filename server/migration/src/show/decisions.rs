//! What a person has to decide, with the flags that answer it.

use diagnostics::message;

use super::{Page, Style, grouped};
use crate::plan::Decision;

pub(super) fn show(decisions: &[Decision], page: &mut Page) {
    if decisions.is_empty() {
        return;
    }
    let open = decisions.iter().filter(|one| !one.is_answered).count();
    let mut counts = Vec::new();
    for (number, what) in [(open, "open"), (decisions.len() - open, "answered")] {
        if number > 0 {
            counts.push(format!("{number} {what}"));
        }
    }
    page.section("Decisions", &counts.join(", "));
    // Those that differ in their file only are one.
    let all = grouped(decisions, |one| {
        (
            one.id,
            &one.question,
            &one.chosen,
            &one.flags,
            one.is_answered,
        )
    });
    for group in all {
        show_group(&group, page);
    }
}

fn show_group(group: &[&Decision], page: &mut Page) {
    let [first, rest @ ..] = group else {
        return;
    };
    let (style, word) = if first.is_answered {
        (Style::Dimmed, "answered")
    } else {
        (Style::Warning, "open")
    };
    // Who has answered knows the question.
    let text = if first.is_answered {
        &first.chosen
    } else {
        &first.question
    };
    let question = format!("{text} [{}]", first.id.as_str());
    if rest.is_empty() {
        page.row(2, style, word, &format!("{}: {question}", first.file));
    } else {
        let files = message::count(group.len(), "file");
        page.row(2, style, word, &format!("{files}: {question}"));
        for decision in group {
            page.line(COLUMN, Style::Plain, decision.file.as_str());
        }
    }
    if first.is_answered {
        return;
    }
    page.prose(COLUMN, &format!("default: {}", first.chosen));
    let flags: Vec<String> = first.flags.iter().map(|flag| for_a_shell(flag)).collect();
    if flags.is_empty() {
        page.prose(
            COLUMN,
            "no option answers this: edit the file after the migration",
        );
    } else {
        page.prose(COLUMN, &format!("answer with {}", flags.join(" or ")));
    }
}

/// Of what belongs to a decision.
const COLUMN: usize = 11;

/// A flag as it is typed: its value is quoted if a shell would break it.
fn for_a_shell(flag: &str) -> String {
    let Some((name, value)) = flag.split_once(' ') else {
        return flag.to_owned();
    };
    let is_plain = value
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '=' | '#' | '@' | '+'));
    if is_plain {
        flag.to_owned()
    } else {
        format!("{name} '{}'", value.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_can_be_pasted_into_a_shell() {
        assert_eq!(
            for_a_shell("--convert-unreferenced"),
            "--convert-unreferenced"
        );
        assert_eq!(for_a_shell("--uid a/b.json#c=NEW"), "--uid a/b.json#c=NEW");
        assert_eq!(
            for_a_shell("--uid it's a.json=NEW"),
            r"--uid 'it'\''s a.json=NEW'"
        );
    }
}
