//! Days and months.

/// How many months it is from a day or month to another one; negative if that is over. `None` if one is neither.
pub fn months_between(from: &str, to: &str) -> Option<i32> {
    Some(months(to)? - months(from)?)
}

/// Whether a day or month is before another one. A month is over when the next one begins.
pub fn is_over(date: &str, today: &str) -> bool {
    let length = date.len().min(today.len());
    date.get(..length) < today.get(..length)
}

fn months(date: &str) -> Option<i32> {
    let mut parts = date.split('-');
    let year = number(parts.next()?, 4)?;
    let month = number(parts.next()?, 2)?;
    let day = match parts.next() {
        Some(day) => number(day, 2)?,
        None => 1,
    };
    let is_date = parts.next().is_none()
        && (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day);
    if is_date {
        Some(year * 12 + month)
    } else {
        None
    }
}

fn number(digits: &str, length: usize) -> Option<i32> {
    if digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        None
    }
}

/// A message without the date that is printed beside it.
pub(super) fn without_date(message: &str, date: Option<&str>) -> String {
    let mut message = message.to_owned();
    if let Some(date) = date {
        for before in [" on ", " in ", " since "] {
            message = message.replacen(&format!("{before}{date}"), "", 1);
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_from_days_and_from_months() {
        assert_eq!(months_between("2026-11-29", "2026-12-04"), Some(1));
        assert_eq!(months_between("2026-11", "2027-09"), Some(10));
        assert_eq!(months_between("2026-11-29", "2026-06-01"), Some(-5));
        for wrong in [
            "",
            "2026",
            "2026-13",
            "26-x",
            "2026-11-32",
            "2026-11-29-1",
            "2026-1-29",
            "+026-11-29",
            "2026-11-00",
        ] {
            assert_eq!(months_between(wrong, "2027-09"), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_is_over_when_the_next_one_begins() {
        assert!(is_over("2026-12-04", "2026-12-05"));
        assert!(!is_over("2026-12-04", "2026-12-04"));
        assert!(!is_over("2026-12-04", "2026-12"));
        assert!(!is_over("2026-12", "2026-12-31"));
        assert!(is_over("2026-12", "2027-01-01"));
    }

    #[test]
    fn a_date_is_not_said_twice() {
        let message = "`/crm-pipelines/v1` is switched off on 2026-12-04: requests fail";
        assert_eq!(
            without_date(message, Some("2026-12-04")),
            "`/crm-pipelines/v1` is switched off: requests fail"
        );
        assert_eq!(without_date(message, None), message);
    }
}
