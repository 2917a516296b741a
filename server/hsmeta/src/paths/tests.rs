use super::*;

fn shown(folder: &str, working_directory: &str, file: &str) -> String {
    let bases = Bases {
        working_directory: PathBuf::from(working_directory),
        repository: None,
    };
    bases.folder(Path::new(folder)).file(&RelPath::new(file))
}

#[test]
fn files_are_relative_to_the_working_directory() {
    for (folder, working_directory, path, expected) in [
        ("/r/crm", "/r/crm", "src/a.json", "src/a.json"),
        ("/r/crm", "/r", "src/a.json", "crm/src/a.json"),
        ("/r/crm", "/r/crm/src", "src/a.json", "a.json"),
        (
            "/r/crm",
            "/r/crm/src",
            "hsproject.json",
            "../hsproject.json",
        ),
        (
            "/r/crm",
            "/r/crm/src/app",
            "src/theme/a.json",
            "../theme/a.json",
        ),
        ("/r/crm", "/r/crm/src/app", "src/app", "."),
        ("/r/crm", "/r/crm/src/app", "src", ".."),
        ("/r/crm", "/r/crm/src/app", "", "../.."),
        ("/r/crm", "/r/other", "src/a.json", "/r/crm/src/a.json"),
        ("/r/crm", "/r/crm-old", "src/a.json", "/r/crm/src/a.json"),
        ("../crm", "/r/crm-old", "src/a.json", "../crm/src/a.json"),
        (
            "../../s/crm",
            "/r/crm-old",
            "src/a.json",
            "/s/crm/src/a.json",
        ),
        ("/r/crm", "/s/t", "src/a.json", "/r/crm/src/a.json"),
        ("/r/crm", "/", "src/a.json", "r/crm/src/a.json"),
        ("/r/crm", "", "src/a.json", "/r/crm/src/a.json"),
        ("crm", "/r", "src/a.json", "crm/src/a.json"),
        (".", "/r", "src/a.json", "src/a.json"),
        ("../crm", "/r/other", "src/a.json", "../crm/src/a.json"),
        ("", "", "src/a.json", "src/a.json"),
        ("/", "/r", "a.json", "../a.json"),
    ] {
        assert_eq!(
            shown(folder, working_directory, path),
            expected,
            "{folder} from {working_directory}"
        );
    }
}

#[test]
fn paths_in_the_repository_are_relative_to_it() {
    let shown = |root: &str, path: &str| {
        let bases = Bases {
            working_directory: PathBuf::from("/r/crm"),
            repository: Some(PathBuf::from(root)),
        };
        bases.folder(Path::new("/r/crm")).file(&RelPath::new(path))
    };
    assert_eq!(shown("/r", "src/a.json"), "crm/src/a.json");
    assert_eq!(shown("/r/crm/src", "src/a.json"), "a.json");
    assert_eq!(
        shown("/r/crm/src", "hsproject.json"),
        "hsproject.json",
        "it is above the repository"
    );
    assert_eq!(shown("/r/cr", "src/a.json"), "src/a.json");
}

#[test]
fn paths_without_parents_are_absolute_where_needed() {
    let bases = Bases {
        working_directory: PathBuf::from("/r/crm/src"),
        repository: None,
    };
    let folder = bases.folder(Path::new("/r/crm"));
    assert_eq!(
        folder.file_without_parents(&RelPath::new("src/a.json")),
        "a.json"
    );
    assert_eq!(
        folder.file_without_parents(&RelPath::new("hsproject.json")),
        "/r/crm/hsproject.json"
    );
}
