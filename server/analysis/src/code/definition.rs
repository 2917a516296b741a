//! Where a value is defined.

use project::source_file::SourceFile;
use source::Value;

use super::Code;

/// The most names that are followed.
const MOST_NAMES: usize = 40;

impl<'c> Code<'c> {
    /// The value that names of imports mean, with the file that contains it; the value itself if it is none.
    pub fn definition(
        &self,
        file: &'c SourceFile,
        value: &'c Value,
    ) -> Option<(&'c SourceFile, &'c Value)> {
        let (mut file, mut value) = (file, value);
        let mut members: Vec<&str> = Vec::new();
        for _ in 0..MOST_NAMES {
            if let Value::Imported {
                specifier,
                name,
                members: own,
                ..
            } = value
            {
                let mut names: Vec<&str> = name.as_deref().into_iter().collect();
                names.extend(own.iter().map(String::as_str));
                names.append(&mut members);
                let exported = self.exported(&file.path, specifier, &names)?;
                (file, value, members) = (exported.file, exported.value, exported.members);
            } else if let Some((first, rest)) = members.split_first() {
                value = &value.property(first)?.value;
                members = rest.to_vec();
            } else {
                return Some((file, value));
            }
        }
        None
    }
}
