//! Lines with the styles of their beginnings. Nothing in them moves the cursor or ends a line.

use std::fmt::{self, Display, Formatter};

use diagnostics::message;

/// In columns. Paths and code are not broken.
const WIDTH: usize = 100;

/// Of the words before files and decisions, with a space.
const WORD_WIDTH: usize = 9;

/// How the beginning of a line is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    Plain,
    Heading,
    /// A file that is new.
    Created,
    /// A file that has a new path, or a new text.
    Changed,
    Removed,
    /// What a person has to read.
    Warning,
    Dimmed,
}

/// A line of text: spaces, a label with a style, and the rest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub indent: usize,
    pub style: Style,
    pub label: String,
    pub rest: String,
}

impl Line {
    pub(super) fn is_empty(&self) -> bool {
        self.label.is_empty() && self.rest.is_empty()
    }
}

impl Display for Line {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let indent = self.indent;
        write!(f, "{:indent$}{}{}", "", self.label, self.rest)
    }
}

/// Lines of text, broken where they are long.
#[derive(Default)]
pub struct Page {
    pub lines: Vec<Line>,
}

impl Page {
    pub fn blank(&mut self) {
        self.line(0, Style::Plain, "");
    }

    /// A line that is not broken: a path, code, or the address of a page.
    pub fn line(&mut self, indent: usize, style: Style, text: &str) {
        self.push(indent, style, text, "");
    }

    /// Text that is broken into lines.
    pub fn prose(&mut self, indent: usize, text: &str) {
        self.labeled(indent, Style::Plain, "", indent, text);
    }

    /// A heading, after an empty line.
    pub fn section(&mut self, heading: &str, about: &str) {
        self.blank();
        self.heading(heading, about);
    }

    pub fn heading(&mut self, heading: &str, about: &str) {
        self.labeled(0, Style::Heading, heading, 2, &format!(": {about}"));
    }

    /// A sentence that catches the eye, and what follows from it.
    pub fn notice(&mut self, sentence: &str, text: &str) {
        self.labeled(0, Style::Warning, sentence, 0, &format!(" {text}"));
    }

    /// A word in a column of its own, and text beside it.
    pub fn row(&mut self, indent: usize, style: Style, word: &str, text: &str) {
        let used = word.chars().count();
        let gap = " ".repeat(WORD_WIDTH.saturating_sub(used).max(1));
        let column = indent + used + gap.len();
        self.labeled(indent, style, word, column, &format!("{gap}{text}"));
    }

    /// A label, and text that is broken into lines; the following ones begin in a column.
    fn labeled(&mut self, indent: usize, style: Style, label: &str, column: usize, text: &str) {
        let used = indent + label.chars().count();
        let mut lines = wrapped(text, used, column).into_iter();
        self.push(indent, style, label, &lines.next().unwrap_or_default());
        for line in lines {
            self.push(column, Style::Plain, "", &line);
        }
    }

    fn push(&mut self, indent: usize, style: Style, label: &str, rest: &str) {
        let (label, rest) = (printable(label), printable(rest));
        self.lines.push(Line {
            indent,
            style,
            label,
            rest,
        });
    }
}

/// On one line, with visible control characters.
fn printable(text: &str) -> String {
    let mut text = text.replace('\t', " ");
    message::reveal(&mut text);
    text
}

/// Breaks a text at spaces; `used` columns of the first line, and `column` of the others, are taken.
fn wrapped(text: &str, used: usize, column: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = used;
    for word in words(text) {
        let length = word.trim_end().chars().count();
        if !line.trim().is_empty() && width + length > WIDTH {
            lines.push(line.trim_end().to_owned());
            line.clear();
            width = column;
        }
        line.push_str(word);
        width += word.chars().count();
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The words of a text with the space behind them. What is in backticks is one word.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    for (index, character) in text.char_indices() {
        if character == '`' {
            is_quoted = !is_quoted;
        } else if character == ' ' && !is_quoted {
            words.extend(text.get(start..=index));
            start = index + 1;
        }
    }
    words.extend(text.get(start..));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &Page) -> Vec<String> {
        page.lines.iter().map(Line::to_string).collect()
    }

    #[test]
    fn long_texts_are_broken_below_their_label() {
        let mut page = Page::default();
        let words = vec!["word"; 20].join(" ");
        page.row(2, Style::Warning, "leave", &words);
        let lines = shown(&page);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[0].starts_with("  leave    word"), "{lines:?}");
        assert!(lines[1].starts_with("           word"), "{lines:?}");
    }

    #[test]
    fn what_is_in_backticks_is_not_broken() {
        let text = format!("{} `hs project migrate`", "x".repeat(WIDTH - 8));
        let lines = wrapped(&text, 0, 0);
        assert_eq!(
            lines.last().map(String::as_str),
            Some("`hs project migrate`")
        );
    }

    #[test]
    fn a_long_path_is_not_broken_and_no_character_moves_the_cursor() {
        let mut page = Page::default();
        let path = "x".repeat(200);
        page.prose(0, &format!("{path} \u{1b}[31m\r\nb\tc"));
        let lines = shown(&page);
        assert_eq!(lines, [path.as_str(), "␛[31m␍␊b c"]);
    }
}
