//! The report for people.

use crate::printable;

use super::{NOT_MARKETPLACE, OPEN_DATA, Printer, Row, VERDICTS, remarks};

impl Printer {
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        if self.report.is_marketplace == Some(false) {
            text.push_str(&format!("{NOT_MARKETPLACE}\n\n"));
        }
        for (verdict, heading) in VERDICTS {
            if self.report.count(verdict) == 0 {
                continue;
            }
            text.push_str(&format!("{heading}\n"));
            for row in self.rows(verdict) {
                self.push_row(row, &mut text);
            }
            text.push('\n');
        }
        self.push_data(&mut text);
        text.push_str(&format!("\n{}\n", self.summary()));
        text
    }

    fn push_row(&self, row: &Row, text: &mut String) {
        let requirement = row.requirement;
        text.push_str(&format!(
            "  {}: {}\n",
            requirement.id, requirement.requirement
        ));
        for evidence in &row.evidence {
            let place = printable::line(&self.place(evidence));
            let message = printable::line(&evidence.message);
            let rule = match evidence.rule {
                Some(rule) => format!(" [{rule}]"),
                None => String::new(),
            };
            text.push_str(&format!("    {place}  {message}{rule}\n"));
        }
        for line in remarks(row) {
            text.push_str(&format!("    {}\n", printable::line(&line)));
        }
        for source in &requirement.sources {
            text.push_str(&format!("    {source}\n"));
        }
    }

    fn push_data(&self, text: &mut String) {
        let data = &self.report.shared_data;
        text.push_str("Shared data\n");
        let names = data.objects.iter().map(|row| row.object.chars().count());
        let width = names.max().unwrap_or_default();
        for row in &data.objects {
            text.push_str(&format!(
                "  {:width$}  {:<14}  {}\n",
                row.object,
                row.direction(),
                row.scopes.join(", ")
            ));
        }
        if data.objects.is_empty() {
            text.push_str("  none\n");
        }
        if !data.other_scopes.is_empty() {
            let others = data.other_scopes.join(", ");
            text.push_str(&format!("  Scopes without a known object: {others}\n"));
        }
        if data.is_open {
            text.push_str(&format!("  {OPEN_DATA}\n"));
        }
    }
}
