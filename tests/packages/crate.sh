# The crates: what is in each, and that each builds from its package alone.
needs=(cargo grep)

# What belongs in each crate besides what every crate has.
contents() {
    case $1 in
    hsmeta) echo 'server/hsmeta/src/.*\.rs|server/hsmeta/src/commands/mcp/tools\.json|CHANGELOG\.md' ;;
    hsmeta-tools) echo 'src/.*\.rs|src/topics/.*\.md' ;;
    hsmeta-schemas) echo 'lib\.rs|[a-z-]*\.json' ;;
    hsmeta-templates) echo 'lib\.rs|[a-z-]*/.*' ;;
    *) echo 'src/.*\.rs' ;;
    esac
}

try() {
    local common='Cargo\.(toml|toml\.orig|lock)|README\.md|LICENSE-(MIT|APACHE)|\.cargo_vcs_info\.json'
    local manifest name files others file
    for manifest in Cargo.toml */Cargo.toml server/*/Cargo.toml; do
        name=$(grep --max-count 1 '^name = ' "$manifest")
        name=${name#*\"}
        name=${name%\"}
        # The fuzzers are a workspace of their own and are not published.
        [ "$name" != hsmeta-fuzz ] || continue
        files=$(cargo package --quiet --list --locked --offline --allow-dirty --package "$name")
        # Everything else is of no use without the repository.
        others=$(grep --invert-match --extended-regexp "^($common|$(contents "$name"))$" <<<"$files" || true)
        [ -z "$others" ] || fail "these do not belong in the crate $name: $others"
        for file in LICENSE-MIT LICENSE-APACHE README.md; do
            grep --quiet --line-regexp --fixed-strings "$file" <<<"$files" || fail "$file is missing in the crate $name"
        done
    done
    # Cargo keeps what it unpacked and built of a crate for as long as the version stays, whatever was packaged since.
    rm -rf "${CARGO_HOME:-$HOME/.cargo}"/registry/src/-*/hsmeta-* "$target"/debug/.fingerprint/hsmeta-*
    # Building them proves that nothing that they embed is missing. With a target folder, it takes the dependencies that are built.
    cargo package --workspace --quiet --locked --offline --allow-dirty --target-dir "$target"
}
