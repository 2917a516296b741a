//! Decisions, asked one after the other where a person is at a terminal.

use std::collections::BTreeSet;
use std::io::{self, BufRead, IsTerminal, Write};

use super::Migration;
use crate::error::Error;
use crate::output::Output;
use crate::printable;
use migration::{Decision, DecisionId, Options};

/// What a value replaces in a flag.
const PLACEHOLDERS: [&str; 2] = ["NEW", "NAME"];

/// What a person wants.
enum Reply {
    Flag(String),
    /// The default, and the decision stays open.
    Default,
    /// To write nothing.
    Stop,
}

/// Whether somebody is there to answer, and there is something to ask.
pub(super) fn is_possible(migration: &Migration, output: &Output) -> bool {
    let is_terminal =
        io::stdin().is_terminal() && output.is_terminal() && io::stderr().is_terminal();
    is_terminal && next(migration, &BTreeSet::new()).is_some()
}

/// Asks for what flags could answer, and then whether to write. Everything but a clear yes is an error, and nothing is written.
pub(super) fn open_decisions(migration: &mut Migration, output: &mut Output) -> Result<(), Error> {
    if !output.flush() {
        return Err(Error::Stopped);
    }
    let asked = ask(migration, &mut io::stdin().lock(), &mut io::stderr().lock());
    // A terminal that is closed answers nothing.
    asked.unwrap_or(Err(Error::Stopped))
}

fn ask(
    migration: &mut Migration,
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
) -> io::Result<Result<(), Error>> {
    writeln!(terminal, "\nYour decisions (q stops, nothing is written):")?;
    let mut asked: BTreeSet<(DecisionId, Vec<String>)> = BTreeSet::new();
    while let Some(decision) = next(migration, &asked) {
        asked.insert((decision.id, decision.flags.clone()));
        if decision.id == DecisionId::DeployedApp {
            let file = printable::line(decision.file.as_str());
            let question = printable::line(&decision.question);
            writeln!(terminal, "{file}: {question}")?;
            match yes_or_no(input, terminal, "[y/n] ")? {
                Some(false) => {
                    let mut options = migration.options.clone();
                    options.new_app = true;
                    migration.answer(options);
                }
                Some(true) => return Ok(Err(Error::DeployedApp)),
                None => return Ok(Err(Error::Stopped)),
            }
            continue;
        }
        print(&decision, terminal)?;
        if !answer(migration, &decision, input, terminal)? {
            return Ok(Err(Error::Stopped));
        }
    }
    write!(terminal, "Write these files? [y/N] ")?;
    terminal.flush()?;
    let is_yes = read(input)?.is_some_and(|line| is_one_of(&line, ["y", "yes"]));
    Ok(if is_yes { Ok(()) } else { Err(Error::Stopped) })
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
        let flag = printable::line(flag);
        if typed(decision).is_some() {
            writeln!(terminal, "  type the new value: {flag}")?;
        } else {
            writeln!(terminal, "  {number}  {flag}")?;
        }
    }
    let chosen = printable::line(&decision.chosen);
    writeln!(terminal, "  Enter: {chosen}")
}

/// The beginning of the flag, if what is typed is its value.
fn typed(decision: &Decision) -> Option<&str> {
    let [flag] = &decision.flags[..] else {
        return None;
    };
    let mut names = PLACEHOLDERS.iter();
    names.find_map(|name| flag.strip_suffix(name))
}

/// Adds the answer. Returns whether to go on.
fn answer(
    migration: &mut Migration,
    decision: &Decision,
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
) -> io::Result<bool> {
    loop {
        let flag = match choose(decision, input, terminal)? {
            Reply::Flag(flag) => flag,
            Reply::Default => return Ok(true),
            Reply::Stop => return Ok(false),
        };
        let mut options = migration.options.clone();
        if !options.answer(&flag) {
            writeln!(terminal, "`{}` is no answer", printable::line(&flag))?;
            continue;
        }
        if let Some(reason) = why_not(migration, decision, &options) {
            writeln!(terminal, "{}", printable::line(&reason))?;
            continue;
        }
        migration.answer(options);
        return Ok(true);
    }
}

/// Why an answer is not taken.
fn why_not(migration: &Migration, decision: &Decision, options: &Options) -> Option<String> {
    let plan = migration::plan(&migration.files, options);
    if let Some(refusal) = plan.refusals.first() {
        return Some(format!("{}; {}", refusal.reason, refusal.help));
    }
    // A uid that another component has is not used, and another question is asked.
    let mut open = plan.decisions.iter();
    let open = open.find(|one| {
        decision.id == DecisionId::Uid
            && one.id == decision.id
            && one.file == decision.file
            && one.flags == decision.flags
            && !one.is_answered
    })?;
    Some(format!("{}; type another one", open.question))
}

fn choose(
    decision: &Decision,
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
) -> io::Result<Reply> {
    loop {
        write!(terminal, "> ")?;
        terminal.flush()?;
        let Some(line) = read(input)? else {
            return Ok(Reply::Stop);
        };
        if line.is_empty() {
            return Ok(Reply::Default);
        }
        if is_one_of(&line, ["q", "n"]) {
            return Ok(Reply::Stop);
        }
        if let Some(start) = typed(decision) {
            return Ok(Reply::Flag(format!("{start}{line}")));
        }
        let number: Option<usize> = line.parse().ok();
        let flag = number.and_then(|number| decision.flags.get(number.wrapping_sub(1)));
        if let Some(flag) = flag {
            return Ok(Reply::Flag(flag.clone()));
        }
        let most = decision.flags.len();
        writeln!(terminal, "a number from 1 to {most}, Enter, or q to stop")?;
    }
}

/// `None` stops.
fn yes_or_no(
    input: &mut dyn BufRead,
    terminal: &mut dyn Write,
    prompt: &str,
) -> io::Result<Option<bool>> {
    loop {
        write!(terminal, "{prompt}")?;
        terminal.flush()?;
        match read(input)? {
            Some(line) if is_one_of(&line, ["y", "yes"]) => return Ok(Some(true)),
            Some(line) if is_one_of(&line, ["n", "no"]) => return Ok(Some(false)),
            Some(line) if !is_one_of(&line, ["q", "quit"]) => {
                writeln!(terminal, "y, n, or q to stop")?;
            }
            _ => return Ok(None),
        }
    }
}

fn is_one_of(line: &str, words: [&str; 2]) -> bool {
    words.iter().any(|word| line.eq_ignore_ascii_case(word))
}

/// A line without whitespace around it; `None` at the end of the input.
fn read(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    Ok(Some(line.trim().to_owned()))
}
