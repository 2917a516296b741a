# packaging/install.sh in roots that have nothing but what it says it needs, as a user without rights, from a server on this machine:
# one root with glibc, curl and Debian's shell, and one with busybox alone. The program is that of the part `npm`; those of other
# platforms are stand-ins.
needs=(busybox chroot curl dash python3 sha256sum zsh)

# chroot takes the rights of root. What runs in it does not have them.
sudo=() user=$(id -u)
if [ "$user" -eq 0 ]; then
    user=1000
else
    sudo=(sudo -n)
    sudo -n true 2>/dev/null || needs+=('sudo without a password')
fi

# What the installer uses. A shell has the rest built in.
programs=(dash curl getconf mkdir mktemp mv rm sed sha256sum tar gzip uname)

# in_root <root> <NAME=value...> <command...>: as a user, without the environment of whoever runs the test.
in_root() {
    local folder=$1
    shift
    ${sudo[@]+"${sudo[@]}"} chroot --userspec "$user:$user" "$folder" /bin/env -i HOME=/home/user PATH=/bin HSMETA_DOWNLOAD_BASE="$server" "$@"
}

# new_root <name> <programs...>: with the libraries that they need.
new_root() {
    local folder=$scratch/$1 program path library
    shift
    mkdir -p "$folder/bin" "$folder/dev" "$folder/tmp" "$folder/home/user" "$folder/opt"
    # A device would take rights that not every file system gives.
    touch "$folder/dev/null"
    for program in "$@"; do
        path=$(type -P "$program")
        cp --dereference "$path" "$folder/bin"
        for library in $(ldd "$path" 2>/dev/null | grep --only-matching '/[^ ]*'); do
            mkdir -p "$folder${library%/*}"
            cp --dereference "$library" "$folder$library"
        done
    done
    [ "$(id -u)" -ne 0 ] || chown "$user:$user" "$folder/home/user"
    chmod 1777 "$folder/tmp" "$folder/dev/null"
    chmod 555 "$folder/opt"
}

# stand_in <target>: an archive whose program is a script.
stand_in() {
    local name=hsmeta-$version-$1
    mkdir -p "$scratch/stand-in/$name"
    printf '#!/bin/sh\necho hsmeta %s for %s\n' "$version" "$1" >"$scratch/stand-in/$name/hsmeta"
    chmod +x "$scratch/stand-in/$name/hsmeta"
    tar --create --gzip --file "$scratch/assets/$name.tar.gz" --directory "$scratch/stand-in" "$name"
}

# interrupted <root>: by a signal while it downloads, in shells whose traps differ.
# Not as whoever runs the test may ignore them.
interrupted() {
    local shell signal
    mv "$1/bin/curl" "$1/bin/curl.whole"
    printf '#!/bin/sh\nkill -s "$SIGNAL" "$PPID"\n' >"$1/bin/curl"
    chmod +x "$1/bin/curl"
    for shell in sh zsh; do
        for signal in INT TERM HUP PIPE; do
            expect 130 '' in_root "$1" SIGNAL=$signal env --default-signal "$shell" /install.sh
            left_alone "$1"
        done
    done
    mv "$1/bin/curl.whole" "$1/bin/curl"
}

checksums() {
    (cd "$scratch/assets" && sha256sum -- *.tar.gz >SHA256SUMS)
}

# pretend <root> <what uname says for -s> <... for -m>
pretend() {
    printf '#!/bin/sh\n[ "$1" = -s ] && echo %s || echo %s\n' "$2" "$3" >"$scratch/$1/bin/uname"
}

# left_alone <root>: nothing was installed over the program that was there, and nothing is left of the attempt.
left_alone() {
    expect 0 'hsmeta 99.0.0' in_root "$1" /home/user/.local/bin/hsmeta
    [ "$(ls -A "$1/home/user/.local/bin")" = hsmeta ] || fail "left behind: $(ls -A "$1/home/user/.local/bin")"
}

