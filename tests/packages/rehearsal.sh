# The whole publication of a release, into stand-ins of the registries (stand_ins.py), with the scripts that the workflow runs. Each one is
# stopped in the middle and continued, and changes nothing when it is repeated. Then everything is installed from there and run.
#
# The programs are the one of the part `wheel`; those of other platforms are stand-ins too (foreign_wheels.py). What only GitHub and the real
# registries can do is not rehearsed: attestations, provenance, and who may publish.

# Parts of both are used here.
# shellcheck source=tests/packages/pre-commit.sh
source tests/packages/pre-commit.sh
# shellcheck source=tests/packages/action.sh
source tests/packages/action.sh
needs=(cargo cargo-cyclonedx chroot curl docker-registry git ip node npm python3 ruby sha256sum skopeo tar unzip
    "$packages/tools/bin/pre-commit" "$packages/tools/bin/pypi-server" "$packages/tools/bin/twine" "$packages/tools/bin/uv"
    "$packages/registries/node_modules/.bin/verdaccio" "$root/vscode-extension/node_modules/.bin/vsce")

step() { printf '   %3d s  %s\n' "$SECONDS" "$*"; }

# A network of its own, in which nothing but the stand-ins can be reached. Not every system lets users have one.
in_own_network() {
    if [ -n "${REHEARSAL_NETWORK-}" ]; then return; fi
    export REHEARSAL_NETWORK=own
    local network=(unshare --user --map-root-user --net)
    if "${network[@]}" true 2>/dev/null; then
        rm -rf "$scratch"
        exec "${network[@]}" bash -c 'ip link set lo up && exec bash tests/packages/run rehearsal'
    fi
    step 'no network namespace here: that nothing else is reached is not verified'
}

# What a maintainer does for a release, in a clone in an unusual folder: a section of the changelog about the version, a commit, a tag. The
# files are those of the working tree.
tag_release() {
    # Not with brackets, which vsce takes for a pattern.
    clone="$scratch/my dir ü/clone"
    mkdir -p "$clone"
    copy_of_tree "$clone"
    sed -i "s/^## \[Unreleased\]\$/## [Unreleased]\n\n## [$version] - 2000-01-01/" "$clone/CHANGELOG.md"
    hook_repository "$clone"
    git -C "$clone" remote add origin .
    ln -s "$root/vscode-extension/node_modules" "$clone/vscode-extension/node_modules"
    cd "$clone"
}

start_stand_ins() {
    registries=$scratch/registries
    python3 "$root/tests/packages/stand_ins.py" "$registries" "$packages" &
    stand_ins=$!
    trap 'kill "$stand_ins" 2>/dev/null || true; wait "$stand_ins" || true; rm -rf "$scratch"' EXIT
    while [ ! -e "$registries/addresses" ]; do
        kill -0 "$stand_ins" 2>/dev/null || fail 'the stand-ins do not start'
        sleep 0.2
    done
    # shellcheck source=/dev/null
    source "$registries/addresses"
    export GITHUB_SERVER_URL=http://$github_address GITHUB_REPOSITORY=owner/hsmeta GH_STAND_IN=$registries
    export HSMETA_CRATES_INDEX=http://$crates_address HSMETA_CARGO_REGISTRY=stand-in CARGO_REGISTRIES_STAND_IN_TOKEN=any
    export HSMETA_NPM_REGISTRY=http://$npm_address HSMETA_PYPI_INDEX=http://$pypi_address/simple
    # The clients have no files of the person who runs this, and what is offline elsewhere is not here.
    unset CARGO_NET_OFFLINE PIP_NO_INDEX npm_config_offline GITHUB_ACTIONS
    export npm_config_userconfig=$scratch/npmrc npm_config_cache=$scratch/npm-cache npm_config_registry=$HSMETA_NPM_REGISTRY
    export npm_config_fetch_retries=0 npm_config_update_notifier=false
    echo "//$npm_address/:_authToken=any" >"$scratch/npmrc"
    export PIP_INDEX_URL=$HSMETA_PYPI_INDEX/ PIP_CACHE_DIR=$scratch/pip UV_DEFAULT_INDEX=$HSMETA_PYPI_INDEX UV_CACHE_DIR=$scratch/uv
    export UV_NO_CONFIG=1 UV_PYTHON_DOWNLOADS=never UV_TOOL_DIR=$scratch/uv-tools UV_TOOL_BIN_DIR=$scratch/uv-bin
    mkdir "$scratch/bin" "$scratch/cargo" "$scratch/temp"
    cp "$root/tests/packages/gh" "$scratch/bin"
    # Both tools first ask GitHub who they are; these note which extensions they are given.
    printf '#!/bin/sh\nfor argument; do case $argument in *.vsix) basename "$argument" ;; esac; done >>"$0.published"\n' >"$scratch/bin/vsce"
    cp "$scratch/bin/vsce" "$scratch/bin/ovsx"
    chmod +x "$scratch/bin/vsce" "$scratch/bin/ovsx"
    printf '[registries.stand-in]\nindex = "%s"\n[source.crates-io]\nreplace-with = "stand-in"\n[source.stand-in]\nregistry = "%s"\n' \
        "sparse+http://$crates_address/" "sparse+http://$crates_address/" >"$scratch/cargo/config.toml"
    export PATH=$scratch/bin:$PATH
}

