# The crate: what is in it, and that it builds alone.
needs=(cargo grep)

try() {
    local files
    files=$(cargo package --list --locked --allow-dirty)
    # Whatever lies in other folders is of no use without the repository.
    local strangers
    strangers=$(grep --invert-match --extended-regexp \
        '^(server/.*\.(rs|md)|(schemas|templates)/.*|Cargo\.(toml|toml\.orig|lock)|README\.md|CHANGELOG\.md|LICENSE-(MIT|APACHE)|\.cargo_vcs_info\.json)$' \
        <<<"$files" || true)
    [ -z "$strangers" ] || fail "these do not belong into the crate: $strangers"
    for file in schemas/app.json schemas/scopes.json LICENSE-MIT LICENSE-APACHE README.md server/main.rs; do
        grep --quiet --line-regexp --fixed-strings "$file" <<<"$files" || fail "$file is missing in the crate"
    done
    # Building it is the proof that nothing that it embeds is missing. With a target folder, it takes the crates that are built.
    cargo package --quiet --locked --offline --allow-dirty --target-dir "$target"
}
