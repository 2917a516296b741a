//! A lower bound for a check of many projects: all cores walk, read and parse the same files, without checking them.
//!
//! `limit value-std DIR` prints how many files and bytes that were, and how many are not JSON.

use std::path::Path;

use rayon::prelude::*;

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let (Some("value-std"), Some(folder)) = (arguments.next().as_deref().and_then(|mode| mode.to_str()), arguments.next())
    else {
        panic!("usage: limit value-std DIR");
    };
    let [files, bytes, broken] = parse(Path::new(&folder));
    println!("{files} files, {bytes} bytes, {broken} broken");
}

/// The numbers of files, bytes, and files that are not JSON.
fn parse(folder: &Path) -> [usize; 3] {
    let (folders, files) = limits::list(folder);
    let own = files.par_iter().map(|file| {
        let text = std::fs::read(file.path()).unwrap_or_default();
        let value = serde_json::from_slice::<serde_json::Value>(&text);
        [1, text.len(), usize::from(value.is_err())]
    });
    let below = folders.par_iter().map(|folder| parse(&folder.path()));
    own.chain(below).reduce(|| [0; 3], |one, other| std::array::from_fn(|n| one[n] + other[n]))
}
