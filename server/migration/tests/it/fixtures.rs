//! Each folder of `fixtures/migrations` has a project, the plan for it, the project after it, and the errors that `hsmeta check`
//! reports for that. `UPDATE_EXPECT=1` writes the last three.

use std::path::{Path, PathBuf};

use migration::{Content, Options, ProjectFiles, apply, plan};

use crate::{check, sound, tree};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/migrations")
}

#[test]
fn plans_and_results_are_as_recorded() {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() > 15, "{folders:?}");
    let mut differing = Vec::new();
    for folder in folders {
        let before = std::fs::read_to_string(folder.join("before.txt")).unwrap();
        let (project, options) = tree::read(&before.replace("\r\n", "\n"));
        let plan = plan(&project, &options);
        sound::assert_sound(&project, &options, &plan);
        let after = apply(&project, &plan);
        differing.extend(unexpected(&folder.join("plan.txt"), &plan.to_string()));
        differing.extend(unexpected(&folder.join("after.txt"), &tree::show(&after)));
        differing.extend(unexpected(
            &folder.join("errors.txt"),
            &check::errors(&after),
        ));
    }
    assert!(differing.is_empty(), "not as recorded: {differing:#?}");
}

pub(crate) fn unexpected(path: &Path, actual: &str) -> Option<String> {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected.replace("\r\n", "\n") == actual {
        return None;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, actual).unwrap();
        return None;
    }
    Some(format!("{}:\n{actual}", path.display()))
}

#[test]
fn new_files_have_the_line_breaks_of_the_old_ones() {
    let mut project = ProjectFiles::default();
    let manifest = "{\r\n\t\"name\": \"orchard\",\r\n\t\"srcDir\": \"src\"\r\n}\r\n";
    project.insert("hsproject.json", Content::text(manifest));
    let app = "{\r\n\"name\": \"Orchard\", \"scopes\": []\r\n}";
    project.insert("src/app/app.json", Content::text(app));
    let after = apply(&project, &plan(&project, &Options::default()));
    let app = after.text("src/app/app-hsmeta.json").unwrap();
    assert_eq!(app.matches('\n').count(), app.matches("\r\n").count());
    let manifest = after.text("hsproject.json").unwrap();
    assert!(
        manifest.contains(",\r\n\t\"platformVersion\": \""),
        "{manifest}"
    );
}
