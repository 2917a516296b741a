//! Finds and reads `hsmeta.toml` or `.hsmeta.toml`: the nearest one from a folder upwards. The search ends with the repository, so that a
//! clone elsewhere is checked as this one is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::discover::Place;
use super::{LoadError, read};
use crate::config::{ConfigFile, HIDDEN_NAME, NAME, NAMES};
use diagnostics::RelPath;

/// The configuration files by the real paths of the folders that they were looked for from: projects share them.
#[derive(Default)]
pub(super) struct Configs {
    known: Mutex<BTreeMap<PathBuf, Nearest>>,
}

/// What was found from a folder upwards.
#[derive(Clone)]
pub(super) struct Nearest {
    pub(super) file: Arc<ConfigFile>,
    /// The real path of its folder.
    folder: PathBuf,
    /// Why it could not be read.
    pub(super) problem: Option<LoadError>,
}

impl Configs {
    /// The nearest file.
    pub(super) fn nearest(&self, place: &Place) -> Nearest {
        let known = |configs: &Configs| configs.lock().get(&place.real).cloned();
        if let Some(known) = known(self) {
            return known;
        }
        let nearest = match look(place) {
            Some(found) => found,
            None => match place.above().filter(|_| !place.named.join(".git").exists()) {
                Some(above) => self.nearest(&above),
                None => Nearest::of(place, ConfigFile::none(place.named.clone())),
            },
        };
        // Two threads may have read it; all projects share one.
        self.lock()
            .entry(place.real.clone())
            .or_insert(nearest)
            .clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Nearest>> {
        self.known
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Nearest {
    fn of(place: &Place, file: ConfigFile) -> Nearest {
        Nearest {
            file: Arc::new(file),
            folder: place.real.clone(),
            problem: None,
        }
    }

    /// The way to a folder from that of the file.
    pub(super) fn way_to(&self, place: &Place) -> RelPath {
        let below = place
            .real
            .strip_prefix(&self.folder)
            .unwrap_or(Path::new(""));
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        RelPath::new(parts.join("/"))
    }
}

/// The file in this folder, if there is one. Links are followed: HubSpot has no say in this file.
fn look(place: &Place) -> Option<Nearest> {
    let is_file = |name: &&str| {
        place
            .named
            .join(name)
            .metadata()
            .is_ok_and(|target| target.is_file())
    };
    let names: Vec<&str> = NAMES.into_iter().filter(is_file).collect();
    let name = *names.first()?;
    let path = place.named.join(name);
    let folder = place.named.clone();
    let read = match names.len() {
        1 => read::read_file(&path, read::MAX_FILE_SIZE).map_err(|error| error.to_string()),
        // Whichever was taken, somebody would wonder why the other one has no effect.
        _ => Err(format!(
            "both `{NAME}` and `{HIDDEN_NAME}` are in this folder; remove one of them"
        )),
    };
    Some(match read {
        Ok(bytes) => Nearest::of(place, ConfigFile::from_bytes(folder, bytes).named(name)),
        Err(message) => {
            let problem = Some(read::problem(&path, message));
            Nearest {
                problem,
                ..Nearest::of(place, ConfigFile::none(folder))
            }
        }
    })
}