# The folders of everything that is published, below the checkout and named as in the jobs of the workflow.
assemble() {
    local log=$scratch/log
    CARGO_NET_OFFLINE=true bash packaging/assets wheels out >"$log" 2>&1 || fail "$(cat "$log")"
    mv out/assets out/image out/manifests .
    step "assembled: $(find "$assets" -type f | wc -l) files"
}

# The steps of the workflow after the draft, by what is published.
publish() {
    case $1 in
    github) bash packaging/publish/github draft "$assets" ;;
    crates) CARGO_HOME=$scratch/cargo CARGO_REGISTRY_DEFAULT=stand-in bash packaging/publish/crates "$assets" ;;
    npm) bash packaging/publish/npm "$assets" ;;
    pypi) publish_wheels ;;
    images) bash packaging/publish/image image "$images_address/hsmeta" ;;
    esac
}

# As the action of PyPI does it.
publish_wheels() {
    local files
    files=$(python3 packaging/publish/pending.py pypi "$assets") || return
    [ -n "$files" ] || return 0
    xargs twine upload --non-interactive --disable-progress-bar --repository-url "http://$pypi_address" --username any --password any <<<"$files"
}

# uploads <name>: how many requests the registry had that change it.
uploads() {
    wc -l <"$registries/$1.uploads"
}

# stopped_and_repeated <name> <uploads until it is stopped>
stopped_and_repeated() {
    local name=$1 before
    echo "$2" >"$registries/$name.limit"
    ! publish "$name" >"$scratch/log" 2>&1 || fail "the publication of $name succeeds in spite of an outage: $(cat "$scratch/log")"
    [ "$(cat "$registries/$name.limit")" -eq 0 ] || fail "the publication of $name fails before the outage: $(cat "$scratch/log")"
    rm "$registries/$name.limit"
    expect 0 '' publish "$name"
    before=$(uploads "$name")
    expect 0 '' publish "$name"
    [ "$(uploads "$name")" -eq "$before" ] || fail "a second publication of $name changes something: $(tail -n "+$((before + 1))" "$registries/$name.uploads")"
    step "published: $name"
}

