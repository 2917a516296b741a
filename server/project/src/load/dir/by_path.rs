//! A folder by its path, on any system.

use std::fs::{self, File, FileType};
use std::io;
use std::path::PathBuf;

use super::super::file;
use super::{Kind, Listed, Target};

pub(super) struct ByPath(pub(super) PathBuf);

impl ByPath {
    pub(super) fn list(&self) -> io::Result<Vec<Listed>> {
        let mut listed = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            listed.push(Listed {
                name: entry.file_name().to_string_lossy().into_owned(),
                kind: entry.file_type().map_or(Kind::Other, kind),
            });
        }
        Ok(listed)
    }

    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        file::open(&self.0.join(name))
    }

    pub(super) fn target(&self, name: &str) -> io::Result<Target> {
        let metadata = fs::metadata(self.0.join(name))?;
        Ok(Target {
            kind: kind(metadata.file_type()),
            size: metadata.len(),
        })
    }
}

fn kind(file_type: FileType) -> Kind {
    if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File
    } else if file_type.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}
