//! The conversion of a project of the old layout: question, answer, edit.

use std::path::{Path, PathBuf};

use migration::{Plan, ProjectFiles};
use tower_lsp_server::ls_types::{MessageType, Uri};

use super::Server;
use crate::conversion::{
    Choice, Conversion, PlanError, PlanText, Planned, Removed, Stage, Texts, steps, unsaved,
    workspace_edit,
};
use crate::loader::Scope;
use crate::outbox::Message;

impl Server {
    /// Begins a conversion. One that is waiting for an answer ends, except while the client applies it.
    pub(super) fn convert(&mut self, uri: &Uri) {
        let Some(root) = self.session.workspace.project_root(uri) else {
            let text = "The file is in no project: no parent folder contains `hsproject.json`.";
            return self.show(MessageType::INFO, text.to_owned());
        };
        if !self.session.client.converts_projects() {
            return self.show(MessageType::INFO, Texts::new(&root).unsupported());
        }
        if self.session.is_converting() {
            let text = "The editor is still converting a project.";
            return self.show(MessageType::INFO, text.to_owned());
        }
        self.conversions += 1;
        self.session.conversion = Some(Conversion {
            id: self.conversions,
            stage: Stage::Reading,
            shown: None,
        });
        self.loader.plan(self.conversions, root);
    }

    pub(super) fn take_plan(&mut self, planned: Planned) {
        let Some(stage) = self.stage(planned.id) else {
            return;
        };
        let texts = Texts::new(&planned.root);
        let (files, plan) = match planned.result {
            Ok(result) => result,
            Err(error) => {
                let problem = match error {
                    PlanError::Unreadable(error) => {
                        format!("{}: {}", error.path.display(), error.message)
                    }
                    PlanError::Internal => "internal error; see the server log".to_owned(),
                };
                return self.end(MessageType::ERROR, texts.unreadable(&problem));
            }
        };
        if !plan.refusals.is_empty() {
            return self.end(MessageType::ERROR, texts.refused(&plan.refusals));
        }
        if !plan.changes_anything() {
            return self.end(MessageType::INFO, texts.nothing_to_convert());
        }
        let unsaved = unsaved(&self.session.workspace, &planned.root, &files);
        if !unsaved.is_empty() {
            return self.end(MessageType::WARNING, texts.unsaved(&unsaved));
        }
        let removed = self.removed(&planned.root, planned.is_versioned);
        if stage == Stage::Confirmed && self.is_shown(&plan) {
            self.apply(planned.id, &planned.root, &files, &plan, removed);
        } else {
            self.ask(planned.id, planned.root, &files, plan, removed);
        }
    }

    fn removed(&self, root: &Path, is_versioned: bool) -> Removed {
        if is_versioned {
            return Removed::Delete;
        }
        match self.session.workspace.source_folder(root) {
            // HubSpot uploads no folder whose name begins with a dot.
            Some(source) if source.as_str().is_empty() => Removed::KeepIn(".migrate-leftover"),
            _ => Removed::KeepIn("migrate-leftover"),
        }
    }

    fn ask(&mut self, id: u64, root: PathBuf, files: &ProjectFiles, plan: Plan, removed: Removed) {
        let texts = Texts::new(&root);
        let steps = match steps(files, &plan, removed) {
            Ok(steps) => steps,
            Err(reason) => return self.end(MessageType::INFO, texts.not_in_editor(&reason)),
        };
        self.plans += 1;
        let text = PlanText {
            number: self.plans,
            text: texts.document(&plan, &steps),
        };
        let document = if self.session.settings.plan_documents {
            text.uri(&root)
        } else {
            None
        };
        self.session.plan = Some(text);
        let mut question = texts.question(&plan, &steps, document.is_some());
        let Some(conversion) = &mut self.session.conversion else {
            return;
        };
        if conversion.stage == Stage::Confirmed {
            question = format!("{} {question}", texts.changed());
        }
        conversion.stage = Stage::Asking;
        conversion.shown = Some(plan);
        let mut choices = Choice::ALL.to_vec();
        if let Some(uri) = document {
            choices.retain(|choice| *choice != Choice::ShowPlan);
            self.outbox.send(Message::ShowDocument(uri));
        }
        self.outbox.send(Message::Ask {
            id,
            root,
            question,
            choices,
        });
    }

    /// Continues with the answer; `None` if there is none.
    pub(super) fn take_choice(
        &mut self,
        id: u64,
        root: PathBuf,
        question: String,
        choice: Option<Choice>,
    ) {
        if self.stage(id) != Some(Stage::Asking) {
            return;
        }
        let Some(conversion) = &mut self.session.conversion else {
            return;
        };
        match choice {
            Some(Choice::Convert) => {
                conversion.stage = Stage::Confirmed;
                self.loader.plan(id, root);
            }
            Some(Choice::ShowPlan) => {
                if let Some(plan) = &self.session.plan {
                    self.show(MessageType::INFO, plan.text.clone());
                }
                self.outbox.send(Message::Ask {
                    id,
                    root,
                    question,
                    choices: vec![Choice::Convert, Choice::Cancel],
                });
            }
            Some(Choice::Cancel) | None => self.session.conversion = None,
        }
    }

    fn apply(&mut self, id: u64, root: &Path, files: &ProjectFiles, plan: &Plan, removed: Removed) {
        let texts = Texts::new(root);
        let steps = match steps(files, plan, removed) {
            Ok(steps) => steps,
            Err(reason) => return self.end(MessageType::INFO, texts.not_in_editor(&reason)),
        };
        let Some(edit) = workspace_edit(&self.session.workspace, root, files, &steps) else {
            return self.end(MessageType::INFO, texts.unsupported());
        };
        if let Some(conversion) = &mut self.session.conversion {
            conversion.stage = Stage::Applying;
        }
        self.outbox.send(Message::Apply {
            id,
            root: root.to_owned(),
            edit,
        });
    }

    /// The end of a conversion: `Err` with the reason if the client did not apply the edit.
    pub(super) fn take_applied(&mut self, id: u64, root: PathBuf, result: Result<(), String>) {
        if self.stage(id) != Some(Stage::Applying) {
            return;
        }
        let texts = Texts::new(&root);
        match result {
            Ok(()) => self.end(MessageType::INFO, texts.converted()),
            Err(reason) => {
                let restores = self.session.client.restores_files;
                self.end(MessageType::ERROR, texts.failed(&reason, restores));
            }
        }
        // Not every client watches files.
        self.loader.background(Scope::Below(root));
    }

    fn stage(&self, id: u64) -> Option<Stage> {
        let conversion = self.session.conversion.as_ref()?;
        if conversion.id == id {
            Some(conversion.stage)
        } else {
            None
        }
    }

    fn is_shown(&self, plan: &Plan) -> bool {
        let shown = self.session.conversion.as_ref();
        match shown.and_then(|conversion| conversion.shown.as_ref()) {
            Some(shown) => shown == plan,
            None => false,
        }
    }

    fn end(&mut self, kind: MessageType, text: String) {
        self.session.conversion = None;
        self.show(kind, text);
    }

    fn show(&self, kind: MessageType, text: String) {
        self.outbox.send(Message::Show(kind, text));
    }
}
