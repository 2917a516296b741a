//! Shared by both programs: which folders are searched and which files are read.

use std::fs::DirEntry;
use std::path::Path;

/// The folders and the files in a folder that `hsmeta check` searches and reads.
pub fn list(folder: &Path) -> (Vec<DirEntry>, Vec<DirEntry>) {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    let Ok(entries) = std::fs::read_dir(folder) else { return (folders, files) };
    for entry in entries.flatten() {
        let (Ok(kind), name) = (entry.file_type(), entry.file_name()) else { continue };
        let name = name.to_string_lossy();
        if kind.is_dir() && name != ".git" && name != "node_modules" {
            folders.push(entry);
        } else if kind.is_file() && is_read(&name) {
            files.push(entry);
        }
    }
    (folders, files)
}

fn is_read(name: &str) -> bool {
    name == "hsproject.json"
        || name.ends_with("-hsmeta.json")
        || (name.starts_with("hsprofile.") && name.ends_with(".json"))
}
