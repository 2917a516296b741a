use std::sync::Arc;

use catalog::FileKind;

use super::*;
use crate::Entry;
use crate::config::ConfigFile;
use crate::document::Document;

const CARD: &str = r#"{"uid":"card","type":"card","config":{"entrypoint":"/app/cards/Card.jsx"}}"#;

/// A project with a card and these other files.
fn project(files: &[&str]) -> Project {
    let mut project = Project {
        manifest: Some(RelPath::new("hsproject.json")),
        ..Project::default()
    };
    let manifest = r#"{"srcDir":"src"}"#;
    for (path, kind, text) in [
        ("hsproject.json", FileKind::Project, manifest),
        ("src/app/cards/card-hsmeta.json", FileKind::Component, CARD),
    ] {
        project.insert_unsaved(Document::parse(RelPath::new(path), kind, text));
    }
    for path in files {
        project.insert_file(&RelPath::new(path));
    }
    project
}

fn resolved(project: &Project, specifier: &str) -> RelativeImport {
    let from = RelPath::new("src/app/cards/Card.jsx");
    Resolver::new(project).resolve(&from, specifier)
}

#[test]
fn relative_imports_lead_where_bundlers_find_them() {
    let project = project(&[
        "src/app/cards/api.ts",
        "src/app/cards/both.js",
        "src/app/cards/both.ts",
        "src/app/cards/list/index.tsx",
        "src/app/cards/types.d.ts",
        "src/app/cards/data.json",
        "src/app/cards/logo.svg",
        "src/app/config.js",
    ]);
    for (specifier, path) in [
        ("./api", "src/app/cards/api.ts"),
        ("./api.js", "src/app/cards/api.ts"),
        ("./both", "src/app/cards/both.js"),
        ("./both.ts", "src/app/cards/both.ts"),
        ("./list", "src/app/cards/list/index.tsx"),
        ("./list/", "src/app/cards/list/index.tsx"),
        ("../config", "src/app/config.js"),
        ("./../cards/./api", "src/app/cards/api.ts"),
    ] {
        let source = RelativeImport::Source(RelPath::new(path));
        assert_eq!(resolved(&project, specifier), source, "{specifier}");
    }
    for specifier in ["./types", "./data.json", "./data", "./logo.svg"] {
        assert_eq!(
            resolved(&project, specifier),
            RelativeImport::NoCode,
            "{specifier}"
        );
    }
}

#[test]
fn imports_that_are_not_followed_are_unknown() {
    let mut project = project(&[
        "src/app/cards/dist/index.js",
        "src/app/cards/package/package.json",
        "src/app/cards/package/index.js",
        "src/app/cards/App.vue",
        "src/app/other/hsproject.json",
        "src/app/other/api.js",
    ]);
    let link = RelPath::new("src/app/cards/linked.js");
    project
        .entries
        .insert(link, Entry::Link(crate::LinkTarget::File));
    for specifier in [
        "./missing",
        "./dist",
        "./dist/index.js",
        "./package",
        "./App.vue",
        "./linked",
        "../other/api",
        "../../../../secret",
        "./api?raw",
    ] {
        assert_eq!(
            resolved(&project, specifier),
            RelativeImport::Unknown,
            "{specifier}"
        );
    }
}

#[test]
fn sources_of_components_are_their_entrypoints_and_what_is_beside_them() {
    let project = project(&[
        "src/app/cards/Card.jsx",
        "src/app/cards/Other.jsx",
        "src/app/cards/parts/List.tsx",
        "src/app/cards/Card.test.jsx",
        "src/app/cards/__tests__/list.js",
        "src/app/cards/vite.config.ts",
        "src/app/cards/config.js",
        "src/app/cards/.cache/a.js",
        "src/app/cards/dist/b.js",
        "src/app/api.js",
    ]);
    let components = CodeComponents::of(&project);
    let paths = |paths: BTreeSet<RelPath>| -> Vec<String> {
        paths.iter().map(RelPath::to_string).collect()
    };
    let (entrypoints, beside) = match &components {
        Some(components) => {
            let beside = components.beside().into_keys().collect();
            (components.entrypoints(), beside)
        }
        None => panic!("no component with code"),
    };
    assert_eq!(paths(entrypoints), ["src/app/cards/Card.jsx"]);
    assert_eq!(
        paths(beside),
        [
            "src/app/cards/Card.jsx",
            "src/app/cards/Other.jsx",
            "src/app/cards/config.js",
            "src/app/cards/parts/List.tsx",
        ]
    );
}

#[test]
fn no_source_is_read_without_a_component_or_if_the_configuration_says_so() {
    let mut project = project(&["src/app/cards/Card.jsx"]);
    let off = ConfigFile::parse("".into(), "source = false".to_owned());
    project.configure(Arc::new(off), RelPath::default());
    assert!(CodeComponents::of(&project).is_none());
    project.configure(Arc::default(), RelPath::default());
    assert!(CodeComponents::of(&project).is_some());
    project.documents.remove("src/app/cards/card-hsmeta.json");
    assert!(CodeComponents::of(&project).is_some(), "it is UI code");
    project.entries.remove("src/app/cards");
    assert!(CodeComponents::of(&project).is_none());
}

#[test]
fn a_missing_entrypoint_is_what_it_is_compiled_from() {
    let project = project(&["src/app/cards/Card.tsx"]);
    let resolver = Resolver::new(&project);
    let written = RelPath::new("src/app/cards/Card.tsx");
    for path in [
        "src/app/cards/Card.tsx",
        "src/app/cards/Card.jsx",
        "src/app/cards/Card.js",
    ] {
        assert_eq!(
            resolver.entrypoint(RelPath::new(path)),
            Some(written.clone()),
            "{path}"
        );
    }
    for path in [
        "src/app/cards/Card",
        "src/app/cards/Card.mjs",
        "hsproject.json",
    ] {
        assert_eq!(resolver.entrypoint(RelPath::new(path)), None, "{path}");
    }
}
