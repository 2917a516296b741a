//! `hsmeta completions`: a completion script, generated from the definition of the arguments.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::Exit;
use crate::arguments::Arguments;
use crate::output::Output;

/// With the file that each shell loads the script from.
pub(crate) const HELP: &str = "\
Print a shell completion script

  bash        hsmeta completions bash > ~/.local/share/bash-completion/completions/hsmeta
  zsh         hsmeta completions zsh > \"${fpath[1]}/_hsmeta\"
  fish        hsmeta completions fish > ~/.config/fish/completions/hsmeta.fish
  powershell  hsmeta completions powershell >> $PROFILE";

pub(crate) fn run(shell: Shell, output: &mut Output) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "hsmeta", &mut script);
    output.print(&String::from_utf8_lossy(&script));
    Exit::Clean
}
