//! Placeholder e-mail addresses and fictional telephone numbers.

use super::{is_host, is_word};

/// Whether an e-mail address is a placeholder.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.trim().rsplit_once('@') else {
        return false;
    };
    is_host(host) || is_word(&name.to_ascii_lowercase().replace('.', "-"))
}

/// Whether a telephone number with country code is a placeholder.
pub fn is_phone(text: &str) -> bool {
    if !text.starts_with('+') {
        return false;
    }
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    if digits.len() < 7 || !text.chars().all(is_phone_character) {
        return is_crossed_out(text);
    }
    are_equal(&digits[1..])
        || ends_with_repeated_digit(&digits)
        || is_sequence(&digits)
        || is_fictional(&digits)
}

fn is_phone_character(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '+' | ' ' | '-' | '(' | ')' | '.' | '/')
}

/// `+1 xxx xxx xxxx`
fn is_crossed_out(text: &str) -> bool {
    text.contains(is_x) && text.chars().all(|c| is_phone_character(c) || is_x(c))
}

fn is_x(character: char) -> bool {
    matches!(character, 'x' | 'X')
}

fn are_equal(digits: &[u8]) -> bool {
    digits.windows(2).all(|pair| pair[0] == pair[1])
}

/// `+1 800 555 5555`, `+10000000000`
fn ends_with_repeated_digit(digits: &[u8]) -> bool {
    let last = &digits[digits.len() - 7..];
    are_equal(last) && matches!(last[0], b'0' | b'5')
}

/// `+1234567890`, and the same after a country code.
fn is_sequence(digits: &[u8]) -> bool {
    digits.starts_with(b"123456789") || digits.ends_with(b"1234567890")
}

/// Numbers that North America reserves for fiction: the area code 555, or the exchange 555 with a line from 0100 to 0199.
fn is_fictional(digits: &[u8]) -> bool {
    match digits.strip_prefix(b"1") {
        Some(number) if number.len() == 10 => {
            number.starts_with(b"555") || number[3..].starts_with(b"55501")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholder_numbers_and_addresses_are_recognized() {
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
