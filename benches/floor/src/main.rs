//! The least that a check of one project can cost: a process that reads the project's files and ends.
//!
//! `floor DIR` enters the folders that `hsmeta check` enters, reads `hsproject.json`, `*-hsmeta.json` and
//! `hsprofile.*.json`, and prints how many files and bytes that were.

use std::path::{Path, PathBuf};

fn main() {
    let folder: PathBuf = std::env::args_os().nth(1).expect("usage: floor DIR").into();
    let (mut files, mut bytes) = (0, 0);
    walk(&folder, &mut |path| {
        files += 1;
        bytes += std::fs::read(path).map_or(0, |text| text.len());
    });
    println!("{files} files, {bytes} bytes");
}

fn walk(folder: &Path, take: &mut impl FnMut(&Path)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (Ok(kind), name) = (entry.file_type(), entry.file_name()) else { continue };
        let name = name.to_string_lossy();
        if kind.is_dir() && name != ".git" && name != "node_modules" {
            walk(&entry.path(), take);
        } else if kind.is_file() && is_read(&name) {
            take(&entry.path());
        }
    }
}

fn is_read(name: &str) -> bool {
    name == "hsproject.json" || name.ends_with("-hsmeta.json") || (name.starts_with("hsprofile.") && name.ends_with(".json"))
}
