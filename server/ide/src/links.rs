//! What an editor may open from a file: pages and files that its strings name.

use super::Cx;
use super::symbol_index::{self, Thing};
use analysis::secrets;
use diagnostics::{RelPath, Span, message};
use project::{Entry, LinkTarget};
use syntax::Value;

/// One link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The text within the quotes.
    pub span: Span,
    /// Where it leads.
    pub target: Target,
    /// What an editor says about it.
    pub tooltip: Option<String>,
}

/// Where a link leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A page: `http` or `https`.
    Url(String),
    /// A file of the project.
    File(RelPath),
}

/// The most links of a file: editors show them all, and a file may have any number.
const MOST: usize = 5_000;

/// The links of a file, in the order of the text.
pub fn links(cx: &Cx<'_>) -> Vec<Link> {
    let is_file = |path: &RelPath| {
        matches!(
            cx.index.entry(path),
            Some(Entry::File | Entry::Link(LinkTarget::File))
        )
    };
    let files = symbol_index::of(cx)
        .into_iter()
        .filter_map(|mention| match mention.thing {
            Thing::File(path) if is_file(&path) => {
                let tooltip = Some(format!(
                    "Open {}",
                    message::quoted(path.as_str()).trim_matches('`')
                ));
                Some(Link {
                    span: mention.name,
                    target: Target::File(path),
                    tooltip,
                })
            }
            _ => None,
        });
    let mut secrets = secrets::spans(&cx.document.syntax);
    secrets.sort_unstable();
    let strings = cx
        .document
        .syntax
        .root()
        .into_iter()
        .flat_map(|root| root.descendants());
    let pages = strings
        .filter_map(url)
        .filter(|link| !secrets::overlap(&secrets, link.span));
    let mut links: Vec<Link> = files.take(MOST).chain(pages.take(MOST)).collect();
    links.sort_by_key(|link| link.span);
    links
}

/// The link of a string that is a URL. What holds a wildcard or a placeholder leads nowhere.
fn url(value: Value<'_>) -> Option<Link> {
    let text = value.as_str()?;
    let (scheme, rest) = text.split_once("://")?;
    let is_page = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_odd =
        |c: char| c.is_whitespace() || message::is_invisible(c) || "*{}<>\"\\^`|".contains(c);
    (is_page && !rest.is_empty() && !rest.contains(is_odd)).then(|| Link {
        span: value.span().inside(),
        target: Target::Url(text.to_owned()),
        tooltip: None,
    })
}
