//! `hsmeta man`: the man page of the program, or of one command. Hidden: people read `--help`, packages ship the pages.

use clap::CommandFactory;
use clap_mangen::Man;

use crate::Exit;
use crate::arguments::Arguments;
use crate::output::Output;
use diagnostics::message;

pub(crate) fn run(name: Option<&str>, output: &mut Output) -> Exit {
    // `hsmeta help` is for people at a prompt and has no page.
    let mut program = Arguments::command().disable_help_subcommand(true);
    // Gives the commands what they inherit: their full names, which become the names of their pages, and `--color`.
    program.build();
    let command = match name {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                output.error(&format!("unknown command {}", message::quoted(name)));
                return Exit::Error;
            }
        },
    };
    let mut page = Vec::new();
    let source = concat!("hsmeta ", env!("CARGO_PKG_VERSION"));
    if let Err(error) = Man::new(command).source(source).render(&mut page) {
        output.error(&format!("cannot render the man page: {error}"));
        return Exit::Error;
    }
    output.print(&String::from_utf8_lossy(&page));
    Exit::Clean
}
