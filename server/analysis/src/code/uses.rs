//! Calls and elements with the values that they use.

use std::collections::BTreeMap;

use diagnostics::{RelPath, Span};
use source::{Call, Element, Value};

use super::{Resolved, ResolvedText};

/// A call or an element with the value that rules look at: a URL, a path or the name of a function.
pub struct CodeUse<'c> {
    pub file: &'c RelPath,
    pub site: UseSite<'c>,
    /// The value; `None` if there is none.
    pub value: Option<&'c Value>,
    pub resolved: Resolved<'c>,
}

/// What uses a value.
#[derive(Clone, Copy)]
pub enum UseSite<'c> {
    Call(&'c Call),
    Element(&'c Element),
}

impl<'c> CodeUse<'c> {
    /// The callee, or the tag of the element.
    pub fn span(&self) -> Span {
        match self.site {
            UseSite::Call(call) => call.callee.span,
            UseSite::Element(element) => element.span,
        }
    }

    /// Whether a literal is part of the call or of the element, and not a constant elsewhere.
    fn contains(&self, file: &RelPath, literal: Span) -> bool {
        let whole = match self.site {
            UseSite::Call(call) => call.span,
            UseSite::Element(element) => match self.value {
                Some(value) => Span {
                    end: value.span().end,
                    ..element.span
                },
                None => element.span,
            },
        };
        self.file == file && whole.start <= literal.start && literal.end <= whole.end
    }

    /// The argument of a call by its position.
    pub fn argument(&self, position: usize) -> Option<&'c Value> {
        match self.site {
            UseSite::Call(call) => call.arguments.get(position),
            UseSite::Element(_) => None,
        }
    }
}

/// The uses of one literal that rules judge the same way: a problem of them is reported once, at the literal.
pub struct UseGroup<'u, 'c, K> {
    /// What a rule read from the texts.
    pub key: K,
    pub file: &'c RelPath,
    /// The literal.
    pub span: Span,
    pub uses: Vec<&'u CodeUse<'c>>,
}

impl<'c, K> UseGroup<'_, 'c, K> {
    /// The uses elsewhere than at the literal, for related locations.
    pub fn elsewhere(&self) -> impl Iterator<Item = (&'c RelPath, Span)> + '_ {
        self.uses.iter().filter_map(|site| {
            if site.contains(self.file, self.span) {
                None
            } else {
                Some((site.file, site.span()))
            }
        })
    }
}

/// What a rule reads from a text, and the offset in its known beginning that decides it.
pub struct Judged<K> {
    pub key: K,
    pub offset: usize,
}

/// Groups uses by the literal that decides what `judge` reads from their texts; `None` if a text is of no interest. In the
/// order of files and spans.
pub fn group<'u, 'c: 'u, K: Ord + Clone>(
    uses: impl IntoIterator<Item = &'u CodeUse<'c>>,
    judge: impl Fn(&CodeUse<'c>, &ResolvedText<'c>) -> Option<Judged<K>>,
) -> Vec<UseGroup<'u, 'c, K>> {
    let mut groups: BTreeMap<(&RelPath, Span, K), Vec<&CodeUse<'_>>> = BTreeMap::new();
    for site in uses {
        for text in &site.resolved.texts {
            let Some(judged) = judge(site, text) else {
                continue;
            };
            let Some((file, span)) = text.place_of(judged.offset) else {
                continue;
            };
            let uses = groups.entry((file, span, judged.key)).or_default();
            if !uses.iter().any(|other| std::ptr::eq(*other, site)) {
                uses.push(site);
            }
        }
    }
    groups
        .into_iter()
        .map(|((file, span, key), uses)| UseGroup {
            key,
            file,
            span,
            uses,
        })
        .collect()
}
