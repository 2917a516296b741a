//! What the cursor is in, from the text around it: code that is being typed is broken most of the time, and its syntax tree
//! says little about the unfinished part.

use diagnostics::Span;

/// What is completed at the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    /// The name of a function: `hubspot.serverless('…')`, `runServerlessFunction({ name: '…' })`.
    Function,
    /// The name of an environment variable: `process.env['…']`, and `process.env.…` without quotes.
    Variable,
    /// The origin of a URL: `hubspot.fetch('…')`.
    Url,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Cursor {
    pub(super) slot: Slot,
    /// The text to replace, without quotes.
    pub(super) span: Span,
    /// The quote before it.
    pub(super) quote: Option<char>,
    /// Whether the quote is closed.
    pub(super) is_closed: bool,
}

/// The most bytes before the cursor that are looked at.
const MOST_BEFORE: usize = 4_000;

/// The cursor at `offset`; `None` where nothing is completed.
pub(super) fn cursor(text: &str, offset: u32) -> Option<Cursor> {
    let offset = text.floor_char_boundary(offset as usize);
    let start = text.floor_char_boundary(offset.saturating_sub(MOST_BEFORE));
    let (before, after) = (&text[start..offset], &text[offset..]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    if is_comment(line) {
        return None;
    }
    if let Some(start) = variable_start(before) {
        let name = after.find(|c| !is_in_name(c)).unwrap_or(after.len());
        return Some(Cursor {
            slot: Slot::Variable,
            span: Span::new(offset - (before.len() - start), offset + name),
            quote: None,
            is_closed: true,
        });
    }
    let quote_at = line.rfind(is_quote)?;
    let typed = &line[quote_at + 1..];
    let quote = line[quote_at..].chars().next()?;
    let slot = slot(&before[..before.len() - typed.len() - 1])?;
    let start = offset - typed.len();
    let after = after.lines().next().unwrap_or_default();
    let rest = after.find(ends_string).unwrap_or(after.len());
    let is_closed = after[rest..].starts_with(quote);
    let end = match slot {
        Slot::Url => origin_end(&text[start..offset + rest])? + start,
        _ if is_closed => offset + rest,
        _ => offset + after.find(|c| !is_in_name(c)).unwrap_or(after.len()),
    };
    // In the path of a URL, and after a substitution, nothing is known.
    if end < offset || typed.contains("${") {
        return None;
    }
    Some(Cursor {
        slot,
        span: Span::new(start, end),
        quote: Some(quote),
        is_closed,
    })
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with("/*") || line.starts_with("* ")
}

fn is_quote(character: char) -> bool {
    matches!(character, '\'' | '"' | '`')
}

fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '-' | '.')
}

/// Whether a string that the user types is unlikely to continue here: the rest of the line is other code.
fn ends_string(character: char) -> bool {
    is_quote(character) || ",;(){}<>=+".contains(character)
}

/// The start of a name after `process.env.`
fn variable_start(before: &str) -> Option<usize> {
    let object = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'));
    let env = object.strip_suffix('.')?;
    let env = env.strip_suffix('?').unwrap_or(env);
    if ends_with_name(env, "process.env") {
        Some(object.len())
    } else {
        None
    }
}

/// What a string is, by the code before its quote.
fn slot(before: &str) -> Option<Slot> {
    let before = before.trim_end();
    if let Some(object) = before.strip_suffix('[') {
        let object = object.strip_suffix("?.").unwrap_or(object);
        return if ends_with_name(object, "process.env") {
            Some(Slot::Variable)
        } else {
            None
        };
    }
    if let Some(callee) = before.strip_suffix('(') {
        let callee = without_type_arguments(callee);
        return if callee.ends_with(".serverless") {
            Some(Slot::Function)
        } else if ends_with_name(callee, "hubspot.fetch") {
            Some(Slot::Url)
        } else {
            None
        };
    }
    let key = before.strip_suffix(':')?.trim_end();
    let key = key.trim_end_matches(is_quote);
    let object = key.strip_suffix("name")?;
    let object = object.trim_end_matches(is_quote);
    if object.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let callee = without_type_arguments(callee_of_object(object)?);
    if ends_with_name(callee, "runServerlessFunction") || ends_with_name(callee, "runServerless") {
        Some(Slot::Function)
    } else {
        None
    }
}

/// Whether a text ends with these names, and not with longer ones.
fn ends_with_name(text: &str, name: &str) -> bool {
    match text.strip_suffix(name) {
        Some(before) => !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$')),
        None => false,
    }
}

/// A callee without `<…>`.
fn without_type_arguments(callee: &str) -> &str {
    let callee = callee.trim_end();
    if !callee.ends_with('>') {
        return callee;
    }
    let mut depth = 0;
    for (at, character) in callee.char_indices().rev() {
        match character {
            '>' if !callee[..at].ends_with('=') => depth += 1,
            '<' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return callee[..at].trim_end();
        }
    }
    callee
}

/// The callee whose first argument is the object that is open at the end of a text.
fn callee_of_object(text: &str) -> Option<&str> {
    let mut depth = 0;
    for (at, character) in text.char_indices().rev() {
        match character {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' if depth > 0 => depth -= 1,
            '{' => return text[..at].trim_end().strip_suffix('('),
            '(' | '[' => return None,
            _ => {}
        }
    }
    None
}

/// The end of the origin at the start of a URL; `None` if it is no URL, such as a path.
fn origin_end(url: &str) -> Option<usize> {
    let host = match url.split_once("://") {
        Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphabetic()) => {
            scheme.len() + "://".len()
        }
        _ => 0,
    };
    if url.starts_with('/') {
        return None;
    }
    let end = url[host..].find(|c: char| c.is_whitespace() || "/\\?#$".contains(c));
    Some(end.map_or(url.len(), |end| host + end))
}
