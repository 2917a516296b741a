//! A comparison as text.

use std::fmt::{self, Display, Formatter};

use diagnostics::message::{count, visible};

use super::{Address, Comparison, Counts, Missing, MissingComponent};

/// The longest value that is shown, in characters.
const LONGEST_VALUE: usize = 120;

/// Only the deployed build was migrated.
const DEPLOYED_BUILD: &str = "`hs project migrate` works on the deployed build: changes that were not uploaded, and files that belong to no component, are only in the old folder";

impl Display for Comparison {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (old, new) = (shown(&self.old), shown(&self.new));
        self.show_files(f)?;
        self.show_components(f)?;
        self.show_values(f)?;
        if self.is_complete() {
            writeln!(f, "nothing of {old} is missing in {new}")?;
        }
        writeln!(f, "found in {new}: {}", self.found)?;
        if self.added != Counts::default() {
            writeln!(f, "only in {new}: {}", self.added)?;
        }
        self.show_not_compared(f)?;
        if !self.is_complete() {
            writeln!(f, "note: {DEPLOYED_BUILD}")?;
        }
        Ok(())
    }
}

impl Comparison {
    fn show_files(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.missing_files.is_empty() {
            writeln!(f, "missing files, with their paths in the new layout")?;
            for file in &self.missing_files {
                write!(f, "  {} → {}", line(&file.old), line(&file.new))?;
                match &file.reason {
                    Some(reason) => writeln!(f, ": {reason}")?,
                    None => writeln!(f)?,
                }
            }
            writeln!(f)?;
        }
        if !self.differing_files.is_empty() {
            writeln!(f, "files that differ")?;
            for file in &self.differing_files {
                writeln!(f, "  {} ≠ {}", line(&file.old), line(&file.new))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }

    fn show_components(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.missing_components.is_empty() {
            return Ok(());
        }
        writeln!(f, "missing components")?;
        for component in &self.missing_components {
            component.show(f)?;
        }
        writeln!(f)
    }

    fn show_values(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.missing_values.is_empty() {
            writeln!(f, "missing values")?;
            for value in &self.missing_values {
                value.show(f)?;
            }
            writeln!(f)?;
        }
        if !self.changed_values.is_empty() {
            writeln!(f, "changed values")?;
            for value in &self.changed_values {
                let (old, new) = (shown(&value.old_value), shown(&value.new_value));
                if value.is_moved {
                    writeln!(f, "  {} {old} of another property", value.kind)?;
                } else {
                    writeln!(f, "  {} {old} → {new}", value.kind)?;
                }
                if value.kind == "uid" {
                    writeln!(f, "    HubSpot reads it as a new component")?;
                }
                writeln!(f, "    old: {}", value.old)?;
                writeln!(f, "    new: {}", value.new)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }

    fn show_not_compared(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut properties = 0;
        for item in &self.not_compared {
            if item.at.property.is_empty() {
                writeln!(f, "not compared: {}: {}", item.at, item.reason)?;
            } else {
                properties += 1;
            }
        }
        if properties > 0 {
            let number = if properties == 1 {
                "1 property".to_owned()
            } else {
                format!("{properties} properties")
            };
            writeln!(
                f,
                "not compared: {number} without counterpart in the new layout; `--verbose` lists them"
            )?;
        }
        Ok(())
    }
}

impl MissingComponent {
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = shown(&self.uid);
        write!(f, "  {} {name} of {}", self.component, self.old)?;
        match &self.reason {
            Some(reason) => writeln!(f, ": {reason}")?,
            None => writeln!(f)?,
        }
        for value in &self.values {
            writeln!(f, "    {} {}", value.kind, shown(&value.value))?;
        }
        Ok(())
    }
}

impl Missing {
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {} {}", self.kind, shown(&self.value))?;
        writeln!(f, "    old: {}", self.old)?;
        if self.kind == super::removed::VARIABLE {
            return writeln!(
                f,
                "    new: a secret (`hs secret add {}`) in `config.secretKeys` of the function",
                line(&self.value)
            );
        }
        writeln!(f, "    new: {}", self.new)
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.file.as_str(), self.property.as_str()) {
            (file, "") => f.write_str(&line(file)),
            ("", property) => f.write_str(&line(property)),
            (file, property) => write!(f, "{}: {}", line(file), line(property)),
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

/// A text of a file on one line.
fn line(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A value in backticks, shortened.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_VALUE).map(visible).collect();
    if text.chars().nth(LONGEST_VALUE).is_some() {
        shown.push('…');
    }
    ["`", &shown, "`"].concat()
}
