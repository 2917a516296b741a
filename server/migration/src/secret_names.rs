//! Lists of the names of secrets. A list in which a person wrote the secret itself has been seen: no value is ever copied.

use analysis::secrets;
use diagnostics::RelPath;
use syntax::{Kind, Value, edit};

use crate::account::Account;
use crate::draft::Draft;
use crate::json;
use crate::pages;

/// The secret that HubSpot gives every function; it refuses it in the list.
const GIVEN: &str = "PRIVATE_APP_ACCESS_TOKEN";

const NOT_A_LIST: &str = "this list of secrets is not a list of names and is not copied; if it has the secret itself in it, make a new one, as this one is in the history of the repository";
const A_VALUE: &str = "a list of secrets has the secret itself in it, which is not copied; write its name instead, and make a new one, as this one is in the history of the repository";

/// Where the names of several lists come to.
pub(crate) struct Target<'t> {
    pub file: &'t RelPath,
    /// The path of the new list.
    pub path: &'t str,
}

/// The names in several lists, each once, as JSON.
pub(crate) fn merged<'a>(
    draft: &mut Draft<'_>,
    account: &mut Account<'a>,
    target: &Target<'_>,
    lists: impl IntoIterator<Item = Value<'a>>,
) -> String {
    let mut names: Vec<&str> = Vec::new();
    for list in lists {
        if list.kind() != Kind::Array {
            draft.by_hand(target.file, NOT_A_LIST, Some(pages::FUNCTIONS));
            account.dropped(list, "not a list of names");
            continue;
        }
        if list.is_empty() {
            account.converted(list, target.file, target.path);
        }
        for element in list.elements() {
            let Some(name) = element.as_str() else {
                account.dropped(element, "not a name");
                continue;
            };
            if secrets::tokens(name).next().is_some() {
                draft.by_hand(target.file, A_VALUE, Some(pages::FUNCTIONS));
                account.dropped(element, "the secret itself, not its name");
                continue;
            }
            if name == GIVEN {
                account.dropped(element, "HubSpot gives it to every function");
                continue;
            }
            let known = names.iter().position(|known| *known == name);
            let position = known.unwrap_or(names.len());
            if known.is_none() {
                names.push(name);
            }
            let path = format!("{}[{position}]", target.path);
            account.moved(element, target.file, &path);
        }
    }
    let quoted: Vec<String> = names.iter().map(|name| edit::quote(name)).collect();
    json::array(quoted)
}
