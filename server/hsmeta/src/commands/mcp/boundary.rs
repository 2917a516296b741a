//! The folders that tools may read and write: the roots of the client, or the working directory. A path is compared after its
//! links and `..` are resolved.

use std::path::{Path, PathBuf};

use url::Url;

use crate::arguments::Color;
use crate::error::quoted_path;
use crate::output::Output;
use crate::paths::without_verbatim_prefix;
use mcp::Roots;
use project::load;

#[derive(thiserror::Error, Debug)]
pub(super) enum BoundaryError {
    #[error("the client's roots are no folders on this machine")]
    NoRoots,
    #[error("there is no file or folder {path}")]
    Missing { path: String },
    #[error("{path} is outside of {folders}; hsmeta reads and writes nothing there")]
    Outside { path: String, folders: String },
    #[error(
        "the project of this path is {project}, outside of {folders}; open that folder to check it"
    )]
    ProjectOutside { project: String, folders: String },
}

pub(super) struct Boundary {
    /// Canonical; not empty.
    folders: Vec<PathBuf>,
}

/// A path of a tool.
pub(super) struct Location {
    /// Canonical.
    pub(super) path: PathBuf,
    /// The first folder of the client: paths of tools and in their results are relative to it, so that each can be passed again.
    pub(super) base: PathBuf,
}

impl Location {
    /// An output that prints paths as the tools take them.
    pub(super) fn output(&self) -> Output {
        Output::in_memory(Color::Never).relative_to(&self.base)
    }

    /// The path, or the folder that a file is in.
    pub(super) fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(parent) if !load::is_folder(&self.path) => parent,
            _ => &self.path,
        }
    }
}

impl Boundary {
    pub(super) fn of(roots: &Roots) -> Result<Boundary, BoundaryError> {
        let mut folders = Vec::new();
        match roots {
            Roots::WorkingDirectory => folders.extend(canonical(Path::new("."))),
            Roots::Uris(uris) => {
                for uri in uris {
                    folders.extend(folder(uri).as_deref().and_then(canonical));
                }
            }
        }
        folders.retain(|folder| load::is_folder(folder));
        if folders.is_empty() {
            Err(BoundaryError::NoRoots)
        } else {
            Ok(Boundary { folders })
        }
    }

    /// A path of a tool, relative to the first folder. The project that it is in must be inside as well, because the whole
    /// project is read.
    pub(super) fn resolve(&self, path: &str) -> Result<Location, BoundaryError> {
        let base = self.folders.first().cloned().unwrap_or_default();
        let named = base.join(path);
        // Outside of the folders nobody learns whether a file exists.
        let Some(real) = canonical(&named) else {
            return Err(if self.contains(&crate::paths::normalized(&named)) {
                BoundaryError::Missing {
                    path: quoted_path(Path::new(path)),
                }
            } else {
                self.outside(Path::new(path))
            });
        };
        if !self.contains(&real) {
            return Err(self.outside(Path::new(path)));
        }
        for folder in real.ancestors() {
            if load::is_project(folder) {
                if self.contains(folder) {
                    break;
                }
                return Err(BoundaryError::ProjectOutside {
                    project: quoted_path(folder),
                    folders: self.shown(),
                });
            }
        }
        Ok(Location { path: real, base })
    }

    fn contains(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }

    fn outside(&self, path: &Path) -> BoundaryError {
        BoundaryError::Outside {
            path: quoted_path(path),
            folders: self.shown(),
        }
    }

    fn shown(&self) -> String {
        let folders: Vec<String> = self.folders.iter().map(|one| quoted_path(one)).collect();
        folders.join(", ")
    }
}

fn canonical(path: &Path) -> Option<PathBuf> {
    let real = load::canonical(path).ok()?;
    Some(without_verbatim_prefix(&real))
}

fn folder(uri: &str) -> Option<PathBuf> {
    Url::parse(uri).ok()?.to_file_path().ok()
}
