//! Applies workspace edits to files, as a strict client does: operation by operation, and nothing is replaced.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Applies the first operations of an edit with file operations, at most `count`.
pub(crate) fn apply(edit: &Value, count: usize) {
    for operation in edit["documentChanges"]
        .as_array()
        .unwrap()
        .iter()
        .take(count)
    {
        match operation["kind"].as_str() {
            Some("rename") => {
                assert_nothing_is_replaced(operation);
                let (from, to) = (path(&operation["oldUri"]), path(&operation["newUri"]));
                assert_free(&to);
                fs::rename(from, to).unwrap();
            }
            Some("create") => {
                assert_nothing_is_replaced(operation);
                let path = path(&operation["uri"]);
                assert_free(&path);
                fs::write(path, "").unwrap();
            }
            Some("delete") => fs::remove_file(path(&operation["uri"])).unwrap(),
            Some(kind) => panic!("unknown operation {kind}"),
            None => {
                let path = path(&operation["textDocument"]["uri"]);
                let text = fs::read_to_string(&path).unwrap();
                fs::write(path, edited(text, operation["edits"].as_array().unwrap())).unwrap();
            }
        }
    }
}

fn assert_nothing_is_replaced(operation: &Value) {
    assert_eq!(operation["options"]["overwrite"], false, "{operation}");
    assert_eq!(operation["options"]["ignoreIfExists"], false, "{operation}");
}

fn assert_free(path: &Path) {
    assert!(fs::symlink_metadata(path).is_err(), "{}", path.display());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
}

fn path(uri: &Value) -> PathBuf {
    let uri = url::Url::parse(uri.as_str().unwrap()).unwrap();
    uri.to_file_path().unwrap()
}

/// The edits are in the order of the text and do not overlap.
fn edited(mut text: String, edits: &[Value]) -> String {
    for edit in edits.iter().rev() {
        let range = &edit["range"];
        let (start, end) = (offset(&text, &range["start"]), offset(&text, &range["end"]));
        text.replace_range(start..end, edit["newText"].as_str().unwrap());
    }
    text
}

fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = position["character"].as_u64().unwrap() as usize;
    let mut offset = start;
    for character in text[start..].chars() {
        if units == 0 {
            break;
        }
        units -= character.len_utf16();
        offset += character.len_utf8();
    }
    offset
}
