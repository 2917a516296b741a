# The wheel, built as a release builds it but with less of the optimizer, and installed into an empty environment.
needs=("$packages/tools/bin/maturin" "$packages/tools/bin/python-zig")
wheels=$packages/wheels/x86_64-unknown-linux-gnu

# The same line as in .github/workflows/release.yml, with another profile.
build() {
    bash packaging/reproducibly maturin build --quiet --profile packaging --target x86_64-unknown-linux-gnu --zig \
        --compatibility manylinux2014 --out "$1"
}

try() {
    [ "$(uname -sm)" = 'Linux x86_64' ] || fail 'the wheel of the tests is for Linux on x86_64'
    rm -rf "$wheels"
    build "$wheels"
    local wheel=("$wheels"/*.whl)
    [[ "${wheel[*]}" == *"/hsmeta-$version-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl" ]] ||
        fail "unexpected wheels: ${wheel[*]}"

    # Nothing in it tells when it was packed, or where and by whom it was built.
    build "$scratch/again"
    expect 0 '' cmp "${wheel[0]}" "$scratch"/again/*.whl
    python3 -m zipfile --extract "${wheel[0]}" "$scratch/content"
    local folder
    for folder in "$HOME" "${CARGO_HOME:-$HOME/.cargo}" "$root"; do
        expect 1 '' grep --recursive --text --fixed-strings --only-matching "$folder/" "$scratch/content"
    done

    # Not every Windows has the library that programs of Rust take by default.
    expect 0 'target-feature=+crt-static' env OS=Windows_NT bash packaging/reproducibly printenv CARGO_ENCODED_RUSTFLAGS

    python3 -m venv "$packages/clean"
    "$packages/clean/bin/pip" install --quiet --no-index --force-reinstall "${wheel[0]}"
    expect_program "$packages/clean/bin/hsmeta"
    expect 0 "Version: $version" "$packages/clean/bin/pip" show hsmeta
    expect 0 'MIT OR Apache-2.0' "$packages/clean/bin/pip" show hsmeta
}
