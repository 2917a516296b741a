//! What a schema says about its values in keywords of our own, as far as rules read it for many files.

/// The value of a keyword, or of a property of `x-component`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Fact {
    Text(&'static str),
    Texts(&'static [&'static str]),
    TextsByName(&'static [(&'static str, &'static str)]),
    Number(u64),
}

impl Fact {
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Fact::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_u64(self) -> Option<u64> {
        match self {
            Fact::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The text called `name`.
    pub fn get(self, name: &str) -> Option<&'static str> {
        let Fact::TextsByName(texts) = self else {
            return None;
        };
        let (_, text) = texts.iter().find(|(own, _)| *own == name)?;
        Some(text)
    }

    /// The texts of a list; none for another value.
    pub fn texts(self) -> &'static [&'static str] {
        match self {
            Fact::Texts(texts) => texts,
            _ => &[],
        }
    }
}
