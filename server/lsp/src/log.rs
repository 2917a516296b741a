//! The log: lines on stderr. Messages of the client are never written to it; they hold what the user types.

use std::str::FromStr;
use std::sync::Arc;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::reload::{self, Handle};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Registry, fmt};

/// How much is logged: `off`, `error`, `warn`, `info`, `debug` or `trace`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Level(LevelFilter);

impl FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Level, String> {
        let expected = |_| "expected `off`, `error`, `warn`, `info`, `debug` or `trace`".to_owned();
        name.parse().map(Level).map_err(expected)
    }
}

impl Level {
    fn targets(self) -> Targets {
        // The transport traces whole messages: it may say what went wrong, no more.
        let transport = self.0.min(LevelFilter::WARN);
        Targets::new()
            .with_target("lsp", self.0)
            .with_target("tower_lsp_server", transport)
    }
}

/// Changes the level of the log while the server runs.
#[derive(Clone, Default)]
pub struct Control(Option<Arc<Handle<Targets, Registry>>>);

impl Control {
    /// Logs this much from now on.
    pub(super) fn set(&self, level: Level) {
        if let Some(handle) = &self.0
            && let Err(error) = handle.reload(level.targets())
        {
            tracing::warn!("cannot change the level of the log: {error}");
        }
    }
}

/// Begins to log to stderr. A second call in one process has no effect.
pub(super) fn start(level: Level) -> Control {
    let (filter, handle) = reload::Layer::new(level.targets());
    let lines = fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false);
    let started = tracing_subscriber::registry()
        .with(filter)
        .with(lines)
        .try_init();
    Control(started.is_ok().then(|| Arc::new(handle)))
}
