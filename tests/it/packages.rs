//! Inputs of packages: all versions agree, all hooks select the same files, and completions and man pages cover every
//! command. `tests/packages/` builds and installs the packages themselves.

use crate::support;

fn read(path: &str) -> String {
    std::fs::read_to_string(support::root().join(path)).unwrap()
}

fn hsmeta(arguments: &[&str]) -> String {
    let output = support::run(support::root(), arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = hsmeta(&["--help"]);
    let list = help
        .split("Commands:\n")
        .nth(1)
        .unwrap()
        .split("\n\n")
        .next()
        .unwrap();
    let names = list
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names
        .map(|line| line.split_whitespace().next().unwrap().to_owned())
        .filter(|name| name != "help")
        .collect()
}

/// The values after `key` in the lines of `text`, without surrounding whitespace and quotes.
fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix(key));
    lines
        .map(|value| value.trim().trim_matches(['"', '\'']))
        .collect()
}

#[test]
fn the_version_of_cargo_toml_is_the_only_one() {
    let version = env!("CARGO_PKG_VERSION");
    let mirror = read("packaging/pre-commit-mirror/pyproject.toml");
    assert_eq!(values(&mirror, "version ="), [version]);
    assert!(
        mirror.contains(&format!("dependencies = [\"hsmeta=={version}\"]")),
        "{mirror}"
    );
    for page in [
        "docs/pre-commit.md",
        "packaging/pre-commit-mirror/README.md",
    ] {
        let tags = read(page);
        let tags = values(&tags, "rev:");
        assert!(
            !tags.is_empty() && tags.iter().all(|tag| *tag == format!("v{version}")),
            "{page}: {tags:?}"
        );
    }
    assert!(read("docs/installation.md").contains(&format!("/hsmeta@v{version}\n")));
    assert!(
        read("pyproject.toml").contains("dynamic = [\"version\""),
        "maturin takes it from Cargo.toml"
    );
}

/// Files that run commands: scripts, manifests and workflows, but not documentation.
fn scripts() -> Vec<(String, String)> {
    let folders = [".ci", ".github", "benches", "packaging", "site", "tests"];
    let folders = folders
        .iter()
        .flat_map(|folder| support::files(&support::root().join(folder)));
    let own = [
        "vscode-extension/package.mjs",
        "pyproject.toml",
        "action.yml",
    ]
    .map(|file| support::root().join(file));
    let mut scripts = Vec::new();
    for path in folders.chain(own) {
        let name = path
            .strip_prefix(support::root())
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let is_other = ["node_modules/", "__pycache__/", "/target/"]
            .iter()
            .any(|folder| name.contains(folder))
            || name.ends_with(".rs")
            || name.ends_with(".md");
        if !is_other && let Ok(text) = std::fs::read_to_string(&path) {
            scripts.push((name, text));
        }
    }
    scripts
}

/// The target folder is configurable, so scripts must not assume `target/`.
#[test]
fn scripts_do_not_assume_the_target_folder() {
    let folders = [
        "debug",
        "release",
        "dist",
        "packages",
        "vscode",
        "peers",
        "neovim",
        "pytest-lsp",
        "benches",
        "mutation",
        "site",
    ];
    let fixed = folders.map(|folder| format!("target/{folder}"));
    let (mut all, mut asking) = (0, 0);
    for (name, text) in scripts() {
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#') && !line.contains("$target/"));
        for line in code {
            assert!(
                !fixed.iter().any(|path| line.contains(path)),
                "{name} has a fixed target folder: {line}"
            );
        }
        all += 1;
        asking += usize::from(text.contains("tests/target") || text.contains("target_directory"));
    }
    assert!(all > 40 && asking > 10, "{asking} of {all} scripts ask");
}

/// Distributed programs are built with `dist`; `release` builds faster, for users who build from source.
#[test]
fn distributed_programs_are_built_with_the_dist_profile() {
    assert!(
        read("Cargo.toml").contains(
            "[profile.dist]\ninherits = \"release\"\nlto = \"thin\"\ncodegen-units = 1\n"
        )
    );
    assert!(read("pyproject.toml").contains("\nprofile = \"dist\"\n"));
    assert!(read(".github/workflows/release.yml").contains("build --profile dist "));
    assert!(read("vscode-extension/package.mjs").contains("'--profile', 'dist'"));
    assert!(read("benches/run.py").contains("\"dist/hsmeta\""));
    for (name, text) in scripts() {
        let build = text
            .lines()
            .find(|line| line.contains("--release") && !line.contains("limits"));
        assert!(
            build.is_none(),
            "{name} builds with another profile: {build:?}"
        );
    }
}

#[test]
fn every_hook_selects_the_same_files() {
    let manifests = [
        ".pre-commit-hooks.yaml",
        "packaging/pre-commit-mirror/.pre-commit-hooks.yaml",
    ];
    let pages = [
        manifests[0],
        manifests[1],
        "docs/pre-commit.md",
        "README.md",
    ];
    let texts = pages.map(read);
    let patterns: Vec<&str> = texts
        .iter()
        .flat_map(|text| values(text, "files:"))
        .collect();
    assert_eq!(patterns.len(), 7);
    assert!(
        patterns.iter().all(|pattern| *pattern == patterns[0]),
        "{patterns:#?}"
    );
    for text in &texts[..2] {
        assert_eq!(
            values(text, "id:").len(),
            values(text, "require_serial: true").len()
        );
    }
}

#[test]
fn completions_cover_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = hsmeta(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
        assert!(script.contains("min-severity"), "{shell}");
    }
}

#[test]
fn every_command_has_a_man_page() {
    let version = env!("CARGO_PKG_VERSION");
    // In roff, `-` is a typographic hyphen and `\-` the ASCII character.
    let main = hsmeta(&["man"]).replace("\\-", "-");
    assert!(
        main.contains(&format!(".TH hsmeta 1  \"hsmeta {version}\"")),
        "{main}"
    );
    for command in commands() {
        assert!(
            main.contains(&format!("hsmeta-{command}(1)")),
            "the page names no {command}"
        );
        let page = hsmeta(&["man", &command]);
        assert!(
            page.contains(&format!(".TH hsmeta-{command} 1  \"hsmeta {version}\"")),
            "{page}"
        );
    }
}

#[test]
fn the_man_page_of_an_unknown_command_is_an_error() {
    let output = support::run(support::root(), &["man", "chekc"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "hsmeta: unknown command `chekc`\n"
    );
    assert_eq!(output.stdout, b"");
}
