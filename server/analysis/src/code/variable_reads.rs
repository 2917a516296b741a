//! Whether code may read a variable.

use super::imports::{is_well_known, package_name};
use super::{Code, ComponentCode, ImportTarget};

/// Words in names of packages and variables that say nothing about what they belong to.
const COMMON_WORDS: [&str; 14] = [
    "account", "api", "app", "client", "host", "id", "js", "key", "node", "sdk", "secret", "token",
    "url", "user",
];

impl<'c> Code<'c> {
    /// Whether the code of a component, or a package that it imports, may read a variable: the name is anywhere in its files,
    /// or has a word of the package, as `OPENAI_API_KEY` and `openai`.
    pub fn may_read(&self, component: &ComponentCode<'c>, name: &str) -> bool {
        for file in &component.files {
            if contains_name(&file.text, name) {
                return true;
            }
            for import in &file.facts.imports {
                if let Some(specifier) = &import.specifier
                    && let ImportTarget::Package = self.import_target(&file.path, specifier)
                    && package_may_read(specifier, name)
                {
                    return true;
                }
            }
        }
        false
    }
}

/// Whether a text contains a name as a whole.
fn contains_name(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(start, _)| {
        !text[..start].ends_with(is_in_name) && !text[start + name.len()..].starts_with(is_in_name)
    })
}

fn is_in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// Whether a package may read a variable of this name by itself.
fn package_may_read(specifier: &str, name: &str) -> bool {
    let package = package_name(specifier);
    if is_well_known(specifier, package) {
        return false;
    }
    let package = package.to_ascii_lowercase();
    let name = name.to_ascii_lowercase();
    let mut words = package.split(|character: char| !character.is_ascii_alphanumeric());
    words.any(|word| {
        !word.is_empty()
            && !COMMON_WORDS.contains(&word)
            && name
                .split('_')
                .any(|part| !COMMON_WORDS.contains(&part) && is_same_word(word, part))
    })
}

/// Whether two words are equal, or one begins with the other: `google` and `googleapis`.
fn is_same_word(word: &str, part: &str) -> bool {
    const SHORTEST: usize = 4;
    word == part
        || part.len() >= SHORTEST && word.starts_with(part)
        || word.len() >= SHORTEST && part.starts_with(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_whole() {
        assert!(contains_name("process.env.API_KEY;", "API_KEY"));
        assert!(contains_name("OLD_API_KEY, API_KEY", "API_KEY"));
        assert!(!contains_name("OLD_API_KEY API_KEY_2", "API_KEY"));
    }

    #[test]
    fn a_package_may_read_variables_with_a_word_of_its_name() {
        for (package, name) in [
            ("openai", "OPENAI_API_KEY"),
            ("@anthropic-ai/sdk", "ANTHROPIC_API_KEY"),
            ("@aws-sdk/client-s3", "AWS_ACCESS_KEY_ID"),
            ("googleapis", "GOOGLE_APPLICATION_CREDENTIALS"),
        ] {
            assert!(package_may_read(package, name), "{package}");
        }
        for (package, name) in [
            ("axios", "OPENAI_API_KEY"),
            ("some-api-client", "ORDERS_API_KEY"),
            ("@hubspot/api-client", "HUBSPOT_ACCESS_TOKEN"),
            ("crypto", "CRYPTO_KEY"),
        ] {
            assert!(!package_may_read(package, name), "{package}");
        }
    }
}
