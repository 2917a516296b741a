//! A command of hsmeta, run in this process.

use std::ffi::OsStr;

use clap::Parser;

use super::boundary::Location;
use crate::Exit;
use crate::arguments::{Arguments, Command};
use crate::output::{Captured, Output};

/// What a command printed, and how it ended.
pub(super) struct Ran {
    pub(super) exit: Exit,
    pub(super) output: Captured,
}

/// Runs a command for a path.
pub(super) fn run_at(location: &Location, options: &[&str]) -> Ran {
    run(options, &[location.path.as_os_str()], location.output())
}

/// Runs a command with options, and operands that are never taken for options.
pub(super) fn run(options: &[&str], operands: &[&OsStr], mut output: Output) -> Ran {
    let exit = match parse(options, operands) {
        Ok(command) => crate::run_command(command, &mut output),
        Err(error) => {
            output.error(&error.to_string());
            Exit::Error
        }
    };
    Ran {
        exit,
        output: output.captured(),
    }
}

pub(super) fn parse(options: &[&str], operands: &[&OsStr]) -> Result<Command, clap::Error> {
    let mut arguments = vec![OsStr::new("hsmeta")];
    arguments.extend(options.iter().map(OsStr::new));
    arguments.push(OsStr::new("--"));
    arguments.extend(operands);
    Ok(Arguments::try_parse_from(arguments)?.command)
}
