//! The log, written to stderr. It never contains messages of the client, which contain what the
//! user types.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::Registry;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::reload::{self, Handle};
use tracing_subscriber::util::SubscriberInitExt;

/// The log level: `off`, `error`, `warn`, `info`, `debug` or `trace`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Level(LevelFilter);

/// A string that is not the name of a log level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownLevel;

impl fmt::Display for UnknownLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected `off`, `error`, `warn`, `info`, `debug` or `trace`")
    }
}

impl std::error::Error for UnknownLevel {}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(name: &str) -> Result<Level, UnknownLevel> {
        match name.parse() {
            Ok(filter) => Ok(Level(filter)),
            Err(_) => Err(UnknownLevel),
        }
    }
}

impl Level {
    fn targets(self) -> Targets {
        // Above this level the transport logs whole messages.
        let transport = self.0.min(LevelFilter::WARN);
        Targets::new()
            .with_target("lsp", self.0)
            .with_target("tower_lsp_server", transport)
    }
}

/// Changes the log level while the server runs.
#[derive(Clone, Default)]
pub struct LogHandle(Option<Arc<Handle<Targets, Registry>>>);

impl LogHandle {
    pub(crate) fn set_level(&self, level: Level) {
        if let Some(handle) = &self.0
            && let Err(error) = handle.reload(level.targets())
        {
            tracing::warn!("cannot change the log level: {error}");
        }
    }
}

/// Starts logging to stderr. A second call in the same process has no effect.
pub(crate) fn start(level: Level) -> LogHandle {
    let (filter, handle) = reload::Layer::new(level.targets());
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false);
    let result = tracing_subscriber::registry()
        .with(filter)
        .with(lines)
        .try_init();
    match result {
        Ok(()) => LogHandle(Some(Arc::new(handle))),
        Err(_) => LogHandle(None),
    }
}
