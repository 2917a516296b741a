# What a release consists of, assembled from the wheel of the part `wheel`; its npm packages, installed into an empty folder.
needs=(node npm python3)

try() {
    rm -rf "$packages/release"
    [ -d "$packages/wheels" ] || fail 'the part wheel comes first'
    python3 packaging/assemble.py "$packages/wheels" "$packages/release"
    # Later, by somebody whose files are nobody else's: the same bytes.
    (umask 077 && python3 packaging/assemble.py "$packages/wheels" "$scratch/again")
    for archive in "$packages/release"/*.tar.gz; do expect 0 '' cmp "$archive" "$scratch/again/${archive##*/}"; done
    mkdir "$scratch/first" "$scratch/second"
    (cd "$scratch/first" && npm pack --silent "$packages"/release/npm/*/ >/dev/null)
    (cd "$scratch/second" && npm pack --silent "$scratch"/again/npm/*/ >/dev/null)
    expect 0 '' diff --recursive "$scratch/first" "$scratch/second"
    local archive=$packages/release/hsmeta-$version-x86_64-unknown-linux-gnu.tar.gz
    expect 0 "/completions/_hsmeta" tar --list --gzip --file "$archive"
    expect 0 "/man/hsmeta-check.1" tar --list --gzip --file "$archive"

    (cd "$packages/release/npm" && npm pack --silent ./hsmeta ./linux-x64 >/dev/null)
    mkdir "$scratch/project"
    cd "$scratch/project"
    npm init --yes >/dev/null
    # The packages of other platforms are not to be had, offline: npm leaves them out, as it does where they do not fit.
    npm install --silent --no-audit --no-fund "$packages/release/npm/hsmeta-linux-x64-$version.tgz" \
        "$packages/release/npm/hsmeta-$version.tgz"
    expect_program node_modules/.bin/hsmeta
    expect_program npx --no -- hsmeta

    rm -r node_modules/@hsmeta
    expect 2 'the package @hsmeta/linux-x64 is not installed' node_modules/.bin/hsmeta --version
}
