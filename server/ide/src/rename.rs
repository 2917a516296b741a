//! Renames what has a name, with every place that mentions it: uids, profile variables, and the fields and properties of
//! one file. Files are renamed in the editor's file tree (`moves`); the names of JSON properties are HubSpot's.

use std::collections::BTreeSet;

use super::Cx;
use super::symbol_index::{self, Mention, Role, Thing};
use analysis::secrets::Secrets;
use analysis::{template, uids};
use diagnostics::{Edit, RelPath, Span, message};
use project::placeholders;
use syntax::edit;

/// The edits of a rename.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renaming {
    /// Changes of one or more files.
    pub edits: Vec<Edit>,
    /// What to ask first.
    pub confirm: Option<String>,
}

/// The text to edit, without quotes, and the present name; `None` where nothing can be renamed.
pub fn prepare(cx: &Cx<'_>, offset: u32) -> Option<(Span, String)> {
    let mention = symbol_index::at(cx, offset)?;
    let is_defined = || {
        symbol_index::everywhere(cx, &mention.thing)
            .iter()
            .any(|(_, found)| found.role == Role::Defines)
    };
    match &mention.thing {
        Thing::File(_) => None,
        Thing::Variable(name) => Some((mention.name, name.clone())),
        Thing::Uid(name) | Thing::Local(_, name) => {
            is_defined().then(|| (mention.name, name.clone()))
        }
    }
}

/// The rename of what stands at `offset`, or why it cannot be done, in words for a person.
pub fn rename(cx: &Cx<'_>, offset: u32, new_name: &str) -> Result<Renaming, String> {
    let nothing = || "cannot rename this element".to_owned();
    let (mention, _) = symbol_index::at(cx, offset)
        .zip(prepare(cx, offset))
        .ok_or_else(nothing)?;
    let all = symbol_index::everywhere(cx, &mention.thing);
    let (refusal, confirm) = match &mention.thing {
        Thing::File(_) => return Err(nothing()),
        Thing::Uid(old) | Thing::Variable(old) | Thing::Local(_, old) if old == new_name => {
            return Ok(Renaming {
                edits: Vec::new(),
                confirm: None,
            });
        }
        Thing::Uid(old) => (
            filled_in(old).or_else(|| refuse_uid(cx, old, new_name, &all)),
            Some(question(old, new_name)),
        ),
        Thing::Variable(_) => (refuse_variable(cx, new_name), None),
        Thing::Local(kind, old) => (
            filled_in(old).or_else(|| refuse_local(cx, kind, new_name, &all)),
            None,
        ),
    };
    let secrets = Secrets::of(
        cx.index
            .project
            .documents
            .values()
            .map(|document| &document.syntax),
    );
    let shown = |mut text: String| {
        secrets.mask(&mut text);
        text
    };
    match refusal {
        Some(reason) => Err(shown(reason)),
        None => Ok(Renaming {
            edits: edits(cx, &all, new_name),
            confirm: confirm.map(shown),
        }),
    }
}

fn question(old: &str, new: &str) -> String {
    format!(
        "HubSpot identifies a component by its uid. If {} is already in an account, HubSpot most likely creates a new \
         component {}. Rename it?",
        message::quoted(old),
        message::quoted(new)
    )
}

/// Why a name that a profile fills in stays as it is.
fn filled_in(old: &str) -> Option<String> {
    let placeholder = placeholders::first(old)?;
    Some(format!(
        "name contains the placeholder {}: rename the variable instead",
        message::quoted(placeholder)
    ))
}

fn refuse_uid(cx: &Cx<'_>, old: &str, new: &str, all: &[(&RelPath, Mention)]) -> Option<String> {
    let shown = message::quoted(new);
    let definitions = all
        .iter()
        .filter(|(_, mention)| mention.role == Role::Defines)
        .count();
    if definitions > 1 {
        return Some(format!(
            "uid {} is used by {definitions} components: change one of them first",
            message::quoted(old)
        ));
    }
    if new == uids::RESERVED {
        return Some(format!("uid {shown} is reserved by HubSpot"));
    }
    let taken = || {
        uids::taken(cx.index)
            .contains(new)
            .then(|| format!("uid {shown} is already used by another component"))
    };
    uids::problem(new).or_else(taken)
}

fn refuse_variable(cx: &Cx<'_>, new: &str) -> Option<String> {
    let shown = message::quoted(new);
    if new.is_empty() {
        return Some("variable name is empty".to_owned());
    }
    // A placeholder ends at the first brace, and at the end of a line it is none.
    if placeholders::first(&format!(" ${{{new}}}")) != Some(&format!("${{{new}}}")) {
        return Some(format!(
            "invalid variable name {shown}: contains `}}` or a line break"
        ));
    }
    let is_used = !symbol_index::everywhere(cx, &Thing::Variable(new.to_owned())).is_empty();
    is_used.then(|| format!("variable {shown} already exists"))
}

fn refuse_local(
    cx: &Cx<'_>,
    kind: &'static str,
    new: &str,
    all: &[(&RelPath, Mention)],
) -> Option<String> {
    if new.is_empty() {
        return Some("name is empty".to_owned());
    }
    if !new.chars().all(template::is_in_name) && all.iter().any(|(_, mention)| mention.is_token()) {
        return Some(
            "used within `{{` and `}}`: use only letters, digits, `_`, and `-`".to_owned(),
        );
    }
    let same = symbol_index::everywhere(cx, &Thing::Local(kind, new.to_owned()));
    let is_defined = same
        .iter()
        .any(|(_, mention)| mention.role == Role::Defines);
    is_defined.then(|| format!("{} already exists", message::quoted(new)))
}

fn edits(cx: &Cx<'_>, all: &[(&RelPath, Mention)], new: &str) -> Vec<Edit> {
    let edit = |(file, mention): &(&RelPath, Mention)| {
        let new_text = match &mention.thing {
            Thing::Variable(old) => in_escaped_string(cx, file, mention, old, new),
            _ => None,
        };
        Edit {
            file: (*file).clone(),
            span: mention.name,
            new_text: new_text.unwrap_or_else(|| edit::escape(new)),
        }
    };
    // A string with escapes is written anew as a whole, once for all of its placeholders.
    all.iter()
        .map(edit)
        .collect::<BTreeSet<Edit>>()
        .into_iter()
        .collect()
}

/// The inside of a string whose placeholders have no places of their own.
fn in_escaped_string(
    cx: &Cx<'_>,
    file: &RelPath,
    mention: &Mention,
    old: &str,
    new: &str,
) -> Option<String> {
    if mention.role == Role::Defines || mention.name != mention.hit.inside() {
        return None;
    }
    let document = cx.index.project.documents.get(file)?;
    let string = super::way_to(&document.syntax, mention.name.start).pop()?;
    Some(edit::escape(&placeholders::renamed(
        string.as_str()?,
        old,
        new,
    )))
}
