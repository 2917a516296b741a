//! Decisions, asked one after the other where a person is at a terminal.

use std::collections::BTreeSet;
use std::io::{self, BufRead, IsTerminal, Write};

use super::Migration;
use crate::output::Output;
use crate::printable;
use migration::{Decision, DecisionId, Options};

/// What a value replaces in a flag.
const PLACEHOLDERS: [&str; 2] = ["NEW", "NAME"];

/// Asks for what flags could answer, if stdin, stdout and stderr are terminals.
pub(super) fn open_decisions(migration: &mut Migration, output: &mut Output) {
    let is_terminal =
        io::stdin().is_terminal() && output.is_terminal() && io::stderr().is_terminal();
    if is_terminal && output.flush() {
        // A terminal that is closed answers nothing.
        let _ = ask(migration, &mut io::stdin().lock(), &mut io::stderr().lock());
    }
}

fn ask(
    migration: &mut Migration,
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
) -> io::Result<()> {
    let mut asked: BTreeSet<(DecisionId, Vec<String>)> = BTreeSet::new();
    while let Some(decision) = next(migration, &asked) {
        asked.insert((decision.id, decision.flags.clone()));
        print(&decision, terminal)?;
        let Some(options) = answer(migration, &decision, input, terminal)? else {
            continue;
        };
        migration.answer(options);
    }
    Ok(())
}

/// The next open decision. Several that the same flags answer are asked once.
fn next(migration: &Migration, asked: &BTreeSet<(DecisionId, Vec<String>)>) -> Option<Decision> {
    let decisions = migration.plan.decisions.iter();
    let mut open = decisions.filter(|decision| !decision.is_answered && !decision.flags.is_empty());
    open.find(|decision| !asked.contains(&(decision.id, decision.flags.clone())))
        .cloned()
}

fn print(decision: &Decision, terminal: &mut dyn Write) -> io::Result<()> {
    let (file, question) = (
        printable::line(decision.file.as_str()),
        printable::line(&decision.question),
    );
    writeln!(terminal, "{file}: {question}")?;
    for (number, flag) in (1..).zip(&decision.flags) {
        writeln!(terminal, "  {number}  {}", printable::line(flag))?;
    }
    let chosen = printable::line(&decision.chosen);
    writeln!(terminal, "  Enter: {chosen}")
}

/// The options with an answer; `None` leaves the decision open.
fn answer(
    migration: &Migration,
    decision: &Decision,
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
) -> io::Result<Option<Options>> {
    loop {
        let Some(flag) = choose(decision, input, terminal)? else {
            return Ok(None);
        };
        let mut options = migration.options.clone();
        if !options.answer(&flag) {
            continue;
        }
        let plan = migration::plan(&migration.files, &options);
        let Some(refusal) = plan.refusals.first() else {
            return Ok(Some(options));
        };
        let (reason, help) = (
            printable::line(&refusal.reason),
            printable::line(&refusal.help),
        );
        writeln!(terminal, "{reason}; {help}")?;
    }
}

fn choose(
    decision: &Decision,
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
) -> io::Result<Option<String>> {
    loop {
        let Some(line) = read(input, terminal, "> ")? else {
            return Ok(None);
        };
        let number: Option<usize> = line.parse().ok();
        let Some(flag) = number.and_then(|number| decision.flags.get(number.wrapping_sub(1)))
        else {
            writeln!(
                terminal,
                "a number from 1 to {}, or Enter",
                decision.flags.len()
            )?;
            continue;
        };
        let placeholder = PLACEHOLDERS.iter().find(|name| flag.ends_with(*name));
        let Some(start) = placeholder.and_then(|name| flag.strip_suffix(name)) else {
            return Ok(Some(flag.clone()));
        };
        let value = read(input, terminal, &printable::line(start))?;
        return Ok(value.map(|value| format!("{start}{value}")));
    }
}

/// A line without whitespace around it; `None` if it is empty, or the input has ended.
fn read(
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
    prompt: &str,
) -> io::Result<Option<String>> {
    write!(terminal, "{prompt}")?;
    terminal.flush()?;
    let mut line = String::new();
    input.read_line(&mut line)?;
    let line = line.trim();
    if line.is_empty() {
        return Ok(None);
    }
    Ok(Some(line.to_owned()))
}
