#!/bin/sh
# Installs hsmeta @VERSION@ for Linux or macOS: downloads the archive of this platform, verifies its checksum, and puts the program into
# ~/.local/bin, or into $HSMETA_INSTALL_DIR. Nothing else is changed; if anything fails, nothing is.
# Other ways to install, and what signs the files: docs/installation.md.
set -eu

version=@VERSION@
# Where the files of the release are; another address for a mirror inside of a company.
base=${HSMETA_DOWNLOAD_BASE:-@BASE@}

fail() {
    echo "install.sh: $1" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# glibc 2.17 or newer takes the build for it; everything else on Linux takes the one for musl, which needs no library.
libc() {
    glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || glibc=
    case $glibc in
    'glibc 2.'*)
        minor=${glibc#glibc 2.}
        if [ "${minor%%.*}" -ge 17 ]; then echo gnu; else echo musl; fi
        ;;
    *) echo musl ;;
    esac
}

find_target() {
    system=$(uname -s)
    machine=$(uname -m)
    # A shell that runs under Rosetta says x86_64.
    if [ "$system" = Darwin ] && [ "$(sysctl -n hw.optional.arm64 2>/dev/null || true)" = 1 ]; then machine=arm64; fi
    case $machine in
    x86_64 | amd64) cpu=x86_64 ;;
    aarch64 | arm64) cpu=aarch64 ;;
    *) cpu= ;;
    esac
    case $system in
    Linux) target=$cpu-unknown-linux-$(libc) ;;
    Darwin) target=$cpu-apple-darwin ;;
    MINGW* | MSYS* | CYGWIN*) fail "this installer is for Linux and macOS; in PowerShell: irm $base/install.ps1 | iex" ;;
    *) cpu= ;;
    esac
    [ -n "$cpu" ] || fail "no build for $system on $machine; with Rust: cargo install --locked hsmeta"
}

# download <name>: a file of the release, into the current folder.
download() {
    if has curl; then
        curl --fail --silent --show-error --location --retry 2 --output "$1" "$base/$1" || fail "cannot download $base/$1"
    elif has wget; then
        wget -q -O "$1" "$base/$1" || fail "cannot download $base/$1"
    else
        fail 'curl or wget is required'
    fi
}

sha256() {
    if has sha256sum; then
        sha256sum "$1"
    elif has shasum; then
        shasum -a 256 "$1"
    elif has openssl; then
        openssl dgst -sha256 -r "$1"
    else
        fail 'sha256sum, shasum or openssl is required'
    fi
}

main() {
    find_target
    if [ -z "${HSMETA_INSTALL_DIR-}" ]; then
        [ -n "${HOME-}" ] || fail 'HOME is not set; set HSMETA_INSTALL_DIR to the folder to install into'
        HSMETA_INSTALL_DIR=$HOME/.local/bin
    fi
    mkdir -p "$HSMETA_INSTALL_DIR" 2>/dev/null || fail "cannot create $HSMETA_INSTALL_DIR; set HSMETA_INSTALL_DIR to another folder"
    bin=$(cd "$HSMETA_INSTALL_DIR" && pwd)
    # Beside the program: a rename within one file system replaces it at once, also while it runs.
    temporary=$(mktemp -d "$bin/.hsmeta.XXXXXX" 2>/dev/null) || fail "cannot write to $bin; set HSMETA_INSTALL_DIR to another folder"
    trap 'rm -rf "$temporary"' EXIT
    trap 'exit 130' INT TERM HUP
    cd "$temporary"

    name=hsmeta-$version-$target
    download "$name.tar.gz"
    download SHA256SUMS
    expected=$(sed -n "s/^\([0-9a-f]\{64\}\)  $name\.tar\.gz\$/\1/p" SHA256SUMS)
    [ -n "$expected" ] || fail "$base/SHA256SUMS does not list $name.tar.gz; nothing was installed"
    actual=$(sha256 "$name.tar.gz")
    [ "${actual%% *}" = "$expected" ] || fail "checksum of $name.tar.gz is ${actual%% *}, expected $expected; nothing was installed"

    tar -xzf "$name.tar.gz" "$name/hsmeta" || fail "cannot unpack $name.tar.gz; nothing was installed"
    installed=$("$name/hsmeta" --version) || fail "hsmeta for $target does not run here; nothing was installed"
    mv -f "$name/hsmeta" "$bin/hsmeta" || fail "cannot replace $bin/hsmeta"
    echo "installed $installed as $bin/hsmeta"

    case ":$PATH:" in
    *":$bin:"*)
        first=$(command -v hsmeta)
        [ "$first" = "$bin/hsmeta" ] || echo "note: $first comes first on your PATH"
        ;;
    *) printf 'add it to your PATH: export PATH="%s:$PATH"\n' "$bin" ;;
    esac
}

# As a whole: a script that was cut off while downloading does nothing.
main
