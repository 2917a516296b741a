//! A comparison as lines of text for people.

use std::fmt::{self, Display, Formatter};

use diagnostics::message::{count, visible};

use super::{Detail, Line, Page, Style, grouped};
use crate::compare::{
    Address, Changed, Comparison, Counts, ENVIRONMENT_VARIABLE, Missing, MissingComponent,
};
use crate::pages;

/// The longest value that is shown, in characters.
const LONGEST_VALUE: usize = 120;

const DEPLOYED_BUILD: &str = "Changes that were not uploaded, and files that belong to no component, are only in the old folder.";

impl Comparison {
    /// What is missing first. With all details, also what has no counterpart.
    pub fn lines(&self, detail: Detail) -> Vec<Line> {
        let mut page = Page::default();
        if self.is_complete() {
            let (old, new) = (quoted(&self.old), quoted(&self.new));
            let sentence = format!("Nothing of {old} is missing in {new}");
            page.line(0, Style::Created, &sentence);
        } else {
            // It explains the lists.
            page.notice("HubSpot migrates the deployed build only.", DEPLOYED_BUILD);
            page.line(0, Style::Dimmed, pages::LATEST_PLATFORM);
        }
        self.show_files(&mut page);
        self.show_components(&mut page);
        self.show_missing(&mut page);
        self.show_changed(&mut page);
        page.section("Arrived", &self.found.to_string());
        if self.added != Counts::default() {
            page.heading("Added", &self.added.to_string());
        }
        self.show_not_compared(detail, &mut page);
        // A section begins with an empty line.
        if page.lines.first().is_some_and(Line::is_empty) {
            page.lines.remove(0);
        }
        page.lines
    }

    fn show_files(&self, page: &mut Page) {
        if !self.missing_files.is_empty() {
            let number = self.missing_files.len();
            page.section(
                "Missing files",
                &format!("{number}, with their paths in the new layout"),
            );
        }
        for file in &self.missing_files {
            page.line(2, Style::Plain, &format!("{} → {}", file.old, file.new));
            if let Some(reason) = &file.reason {
                page.prose(4, reason);
            }
        }
        if !self.differing_files.is_empty() {
            page.section("Differing files", &self.differing_files.len().to_string());
        }
        for file in &self.differing_files {
            page.line(2, Style::Plain, &format!("{} ≠ {}", file.old, file.new));
        }
    }

    fn show_components(&self, page: &mut Page) {
        if self.missing_components.is_empty() {
            return;
        }
        let number = self.missing_components.len();
        page.section("Missing components", &number.to_string());
        for component in &self.missing_components {
            component.show(page);
        }
    }

    fn show_missing(&self, page: &mut Page) {
        if self.missing_values.is_empty() {
            return;
        }
        page.section("Missing values", &self.missing_values.len().to_string());
        for group in grouped(&self.missing_values, |value| value.new.file.as_str()) {
            if let [first, ..] = group.as_slice() {
                let file = match first.new.file.as_str() {
                    "" => "no file has them",
                    file => file,
                };
                page.line(2, Style::Plain, file);
            }
            for value in group {
                value.show(page);
            }
        }
    }

    fn show_changed(&self, page: &mut Page) {
        if self.changed_values.is_empty() {
            return;
        }
        page.section("Changed values", &self.changed_values.len().to_string());
        for group in grouped(&self.changed_values, |value| value.new.file.as_str()) {
            if let [first, ..] = group.as_slice() {
                page.line(2, Style::Plain, &first.new.file);
            }
            for value in group {
                value.show(page);
            }
        }
    }

    fn show_not_compared(&self, detail: Detail, page: &mut Page) {
        if self.not_compared.is_empty() {
            return;
        }
        let properties = self
            .not_compared
            .iter()
            .filter(|item| !item.at.property.is_empty())
            .count();
        let about = match properties {
            0 => String::new(),
            1 => "1 property without counterpart".to_owned(),
            _ => format!("{properties} properties without counterpart"),
        };
        match detail {
            _ if about.is_empty() => page.heading("Not compared", "files"),
            Detail::Short => page.heading("Not compared", &format!("{about} (--verbose)")),
            Detail::All => page.heading("Not compared", &about),
        }
        for item in &self.not_compared {
            if item.at.property.is_empty() || detail == Detail::All {
                page.prose(2, &format!("{}: {}", item.at, item.reason));
            }
        }
    }
}

impl MissingComponent {
    fn show(&self, page: &mut Page) {
        let name = quoted(&self.uid);
        let title = format!("{} {name} of {}", self.component, self.old);
        page.line(2, Style::Plain, &title);
        if let Some(reason) = &self.reason {
            page.prose(4, reason);
        }
        for value in &self.values {
            let text = format!("{} {}", value.kind, quoted(&value.value));
            page.line(4, Style::Plain, &text);
        }
    }
}

impl Missing {
    fn show(&self, page: &mut Page) {
        let value = quoted(&self.value);
        page.line(4, Style::Plain, &format!("{} {value}", self.kind));
        if self.kind == ENVIRONMENT_VARIABLE {
            let command = quoted(&format!("hs secret add {}", self.value));
            let text = format!(
                "from {}: add it as a secret ({command}) and list it in `config.secretKeys`",
                self.old
            );
            page.prose(6, &text);
        } else {
            let text = format!("{}, from {}", self.new.property, self.old);
            page.line(6, Style::Plain, &text);
        }
    }
}

impl Changed {
    fn show(&self, page: &mut Page) {
        let (old, new) = (quoted(&self.old_value), quoted(&self.new_value));
        let text = if self.is_moved {
            format!("{} {old} is in a different list", self.kind)
        } else {
            format!("{} {old} → {new}", self.kind)
        };
        page.line(4, Style::Plain, &text);
        let text = format!("{}, from {}", self.new.property, self.old);
        page.line(6, Style::Plain, &text);
        if self.kind == "uid" {
            page.prose(6, "HubSpot reads it as a new component");
        }
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.file.as_str(), self.property.as_str()) {
            (file, "") => f.write_str(file),
            ("", property) => f.write_str(property),
            (file, property) => write!(f, "{file}: {property}"),
        }
    }
}

impl Display for Counts {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for (number, noun) in [
            (self.files, "file"),
            (self.components, "component"),
            (self.values, "value"),
        ] {
            if number > 0 {
                parts.push(count(number, noun));
            }
        }
        if parts.is_empty() {
            return f.write_str("nothing");
        }
        f.write_str(&parts.join(", "))
    }
}

/// Everything, without colors.
impl Display for Comparison {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for line in self.lines(Detail::All) {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

/// A value in backticks, shortened.
fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_VALUE).map(visible).collect();
    if text.chars().nth(LONGEST_VALUE).is_some() {
        shown.push('…');
    }
    ["`", &shown, "`"].concat()
}
