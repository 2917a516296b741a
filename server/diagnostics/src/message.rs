//! Words for messages: quoting what a user wrote, naming several things, finding what was most likely meant.

/// The longest piece of a user's text that a message repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// A user's text in backticks: shortened, on one line, control characters and backticks made visible.
pub fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_QUOTE).map(visible).collect();
    if text.chars().nth(LONGEST_QUOTE).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// A character as it may be printed: what moves the cursor, colours the terminal or turns the direction of writing
/// becomes a visible stand-in.
pub fn visible(character: char) -> char {
    match character {
        '\u{0}'..'\u{20}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '`' => '\'',
        other if is_invisible(other) => '\u{fffd}',
        other => other,
    }
}

/// Makes what is invisible in a message visible.
pub fn reveal(message: &mut String) {
    if message.contains(is_invisible) {
        *message = message
            .chars()
            .map(|c| if is_invisible(c) { visible(c) } else { c })
            .collect();
    }
}

/// Control characters, line separators, and those that change the direction of the text or have no width.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Names in backticks, joined: `` `a`, `b` or `c` ``. At most eight are named.
pub fn any_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(names, "or")
}

/// Names in backticks, joined: `` `a`, `b` and `c` ``. At most eight are named.
pub fn all_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    joined(names, "and")
}

fn joined<'a>(names: impl IntoIterator<Item = &'a str>, word: &str) -> String {
    const MOST: usize = 8;
    let names: Vec<&str> = names.into_iter().collect();
    let mut shown: Vec<String> = names.iter().take(MOST).map(|name| quoted(name)).collect();
    if names.len() > MOST {
        shown.push(format!("{} more", names.len() - MOST));
    }
    match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => shown.concat(),
    }
}

/// `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unprintable_is_quoted() {
        assert_eq!(quoted("a\u{1b}[31m`\n\u{202e}b"), "`a␛[31m'␊\u{fffd}b`");
        assert_eq!(
            quoted("\u{ad}\u{61c}\u{180e}\u{9b}"),
            format!("`{}`", "\u{fffd}".repeat(4))
        );
        assert_eq!(quoted(&"x".repeat(61)), format!("`{}…`", "x".repeat(60)));
    }

    #[test]
    fn several_names_are_joined() {
        assert_eq!(any_of(["a"]), "`a`");
        assert_eq!(any_of(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(
            all_of(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"])
                .rsplit("and")
                .next(),
            Some(" 2 more")
        );
    }
}
