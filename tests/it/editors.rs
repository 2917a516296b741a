//! `packaging/editors`: what is handed in to editors and their registries has the command, the files, the name, the version
//! and the targets of the project, and `docs/editors.md` shows the same. `tests/editors` uses the files in real editors.

use std::collections::BTreeSet;

use catalog::FileKind;
use serde_json::{Value, json};

use crate::support;

/// The repository as long as it is not decided; `docs/installation.md` has the same.
const REPOSITORY: &str = "OWNER/hsmeta";

/// The languages that the server reads, by their identifiers in the protocol.
const LANGUAGES: [&str; 5] = [
    "json",
    "javascript",
    "javascriptreact",
    "typescript",
    "typescriptreact",
];

fn read(path: &str) -> String {
    std::fs::read_to_string(support::root().join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn editor(path: &str) -> String {
    read(&format!("packaging/editors/{path}"))
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The texts between quotes, `'` or `"`, in a piece of code.
fn quoted(code: &str) -> Vec<&str> {
    code.split(['\'', '"']).skip(1).step_by(2).collect()
}

/// The code between `from` and the next `to`.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text
        .split_once(from)
        .unwrap_or_else(|| panic!("no {from} in {text}"));
    rest.split_once(to)
        .unwrap_or_else(|| panic!("no {to} after {from}"))
        .0
}

/// A value of `[package]` or `[workspace.package]` in `Cargo.toml`.
fn cargo(key: &str) -> String {
    let manifest = read("Cargo.toml");
    let start = format!("\n{key} = \"");
    between(&manifest, &start, "\"").to_owned()
}

/// The code blocks of the section of `docs/editors.md` whose heading begins with `heading`.
fn blocks(heading: &str) -> Vec<String> {
    let page = read("docs/editors.md");
    let section = between(&page, &format!("\n## {heading}"), "\n## ");
    let parts = section.split("\n```").skip(1).step_by(2);
    parts
        .map(|block| format!("{}\n", block.split_once('\n').unwrap().1))
        .collect()
}

#[test]
fn the_page_shows_the_files() {
    for (heading, file, comment) in [
        ("Neovim", "nvim-lspconfig/lsp/hsmeta.lua", "--"),
        ("Helix", "helix/languages.toml", "#"),
        ("Emacs", "emacs/eglot-hsmeta.el", ";"),
        (
            "Sublime Text",
            "sublime/LanguageServers.sublime-settings",
            "//",
        ),
    ] {
        let text = editor(file);
        let shown = &blocks(heading)[0];
        let before = text
            .strip_suffix(shown.as_str())
            .unwrap_or_else(|| panic!("docs/editors.md does not end {file}:\n{shown}"));
        let is_comment = |line: &str| line.is_empty() || line.starts_with(comment);
        assert!(before.lines().all(is_comment), "{file}: {before}");
    }
}

#[test]
fn every_client_starts_the_language_server_for_the_same_languages() {
    let lua = editor("nvim-lspconfig/lsp/hsmeta.lua");
    assert_eq!(quoted(between(&lua, "cmd = {", "}")), ["hsmeta", "lsp"]);
    assert_eq!(quoted(between(&lua, "filetypes = {", "}")), LANGUAGES);

    let lsp_mode = editor("emacs/lsp-hsmeta.el");
    let command = between(&lsp_mode, "defcustom lsp-hsmeta-server-command '(", ")");
    assert_eq!(quoted(command), ["hsmeta", "lsp"]);
    let languages = between(&lsp_mode, "lsp-hsmeta--languages\n  '(", ")");
    assert_eq!(quoted(languages), LANGUAGES);

    let eglot = editor("emacs/eglot-hsmeta.el");
    assert!(eglot.contains(". (\"hsmeta\" \"lsp\"))"), "{eglot}");

    let helix = support::toml(&editor("helix/languages.toml"));
    let server = &helix["language-server"]["hsmeta"];
    assert_eq!(server["command"], "hsmeta");
    assert_eq!(server["args"], json!(["lsp"]));
    // Helix has names of its own for two of them.
    let names = LANGUAGES.map(|language| match language {
        "javascriptreact" => "jsx",
        "typescriptreact" => "tsx",
        other => other,
    });
    let languages = helix["language"].as_array().unwrap();
    let found: Vec<&str> = languages
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(found, names);
    for language in languages {
        let servers = language["language-servers"].as_array().unwrap();
        assert!(servers.len() == 2 && servers[1] == "hsmeta", "{language}");
    }

    let sublime = json_of(&editor("sublime/LanguageServers.sublime-settings"));
    let client = &sublime["hsmeta"];
    assert_eq!(client["command"], json!(["hsmeta", "lsp"]));
    assert_eq!(
        client["selector"],
        "source.json | source.js | source.jsx | source.ts | source.tsx"
    );

    let zed = support::toml(&editor("zed/extension.toml"));
    let server = &zed["language_servers"]["hsmeta"];
    let ids = server["language_ids"].as_object().unwrap();
    let languages = server["languages"].as_array().unwrap();
    let languages: BTreeSet<&str> = languages.iter().map(|one| one.as_str().unwrap()).collect();
    assert_eq!(languages, ids.keys().map(String::as_str).collect());
    for id in ids.values() {
        assert!(LANGUAGES.contains(&id.as_str().unwrap()), "{id}");
    }
    assert!(editor("zed/src/lib.rs").contains("vec![\"lsp\".to_owned()]"));
    let settings = json_of(&blocks("Zed")[0]);
    let binary = &settings["lsp"]["json-language-server"]["binary"];
    assert!(binary["path"].as_str().unwrap().ends_with("/hsmeta"));
    assert_eq!(binary["arguments"], json!(["lsp"]));

    let template = json_of(&editor("lsp4ij/template.json"));
    assert_eq!(
        template["programArgs"],
        json!({ "default": "hsmeta lsp", "windows": "cmd /C hsmeta lsp" })
    );
    let mappings = template["fileTypeMappings"].as_array().unwrap();
    let ids: Vec<&str> = mappings
        .iter()
        .map(|one| one["languageId"].as_str().unwrap())
        .collect();
    assert_eq!(ids, LANGUAGES);
}

#[test]
fn file_names_and_root_markers_are_those_of_the_table_of_file_kinds() {
    let [manifest, component, profile] =
        [FileKind::Project, FileKind::Component, FileKind::Profile].map(FileKind::glob);

    // The names as patterns of Lua, and as forms of `rx`.
    let lua = editor("nvim-lspconfig/lsp/hsmeta.lua");
    assert!(lua.contains(&format!("vim.fs.root(bufnr, '{manifest}')")));
    assert!(lua.contains(&format!("name == '{manifest}'")));
    let escaped = |glob: &str| {
        glob.replace('.', "%.")
            .replace('-', "%-")
            .replace('*', ".*")
    };
    let component_of_lua = escaped(component.trim_start_matches('*'));
    assert!(
        lua.contains(&format!("name:match('{component_of_lua}$')")),
        "{component_of_lua}"
    );
    let profile_of_lua = escaped(profile);
    assert!(
        lua.contains(&format!("name:match('^{profile_of_lua}$')")),
        "{profile_of_lua}"
    );

    let lsp_mode = editor("emacs/lsp-hsmeta.el");
    let files = between(&lsp_mode, "defconst lsp-hsmeta--files", "\"Names of");
    let parts: BTreeSet<&str> = quoted(files)
        .into_iter()
        .filter(|part| *part != "/")
        .collect();
    let mut expected = BTreeSet::from([manifest]);
    expected.extend([component, profile].iter().flat_map(|glob| glob.split('*')));
    expected.remove("");
    assert_eq!(parts, expected);
    assert!(lsp_mode.contains(&format!(
        "(locate-dominating-file file-name \"{manifest}\")"
    )));

    // Helix compares required patterns with the root of a repository or of an npm package, not with that of a project.
    assert!(!editor("helix/languages.toml").contains("required-root-patterns"));

    let template = json_of(&editor("lsp4ij/template.json"));
    let mut patterns: Vec<String> = Vec::new();
    for mapping in template["fileTypeMappings"].as_array().unwrap() {
        // LSP4IJ takes every file of a named type, besides the patterns.
        let is_json = mapping["languageId"] == "json";
        assert!(!is_json || mapping["fileType"].get("name").is_none());
        for pattern in mapping["fileType"]["patterns"].as_array().unwrap() {
            patterns.push(format!("`{}`", pattern.as_str().unwrap()));
        }
    }
    for kind in FileKind::ALL {
        assert!(
            patterns.contains(&format!("`{}`", kind.glob())),
            "{patterns:?}"
        );
    }
    let row = format!("| files, as file name patterns | {} |", patterns.join(", "));
    assert!(
        read("docs/editors.md").contains(&row),
        "docs/editors.md has no row\n{row}"
    );
}

#[test]
fn names_descriptions_licenses_and_addresses_are_those_of_the_project() {
    let description = cargo("description");
    let license = cargo("license");
    let address = format!("https://github.com/{REPOSITORY}");
    assert!(read("docs/installation.md").contains(&format!("uses: {REPOSITORY}@v")));
    let folder = support::root().join("packaging/editors");
    for path in support::files(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with("LICENSE") || name == "Cargo.lock" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for rest in text.split("https://github.com/").skip(1) {
            assert!(rest.starts_with(REPOSITORY), "{}", path.display());
        }
    }

    let lua = editor("nvim-lspconfig/lsp/hsmeta.lua");
    assert!(
        lua.starts_with(&format!(
            "---@brief\n---\n--- {address}\n---\n--- {description}.\n"
        )),
        "{lua}"
    );
    let lsp_mode = editor("emacs/lsp-hsmeta.el");
    assert!(lsp_mode.contains(&format!(";; URL: {address}\n")));
    assert!(lsp_mode.contains(&format!(";; SPDX-License-Identifier: {license}\n")));
    let entries = json_of(&editor("emacs/lsp-clients.json"));
    assert_eq!(entries[0]["name"], "hsmeta");
    assert_eq!(entries[0]["server-url"], address);
    let install = "npm install --global hsmeta";
    assert_eq!(entries[0]["installation"], install);
    assert!(lua.contains(&format!("--- {install}\n")), "{lua}");

    let zed = support::toml(&editor("zed/extension.toml"));
    assert_eq!(zed["description"], description);
    assert_eq!(zed["repository"], address);
    let manifest = support::toml(&editor("zed/Cargo.toml"));
    assert_eq!(manifest["package"]["license"], license);
    assert_eq!(json_of(&editor("lsp4ij/template.json"))["id"], "hsmeta");
}

/// The version is rewritten by `UPDATE_EXPECT=1`, like those of the extension for VS Code.
#[test]
fn the_extension_for_zed_has_the_version_of_the_program() {
    for file in ["zed/extension.toml", "zed/Cargo.toml"] {
        let text = editor(file);
        let old = between(&text, "\nversion = \"", "\"").to_owned();
        let new = text.replacen(
            &format!("\nversion = \"{old}\""),
            &format!("\nversion = \"{}\"", env!("CARGO_PKG_VERSION")),
            1,
        );
        support::expect_file(&support::root().join("packaging/editors").join(file), &new);
    }
}

/// The name of a target in the registry of Mason.
fn mason_target(triple: &str) -> String {
    let (architecture, rest) = triple.split_once('-').unwrap();
    let architecture = match architecture {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => panic!("{other}"),
    };
    match rest {
        "unknown-linux-gnu" => format!("linux_{architecture}_gnu"),
        "unknown-linux-musl" => format!("linux_{architecture}_musl"),
        "apple-darwin" => format!("darwin_{architecture}"),
        "pc-windows-msvc" => format!("win_{architecture}"),
        other => panic!("{other}"),
    }
}

#[test]
fn the_package_of_mason_has_an_asset_for_each_target() {
    let targets = json_of(&read("packaging/targets.json"));
    let mut text = format!(
        "---\nname: hsmeta\ndescription: {}\nhomepage: https://github.com/{REPOSITORY}\nlicenses:\n",
        cargo("description")
    );
    for license in cargo("license").split(" OR ") {
        text += &format!("  - {license}\n");
    }
    text += "languages:\n  - JSON\n  - JavaScript\n  - TypeScript\ncategories:\n  - LSP\n  - Linter\n\nsource:\n";
    let version = env!("CARGO_PKG_VERSION");
    text += &format!("  id: pkg:github/{REPOSITORY}@v{version}\n  asset:\n");
    for row in targets.as_array().unwrap() {
        let triple = row["target"].as_str().unwrap();
        // The names that `packaging/assemble.py` gives.
        let archive = format!("hsmeta-{{{{ version | strip_prefix \"v\" }}}}-{triple}");
        let (ending, program) = if triple.contains("windows") {
            ("zip", "hsmeta.exe")
        } else {
            ("tar.gz", "hsmeta")
        };
        text += &format!(
            "    - target: {}\n      file: {archive}.{ending}\n      bin: {archive}/{program}\n",
            mason_target(triple)
        );
    }
    text += "\nbin:\n  hsmeta: \"{{source.asset.bin}}\"\n\nneovim:\n  lspconfig: hsmeta\n";
    support::expect_file(
        &support::root().join("packaging/editors/mason/packages/hsmeta/package.yaml"),
        &text,
    );
}

#[test]
fn every_folder_has_a_row_in_the_table_of_what_is_handed_in() {
    let page = read("packaging/README.md");
    let (_, table) = page.split_once("\n## Handed in by hand\n").unwrap();
    let folders = support::folders(&support::root().join("packaging/editors"));
    assert!(folders.len() > 5, "{folders:?}");
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(
            table.contains(&format!("editors/{name}")),
            "packaging/README.md: {name}"
        );
    }
}
