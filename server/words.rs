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

/// The candidate nearest to `word`, if it is near enough to be worth naming: the same letters in another case or with
/// other separators, a plural, or at most one mistake in three letters.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // A long word cannot be a slip of a short one; without this a hostile key costs time for nothing.
    if word.len() > 128 {
        return None;
    }
    let folded = fold(word);
    let length = folded.chars().count();
    let limit = (length / 3).max(1);
    let own = letters(&folded);
    let distance = |candidate: &str| {
        let other = fold(candidate);
        if other == folded || other.trim_end_matches('s') == folded.trim_end_matches('s') {
            return Some(0);
        }
        // The distance is at least the difference in length, which is cheap: a file may have thousands of unknown names.
        let is_near =
            other.chars().count().abs_diff(length) <= limit && least(own, letters(&other)) <= limit;
        is_near
            .then(|| slips(&folded, &other))
            .filter(|distance| *distance <= limit)
    };
    let ranked = candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(candidate)?, candidate)));
    ranked.min().map(|(_, candidate)| candidate)
}

/// The candidate that differs from `word` by at most two slips, case aside: for long names that are much alike, where
/// `nearest` guesses too much.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const MOST: usize = 2;
    if word.len() > 128 {
        return None;
    }
    let word = word.to_lowercase();
    let own = letters(&word);
    let is_near = |other: &str| {
        other.len().abs_diff(word.len()) <= MOST && least(own, letters(other)) <= MOST
    };
    let near = candidates
        .into_iter()
        .filter(|candidate| is_near(candidate));
    let ranked = near.map(|candidate| (slips(&word, candidate), candidate));
    ranked
        .filter(|(distance, _)| *distance <= MOST)
        .min()
        .map(|(_, candidate)| candidate)
}

/// The least number of letters added, lost, changed or swapped between two words. What they begin and end with alike makes
/// no difference, and most of what is compared begins and ends alike.
fn slips(one: &str, other: &str) -> usize {
    let alike = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum::<usize>();
    let (one, other) = (&one[alike..], &other[alike..]);
    let pairs = one.chars().rev().zip(other.chars().rev());
    let alike = pairs
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum::<usize>();
    strsim::damerau_levenshtein(&one[..one.len() - alike], &other[..other.len() - alike])
}

/// Which characters a word has, as bits; several characters share a bit.
fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |letters, c| letters | 1 << (c as u32 % 64))
}

/// The least number of slips between two words, by their letters: each slip mends one letter of either at most. The
/// distance itself took a third of a check of 1,000 projects.
fn least(one: u64, other: u64) -> usize {
    (one & !other).count_ones().max((other & !one).count_ones()) as usize
}

fn fold(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '-' | '_' | ' ' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
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

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let candidates = ["card", "settings", "app-event", "app-function"];
        for (word, expected) in [
            ("crad", Some("card")),
            ("Cards", Some("card")),
            ("app_events", Some("app-event")),
            ("setings", Some("settings")),
            ("theme", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, candidates), expected, "{word}");
        }
    }

    #[test]
    fn close_words_differ_by_two_slips_at_most() {
        let candidates = [
            "crm.objects.deals.read",
            "crm.objects.deals.write",
            "crm.pipelines.orders.read",
            "oauth",
        ];
        for (word, expected) in [
            ("crm.objects.deal.raed", Some("crm.objects.deals.read")),
            ("CRM.objects.deals.write", Some("crm.objects.deals.write")),
            ("crm.pipelines.deals.read", None),
            ("o", None),
        ] {
            assert_eq!(closest(word, candidates), expected, "{word}");
        }
    }
}
