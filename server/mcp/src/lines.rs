//! Framing: one message per line. A line that is too long is skipped without being kept in memory, and reported.

use std::io::{self, BufRead};

/// In bytes. Messages of clients have arguments of tools, which are short, and lists of roots.
const MAX_LINE: usize = 4 * 1024 * 1024;

/// One line of the input.
#[derive(PartialEq, Eq, Debug)]
pub enum Input {
    Line(Vec<u8>),
    TooLong,
}

pub struct Lines<R> {
    reader: R,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R) -> Lines<R> {
        Lines { reader }
    }

    /// The next line; `None` at the end of the input. The last line need not end with a line break.
    pub fn read(&mut self) -> io::Result<Option<Input>> {
        let mut line = Vec::new();
        let (mut is_empty, mut is_too_long) = (true, false);
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                break;
            }
            is_empty = false;
            let end = available.iter().position(|byte| *byte == b'\n');
            let (content, used) = match end {
                Some(end) => (available.split_at(end).0, end + 1),
                None => (available, available.len()),
            };
            is_too_long |= line.len() + content.len() > MAX_LINE;
            if is_too_long {
                line = Vec::new();
            } else {
                line.extend_from_slice(content);
            }
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if is_empty {
            Ok(None)
        } else if is_too_long {
            Ok(Some(Input::TooLong))
        } else {
            Ok(Some(Input::Line(line)))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    #[test]
    fn lines_are_read_to_the_end_of_the_input() {
        let long = vec![b'x'; 5_000_000];
        let input = [b"a\r\n\nb\n", long.as_slice(), b"\nc"].concat();
        let mut lines = Lines::new(input.as_slice());
        let mut read = Vec::new();
        while let Some(line) = lines.read().unwrap() {
            read.push(line);
        }
        let line = |text: &str| Input::Line(text.into());
        assert_eq!(
            read,
            [line("a\r"), line(""), line("b"), Input::TooLong, line("c")]
        );
    }
}
