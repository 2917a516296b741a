//! `--format text`: what a Rust user knows from rustc. Text from files is made harmless here: control characters become
//! visible stand-ins, secrets become asterisks, long lines are cut around the span.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Format, more, nothing};
use crate::located::{Finding, Report, url};
use crate::summary::Totals;
use crate::{fix, printable};
use diagnostics::{RelPath, Safety, Severity, Span, message};

pub(super) static FORMAT: Format = Format {
    name: "text",
    about: "For people",
    is_document: false,
    repository: None,
    has_fingerprints: false,
    open: nothing,
    finding,
    between: "",
    close,
};

/// Columns of a line of output.
const WIDTH: usize = 160;

/// Lines longer than this, in bytes, are cut before the renderer sees them: it looks at every character of a line.
const LONG_LINE: usize = 4_000;

/// Other places that are shown; the rest is counted.
const MOST_RELATED: usize = 8;

fn finding(report: &Report<'_>, finding: &Finding<'_>, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(WIDTH);
    let diagnostic = finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let message = printable::line(&diagnostic.message);
    let mut group = level
        .primary_title(message)
        .id(diagnostic.rule)
        .elements(NO_ELEMENTS);
    group = place(report, group, &diagnostic.file, diagnostic.span, None);
    for related in diagnostic.related.iter().take(MOST_RELATED) {
        group = place(
            report,
            group,
            &related.file,
            related.span,
            Some(&related.message),
        );
    }
    if let Some(more) = diagnostic
        .related
        .len()
        .checked_sub(MOST_RELATED)
        .filter(|more| *more > 0)
    {
        group = group
            .element(Level::NOTE.message(format!("and {}", message::count(more, "more place"))));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable::line(help)));
    }
    if let Some(fix) = finding.fix {
        let name = if fix.safety == Safety::Safe {
            "fix"
        } else {
            "unsafe fix"
        };
        group = group.element(
            Level::HELP
                .with_name(name)
                .message(printable::line(&fix.title)),
        );
    }
    if let Some(url) = url(diagnostic) {
        group = group.element(Level::NOTE.message(format!("see {url}")));
    }
    renderer.render(&[group]) + "\n\n"
}

/// A group begins with its title alone.
const NO_ELEMENTS: [annotate_snippets::Message<'static>; 0] = [];

type Group<'a> = annotate_snippets::Group<'a>;

/// Adds one place: the line with the span underlined, or the path alone where there is no text.
fn place<'a>(
    report: &Report<'_>,
    group: Group<'a>,
    file: &RelPath,
    span: Span,
    related: Option<&str>,
) -> Group<'a> {
    let path = printable::line(&report.path(file));
    let (Some((source, text, secrets)), Some((start, _))) =
        (report.text(file), report.range(file, span))
    else {
        return group.element(Origin::path(path));
    };
    let line = text.line_span(start.line);
    let excerpt = Excerpt::new(source, line, span, secrets);
    let kind = if related.is_some() {
        AnnotationKind::Context
    } else {
        AnnotationKind::Primary
    };
    let mut annotation = kind.span(excerpt.start..excerpt.end);
    if let Some(message) = related {
        annotation = annotation.label(printable::line(message));
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

/// One line as it may be printed, with the place of the span in it.
struct Excerpt {
    text: String,
    start: usize,
    end: usize,
    is_cut: bool,
}

impl Excerpt {
    fn new(source: &str, line: Span, span: Span, secrets: &[Span]) -> Excerpt {
        let line = line.range();
        let start = (span.start as usize).clamp(line.start, line.end);
        let end = (span.end as usize).clamp(start, line.end);
        let is_cut = line.len() > LONG_LINE;
        let window = if is_cut {
            cut(source, line, start)
        } else {
            line
        };
        let mut excerpt = Excerpt {
            text: String::new(),
            start: 0,
            end: 0,
            is_cut,
        };
        let near = |secret: &&Span| {
            window.start < secret.end as usize && (secret.start as usize) < window.end
        };
        let hidden: Vec<Span> = secrets.iter().filter(near).copied().collect();
        for (at, character) in source[window.clone()]
            .char_indices()
            .map(|(at, c)| (window.start + at, c))
        {
            if at == start {
                excerpt.start = excerpt.text.len();
            }
            if at == end {
                excerpt.end = excerpt.text.len();
            }
            let is_hidden = hidden.iter().any(|secret| secret.range().contains(&at));
            excerpt.text.push(if is_hidden {
                '*'
            } else {
                printable::character(character)
            });
        }
        if start >= window.end {
            excerpt.start = excerpt.text.len();
        }
        if end >= window.end {
            excerpt.end = excerpt.text.len();
        }
        excerpt
    }
}

/// A part of a long line around `start`, at character boundaries.
fn cut(source: &str, line: std::ops::Range<usize>, start: usize) -> std::ops::Range<usize> {
    let boundary = |mut at: usize| {
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = boundary(start.saturating_sub(WIDTH / 4).max(line.start));
    from..boundary((start + WIDTH / 2).min(line.end))
}

fn close(totals: &Totals) -> String {
    let summary = if totals.quiet {
        String::new()
    } else {
        summary(totals)
    };
    more(totals) + &summary
}

/// The last lines: what was checked, what was found but not printed, what can be fixed. Where something could not be read, it never
/// says that there are no problems.
fn summary(totals: &Totals) -> String {
    let summary = &totals.summary;
    let parts = |shown: bool| {
        let numbers = summary.numbers();
        let chosen = numbers
            .iter()
            .filter(|(severity, number, _)| *number > 0 && (*severity >= totals.least) == shown);
        chosen
            .map(|(_, number, noun)| message::count(*number, noun))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let found = match parts(true) {
        none if none.is_empty() && totals.all_read => "no problems".to_owned(),
        none if none.is_empty() => "no problems in what could be read".to_owned(),
        found => found,
    };
    let hidden = match parts(false) {
        none if none.is_empty() => none,
        hidden => format!(" ({hidden} not shown; see them with --min-severity info)"),
    };
    let projects = message::count(summary.projects, "project");
    let files = message::count(summary.files, "file");
    let fixes = fix::summary(summary, totals.mode)
        .map(|line| line + "\n")
        .unwrap_or_default();
    format!(
        "checked {projects}, {files}: {found}{hidden}\n{}{fixes}",
        baseline(totals)
    )
}

/// What the baseline hides, and whether it is out of date.
fn baseline(totals: &Totals) -> String {
    let Some(known) = totals.baseline else {
        return String::new();
    };
    let mut text = String::new();
    if known.hidden > 0 {
        text.push_str(&format!(
            "{} in the baseline\n",
            message::count(known.hidden, "finding")
        ));
    }
    if known.fixed > 0 {
        text.push_str(&format!(
            "{} fixed since the baseline; run --update-baseline\n",
            known.fixed
        ));
    }
    text
}
