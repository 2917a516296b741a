//! Paths as they are printed: relative to the working directory with forward slashes, or to the root of the repository in
//! formats whose readers look for them there.

#![expect(
    clippy::disallowed_methods,
    reason = "two names of one folder are compared by what they lead to"
)]

use std::path::{Component, Path, PathBuf, Prefix};

use diagnostics::RelPath;

/// The folders that printed paths are relative to.
#[derive(Default)]
pub(super) struct Bases {
    /// The working directory; empty where there is none any more.
    pub(super) here: PathBuf,
    /// The root of the repository, as the system names it, where the format asks for it and the environment tells it.
    repository: Option<PathBuf>,
}

/// A folder, with what is needed to print the paths of its files.
pub(super) struct Folder {
    relative_to_here: Shown,
    relative_to_repository: Option<Shown>,
    /// The absolute path.
    absolute: String,
}

/// A folder as it is printed from another one.
struct Shown {
    path: String,
    /// The names on the way down to the other one, where that lies in this folder.
    down: Vec<String>,
}

impl Bases {
    /// `repository` is what the environment says: a value that is empty, relative or leads nowhere counts as none.
    pub(super) fn new(here: PathBuf, repository: Option<PathBuf>) -> Bases {
        let absolute = repository.filter(|path| path.is_absolute());
        let real = absolute.and_then(|path| path.canonicalize().ok());
        Bases {
            here,
            repository: real.map(|path| without_prefix(&path)),
        }
    }

    /// The folder `path`, which may be relative to the working directory.
    pub(super) fn folder(&self, path: &Path) -> Folder {
        let named = self.named(path);
        let real = self.repository.as_ref().map(|root| (root, self.real(path)));
        let relative_to_here = if path.is_absolute() && !self.is_around(&named) {
            Shown {
                path: slashed(&named),
                down: Vec::new(),
            }
        } else {
            Shown::new(&named, &self.here)
        };
        Folder {
            relative_to_here,
            relative_to_repository: real.map(|(root, real)| Shown::new(&real, root)),
            absolute: slashed(&named),
        }
    }

    /// A path as it is printed.
    pub(super) fn shown(&self, path: &Path) -> String {
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => self
                .folder(folder)
                .file(&RelPath::new(name.to_string_lossy())),
            _ => self.folder(path).shown(),
        }
    }

    /// Whether a folder is the working directory, or lies in it or around it. Any other one is named as its user named it:
    /// an absolute path stays one.
    fn is_around(&self, folder: &Path) -> bool {
        folder.starts_with(&self.here) || self.here.starts_with(folder)
    }

    /// The absolute path behind all links; without them where the file system has nothing there.
    pub(super) fn real(&self, path: &Path) -> PathBuf {
        let absolute = self.here.join(path);
        absolute
            .canonicalize()
            .map_or_else(|_| normalized(&absolute), |real| without_prefix(&real))
    }

    /// The absolute path, by the names that the user gave: `link/src` stays as it is. Where these lead out of the working
    /// directory, and the folder is or has or lies in that one behind all links, by the names that the system gives.
    fn named(&self, path: &Path) -> PathBuf {
        let named = normalized(&self.here.join(path));
        let is_reliable = !climbs_from_a_name(path);
        if is_reliable && named.starts_with(&self.here) {
            return named;
        }
        let real = self.real(path);
        if self.is_around(&real) || !is_reliable {
            real
        } else {
            named
        }
    }
}

impl Folder {
    /// The folder itself.
    pub(super) fn shown(&self) -> String {
        self.file(&RelPath::default())
    }

    /// A file in it.
    pub(super) fn file(&self, file: &RelPath) -> String {
        let in_repository = self
            .relative_to_repository
            .as_ref()
            .map(|shown| shown.file(file));
        match in_repository {
            Some(path) if is_below(&path) => path,
            _ => self.relative_to_here.file(file),
        }
    }

    /// A file in it, by a relative path without `..` or by an absolute one: for formats that know no way upwards.
    pub(super) fn file_without_way_up(&self, file: &RelPath) -> String {
        match self.file(file) {
            path if is_below(&path) => path,
            _ => joined(&self.absolute, file.as_str()),
        }
    }

    /// What puts folders in an order that does not depend on where the command runs.
    pub(super) fn absolute(&self) -> &str {
        &self.absolute
    }
}

