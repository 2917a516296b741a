//! The WebAssembly module: the command line without its servers, and what an editor asks about a position.
//!
//! Its host gives it files, arguments and the standard streams through WASI, so the projects of a page are read by the code that
//! reads those of a disk, and nothing is kept from one call to the next: an instance can be replaced at any time.

mod editor;
#[cfg(test)]
mod tests;

use std::io::{self, Read, Write};

/// The exit code of the program if it cannot run.
const ERROR: u32 = 2;

/// Runs the command line with the arguments of the host, in the folder `PWD`. Returns the exit code.
#[expect(unsafe_code, reason = "the host calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn run() -> u32 {
    if let Err(error) = prepare() {
        // Where stderr is closed as well, the exit code says it.
        let _ = writeln!(
            io::stderr(),
            "hsmeta: cannot read the working directory: {error}"
        );
        return ERROR;
    }
    u32::from(hsmeta::run_in_host())
}

/// Answers the request on stdin, on stdout. Returns whether both could be used: 0 if so.
#[expect(unsafe_code, reason = "the host calls it by its name")]
#[unsafe(no_mangle)]
pub extern "C" fn call() -> u32 {
    let mut request = Vec::new();
    let answered = prepare()
        .and_then(|()| io::stdin().read_to_end(&mut request))
        .and_then(|_| {
            let mut stdout = io::stdout();
            stdout.write_all(answer(&request).as_bytes())?;
            stdout.flush()
        });
    u32::from(answered.is_err())
}

/// The answer to a request, both in JSON.
pub fn answer(request: &[u8]) -> String {
    match serde_json::from_slice(request) {
        Ok(request) => editor::answer(&request).to_string(),
        Err(error) => serde_json::json!({ "error": error.to_string() }).to_string(),
    }
}

/// Gives the program what it takes for granted, and WebAssembly does not have.
fn prepare() -> io::Result<()> {
    if !cfg!(target_family = "wasm") {
        return Ok(());
    }
    // No other threads: all work is done by this one. The second call finds it done.
    let _ = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build_global();
    #[expect(
        clippy::disallowed_methods,
        reason = "the host names the working directory in its environment"
    )]
    let folder = std::env::var_os("PWD");
    match folder {
        // Where this fails, the working directory is the root, and `check --fix` would change the whole disk.
        Some(folder) => std::env::set_current_dir(folder),
        None => Ok(()),
    }
}
