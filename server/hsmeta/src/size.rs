//! A size of files as an argument: bytes, or a number with `K`, `M` or `G`.

use std::fmt;
use std::str::FromStr;

use project::load::MAX_FILE_SIZE;

/// How many bytes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Size(u64);

/// The letters and what they stand for, the largest first.
const UNITS: [(char, u64); 3] = [('G', 1 << 30), ('M', 1 << 20), ('K', 1 << 10)];

impl Size {
    /// What is read without being asked for.
    pub(super) const DEFAULT: Size = Size(MAX_FILE_SIZE);

    pub(super) fn bytes(self) -> u64 {
        self.0
    }
}

impl FromStr for Size {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Size, Self::Err> {
        let unit = UNITS
            .iter()
            .find(|(letter, _)| text.ends_with([*letter, letter.to_ascii_lowercase()]));
        let (number, factor) =
            unit.map_or((text, 1), |(_, factor)| (&text[..text.len() - 1], *factor));
        let number: u64 = number
            .parse()
            .map_err(|_| "write a number of bytes, or one with K, M or G: 64M")?;
        // A place in a file is four bytes.
        let bytes = number
            .checked_mul(factor)
            .filter(|bytes| *bytes <= u64::from(u32::MAX));
        bytes.map(Size).ok_or("files of 4G and more cannot be read")
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match UNITS
            .iter()
            .find(|(_, factor)| self.0 > 0 && self.0.is_multiple_of(*factor))
        {
            Some((letter, factor)) => write!(f, "{}{letter}", self.0 / factor),
            None => write!(f, "{}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_written() {
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
