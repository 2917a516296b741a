//! What has to change in code by hand. Code is moved, never rewritten.

mod imports;
mod mentions;
mod snippet;

use std::collections::BTreeSet;

use catalog::is_source;
use diagnostics::{RelPath, Span, Text, message};
use source::{Root, SourceFacts, Syntax, Value};

use crate::draft::Draft;
use crate::files::is_installed;
use crate::inputs::is_nested;
use crate::pages;
use crate::plan::{ByHand, DecisionId};
use crate::units::UnitKind;

pub(crate) use mentions::add as add_mentions;

/// Larger files are bundles.
const LARGEST: usize = 500_000;

/// Said once for each file.
const OPTIONAL: &str = "optional: `hubspot.serverless` replaces `runServerlessFunction`, which still works; it returns the bare response and throws on errors";

/// Lists what has to change in the code below the app folders.
pub(crate) fn add(draft: &mut Draft<'_>) {
    let inputs = draft.inputs;
    let entrypoints = function_code(draft);
    let variables = environment(draft);
    let new_app = inputs.new_app();
    let mut hosts: BTreeSet<String> = BTreeSet::new();
    for path in inputs.project.below(inputs.src.as_str()) {
        let target = draft.layout.target(path);
        let is_of_app = target.below(new_app.as_str()).is_some();
        let is_foreign = is_installed(path) || is_nested(&inputs.nested, path);
        if !is_of_app || !is_source(path.file_name()) || is_foreign {
            continue;
        }
        let text = inputs.text(path);
        if text.len() > LARGEST {
            continue;
        }
        let facts = source::read_as(text, Syntax::of(path.file_name()));
        let mut file = CodeFile {
            target,
            text,
            found: Vec::new(),
        };
        for (span, now) in imports::broken(draft, path, &facts) {
            let what = format!("import `{now}`, which is elsewhere relative to this file now");
            file.add(span, &what, None);
        }
        if entrypoints.contains(path) {
            file.check_main(&facts);
        }
        file.check_environment(&facts, &variables);
        file.check_calls(&facts, &mut hosts);
        draft.plan.by_hand.append(&mut file.found);
    }
    add_hosts(draft, &hosts);
}

/// The files that functions run.
fn function_code(draft: &Draft<'_>) -> BTreeSet<RelPath> {
    let mut files = BTreeSet::new();
    for unit in &draft.units.all {
        if unit.kind != UnitKind::Functions {
            continue;
        }
        for key in ["appFunctions", "endpoints"] {
            for function in unit
                .root
                .get(key)
                .into_iter()
                .flat_map(|list| list.members())
            {
                let file = function.value.get("file").and_then(|value| value.as_str());
                files.extend(file.and_then(|file| RelPath::written_in(unit.path.folder(), file)));
            }
        }
    }
    files
}

/// The names of the environment variables that functions had.
fn environment<'a>(draft: &Draft<'a>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for unit in &draft.units.all {
        if unit.kind == UnitKind::Functions {
            for value in unit.root.descendants() {
                if value.key().is_some_and(|key| key.text == "environment") {
                    names.extend(value.members().map(|member| member.key.text));
                }
            }
        }
    }
    names
}

/// One file and what was found in it.
struct CodeFile<'t> {
    target: RelPath,
    text: &'t str,
    found: Vec<ByHand>,
}

impl CodeFile<'_> {
    fn add(&mut self, span: Span, what: &str, page: Option<&'static str>) {
        let text = Text::new(self.text);
        let line = text.position(span.start).line;
        let snippet = snippet::at(self.text, span.range().start);
        self.found.push(ByHand {
            file: self.target.clone(),
            line: Some((line as u32, snippet)),
            what: what.to_owned(),
            page,
        });
    }

    fn check_main(&mut self, facts: &SourceFacts) {
        match &facts.exports.main {
            Some(main) => {
                if let Some(call) = main.callback_call {
                    self.add(
                        call,
                        "return the response: HubSpot passes no `sendResponse` since 2025.1",
                        Some(pages::FUNCTIONS),
                    );
                }
            }
            None if !facts.exports.is_open && !facts.is_incomplete => {
                let what = "export the function as `main`: `exports.main = async (context) => …`";
                self.add(Span::default(), what, Some(pages::FUNCTIONS));
            }
            None => {}
        }
    }

    fn check_environment(&mut self, facts: &SourceFacts, variables: &BTreeSet<&str>) {
        for read in &facts.env_reads {
            if variables.contains(read.name.as_str()) {
                let name = message::quoted(&read.name);
                let what = format!("{name} becomes a secret: it is not defined until it is one");
                self.add(read.span, &what, None);
            }
        }
    }

    fn check_calls(&mut self, facts: &SourceFacts, hosts: &mut BTreeSet<String>) {
        for call in &facts.calls {
            let members: Vec<&str> = call.callee.members.iter().map(String::as_str).collect();
            match (&call.callee.root, members.as_slice()) {
                (
                    Root::Imported {
                        specifier,
                        name: Some(name),
                    },
                    ["fetch"],
                ) if specifier == "@hubspot/ui-extensions" && name == "hubspot" => {
                    hosts.extend(call.arguments.first().and_then(origin));
                }
                (Root::Bound(name), _) if name == "runServerlessFunction" => {
                    if self.found.iter().any(|found| found.what == OPTIONAL) {
                        continue;
                    }
                    self.add(call.callee.span, OPTIONAL, None);
                }
                _ => {}
            }
        }
    }
}

/// The scheme and host of a URL that begins with them.
fn origin(value: &Value) -> Option<String> {
    let text = match value {
        Value::Text { text, .. } => text,
        Value::Joined { parts, .. } => match parts.first()? {
            Value::Text { text, .. } if text.matches('/').count() >= 3 => text,
            _ => return None,
        },
        _ => return None,
    };
    let rest = text.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    // Without a name and a password.
    let host = host.rsplit('@').next()?;
    if host.is_empty() {
        return None;
    }
    Some(format!("https://{host}"))
}

/// Hosts that cards send requests to and that the new app file does not permit.
fn add_hosts(draft: &mut Draft<'_>, hosts: &BTreeSet<String>) {
    let apps = draft.plan.created.iter();
    let mut apps = apps.filter(|(path, _)| path.file_name() == "app-hsmeta.json");
    let Some((path, app)) = apps.next() else {
        return;
    };
    let missing: Vec<&str> = hosts
        .iter()
        .map(String::as_str)
        .filter(|host| !app.text.contains(*host))
        .collect();
    if missing.is_empty() {
        return;
    }
    let path = path.clone();
    let question = format!(
        "cards send requests to `{}`, which `permittedUrls.fetch` does not list",
        missing.join("`, `")
    );
    draft.decide(
        DecisionId::PermittedUrls,
        &path,
        &question,
        "list none",
        &[],
    );
}
