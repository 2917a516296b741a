//! Document links: the pages and files in the strings of a file.

use super::Cx;
use super::symbol_index::{self, Symbol};
use analysis::secrets;
use diagnostics::{RelPath, Span, message};
use syntax::Value;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The inside of the string.
    pub span: Span,
    pub target: Target,
    pub tooltip: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A page: `http` or `https`.
    Url(String),
    /// A file of the project.
    File(RelPath),
}

/// The most links of each kind: editors show all of them, and a file may have any number.
const MAX_LINKS: usize = 5_000;

/// The links of a file, in the order of the text.
pub fn links(cx: &Cx<'_>) -> Vec<Link> {
    let mut links = file_links(cx);
    links.extend(url_links(cx));
    links.sort_by_key(|link| link.span);
    links
}

fn file_links(cx: &Cx<'_>) -> Vec<Link> {
    let mut links = Vec::new();
    for occurrence in symbol_index::of_file(cx) {
        if let Symbol::File(path) = occurrence.symbol
            && super::is_file(cx.index, &path)
        {
            let quoted = message::quoted(path.as_str());
            links.push(Link {
                span: occurrence.name,
                target: Target::File(path),
                tooltip: Some(format!("Open {}", quoted.trim_matches('`'))),
            });
        }
    }
    links.truncate(MAX_LINKS);
    links
}

fn url_links(cx: &Cx<'_>) -> Vec<Link> {
    let Some(root) = cx.document.syntax.root() else {
        return Vec::new();
    };
    let mut secrets = secrets::spans(&cx.document.syntax);
    secrets.sort_unstable();
    root.descendants()
        .filter_map(url_link)
        .filter(|link| !secrets::overlap(&secrets, link.span))
        .take(MAX_LINKS)
        .collect()
}

/// The link of a string that is a URL without wildcards or placeholders.
fn url_link(value: Value<'_>) -> Option<Link> {
    let url = value.as_str()?;
    let (scheme, rest) = url.split_once("://")?;
    let is_page = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    if !is_page || rest.is_empty() || rest.contains(is_not_in_urls) {
        return None;
    }
    Some(Link {
        span: value.span().inside(),
        target: Target::Url(url.to_owned()),
        tooltip: None,
    })
}

fn is_not_in_urls(char: char) -> bool {
    char.is_whitespace() || message::is_invisible(char) || "*{}<>\"\\^`|".contains(char)
}
