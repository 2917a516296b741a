#!/usr/bin/env bash
# The first step of action.yml: puts hsmeta on the PATH of the steps that follow. A tag (`v1.2.3`) is installed from the
# release of that name in the repository of the action; any other ref is built from its source, which takes minutes.
# The runner's `gh` does the download, so that private repositories and GitHub Enterprise work as well.
set -euo pipefail

: "${ACTION_REPOSITORY?}" "${ACTION_PATH?}" "${VERSION?}" "${RUNNER_OS?}" "${RUNNER_ARCH?}" "${RUNNER_TEMP?}"

libc() {
    # musl's ldd says so on stderr, with an exit code of 1.
    case "$(ldd --version 2>&1 || true)" in *musl*) echo musl ;; *) echo gnu ;; esac
}

case "$RUNNER_ARCH" in
X64) cpu=x86_64 ;;
ARM64) cpu=aarch64 ;;
*) cpu=$RUNNER_ARCH ;;
esac
case "$RUNNER_OS" in
Linux) target=$cpu-unknown-linux-$(libc) archive=tar.gz ;;
macOS) target=$cpu-apple-darwin archive=tar.gz ;;
Windows) target=$cpu-pc-windows-msvc archive=zip ;;
esac

folder=$RUNNER_TEMP/hsmeta
mkdir -p "$folder"

case "$VERSION" in
v[0-9]*.[0-9]*.[0-9]*)
    name=hsmeta-${VERSION#v}-$target
    gh release download "$VERSION" --repo "$ACTION_REPOSITORY" --dir "$folder" --clobber \
        --pattern "$name.$archive" --pattern SHA256SUMS
    cd "$folder"
    grep --fixed-strings "  $name.$archive" SHA256SUMS >checksum
    if type sha256sum >/dev/null 2>&1; then sha256sum --check --quiet checksum; else shasum --algorithm 256 --check checksum; fi
    if [ "$archive" = zip ]; then unzip -q -o "$name.zip"; else tar xzf "$name.tar.gz"; fi
    bin=$folder/$name
    ;;
*)
    cargo install --locked --quiet --path "$ACTION_PATH" --root "$folder"
    bin=$folder/bin
    ;;
esac

"$bin/hsmeta" --version
if type cygpath >/dev/null 2>&1; then bin=$(cygpath --windows "$bin"); fi
echo "$bin" >>"$GITHUB_PATH"
