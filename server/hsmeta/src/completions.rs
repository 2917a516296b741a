//! `hsmeta completions`: a completion script, made from the definition of the arguments, so that it is never out of date.

use clap::CommandFactory;
use clap_complete::Shell;

use super::output::Output;
use super::{Arguments, Exit};

/// Where the script goes, for a person who installs it by hand.
pub(super) const HELP: &str = "\
Print a completion script for a shell

  bash        hsmeta completions bash > ~/.local/share/bash-completion/completions/hsmeta
  zsh         hsmeta completions zsh > \"${fpath[1]}/_hsmeta\"
  fish        hsmeta completions fish > ~/.config/fish/completions/hsmeta.fish
  powershell  hsmeta completions powershell >> $PROFILE";

pub(super) fn run(shell: Shell, output: &mut Output) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "hsmeta", &mut script);
    output.print(&String::from_utf8_lossy(&script));
    Exit::Clean
}
