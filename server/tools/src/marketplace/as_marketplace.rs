//! A project as if its app were for the marketplace: some rules speak in such apps only, and the report is also for an app that
//! is to become one.

use analysis::components::{App, Component};
use diagnostics::{RelPath, Span};
use project::Project;
use project::index::Index;
use syntax::{Kind, Value};

const DISTRIBUTION: &str = "\"marketplace\"";

/// An edit of the app file, to find positions in the file as it is.
pub(super) struct Shift {
    file: RelPath,
    /// What was replaced.
    old: Span,
    /// The length of the new text.
    length: u32,
}

impl Shift {
    /// The span in the file as it is.
    pub(super) fn original(&self, file: &RelPath, span: Span) -> Span {
        if *file != self.file {
            return span;
        }
        Span {
            start: self.offset(span.start),
            end: self.offset(span.end),
        }
    }

    fn offset(&self, offset: u32) -> u32 {
        let new_end = self.old.start.saturating_add(self.length);
        if offset <= self.old.start {
            offset
        } else if offset >= new_end {
            offset - new_end + self.old.end
        } else {
            self.old.end.min(offset)
        }
    }
}

/// The same project with a marketplace app; `None` if it has one, or if its distribution is not known.
pub(super) fn as_marketplace(project: &Project) -> Option<(Project, Shift)> {
    let index = Index::new(project);
    let component = index.app()?;
    let document = project.documents.get(component.path)?;
    let config = document.syntax.root()?.get("config")?;
    let Component::App(app) = Component::of(component.facts.component, Some(config)) else {
        return None;
    };
    let (old, new) = edit(&app)?;
    let source = document.syntax.source();
    let before = source.get(..old.start as usize)?;
    let after = source.get(old.end as usize..)?;
    let text = format!("{before}{new}{after}");
    let shift = Shift {
        file: component.path.clone(),
        old,
        length: u32::try_from(new.len()).ok()?,
    };
    let mut changed = project.clone();
    changed.insert(document.with_text(text));
    Some((changed, shift))
}

fn edit(app: &App<'_>) -> Option<(Span, String)> {
    match app.config.get("distribution") {
        Some(value) => {
            let text = value.as_str()?;
            if text.eq_ignore_ascii_case("marketplace") || text.contains("${") {
                return None;
            }
            Some((value.span(), DISTRIBUTION.to_owned()))
        }
        None => insertion(app.config),
    }
}

fn insertion(config: Value<'_>) -> Option<(Span, String)> {
    if config.kind() != Kind::Object || config.is_incomplete() || config.is_empty() {
        return None;
    }
    let start = config.span().start as usize + 1;
    let text = format!("\"distribution\": {DISTRIBUTION}, ");
    Some((Span::new(start, start), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_after_the_edit_are_those_of_the_file() {
        let file = RelPath::new("src/app/app-hsmeta.json");
        let shift = Shift {
            file: file.clone(),
            old: Span::new(10, 19),
            length: 13,
        };
        for (new, old) in [((2, 9), (2, 9)), ((10, 23), (10, 19)), ((23, 30), (19, 26))] {
            let span = shift.original(&file, Span::new(new.0, new.1));
            assert_eq!(span, Span::new(old.0, old.1));
        }
    }
}