# refuses_other_bytes <name> <file> <message>: nothing is published.
refuses_other_bytes() {
    local name=$1 file=$2 message=$3 own=$assets before
    before=$(uploads "$name")
    mkdir "$scratch/other"
    cp "$assets"/* "$scratch/other"
    # What is appended is read by no program that reads these formats.
    head --bytes 512 /dev/zero >>"$scratch/other/$file"
    assets=$scratch/other
    expect 1 "$message" publish "$name"
    assets=$own
    rm -rf "$scratch/other"
    [ "$(uploads "$name")" -eq "$before" ] || fail "$name: something was published"
}

from_npm() {
    mkdir "$scratch/npm-project"
    cd "$scratch/npm-project"
    npm init --yes >/dev/null
    npm install --silent --no-audit --no-fund hsmeta
    expect_program node_modules/.bin/hsmeta
    # The registry has the packages of all platforms, and npm took one.
    local platforms
    platforms=$(python3 -c 'import json; print(len(json.load(open("package-lock.json"))["packages"]) - 2)')
    [ "$platforms" -eq "$(grep --count '"npm":' "$root/packaging/targets.json")" ] || fail "npm knows $platforms packages of platforms"
    [ "$(ls node_modules/@hsmeta)" = linux-x64 ] || fail "npm installed $(ls node_modules/@hsmeta)"
    cd "$clone"
}

from_pypi() {
    python3 -m venv "$scratch/venv"
    "$scratch/venv/bin/pip" install --quiet hsmeta
    expect_program "$scratch/venv/bin/hsmeta"
    uv tool install --quiet hsmeta
    expect_program "$scratch/uv-bin/hsmeta"
}

# Built from the crates of the registry alone, without the optimizer.
from_crates() {
    CARGO_HOME=$scratch/cargo CARGO_TARGET_DIR=$scratch/cargo-target CARGO_PROFILE_DEV_DEBUG=false \
        cargo install --quiet --locked --debug --root "$scratch/cargo-root" hsmeta
    expect_program "$scratch/cargo-root/bin/hsmeta"
    rm -rf "$scratch/cargo-target"
}

from_image() {
    local index=docker://$images_address/hsmeta folder=$scratch/image
    [ "$(skopeo inspect --tls-verify=false --raw "$index:$version" | sha256sum)" = "$(skopeo inspect --tls-verify=false --raw "$index:latest" | sha256sum)" ] ||
        fail 'latest is not the version'
    local platform
    for platform in amd64 arm64; do
        rm -rf "$folder"
        # skopeo verifies digests and sizes.
        skopeo copy --quiet --src-tls-verify=false --override-arch "$platform" "$index:$version" "oci:$folder:one"
        expect 0 '["/hsmeta"] ["check"] /project' image_configuration "$folder" "$platform"
        mkdir "$folder/root"
        tar --extract --gzip --file "$folder/layer" --directory "$folder/root"
        [ "$(cd "$folder/root" && LC_ALL=C ls)" = $'LICENSE-APACHE\nLICENSE-MIT\nhsmeta\nproject' ] || fail "the image for $platform has $(ls "$folder/root")"
        [ "$platform" != amd64 ] || runs_in_image "$folder/root"
    done
}

# image_configuration <OCI layout> <architecture>: prints what is run, and gives the only layer a name.
image_configuration() {
    python3 - "$@" <<'EOT'
import json, os, sys
folder, architecture = sys.argv[1:]

def path(descriptor):
    return folder + "/blobs/" + descriptor["digest"].replace(":", "/")

def blob(descriptor):
    return json.load(open(path(descriptor)))

(image,) = json.load(open(f"{folder}/index.json"))["manifests"]
manifest = blob(image)
image = blob(manifest["config"])
assert image["architecture"] == architecture, image
(layer,) = manifest["layers"]
os.rename(path(layer), f"{folder}/layer")
print(json.dumps(image["config"]["Entrypoint"]), json.dumps(image["config"]["Cmd"]), image["config"]["WorkingDir"])
EOT
}

# What a container engine does with an image, without the isolation.
runs_in_image() {
    # Not musl's: it is not static.
    local library
    for library in $(ldd "$1/hsmeta" | grep --only-matching '/[^ ]*'); do cp --parents "$library" "$1"; done
    cp -R "$root/fixtures/projects/broken-shop/." "$1/project"
    if chroot / true 2>/dev/null; then
        expect 1 'error[duplicate-uid]' chroot "$1" /hsmeta check /project
    else
        step 'no chroot here: the image was not run'
    fi
}

# publishes a release on GitHub, as the last step does, and installs from it.
from_github() {
    # A draft is nobody's.
    expect 22 '' curl --fail --silent "http://$github_address/owner/hsmeta/releases/download/v$version/SHA256SUMS"
    # Whether there is a release is not known.
    echo 0 >"$registries/github.limit"
    expect 1 'HTTP 500' publish github
    rm "$registries/github.limit"
    bash packaging/publish/github publish
    bash packaging/publish/github publish
    [ "$(cat "$registries/v$version.latest")" = true ] || fail 'GitHub does not show the release as the latest one'
    local base=http://$github_address/owner/hsmeta/releases/download/v$version
    mkdir "$scratch/download"
    cp "$registries/github/owner/hsmeta/releases/download/v$version"/* "$scratch/download"
    (cd "$scratch/download" && expect 0 '' sha256sum --check --quiet SHA256SUMS)
    [ "$(wc -l <"$scratch/download/SHA256SUMS")" -eq "$(($(find "$scratch/download" -type f | wc -l) - 1))" ] || fail 'SHA256SUMS does not list every file'
    [ "$(cat "$registries/v$version.notes")" = "$(bash packaging/release-notes "$version")" ] || fail 'the release has other notes'
    curl --fail --silent "$base/install.sh" >"$scratch/install.sh"
    HSMETA_INSTALL_DIR=$scratch/installed expect 0 "hsmeta $version" sh "$scratch/install.sh"
    expect_program "$scratch/installed/hsmeta"
    ACTION_REPOSITORY=owner/hsmeta expect 0 "hsmeta $version" install
}

# Every address in the manifests of other package managers exists, and has the checksum in the line after it.
from_manifests() {
    local manifest url sum count=0
    ruby -c manifests/homebrew/Formula/hsmeta.rb >/dev/null
    python3 -m json.tool manifests/scoop/bucket/hsmeta.json >/dev/null
    while IFS= read -r manifest; do
        case $manifest in *.yaml) ruby -ryaml -e 'YAML.load_file(ARGV[0]).fetch("ManifestType")' "$manifest" ;; esac
        for url in $(grep --only-matching --extended-regexp 'http://[^" ]*/releases/download/[^" ]*\.(zip|gz)' "$manifest" | grep --invert-match '\$version' || true); do
            sum=$(curl --fail --silent "$url" | sha256sum) || fail "$manifest names $url, which does not exist"
            grep --after-context 1 --fixed-strings "$url" "$manifest" | grep --quiet --ignore-case "${sum%% *}" || fail "$manifest has another checksum for $url"
            count=$((count + 1))
        done
    done < <(find manifests/homebrew manifests/scoop manifests/winget -type f)
    [ "$count" -ge 8 ] || fail "only $count addresses in the manifests"
}

# The extensions hold the programs of their platforms.
from_extensions() {
    local files=("$assets"/*.vsix)
    [ "${#files[@]}" -eq "$(grep --count '"vscode":' packaging/targets.json)" ] || fail "extensions: ${files[*]}"
    bash packaging/publish/extensions vscode "$assets"
    bash packaging/publish/extensions openvsx "$assets"
    local tool
    for tool in vsce ovsx; do
        [ "$(cat "$scratch/bin/$tool.published")" = "$(cd "$assets" && ls -- *.vsix)" ] || fail "$tool publishes $(cat "$scratch/bin/$tool.published")"
    done
    unzip -q "$assets/hsmeta-linux-x64-$version.vsix" -d "$scratch/extension"
    expect_program "$scratch/extension/extension/bin/hsmeta"
}

# A repository that other programs install from: pushed, and pushed again.
publish_repository() {
    local folder=$1 remote=$2 tag=${3-} before
    git init --quiet --bare --initial-branch main "$remote"
    expect 0 '' bash packaging/publish/repository "$folder" "$remote" "$tag"
    before=$(git -C "$remote" for-each-ref)
    [ -n "$before" ] || fail "nothing was pushed to $remote"
    expect 0 '' bash packaging/publish/repository "$folder" "$remote" "$tag"
    [ "$(git -C "$remote" for-each-ref)" = "$before" ] || fail "a second push changes $remote"
}

from_mirror() {
    export PRE_COMMIT_HOME=$scratch/pre-commit
    publish_repository manifests/homebrew "$scratch/tap.git"
    publish_repository manifests/scoop "$scratch/bucket.git"
    publish_repository manifests/pre-commit "$scratch/mirror.git" "v$version"
    # Its hook installs the wheel of the index.
    with_hooks_of "$scratch/mirror.git" hsmeta
    blocks_and_passes
    cd "$clone"
}

# An older version whose publication is completed late: users without a version keep the newer one.
late() {
    local image=$images_address/late
    git tag v999.0.0
    expect 0 '' bash packaging/publish/image image "$image"
    expect 0 '' skopeo inspect --tls-verify=false --raw "docker://$image:$version"
    expect 1 '' skopeo inspect --tls-verify=false --raw "docker://$image:latest"
    git init --quiet --bare "$scratch/late.git"
    expect 0 'nothing to do' bash packaging/publish/repository manifests/homebrew "$scratch/late.git"
    expect 0 '' bash packaging/publish/repository manifests/pre-commit "$scratch/late.git" "v$version"
    [ "$(git -C "$scratch/late.git" for-each-ref --format '%(refname)')" = "refs/tags/v$version" ] || fail 'an older version is on the branch'
    git tag --delete v999.0.0 >/dev/null
}

try() {
    [ -d "$packages/wheels/x86_64-unknown-linux-gnu" ] || fail 'the part wheel comes first'
    in_own_network
    tag_release
    start_stand_ins
    step 'the stand-ins answer; the programs of other platforms than x86_64 Linux are stand-ins as well'
    python3 "$root/tests/packages/foreign_wheels.py" "$packages/wheels" wheels
    assets=assets
    assemble

    stopped_and_repeated github 3
    stopped_and_repeated pypi 2
    stopped_and_repeated npm 2
    [ "$(tail -n 1 "$registries/npm.uploads")" = 'PUT /hsmeta' ] || fail 'the package that depends on the others is not the last'
    # Nothing is published yet, but it would not be the file that was attested.
    refuses_other_bytes crates "hsmeta-rules-$version.crate" 'was made from other files'
    stopped_and_repeated crates 2
    stopped_and_repeated images 3
    late
    refuses_other_bytes pypi "hsmeta-$version-py3-none-win_amd64.whl" 'other bytes are published'
    refuses_other_bytes npm "hsmeta-$version.tgz" 'other bytes are published'
    refuses_other_bytes crates "hsmeta-rules-$version.crate" 'other bytes are published'

    local source
    for source in github manifests npm pypi extensions image mirror crates; do
        "from_$source"
        step "installed and run: $source"
    done
}
