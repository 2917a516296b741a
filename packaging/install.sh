#!/bin/sh
# Installs hsmeta @VERSION@ for Linux or macOS: downloads the archive of this platform, verifies its checksum, and puts the program into
# ~/.local/bin, or into $HSMETA_INSTALL_DIR. Nothing else is changed, and nothing is installed if anything fails.
# Other ways to install, and what signs the files: docs/installation.md.
set -eu

version=@VERSION@
# Where the files of the release are; another address for a mirror inside of a company.
base=${HSMETA_DOWNLOAD_BASE:-@BASE@}
base=${base%/}

fail() {
    echo "install.sh: $1" >&2
    exit "${2-1}"
}

has() { command -v "$1" >/dev/null 2>&1; }

# glibc 2.17 or newer takes the build for it; everything else on Linux takes the one for musl, which needs no library: so do systems
# of 32 bits with a kernel of 64, and those that keep the loader elsewhere.
libc() {
    case $cpu in
    x86_64) loader=/lib64/ld-linux-x86-64.so.2 ;;
    *) loader=/lib/ld-linux-aarch64.so.1 ;;
    esac
    glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || glibc=
    case $glibc in
    'glibc 2.'*)
        minor=${glibc#glibc 2.}
        if [ "${minor%%.*}" -ge 17 ] && [ -e "$loader" ]; then echo gnu; else echo musl; fi
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
    [ -n "$cpu" ] || fail "no build for $system on $machine; with Node: npm install --global hsmeta; with Rust: cargo install --locked hsmeta"
}

# download <name>: a file of the release, into the current folder.
download() {
    if has curl; then
        # Also if it is redirected.
        case $base in
        https:*) protocols='=https' ;;
        *) protocols='=all' ;;
        esac
        curl --proto "$protocols" --fail --silent --show-error --location --retry 2 --output "$1" "$base/$1" || fail "cannot download $base/$1"
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
    case ${1-} in
    '') ;;
    -h | --help)
        echo "Installs hsmeta $version. There are no options; environment variables:"
        echo '  HSMETA_INSTALL_DIR is the folder to install into, instead of ~/.local/bin'
        echo '  HSMETA_DOWNLOAD_BASE is another address with the files of the release'
        exit
        ;;
    *) fail "unknown option $1; see --help" 2 ;;
    esac
    find_target
    if [ -z "${HSMETA_INSTALL_DIR-}" ]; then
        [ -n "${HOME-}" ] || fail 'HOME is not set; set HSMETA_INSTALL_DIR to the folder to install into'
        HSMETA_INSTALL_DIR=$HOME/.local/bin
    fi
    mkdir -p "$HSMETA_INSTALL_DIR" || fail "cannot create $HSMETA_INSTALL_DIR; set HSMETA_INSTALL_DIR to another folder"
    bin=$(CDPATH='' cd "$HSMETA_INSTALL_DIR" && pwd)
    [ ! -d "$bin/hsmeta" ] || fail "$bin/hsmeta is a folder; set HSMETA_INSTALL_DIR to another folder"
    # Beside the program: a rename within one file system replaces it at once, also while it runs.
    temporary=$(mktemp -d "$bin/.hsmeta.XXXXXX") || fail "cannot write to $bin; set HSMETA_INSTALL_DIR to another folder"
    trap 'rm -rf "$temporary"' EXIT
    # Not `exit` alone: zsh would not run the trap above, and the exit code of mksh would be that of `rm`.
    trap 'rm -rf "$temporary"; trap - EXIT; exit 130' INT TERM HUP PIPE
    cd "$temporary"

    name=hsmeta-$version-$target
    echo "downloading hsmeta $version for $target" >&2
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
main ${1+"$@"}
