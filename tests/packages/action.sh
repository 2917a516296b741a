# The two steps of action.yml, as a runner for Linux would run them, with the release of the part `npm` in the place of
# GitHub's: `gh` is a stand-in that copies its files.
needs=(bash sha256sum)

install() {
    env PATH="$scratch/bin:$PATH" ACTION_REPOSITORY=owner/hsmeta ACTION_PATH="$root" VERSION="v$version" \
        RUNNER_OS=Linux RUNNER_ARCH=X64 RUNNER_TEMP="$scratch/temp" GITHUB_PATH="$scratch/path" \
        bash packaging/action/install.sh
}

# check <paths> <arguments> [file for SARIF [git ref]]
check() {
    env PATH="$(cat "$scratch/path"):$PATH" PATHS="$1" ARGUMENTS="$2" SARIF="${3-}" SINCE="${4-}" bash packaging/action/check.sh
}

try() {
    [ -d "$packages/release" ] || fail 'the part npm comes first'
    mkdir "$scratch/bin" "$scratch/temp" "$scratch/assets"
    cp "$packages"/release/*.tar.gz "$scratch/assets"
    (cd "$scratch/assets" && sha256sum -- * >SHA256SUMS)
    cat >"$scratch/bin/gh" <<EOT
#!/bin/sh
[ "\$1 \$2 \$3 \$4 \$5" = 'release download v$version --repo owner/hsmeta' ] && cp "$scratch"/assets/* "\$7"
EOT
    chmod +x "$scratch/bin/gh"

    expect 0 "hsmeta $version" install
    local broken=fixtures/projects/broken-shop healthy=fixtures/projects/documented-app
    expect 0 '' check "$healthy" ''
    expect 1 ',file=fixtures/projects/broken-shop/src/app/' check "$healthy $broken" ''
    expect 0 '::error ' check "$broken" '--fail-on never'
    expect 1 '::error ' check "$broken" '' "$scratch/diagnostics.sarif"
    expect 0 '2.1.0' cat "$scratch/diagnostics.sarif"
    expect 2 ' not ' check "$healthy" '' '' '--output=x'

    echo >>"$scratch/assets/hsmeta-$version-x86_64-unknown-linux-gnu.tar.gz"
    expect 1 'FAILED' install
}
