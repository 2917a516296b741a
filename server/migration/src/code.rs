//! What has to change in code by hand. Code is moved, never rewritten. It is read as it is after the migration, by the same
//! analysis as that of `hsmeta check`.

mod functions;
mod ignore_files;
mod imports;
mod mentions;
mod snippet;
mod ui;

use std::collections::BTreeMap;

use analysis::code::Code;
use analysis::secrets;
use diagnostics::{RelPath, Span, Text};
use project::index::Index;

use crate::apply::apply;
use crate::draft::Draft;
use crate::plan::ByHand;

pub(crate) use mentions::add as add_mentions;

/// Lists what has to change in the code of the app.
pub(crate) fn add(draft: &mut Draft<'_>) {
    if !draft.plan.changes_anything() {
        return;
    }
    let files = apply(draft.inputs.project, &draft.plan);
    let project = files.to_project(draft.inputs.new_app().as_str());
    let mut list = CodeList::default();
    imports::add(draft, &project, &mut list);
    let index = Index::new(&project);
    if let Some(code) = Code::of(&index) {
        functions::add(draft, &code, &mut list);
        ui::add(draft, &code, &mut list);
    }
    list.found.sort();
    list.found.dedup();
    draft.plan.by_hand.append(&mut list.found);
}

/// Lines of code with what has to be done to them.
#[derive(Default)]
struct CodeList {
    found: Vec<ByHand>,
    files: BTreeMap<RelPath, Lines>,
}

/// What the lines of a file are shown from. A generated file may have thousands of them.
struct Lines {
    text: Text,
    secrets: Vec<Span>,
}

impl CodeList {
    fn add(
        &mut self,
        file: &RelPath,
        text: &str,
        span: Span,
        what: String,
        page: Option<&'static str>,
    ) {
        let lines = self.files.entry(file.clone()).or_insert_with(|| Lines {
            text: Text::new(text),
            secrets: secrets::spans_in_source(text),
        });
        let line = lines.text.position(span.start).line;
        let snippet = snippet::without(text, &lines.secrets, span.range().start);
        self.found.push(ByHand {
            file: file.clone(),
            line: Some((line as u32, snippet)),
            what,
            page,
        });
    }
}
