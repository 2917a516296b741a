//! Rules as data: id, severity, documentation.

use std::borrow::Cow;

use crate::{Diagnostic, RelPath, RuleId, Severity, Span};

/// The address of the documentation site (`bash site/build`); `None` until it has one. No other file has it.
const SITE: Option<&str> = None;

/// A rule, as its documentation describes it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case; names the problem.
    pub id: RuleId,
    /// One rule has one severity.
    pub severity: Severity,
    /// The version of hsmeta that introduced it.
    pub since: &'static str,
    /// The page or package that documents it; empty for rules about the configuration of hsmeta.
    pub source: &'static str,
    /// How an editor shows its diagnostics.
    pub tag: Option<Tag>,
    /// The leading `//!` block of its source file.
    pub comment: &'static str,
}

/// How an editor shows the text of a diagnostic beside its message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    /// Struck through.
    Deprecated,
    /// Faded.
    Unnecessary,
}

impl Rule {
    /// The rule that `comment`, the leading `//!` block of its source file, documents: its id is the heading, its source the
    /// first link below `## Source`, if there is one.
    pub const fn documented(
        comment: &'static str,
        severity: Severity,
        since: &'static str,
    ) -> Rule {
        let Some(id) = between(comment, "//! # ", "\n") else {
            panic!("a rule begins with `//! # <id>`");
        };
        let Some(section) = find(comment, "//! ## Source") else {
            panic!("a rule has `## Source`");
        };
        let source = match between(comment.split_at(section).1, "<", ">") {
            Some(link) => link,
            None => "",
        };
        Rule {
            id,
            severity,
            since,
            source,
            tag: None,
            comment,
        }
    }

    /// A diagnostic of this rule.
    pub fn at(&self, file: &RelPath, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: self.id,
            severity: self.severity,
            file: file.clone(),
            span,
            message: message.into(),
            missing: None,
            help: None,
            url: None,
            ends: None,
            explained_by: None,
            related: Vec::new(),
            unlisted_related: 0,
            fixes: Vec::new(),
        }
    }

    /// The page that its diagnostics link to: its own on the site, or its source as long as there is no site.
    pub fn page(&self) -> Option<Cow<'static, str>> {
        self.page_on(SITE)
    }

    fn page_on(&self, site: Option<&str>) -> Option<Cow<'static, str>> {
        match site {
            Some(site) => {
                let site = site.trim_end_matches('/');
                Some(Cow::Owned(format!("{site}/rules/{}.html", self.id)))
            }
            None => self.source_page().map(Cow::Borrowed),
        }
    }

    /// The page that documents what it reports.
    pub fn source_page(&self) -> Option<&'static str> {
        if self.source.is_empty() {
            None
        } else {
            Some(self.source)
        }
    }

    /// Its documentation, as Markdown.
    pub fn docs(&self) -> String {
        module_docs(self.comment)
    }

    /// The first sentence of its documentation.
    pub fn summary(&self) -> String {
        let docs = self.docs();
        let lines = docs
            .lines()
            .skip_while(|line| line.starts_with('#') || line.is_empty());
        let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
        let paragraph = paragraph.join(" ");
        match paragraph.split_once(". ") {
            Some((sentence, _)) => format!("{sentence}."),
            None => paragraph,
        }
    }
}

/// The leading `//!` block of a source file, as Markdown.
pub fn module_docs(file: &str) -> String {
    let mut docs = String::new();
    for line in file.lines() {
        let Some(text) = line.strip_prefix("//!") else {
            break;
        };
        docs.push_str(text.strip_prefix(' ').unwrap_or(text));
        docs.push('\n');
    }
    docs
}

/// The leading `//!` block of a source file, which an empty line ends, as a constant: the code below it is no part of the
/// program.
#[macro_export]
macro_rules! leading_comment {
    ($file:expr) => {{
        const FILE: &str = include_str!($file);
        // A copy, because a slice would keep the whole file.
        const BYTES: &[u8] = &$crate::prefix::<{ $crate::leading_comment_length(FILE) }>(FILE);
        match std::str::from_utf8(BYTES) {
            Ok(comment) => comment,
            Err(_) => panic!("a line break is between two characters"),
        }
    }};
}

#[doc(hidden)]
pub const fn leading_comment_length(file: &str) -> usize {
    let text = file.as_bytes();
    let mut end = 1;
    while end < text.len() && !(text[end - 1] == b'\n' && text[end] == b'\n') {
        end += 1;
    }
    end
}

/// The first bytes of a text, which has at least that many.
#[doc(hidden)]
pub const fn prefix<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    bytes.copy_from_slice(text.as_bytes().split_at(LENGTH).0);
    bytes
}

/// The text between the first `start` and the next `end`.
const fn between(text: &'static str, start: &str, end: &str) -> Option<&'static str> {
    let Some(at) = find(text, start) else {
        return None;
    };
    let rest = text.split_at(at + start.len()).1;
    match find(rest, end) {
        Some(length) => Some(rest.split_at(length).0),
        None => None,
    }
}

/// Where `pattern` begins in a leading `//!` block; `str::find` is not const.
const fn find(text: &str, pattern: &str) -> Option<usize> {
    let (text, pattern) = (text.as_bytes(), pattern.as_bytes());
    let mut at = 0;
    while at + pattern.len() <= text.len() {
        let mut same = 0;
        while same < pattern.len() && text[at + same] == pattern[same] {
            same += 1;
        }
        if same == pattern.len() {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_source_and_summary_come_from_the_leading_comment() {
        let file = "//! # a-rule\n//!\n//! One. Two.\n//!\n//! ## Source\n//!\n//! See\n//! <https://a.tech/b> and c.\n\nuse x;\n";
        let rule = Rule::documented(file, Severity::Error, "0.1.0");
        assert_eq!((rule.id, rule.source), ("a-rule", "https://a.tech/b"));
        assert_eq!(rule.summary(), "One.");
        assert!(rule.docs().ends_with("<https://a.tech/b> and c.\n"));
    }

    #[test]
    fn a_leading_comment_ends_with_an_empty_line() {
        let file = "//! # a-rule\n//!\n//! Oné.\n\nuse x;\n\nfn y() {}\n";
        let length = leading_comment_length(file);
        assert_eq!(&file[..length], "//! # a-rule\n//!\n//! Oné.\n");
        assert_eq!(leading_comment_length("//! One.\n"), 9);
        // This file has one itself.
        let comment = leading_comment!("rule.rs");
        assert_eq!(comment, "//! Rules as data: id, severity, documentation.\n");
    }

    #[test]
    fn diagnostics_link_to_the_site_if_there_is_one() {
        let sourced = "//! # a-rule\n//!\n//! One.\n//!\n//! ## Source\n//!\n//! <https://a.tech/b>\n\nuse x;\n";
        let sourced = Rule::documented(sourced, Severity::Error, "0.1.0");
        let own = "//! # own-rule\n//!\n//! One.\n//!\n//! ## Source\n//!\n//! Ours.\n\nuse x;\n";
        let own = Rule::documented(own, Severity::Error, "0.1.0");
        assert_eq!(sourced.page_on(None).as_deref(), Some("https://a.tech/b"));
        assert_eq!(own.page_on(None), None);
        for site in ["https://docs.tech/hsmeta", "https://docs.tech/hsmeta/"] {
            assert_eq!(
                sourced.page_on(Some(site)).as_deref(),
                Some("https://docs.tech/hsmeta/rules/a-rule.html")
            );
            assert_eq!(
                own.page_on(Some(site)).as_deref(),
                Some("https://docs.tech/hsmeta/rules/own-rule.html")
            );
        }
    }
}
