//! A plan as text: everything in it, in the order of the paths.

use std::fmt::{self, Display, Formatter};

use crate::plan::{Action, Decision, Outcome, Plan};

impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for refusal in &self.refusals {
            writeln!(f, "refused: {}: {}", refusal.file, refusal.reason)?;
            writeln!(f, "  help: {}", refusal.help)?;
        }
        let from = self.from.as_deref().unwrap_or("none");
        writeln!(f, "platform version: {from} → {}", self.to)?;
        for (kind, count) in &self.units {
            writeln!(f, "found: {}", diagnostics::message::count(*count, kind))?;
        }
        self.show_files(f)?;
        self.show_fields(f)?;
        self.show_generated(f)?;
        for decision in &self.decisions {
            decision.show(f)?;
        }
        self.show_by_hand(f)
    }
}

impl Plan {
    fn show_files(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nfiles")?;
        for (path, action) in &self.files {
            match action {
                Action::Keep => writeln!(f, "  keep    {path}")?,
                Action::Leave { to, reason } if to == path => {
                    writeln!(f, "  leave   {path}: {reason}")?;
                }
                Action::Leave { to, reason } => {
                    writeln!(f, "  move    {path} → {to}, unconverted: {reason}")?;
                }
                Action::Move { to } => writeln!(f, "  move    {path} → {to}")?,
                Action::Change { to, .. } if to == path => writeln!(f, "  change  {path}")?,
                Action::Change { to, .. } => writeln!(f, "  change  {path} → {to}")?,
                Action::Remove { replaced_by } if replaced_by.is_empty() => {
                    writeln!(f, "  remove  {path}: it lists nothing")?;
                }
                Action::Remove { replaced_by } => {
                    let names: Vec<&str> = replaced_by.iter().map(|path| path.as_str()).collect();
                    writeln!(f, "  remove  {path} → {}", names.join(", "))?;
                }
            }
        }
        for (path, file) in &self.created {
            writeln!(f, "  create  {path} from {}", file.from)?;
        }
        Ok(())
    }

    fn show_fields(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut file = None;
        for field in &self.fields {
            if file != Some(&field.file) {
                writeln!(f, "\nproperties of {}", field.file)?;
                file = Some(&field.file);
            }
            let path = &field.path;
            match &field.outcome {
                Outcome::Moved { file, path: to } => {
                    writeln!(f, "  {path} → {}: {to}", file.file_name())?;
                }
                Outcome::Converted { file, path: to } => {
                    writeln!(f, "  {path} → {}: {to} (converted)", file.file_name())?;
                }
                Outcome::Dropped { reason } => writeln!(f, "  {path} dropped: {reason}")?,
                Outcome::Stays { reason } => writeln!(f, "  {path} stays: {reason}")?,
            }
        }
        Ok(())
    }

    fn show_generated(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.generated.is_empty() {
            writeln!(f, "\ngenerated")?;
        }
        for value in &self.generated {
            let (file, path) = (&value.file, &value.path);
            if path.is_empty() {
                writeln!(f, "  {file}: {}", value.reason)?;
            } else {
                writeln!(f, "  {file}: {path} = {}: {}", value.value, value.reason)?;
            }
        }
        Ok(())
    }

    fn show_by_hand(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.by_hand.is_empty() {
            writeln!(f, "\nby hand")?;
        }
        for todo in &self.by_hand {
            match &todo.line {
                Some((line, snippet)) => {
                    writeln!(f, "  {}:{line}: {}", todo.file, todo.what)?;
                    if !snippet.is_empty() {
                        writeln!(f, "    {snippet}")?;
                    }
                }
                None => writeln!(f, "  {}: {}", todo.file, todo.what)?,
            }
            if let Some(page) = todo.page {
                writeln!(f, "    {page}")?;
            }
        }
        Ok(())
    }
}

impl Decision {
    fn show(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let state = if self.is_answered { "answered" } else { "open" };
        writeln!(
            f,
            "\ndecision {} ({state}): {}",
            self.id.as_str(),
            self.file
        )?;
        writeln!(f, "  {}", self.question)?;
        let chosen = if self.is_answered {
            "answer"
        } else {
            "default"
        };
        writeln!(f, "  {chosen}: {}", self.chosen)?;
        for flag in &self.flags {
            writeln!(f, "  or: {flag}")?;
        }
        Ok(())
    }
}
