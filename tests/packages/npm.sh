# What a release consists of, assembled from the wheel of the part `wheel`; its npm packages, installed into an empty folder.
needs=(node npm python3)

try() {
    local module=$packages/wheels/wasm32-wasip1/hsmeta.wasm
    rm -rf "$packages/release"
    if bash tests/wasm/run --can-run >/dev/null 2>&1; then bash packaging/wasm/build "${module%/*}"; fi
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
    if [ -e "$module" ]; then
        without_program
    else
        expect 2 'the package @hsmeta/linux-x64 is not installed' node_modules/.bin/hsmeta --version
    fi
}

# The package where there is no program: WebAssembly prints what the program prints.
without_program() {
    local program=$packages/release/bin/x86_64-unknown-linux-gnu/hsmeta module=node_modules/.bin/hsmeta folder arguments
    module=$PWD/$module
    expect_program "$module"
    cp -r "$root/fixtures/projects/broken-shop" 'a b\🙂'
    for folder in "$root/fixtures/projects"/*/ "$root/fixtures/rules/skipped-link"/*/ 'a b\🙂' 'a b\🙂/src' "$root/fixtures/projects"; do
        for arguments in 'check --format json' 'check --min-severity info' 'check ..' 'check --diff'; do
            # Each is several arguments.
            # shellcheck disable=SC2086
            same $arguments
        done
    done
    folder=.
    for arguments in 'explain duplicate-uid' 'explain nothing' 'rules --format json' 'schema app' '--help' 'chekc'; do
        # shellcheck disable=SC2086
        same $arguments
    done
    HSMETA_LOG=off expect 2 '`hsmeta lsp` requires the native program' "$module" lsp
    for arguments in mcp migrate 'changes HEAD' 'check --watch' 'check --since HEAD'; do
        # shellcheck disable=SC2086
        expect 2 'requires the native program' "$module" $arguments
    done
    "$module" check --fix 'a b\🙂' >/dev/null 2>&1 || true
    cp -r "$root/fixtures/projects/broken-shop" fixed
    "$program" check --fix fixed >/dev/null 2>&1 || true
    expect 0 '' diff --recursive fixed 'a b\🙂'

    # A folder that Node cannot name, or is gone: no other folder is checked in its place.
    cp -r fixed $'\xff'
    (cd $'\xff' && expect 2 'cannot read the working directory' "$module" check --fix)
    mkdir gone
    (cd gone && rmdir ../gone && expect 2 'cannot run as WebAssembly: ENOENT' "$module" check)
    node -e "$windows_paths" "$PWD/node_modules/hsmeta/wasm/run.js"
    : >node_modules/hsmeta/wasm/hsmeta.wasm
    expect 2 'cannot run as WebAssembly' "$module" check
}

windows_paths='
const { win32 } = require("node:path");
const { guest } = require(process.argv[1]);
const { deepEqual } = require("node:assert/strict");
const inside = (cwd, ...args) => guest(args, cwd, win32);
const args = ["src\\app", "..", "c:\\p\\q", "C:/p", "--output=C:\\o.txt", "D:\\x", ""];
deepEqual(inside("C:\\a b\\ü", ...args), {
    root: "C:\\", PWD: "/a b/ü", args: ["src/app", "..", "/p/q", "/p", "--output=/o.txt", "D:/x", ""],
});
deepEqual(inside("C:\\"), { root: "C:\\", PWD: "/", args: [] });
deepEqual(inside("\\\\host\\share\\p", "\\\\host\\share\\q", "C:\\x"), { root: "\\\\host\\share\\", PWD: "/p", args: ["/q", "C:/x"] });
'

# same <argument...>: program and module print the same to stdout and to stderr, and end with the same exit code.
same() {
    local name code
    for name in program module; do
        code=0
        [ -d "$folder" ] || fail "no folder: $folder"
        (cd "$folder" && "${!name}" "$@" >"$scratch/$name.out" 2>"$scratch/$name.err") || code=$?
        echo "exit code $code" >>"$scratch/$name.out"
    done
    diff "$scratch/program.out" "$scratch/module.out" >&2 || fail "stdout in $folder: $*"
    diff "$scratch/program.err" "$scratch/module.err" >&2 || fail "stderr in $folder: $*"
}
