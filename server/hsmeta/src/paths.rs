//! Paths for output: with forward slashes, relative to the working directory, or to the root of the repository in
//! formats whose readers expect that.

#![expect(
    clippy::disallowed_methods,
    reason = "printed paths are relative to the working directory, and two names of one folder are compared by what they resolve to"
)]

use std::path::{Component, Path, PathBuf, Prefix};

use diagnostics::RelPath;

/// The folders that printed paths are relative to.
#[derive(Default)]
pub(crate) struct Bases {
    /// Empty if it was deleted.
    pub(crate) working_directory: PathBuf,
    /// The canonical root of the repository, for formats that use it.
    repository: Option<PathBuf>,
}

/// A folder and its forms relative to the bases, to print the paths of its files.
pub(crate) struct Folder {
    from_working_directory: Shown,
    from_repository: Option<Shown>,
    absolute: String,
}

/// A folder as it is printed from a base.
struct Shown {
    path: String,
    /// The names on the way down to the base, if that is in this folder.
    down: Vec<String>,
}

impl Bases {
    /// Paths are relative to the working directory.
    pub(crate) fn of_working_directory() -> Bases {
        Bases::new(std::env::current_dir().unwrap_or_default(), None)
    }

    /// `repository` is a variable of the environment: a value that is empty, relative or not a folder is ignored.
    pub(crate) fn new(working_directory: PathBuf, repository: Option<PathBuf>) -> Bases {
        let repository = match repository {
            Some(path) if path.is_absolute() => path.canonicalize().ok(),
            _ => None,
        };
        Bases {
            working_directory,
            repository: repository.map(|path| without_verbatim_prefix(&path)),
        }
    }

    /// A folder, by an absolute path or one that is relative to the working directory.
    pub(crate) fn folder(&self, path: &Path) -> Folder {
        let named = self.named(path);
        let from_working_directory = if path.is_absolute() && !self.is_near(&named) {
            Shown {
                path: with_slashes(&named),
                down: Vec::new(),
            }
        } else {
            Shown::new(&named, &self.working_directory)
        };
        let from_repository = self
            .repository
            .as_ref()
            .map(|root| Shown::new(&self.real(path), root));
        Folder {
            from_working_directory,
            from_repository,
            absolute: with_slashes(&named),
        }
    }

    pub(crate) fn shown(&self, path: &Path) -> String {
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => self
                .folder(folder)
                .file(&RelPath::new(name.to_string_lossy())),
            _ => self.folder(path).shown(),
        }
    }

    /// Whether a folder is the working directory, in it, or a parent of it. Other absolute paths are printed as given.
    fn is_near(&self, folder: &Path) -> bool {
        folder.starts_with(&self.working_directory) || self.working_directory.starts_with(folder)
    }

    /// The canonical path; the normalized one if nothing exists there.
    pub(crate) fn real(&self, path: &Path) -> PathBuf {
        let absolute = self.working_directory.join(path);
        match absolute.canonicalize() {
            Ok(real) => without_verbatim_prefix(&real),
            Err(_) => normalized(&absolute),
        }
    }

    /// The absolute path by the names that the user gave: `link/src` is unchanged. It is the canonical path if these lead out
    /// of the working directory and a link leads back, or if `..` follows a name that may be a link.
    fn named(&self, path: &Path) -> PathBuf {
        let named = normalized(&self.working_directory.join(path));
        let is_reliable = !has_parent_after_name(path);
        if is_reliable && named.starts_with(&self.working_directory) {
            return named;
        }
        let real = self.real(path);
        if self.is_near(&real) || !is_reliable {
            real
        } else {
            named
        }
    }
}

impl Folder {
    pub(crate) fn shown(&self) -> String {
        self.file(&RelPath::default())
    }

    pub(crate) fn file(&self, file: &RelPath) -> String {
        if let Some(shown) = &self.from_repository {
            let path = shown.file(file);
            if is_below(&path) {
                return path;
            }
        }
        self.from_working_directory.file(file)
    }

    /// For formats whose readers refuse `..`: absolute instead.
    pub(crate) fn file_without_parents(&self, file: &RelPath) -> String {
        let path = self.file(file);
        if is_below(&path) {
            path
        } else {
            joined(&self.absolute, file.as_str())
        }
    }

    /// Sorts folders independently of the working directory.
    pub(crate) fn absolute(&self) -> &str {
        &self.absolute
    }
}

impl Shown {
    fn new(folder: &Path, base: &Path) -> Shown {
        let down = base.strip_prefix(folder).unwrap_or(Path::new(""));
        Shown {
            path: relative(folder, base),
            down: down.components().map(name_of).collect(),
        }
    }

    fn file(&self, file: &RelPath) -> String {
        if self.down.is_empty() || file.as_str().is_empty() {
            return joined(&self.path, file.as_str());
        }
        let names: Vec<&str> = file.as_str().split('/').collect();
        let common = names
            .iter()
            .zip(&self.down)
            .take_while(|(one, other)| one == other)
            .count();
        let mut path = vec![".."; self.down.len() - common];
        path.extend(&names[common..]);
        if path.is_empty() {
            ".".to_owned()
        } else {
            path.join("/")
        }
    }
}

/// Whether `..` comes after a name, which may be that of a link.
fn has_parent_after_name(path: &Path) -> bool {
    path.components()
        .skip_while(|part| !matches!(part, Component::Normal(_)))
        .any(|part| part == Component::ParentDir)
}

/// `\\?\C:\orders`, as Windows returns canonical paths, becomes `C:\orders`.
pub(crate) fn without_verbatim_prefix(real: &Path) -> PathBuf {
    let mut parts = real.components();
    if let Some(Component::Prefix(prefix)) = parts.next()
        && let Prefix::VerbatimDisk(disk) = prefix.kind()
    {
        return Path::new(&format!("{}:\\", char::from(disk))).join(parts.as_path());
    }
    real.to_owned()
}

fn is_below(path: &str) -> bool {
    let is_above = path == ".." || path.starts_with("../");
    !is_above && !Path::new(path).is_absolute()
}

fn joined(folder: &str, file: &str) -> String {
    match (folder, file) {
        (".", "") => ".".to_owned(),
        (".", file) => file.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, file) => [folder.trim_end_matches('/'), "/", file].concat(),
    }
}

/// A path from a folder, both normalized; absolute if they have only the root of the file system in common.
fn relative(path: &Path, base: &Path) -> String {
    if path.is_absolute() != base.is_absolute() {
        return with_slashes(path);
    }
    let common: Vec<Component<'_>> = path
        .components()
        .zip(base.components())
        .take_while(|(one, other)| one == other)
        .map(|(part, _)| part)
        .collect();
    let up = base.components().count() - common.len();
    let has_common_name = common
        .iter()
        .any(|part| matches!(part, Component::Normal(_)));
    if up > 0 && !has_common_name {
        return with_slashes(path);
    }
    let mut parts = vec!["..".to_owned(); up];
    parts.extend(path.components().skip(common.len()).map(name_of));
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

fn name_of(part: Component<'_>) -> String {
    part.as_os_str().to_string_lossy().into_owned()
}

pub(crate) fn with_slashes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.into_owned()
    }
}

/// The path without `.` and `..`, without looking at the disk.
pub(crate) fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normalized.pop();
            }
            part => normalized.push(part),
        }
    }
    normalized
}

#[cfg(all(test, unix))]
mod tests;