try() {
    [ -d "$packages/release" ] || fail 'the part npm comes first'
    umask 022
    mkdir "$scratch/assets"
    cp "$packages/release/hsmeta-$version-x86_64-unknown-linux-gnu.tar.gz" "$scratch/assets"
    local target
    for target in x86_64-unknown-linux-musl aarch64-unknown-linux-musl aarch64-apple-darwin; do stand_in "$target"; done
    checksums
    GITHUB_REPOSITORY=owner/hsmeta bash packaging/assets "$packages/wheels" "$scratch" installers

    touch "$scratch/log"
    python3 -u -m http.server --bind 127.0.0.1 --directory "$scratch/assets" 0 >"$scratch/log" 2>&1 &
    local serving=$!
    trap "kill $serving 2>/dev/null || true"'; rm -rf "$scratch"' EXIT
    until grep --quiet 'Serving HTTP' "$scratch/log"; do
        kill -0 "$serving" 2>/dev/null || fail "the server ends: $(cat "$scratch/log")"
        sleep 0.1
    done
    server=http://127.0.0.1:$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$scratch/log")

    # What the release runs on its runners.
    expect 0 'no problems' bash packaging/try-installer "$scratch/assets"

    local debian=$scratch/debian bin=/home/user/.local/bin install
    # With the libraries of the program: every Debian has them.
    tar --extract --gzip --file "$scratch/assets/hsmeta-$version-x86_64-unknown-linux-gnu.tar.gz" --directory "$scratch" --strip-components 1 \
        "hsmeta-$version-x86_64-unknown-linux-gnu/hsmeta"
    new_root debian "${programs[@]}" env zsh "$scratch/hsmeta"
    rm "$debian/bin/hsmeta"
    mv "$debian/bin/dash" "$debian/bin/sh"
    cp -R fixtures/projects/documented-app "$debian/project"
    cp "$scratch/assets/install.sh" "$debian/install.sh"
    install=(in_root "$debian" sh /install.sh)

    expect 0 "installed hsmeta $version as $bin/hsmeta" "${install[@]}"
    expect 0 "export PATH=\"$bin:\$PATH\"" "${install[@]}"
    expect 0 "hsmeta $version" in_root "$debian" PATH="$bin" hsmeta --version
    expect 0 'no problems' in_root "$debian" PATH="$bin" hsmeta check /project
    expect 0 "installed hsmeta $version as /tmp/elsewhere/hsmeta" in_root "$debian" HSMETA_INSTALL_DIR=/tmp/elsewhere sh /install.sh
    # Through a pipe, as people do.
    expect 0 "installed hsmeta $version" in_root "$debian" sh -c "curl --fail --silent $server/install.sh | sh"
    expect 0 "installed hsmeta $version" in_root "$debian" sh -c "curl --fail --silent $server/install.sh | zsh"
    expect 0 'HSMETA_INSTALL_DIR is the folder' in_root "$debian" HSMETA_DOWNLOAD_BASE=http://127.0.0.1:1 sh /install.sh --help
    expect 2 'unknown option --version' in_root "$debian" sh /install.sh --version 0.0.1
    expect 0 "installed hsmeta $version as /tmp/relative/hsmeta" \
        in_root "$debian" HSMETA_INSTALL_DIR=relative sh -c 'cd /tmp && CDPATH=/opt:/tmp sh /install.sh'
    # On the PATH there is nothing to say; if another program comes first, that is said.
    expect 0 '/tmp/elsewhere/hsmeta comes first on your PATH' in_root "$debian" PATH="/tmp/elsewhere:/bin:$bin" sh /install.sh
    in_root "$debian" PATH="/bin:$bin" sh /install.sh >"$scratch/said" 2>&1
    [ "$(<"$scratch/said")" = "downloading hsmeta $version for x86_64-unknown-linux-gnu
installed hsmeta $version as $bin/hsmeta" ] || fail 'a hint that nobody needs'

    # A program that runs is replaced; so is one of another version.
    mkfifo "$scratch/stdin"
    in_root "$debian" "$bin/hsmeta" lsp <"$scratch/stdin" &
    local running=$!
    exec 9>"$scratch/stdin"
    expect 0 "installed hsmeta $version" "${install[@]}"
    exec 9>&-
    wait $running || true
    printf '#!/bin/sh\necho hsmeta 99.0.0\n' >"$debian$bin/hsmeta"
    expect 0 "installed hsmeta $version" "${install[@]}"
    expect 0 "hsmeta $version" in_root "$debian" "$bin/hsmeta" --version

    # What can go wrong changes nothing.
    printf '#!/bin/sh\necho hsmeta 99.0.0\n' >"$debian$bin/hsmeta"
    local archive=$scratch/assets/hsmeta-$version-x86_64-unknown-linux-gnu.tar.gz
    cp "$archive" "$scratch/whole"
    head --bytes 100000 "$scratch/whole" >"$archive"
    expect 1 'nothing was installed' "${install[@]}"
    left_alone "$debian"
    # With the right checksum it still does not unpack.
    checksums
    expect 1 'cannot unpack' "${install[@]}"
    left_alone "$debian"
    cp "$scratch/whole" "$archive"
    expect 1 "checksum of ${archive##*/} is" "${install[@]}"
    left_alone "$debian"
    sed -i '/unknown-linux-gnu/d' "$scratch/assets/SHA256SUMS"
    expect 1 'does not list' "${install[@]}"
    left_alone "$debian"
    checksums
    rm "$archive"
    expect 1 "cannot download $server/${archive##*/}" "${install[@]}"
    expect 1 'cannot download http://127.0.0.1:1/' in_root "$debian" HSMETA_DOWNLOAD_BASE=http://127.0.0.1:1 sh /install.sh
    left_alone "$debian"
    cp "$scratch/whole" "$archive"
    expect 1 'cannot write to /opt' in_root "$debian" HSMETA_INSTALL_DIR=/opt sh /install.sh
    expect 1 'cannot create /opt/bin' in_root "$debian" HSMETA_INSTALL_DIR=/opt/bin sh /install.sh
    in_root "$debian" mkdir -p /tmp/folder/hsmeta
    expect 1 '/tmp/folder/hsmeta is a folder' in_root "$debian" HSMETA_INSTALL_DIR=/tmp/folder sh /install.sh
    interrupted "$debian"
    expect 1 'HOME is not set' in_root "$debian" HOME= sh /install.sh
    pretend debian Linux riscv64
    expect 1 'no build for Linux on riscv64; with Node: npm install --global hsmeta; with Rust: cargo install' "${install[@]}"
    pretend debian FreeBSD amd64
    expect 1 'no build for FreeBSD on amd64' "${install[@]}"
    pretend debian MINGW64_NT-10.0 x86_64
    expect 1 'install.ps1 | iex' "${install[@]}"
    left_alone "$debian"
    # A script that was cut off, at any line.
    local lines line
    lines=$(wc --lines <"$debian/install.sh")
    for ((line = 1; line < lines; line++)); do
        head --lines "$line" "$scratch/assets/install.sh" >"$debian/cut.sh"
        in_root "$debian" sh /cut.sh >/dev/null 2>&1 || true
        left_alone "$debian"
    done

    pretend debian Darwin arm64
    expect 0 "hsmeta $version for aarch64-apple-darwin" "${install[@]}"
    # A kernel of 64 bits with programs of 32: glibc for the kernel's processor is missing.
    pretend debian Linux aarch64
    expect 0 "hsmeta $version for aarch64-unknown-linux-musl" "${install[@]}"
    pretend debian Linux x86_64
    printf '#!/bin/sh\necho glibc 2.16\n' >"$debian/bin/getconf"
    expect 0 "hsmeta $version for x86_64-unknown-linux-musl" "${install[@]}"
    rm "$debian/bin/sha256sum"
    expect 1 'sha256sum, shasum or openssl is required' "${install[@]}"
    # Nothing leads from https to http.
    printf '#!/bin/sh\necho curl "$@"; exit 1\n' >"$debian/bin/curl"
    expect 1 'curl --proto =https ' in_root "$debian" HSMETA_DOWNLOAD_BASE=https://localhost sh /install.sh
    rm "$debian/bin/curl"
    expect 1 'curl or wget is required' "${install[@]}"

    # Nothing but busybox: no glibc, and wget.
    new_root busybox busybox
    local applet
    for applet in sh env wget mkdir mktemp mv rm sed sha256sum tar gzip uname; do ln -s busybox "$scratch/busybox/bin/$applet"; done
    cp "$scratch/assets/install.sh" "$scratch/busybox/install.sh"
    expect 0 "installed hsmeta $version for x86_64-unknown-linux-musl" in_root "$scratch/busybox" sh /install.sh
    expect 1 'cannot download' in_root "$scratch/busybox" HSMETA_DOWNLOAD_BASE="$server/none" sh /install.sh
}
