//! E-mail addresses and telephone numbers that belong to nobody.

use super::{is_host, is_word};

/// Whether an e-mail address belongs to nobody.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.trim().rsplit_once('@') else {
        return false;
    };
    is_host(host) || is_word(&name.to_ascii_lowercase().replace('.', "-"))
}

/// Whether a telephone number, as it is written with its country code, belongs to nobody.
pub fn is_phone(text: &str) -> bool {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.' | '/');
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    if !text.starts_with('+') || digits.len() < 7 || !text.chars().all(is_part) {
        let is_x = |c: char| matches!(c, 'x' | 'X');
        return text.starts_with('+')
            && text.contains(is_x)
            && text.chars().all(|c| is_part(c) || is_x(c));
    }
    let are_alike = |digits: &[u8]| digits.windows(2).all(|pair| pair[0] == pair[1]);
    // `+1 800 555 5555` and `+10000000000`: the country code, an area, and one digit repeated.
    let last = &digits[digits.len() - 7..];
    are_alike(&digits[1..])
        || are_alike(last) && matches!(last[0], b'0' | b'5')
        || is_sequence(&digits)
        || is_fictional(&digits)
}

/// `+1234567890`, and the same after a country code.
fn is_sequence(digits: &[u8]) -> bool {
    digits.starts_with(b"123456789") || digits.ends_with(b"1234567890")
}

/// Numbers that North America keeps for fiction: the area or the exchange 555 with a line from 0100 to 0199.
fn is_fictional(digits: &[u8]) -> bool {
    let Some(number) = digits
        .strip_prefix(b"1")
        .filter(|number| number.len() == 10)
    else {
        return false;
    };
    number.starts_with(b"555") || number[3..].starts_with(b"55501")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_and_addresses_of_nobody_are_known() {
        for text in [
            "+18005555555",
            "+1 (800) 555-5555",
            "+10000000000",
            "+1 555 123 4567",
            "+12025550123",
            "+1234567890",
            "+491234567890",
            "+000000000",
            "+11111111111",
            "+1 xxx xxx xxxx",
            "+441234567890",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "+18004444444",
            "+4930901820",
            "+442079460958",
            "+12025556789",
            "+1800",
            "18005555555",
            "+",
            "",
        ] {
            assert!(!is_phone(text), "{text}");
        }
        for text in [
            "help@acme.example",
            "a@EXAMPLE.com",
            "you@yourcompany.com",
            "your-email@acme.io",
            "your.name@acme.io",
        ] {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "help@acme.io",
            "yourself@acme.io",
            "example.com",
            "test@acme.io",
            "help@example.company.com",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}
