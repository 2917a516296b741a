//! Days, for `schema import`: what is imported says since when it is known.

use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// Today in UTC: `2026-11-29`.
pub(crate) fn today() -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "this module is the one that asks for the day"
    )]
    let now = SystemTime::now();
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    date(seconds / SECONDS_PER_DAY)
}

/// The date of a day since 1970-01-01. <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
fn date(days: u64) -> String {
    // Days since 0000-03-01: a leap day is the last of its year.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
    let month = if months_since_march < 10 {
        months_since_march + 3
    } else {
        months_since_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day of the calendar that a user names.
pub(crate) fn parse_date(text: &str) -> Result<String, String> {
    match days_of_month(text) {
        Some((day, last)) if (1..=last).contains(&day) => Ok(text.to_owned()),
        _ => Err("expected a date such as `2026-11-29`".to_owned()),
    }
}

/// The day in a text such as `2026-11-29`, and the last one of its month.
fn days_of_month(text: &str) -> Option<(u32, u32)> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let number = |digits: &str, length: usize| {
        let is_number = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
        if is_number {
            digits.parse::<u32>().ok()
        } else {
            None
        }
    };
    let year = number(year, 4)?;
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match number(month, 2)? {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    };
    Some((number(day, 2)?, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_786, "2026-11-29"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date(days), expected);
            assert_eq!(parse_date(expected).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_no_date() {
        for text in [
            "2026-02-29",
            "2100-02-29",
            "2026-04-31",
            "2026-11-00",
            "2026-13-01",
            "2026-11",
            "26-11-29",
            "2026-11-29T00",
            "2026-1-029",
            "+026-11-29",
            "",
        ] {
            assert!(parse_date(text).is_err(), "{text}");
        }
    }
}
