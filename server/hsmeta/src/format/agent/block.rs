//! The text of one problem. What the program says is kept short; lines of the user's file are not counted.

/// In bytes, without lines of the file. The lines that matter always stay: what is left out is repetition.
const SHORT: usize = 390;

/// The least part of a line that says anything, in bytes.
const LEAST: usize = 40;
/// The same for the first line, which has a path and a rule before the message.
const LEAST_OF_HEAD: usize = 200;

#[derive(Default)]
pub(super) struct Block {
    text: String,
    /// Bytes that are no lines of a file.
    length: usize,
}

impl Block {
    pub(super) fn line(&mut self, line: &str) {
        self.length += line.len() + 1;
        self.push(line);
    }

    /// Adds a line unless the block would be long. Returns whether it did.
    pub(super) fn line_if_short(&mut self, line: &str) -> bool {
        let is_short = self.length + line.len() < SHORT;
        if is_short {
            self.line(line);
        }
        is_short
    }

    /// Adds the first line, of which the end is cut if it would make a block with `other` long.
    pub(super) fn head(&mut self, line: &str, other: &Block) {
        self.cut_line(line, self.left_beside(other).max(LEAST_OF_HEAD));
    }

    /// Adds a line, which is cut or left out if it would make a block with `other` long.
    pub(super) fn line_beside(&mut self, line: &str, other: &Block) {
        let left = self.left_beside(other);
        if line.len() <= left || left >= LEAST {
            self.cut_line(line, left);
        }
    }

    fn left_beside(&self, other: &Block) -> usize {
        SHORT.saturating_sub(self.length + other.length + 1)
    }

    fn cut_line(&mut self, line: &str, longest: usize) {
        if line.len() <= longest {
            self.line(line);
        } else {
            let end = line.floor_char_boundary(longest - "…".len());
            self.line(&format!("{}…", &line[..end]));
        }
    }

    pub(super) fn append(&mut self, other: Block) {
        self.text.push_str(&other.text);
        self.length += other.length;
    }

    /// The line that the problem is in.
    pub(super) fn excerpt(&mut self, line: &str) {
        self.push(&format!("| {line}"));
    }

    /// A line of the file that is removed.
    pub(super) fn old_line(&mut self, line: &str) {
        self.push(&format!("-{line}"));
    }

    /// A line that replaces it.
    pub(super) fn new_line(&mut self, line: &str) {
        self.push(&format!("+{line}"));
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// An empty line ends a block.
    pub(super) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}