impl Shown {
    fn new(folder: &Path, base: &Path) -> Shown {
        let down = base.strip_prefix(folder).unwrap_or(Path::new(""));
        let down = down
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned());
        Shown {
            path: relative(folder, base),
            down: down.collect(),
        }
    }

    fn file(&self, file: &RelPath) -> String {
        if self.down.is_empty() || file.as_str().is_empty() {
            return joined(&self.path, file.as_str());
        }
        let parts: Vec<&str> = file.as_str().split('/').collect();
        let common = parts
            .iter()
            .zip(&self.down)
            .take_while(|(one, other)| one == other)
            .count();
        let up = vec![".."; self.down.len() - common];
        match up
            .into_iter()
            .chain(parts[common..].iter().copied())
            .collect::<Vec<_>>()
            .join("/")
        {
            path if path.is_empty() => ".".to_owned(),
            path => path,
        }
    }
}

/// Whether `..` comes after a name, which may be that of a link.
fn climbs_from_a_name(path: &Path) -> bool {
    let mut parts = path
        .components()
        .skip_while(|part| !matches!(part, Component::Normal(_)));
    parts.any(|part| part == Component::ParentDir)
}

/// Windows names a path behind all links as `\\?\C:\orders`, which nobody else writes.
fn without_prefix(real: &Path) -> PathBuf {
    let mut parts = real.components();
    match parts.next() {
        Some(Component::Prefix(prefix)) => match prefix.kind() {
            Prefix::VerbatimDisk(disk) => {
                Path::new(&format!("{}:\\", char::from(disk))).join(parts.as_path())
            }
            _ => real.to_owned(),
        },
        _ => real.to_owned(),
    }
}

fn is_below(path: &str) -> bool {
    let is_upwards = path == ".." || path.starts_with("../");
    !is_upwards && !Path::new(path).is_absolute()
}

fn joined(folder: &str, file: &str) -> String {
    match (folder, file) {
        (".", "") => ".".to_owned(),
        (".", file) => file.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, file) => format!("{}/{file}", folder.trim_end_matches('/')),
    }
}

/// A path from a folder, both without `.` and `..`; absolute where they have the root of the file system in common and
/// nothing else.
pub(super) fn relative(path: &Path, base: &Path) -> String {
    if path.is_absolute() != base.is_absolute() {
        return slashed(path);
    }
    let common = path
        .components()
        .zip(base.components())
        .take_while(|(one, other)| one == other)
        .count();
    let up = base.components().count() - common;
    let is_in_common = |part: Component<'_>| matches!(part, Component::Normal(_));
    if up > 0 && !path.components().take(common).any(is_in_common) {
        return slashed(path);
    }
    let mut parts = vec!["..".to_owned(); up];
    parts.extend(
        path.components()
            .skip(common)
            .map(|part| part.as_os_str().to_string_lossy().into_owned()),
    );
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

fn slashed(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.into_owned()
    }
}

/// The path without `.` and `..`, by its text alone.
pub(super) fn normalized(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn file(folder: &str, here: &str, file: &str) -> String {
        let bases = Bases {
            here: PathBuf::from(here),
            repository: None,
        };
        bases.folder(Path::new(folder)).file(&RelPath::new(file))
    }

    #[test]
    fn files_are_relative_to_the_working_directory_wherever_that_is() {
        for (folder, here, path, expected) in [
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
            assert_eq!(file(folder, here, path), expected, "{folder} from {here}");
        }
    }

    #[test]
    fn a_path_of_the_repository_lies_in_it() {
        let of = |root: &str, path: &str| {
            let bases = Bases {
                here: PathBuf::from("/r/crm"),
                repository: Some(PathBuf::from(root)),
            };
            bases.folder(Path::new("/r/crm")).file(&RelPath::new(path))
        };
        assert_eq!(of("/r", "src/a.json"), "crm/src/a.json");
        assert_eq!(of("/r/crm/src", "src/a.json"), "a.json");
        assert_eq!(
            of("/r/crm/src", "hsproject.json"),
            "hsproject.json",
            "it lies above"
        );
        assert_eq!(of("/r/cr", "src/a.json"), "src/a.json");
    }

    #[test]
    fn an_absolute_path_replaces_a_way_up() {
        let bases = Bases {
            here: PathBuf::from("/r/crm/src"),
            repository: None,
        };
        let folder = bases.folder(Path::new("/r/crm"));
        assert_eq!(
            folder.file_without_way_up(&RelPath::new("src/a.json")),
            "a.json"
        );
        assert_eq!(
            folder.file_without_way_up(&RelPath::new("hsproject.json")),
            "/r/crm/hsproject.json"
        );
    }
}
