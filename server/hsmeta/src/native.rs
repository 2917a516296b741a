//! What the WebAssembly module refuses: its host gives it files, and neither threads nor other programs; and what only the
//! program has on a shell's path is left out of it, as its size is what a page loads.

use crate::arguments::Command;

/// The error about a command, or about an option of it, that only a native program can run.
pub(crate) fn refusal(command: &Command) -> Option<String> {
    if !cfg!(target_family = "wasm") {
        return None;
    }
    Some(format!(
        "{} requires the native program: install optional dependencies, or run `cargo install hsmeta`",
        native_only(command)?
    ))
}

fn native_only(command: &Command) -> Option<&'static str> {
    match command {
        Command::Lsp { .. } => Some("`hsmeta lsp`"),
        Command::Mcp => Some("`hsmeta mcp`"),
        Command::Migrate(_) => Some("`hsmeta migrate`"),
        Command::Changes(_) => Some("`hsmeta changes`"),
        Command::Completions { .. } => Some("`hsmeta completions`"),
        Command::Man { .. } => Some("`hsmeta man`"),
        Command::Check(check) if check.since.is_some() => Some("`--since`"),
        Command::Check(check) if check.watch => Some("`--watch`"),
        _ => None,
    }
}
