//! A lower bound for a check of one project: a process that reads the project's files and exits.
//!
//! `floor DIR` prints how many files and bytes that were.

use std::path::Path;

fn main() {
    let folder = std::env::args_os().nth(1).expect("usage: floor DIR");
    let (mut files, mut bytes) = (0, 0);
    read(Path::new(&folder), &mut files, &mut bytes);
    println!("{files} files, {bytes} bytes");
}

fn read(folder: &Path, count: &mut usize, bytes: &mut usize) {
    let (folders, files) = limits::list(folder);
    for file in files {
        *count += 1;
        *bytes += std::fs::read(file.path()).map_or(0, |text| text.len());
    }
    for folder in folders {
        read(&folder.path(), count, bytes);
    }
}
