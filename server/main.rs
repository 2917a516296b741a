//! The program: arguments in, exit code out.

/// Several threads make and drop many small texts at once; the allocators of musl and Windows let them wait for each other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    hsmeta::cli::run()
}
