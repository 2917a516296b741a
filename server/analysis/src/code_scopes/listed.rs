//! The scopes in the lists of a project, with the variables of its profiles.

use std::collections::{BTreeMap, BTreeSet};

use project::index::Index;
use project::placeholders;
use syntax::Syntax;

use crate::components::{SCOPE_LISTS, scope_lists};

/// The scopes that a project requests, by name.
#[derive(Default)]
pub struct ListedScopes {
    /// Those that every profile requests, with the names of the lists.
    pub lists: BTreeMap<String, Vec<&'static str>>,
    /// Those that some profiles request and others do not.
    pub in_some_profiles: BTreeSet<String>,
    /// Whether there may be others: a variable that a profile does not have, or what is not a string.
    pub is_open: bool,
}

impl ListedScopes {
    /// The scopes in the lists of all components: those of the app, and the permissions of others.
    pub fn of(index: &Index<'_>) -> ListedScopes {
        let mut listed = ListedScopes::default();
        for component in &index.components {
            let Some(document) = index.project.documents.get(component.path) else {
                continue;
            };
            if document.syntax.root().is_some_and(has_placeholders) {
                listed.add_profiles(index, &document.syntax);
            } else {
                listed.add_all(&document.syntax);
            }
        }
        listed.lists.retain(|name, _| !name.is_empty());
        listed
    }

    pub fn names(&self) -> BTreeSet<&str> {
        self.lists.keys().map(String::as_str).collect()
    }

    /// Adds the lists of a file that is the same in all profiles.
    fn add_all(&mut self, syntax: &Syntax) {
        let file = FileLists::of(syntax);
        self.is_open |= file.is_open;
        for (list, name) in file.scopes {
            self.add(list, name);
        }
    }

    /// Adds what the lists of a file have in every profile.
    fn add_profiles(&mut self, index: &Index<'_>, syntax: &Syntax) {
        let mut counts: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
        let mut number = 0;
        for profile in &index.profiles {
            if profile.facts.readable {
                number += 1;
                let expanded = placeholders::expand(syntax, Some(profile.facts));
                self.count(&expanded, &mut counts);
            }
        }
        if number == 0 {
            number = 1;
            self.count(&placeholders::expand(syntax, None), &mut counts);
        }
        for ((list, name), count) in counts {
            if count == number {
                self.add(list, name);
            } else {
                self.in_some_profiles.insert(name);
            }
        }
    }

    fn count(&mut self, syntax: &Syntax, counts: &mut BTreeMap<(&'static str, String), usize>) {
        let file = FileLists::of(syntax);
        self.is_open |= file.is_open;
        for scope in file.scopes {
            *counts.entry(scope).or_default() += 1;
        }
    }

    fn add(&mut self, list: &'static str, name: String) {
        let lists = self.lists.entry(name).or_default();
        if !lists.contains(&list) {
            lists.push(list);
            lists.sort_by_key(|list| SCOPE_LISTS.iter().position(|name| name == list));
        }
    }
}

/// The scopes in the lists of one file.
#[derive(Default)]
struct FileLists {
    scopes: BTreeSet<(&'static str, String)>,
    is_open: bool,
}

impl FileLists {
    fn of(syntax: &Syntax) -> FileLists {
        let mut lists = FileLists::default();
        let Some(root) = syntax.root() else {
            return lists;
        };
        for path in [["config", "auth"].as_slice(), &["permissions"]] {
            let Some(object) = root.at(path) else {
                continue;
            };
            for list in scope_lists(object) {
                let Some(name) = SCOPE_LISTS.iter().find(|name| **name == list.key.text) else {
                    continue;
                };
                for element in list.value.elements() {
                    match element.as_str() {
                        Some(scope) => {
                            lists.scopes.insert((*name, scope.to_owned()));
                        }
                        None => lists.is_open = true,
                    }
                }
            }
        }
        lists
    }
}

/// Whether a list of the app has variables. Those of `permissions` are not replaced.
fn has_placeholders(root: syntax::Value<'_>) -> bool {
    let Some(auth) = root.at(&["config", "auth"]) else {
        return false;
    };
    let mut elements = scope_lists(auth).flat_map(|list| list.value.elements());
    elements.any(placeholders::has_placeholder)
}
