//! What source code shows of a requirement.

use analysis::code::{ApiTarget, Segment, SegmentText};
use diagnostics::{RelPath, Span};
use source::{Element, Value};

use super::Reporter;
use super::checks::Outcome;
use crate::scopes::Unread;

/// More places of one kind are not read.
const LIMIT: usize = 20;

impl Reporter<'_> {
    pub(super) fn read_code(&self) -> Outcome {
        match (self.unread, self.code) {
            (Some(Unread::SwitchedOff), _) => {
                Outcome::seen("source code is not read: hsmeta.toml has `source = false`")
            }
            (Some(Unread::NoProject), _) => {
                Outcome::seen("source code is not read: there is no hsproject.json")
            }
            (None, None) => Outcome::seen("no component of the project has source code"),
            (None, Some(_)) => Outcome::default(),
        }
    }

    /// Calls of the API that made classic cards.
    pub(super) fn calls_of_classic_cards(&mut self) -> Outcome {
        let found = self.api_paths(|segments| {
            segments.windows(2).any(|pair| match pair {
                [one, other] => one.known() == Some("extensions") && other.known() == Some("cards"),
                _ => false,
            })
        });
        let mut outcome = self.read_code();
        outcome.is_uncertain = self.unread.is_some();
        for (file, span) in found {
            let evidence = self.evidence(&file, span, "request of the API of classic CRM cards");
            outcome.fails.push(evidence);
        }
        outcome
    }

    /// Calls of API versions that are betas.
    pub(super) fn beta_paths(&mut self) -> Outcome {
        let found = self.api_paths(|segments| {
            segments.iter().any(|segment| match &segment.text {
                SegmentText::Known(text) => text.ends_with("-beta"),
                SegmentText::Partial(_) | SegmentText::Unknown => false,
            })
        });
        let mut outcome = self.read_code();
        for (file, span) in found {
            let evidence = self.evidence(&file, span, "request of a beta API");
            outcome.fails.push(evidence);
        }
        outcome
    }

    fn api_paths(&self, is_meant: fn(&[Segment]) -> bool) -> Vec<(RelPath, Span)> {
        let mut found = Vec::new();
        let Some(code) = self.code else {
            return found;
        };
        for call in code.api_calls() {
            if let ApiTarget::Paths { paths, .. } = &call.target
                && paths.iter().any(|path| is_meant(&path.segments))
                && found.len() < LIMIT
            {
                found.push((call.file().clone(), call.span()));
            }
        }
        found
    }

    pub(super) fn tags(&mut self) -> Outcome {
        let found = self.elements("Tag", |tag| has_attribute(tag, "onClick"));
        let mut outcome = self.read_code();
        for (file, span) in found {
            let evidence = self.evidence(&file, span, "`Tag` with `onClick` is a button");
            outcome.fails.push(evidence);
        }
        outcome
    }

    pub(super) fn image_links(&mut self) -> Outcome {
        let found = self.elements("Image", |image| {
            text(image, "src").is_some_and(|source| {
                source.starts_with("http://") || source.starts_with("https://")
            })
        });
        self.hints(found, "`Image` with an absolute URL")
    }

    /// One primary button may replace another, so several in a file are only a reason to look.
    pub(super) fn primary_buttons(&mut self) -> Outcome {
        let buttons = self.elements("Button", |button| {
            text(button, "variant") == Some("primary")
        });
        let mut found: Vec<(RelPath, Span)> = Vec::new();
        for (at, (file, span)) in buttons.iter().enumerate() {
            let mut others = buttons.iter().enumerate();
            if others.any(|(other, (path, _))| other != at && path == file) {
                found.push((file.clone(), *span));
            }
        }
        self.hints(found, "one of several primary buttons of this file")
    }

    pub(super) fn form_submit(&mut self) -> Outcome {
        let submits = self.elements("Button", |button| text(button, "type") == Some("submit"));
        let mut forms = self.elements("Form", |_| true);
        forms.retain(|(file, _)| !submits.iter().any(|(other, _)| other == file));
        self.hints(
            forms,
            "`Form` in a file without `Button` with `type=\"submit\"`",
        )
    }

    fn hints(&mut self, found: Vec<(RelPath, Span)>, message: &str) -> Outcome {
        let mut outcome = self.read_code();
        for (file, span) in found {
            let evidence = self.evidence(&file, span, message);
            outcome.hints.push(evidence);
        }
        outcome
    }

    /// Where a component of HubSpot's SDK is used in this way.
    fn elements(&self, name: &str, is_meant: fn(&Element) -> bool) -> Vec<(RelPath, Span)> {
        let mut found = Vec::new();
        let Some(code) = self.code else {
            return found;
        };
        for (file, element) in code.ui_elements() {
            if is_meant(element)
                && code.sdk_component(file, element) == Some(name)
                && found.len() < LIMIT
            {
                found.push((file.path.clone(), element.span));
            }
        }
        found
    }
}

fn has_attribute(element: &Element, name: &str) -> bool {
    let mut attributes = element.attributes.iter();
    attributes.any(|attribute| attribute.name == name)
}

fn text<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let mut attributes = element.attributes.iter();
    let attribute = attributes.find(|attribute| attribute.name == name)?;
    match &attribute.value {
        Value::Text { text, .. } => Some(text),
        _ => None,
    }
}
