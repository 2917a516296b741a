//! Dependencies and toolchain: no crate for networking, only packages from lock files, and one toolchain. `cargo deny`
//! checks more, if it is installed; `tests/system_calls.py` checks the running program.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support;

fn read(path: &str) -> String {
    std::fs::read_to_string(support::root().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The quoted values after `key` in the lines of a TOML file.
fn values<'t>(text: &'t str, key: &'t str) -> impl Iterator<Item = &'t str> {
    text.lines()
        .filter_map(move |line| line.split_once(key)?.1.split('"').nth(1))
}

#[test]
fn no_dependency_is_for_networking() {
    let (deny, lock) = (read("deny.toml"), read("Cargo.lock"));
    let banned: BTreeSet<&str> = values(&deny, "{ crate = ").collect();
    let built: BTreeSet<&str> = values(&lock, "name = ").collect();
    assert!(
        banned.contains("rustls") && built.contains("hsmeta"),
        "{banned:?} {built:?}"
    );
    let found: Vec<_> = banned.intersection(&built).collect();
    assert!(found.is_empty(), "deny.toml bans {found:?}");
}

/// The manifests of the workspace: that of the program, and those of its crates.
fn manifests() -> Vec<String> {
    let mut manifests = vec![read("Cargo.toml")];
    for folder in ["schemas", "templates", "server"] {
        for path in support::files(&support::root().join(folder)) {
            if path.ends_with("Cargo.toml") {
                manifests.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    manifests
}

/// The names in the tables of dependencies, without those for tests and without crates of the workspace.
fn dependencies(manifest: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for table in manifest.split("\n[").skip(1) {
        let (header, lines) = table.split_once("]\n").unwrap_or((table, ""));
        if !header.ends_with("dependencies") || header.ends_with("dev-dependencies") {
            continue;
        }
        for line in lines.lines() {
            let name = line.split([' ', '.', '=']).next().unwrap();
            if !name.is_empty() && !name.starts_with(['#', ']']) && !name.starts_with("hsmeta") {
                names.insert(name);
            }
        }
    }
    names
}

#[test]
fn every_dependency_has_a_reason() {
    let page = read("docs/dependencies.md");
    let documented: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let manifests = manifests();
    let mut found = BTreeSet::new();
    for manifest in &manifests {
        found.extend(dependencies(manifest));
    }
    assert!(found.contains("jsonschema"), "{found:?}");
    let development: BTreeSet<&str> = ["anstyle-svg", "expect-test", "proptest"].into();
    let found: BTreeSet<&str> = found.difference(&development).copied().collect();
    assert_eq!(found, documented, "docs/dependencies.md");
}

#[test]
fn every_crate_comes_from_the_registry_with_a_checksum() {
    let lock = read("Cargo.lock");
    for package in lock
        .split("[[package]]")
        .skip(1)
        .filter(|package| !package.contains("name = \"hsmeta"))
    {
        let is_from_registry =
            values(package, "source = ").all(|source| source.starts_with("registry+"));
        assert!(
            is_from_registry && values(package, "checksum = ").count() == 1,
            "{package}"
        );
    }
}

#[test]
fn lock_files_are_committed() {
    for file in [
        "Cargo.lock",
        "playground/package-lock.json",
        "vscode-extension/package-lock.json",
        "tests/mcp/package-lock.json",
        "tests/official/package-lock.json",
        "tests/schemas/package-lock.json",
        "tests/site/package-lock.json",
    ] {
        // Only in a checkout: a source archive has no history.
        let tracked = Command::new("git")
            .args(["ls-files", file])
            .current_dir(support::root())
            .output();
        let tracked = tracked.ok().filter(|output| output.status.success());
        assert!(!read(file).is_empty());
        assert!(
            tracked.is_none_or(|output| output.stdout.starts_with(file.as_bytes())),
            "{file} is not committed"
        );
    }
}

#[test]
fn the_oldest_supported_toolchain_is_the_tested_one() {
    let (manifest, toolchain) = (read("Cargo.toml"), read("rust-toolchain.toml"));
    let oldest = values(&manifest, "rust-version = ").next().unwrap();
    let built_with = values(&toolchain, "channel = ").next().unwrap();
    assert_eq!(built_with, format!("{oldest}.0"), "an untested toolchain");
}

#[test]
fn a_release_is_audited_and_built_reproducibly() {
    let release = read(".github/workflows/release.yml");
    // Without a list it runs all checks: advisories, bans, licenses, sources.
    assert!(
        release
            .lines()
            .any(|line| line.trim() == "- run: cargo deny --locked check"),
        "{release}"
    );
    assert!(
        release.contains("needs: [audit, wheel, wasm]"),
        "no job waits for the audit"
    );
    let assets = read("packaging/assets");
    for (script, step) in [
        (&release, "\"$maturin\" build"),
        (&release, "bash packaging/wasm/build"),
        (&assets, "python3 packaging/assemble.py"),
        (&assets, " package -- "),
        (&assets, "bash packaging/sbom"),
        (&assets, "python3 packaging/image.py"),
    ] {
        let lines: Vec<&str> = script.lines().filter(|line| line.contains(step)).collect();
        assert!(
            lines.len() == 1 && lines[0].contains("packaging/reproducibly "),
            "{step}: {lines:?}"
        );
    }
}
