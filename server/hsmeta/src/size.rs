//! A file size as an argument: bytes, or a number with `K`, `M` or `G`.

use std::fmt;
use std::str::FromStr;

use project::load::MAX_FILE_SIZE;

/// In bytes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Size(u64);

#[derive(thiserror::Error, PartialEq, Debug)]
pub(crate) enum SizeError {
    #[error("write a number of bytes, or one with K, M or G: 64M")]
    Invalid,
    /// An offset has four bytes.
    #[error("files of 4G and more cannot be read")]
    TooLarge,
}

/// Largest first.
const UNITS: [(char, u64); 3] = [('G', 1 << 30), ('M', 1 << 20), ('K', 1 << 10)];

impl Size {
    pub(crate) const DEFAULT: Size = Size(MAX_FILE_SIZE);

    pub(crate) fn bytes(self) -> u64 {
        self.0
    }
}

impl FromStr for Size {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<Size, SizeError> {
        let (mut number, mut factor) = (text, 1);
        for (letter, unit) in UNITS {
            if let Some(rest) = text.strip_suffix([letter, letter.to_ascii_lowercase()]) {
                (number, factor) = (rest, unit);
            }
        }
        let number: u64 = number.parse().map_err(|_| SizeError::Invalid)?;
        match number.checked_mul(factor) {
            Some(bytes) if bytes <= u64::from(u32::MAX) => Ok(Size(bytes)),
            _ => Err(SizeError::TooLarge),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (letter, unit) in UNITS {
            if self.0 > 0 && self.0.is_multiple_of(unit) {
                return write!(f, "{}{letter}", self.0 / unit);
            }
        }
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_printed_alike() {
        for (text, bytes) in [
            ("0", 0),
            ("1000", 1000),
            ("64K", 65_536),
            ("32m", MAX_FILE_SIZE),
            ("3G", 3 << 30),
        ] {
            let size = text.parse::<Size>();
            assert_eq!(size, Ok(Size(bytes)), "{text}");
            assert_eq!(size.map(|size| size.to_string()), Ok(text.to_uppercase()));
        }
        for text in [
            "",
            "M",
            "-1",
            "1.5M",
            "4G",
            "99999999999999999999",
            "18446744073709551615G",
            "1é",
            "32MB",
        ] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }
}
