//! `--format text`: problems as rustc prints them.

pub(super) mod excerpt;
pub(super) mod summary;

use annotate_snippets::{AnnotationKind, Group, Level, Message, Origin, Renderer, Snippet};

use super::{Format, Header};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;
use diagnostics::{Fix, RelPath, Related, Safety, Severity, Span, message};
use excerpt::Excerpt;
use rules::page_of;

pub(super) static FORMAT: Format = Format {
    name: "text",
    about: "Human-readable, with excerpts",
    is_document: false,
    max_diagnostics: 10_000,
    repository: None,
    has_fingerprints: false,
    header: Header::Fixed(""),
    problem,
    before_first: "",
    separator: "",
    footer: summary::footer,
};

/// Columns of a line of output.
const WIDTH: usize = 160;

/// Related locations that are shown; the rest is counted.
const MAX_RELATED: usize = 8;

fn problem(
    report: &ProjectReport<'_>,
    reported: &ReportedDiagnostic<'_>,
    use_color: bool,
) -> String {
    let diagnostic = reported.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let no_elements: [Message<'_>; 0] = [];
    let mut group = level
        .primary_title(printable::line(&diagnostic.message))
        .id(diagnostic.rule)
        .elements(no_elements);
    group = add_location(report, group, &diagnostic.file, diagnostic.span, None);
    let shown = shown_related(&diagnostic.related);
    for related in &shown {
        let label = Some(related.message.as_str());
        group = add_location(report, group, &related.file, related.span, label);
    }
    let hidden = diagnostic.related.len() - shown.len() + diagnostic.unlisted_related;
    if hidden > 0 {
        let more = message::count(hidden, "more location");
        group = group.element(Level::NOTE.message(format!("and {more}")));
    }
    for line in help_lines(diagnostic.help.as_deref(), reported.fix) {
        group = group.element(Level::HELP.message(printable::line(&line)));
    }
    if let Some(url) = page_of(diagnostic) {
        group = group.element(Level::NOTE.message(format!("see {url}")));
    }
    let renderer = if use_color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(WIDTH).render(&[group]) + "\n\n"
}

/// The first related locations, and the last one if it is the only one of its kind: the list that lacks what all of them
/// require.
fn shown_related(all: &[Related]) -> Vec<&Related> {
    let mut shown: Vec<&Related> = all.iter().take(MAX_RELATED).collect();
    if let [first, .., last] = all
        && all.len() > MAX_RELATED
        && last.file != first.file
    {
        shown.pop();
        shown.push(last);
    }
    shown
}

/// The help and the title of the fix: one line if they say the same.
fn help_lines(help: Option<&str>, fix: Option<&Fix>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(help) = help
        && fix.is_none_or(|fix| !says_the_same(help, &fix.title))
    {
        lines.push(help.to_owned());
    }
    if let Some(fix) = fix {
        let how = match fix.safety {
            Safety::Safe => "fixable",
            _ => "fixable with --unsafe-fixes",
        };
        lines.push(format!("{} ({how})", fix.title));
    }
    lines
}

/// Whether a fix does exactly what the help says: ``did you mean `a`?`` and ``change to `a` `` do.
pub(super) fn says_the_same(help: &str, fix_title: &str) -> bool {
    let suggestion = help
        .strip_prefix("did you mean ")
        .and_then(|rest| rest.strip_suffix('?'));
    help == fix_title || suggestion.is_some_and(|name| fix_title.ends_with(name))
}

/// Adds the line of a span, underlined; the path alone if the file was not read.
fn add_location<'a>(
    report: &ProjectReport<'_>,
    group: Group<'a>,
    file: &RelPath,
    span: Span,
    label: Option<&str>,
) -> Group<'a> {
    let path = printable::line(&report.path(file));
    let Some((text, lines, secrets)) = report.source(file) else {
        return group.element(Origin::path(path));
    };
    let start = lines.position(span.start);
    let excerpt = Excerpt::new(text, lines.line_span(start.line), span, secrets);
    let kind = if label.is_some() {
        AnnotationKind::Context
    } else {
        AnnotationKind::Primary
    };
    let mut annotation = kind.span(excerpt.start..excerpt.end);
    if let Some(label) = label {
        annotation = annotation.label(printable::line(label));
    }
    let snippet = Snippet::source(excerpt.text)
        .line_start(start.line)
        .annotation(annotation);
    if excerpt.is_cut {
        let origin = Origin::path(path)
            .line(start.line)
            .char_column(start.column);
        return group.element(origin).element(snippet);
    }
    group.element(snippet.path(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(title: &str, safety: Safety) -> Fix {
        Fix {
            title: title.to_owned(),
            safety,
            edits: Vec::new(),
        }
    }

    #[test]
    fn the_last_of_many_related_locations_is_shown_if_it_is_in_another_file() {
        let at = |file: &str| Related {
            file: RelPath::new(file),
            span: Span::new(0, 1),
            message: String::new(),
        };
        let mut all = vec![at("sync.js"); MAX_RELATED + 5];
        assert_eq!(shown_related(&all).len(), MAX_RELATED);
        all.push(at("app-hsmeta.json"));
        let shown = shown_related(&all);
        assert_eq!(shown.len(), MAX_RELATED);
        assert_eq!(shown.last().copied(), all.last());
    }

    #[test]
    fn help_and_fix_that_say_the_same_are_one_line() {
        let safe = fix("remove the comma", Safety::Safe);
        let lines = help_lines(Some("remove the comma"), Some(&safe));
        assert_eq!(lines, ["remove the comma (fixable)"]);
        let lines = help_lines(None, Some(&safe));
        assert_eq!(lines, ["remove the comma (fixable)"]);
        let change = fix("change to `card`", Safety::Unsafe);
        assert_eq!(
            help_lines(Some("did you mean `card`?"), Some(&change)),
            ["change to `card` (fixable with --unsafe-fixes)"]
        );
    }

    #[test]
    fn help_and_fix_that_differ_are_two_lines() {
        let change = fix("change to `https`", Safety::Unsafe);
        assert_eq!(
            help_lines(Some("only `https` is allowed"), Some(&change)),
            [
                "only `https` is allowed",
                "change to `https` (fixable with --unsafe-fixes)"
            ]
        );
        assert_eq!(help_lines(Some("use `https`"), None), ["use `https`"]);
    }
}
