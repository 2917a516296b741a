# Completions and man pages, read by the programs that they are for.
needs=(bash zsh fish mandoc)

try() {
    local hsmeta command shell
    hsmeta=$(bash tests/target program)
    for shell in bash zsh fish; do
        "$hsmeta" completions "$shell" >"$scratch/completions.$shell"
    done
    zsh -n "$scratch/completions.zsh"
    expect 0 'check' fish --no-config -c "source $scratch/completions.fish; complete -C 'hsmeta ch'"
    expect 0 '--min-severity' bash --norc -c "
        source $scratch/completions.bash
        COMP_WORDS=(hsmeta check --min) COMP_CWORD=2
        _hsmeta hsmeta --min check
        echo \"\${COMPREPLY[@]}\""

    "$hsmeta" man | mandoc -T lint -W error
    for command in $("$hsmeta" man | sed -n 's/\\-/-/g; s/^hsmeta-\(.*\)(1)$/\1/p'); do
        "$hsmeta" man "$command" >"$scratch/hsmeta-$command.1"
        mandoc -T lint -W error "$scratch/hsmeta-$command.1"
        expect 0 "hsmeta-$command(1)" mandoc -T utf8 "$scratch/hsmeta-$command.1"
    done
    [ -s "$scratch/hsmeta-check.1" ] || fail 'the man page names no commands'
}
