//! The code of functions: how they answer, and the variables that they read.

use std::collections::BTreeSet;

use analysis::code::{Code, ComponentCode, MainExport, MissingVariable};
use diagnostics::{Span, message};
use project::sources::Runtime;

use super::CodeList;
use crate::draft::Draft;
use crate::pages;
use crate::units::UnitKind;

/// At most so many component files are named.
const MOST_FUNCTIONS: usize = 3;

pub(super) fn add(draft: &Draft<'_>, code: &Code<'_>, list: &mut CodeList) {
    let variables = environment(draft);
    for function in code.components() {
        if function.runtime == Runtime::Function {
            add_main(code, function, list);
            add_environment(code, function, &variables, list);
        }
    }
    for variable in code.missing_variables() {
        if !variables.contains(variable.name) {
            add_missing(code, &variable, list);
        }
    }
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

fn add_main(code: &Code<'_>, function: &ComponentCode<'_>, list: &mut CodeList) {
    let Some(entrypoint) = function.entrypoint else {
        return;
    };
    match code.main_export(entrypoint) {
        MainExport::Found(file, handler) => {
            if let Some(call) = handler.callback_call {
                let what = "return the response: HubSpot passes no `sendResponse` anymore, so this call fails";
                let page = Some(pages::FUNCTIONS);
                list.add(&file.path, &file.text, call, what.to_owned(), page);
            }
        }
        MainExport::Missing => {
            let exports = &entrypoint.facts.exports.names;
            let mut spans = exports.values().map(|value| value.span());
            let span = spans.next().unwrap_or_default();
            let what = "export the function as `main`, which HubSpot calls: `exports.main = async (context) => …`";
            let page = Some(pages::FUNCTIONS);
            list.add(
                &entrypoint.path,
                &entrypoint.text,
                span,
                what.to_owned(),
                page,
            );
        }
        MainExport::Unknown => {}
    }
}

fn add_environment(
    code: &Code<'_>,
    function: &ComponentCode<'_>,
    variables: &BTreeSet<&str>,
    list: &mut CodeList,
) {
    let keys = function.component.facts.secret_keys.entries();
    for read in function.env_reads() {
        let name = read.read.name.as_str();
        let is_secret = keys.is_some_and(|keys| keys.iter().any(|key| key.text == name));
        if !variables.contains(name) || is_secret {
            continue;
        }
        let what = format!(
            "{} was a variable of `environment`: it is undefined until it is a secret that `secretKeys` lists",
            message::quoted(name)
        );
        add_read(code, read.file, read.read.span, what, list);
    }
}

fn add_missing(code: &Code<'_>, variable: &MissingVariable<'_, '_>, list: &mut CodeList) {
    let shown = message::quoted(variable.name);
    let what = if variable.has_default {
        format!(
            "{shown} is not in `secretKeys`, so the code goes on without it; if it is meant to have a value, add it as a secret"
        )
    } else {
        format!(
            "{shown} is undefined: add it as a secret (`hs secret add {}`) and list it in `secretKeys` of {}",
            variable.name,
            functions(variable)
        )
    };
    if let Some(read) = variable.reads.first() {
        add_read(code, read.file, read.read.span, what, list);
    }
}

/// The component files of the functions that do not have the variable.
fn functions(variable: &MissingVariable<'_, '_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for function in variable.functions.iter().take(MOST_FUNCTIONS) {
        names.push(message::quoted(function.component.path.file_name()));
    }
    let rest = variable.functions.len().saturating_sub(MOST_FUNCTIONS);
    let mut text = names.join(", ");
    if rest > 0 {
        text += &format!(" and {rest} more");
    }
    text
}

fn add_read(
    code: &Code<'_>,
    file: &diagnostics::RelPath,
    span: Span,
    what: String,
    list: &mut CodeList,
) {
    if let Some(source) = code.source(file) {
        list.add(file, &source.text, span, what, None);
    }
}
