//! The report for an issue tracker.

use crate::printable;

use super::{NOT_MARKETPLACE, OPEN_DATA, Printer, Row, VERDICTS, remarks};

impl Printer {
    pub(super) fn markdown(&self) -> String {
        let mut text = format!("# HubSpot Marketplace: {}\n\n", self.summary());
        if self.report.is_marketplace == Some(false) {
            text.push_str(&format!("{NOT_MARKETPLACE}\n\n"));
        }
        for (verdict, heading) in VERDICTS {
            if self.report.count(verdict) == 0 {
                continue;
            }
            text.push_str(&format!(
                "## {heading}\n\n| requirement | where | remarks | source |\n|---|---|---|---|\n"
            ));
            for row in self.rows(verdict) {
                text.push_str(&self.row(row));
            }
            text.push('\n');
        }
        self.push_table(&mut text);
        text
    }

    fn row(&self, row: &Row) -> String {
        let requirement = row.requirement;
        let mut places = Vec::new();
        for evidence in &row.evidence {
            let place = cell(&printable::path(&self.place(evidence)));
            places.push(format!("`{place}` {}", prose(&evidence.message)));
        }
        let remarks: Vec<String> = remarks(row).iter().map(|line| prose(line)).collect();
        let sources: Vec<String> = requirement
            .sources
            .iter()
            .map(|source| format!("<{source}>"))
            .collect();
        format!(
            "| **{}**: {} | {} | {} | {} |\n",
            requirement.id,
            prose(&requirement.requirement),
            places.join("<br>"),
            remarks.join("<br>"),
            sources.join("<br>")
        )
    }

    fn push_table(&self, text: &mut String) {
        let data = &self.report.shared_data;
        text.push_str("## Shared data\n\n| object | direction | scopes |\n|---|---|---|\n");
        for row in &data.objects {
            let scopes: Vec<String> = row
                .scopes
                .iter()
                .map(|scope| format!("`{scope}`"))
                .collect();
            let (object, direction) = (&row.object, row.direction());
            text.push_str(&format!(
                "| {object} | {direction} | {} |\n",
                scopes.join(", ")
            ));
        }
        if !data.other_scopes.is_empty() {
            let others = data.other_scopes.join("`, `");
            text.push_str(&format!("\nScopes without a known object: `{others}`\n"));
        }
        if data.is_open {
            text.push_str(&format!("\n{OPEN_DATA}\n"));
        }
    }
}

/// Text with code between backticks, as a cell of a table. Text from files is in code; elsewhere nothing is markup.
fn prose(text: &str) -> String {
    let text = printable::line(text);
    let is_balanced = text.matches('`').count().is_multiple_of(2);
    let mut is_code = false;
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '`' if is_balanced => is_code = !is_code,
            '`' | '<' | '[' | '*' | '_' | '&' if !is_code => escaped.push('\\'),
            _ => {}
        }
        escaped.push(character);
    }
    cell(&escaped)
}

/// Text in which no bar ends the cell.
fn cell(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character == '|' {
            // Two backslashes are one, which escapes nothing.
            if escaped.ends_with('\\') {
                escaped.push('\\');
            }
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_files_is_no_markup_and_ends_no_cell() {
        assert_eq!(prose("`a|b` <b>"), "`a\\|b` \\<b>");
        assert_eq!(prose("`a\\|b`"), "`a\\\\\\|b`");
        assert_eq!(prose("a `b"), "a \\`b");
        assert_eq!(prose("`<img>` *x* [y](z)"), "`<img>` \\*x\\* \\[y](z)");
        assert_eq!(prose("a\nb"), format!("a{}b", printable::line("\n")));
    }
}
