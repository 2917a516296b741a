//! Reads which version of the SDK is installed: a number in a lock file, or in the package.

use catalog::SDK;
use diagnostics::RelPath;
use memchr::memmem;

use super::file::read_file;
use crate::facts::Facts;
use crate::{Entry, Project};

/// The lock file of npm.
const LOCK_FILE: &str = "package-lock.json";

/// The key of the package in a lock file of npm 7 or newer.
const KEY: &str = "\"node_modules/@hubspot/ui-extensions\"";

/// Its key in a lock file of an older npm.
const OLD_KEY: &str = "\"@hubspot/ui-extensions\"";

/// The largest size of the `package.json` of the SDK in bytes. It has 3 kilobytes.
const MAX_PACKAGE_SIZE: u64 = 64 * 1024;

/// The bytes in which the version of a package follows its key: npm writes it first.
const ENTRY_SIZE: usize = 512;

/// Reads the versions that npm has installed, or would, for each `package.json` that lists the SDK.
pub(super) fn read_sdk_versions(project: &mut Project, limit: u64) {
    if project.config.file.skips_source() {
        return;
    }
    let mut packages = Vec::new();
    for document in project.documents.values() {
        if let Facts::Package(facts) = &document.facts
            && facts.entry(SDK).is_some()
        {
            packages.push(document.path.clone());
        }
    }
    for path in packages {
        if let Some(version) = installed(project, RelPath::new(path.folder()), limit) {
            project.sdk_versions.insert(path, version);
        }
    }
}

/// The version in the lock file of a folder, else that of the package in `node_modules`.
fn installed(project: &Project, folder: RelPath, limit: u64) -> Option<String> {
    let lock_file = folder.join(LOCK_FILE)?;
    if project.entry(&lock_file) == Some(Entry::File)
        && let Ok(bytes) = read_file(&project.root.join(lock_file.as_str()), limit)
        && let Some(version) = locked(&bytes)
    {
        return Some(version);
    }
    let modules = folder.join("node_modules")?;
    if project.entry(&modules) != Some(Entry::Folder) {
        return None;
    }
    let package = modules.join(SDK)?.join(catalog::PACKAGE_JSON)?;
    let bytes = read_file(&project.root.join(package.as_str()), MAX_PACKAGE_SIZE).ok()?;
    version_in(&bytes)
}

/// The version of the SDK in a lock file. It is searched as text: lock files have megabytes.
fn locked(bytes: &[u8]) -> Option<String> {
    for key in [KEY, OLD_KEY] {
        for at in memmem::find_iter(bytes, key.as_bytes()) {
            let after = &bytes[at + key.len()..];
            let entry = &after[..after.len().min(ENTRY_SIZE)];
            // The old key is also that of a range: `"@hubspot/ui-extensions": "^0.17.0"`.
            let start = entry
                .iter()
                .position(|byte| !byte.is_ascii_whitespace() && *byte != b':');
            if let Some(start) = start
                && entry[start] == b'{'
            {
                let end = memchr::memchr(b'}', entry).unwrap_or(entry.len());
                return version_in(&entry[start..end.max(start)]);
            }
        }
    }
    None
}

/// The first string that is called `version`.
fn version_in(bytes: &[u8]) -> Option<String> {
    const NAME: &[u8] = b"\"version\"";
    let at = memmem::find(bytes, NAME)?;
    let text = String::from_utf8_lossy(&bytes[at + NAME.len()..]);
    let value = text.trim_start().strip_prefix(':')?.trim_start();
    let (version, _) = value.strip_prefix('"')?.split_once('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_lock_files_of_every_version() {
        for (text, version) in [
            (
                r#"{ "lockfileVersion": 3, "packages": {
                  "": { "dependencies": { "@hubspot/ui-extensions": "^0.9.0" } },
                  "node_modules/@hubspot/ui-extensions": {
                    "version": "0.9.2",
                    "resolved": "https://registry.npmjs.org/…"
                  } } }"#,
                Some("0.9.2"),
            ),
            (
                r#"{ "lockfileVersion": 1, "dependencies": {
                  "other": { "version": "1.0.0", "requires": { "@hubspot/ui-extensions": "^0.9.0" } },
                  "@hubspot/ui-extensions": { "version": "0.12.0" } } }"#,
                Some("0.12.0"),
            ),
            // A workspace: its version is that of the linked folder.
            (
                r#"{ "packages": {
                  "node_modules/@hubspot/ui-extensions": { "resolved": "sdk", "link": true },
                  "node_modules/react": { "version": "18.3.1" } } }"#,
                None,
            ),
            (
                r#"{ "packages": { "node_modules/a/node_modules/@hubspot/ui-extensions": { "version": "0.8.0" } } }"#,
                None,
            ),
            (
                r#"{ "packages": { "node_modules/@hubspot/ui-extensions": {"#,
                None,
            ),
            (r#""node_modules/@hubspot/ui-extensions""#, None),
            ("", None),
        ] {
            assert_eq!(locked(text.as_bytes()).as_deref(), version, "{text}");
        }
    }
}
