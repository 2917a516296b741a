//! `hsmeta mcp`: a server of the Model Context Protocol over stdio. The protocol is in the crate `mcp`; a tool is a command of
//! hsmeta whose output is returned instead of printed, so that both report the same.

mod arguments;
mod boundary;
mod command;
mod definitions;
mod fix;
mod resources;
mod text;
mod tools;

use std::io::{self, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crate::Exit;
use mcp::{Input, Lines, Server};
use tools::Tools;

/// Lines that are read ahead, so that a cancellation overtakes what it cancels.
const READ_AHEAD: usize = 256;

pub(crate) fn run() -> Exit {
    serve(BufReader::new(io::stdin()), &mut io::stdout())
}

/// Answers the messages of `input` until it ends, or until nobody reads the answers.
pub(crate) fn serve(input: BufReader<impl Read + Send + 'static>, output: &mut dyn Write) -> Exit {
    let (sender, lines) = sync_channel(READ_AHEAD);
    let reader = thread::Builder::new().name("input".to_owned());
    let started = reader.spawn(move || {
        let mut lines = Lines::new(input);
        while let Ok(Some(line)) = lines.read() {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    if started.is_err() {
        return Exit::Error;
    }
    let mut server = Server::new(Tools::new());
    while take(&lines, &mut server) {
        server.step();
        for line in server.take_output() {
            let line = line + "\n";
            if output.write_all(line.as_bytes()).is_err() {
                return Exit::Clean;
            }
        }
        if output.flush().is_err() {
            return Exit::Clean;
        }
    }
    Exit::Clean
}

/// Takes all lines that were read. Waits for one if there is nothing else to do; `false` at the end of the input.
fn take(lines: &Receiver<Input>, server: &mut Server<Tools>) -> bool {
    if !server.has_work() {
        match lines.recv() {
            Ok(line) => server.receive(&line),
            Err(_) => return false,
        }
    }
    while server.backlog() < READ_AHEAD
        && let Ok(line) = lines.try_recv()
    {
        server.receive(&line);
    }
    true
}
